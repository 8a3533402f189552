"""The fourth step on the screen: figures, a student's own page, and downloads."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ipywidgets import Box, Output, VBox, Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.groups import group_cards
from toolkit.ui.screens.picker import name_search
from toolkit.ui.screens.screen import Action, Screen, row, section, shown
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.steps import PROPOSAL

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OverviewScreen(Screen[OverviewModel]):
    """How far the class has come. Who is kept apart is nowhere to be seen here."""

    def build(self) -> Box:
        """The figures, below what can be taken along."""
        return VBox(
            [
                shown(
                    markup.heading(
                        2, self._("How well do they know each other?"), self._(self.model.summary)
                    )
                ),
                self._downloads(),
                *self._groups(),
                self._growth(),
                self._who_met(),
                self._history(),
                self._student(),
            ]
        )

    def primary(self) -> Action | None:
        """Go on with the next period."""
        words = self._("Plan period {number}", number=self.session.plan.next_number)
        return self.leading_to(PROPOSAL, words)

    def _downloads(self) -> Widget:
        roster, is_locked = self.session.roster, bool(self.session.passphrase)
        plan_type = (".xlsx", _EXCEL) if is_locked else (".csv", "text/csv")
        return section(
            self._("Take it with you"),
            self._why_take_along(),
            row(
                Download(
                    self._("Download the plan"),
                    file_name(Content.PLAN, plan_type[0], self._, roster),
                    plan_type[1],
                    self.model.plan_file,
                ),
                Download(
                    self._("Download Excel lists"),
                    file_name(Content.LISTS, ".xlsx", self._, roster),
                    _EXCEL,
                    self.model.workbook_file,
                ),
            ),
        )

    def _why_take_along(self) -> str:
        session = self.session
        if session.passphrase:
            return self._("The files open with the archive's passphrase, in Excel.")
        if session.is_lasting:
            return self._("Everything is kept here. Take files along for others, or for the wall.")
        return self._("Keep the plan: you open it again here at the next rotation.")

    def _groups(self) -> Iterable[Widget]:
        return [
            section(
                self._("Groups in period {number}", number=period.number),
                "",
                group_cards(self, period),
            )
            for period in self.session.plan.periods[-1:]
        ]

    def _growth(self) -> Widget:
        from toolkit.figures.coverage_curve import coverage_curve

        outlook = self.model.outlook()
        ahead = () if outlook is None else (outlook.year, outlook.bound)
        return figure_section(
            self._("Acquaintance, period by period"),
            self._figure(coverage_curve(self.model.coverage, self._, *ahead)),
            " ".join(self.say(self.model.prospect(outlook))),
        )

    def _who_met(self) -> Widget:
        from toolkit.figures.acquaintance_heatmap import acquaintance_heatmap

        return figure_section(
            self._("Who has met whom, and in which period first"),
            self._figure(acquaintance_heatmap(self.model.coverage, self._)),
            self._(self.model.unmet),
        )

    def _history(self) -> Widget:
        from toolkit.figures.rotation_history import rotation_history

        return figure_section(
            self._("Partners, period by period"),
            self._figure(rotation_history(self.session.plan, self.model.coverage.students, self._)),
            self._(self.model.repeats),
        )

    def _student(self) -> Widget:
        roster = self.session.roster
        ids = {roster.label(student): student.id for student in roster}
        search = name_search(self._("Student"), self._("Type a name"), roster)
        if self.model.chosen is not None:
            search.value = roster.label(self.model.chosen)
        search.observe(
            lambda change: setattr(self.model, "student", ids.get(change["new"], "")), "value"
        )
        return section(
            self._("One student's year"),
            self._("Pick a name to see whom this student has met, and who remains."),
            search,
            self.live(self._student_page, (self.model, "student")),
        )

    def _student_page(self) -> Iterable[Widget]:
        from toolkit.figures.student_page import student_page

        student = self.model.chosen
        if student is None:
            return []
        return [
            shown(markup.status(self._(self.model.student_summary(student)))),
            self._figure(student_page(self.model.coverage, student, self._)),
        ]

    def _figure(self, drawn: "Figure") -> Output:
        """A Plotly figure, drawn by the page's own Plotly with no widget of its own."""
        from toolkit.figures.style import plotly_bundle, without_title

        bundle = plotly_bundle(without_title(drawn), self._)
        figure = Output(outputs=({"output_type": "display_data", "data": bundle, "metadata": {}},))
        figure.add_class("mk-figure")
        return figure


def figure_section(title: str, figure: Output, summary: str) -> Widget:
    """A figure below its title and what it tells in a sentence."""
    return section(title, summary, figure)
