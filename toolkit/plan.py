"""A plan: who is whose partner and who shares a group, period by period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, zip_longest
from typing import TYPE_CHECKING

from toolkit.calendar.days import Calendar, SchoolPeriod
from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.people import Roster, Student
from toolkit.rules import IdPair
from toolkit.seatings import day_after, refuse_disorder
from toolkit.shown import counted, line, table
from toolkit.values import day, only, settle, several

if TYPE_CHECKING:
    import pandas as pd

PLAN_COLUMNS = ("period", "starts", "ends", "group", "pair", "student_id", "student")
CLASS_COLUMN = "class"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two students side by side, or three in a trio. ``label`` is unique within the period."""

    label: str
    students: tuple[Student, ...]

    def __post_init__(self) -> None:
        settle(self, students=several(self.students, Student, "students"))

    @property
    def is_trio(self) -> bool:
        """Whether three share the pair."""
        return len(self.students) == 3


@dataclass(frozen=True, slots=True)
class Group:
    """A makkergruppe: two pairs, or a trio alone."""

    label: str
    pairs: tuple[Pair, ...]

    def __post_init__(self) -> None:
        settle(self, pairs=several(self.pairs, Pair, "pairs"))

    @property
    def students(self) -> tuple[Student, ...]:
        """The students of all its pairs, in order."""
        return tuple(student for pair in self.pairs for student in pair.students)


@dataclass(frozen=True, slots=True, repr=False)
class Period:
    """From one makkerbytte to the next. The dates are None where no calendar was given.

    ``groups`` is how they sit now. Where the period was corrected while it ran, ``earlier`` is
    how they sat before each correction, oldest first, each with the days on which it was so.
    Those days follow one another: the first seating starts as the period does, each ends on the
    day before a correction, and the one now goes on from the last until the period ends.
    """

    number: int
    groups: tuple[Group, ...]
    starts: date | None = None
    ends: date | None = None
    earlier: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        settle(self, groups=several(self.groups, Group, "groups"))
        settle(self, earlier=several(self.earlier, Period, "earlier"))
        if self.starts is not None:
            settle(self, starts=day(self.starts, "starts"))
        if self.ends is not None:
            settle(self, ends=day(self.ends, "ends"))
        if self.earlier:
            refuse_disorder(self)

    def __repr__(self) -> str:
        days = f"{self.starts} to {self.ends}" if self.starts and self.ends else ""
        students = counted(len(self.students), "student")
        return line("Period", self.number, days, students, counted(len(self.groups), "group"))

    def _repr_html_(self) -> str:
        rows = (
            (group.label, pair.label, ", ".join(student.name for student in pair.students))
            for group in self.groups
            for pair in group.pairs
        )
        return table(repr(self), ("group", "pair", "students"), rows)

    @property
    def heading(self) -> Message:
        """What it is called, with its days where they are known."""
        if self.starts is None or self.ends is None:
            return Message("Period {number}", number=self.number)
        return Message(
            "Period {number}: {starts} to {ends}",
            number=self.number,
            starts=self.starts,
            ends=self.ends,
        )

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of all groups."""
        return tuple(pair for group in self.groups for pair in group.pairs)

    @property
    def students(self) -> tuple[Student, ...]:
        """Everyone who is a member of a group in this period."""
        return tuple(student for group in self.groups for student in group.students)

    @property
    def seatings(self) -> tuple[Period, ...]:
        """How they have sat, oldest first, the last being now; each with its own days."""
        if not self.earlier:
            return (self,)
        return (*self.earlier, replace(self, starts=self.seated_since, earlier=()))

    @property
    def seated_since(self) -> date | None:
        """The first day on which they sat as now; None where no calendar was given."""
        return day_after(self.earlier[-1]) if self.earlier else self.starts

    @property
    def everyone(self) -> tuple[Student, ...]:
        """Everyone who has had a place in it, each once, whoever has left it last."""
        there = {student.id: student for student in self.students}
        before = {student.id: student for one in self.earlier for student in one.students}
        return tuple({**there, **before, **there}.values())

    def group_mates(self) -> Iterator[tuple[str, str]]:
        """The ids of every two students who share a group."""
        for group in self.groups:
            yield from combinations((student.id for student in group.students), 2)

    def partners(self) -> Iterator[tuple[str, str]]:
        """The ids of every two students who are partners."""
        for pair in self.pairs:
            yield from combinations((student.id for student in pair.students), 2)

    @property
    def in_groups(self) -> set[IdPair]:
        """Every two students who share a group, in no order."""
        return _twos(self.group_mates())

    @property
    def in_pairs(self) -> set[IdPair]:
        """Every two students who are partners, in no order."""
        return _twos(self.partners())

    @property
    def in_trios(self) -> set[str]:
        """The ids of those who share a pair with two others."""
        return {student.id for pair in self.pairs if pair.is_trio for student in pair.students}

    @property
    def ever_in_groups(self) -> set[IdPair]:
        """Every two who have shared a group in some seating of the period."""
        return set().union(*(one.in_groups for one in self.seatings))

    @property
    def ever_in_pairs(self) -> set[IdPair]:
        """Every two who have been partners in some seating of the period."""
        return set().union(*(one.in_pairs for one in self.seatings))

    @property
    def ever_in_trios(self) -> set[str]:
        """The ids of those who have been in a trio in some seating of the period."""
        return set().union(*(one.in_trios for one in self.seatings))

    def swapped(self, one: str, other: str) -> Period:
        """The same period with two students, given by id, in each other's positions."""
        own = {student.id: student for student in self.students}
        moved = {one: own[other], other: own[one]}

        def changed(pair: Pair) -> Pair:
            return replace(pair, students=tuple(moved.get(s.id, s) for s in pair.students))

        return replace(
            self,
            groups=tuple(
                replace(group, pairs=tuple(map(changed, group.pairs))) for group in self.groups
            ),
        )


def _stays(period: Period, days: SchoolPeriod, from_day: date | None) -> bool:
    """Whether a period keeps its days, in a calendar that may have others from a day on."""
    if from_day is None or period.starts is None or period.starts >= from_day:
        return False
    is_over = period.ends is not None and period.ends < from_day
    return is_over or period.starts != days.starts


def _dated(period: Period, days: SchoolPeriod) -> Period:
    starts: date | None = days.starts
    ends, earlier = days.ends, period.earlier
    if earlier:
        first = earlier[0]
        if days.starts >= day_after(first):
            starts = first.starts
        earlier = (replace(first, starts=starts), *earlier[1:])
        ends = max(ends, day_after(earlier[-1]))
    return replace(period, starts=starts, ends=ends, earlier=earlier)


def _twos(pairs: Iterable[tuple[str, str]]) -> set[IdPair]:
    """Each two in no order; who has two places is not two."""
    return {frozenset((one, other)) for one, other in pairs if one != other}


class Status(StrEnum):
    """What is known of a solution: that none is better, or that it keeps every rule."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


class Ended(StrEnum):
    """Why a search ended.

    ``PROVEN``: nothing better exists. ``SEARCHED``: it ended by itself, as the chance of better
    was small. ``TIME``: its limit was reached. ``STOPPED``: whoever watched wanted it to stop.
    """

    PROVEN = "proven"
    SEARCHED = "searched"
    TIME = "time"
    STOPPED = "stopped"


class Objective(StrEnum):
    """What a period is judged by, in the order of importance; each is made small.

    ``NOT_NEW`` counts two in one group who are not new to each other, so the fewer, the
    more new acquaintances. ``CHANGES`` counts two in one group, and two partners, who are
    not so in the period that has been announced; where it comes in the order, or whether it
    counts at all, is the user's wish.
    """

    NOT_NEW = "not_new"
    PARTNER_REPEATS = "partner_repeats"
    ACQUAINTED = "acquainted"
    TRIO_TURNS = "trio_turns"
    IMBALANCE = "imbalance"
    MEETINGS = "meetings"
    CHANGES = "changes"


class Stay(StrEnum):
    """How much it counts that a period stays as it has been announced.

    Not at all; as a wish, below the new acquaintances and the repeated partners; or first,
    above them.
    """

    OFF = "off"
    WISH = "wish"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Score:
    """How one objective came out: the value reached and the proven lower bound."""

    objective: Objective
    value: int
    bound: int

    @property
    def gap(self) -> int:
        """How much better it could at most be; 0 is proven best."""
        return self.value - self.bound


@dataclass(frozen=True, slots=True)
class Solution:
    """How a plan was found, and what is proven of it.

    ``bound`` is the least number of periods that any plan on top of the same history needs
    for full coverage, ``seconds`` the time taken, ``scores`` those of the last new period.
    ``ended`` tells why the search ended; None while it goes on, and where there was none, as the
    class's year was kept or mended.
    """

    status: Status
    bound: int
    seconds: float
    scores: tuple[Score, ...] = ()
    ended: Ended | None = None


@dataclass(frozen=True, repr=False)
class Plan:
    """The periods of one class in order, what has happened first.

    ``solution`` tells how the newest periods were found; it is None for a plan read from
    a file, and two plans with the same periods are equal whatever it says.
    """

    periods: tuple[Period, ...] = ()
    school_class: str = ""
    solution: Solution | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        settle(self, periods=several(self.periods, Period, "periods"))

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, roster: Roster | None = None) -> Plan:
        """The plan in a DataFrame with the columns of the plan file, read as the file would be.

        With a roster, its students are those of the plan, their attributes too. The errors are
        those of ``read_plan``; line 1 is the headings.
        """
        import toolkit  # the readers stand above; the front door has them

        plan = toolkit.read_plan(frame, roster)
        return plan if roster is None else plan.of(roster)

    def of(self, roster: Roster) -> Plan:
        """The same plan, whoever is in the roster as it has them: by name, class, attributes."""
        return self.renaming(lambda student: roster.by_id.get(student.id, student))

    def renaming(self, new: Callable[[Student], Student]) -> Plan:
        """The same plan, with whom ``new`` gives in the place of each student."""

        def renamed(pair: Pair) -> Pair:
            return replace(pair, students=tuple(map(new, pair.students)))

        def group(one: Group) -> Group:
            return replace(one, pairs=tuple(map(renamed, one.pairs)))

        def period(one: Period) -> Period:
            groups, earlier = map(group, one.groups), map(period, one.earlier)
            return replace(one, groups=tuple(groups), earlier=tuple(earlier))

        return replace(self, periods=tuple(map(period, self.periods)))

    def __repr__(self) -> str:
        everyone = {student.id for period in self.periods for student in period.everyone}
        periods, students = counted(len(self.periods), "period"), counted(len(everyone), "student")
        return line("Plan", periods, students, self.school_class)

    def _repr_html_(self) -> str:
        columns = [[_words(group) for group in period.groups] for period in self.periods]
        rows = zip_longest(*columns, fillvalue="")
        return table(repr(self), [f"period {one.number}" for one in self.periods], rows)

    def dated(self, calendar: Calendar, from_day: date | None = None) -> Plan:
        """The same plan with the days of the calendar, for the periods that it has.

        What has been stays: a period that was corrected while it ran keeps the days of each
        correction. With ``from_day``, so does a period that began before it, unless it still runs
        and begins on the same day in the calendar: its last day follows the calendar.
        """
        own = {one.number: one for one in only(calendar, Calendar, "calendar").periods}
        periods = (
            _dated(one, own[one.number])
            if one.number in own and not _stays(one, own[one.number], from_day)
            else one
            for one in self.periods
        )
        return replace(self, periods=tuple(periods))

    def begun_by(self, day: date) -> Plan:
        """The plan as far as it has begun on a day; a period without days has."""
        begun = [one for one in self.periods if one.starts is None or one.starts <= day]
        return replace(self, periods=tuple(begun), solution=None)

    def followed_by(self, period: Period) -> Plan:
        """The same plan with one more period behind it."""
        return replace(self, periods=(*self.periods, period), solution=None)

    def corrected(self, period: Period, on: date) -> Plan:
        """The same plan with its newest period seated as in ``period`` from a day on.

        How they sat until then stays in its ``earlier``, with its days; ``period`` gives its
        groups and nothing else. What is corrected again on the same day, or before it has begun,
        has not been, and is replaced; what is corrected back is as it was. Where the day is
        behind the last of the period, the period lasts until that day at least.

        Raises ``InputError`` where ``period`` is not the newest of the plan.
        """
        on, last = day(on, "on"), self.periods[-1] if self.periods else None
        if last is None or only(period, Period, "period").number != last.number:
            raise InputError(
                Message(
                    "Only the newest period of a plan can be corrected, and period {number} is "
                    "not.",
                    number=period.number,
                )
            )
        earlier = last.earlier
        if on > (last.seated_since or date.min):
            was = replace(last.seatings[-1], ends=on - timedelta(days=1))
            earlier = (*earlier, was)
        if earlier and earlier[-1].groups == period.groups:
            earlier = earlier[:-1]
        ends = max(last.ends, on) if last.ends and earlier else last.ends
        now = replace(last, groups=period.groups, ends=ends, earlier=earlier)
        return replace(self, periods=(*self.periods[:-1], now), solution=None)

    @property
    def next_number(self) -> int:
        """The number of the period that would come next."""
        return self.periods[-1].number + 1 if self.periods else 1

    def to_frame(self) -> pd.DataFrame:
        """One row a student and period, with the columns of the plan file.

        The ``class`` column is there where the plan names its class.
        """
        import pandas as pd

        header, *rows = plan_rows((self,))
        return pd.DataFrame(rows, columns=header)


def plan_rows(plans: Iterable[Plan]) -> list[tuple[str | int, ...]]:
    """The header, then one row a student and seating, in the plans' own order.

    The first column is ``class`` where any of the plans names its class.
    """
    plans = tuple(plans)
    with_class = any(plan.school_class for plan in plans)
    rows: list[tuple[str | int, ...]] = [
        (CLASS_COLUMN, *PLAN_COLUMNS) if with_class else PLAN_COLUMNS
    ]
    for plan in plans:
        school_class = (plan.school_class,) if with_class else ()
        rows += [
            (
                *school_class,
                seating.number,
                _iso(seating.starts),
                _iso(seating.ends),
                group.label,
                pair.label,
                student.id,
                student.name,
            )
            for period in plan.periods
            for seating in period.seatings
            for group in seating.groups
            for pair in group.pairs
            for student in pair.students
        ]
    return rows


def _words(group: Group) -> str:
    pairs = (" – ".join(student.name for student in pair.students) for pair in group.pairs)
    return f"{group.label}: {', '.join(pairs)}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
