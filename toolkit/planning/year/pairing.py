"""The pairs inside the groups of several periods, chosen together.

While the groups of a year are sought, it is left open whose partner is whose and who in a
group of five is in the trio. Here every group gets one of its ways to make pairs: nobody has
the same partner twice where that can be avoided; who has, has so late and long after; and turns
in trios are even. Few ways are all tried; where they are many, they are annealed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise
from math import exp, prod

import numpy as np

from toolkit.plan import Objective
from toolkit.planning.arrays import Groups, PairedGroups, Pairs, members, partners
from toolkit.planning.period.candidates import SPLITS
from toolkit.planning.period.problem import PeriodProblem

# Whether others are better: tests/planning/year/test_makkere_again.py.
AGAIN, NEXT, UNEVEN_IN_THE_END = 10**8, 10**7, 10**4
SOON, ACQUAINTED, UNEVEN_ON_THE_WAY = 10, 5, 1
"""What they weigh, an order of importance: partners again, and so in two periods in a row; a turn
in a trio too many or too few; partners again soon; acquainted before; uneven turns on the way."""

TRIES, FEW_TRIES = 600, 60
"""For each group with a choice, the ways that are tried at most; and where they are to be quick."""

HEAT = ((AGAIN, 0.1 * AGAIN), (0.3 * AGAIN, 1.0))
"""The temperatures of the two rounds, from and to: for repeated partners, then for the rest."""

TRIES_PER_QUESTION = 500
"""How often the search asks whether it may go on, in tries."""

type Two = tuple[int, int]
"""Two students, the smaller number first."""

type _Differing = tuple[frozenset[Two], frozenset[Two], frozenset[int], frozenset[int]]


def permits_all(groups: Groups, problem: PeriodProblem) -> bool:
    """Whether the hard rules permit these groups, and some pairs in each of them."""
    return all(
        not any(problem.apart[two] for two in combinations(group, 2))
        and any(_permits(pairs, problem) for pairs in _ways(group))
        for group in groups
    ) and _keeps_together(groups, problem)


def paired(
    periods: Sequence[Groups],
    problems: Sequence[PeriodProblem],
    before: Sequence[Iterable[Two]] = (),
    *,
    start: Sequence[PairedGroups] = (),
    tries: int = TRIES,
    keep_going: Callable[[], bool] = lambda: True,
) -> list[PairedGroups]:
    """Make pairs of the groups of each period; the rules permit all of these groups.

    Each of the ``problems`` states one of the periods on top of the same history, and ``before``
    has the partners of each period of it, the last one last. The pairs that the groups have in
    ``start``, if any, are taken again where none are better. When ``keep_going`` says so, the best
    pairs by then are taken. The same input gives the same pairs, unless it did.
    """
    if not periods:
        return []
    choices = [
        _Choice(t, [pairs for pairs in _ways(group) if _permits(pairs, problem)])
        for t, (groups, problem) in enumerate(zip(periods, problems, strict=True), len(before))
        for group in groups
    ]
    for choice, pairs in zip(choices, chain(*start), strict=False):
        choice.begin_with(pairs)
    walk = _Walk(choices, problems[0], before, len(before) + len(periods))
    chosen = iter(walk.chosen(tries, keep_going))
    return [tuple(next(chosen) for _ in groups) for groups in periods]


class _Choice:
    """One group: its period ``t``, counted from the first of the history, and its ``ways``.

    ``partners`` and ``trio`` have for each way who are partners, and who is in a trio.
    """

    def __init__(self, t: int, ways: Sequence[Pairs]) -> None:
        self.t, self.ways = t, ways
        self.partners = [frozenset(partners(way)) for way in ways]
        self.trio = [frozenset(i for pair in way if len(pair) == 3 for i in pair) for way in ways]
        self.first = 0

    def begin_with(self, pairs: Pairs) -> None:
        """Have these pairs at first, where they are one of the ways."""
        made = frozenset(partners(pairs))
        self.first = self.partners.index(made) if made in self.partners else 0


class _Turns:
    """What turns in trios cost: ``least`` and ``most`` (periods,) that a student should have had.

    ``weight`` (periods,) is what each turn beside them weighs, ``highest`` the most turns.
    """

    def __init__(
        self, least: Sequence[int], most: Sequence[int], weight: Sequence[int], highest: int
    ) -> None:
        self._costs = [
            [w * max(low - turns, turns - high, 0) for turns in range(highest + 1)]
            for low, high, w in zip(least, most, weight, strict=True)
        ]

    def cost(self, had: Sequence[int], more: int = 0, since: int = 0) -> int:
        """What these turns (periods,) cost, with so many ``more`` from a period on."""
        costs = self._costs
        return sum([costs[t][had[t] + more] for t in range(since, len(had))])


class _Walk:
    """Ways that change one at a time, and what they cost.

    ``used`` has the periods in which two are partners, in order; ``had`` (students, new periods)
    each student's turns in trios after each of them.
    """

    def __init__(
        self,
        choices: Sequence[_Choice],
        problem: PeriodProblem,
        before: Sequence[Iterable[Two]],
        periods: int,
    ) -> None:
        self.choices, self.periods, self.first = choices, periods, len(before)
        self.way = [choice.first for choice in choices]
        known = problem.pair_costs[problem.position(Objective.ACQUAINTED)]
        self.known = {
            (int(i), int(j)): ACQUAINTED * int(known[i, j]) for i, j in np.argwhere(np.triu(known))
        }
        self.used = defaultdict[Two, list[int]](list)
        for t, twos in enumerate(before):
            for one, other in twos:
                self.used[min(one, other), max(one, other)].append(t)
        for choice in choices:
            for two in choice.partners[choice.first]:
                self.used[two].append(choice.t)
        self._count_turns(problem)
        self.cost = sum(self._cost(two, used) for two, used in self.used.items())
        self.cost += sum(map(self.turns.cost, self.had))

    def _count_turns(self, problem: PeriodProblem) -> None:
        turns = problem.trio_costs[problem.position(Objective.TRIO_TURNS)]
        due, new = int(turns.sum()), self.periods - self.first
        has_fives = problem.sizes.fives > 0
        means = [divmod(due + 3 * problem.sizes.trios * t, len(turns)) for t in range(1, new + 1)]
        weight = [UNEVEN_ON_THE_WAY * has_fives] * new
        weight[-1] += UNEVEN_IN_THE_END * has_fives
        self.turns = _Turns(
            [least for least, _ in means],
            [least + (rest > 0) for least, rest in means],
            weight,
            highest=int(turns.max()) + new,
        )
        self.had = [[int(count)] * new for count in turns]
        for choice in self.choices:
            for student in choice.trio[choice.first]:
                self._add_turn(student, choice.t, 1)

    def chosen(self, tries: int, keep_going: Callable[[], bool]) -> list[Pairs]:
        """The best ways that were found, with so many tries for each group that has a choice.

        Where no more than these are possible, all of them are tried, and none are better.
        """
        free = self._where_it_matters()
        most = max(1, tries * len(free))
        few = prod(len(self.choices[at].ways) for at in free) <= most
        least, best = self.cost, self.way.copy()
        for tried, _ in enumerate(self._through_all(free) if few else self._annealed(free, most)):
            if self.cost < least:
                least, best = self.cost, self.way.copy()
            if least == 0 or (tried % TRIES_PER_QUESTION == 0 and not keep_going()):
                break
        return [choice.ways[way] for choice, way in zip(self.choices, best, strict=True)]

    def _through_all(self, free: Sequence[int]) -> Iterator[None]:
        """Take every way of these groups beside every way of the others."""
        if not free:
            yield
            return
        at, *others = free
        for way in range(len(self.choices[at].ways)):
            self._take(at, way, self._change(at, way))
            yield from self._through_all(others)

    def _annealed(self, free: Sequence[int], tries: int) -> Iterator[None]:
        """Take ways of these groups in so many tries of each round, by less and less chance."""
        rng = np.random.default_rng(0)
        for hot, cold in HEAT:
            cooling = (cold / hot) ** (1 / tries)
            heat = float(hot)
            for _ in range(tries):
                heat *= cooling
                at = free[int(rng.random() * len(free))]
                self._try(at, int(rng.random() * len(self.choices[at].ways)), heat, rng)
                yield

    def _where_it_matters(self) -> list[int]:
        """The groups whose ways may cost more or less: some meet again there, or are in a trio."""
        could_be = [set().union(*choice.partners) for choice in self.choices]
        times = Counter(chain(*could_be))
        matters = {two for two in times if times[two] > 1 or two in self.known}
        matters |= {two for two, used in self.used.items() if used and used[0] < self.first}
        return [
            at
            for at, choice in enumerate(self.choices)
            if len(choice.ways) > 1 and (any(choice.trio) or not matters.isdisjoint(could_be[at]))
        ]

    def _try(self, at: int, way: int, heat: float, rng: np.random.Generator) -> None:
        """Take another way for a group where it costs less, or by chance."""
        if way == self.way[at]:
            return
        change = self._change(at, way)
        if change <= 0 or rng.random() < exp(-change / heat):
            self._take(at, way, change)

    def _change(self, at: int, way: int) -> int:
        """What this way of a group would cost more than the one it has."""
        choice = self.choices[at]
        gone, come, less, more = self._differing(at, way)
        change = 0
        for two in gone:
            used = self.used[two]
            change += self._cost(two, [t for t in used if t != choice.t]) - self._cost(two, used)
        for two in come:
            used = self.used[two]
            change += self._cost(two, sorted([*used, choice.t])) - self._cost(two, used)
        since = choice.t - self.first
        for students, by in ((less, -1), (more, 1)):
            for student in students:
                had = self.had[student]
                change += self.turns.cost(had, by, since) - self.turns.cost(had, 0, since)
        return change

    def _take(self, at: int, way: int, change: int) -> None:
        """Give a group this way, which changes the cost so."""
        choice = self.choices[at]
        gone, come, less, more = self._differing(at, way)
        self.way[at], self.cost = way, self.cost + change
        for two in gone:
            self.used[two].remove(choice.t)
        for two in come:
            self.used[two] = sorted([*self.used[two], choice.t])
        for students, by in ((less, -1), (more, 1)):
            for student in students:
                self._add_turn(student, choice.t, by)

    def _differing(self, at: int, way: int) -> _Differing:
        """Who would no longer be partners, who would become so; who leaves a trio, who joins."""
        choice, old = self.choices[at], self.way[at]
        before, after = choice.partners[old], choice.partners[way]
        sat, sits = choice.trio[old], choice.trio[way]
        return before - after, after - before, sat - sits, sits - sat

    def _add_turn(self, student: int, t: int, by: int) -> None:
        for later in range(t - self.first, self.periods - self.first):
            self.had[student][later] += by

    def _cost(self, two: Two, used: Sequence[int]) -> int:
        """What it costs that two are partners in these periods."""
        cost = self.known.get(two, 0) * sum(t >= self.first for t in used) if self.known else 0
        for before, now in pairwise(used):
            if now >= self.first:
                cost += AGAIN + SOON * (self.periods // (now - before)) + self.periods - now
                cost += NEXT * (now - before == 1)
        return cost


def _ways(group: tuple[int, ...]) -> list[Pairs]:
    """Every way to make pairs of a group."""
    return [
        tuple(tuple(group[member] for member in pair) for pair in split)
        for split in SPLITS[len(group)]
    ]


def _keeps_together(groups: Groups, problem: PeriodProblem) -> bool:
    """Whether all who must be partners are in one group."""
    group_of = {student: g for g, group in enumerate(groups) for student in group}
    return all(
        group_of[int(one)] == group_of[int(other)]
        for one, other in np.argwhere(problem.must_partner)
    )


def _permits(pairs: Pairs, problem: PeriodProblem) -> bool:
    """Whether the hard rules permit these pairs of a group."""
    made = set(partners(pairs))
    together = {two for two in combinations(sorted(members(pairs)), 2) if problem.must_partner[two]}
    return together <= made and not any(problem.never_partners[two] for two in made)
