"""Who sits at the front over several periods, against every choice there is."""

import random
from collections.abc import Sequence
from itertools import product

import pytest

from toolkit.seating.search.fronts import Fronts, Way, cheapest, even_in_the_end

KEYS = tuple("abcdefgh")
NOBODY: frozenset[str] = frozenset()


def some_periods(rng: random.Random) -> list[Fronts]:
    """Three periods of two groups of four, of which any pair or nobody may be at the front.

    There they take one of three desks, and cost something.
    """
    periods = []
    for _ in range(3):
        order = rng.sample(KEYS, 8)
        pairs = [frozenset(order[at : at + 2]) for at in range(0, 8, 2)]
        groups = []
        for own in (pairs[:2], pairs[2:]):
            ways = [
                Way(pair, frozenset(rng.sample(range(3), rng.choice((1, 2)))), (rng.randrange(2),))
                for pair in own
            ]
            groups.append((Way(NOBODY, costs=(rng.randrange(2),)), *ways))
        if rng.random() < 0.3:
            groups[1] = (Way(NOBODY, costs=(0,)),)
        periods.append(Fronts(tuple(groups), rng.choice((2, 3, 4)), (rng.choice((1, 1, 2)),)))
    return periods


def choices(period: Fronts) -> list[tuple[Way, ...]]:
    """Every choice for a period."""
    return [ways for ways in product(*period.of_groups) if goes(period, ways)]


def goes(period: Fronts, ways: Sequence[Way]) -> bool:
    taken = [key for way in ways for key in way.taken]
    return (
        len(taken) == len(set(taken))
        and sum(len(way.front) for way in ways) <= period.places
        and all(sum(way.costs[k] for way in ways) <= most for k, most in enumerate(period.most))
    )


def worth(choice: Sequence[Sequence[Way]], turns: dict[str, int]) -> tuple[int, int]:
    """How much turns differ, one being no difference, and how many places stay free."""
    fronts = [way.front for ways in choice for way in ways]
    had = [turns[key] + sum(key in front for front in fronts) for key in KEYS]
    return max(1, max(had) - min(had)), -sum(map(len, fronts))


@pytest.mark.parametrize("seed", range(25))
def test_turns_differ_as_little_as_they_can(seed: int) -> None:
    rng = random.Random(seed)
    periods = some_periods(rng)
    turns = {key: rng.choice((0, 0, 0, 1, 2)) for key in KEYS}
    every = list(product(*map(choices, periods)))
    found = even_in_the_end(periods, turns, KEYS, keep_going=lambda: True, seed=seed)
    assert (found is None) == (not every)
    if found is not None:
        assert all(goes(*both) for both in zip(periods, found, strict=True))
        assert worth(found, turns) == min(worth(one, turns) for one in every)


@pytest.mark.parametrize("seed", range(25))
def test_the_cheapest_choice_of_a_period(seed: int) -> None:
    rng = random.Random(seed)
    period = some_periods(rng)[0]
    costs = {key: rng.randrange(-3, 4) for key in KEYS}

    def price(ways: Sequence[Way]) -> int:
        return sum(costs[key] for way in ways for key in way.front)

    for number in (None, 0, 2, 4):
        every = [
            ways
            for ways in choices(period)
            if number is None or number == sum(len(way.front) for way in ways)
        ]
        found = cheapest(period, costs, lambda: True, number)
        assert (found is None) == (not every)
        if found is not None:
            assert goes(period, found)
            assert price(found) == min(map(price, every))


def test_the_turns_of_whoever_is_not_counted_do_not_matter() -> None:
    own = (Way(frozenset("ab")), Way(frozenset("cd")))
    periods = [Fronts((own,), 2)] * 4
    found = even_in_the_end(periods, {"b": 9}, "acd", keep_going=lambda: True)
    assert found is not None
    assert sum(way.front == {"c", "d"} for (way,) in found) == 2
