import numpy as np
import pytest

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.arrays import Counts
from toolkit.planning.year import one_by_one as module
from toolkit.planning.year.one_by_one import one_by_one
from toolkit.planning.year.ordering import new_meetings, unmet_and_late
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.single_periods import best_single_periods
from toolkit.rules import NO_RULES, Acquainted, GroupShape, KeepApart, Rules, Together


def rest_of(roster: Roster, rules: Rules = NO_RULES) -> Rest:
    return Rest(roster.students, rules, Plan())


def years(rest: Rest, most: int, seed: int = 0, **options):
    return one_by_one(rest, most, np.random.default_rng(seed), **options)


def test_all_meet_in_them_and_the_rules_are_kept(make_class) -> None:
    rules = Rules(
        keep_apart=(KeepApart(("s6", "s7")),),
        together=(Together(("s0", "s1"), (2,)), Together(("s0", "s2"), (4,))),
    )
    rest = rest_of(make_class(16), rules)
    for year in years(rest, 20):
        assert unmet_and_late(year, rest.to_meet)[0] == 0
        assert len(year) <= 10
        assert all(new_meetings(year, rest.to_meet))
        assert year[1, 0] == year[1, 1]
        assert year[3, 0] == year[3, 2]
        assert not (year[:, 6] == year[:, 7]).any()


def test_they_are_as_long_as_may_be_where_not_all_have_met(make_class) -> None:
    rest = rest_of(make_class(16))
    assert {len(year) for year in years(rest, 3)} == {3}


def test_the_shortest_in_which_they_meet_earliest_comes_first(make_class) -> None:
    rest = rest_of(make_class(14), Rules(group_shape=GroupShape.TRIO))
    found = years(rest, 20)
    assert len({year.tobytes() for year in found}) == len(found) == module.YEARS
    worth = [(len(year), unmet_and_late(year, rest.to_meet)[1]) for year in found]
    assert worth == sorted(worth)
    assert worth[0] < worth[-1]


def test_they_begin_as_they_are_told(make_class) -> None:
    rest = rest_of(make_class(12))
    begun = years(rest, 6)[0][:2]
    for year in years(rest, 6, seed=1, begun=begun):
        assert (year[:2] == begun).all()
        assert all(new_meetings(year, rest.to_meet))


def test_each_year_has_its_own_turns(make_class, monkeypatch) -> None:
    rest = rest_of(make_class(11), Rules(group_shape=GroupShape.TRIO))
    threes = np.array(rest.next_problem.sizes.as_tuple()) == 3
    begun = years(rest, 1)[0]
    heard = list[Counts]()

    def period(problem, to_meet, turns, *given, **options):
        heard.append(turns)
        return best_single_periods(problem, to_meet, turns, *given, **options)

    monkeypatch.setattr(module, "best_single_periods", period)
    found = years(rest, 3, begun=begun)
    assert (heard[0] == threes[begun[0]]).all()
    before_last = sorted(threes[year[:2]].sum(axis=0).tolist() for year in found)
    assert sorted(heard[1].tolist()) == before_last


def test_a_large_class_has_fewer_side_by_side(make_class, monkeypatch) -> None:
    rest = rest_of(make_class(20))
    monkeypatch.setattr(module, "SIDE_BY_SIDE", 3 * 20**2)
    assert len(years(rest, 2)) == 3
    monkeypatch.setattr(module, "SIDE_BY_SIDE", 1)
    assert len(years(rest, 2)) == 1


@pytest.mark.parametrize("begun", [0, 1])
def test_one_that_is_stopped_has_a_period_all_the_same(make_class, begun) -> None:
    rest = rest_of(make_class(16))
    first = years(rest, 1)[0][:begun]
    assert {len(year) for year in years(rest, 9, begun=first, keep_going=lambda: False)} == {1}


def test_where_nobody_is_to_meet_there_is_a_period(make_class) -> None:
    everyone = tuple(f"s{i}" for i in range(8))
    rest = rest_of(make_class(8), Rules(acquainted=Acquainted(groups=(everyone,))))
    (year,) = years(rest, 5)
    assert np.bincount(year[0]).tolist() == [4, 4]
