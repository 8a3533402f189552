"""The search for a covering, and its sums against those counted anew from the groupings."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.planning.arrays import Groupings, Weights
from toolkit.planning.year import covering_search
from toolkit.planning.year.covering import BROKEN, Covering, CoveringProblem, dealt
from toolkit.planning.year.covering_search import (
    EARLY,
    EVEN_SWAPS,
    HEAVIER,
    polish_covering,
    search_covering,
)
from toolkit.planning.year.tabu import SWAPS_PER_QUESTION
from toolkit.planning.year.walks import UNEVEN, UNEVEN_IN_FIVES, Walks

from .coverings import Counted, Questions, counted, covering_problem, marked, problems


def searched(problem: CoveringProblem, seed: int = 0, swaps: int = 1000, **options):
    rng = np.random.default_rng(seed)
    start = dealt(problem.sizes, problem.periods, rng)
    return search_covering(problem, start, rng, swaps, **options)


WALKS = 3


def walking(problem: CoveringProblem, seed: int, early: float = 0.0, heavier: float = 0.0) -> Walks:
    rng = np.random.default_rng(seed)
    starts = np.stack([dealt(problem.sizes, problem.periods, rng) for _ in range(WALKS)])
    return Walks(problem, starts, rng, early, heavier)


WEIGHTS = st.sampled_from([(0.0, 0.0), (EARLY, 0.0), (0.0, HEAVIER)])


@settings(max_examples=60, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**16), weights=WEIGHTS)
def test_the_sums_are_those_counted_anew_after_every_swap(problem, seed, weights) -> None:
    walks, (early, _) = walking(problem, seed, *weights), weights
    for step in range(30):
        if step % 10 == 5:
            some = np.array([0, 2])
            walks.deal_again(some, walks.groupings[some])
        else:
            walks.swap()
        for walk, groupings in enumerate(walks.groupings):
            total = counted(problem, groupings)
            costs = (total.unmet_or_broken, early * total.late, total.uneven, total.wishes)
            assert tuple(walks.costs[:, walk]) == costs


@settings(max_examples=60, deadline=None)
@given(
    problem=problems(),
    seed=st.integers(0, 2**16),
    weights=WEIGHTS,
    swaps=st.integers(0, 30),
)
def test_what_each_swap_would_cost_is_what_it_costs(problem, seed, weights, swaps) -> None:
    walks, (early, _) = walking(problem, seed, *weights), weights
    for _ in range(swaps):
        walks.swap()
    everyone = np.tile(np.arange(len(problem)), (WALKS, 1))
    turn = UNEVEN_IN_FIVES if 5 in problem.sizes else UNEVEN

    def cost(groupings: Groupings, weight: Weights) -> float:
        total = counted(problem, groupings)
        met = (groupings[:, :, None] == groupings[:, None, :]).any(axis=0)
        first = BROKEN * total.broken + weight[~met].sum(dtype=float) / 2 + turn * total.uneven
        return first + early * total.late + walks._wish_weight * total.wishes

    changes = walks.groupings.copy(), walks._changes(everyone), walks.weighed, walks._weight
    for groupings, change, weighed, weight in zip(*changes, strict=True):
        before = cost(groupings, weight)
        assert weighed == pytest.approx(before, abs=1e-9)
        for one, period, other in np.ndindex(change.shape):
            of_period = groupings[period]
            if of_period[one] == of_period[other]:
                assert change[one, period, other] == np.inf
            elif one < other:
                of_period[[one, other]] = of_period[[other, one]]
                true = pytest.approx(cost(groupings, weight) - before, abs=walks._wish_weight / 2)
                assert change[one, period, other] == true
                assert change[other, period, one] == true
                of_period[[one, other]] = of_period[[other, one]]


@settings(max_examples=60, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**16), heavier=st.sampled_from([0.0, HEAVIER]))
def test_who_have_not_met_weigh_more_after_a_swap_that_is_no_better(problem, seed, heavier) -> None:
    walks = walking(problem, seed, heavier=heavier)
    assert (walks._weight == problem.to_meet).all()
    for _ in range(20):
        before, weight = walks.weighed, walks._weight.copy()
        walks.swap()
        same = walks.groupings[..., :, None] == walks.groupings[..., None, :]
        more = heavier * (problem.to_meet & ~same.any(axis=1))
        for walk, cost in enumerate(walks.weighed - more.sum(axis=(1, 2)) / 2):
            grown = more[walk] if cost >= before[walk] - walks._wish_weight / 2 else 0
            assert (walks._weight[walk] == weight[walk] + grown).all()


@settings(max_examples=60, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**16), swaps=st.integers(0, 30))
def test_who_takes_part_in_a_swap_is_concerned(problem, seed, swaps) -> None:
    walks = walking(problem, seed)
    for _ in range(swaps):
        walks.swap()
    for movers, groupings in zip(walks._movers(), walks.groupings, strict=True):
        met = (groupings[:, :, None] == groupings[:, None, :]).any(axis=0)
        odd = np.array(problem.sizes)[groupings] != 4
        turns = problem.turns + odd.sum(axis=0)
        off = (turns < problem.least_turns) | (turns > problem.most_turns)
        concerned = np.flatnonzero((problem.to_meet & ~met).any(axis=0) | off)
        if counted(problem, groupings).broken == 0:
            assert len(np.intersect1d(movers, concerned)) == min(len(movers), len(concerned))


@settings(max_examples=100, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**16))
def test_the_wishes_of_a_swap_weigh_less_than_one_who_has_not_met(problem, seed) -> None:
    for early, least in ((0.0, 1.0), (EARLY, EARLY)):
        walks = walking(problem, seed, early)
        for _ in range(10):
            before = walks.wishes
            walks.swap()
            assert (walks._wish_weight * abs(walks.wishes - before) < least).all()


@settings(max_examples=40, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**16))
def test_the_best_is_returned_and_is_no_worse_than_the_start(problem, seed) -> None:
    rng = np.random.default_rng(seed)
    start = dealt(problem.sizes, problem.periods, rng)
    before = start.copy()
    for look in (search_covering, polish_covering):
        covering = look(problem, start, rng, 60)
        assert (start == before).all()
        total, at_start = counted(problem, covering.groupings), counted(problem, start)
        assert covering.unmet == total.unmet_or_broken
        assert covering.late == total.late
        assert (covering.uneven, covering.wishes) == (total.uneven, total.wishes)
        if look is search_covering:
            assert (covering.unmet, total.uneven) <= (at_start.unmet_or_broken, at_start.uneven)
        assert total.unmet >= problem.least_unmet
        assert total.uneven >= problem.least_uneven
        for period in covering.groupings:
            assert np.bincount(period).tolist() == [*problem.sizes]


@settings(max_examples=30, deadline=None)
@given(problem=problems(), seed=st.integers(0, 2**16))
def test_a_polish_lets_them_meet_earlier_and_no_fewer(problem, seed) -> None:
    found = searched(problem, seed, 60)
    polished = polish_covering(problem, found.groupings, np.random.default_rng(seed), 60)
    before, after = (counted(problem, covering.groupings) for covering in (found, polished))
    assert in_order(after) <= in_order(before)


def in_order(total: Counted) -> tuple[float, ...]:
    return total.unmet_or_broken, total.late, total.uneven, total.wishes


@pytest.mark.parametrize("look", [search_covering, polish_covering])
def test_no_meeting_is_given_up_for_even_turns(look) -> None:
    # Seven as 4 + 3, where those of the three have had a turn and know only each other.
    to_meet = marked(7, *combinations(range(4), 2), *combinations(range(4, 7), 2))
    turns = np.array([0, 0, 0, 0, 1, 1, 1])
    problem = covering_problem((4, 3), 1, to_meet=to_meet, turns=turns, most_turns=1)
    start = np.array([[0, 0, 0, 0, 1, 1, 1]])
    covering = look(problem, start, np.random.default_rng(0), 500)
    assert (covering.unmet, covering.uneven) == (0, 3)


def test_a_swap_back_is_made_only_where_it_comes_out_better_than_ever() -> None:
    problem = covering_problem((4, 4), 1, apart=marked(8, (0, 1)))
    start = np.array([[[0, 0, 0, 0, 1, 1, 1, 1]]])
    barred = Walks(problem, start.copy(), np.random.default_rng(0))
    barred._free_from[:] = np.iinfo(np.int64).max
    barred._least[:] = 0.0
    barred.swap()
    assert (barred.groupings == start).all()
    barred._least = barred.weighed
    barred.swap()
    assert barred.groupings[0, 0, 0] != barred.groupings[0, 0, 1]


@pytest.mark.parametrize(
    ("sizes", "periods"),
    [((4,) * 2, 3), ((4,) * 3, 5), ((4,) * 4, 5), ((5, 5), 4), ((4, 3, 3), 6), ((3,) * 5, 7)],
)
@pytest.mark.parametrize("seed", range(3))
def test_it_finds_the_coverings_that_are_known(sizes, periods, seed) -> None:
    problem = covering_problem(sizes, periods)
    covering = searched(problem, seed, swaps=5000)
    assert (covering.unmet, covering.uneven) == (0, 0)
    assert counted(problem, covering.groupings).unmet == 0


def test_it_leaves_as_few_as_can_be_where_not_all_can_meet() -> None:
    # Two periods of four fours with no meeting in common: 120 pairs, 48 of them met.
    problem = covering_problem((4,) * 4, 2)
    assert problem.least_unmet == 72
    assert searched(problem).unmet == 72


def test_hard_rules_come_before_meeting() -> None:
    problem = covering_problem(
        (4, 4, 4),
        5,
        apart=marked(12, (0, 1), (0, 2), (1, 2)),
        together=(((3, 4),), (), ((3, 4), (5, 6)), (), ()),
    )
    covering = searched(problem)
    total = counted(problem, covering.groupings)
    assert total.broken == 0
    assert total.unmet == 3  # those who are kept apart
    assert covering.unmet == 3
    of_first, _, of_third, *_ = covering.groupings
    assert of_first[3] == of_first[4]
    assert (of_third[3], of_third[5]) == (of_third[4], of_third[6])


@pytest.mark.parametrize("sizes", [(4, 4, 3), (4, 4, 5)])
def test_a_group_holds_as_many_never_partners_as_it_has_pairs(sizes) -> None:
    n = sum(sizes)
    never = np.arange(n) < 4
    problem = covering_problem(sizes, 6, never_partners=never[None, :])
    covering = searched(problem, swaps=3000)
    assert covering.unmet == 0
    assert counted(problem, covering.groupings).broken == 0


def test_turns_come_out_even() -> None:
    # Fourteen as 4 + 4 + 3 + 3: six in threes, six periods, so two or three turns each.
    problem = covering_problem((4, 4, 3, 3), 6, least_turns=2, most_turns=3)
    covering = searched(problem)
    assert (covering.unmet, covering.uneven) == (0, 0)
    odd = np.array(problem.sizes)[covering.groupings] == 3
    assert set(odd.sum(axis=0).tolist()) == {2, 3}


def test_all_meet_where_that_leaves_turns_uneven() -> None:
    # Ten as 4 + 3 + 3: nobody knows five periods with three turns each in which all meet.
    problem = covering_problem((4, 3, 3), 5, least_turns=3, most_turns=3)
    assert searched(problem).unmet == 0


def test_turns_before_count() -> None:
    turns, nobody = np.array([2, 0, 0, 0, 0, 0, 0]), np.zeros((7, 7), dtype=bool)
    problem = covering_problem((4, 3), 2, to_meet=nobody, turns=turns, least_turns=1, most_turns=2)
    assert problem.least_uneven == 0
    covering = searched(problem)
    assert covering.uneven == 0
    odd = np.array(problem.sizes)[covering.groupings] == 3
    assert (turns + odd.sum(axis=0)).tolist() == [2, 1, 1, 1, 1, 1, 1]


def test_how_uneven_turns_must_stay() -> None:
    turns = np.array([5, 0, 3, 3, 3, 3, 3])
    problem = covering_problem((4, 3), 2, turns=turns, least_turns=3, most_turns=4)
    assert problem.least_uneven == 1 + 1  # one too many already, and two periods for three turns
    assert searched(problem, swaps=100).uneven >= 2


def test_a_polish_serves_the_wishes_where_that_costs_no_meeting() -> None:
    friends = 3 * marked(8, (0, 1), (2, 3)).astype(np.int64)
    problem = covering_problem((4, 4), 2, to_meet=np.zeros((8, 8), dtype=bool), wish=friends)
    assert polished(problem, searched(problem)).wishes == 0
    # Everyone meets everyone only if the friends do, too.
    everyone = covering_problem((4, 4), 3, wish=friends)
    full = searched(everyone)
    assert full.unmet == polished(everyone, full).unmet == 0
    assert polished(everyone, full).wishes >= 6


def test_a_polish_brings_the_useful_period_to_the_front() -> None:
    # All of the first period's meetings are to come, none of the others' is worth anything.
    to_meet = np.kron(np.eye(2, dtype=bool), np.ones((4, 4), dtype=bool)) & ~np.eye(8, dtype=bool)
    problem = covering_problem((4, 4), 3, to_meet=to_meet)
    last = np.array([[0, 0, 1, 1, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1], [0, 0, 0, 0, 1, 1, 1, 1]])
    covering = polished(problem, replace(searched(problem), groupings=last))
    assert (covering.unmet, covering.late) == (0, 0)
    assert (covering.groupings[0] == covering.groupings[0, 0]).sum() == 4


def polished(problem: CoveringProblem, covering: Covering, swaps: int = 500) -> Covering:
    return polish_covering(problem, covering.groupings, np.random.default_rng(0), swaps)


def test_the_same_seed_gives_the_same_covering() -> None:
    problem = covering_problem((4, 4, 5), 4)
    first, again, other = (searched(problem, seed, 300) for seed in (1, 1, 2))
    assert (first.groupings == again.groupings).all()
    assert (first.unmet, first.late) == (again.unmet, again.late)
    assert (first.groupings != other.groupings).any()


NEVER_FULL = covering_problem((4, 4, 4), 4)
"""Twelve need five periods, but 66 pairs are fewer than the 72 that four periods hold."""


def test_a_search_that_is_stopped_at_once_keeps_what_it_began_with() -> None:
    questions = Questions(lambda asked: False)
    start = dealt(NEVER_FULL.sizes, 4, np.random.default_rng(0))
    rng = np.random.default_rng(1)
    stopped = search_covering(NEVER_FULL, start, rng, 1000, keep_going=questions)
    assert questions.asked == 1
    assert (stopped.groupings == start).all()


def test_a_search_may_be_stopped_later() -> None:
    questions = Questions(lambda asked: asked < 3)
    stopped = searched(NEVER_FULL, keep_going=questions)
    assert questions.asked == 3
    swaps = 2 * SWAPS_PER_QUESTION
    assert (stopped.groupings == searched(NEVER_FULL, swaps=swaps).groupings).all()


def test_it_ends_where_none_can_be_better() -> None:
    full, questions = Questions(lambda asked: True), Questions(lambda asked: True)
    searched(covering_problem((4, 4), 3), swaps=10_000, keep_going=full)
    assert full.asked < len(range(0, 10_000, SWAPS_PER_QUESTION)) / 10
    searched(NEVER_FULL, swaps=1000, keep_going=questions)
    assert questions.asked == len(range(0, 1000, SWAPS_PER_QUESTION))


def test_it_ends_where_it_is_far_from_full_and_comes_no_nearer(monkeypatch) -> None:
    monkeypatch.setattr(covering_search, "HOPELESS_SHARE", 0.1)
    least = searched(NEVER_FULL, swaps=1000).unmet
    for hopeless, ends in ((least, True), (least + 1, False)):
        questions = Questions(lambda asked: True)
        searched(NEVER_FULL, swaps=1000, hopeless=hopeless, keep_going=questions)
        assert (questions.asked < len(range(0, 1000, SWAPS_PER_QUESTION))) is ends


def test_where_all_have_met_it_looks_for_even_turns_a_while() -> None:
    # Two have met in their only group, a five, where nobody can have fewer turns.
    turns = np.array([1, 0, 0, 0, 0])
    problem = covering_problem((5,), 1, turns=turns, most_turns=1, to_meet=marked(5, (0, 1)))
    assert problem.least_uneven == 0
    questions = Questions(lambda asked: True)
    covering = searched(problem, swaps=10_000, keep_going=questions)
    assert (covering.unmet, covering.uneven) == (0, 1)
    assert questions.asked == len(range(0, EVEN_SWAPS, SWAPS_PER_QUESTION))


def test_a_polish_goes_on_until_it_is_stopped_or_out_of_swaps() -> None:
    problem = covering_problem((4, 4), 3)
    start = dealt((4, 4), 3, np.random.default_rng(0))
    questions = Questions(lambda asked: True)
    polish_covering(problem, start, np.random.default_rng(1), 1000, keep_going=questions)
    assert questions.asked == len(range(0, 1000, SWAPS_PER_QUESTION))


def test_groups_are_dealt_by_chance_in_their_sizes() -> None:
    groupings = dealt((4, 5, 3), 50, np.random.default_rng(0))
    assert groupings.shape == (50, 12)
    assert all(np.bincount(period).tolist() == [4, 5, 3] for period in groupings)
    assert len({tuple(period) for period in groupings}) > 40


@pytest.mark.parametrize(
    ("sizes", "hopeless", "heavier"),
    [((4, 4), 5, HEAVIER), ((4, 4, 3), 5, HEAVIER), ((4, 4), np.inf, 0), ((4, 5), 5, 0)],
)
def test_who_have_not_met_weigh_more_where_all_are_to_and_no_group_is_of_five(
    sizes, hopeless, heavier, monkeypatch
) -> None:
    told = list[float]()

    def walks(*arguments, heavier: float) -> Walks:
        told.append(heavier)
        return Walks(*arguments, heavier=heavier)

    monkeypatch.setattr(covering_search, "Walks", walks)
    searched(covering_problem(sizes, 3), swaps=1, hopeless=hopeless)
    assert told == [heavier]
