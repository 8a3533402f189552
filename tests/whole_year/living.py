"""A school of twenty classes and forty-five teachers that lives through a year; all invented."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from turned_clock import Clock

import toolkit as mk
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rules import Acquainted, KeepApart, Rules
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.school.implementation import Question, Term
from toolkit.school.staff import Role, StaffMember, Training
from toolkit.school.tasks import Task
from toolkit.seats import SeatedPeriod
from toolkit.workspace.adaptations import note_adaptation
from toolkit.workspace.contracts import note_contracts
from toolkit.workspace.implementation import keep_answer
from toolkit.workspace.school_staff import keep_member, remove_member, staff
from toolkit.workspace.school_tasks import set_task_done
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Workspace

YEAR = "2026/2027"
FIRST, LAST = date(2026, 8, 17), date(2027, 6, 18)
HOLIDAYS = [("2026-09-28", "2026-10-02"), ("2027-02-22", "2027-02-26")]
CALENDAR = mk.school_year(FIRST, LAST, 3, HOLIDAYS)
SIZES = (12, 16, 20, 24, 13, 14, 28, 12, 16, 21)
NAMES = [f"{stage}{letter}" for stage in (8, 9, 10) for letter in "ABCDEFG"][:20]
DAY = timedelta(days=1)
JOINING, LEAVING, APART, UNDATED, STOPPED = "8B", "9C", "10A", "10E", "9G"


class School:
    """What happens in it; every choice is drawn from one seed."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        self.workspace, self.clock, self.chance = workspace, clock, Random(15)
        self.classes: dict[str, Kept] = {}

    def change(self, name: str, step: Callable[[Work], Work]) -> None:
        kept = self.classes[name]
        self.classes[name] = self.workspace.save(kept, step(kept.work))

    def live(self, looked_at: Callable[[date], object]) -> None:
        """From the day before it begins to the summer; ``looked_at`` now and then."""
        self.clock.turn(FIRST - 7 * DAY)
        self._prepare()
        for period in CALENDAR.periods:
            for name in NAMES:
                self._hold(name, period.number, period.starts)
            self._happen(period.number, period.starts + 4 * DAY)
            if period.number in (1, 4, 7, 10):
                looked_at(self.turn(period.starts + 9 * DAY))
        looked_at(self.turn(LAST + 14 * DAY))

    def turn(self, to: date) -> date:
        self.clock.turn(to)
        return to.date() if isinstance(to, datetime) else to

    def _prepare(self) -> None:
        """The classes, the staff, and the first of the leadership's tasks."""
        for at, name in enumerate(NAMES):
            students = SIZES[at % len(SIZES)]
            roster = mk.Roster(tuple(_student(name, number) for number in range(students)))
            rules = Rules()
            if name == APART:
                apart = KeepApart((roster.students[0].id, roster.students[1].id))
                known = tuple(one.id for one in roster.students[4:7])
                rules = Rules(keep_apart=(apart,), acquainted=Acquainted(("skole",), (known,)))
            work = Work(roster, rules)
            if name != UNDATED:
                work = work.with_calendar(CALENDAR)
            self.classes[name] = self.workspace.begin(work)
        for at in range(45):
            role = (Role.LEADERSHIP, Role.NURSE, Role.TEACHERS)[min(at, 2)]
            member = StaffMember(f"Lærer {at}", role, FIRST - 7 * DAY, is_in_team=at < 3)
            keep_member(self.workspace, YEAR, member)
        for task in (Task.COORDINATOR, Task.PLANS):
            set_task_done(self.workspace, YEAR, task, is_done=True)

    def _hold(self, name: str, number: int, on: date) -> None:
        """Hold a makkerbytte: the Friday before, on its day late in the evening, or too late."""
        if name == STOPPED and number > 3:
            return
        late = (name in ("8A", "10B") and number % 3 == 0) or (name == "9A" and number == 2)
        evening = datetime.combine(on, datetime.min.time()).astimezone() + timedelta(hours=23.5)
        self.clock.turn(on + 3 * DAY if late else evening if name == "8C" else on - 3 * DAY)
        self.change(name, self._accepted)
        if self.classes[name].work.planning_number == number + 1 and number % 2:
            self.change(name, self._seated)
        if late and number == 3:
            told = Adaptation(Adapted.LATE, Reason.EXAMS, "Prøveuke", planned=True, goes_on=False)
            note_adaptation(self.workspace, self.classes[name].class_id, number, told)

    def _accepted(self, work: Work) -> Work:
        """The groups as the teacher has drawn them; those kept apart are drawn again."""
        students = list(work.roster.students)
        while True:
            self.chance.shuffle(students)
            period = _period(work.planning_number, students)
            if not work.broken_by(period):
                break
        return work.found(Plan((*work.base.periods, period), work.plan.school_class)).accepted()

    def _seated(self, work: Work) -> Work:
        assert work.last is not None
        if len(work.roster) % 4:
            return work
        room = mk.room("rows", students=len(work.roster))
        seats = zip((one.id for one in work.last.students), room.by_seat, strict=True)
        return work.seated(SeatedPeriod(work.last.number, room, tuple(seats)))

    def _happen(self, number: int, on: date) -> None:
        """What happens in a period besides."""
        self.turn(on)
        kept = self.classes[NAMES[number]]
        last = kept.work.last
        assert last is not None
        away = last.students[0].id
        mk.absent(kept.work.plan, period=last.number, away=[away], roster=kept.work.roster)
        happenings: dict[int, Callable[[date], None]] = {
            2: self._autumn,
            4: self._joined_and_left,
            5: self._course,
            6: self._corrected,
            7: self._taken_back,
            8: self._new_on_the_staff,
            10: self._spring,
        }
        if number in happenings:
            happenings[number](on)

    def _autumn(self, _on: date) -> None:
        self._print("8A", "8C")
        self._answer(Term.AUTUMN, (4, 3, 2, 3, 4))
        set_task_done(self.workspace, YEAR, Task.INFORMATION, is_done=True)

    def _joined_and_left(self, _on: date) -> None:
        new = _student(JOINING, 90)
        self.change(JOINING, lambda work: work.corrected(_roster((*work.roster, new))))
        self.change(LEAVING, lambda work: work.corrected(_roster(work.roster.students[1:])))

    def _course(self, on: date) -> None:
        for kept in staff(self.workspace, YEAR)[:30]:
            member = kept.member.trained(Training.COURSE, on)
            if kept.member.is_in_team:
                member = member.trained(Training.MEETING, on)
            keep_member(self.workspace, YEAR, member, kept.row)

    def _corrected(self, on: date) -> None:
        def corrected(work: Work) -> Work:
            assert work.last is not None
            one, *_, other = work.last.students
            return work.mended(work.last.swapped(one.id, other.id), on)

        self.change("9B", corrected)
        told = Adaptation(Adapted.OTHER_GROUPS, Reason.CLASS_NEEDED_IT, goes_on=True)
        note_adaptation(self.workspace, self.classes["9B"].class_id, 6, told)

    def _taken_back(self, on: date) -> None:
        """A period that was in force in time by mistake, and is there again too late."""

        def shortened(work: Work) -> Work:
            return work.continuing(replace(work.plan, periods=work.plan.periods[:-1]))

        self.change("8D", shortened)
        self.turn(on + 3 * DAY)
        self.change("8D", self._accepted)

    def _new_on_the_staff(self, on: date) -> None:
        keep_member(self.workspace, YEAR, StaffMember("Vikar", Role.TEACHERS, on))
        remove_member(self.workspace, YEAR, staff(self.workspace, YEAR)[40].row)
        council = StaffMember("", Role.STUDENT_COUNCIL, on, is_in_team=True)
        keep_member(self.workspace, YEAR, council)

    def _spring(self, on: date) -> None:
        self._answer(Term.SPRING, (4, 4, 4, 3, 5))
        self.clock.turn(datetime.combine(on, datetime.min.time()).astimezone())  # at midnight
        set_task_done(self.workspace, YEAR, Task.SHARING_AUTUMN, is_done=True)
        told = Adaptation(Adapted.SKIPPED, Reason.TRIP, planned=False)
        note_adaptation(self.workspace, self.classes[STOPPED].class_id, 3, told)

    def _answer(self, term: Term, answers: Iterable[int]) -> None:
        for question, answer in zip(Question, answers, strict=True):
            keep_answer(self.workspace, YEAR, term, question, answer)

    def _print(self, *names: str) -> None:
        for name in names:
            kept = self.classes[name]
            assert kept.work.last is not None
            note_contracts(self.workspace, kept.class_id, kept.work.last.number)


def _student(name: str, number: int) -> Student:
    attributes = (("skole", f"S{number % 5}"),)
    return Student(f"{name}-{number}", f"Elev {name} {number}", name, attributes)


def _roster(students: Iterable[Student]) -> mk.Roster:
    return mk.Roster(tuple(students))


def _period(number: int, students: list[Student]) -> Period:
    """Groups of four in this order, and of five where some are left."""
    fives = len(students) % 4
    left, groups = list(students), list[Group]()
    while left:
        size = 5 if len(groups) < fives else 4
        four, left = left[:size], left[size:]
        label = f"G{len(groups) + 1}"
        pairs = Pair(f"{label}a", tuple(four[:2])), Pair(f"{label}b", tuple(four[2:]))
        groups.append(Group(label, pairs))
    return Period(number, tuple(groups))
