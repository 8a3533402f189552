"""A class to seat in a room: what is the same for every period that is seated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from toolkit.errors import InputError
from toolkit.files.strangers import refuse_strangers
from toolkit.given import everyone_in, refuse_below_zero, refuse_disorder
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Period, Plan, Status
from toolkit.rooms import Room
from toolkit.rules import Acquainted, Balance, RuleKind, Rules
from toolkit.seating.asked import Asked
from toolkit.seating.clashes import explain
from toolkit.seating.conditions import (
    Condition,
    Lock,
    Locked,
    conditions,
    known_seat,
    known_student,
    locks_of,
)
from toolkit.seating.outcome import (
    broken_wishes,
    front_turns,
    group_spread,
    same_seat_again,
    told_of,
)
from toolkit.seating.search.fronts import Front
from toolkit.seating.search.grid import Grid
from toolkit.seating.search.problem import Problem
from toolkit.seating.search.stages import Seated, best_seats
from toolkit.seating.turns import Turns, with_wishes
from toolkit.seats import SeatedPeriod, Seating, SeatingResult
from toolkit.solving.clock import Clock, Undecided
from toolkit.values import count, only, several


@dataclass(frozen=True)
class Case:
    """What the seats of every period have to do with."""

    plan: Plan
    room: Room
    rules: Rules
    locked: Locked
    away: frozenset[str]
    free: tuple[str, ...]
    distance: int
    seed: int

    @classmethod
    def given(
        cls,
        plan: Plan,
        room: Room,
        rules: Rules,
        *,
        roster: Roster | None,
        locked: Locked,
        away: Iterable[str],
        free: Iterable[str],
        distance: int,
        time_limit: float | None,
        seed: int,
    ) -> Self:
        """What a call of the front door was given. Raises ``InputError`` for what cannot be used.

        ``time_limit`` is only looked at.
        """
        refuse_disorder(plan)
        only(rules, Rules, "rules")
        everyone = everyone_in(plan) if roster is None else only(roster, Roster, "roster")
        refuse_strangers(replace(rules, acquainted=Acquainted(), balance=Balance()), everyone)
        case = cls(
            plan,
            only(room, Room, "room"),
            rules,
            locked,
            frozenset(several(away, str, "away")),
            several(free, str, "free"),
            count(distance, "distance"),
            seed,
        )
        for student in case.away:
            known_student(student, case.everyone)
        for seat in case.free:
            known_seat(seat, room)
        refuse_below_zero(time_limit, seed)
        return case

    @cached_property
    def everyone(self) -> Roster:
        """All who have a place in some period."""
        return everyone_in(self.plan)

    @cached_property
    def grid(self) -> Grid:
        """The room in numbers."""
        return Grid(self.room, self.distance)

    def asked(
        self, period: Period, done: Sequence[SeatedPeriod], planned: Front | None = None
    ) -> Asked:
        """What is asked of the seats of a period, when those ``done`` have theirs."""
        wishes = [rule for rule in self.rules.of_kind(RuleKind.SEAT) if not rule.strict]
        return Asked(
            period,
            self.grid,
            self.away,
            ~self.grid.mask(self.free),
            wishes,
            Turns.of(done, with_wishes(self.rules), planned),
        )

    def conditions(self, asked: Asked, locks: Iterable[Lock] = ()) -> list[Condition]:
        """All that the seats of a period must keep to, with some more ``locks``."""
        own = locks_of(self.locked, asked.period.number, self.everyone, self.room)
        return conditions(self.rules, (*own, *locks), asked.students)

    def best(
        self,
        asked: Asked,
        wanted: Sequence[Condition],
        problem: Problem,
        clock: Clock,
        on_better: Callable[[dict[int, int]], None],
    ) -> Seated:
        """The best seats of a period, of the ``problem`` that is made of what is ``wanted``.

        Raises ``RulesConflict`` where there are none.
        """
        try:
            found = best_seats(problem, clock, self.seed, on_better)
            if found is None:
                explain(asked, wanted, self.everyone, clock)
        except Undecided:
            raise InputError(
                Message(
                    "No seats that keep all the rules were found in the time there was, nor was "
                    "it proven that there are none. Give it more time, or remove some rules."
                )
            ) from None
        return found

    def result(self, seating: Seating, gaps: Mapping[int, float], seconds: float) -> SeatingResult:
        """What the seats come to, of which some periods were looked for, with their gaps."""
        gap = max(gaps.values(), default=0.0)
        return SeatingResult(
            seating,
            Status.FEASIBLE if gap else Status.OPTIMAL,
            round(gap, 4),
            seconds,
            tuple(broken_wishes(seating, self.rules)),
            front_turns(seating, self.rules),
            same_seat_again(seating),
            group_spread(seating, self.plan),
            tuple(self._told(seating, gaps)),
        )

    def _told(self, seating: Seating, gaps: Mapping[int, float]) -> Iterator[Message]:
        """What must be known of the periods that have been seated."""
        for period in self.plan.periods:
            if period.number in gaps:
                seated = seating.period(period.number)
                yield from told_of(seated, period.pairs, self.everyone)
                if gaps[period.number]:
                    yield Message(
                        "Period {period}: the time was over before it was proven that there are "
                        "no better seats.",
                        period=period.number,
                    )
