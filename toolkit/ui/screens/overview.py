"""How far the class has come, on the screen: figures, a student's own page, and downloads."""

from collections.abc import Iterable

from ipywidgets import Box, VBox, Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.figures import figure_of
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.picker import student_picker
from toolkit.ui.screens.screen import Action, Screen, row, section, shown
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.steps import PROPOSAL


class OverviewScreen(Screen[OverviewModel]):
    """How far the class has come. Who is kept apart is nowhere to be seen here."""

    def build(self) -> Box:
        """The figures, below what can be taken along."""
        return VBox(
            [
                shown(
                    markup.heading(
                        2,
                        self._("How well do they know each other?"),
                        " ".join(self.say(self.model.summary)),
                    )
                ),
                self._downloads(),
                self._growth(),
                self._who_met(),
                self._history(),
                self.live(self._seats, (self.session, "work.seating")),
                self._student(),
            ]
        )

    def primary(self) -> Action | None:
        """Go on with the next period."""
        words = self._("Plan period {number}", number=self.session.plan.next_number)
        return self.leading_to(PROPOSAL, words)

    def _downloads(self) -> Widget:
        ending = ".xlsx" if self.session.passphrase else ".csv"
        return section(
            self._("Take it with you"),
            self._why_take_along(),
            row(
                Download(
                    self._("Download the plan"),
                    file_name(Content.PLAN, ending, self._, self.session.class_name),
                    self.model.plan_file,
                ),
                Download(
                    self._("Download Excel lists"),
                    file_name(Content.LISTS, ".xlsx", self._, self.session.class_name),
                    self.model.workbook_file,
                ),
            ),
        )

    def _why_take_along(self) -> str:
        session = self.session
        if session.passphrase:
            return self._(
                "The files open in Excel with the archive's passphrase. Share them only with "
                "colleagues who may know it."
            )
        if session.is_lasting:
            return self._("Everything is kept here. Take files along for others, or for the wall.")
        return self._("Keep the plan: you open it again here at the next rotation.")

    def _growth(self) -> Widget:
        from toolkit.figures.coverage_curve import coverage_curve

        outlook = self.model.outlook()
        ahead = () if outlook is None else (outlook.year, outlook.bound)
        return section(
            self._("Acquaintance, period by period"),
            " ".join(self.say(self.model.prospect(outlook))),
            figure_of(coverage_curve(self.model.coverage, self._, *ahead), self._),
        )

    def _who_met(self) -> Widget:
        from toolkit.ui.screens.boards import acquaintance_board

        return section(
            self._("Who has met whom, and in which period first"),
            self._(self.model.unmet),
            shown(acquaintance_board(self.model.coverage, self._)),
        )

    def _history(self) -> Widget:
        from toolkit.ui.screens.boards import history_board

        plan, coverage = self.session.plan, self.model.coverage
        return section(
            self._("Partners, period by period"),
            self._(self.model.repeats),
            shown(history_board(plan, self.model.everyone, coverage, self._)),
        )

    def _seats(self) -> Iterable[Widget]:
        """Where each has sat; nothing where nobody has a seat."""
        from toolkit.figures.seat_turns import seat_turns
        from toolkit.ui.screens.boards import seats_board

        model, roster = self.model, self.session.roster
        if model.at_the_front is not None:
            yield section(
                self._("Where each student has sat"),
                self._(model.at_the_front),
                figure_of(seat_turns(model.seating, roster, self._), self._),
                shown(seats_board(model.seating, roster, model.everyone, self._)),
            )

    def _student(self) -> Widget:
        model = self.model
        field, chips = student_picker(
            self,
            self.session.roster,
            lambda: () if model.chosen is None else (model.student,),
            lambda key: setattr(model, "student", key),
            lambda _key: setattr(model, "student", ""),
            (model, "student"),
        )
        field.leads_on = True
        return section(
            self._("One student's year"),
            self._("Pick a name to see whom this student has met, and who remains."),
            field,
            chips,
            self.live(self._student_page, (model, "student")),
        )

    def _student_page(self) -> Iterable[Widget]:
        from toolkit.figures.student_page import student_page

        student = self.model.chosen
        if student is None:
            return []
        return [
            shown(markup.status(self._(self.model.student_summary(student)))),
            figure_of(student_page(self.model.coverage, student, self._), self._),
        ]
