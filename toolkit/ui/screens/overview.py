"""The fourth step on the screen: figures, a student's own page, and downloads."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ipywidgets import Output, VBox, Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.groups import group_cards
from toolkit.ui.screens.picker import name_search
from toolkit.ui.screens.screen import Action, Screen, row, section
from toolkit.ui.state.file_names import file_name
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.state.session import Step

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OverviewScreen(Screen):
    """How far the class has come. Who is kept apart is nowhere to be seen here."""

    def __init__(self, model: OverviewModel) -> None:
        super().__init__(model.session)
        self.model = model
        self._coverage = model.coverage()
        _ = self.translate
        self.view = VBox(
            [
                markup.heading(
                    2, _("How well do they know each other?"), _(model.summary(self._coverage))
                ),
                self._downloads(),
                *self._groups(),
                self._growth(),
                self._who_met(),
                self._history(),
                self._student(),
            ]
        )

    def primary(self) -> Action:
        """Go on with the next period."""
        _ = self.translate
        number = self.session.plan.next_number
        return Action(_("Plan period {number}", number=number), self._plan_next)

    def _plan_next(self) -> None:
        self.session.step = Step.PROPOSAL

    def _downloads(self) -> Widget:
        _ = self.translate
        roster, is_locked = self.model.roster, bool(self.session.passphrase)
        plan_type = (".xlsx", _EXCEL) if is_locked else (".csv", "text/csv")
        return section(
            _("Take it with you"),
            self._why_take_along(),
            row(
                Download(
                    _("Download the plan"),
                    file_name("plan", roster, plan_type[0]),
                    plan_type[1],
                    self.model.plan_file,
                ),
                Download(
                    _("Download Excel lists"),
                    file_name("lists", roster, ".xlsx"),
                    _EXCEL,
                    self.model.workbook_file,
                ),
            ),
        )

    def _why_take_along(self) -> str:
        _, session = self.translate, self.session
        if session.passphrase:
            return _("The files open with the archive's passphrase, in Excel.")
        if session.is_lasting:
            return _("Everything is kept here. Take files along for others, or for the wall.")
        return _("Keep the plan: you open it again here at the next rotation.")

    def _groups(self) -> Iterable[Widget]:
        _ = self.translate
        return [
            section(
                _("Groups in period {number}", number=period.number),
                "",
                group_cards(self, period),
            )
            for period in self.session.plan.periods[-1:]
        ]

    def _growth(self) -> Widget:
        from toolkit.figures.coverage_curve import coverage_curve

        _ = self.translate
        outlook = self.model.outlook()
        ahead = () if outlook is None else (outlook.year, outlook.bound)
        return figure_section(
            _("Acquaintance, period by period"),
            self._figure(coverage_curve(self._coverage, _, *ahead)),
            " ".join(self.say(self.model.prospect(self._coverage, outlook))),
        )

    def _who_met(self) -> Widget:
        from toolkit.figures.acquaintance_heatmap import acquaintance_heatmap

        _ = self.translate
        return figure_section(
            _("Who has met whom, and in which period first"),
            self._figure(acquaintance_heatmap(self._coverage, _)),
            _(self.model.unmet(self._coverage)),
        )

    def _history(self) -> Widget:
        from toolkit.figures.rotation_history import rotation_history

        _ = self.translate
        return figure_section(
            _("Partners, period by period"),
            self._figure(rotation_history(self.session.plan, self._coverage.students, _)),
            _(self.model.repeats(self._coverage)),
        )

    def _student(self) -> Widget:
        _ = self.translate
        roster = self.model.roster
        ids = {roster.label(student): student.id for student in roster}
        search = name_search(_("Student"), _("Type a name"), roster)
        if self.model.chosen is not None:
            search.value = roster.label(self.model.chosen)
        search.observe(
            lambda change: setattr(self.model, "student", ids.get(change["new"], "")), "value"
        )
        return section(
            _("One student's year"),
            _("Pick a name to see whom this student has met, and who remains."),
            search,
            self.live(self._student_page, (self.model, "student")),
        )

    def _student_page(self) -> Iterable[Widget]:
        from toolkit.figures.student_page import student_page

        _ = self.translate
        student = self.model.chosen
        if student is None:
            return []
        return [
            markup.status(_(self.model.student_summary(student, self._coverage))),
            self._figure(student_page(self._coverage, student, _)),
        ]

    def _figure(self, drawn: "Figure") -> Output:
        """A Plotly figure, drawn by the page's own Plotly with no widget of its own."""
        from toolkit.figures.style import plotly_bundle, without_title

        bundle = plotly_bundle(without_title(drawn), self.translate)
        shown = Output(outputs=({"output_type": "display_data", "data": bundle, "metadata": {}},))
        shown.add_class("mk-figure")
        return shown


def figure_section(title: str, figure: Output, summary: str) -> Widget:
    """A figure below its title and what it tells in a sentence."""
    return section(title, summary, figure)
