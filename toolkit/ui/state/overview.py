"""The fourth step: how far the class has come, and the files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Bunch, Unicode

from toolkit.messages import Message, plural
from toolkit.outlook import Outlook, everyone_knew
from toolkit.people import Student
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.outlook import outlook
from toolkit.workspace.work import Work

if TYPE_CHECKING:
    from toolkit.acquaintance import Coverage


class OverviewModel(StepModel):
    """Reads the accepted plan. ``student`` is the id of the one whose page is open, or empty."""

    student = Unicode("")

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self._counted: tuple[Work | None, Coverage] | None = None
        self.session.observe(self._forget_leaver, "work")

    @property
    def chosen(self) -> Student | None:
        """The student whose page is open."""
        return self.session.roster.by_id.get(self.student)

    @property
    def coverage(self) -> Coverage:
        """Who has met whom so far; counted once for each state of the class."""
        from toolkit.acquaintance import coverage

        session = self.session
        if self._counted is None or self._counted[0] is not session.work:
            report = coverage(session.plan, session.rules, session.roster)
            self._counted = session.work, report
        return self._counted[1]

    @property
    def summary(self) -> Message:
        """The class's year so far, in a sentence."""
        coverage = self.coverage
        share = round(100 * (coverage.by_period[-1] if coverage.by_period else coverage.at_start))
        return plural(
            "After {n} period, {share} % know each other.",
            "After {n} periods, {share} % know each other.",
            n=len(self.session.plan.periods),
            share=share,
        )

    def outlook(self) -> Outlook | None:
        """What the year comes to; None where no more is planned, or it needs planning again."""
        return None if self.session.work is None else outlook(self.session.work)

    def prospect(self, outlook: Outlook | None) -> tuple[Message, ...]:
        """When everyone has met or will have met, or can have met at the earliest."""
        if self.coverage.periods_to_full is not None:
            return (everyone_knew(self.coverage.periods_to_full),)
        if outlook is not None:
            return outlook.sentences
        earliest = plural(
            "Everyone can know everyone after {n} period at the earliest.",
            "Everyone can know everyone after {n} periods at the earliest.",
            n=self.coverage.bound,
        )
        return (earliest,)

    @property
    def unmet(self) -> Message:
        """How many are left who have not met, in a sentence."""
        coverage = self.coverage
        if not coverage.unmet:
            return Message("All who may meet know each other.")
        return plural(
            "{n} acquaintance remains before everyone knows everyone.",
            "{n} acquaintances remain before everyone knows everyone.",
            n=len(coverage.unmet),
        )

    @property
    def repeats(self) -> Message:
        """How often two were partners again, in a sentence."""
        coverage = self.coverage
        if not coverage.partner_repeats:
            return Message("Nobody has had the same partner twice.")
        return plural(
            "{n} time two students have been partners again.",
            "{n} times two students have been partners again.",
            n=coverage.partner_repeats,
        )

    def student_summary(self, student: Student) -> Message:
        """How many classmates a student has met, in a sentence."""
        coverage = self.coverage
        others = [other for other in coverage.students if other != student]
        met = sum(coverage.between(student.id, other.id).acquainted for other in others)
        return Message(
            "{student} knows {met} of {all} classmates.",
            student=self.session.roster.label(student),
            met=met,
            all=len(others),
        )

    def plan_file(self) -> bytes:
        """The plan as a CSV file, or as an Excel file under the passphrase there is."""
        if self.session.passphrase:
            from toolkit.files.workbook import plan_workbook

            return self._protected(plan_workbook(self.session.plan))
        from toolkit.files.plans import plans_to_text

        return plans_to_text((self.session.plan,)).encode()

    def workbook_file(self) -> bytes:
        """Lists for print and for the wall, as an Excel file, under the passphrase there is."""
        from toolkit.files.workbook import workbook_bytes

        book = workbook_bytes(self.session.plan, self.session.roster, self.session.translate)
        return self._protected(book)

    def _protected(self, workbook: bytes) -> bytes:
        if not self.session.passphrase:
            return workbook
        from toolkit.files.locked import locked_workbook

        return locked_workbook(workbook, self.session.passphrase)

    def _forget_leaver(self, _change: Bunch) -> None:
        if self.student not in self.session.roster.by_id:
            self.student = ""
