"""How far the class has come, and the files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Bunch, Unicode

from toolkit.messages import Message, plural
from toolkit.outlook import Outlook, everyone_knew
from toolkit.people import Roster, Student
from toolkit.seats import Seating
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.met import met_by_each
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
    def is_empty(self) -> bool:
        """Until the first period is in force."""
        return not self.session.plan.periods

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
    def everyone(self) -> Roster:
        """All who are or were in the class, as they are called today."""
        return Roster(()) if self.session.work is None else self.session.work.everyone

    @property
    def summary(self) -> tuple[Message, ...]:
        """The class's year so far: whom each student has met, and the share of all pairs."""
        met = met_by_each(self.coverage)
        return (self._share,) if met is None else (met, self._share)

    @property
    def _share(self) -> Message:
        coverage = self.coverage
        share = round(100 * coverage.reached)
        periods = len(self.session.plan.periods)
        if coverage.at_start:
            return plural(
                "Of all student pairs, {share} % know each other after {n} period.",
                "Of all student pairs, {share} % know each other after {n} periods.",
                n=periods,
                share=share,
            )
        return plural(
            "Of all student pairs, {share} % have been in one makkergruppe after {n} period.",
            "Of all student pairs, {share} % have been in one makkergruppe after {n} periods.",
            n=periods,
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

    @property
    def seating(self) -> Seating:
        """Who has sat where in the periods in force."""
        return Seating(()) if self.session.work is None else self.session.work.seating

    @property
    def at_the_front(self) -> Message | None:
        """How often everyone has sat at the front; None where nobody has a seat."""
        turns = [
            sum(seat in self.seating.period(number).room.at_front for number, seat in had)
            for had in (tuple(self.seating.of(student.id)) for student in self.session.roster)
            if had
        ]
        if not turns:
            return None
        if min(turns) == max(turns):
            return plural(
                "Everyone has sat at the front {n} time.",
                "Everyone has sat at the front {n} times.",
                n=min(turns),
            )
        return Message(
            "Each student has sat at the front {least} to {most} times.",
            least=min(turns),
            most=max(turns),
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
        """The plan as a CSV file for Excel, or as an Excel file under the passphrase there is."""
        if self.session.passphrase:
            from toolkit.files.workbook import plan_workbook

            return self._protected(plan_workbook(self.session.plan))
        from toolkit.files.plans import plans_to_text

        return plans_to_text((self.session.plan,), for_excel=True).encode()

    def workbook_file(self) -> bytes:
        """Lists for print and for the wall, as an Excel file, under the passphrase there is."""
        from toolkit.files.workbook import workbook_bytes

        session = self.session
        book = workbook_bytes(session.named_plan, session.roster, session.translate)
        return self._protected(book)

    def _protected(self, workbook: bytes) -> bytes:
        if not self.session.passphrase:
            return workbook
        from toolkit.files.locked import locked_workbook

        return locked_workbook(workbook, self.session.passphrase)

    def _forget_leaver(self, _change: Bunch) -> None:
        if self.student not in self.session.roster.by_id:
            self.student = ""
