"""Who has met whom. Counted from the plan alone, so that it can judge the solver's work.

Two students *meet* when they share a group. Two who knew each other before the first
period count as met from the start, and two who are kept apart are not counted at all. Of a
period that was corrected while it ran, all seatings count, and each two once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, overload

from toolkit.errors import InputError
from toolkit.given import held_against
from toolkit.messages import Message
from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan
from toolkit.rules import NO_RULES, SMALLEST_CLASS, IdPair, Rules, Scope, id_pairs
from toolkit.shown import table

if TYPE_CHECKING:
    import pandas as pd


_FRAME_COLUMNS = (
    *("student_id", "student", "other_id", "other", "may_meet", "knew_before"),
    *("first_period", "periods_in_group", "periods_as_partners"),
)


@dataclass(frozen=True, slots=True)
class Meetings:
    """When two students shared a group and when they were partners: the periods' numbers.

    ``knew_before`` tells that they were acquainted before the first period.
    """

    in_group: tuple[int, ...] = ()
    as_partners: tuple[int, ...] = ()
    knew_before: bool = False

    @property
    def only_in_group(self) -> tuple[int, ...]:
        """The periods in which they shared a group and were not partners."""
        return tuple(period for period in self.in_group if period not in self.as_partners)

    @property
    def acquainted(self) -> bool:
        """Whether the two know each other by now."""
        return self.knew_before or bool(self.in_group)


@dataclass(frozen=True, repr=False)
class Coverage:
    """How far a class has come in getting to know each other.

    ``students`` are those who count; whoever has left counts no more. Everything else
    follows from the plan and the rules and is worked out when it is first asked for.
    """

    plan: Plan
    rules: Rules
    students: tuple[Student, ...]

    def __repr__(self) -> str:
        reached = f"{self.by_period[-1]:.3f}" if self.by_period else "none"
        return (
            f"Coverage({len(self.students)} students, {len(self.plan.periods)} periods, "
            f"reached {reached}, {len(self.unmet)} pairs unmet)"
        )

    @cached_property
    def meetings(self) -> Mapping[IdPair, Meetings]:
        """The meetings of every two students, under their ids."""
        groups: dict[IdPair, list[int]] = {}
        partners: dict[IdPair, list[int]] = {}
        for period in self.plan.periods:
            for two in period.ever_in_groups:
                groups.setdefault(two, []).append(period.number)
            for two in period.ever_in_pairs:
                partners.setdefault(two, []).append(period.number)
        known = self.rules.acquainted.pairs(self.students)
        return {
            two: Meetings(tuple(groups.get(two, ())), tuple(partners.get(two, ())), two in known)
            for two in self._all_pairs
        }

    def _repr_html_(self) -> str:
        known = (f"{share:.0%}" for share in (self.at_start, *self.by_period))
        periods = ("start", *(period.number for period in self.plan.periods))
        return table(repr(self), ("period", "know each other"), zip(periods, known, strict=True))

    def to_frame(self) -> pd.DataFrame:
        """One row for every two students, in the order of the class.

        Their ids and names, whether they may meet at all, whether they knew each other before,
        the first period in one group (missing where there is none), and in how many periods
        they were in one group and partners.
        """
        import pandas as pd

        rows = [
            (
                *(one.id, one.name, other.id, other.name),
                frozenset((one.id, other.id)) in self._may_meet,
                met.knew_before,
                met.in_group[0] if met.in_group else None,
                len(met.in_group),
                len(met.as_partners),
            )
            for one, other in combinations(self.students, 2)
            for met in (self.between(one.id, other.id),)
        ]
        frame = pd.DataFrame(rows, columns=_FRAME_COLUMNS)
        return frame.astype({"first_period": "Int64"})

    def between(self, one: str, other: str) -> Meetings:
        """The meetings of two different students, given by id or by name.

        Raises ``InputError`` where nobody or several are called so.
        """
        if (met := self.meetings.get(frozenset((one, other)))) is not None:
            return met
        known = Roster(self.students)
        ids = [known.student(word).id for word in (one, other)]
        if ids[0] == ids[1]:
            raise InputError(Message("{student} stands twice in this list.", student=other))
        return self.meetings[frozenset(ids)]

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """The number of periods in which two shared a group.

        Students by students, ids as index and columns in the order of the class,
        zero on the diagonal.
        """
        import pandas as pd

        ids = [student.id for student in self.students]
        counts = [
            [0 if row == column else len(self.between(row, column).in_group) for column in ids]
            for row in ids
        ]
        return pd.DataFrame(counts, index=ids, columns=ids)

    @cached_property
    def at_start(self) -> float:
        """The share of the pairs that may meet who knew each other before the first period."""
        return self._share(self._known_before)

    @cached_property
    def by_period(self) -> tuple[float, ...]:
        """The share of the pairs that may meet who have met after each period, 0 to 1.

        It is 1 where no two may meet.
        """
        met = accumulate(
            (period.ever_in_groups for period in self.plan.periods),
            set[IdPair].union,
            initial=self._known_before,
        )
        return tuple(self._share(pairs) for pairs in met)[1:]

    @cached_property
    def best_possible(self) -> tuple[float, ...]:
        """What ``by_period`` cannot be above, 0 to 1.

        Nobody would meet anyone they already know, and before the bound one pair is left.
        Raises ``InputError`` for fewer than four students, as ``bound`` does.
        """
        if not self._may_meet:
            return self.by_period
        most, meetings = [], len(self._known_before & self._may_meet)
        for count, period in enumerate(self.plan.periods, start=1):
            meetings += len(period.ever_in_groups & self._all_pairs)
            left = 1 if count < self.bound else 0
            most.append(min(meetings, len(self._may_meet) - left) / len(self._may_meet))
        return tuple(map(max, most, self.by_period))

    @property
    def reached(self) -> float:
        """The share of the pairs that may meet who know each other by now, 0 to 1."""
        return self.by_period[-1] if self.by_period else self.at_start

    @property
    def reachable(self) -> float:
        """What ``reached`` cannot be above; of students who are too few for a group, what it is."""
        if not self.plan.periods or len(self.students) < SMALLEST_CLASS:
            return self.reached
        return self.best_possible[-1]

    @cached_property
    def bound(self) -> int:
        """The least number of periods that any plan of these students needs for full coverage.

        It is counted from an empty history: this plan's own choices do not raise it.
        Raises ``InputError`` for fewer than four students.
        """
        from toolkit.bounds import periods_bound

        bound = periods_bound(self.students, self.rules, Plan())
        # What has happened may have had groups of six, or more.
        return bound if self.periods_to_full is None else min(bound, self.periods_to_full)

    @property
    def possible(self) -> int:
        """How many pairs of students may meet."""
        return len(self._may_meet)

    @property
    def met(self) -> int:
        """How many of those know each other by now."""
        return self.possible - len(self.unmet)

    @cached_property
    def unmet(self) -> tuple[tuple[Student, Student], ...]:
        """Every two who may meet and have not, in the order of the class."""
        return tuple(
            (one, other)
            for position, one in enumerate(self.students)
            for other in self.students[position + 1 :]
            if (two := frozenset((one.id, other.id))) in self._may_meet
            and not self.meetings[two].acquainted
        )

    @property
    def periods_to_full(self) -> int | None:
        """The first period after which all who may meet have met; None if that never comes."""
        for period, share in zip(self.plan.periods, self.by_period, strict=True):
            if share == 1.0:
                return period.number
        return None

    @property
    def partner_repeats(self) -> int:
        """How many times two students were partners again, summed over all pairs."""
        return sum(max(0, len(two.as_partners) - 1) for two in self.meetings.values())

    @cached_property
    def _all_pairs(self) -> set[IdPair]:
        return id_pairs(student.id for student in self.students)

    @cached_property
    def _may_meet(self) -> set[IdPair]:
        return self._all_pairs - self.rules.apart(Scope.GROUP)

    @cached_property
    def _known_before(self) -> set[IdPair]:
        return self.rules.acquainted.pairs(self.students)

    def _share(self, met: set[IdPair]) -> float:
        return len(met & self._may_meet) / len(self._may_meet) if self._may_meet else 1.0


@overload
def coverage(plan: Plan, rules: Rules = NO_RULES, roster: Roster | None = None) -> Coverage: ...
@overload
def coverage(plan: Plan, roster: Roster | None, rules: Rules = NO_RULES) -> Coverage: ...
def coverage(
    plan: Plan,
    *given: Roster | Rules | None,
    roster: Roster | None = None,
    rules: Rules | None = None,
) -> Coverage:
    """Who has met whom in a plan, among the roster's students.

    Roster and rules come in either order, or by name. Without a roster the students are those
    of the plan's last period. Raises ``InputError`` for rules that speak of someone who is not
    in the class, or of attributes that nobody has.
    """
    roster, rules = held_against(plan, given, roster, rules, wishes=True)
    if roster is not None:
        return Coverage(plan, rules, roster.students)
    return Coverage(plan, rules, plan.periods[-1].students if plan.periods else ())


def compare(**reports: Coverage) -> pd.DataFrame:
    """Plans side by side, a row each: ``compare(five=coverage(…), trio=coverage(…))``.

    The columns are the number of students and of periods, the bound, the period after which
    everyone has met (missing where that never comes), the share who have met in the end, the
    pairs of students who are left, and how many times two were partners again.
    """
    import pandas as pd

    rows = {
        name: {
            "students": len(report.students),
            "periods": len(report.plan.periods),
            "bound": report.bound,
            "periods_to_full": report.periods_to_full,
            "reached": report.reached,
            "unmet": len(report.unmet),
            "partner_repeats": report.partner_repeats,
        }
        for name, report in reports.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").astype({"periods_to_full": "Int64"})


def new_acquaintances(
    period: Period, history: Plan, rules: Rules, students: Iterable[Student]
) -> set[IdPair]:
    """The students, two by two, whom a period lets meet for the first time.

    ``history`` is what has happened before the period. Two who are kept apart are not counted.
    """
    students = tuple(students)
    met = rules.acquainted.pairs(students).union(*(past.ever_in_groups for past in history.periods))
    present = id_pairs(student.id for student in students)
    return (period.ever_in_groups & present) - met - rules.apart(Scope.GROUP)


def trio_turns(plan: Plan) -> dict[str, int]:
    """In how many periods each student of the plan was in a trio, under their ids."""
    turns = Counter(key for period in plan.periods for key in period.ever_in_trios)
    return {student.id: turns[student.id] for period in plan.periods for student in period.everyone}
