"""The smallest change of a period's seats, after which they fit the period, the room and the rules.

A trio may be split where no desk is free for it: nobody has to move so that it can sit together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toolkit.errors import InputError
from toolkit.given import period_of
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Period, Plan
from toolkit.rooms import Room
from toolkit.rules import NO_RULES, Rules
from toolkit.seating.asked import Asked
from toolkit.seating.case import Case
from toolkit.seating.conditions import Condition, Lock, Locked
from toolkit.seating.progress import OnSeating, Teller
from toolkit.seating.search.problem import Aim, Pair, Problem
from toolkit.seating.search.stages import Seated
from toolkit.seating.search.ways import ways
from toolkit.seating.still_there import still_there
from toolkit.seats import SeatedPeriod, Seating, SeatingResult, seating_of
from toolkit.solving.clock import Clock

TIME_LIMIT = 30.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class SeatMending:
    """The seats of a period as they should be from now on, and how little that changes.

    Students go by their ids. ``moved`` are those who had a seat and now have another, ``joined``
    had none before, and ``left`` have none any more. No seats that keep all the conditions move
    fewer than ``bound``. ``result`` are these seats, with those of the other periods.
    """

    period: SeatedPeriod
    moved: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    bound: int
    result: SeatingResult

    @property
    def seating(self) -> Seating:
        """The seats of all periods."""
        return self.result.seating

    @property
    def gap(self) -> int:
        """How many fewer might be moved, for all that is proven; 0 is proven fewest."""
        return len(self.moved) - self.bound


def mend_seats(
    plan: Plan,
    seating: Seating | SeatingResult,
    room: Room | None = None,
    rules: Rules = NO_RULES,
    *,
    period: int | None = None,
    roster: Roster | None = None,
    locked: Locked = None,
    away: Iterable[str] = (),
    free: Iterable[str] = (),
    distance: int = 1,
    time_limit: float | None = TIME_LIMIT,
    seed: int = 0,
    on_progress: OnSeating | None = None,
) -> SeatMending:
    """Change the seats of a period so that they fit it as it is now, and move the fewest.

    The plan has the period as it is now, and ``room`` is the room as it is now; without one it is
    as it was. Whoever has joined gets a seat, whoever has left gives theirs up, makkere who were
    changed come together, and nobody stays where a desk is gone. A desk that stands where one
    stood is that desk, whatever it is called; failing that, it is the one of its name. What always
    holds is what ``seat_year`` says, but that a trio may be split where no desk is free for it.
    Of those seats that move the fewest, it is the best in its order.

    ``period`` is the number of a period that has seats; without it, the newest of these. The seats
    of the others stay, and count. Who is ``locked`` in it keeps the seat, where that is still
    there. The other arguments are those of ``seat_year``.

    Raises ``InputError`` for a period without seats, or with those of another class, and as
    ``seat_year`` does; ``RulesConflict`` with the smallest set of rules and locks that cannot be
    kept.
    """
    clock = Clock(time_limit)
    before, others = _parted(seating_of(seating), period)
    case = Case.given(
        plan,
        before.room if room is None else room,
        rules,
        roster=roster,
        locked=locked,
        away=away,
        free=free,
        distance=distance,
        time_limit=time_limit,
        seed=seed,
    )
    kept = still_there(before.room, case.room)
    had = {key: kept.get(seat) for key, seat in before.seats}
    asked = replace(case.asked(period_of(plan, before.number), others), had=had)
    _refuse_others(before, asked.period)
    asked.refuse_too_small()
    locks = [Lock(key, seat) for key in before.locked if (seat := had.get(key)) is not None]
    teller = Teller(on_progress, 1, list(others), clock)
    teller.begin(before.number)
    found = _fewest_moved(case, asked, case.conditions(asked, locks), clock, teller)
    seated = replace(asked.seated(found.seat), locked=tuple(lock.student for lock in locks))
    return SeatMending(
        seated,
        tuple(key for key, seat in seated.seats if key in had and had[key] != seat),
        tuple(key for key, _ in seated.seats if key not in had),
        tuple(key for key in had if key not in seated.seat_of),
        found.bounds[Aim.MOVED],
        case.result(Seating((*others, seated)), {before.number: found.gap}, clock.seconds),
    )


def _parted(seating: Seating, number: int | None) -> tuple[SeatedPeriod, tuple[SeatedPeriod, ...]]:
    """The seats of the period of this number, or of the newest, and those of the others."""
    if not seating.periods:
        raise InputError(Message("Nobody has a seat yet. There is nothing to change."))
    own = seating.periods[-1] if number is None else seating.period(number)
    return own, tuple(one for one in seating.periods if one != own)


def _refuse_others(before: SeatedPeriod, period: Period) -> None:
    """Raise ``InputError`` where none of those who have a seat is in the period."""
    if before.seat_of.keys().isdisjoint(student.id for student in period.students):
        raise InputError(
            Message(
                "Nobody who has a seat in period {number} is in the plan. Are these the seats of "
                "this class?",
                number=period.number,
            )
        )


def _fewest_moved(
    case: Case, asked: Asked, wanted: Sequence[Condition], clock: Clock, teller: Teller
) -> Seated:
    """The best seats, where a trio may be split only as long as no desk is free for it."""
    watch = Clock(clock.seconds_left, teller.ask)

    def on_better(seat: dict[int, int]) -> None:
        teller.better(asked.seated(seat))
        watch.report()

    problem = asked.problem(wanted)
    seats = {at: asked.had.get(key) for at, key in enumerate(asked.students)}
    now = {at: asked.grid.index[seat] for at, seat in seats.items() if seat is not None}
    trios = [pair for group in problem.groups for pair in group if len(pair) == 3]
    whole = frozenset(trio for trio in trios if _has_free_desk(problem, trio, now))
    while True:
        found = case.best(asked, wanted, replace(problem, whole=whole), watch, on_better)
        needless = {
            trio
            for trio in trios
            if len({int(asked.grid.desk[found.seat[one]]) for one in trio}) > 1
            and _has_free_desk(problem, trio, found.seat)
        }
        if needless <= whole:
            return found
        whole |= needless


def _has_free_desk(problem: Problem, trio: Pair, seat: Mapping[int, int]) -> bool:
    """Whether all three could sit at one desk, while the others have these seats."""
    grid, others = problem.grid, {who: at for who, at in seat.items() if who not in trio}
    at_desks = ways(grid, 3)
    free = at_desks.seats[at_desks.split == 0]
    free = free[~np.isin(free, list(others.values())).any(axis=1)]
    for i, one in enumerate(trio):
        near = [at for who, at in others.items() if problem.apart[one, who]]
        may_sit = problem.allowed[one] & ~grid.too_near[near].any(axis=0)
        free = free[may_sit[free[:, i]]]
    return len(free) > 0
