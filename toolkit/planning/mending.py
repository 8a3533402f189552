"""The smallest change of a running period, after which it keeps all the rules again."""

from dataclasses import dataclass, replace

import numpy as np

from toolkit.acquaintance import coverage
from toolkit.broken_rules import Kind
from toolkit.checking import check_newest
from toolkit.given import plan_to_mend, refuse_below_zero
from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan, Status, Stay
from toolkit.planning.conflicts import refuse_conflict
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.mended import mended, moved
from toolkit.planning.period.moving import Moving, fewest_moved
from toolkit.planning.period.problem import objectives_that_stay, period_problem
from toolkit.planning.period.seats import Seats
from toolkit.planning.progress import OnProgress
from toolkit.rules import NO_RULES, GroupShape, Rules
from toolkit.shapes import group_sizes


@dataclass(frozen=True, slots=True)
class Mending:
    """A running period as it should be from now on, and how little that changes.

    ``moved`` are those who had a place, are still in the class, and now sit in another pair or in
    another group; ``joined`` had no place before, and ``left`` have none any more. No period that
    keeps all the rules moves fewer than ``bound``, and the status is optimal where none moves
    fewer than this one. ``seconds`` is the time taken.
    """

    period: Period
    moved: tuple[Student, ...]
    joined: tuple[Student, ...]
    left: tuple[Student, ...]
    status: Status
    bound: int
    seconds: float

    @property
    def gap(self) -> int:
        """How many fewer might be moved, for all that is proven; 0 is proven fewest."""
        return len(self.moved) - self.bound


def mend(
    plan: Plan,
    roster: Roster,
    rules: Rules = NO_RULES,
    *,
    time_limit: float | None = None,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    across: bool = False,
) -> Mending:
    """Change the plan's newest period so that it keeps all the rules, and move the fewest.

    The roster is the class as it is today: who has joined gets a place, and who has left gives
    theirs up. Whoever now sits in another pair or another group than before is moved. Of those
    periods that move the fewest, it is one with the fewest partners who have been so in earlier
    periods, and of these one with the most new acquaintances. A pair keeps its label, and a new
    one gets one that nothing had. A period that keeps every rule is left as it is.

    ``across`` mixes several classes as ``plan_next`` does, and the other arguments are those of
    it too. When ``time_limit`` is reached or ``on_progress`` returns ``False``, the best change
    so far is taken.

    Raises ``InputError`` for a plan without a period or of another class, for what ``plan_next``
    refuses, and where no period was found that keeps the rules and none is proven not to be;
    ``RulesConflict`` with the smallest set of rules that cannot hold together.
    """
    rules = plan_to_mend(plan, roster, rules, across=across)
    refuse_below_zero(time_limit, seed)
    running = plan.periods[-1]
    monitor = Monitor(on_progress, time_limit, running.number)
    if not _is_broken(plan, roster, rules):
        return _mending(running, replace(running, earlier=()), roster, frozenset(), 0, monitor)
    history = replace(plan, periods=plan.periods[:-1], solution=None)
    monitor.begin(running.number, coverage(plan, rules, roster).by_period[-1])
    shapes = _shapes(running, len(roster), rules)
    refuse_conflict(roster, rules, running.number, shapes, monitor)
    seats = Seats.of(running, roster)
    possible: list[Moving] = []
    for shape in shapes:
        problem = period_problem(
            roster.students,
            rules.with_shape(shape),
            history,
            running.number,
            objectives_that_stay(Stay.FIRST),
            running,
        )
        if possible and seats.least_moved(problem.sizes) > possible[0].costs[0]:
            continue
        found = fewest_moved(problem, seats, np.random.default_rng(seed), monitor)
        possible += [found] if found is not None else []
    best = min(possible, key=lambda moving: moving.costs)
    bound = min(moving.bound for moving in possible)
    period = mended(running, best.groups, seats, roster)
    return _mending(running, period, roster, moved(best.groups, seats), bound, monitor)


def _is_broken(plan: Plan, roster: Roster, rules: Rules) -> bool:
    """Whether a rule that the newest period breaks would be kept by other groups."""
    broken = check_newest(plan, roster, rules)
    return any(one.kind is not Kind.PERIOD_NUMBER for one in broken)


def _shapes(running: Period, students: int, rules: Rules) -> list[GroupShape]:
    """The group shapes that the class may have, each in its own way; the one nearest first."""
    now = sorted(len(group.students) for group in running.groups)
    own = {group_sizes(students, shape): shape for shape in (*GroupShape, rules.group_shape)}

    def changed(shape: GroupShape) -> tuple[int, bool]:
        then = list(group_sizes(students, shape).as_tuple())
        for size in now:
            if size in then:
                then.remove(size)
        return len(then), shape is not rules.group_shape

    return sorted(own.values(), key=changed)


def _mending(
    running: Period,
    period: Period,
    roster: Roster,
    moved: frozenset[int],
    bound: int,
    monitor: Monitor,
) -> Mending:
    """The period that comes of the running one, where these of the roster are moved."""
    placed = {student.id for student in running.students}
    return Mending(
        period,
        tuple(roster.students[i] for i in sorted(moved)),
        tuple(student for student in roster if student.id not in placed),
        tuple(dict.fromkeys(s for s in running.students if s.id not in roster.by_id)),
        Status.OPTIMAL if len(moved) == bound else Status.FEASIBLE,
        bound,
        monitor.seconds,
    )
