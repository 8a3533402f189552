"""The seats of a year, period by period, each proven best as things are when it begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Period, Plan
from toolkit.rooms import Room
from toolkit.rules import NO_RULES, Rules
from toolkit.seating.ahead import even_fronts, fronts_of
from toolkit.seating.asked import Asked
from toolkit.seating.case import Case
from toolkit.seating.conditions import Locked
from toolkit.seating.progress import OnSeating, Teller
from toolkit.seating.search.fronts import Front, Fronts
from toolkit.seating.turns import Turns, at_front, with_wishes
from toolkit.seats import SeatedPeriod, Seating, SeatingResult
from toolkit.solving.clock import Clock
from toolkit.values import count, only, several

TIME_LIMIT = 30.0
"""Seconds for a whole year."""

PLANNING = 0.5
"""The share of the time that is left in which it is planned whose turn at the front it is."""


def seat_year(
    plan: Plan,
    room: Room,
    rules: Rules = NO_RULES,
    *,
    roster: Roster | None = None,
    periods: Iterable[int] | None = None,
    history: Seating | None = None,
    locked: Locked = None,
    away: Iterable[str] = (),
    free: Iterable[str] = (),
    distance: int = 1,
    time_limit: float | None = TIME_LIMIT,
    seed: int = 0,
    on_progress: OnSeating | None = None,
) -> SeatingResult:
    """Seat the students of a plan in a room, period by period.

    Always: everyone has a place; makkere sit at one desk, a trio at one of three places or, where
    none is free, two at a desk and the third as their neighbour; those kept apart in groups have
    at least ``distance`` cells between them, and never share a desk; what the rules say for sure
    of seats holds, and so does what is ``locked``. Then, one after the other: the desks of a
    makkergruppe as near to each other as can be; wishes; turns at the front, and then at the
    back, as even as can be over all periods so far; nobody where they have sat before.

    ``periods`` are numbers of periods; without them, all that the ``history`` has not. What
    happened stays as it is, and counts. ``locked`` are seats by the ids of students, for every
    period, or the seats of periods. Those who are ``away`` get no place, and nobody sits on the
    ``free`` seats. ``time_limit`` is in seconds, for all periods together. When it is reached or
    ``on_progress`` returns ``False``, the best seats so far are taken; only a search that was
    cancelled leaves out periods.

    Raises ``InputError`` where the room is too small, and for what the plan, the room or the class
    has not; ``RulesConflict`` with the smallest set of rules and locks that cannot be kept.
    """
    clock = Clock(time_limit)
    case = Case.given(
        plan,
        room,
        rules,
        roster=roster,
        locked=locked,
        away=away,
        free=free,
        distance=distance,
        time_limit=time_limit,
        seed=seed,
    )
    history = Seating(()) if history is None else only(history, Seating, "history")
    return _Year(case, history).run(_wanted(plan, periods, history), clock, on_progress)


def _wanted(plan: Plan, periods: Iterable[int] | None, history: Seating) -> list[Period]:
    """The periods to seat, in their order."""
    there = {period.number: period for period in plan.periods}
    if periods is None:
        seated = {one.number for one in history.periods}
        return [period for number, period in there.items() if number not in seated]
    numbers = sorted({count(number, "periods") for number in several(periods, int, "periods")})
    for number in numbers:
        if number not in there:
            raise InputError(Message("The plan has no period {number}.", number=number))
    return [there[number] for number in numbers]


@dataclass(frozen=True)
class _Year:
    """Seats one period after the other."""

    case: Case
    history: Seating

    def run(
        self, periods: list[Period], clock: Clock, on_progress: OnSeating | None
    ) -> SeatingResult:
        """Seat the periods, one after the other."""
        wanted = {period.number for period in periods}
        done = [one for one in self.history.periods if one.number not in wanted]
        for period in periods:
            self.case.asked(period, done).refuse_too_small()
        teller = Teller(on_progress, len(periods), done, clock)
        gaps: dict[int, float] = {}
        planned: list[Front] = []
        fronts: dict[int, Fronts | None] = {}
        for at, period in enumerate(periods):
            teller.begin(period.number)
            planned = planned or self._planned(periods[at:], done, fronts, clock)
            left = clock.seconds_left
            share = None if left is None else left / (len(periods) - at)
            watch = Clock(share, teller.ask)
            to_front = planned.pop(0) if planned else None
            gaps[period.number] = self._seat(self.case.asked(period, done, to_front), teller, watch)
            if watch.cancelled:
                break
            if to_front is not None and self._counted(at_front(done[-1])) != to_front:
                planned = []  # the time of this period was over
        return self.case.result(Seating(tuple(teller.seated)), gaps, clock.seconds)

    def _planned(
        self,
        periods: Sequence[Period],
        done: Sequence[SeatedPeriod],
        known: dict[int, Fronts | None],
        clock: Clock,
    ) -> list[Front]:
        """Who is to sit at the front in each of the periods; none where that is not planned.

        What the periods permit is kept in ``known``. A part of the time that is left has to do.
        """
        left = clock.seconds_left
        clock = Clock(None if left is None else left * PLANNING)
        if len(periods) < 2 or not clock.keep_going():
            return []
        turns = Turns.of(done, with_wishes(self.case.rules))
        everyone = dict.fromkeys(s.id for period in periods for s in period.students)
        counted = self._counted(everyone)
        at_front = self.case.grid.mask(self.case.room.at_front)
        fronts = []
        for period in periods:
            if period.number not in known:
                asked = self.case.asked(period, done)
                problem = asked.problem(self.case.conditions(asked))
                known[period.number] = fronts_of(problem, asked.students, counted, at_front, clock)
            own = known[period.number]
            if own is None or not clock.keep_going():
                return []
            fronts.append(own)
        in_order = [key for key in everyone if key in counted]
        return even_fronts(fronts, turns.front, in_order, self.case.seed, clock)

    def _counted(self, students: Iterable[str]) -> Front:
        """Those of them whose turns at the front are compared."""
        return frozenset(students) - with_wishes(self.case.rules) - self.case.away

    def _seat(self, asked: Asked, teller: Teller, clock: Clock) -> float:
        """Seat one period; how much better it might be."""

        def on_better(seat: dict[int, int]) -> None:
            teller.better(asked.seated(seat))
            clock.report()

        wanted = self.case.conditions(asked)
        found = self.case.best(asked, wanted, asked.problem(wanted), clock, on_better)
        teller.settle(asked.seated(found.seat))
        return found.gap
