"""Turns at the front, shared out over several periods before any of them is seated.

Makkere sit together, so whoever has had few turns may sit beside one who has had many, and the
most even period now is a bad guide to an even year. So who is to sit at the front is first looked
for over all periods at once, so that turns are even in the end, and then also on the way. It is
looked for among all seats that are best in what counts for more, so each period can be seated so.
"""

import random
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from math import exp

from toolkit.seating.search.fronts import (
    ByGroup,
    Front,
    Fronts,
    Way,
    cheapest,
    even_in_the_end,
)
from toolkit.seating.search.grid import Mask
from toolkit.seating.search.problem import Problem
from toolkit.seating.search.stages import best_groups
from toolkit.solving.clock import Clock, Undecided

STEPS = 1000
"""So many changes are tried for each period: a fraction of a second for a year."""

WARM, COLD = 8.0, 0.3
"""How much worse a change may well make it, first and last (Kirkpatrick et al. 1983)."""

END, NEVER = 4, 1000
"""What a turn too many or too few in the end counts for beside one on the way, first and last."""


def fronts_of(
    problem: Problem,
    students: Sequence[str],
    counted: Container[str],
    at_front: Mask,
    clock: Clock,
) -> Fronts | None:
    """What a period permits, where makkere and their groups sit together as well as they can.

    ``students`` are the ids by their numbers, and of these the turns are ``counted``. ``at_front``
    (s,) marks the seats there. None where there are no seats, or the clock stops this.
    """
    try:
        found = best_groups(problem, clock)
    except Undecided:
        return None
    if found is None:
        return None
    columns, limits = found
    return Fronts.of(columns, limits, len(problem.groups), students, counted, at_front)


def even_fronts(
    periods: Sequence[Fronts],
    turns: Mapping[str, int],
    counted: Sequence[str],
    seed: int,
    clock: Clock,
) -> list[Front]:
    """Who is to sit at the front in each of the periods, so that turns are even in the end.

    ``turns`` are those so far of the ``counted``; those of others do not matter. Then some changes
    are tried that make turns more even on the way and no less so in the end. Nothing where the
    clock stops this.
    """

    def planned(periods: Sequence[Fronts]) -> ByGroup | None:
        return even_in_the_end(
            periods,
            turns,
            counted,
            keep_going=clock.keep_going,
            seconds=clock.seconds_left,
            seed=seed,
        )

    coarse = planned([one.coarse for one in periods])
    if coarse is None:
        return []
    near = _nearest(periods, coarse, clock)
    if near is None:
        return [_front(own) for own in coarse]
    sharing = _Sharing(periods, near, turns, counted)
    sharing.polish(clock)
    if sharing.difference > max(1, _Sharing(periods, coarse, turns, counted).difference):
        exact = planned(periods)
        if exact is not None:
            sharing = min(
                sharing,
                _Sharing(periods, exact, turns, counted),
                key=lambda one: one.difference,
            )
    sharing.keep_the_end()
    sharing.anneal(random.Random(seed), STEPS * len(periods), clock)  # noqa: S311
    sharing.polish(clock)
    return [_front(own) for own in sharing.chosen]


def _nearest(periods: Sequence[Fronts], wanted: ByGroup, clock: Clock) -> ByGroup | None:
    """What each period permits that is nearest to what is wanted; None where the clock stops it."""
    found = []
    for period, own in zip(periods, wanted, strict=True):
        front = _front(own)
        keys = {key for ways in period.of_groups for way in ways for key in way.front}
        costs = {key: -1 if key in front else 1 for key in keys}
        ways = cheapest(period, costs, clock.keep_going)
        if ways is None:
            return None
        found.append(ways)
    return found


class _Sharing:
    """A way for every group of every period, and how uneven turns are.

    That is the sum of the squares of everyone's turns after each of the periods; as many sit at the
    front in each as in the beginning. In the end turns are to be as near to the mean as whole
    numbers can be.
    """

    def __init__(
        self,
        periods: Sequence[Fronts],
        chosen: ByGroup,
        turns: Mapping[str, int],
        counted: Sequence[str],
    ) -> None:
        self.periods, self.chosen = periods, chosen
        self._by = [
            {key: group for group, way in enumerate(own) for key in way.taken} for own in chosen
        ]
        self._had = {key: [turns.get(key, 0)] * len(periods) for key in counted}
        for at, own in enumerate(chosen):
            self._count(at, _front(own), 1)
        total, number = sum(had[-1] for had in self._had.values()), max(1, len(self._had))
        self._ends = total // number, -(-total // number)

    @property
    def difference(self) -> int:
        """How much turns differ in the end."""
        least, most = self._range()
        return most - least

    def keep_the_end(self) -> None:
        """From now on, turns are to stay between the least and the most that anybody has then."""
        self._ends = self._range()

    def _range(self) -> tuple[int, int]:
        in_the_end = [had[-1] for had in self._had.values()]
        return min(in_the_end, default=0), max(in_the_end, default=0)

    def anneal(self, rng: random.Random, steps: int, clock: Clock) -> None:
        """Try so many changes, and take what is worse ever less; keep the best that was seen."""
        now = least = further = 0
        best = [list(own) for own in self.chosen]
        for step in range(steps):
            if step % 100 == 0 and not clock.keep_going():
                break
            change = self._some_change(rng)
            if change is None:
                continue
            worse, off = self._worse(*change)
            warmth = WARM * (COLD / WARM) ** (step / steps)
            if rng.random() < exp(min(0.0, -(worse + END * off) / warmth)):
                self._take(*change)
                now, further = now + worse, further + off
                if further == 0 and now < least:
                    least, best = now, [list(own) for own in self.chosen]
        for at, own in enumerate(best):
            self._take(at, dict(enumerate(own)))

    def polish(self, clock: Clock) -> None:
        """Choose each period anew, all others staying, until none of them can be better."""
        left = set(range(len(self.periods)))
        while left and clock.keep_going():
            at = min(left)
            left.remove(at)
            now = _front(self.chosen[at])
            costs = {key: self._one_more(at, had, key in now) for key, had in self._had.items()}
            ways = cheapest(self.periods[at], costs, clock.keep_going, len(now))
            if ways is None:
                return
            if sum(costs.get(key, 0) for key in _front(ways)) < sum(
                costs.get(key, 0) for key in now
            ):
                self._take(at, dict(enumerate(ways)))
                left = set(range(len(self.periods))) - {at}

    def _some_change(self, rng: random.Random) -> tuple[int, dict[int, Way]] | None:
        """Another way for a group of a period, and for who is there already; None if none goes.

        As many sit at the front as before.
        """
        at = rng.randrange(len(self.periods))
        period, own, by = self.periods[at], self.chosen[at], self._by[at]
        group = rng.randrange(len(own))
        ways = {group: rng.choice(period.of_groups[group])}
        in_its_way = {by[key] for key in ways[group].taken if key in by} - {group}
        if len(in_its_way) > 1:
            return None
        other = in_its_way.pop() if in_its_way else rng.randrange(len(own))
        if other != group:
            more = sum(len(own[one].front) for one in (group, other)) - len(ways[group].front)
            fitting = [
                way
                for way in period.of_groups[other]
                if len(way.front) == more
                and ways[group].taken.isdisjoint(way.taken)
                and all(by.get(key, group) in (group, other) for key in way.taken)
            ]
            if not fitting:
                return None
            ways[other] = rng.choice(fitting)
        elif len(ways[group].front) != len(own[group].front):
            return None
        return (at, ways) if self._is_within(at, ways) else None

    def _is_within(self, at: int, ways: Mapping[int, Way]) -> bool:
        """Whether what is limited in a period costs no more than it may."""
        now = [ways.get(group, way) for group, way in enumerate(self.chosen[at])]
        return all(
            sum(way.costs[k] for way in now) <= most for k, most in enumerate(self.periods[at].most)
        )

    def _moving(self, at: int, ways: Mapping[int, Way]) -> Iterator[tuple[str, int]]:
        """Whose turns become how many more by this."""
        before = _front(self.chosen[at][group] for group in ways)
        after = _front(ways.values())
        yield from ((key, -1) for key in before - after if key in self._had)
        yield from ((key, 1) for key in after - before if key in self._had)

    def _worse(self, at: int, ways: Mapping[int, Way]) -> tuple[int, int]:
        """How much more uneven turns are then from this period on, and further off in the end."""
        worse = off = 0
        for key, more in self._moving(at, ways):
            had = self._had[key]
            worse += sum(2 * more * turns + 1 for turns in had[at:])
            off += self._off(had[-1] + more) - self._off(had[-1])
        return worse, off

    def _one_more(self, at: int, had: Sequence[int], is_there: bool) -> int:
        """What it costs that one is at the front in a period, and not elsewhere."""
        others = [turns - is_there for turns in had[at:]]
        off = self._off(others[-1] + 1) - self._off(others[-1])
        return sum(2 * turns + 1 for turns in others) + NEVER * off

    def _off(self, had: int) -> int:
        """How many turns too few or too many this is in the end."""
        least, most = self._ends
        return max(0, least - had, had - most)

    def _take(self, at: int, ways: Mapping[int, Way]) -> None:
        for key, more in list(self._moving(at, ways)):
            self._count(at, (key,), more)
        by, own = self._by[at], self.chosen[at]
        for group in ways:
            for taken in own[group].taken:
                del by[taken]
        for group, way in ways.items():
            own[group] = way
            by.update(dict.fromkeys(way.taken, group))

    def _count(self, at: int, front: Iterable[str], more: int) -> None:
        for key in front:
            had = self._had.get(key, [])
            for j in range(at, len(had)):
                had[j] += more


def _front(ways: Iterable[Way]) -> Front:
    return frozenset[str]().union(*(way.front for way in ways))
