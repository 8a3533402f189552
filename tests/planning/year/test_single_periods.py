"""The search for a period of each of some years, and its sums against those counted anew."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.planning.arrays import Counts, Grouping, Groupings, Mask
from toolkit.planning.year.covering import BROKEN, CoveringProblem
from toolkit.planning.year.single_periods import TURN, _Walks, best_single_periods
from toolkit.planning.year.tabu import SWAPS_PER_QUESTION

from .coverings import Questions, counted, covering_problem, marked, problems

YEARS = 3


@st.composite
def some_years(draw: st.DrawFn) -> tuple[CoveringProblem, Mask, Counts]:
    """A period, and who are left to meet in each year and have had turns until then."""
    problem = draw(problems())
    n = len(problem)
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    met = rng.random((YEARS, n, n)) < 0.3
    to_meet = problem.to_meet & ~(met | met.transpose(0, 2, 1))
    turns = problem.turns + rng.integers(3, size=(YEARS, n))
    return replace(problem, together=problem.together[:1]), to_meet, turns


def costs(walks: _Walks, of: tuple[CoveringProblem, Mask, Counts], year: int) -> float:
    """What the grouping of a year comes to, beside one in which nobody meets."""
    problem, to_meet, turns = of
    problem = replace(problem, to_meet=to_meet[year], turns=turns[year])
    total = counted(problem, walks.grouping[year][None])
    kept = total.broken - len(problem.together[0])
    new = int(problem.to_meet.sum()) // 2 - total.unmet
    before = int(problem.uneven(problem.turns).sum())
    weighed = BROKEN * kept + TURN * (total.uneven - before)
    return weighed + walks.wish_weight * total.wishes - new


@settings(max_examples=60, deadline=None)
@given(of=some_years(), seed=st.integers(0, 2**16))
def test_the_sums_are_those_counted_anew_after_every_swap(of, seed) -> None:
    walks = _Walks(*of, np.random.default_rng(seed))
    for _ in range(20):
        assert walks.costs.tolist() == [costs(walks, of, year) for year in range(YEARS)]
        assert (walks.least <= walks.costs).all()
        walks.swap()


@settings(max_examples=60, deadline=None)
@given(of=some_years(), seed=st.integers(0, 2**16), swaps=st.integers(0, 20))
def test_what_each_swap_would_cost_is_what_it_costs(of, seed, swaps) -> None:
    walks = _Walks(*of, np.random.default_rng(seed))
    for _ in range(swaps):
        walks.swap()
    for year, change in enumerate(walks._changes()):
        grouping, before = walks.grouping[year], costs(walks, of, year)
        for one, other in np.ndindex(change.shape):
            if grouping[one] == grouping[other]:
                assert change[one, other] == np.inf
            else:
                grouping[[one, other]] = grouping[[other, one]]
                true = pytest.approx(costs(walks, of, year) - before, abs=walks.wish_weight / 2)
                assert change[one, other] == true
                grouping[[one, other]] = grouping[[other, one]]


@settings(max_examples=60, deadline=None)
@given(of=some_years(), seed=st.integers(0, 2**16))
def test_wishes_weigh_less_than_a_turn(of, seed) -> None:
    walks = _Walks(*of, np.random.default_rng(seed))
    most = int(of[0].wish.max(initial=0))
    # Whoever swaps leaves four mates at most, and comes to four others.
    assert 2 * 8 * walks.wish_weight * most <= TURN


def found(
    problem: CoveringProblem, to_meet: Mask, *, seed: int = 0, patience: int = 200, **options
) -> Groupings:
    turns = np.repeat(problem.turns[None], len(to_meet), axis=0)
    rng = np.random.default_rng(seed)
    return best_single_periods(problem, to_meet, turns, rng, patience, **options)


def test_each_year_has_what_is_new_in_it() -> None:
    problem = covering_problem((4, 4), 1)
    halves = np.arange(8) // 4
    of_halves = (halves[:, None] == halves) & ~np.eye(8, dtype=bool)
    to_meet = np.stack([of_halves, problem.to_meet & ~of_halves])
    periods = found(problem, to_meet)
    same = periods[:, :, None] == periods[:, None, :]
    assert (same & to_meet).sum(axis=(1, 2)).tolist() == [24, 16]


def test_hard_rules_come_before_meeting() -> None:
    # The first two are to meet, but are kept apart, and two who know each other are together.
    problem = covering_problem(
        (4, 4, 3),
        1,
        apart=marked(11, (0, 1)),
        together=(((2, 3),),),
        never_partners=(np.arange(11) < 4)[None],
    )
    to_meet = np.repeat(marked(11, (0, 1), (4, 5))[None], 4, axis=0)
    for period in found(problem, to_meet):
        assert period[0] != period[1]
        assert period[2] == period[3]
        assert period[4] == period[5]
        held = np.bincount(period[:4], minlength=3)
        assert (held <= [2, 2, 1]).all()


def test_no_meeting_is_given_up_for_even_turns_but_they_count() -> None:
    def in_three(to_meet: Mask, turns: Counts) -> Grouping:
        problem = covering_problem((4, 3), 1, turns=turns, most_turns=1)
        (period,) = found(problem, to_meet[None])
        return np.flatnonzero(period == 1)

    turns = np.array([0, 0, 0, 0, 1, 1, 1])
    halves = np.arange(7) // 4
    of_halves = (halves[:, None] == halves) & ~np.eye(7, dtype=bool)
    assert in_three(of_halves, turns).tolist() == [4, 5, 6]
    assert set(in_three(np.zeros((7, 7), dtype=bool), turns)) <= {0, 1, 2, 3}


def test_each_year_has_its_own_turns() -> None:
    problem = covering_problem((4, 3), 1, most_turns=1)
    turns = np.array([[1] * 4 + [0] * 3, [0] * 3 + [1] * 4])
    nobody = np.zeros((2, 7, 7), dtype=bool)
    one, other = best_single_periods(problem, nobody, turns, np.random.default_rng(0), 100)
    assert np.flatnonzero(one == 1).tolist() == [4, 5, 6]
    assert np.flatnonzero(other == 1).tolist() == [0, 1, 2]


def test_it_ends_where_none_has_come_out_better_for_a_while() -> None:
    # Four are one group, whoever swaps, and two of them should not be.
    questions = Questions()
    problem = covering_problem((4,), 1, apart=marked(4, (0, 1)))
    found(problem, problem.to_meet[None], patience=5 * SWAPS_PER_QUESTION, keep_going=questions)
    assert questions.asked == 5


def test_it_ends_at_once_where_none_can_be_better() -> None:
    questions = Questions()
    problem = covering_problem((4, 4, 4), 1)
    found(problem, problem.to_meet[None], keep_going=questions)
    assert questions.asked == 0


def test_it_makes_its_least_swaps_all_the_same() -> None:
    # Of five who are to meet, four can; by chance fewer do.
    problem = covering_problem((4, 4, 4), 1)
    five = np.arange(12) < 5
    to_meet = np.repeat((problem.to_meet & five & five[:, None])[None], 2, axis=0)
    stop = Questions(lambda asked: False)
    stopped = found(problem, to_meet, patience=1000, keep_going=stop)
    more = found(problem, to_meet, patience=1000, least_swaps=100, keep_going=stop)
    same = [(p[:, :, None] == p[:, None]) & to_meet for p in (stopped, more)]
    assert stop.asked == 2
    assert same[0].sum() < same[1].sum()


def test_where_no_swap_is_allowed_nobody_swaps() -> None:
    problem = covering_problem((4, 4), 1)
    walks = _Walks(problem, problem.to_meet[None], problem.turns[None], np.random.default_rng(0))
    walks._free_from[:] = np.iinfo(np.int64).max
    before = walks.grouping.copy()
    walks.swap()
    assert (walks.grouping == before).all()
