"""Every period that a class may have, and how many each moves: counted out without a solver."""

import random
from collections.abc import Iterator
from functools import lru_cache
from itertools import count, permutations

from toolkit.acquaintance import new_acquaintances
from toolkit.broken_rules import Kind
from toolkit.checking import check
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together
from toolkit.shapes import PAIR_SIZES, group_sizes

from .period.enumeration import every_grouping


def everyone(letters: str) -> Roster:
    return Roster(tuple(Student(letter, letter.upper()) for letter in letters))


def invented(seed: int) -> tuple[Plan, Roster, Rules]:
    """A plan of up to nine, the class as it is now, and rules that its period may break."""
    rng = random.Random(seed)
    letters = "abcdefghi"[: rng.choice((4, 5, 6, 7, 8, 8, 9, 9))]
    there = "".join(rng.sample(letters, rng.randint(max(4, len(letters) - 3), len(letters))))
    plan = Plan()
    for number in range(1, rng.randint(2, 4)):
        plan = plan.followed_by(some_period(there, number, rng))
    today = "".join(x for x in letters if x not in there or rng.random() < 0.85)
    if len(today) < 4:
        today = letters
    roster = everyone(today)
    apart, together = [], []
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        scope = rng.choice(tuple(Scope)) if len(today) > 6 else Scope.PAIR
        apart.append(KeepApart(tuple(rng.sample(today, 2 + (rng.random() < 0.2))), scope))
    for _ in range(rng.choice((0, 0, 0, 0, 1))):
        who = tuple(rng.sample(today, rng.choice((2, 2, 3))))
        together.append(Together(who, rng.choice(((), (len(plan.periods),), (7,)))))
    shape = rng.choice(tuple(GroupShape))
    return plan, roster, Rules(3, shape, tuple(apart), tuple(together))


def some_period(letters: str, number: int, rng: random.Random, odd: bool = True) -> Period:
    """Any period, now and then one that a teacher has made of groups of any size."""
    order = rng.sample(letters, len(letters))
    sizes = [
        PAIR_SIZES[s] for s in group_sizes(len(order), rng.choice(tuple(GroupShape))).as_tuple()
    ]
    if odd and rng.random() < 0.15:
        cuts = [2] * (len(order) // 2) + [1] * (len(order) % 2)
        sizes = [tuple(cuts[:3]), *([tuple(cuts[3:])] if cuts[3:] else [])]
    labels, groups = count(11), []
    for at, group in enumerate(sizes):
        pairs = []
        for size in group:
            own = everyone("".join(order[:size])).students
            order = order[size:]
            pairs.append(Pair(str(next(labels)), own))
        groups.append(Group(chr(ord("A") + at), tuple(pairs)))
    return Period(number, tuple(groups))


def every_change(plan: Plan, roster: Roster, rules: Rules) -> Iterator[tuple[int, int, int]]:
    """How many each period moves, its repeated partners, and its new acquaintances below zero.

    The best come first; only periods that keep all the rules are among them.
    """
    history, running = Plan(plan.periods[:-1]), plan.periods[-1]
    partnered = set().union(*(past.in_pairs for past in history.periods))
    weighed = []
    for sizes in {group_sizes(len(roster), shape).as_tuple() for shape in GroupShape}:
        for grouping in every_grouping(sizes, tuple(range(len(roster)))):
            period = labelled(grouping, running.number, roster)
            new = new_acquaintances(period, history, rules, roster)
            again = len(period.in_pairs & partnered)
            weighed.append(((moves(period, running, roster), again, -len(new)), period))
    for costs, period in sorted(weighed, key=lambda one: one[0]):
        if not broken(Plan((*history.periods, period)), roster, rules):
            yield costs


def labelled(grouping, number: int, roster: Roster) -> Period:
    labels = count(1)

    def pair(own: tuple[int, ...]) -> Pair:
        return Pair(str(next(labels)), tuple(roster.students[i] for i in own))

    groups = (Group(str(g), tuple(map(pair, pairs))) for g, pairs in enumerate(grouping))
    return Period(number, tuple(groups))


def moves(period: Period, running: Period, roster: Roster) -> int:
    """How many have another place, when groups and pairs are called so that it is the fewest."""
    had = {student.id for student in running.students} & roster.by_id.keys()
    return len(had) - most_alike(in_pairs(period), in_pairs(running), most_in_pairs)


def in_pairs(period: Period) -> list[frozenset[frozenset[str]]]:
    """The groups, each as its pairs, and these as the ids of their students."""
    return [
        frozenset(frozenset(s.id for s in pair.students) for pair in group.pairs)
        for group in period.groups
    ]


@lru_cache(maxsize=200_000)
def most_in_pairs(one: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> int:
    return most_alike(tuple(one), tuple(other), lambda pair, before: len(pair & before))


def most_alike(new, old, alike) -> int:
    """The most that parts have in common when each is called as one of before, or anew."""
    names = (*old, *[None] * len(new))
    return max(
        sum(alike(part, name) for part, name in zip(new, chosen, strict=True) if name is not None)
        for chosen in permutations(names, len(new))
    )


def broken(plan: Plan, roster: Roster, rules: Rules) -> bool:
    number = plan.periods[-1].number
    return any(
        rule.period == number and rule.kind is not Kind.PERIOD_NUMBER
        for rule in check(plan, roster, rules)
    )


def places(period: Period) -> dict[str, tuple[str, str]]:
    """The labels of the group and the pair of each student."""
    return {
        student.id: (group.label, pair.label)
        for group in period.groups
        for pair in group.pairs
        for student in pair.students
    }
