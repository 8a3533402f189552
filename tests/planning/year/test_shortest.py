from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.arrays import Groupings, groups_of
from toolkit.planning.calls import plan_next
from toolkit.planning.monitor import Monitor
from toolkit.planning.progress import Progress
from toolkit.planning.year import shortest
from toolkit.planning.year.covering import BROKEN, Covering, dealt
from toolkit.planning.year.covering_search import search_covering
from toolkit.planning.year.fitting import fitted_template
from toolkit.planning.year.ordering import new_meetings
from toolkit.planning.year.pairing import permits_all
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.shortest import YearSearch
from toolkit.planning.year.templates import template
from toolkit.rules import NO_RULES, Acquainted, GroupShape, KeepApart, Rules, Scope, Together

NOTHING = Plan()


def rest_of(roster: Roster, rules: Rules = NO_RULES, history: Plan = NOTHING) -> Rest:
    return Rest(roster.students, rules, history)


@pytest.fixture(autouse=True)
def less_work(monkeypatch) -> None:
    """What is looked for here is found soon, or not at all."""
    monkeypatch.setattr(shortest, "SWAPS", 150)
    monkeypatch.setattr(shortest, "POLISH_SWAPS", 100)
    monkeypatch.setattr(shortest, "MOST_VAIN", shortest.VAIN)


def searching(rest: Rest, seed: int = 0, on_progress=None) -> YearSearch:
    return YearSearch(rest, Monitor(on_progress, None, None), np.random.default_rng(seed))


def leaving(unmet: Iterable[int], tried: list[int]) -> Callable[..., Covering]:
    """Stands for the search: changes nothing, leaves so many, and notes how long each start is."""
    tried.clear()
    left = iter(unmet)

    def search(groupings: Groupings, *_given: object) -> Covering:
        tried.append(len(groupings))
        return Covering(groupings, next(left), uneven=0, late=0, wishes=0)

    return search


def unmet(rest: Rest, groupings: Groupings) -> int:
    return int(rest.to_meet.sum()) // 2 - sum(new_meetings(groupings, rest.to_meet))


@pytest.mark.parametrize(("students", "periods"), [(8, 3), (10, 4), (12, 5), (16, 5)])
def test_it_comes_down_to_the_bound(make_class, students, periods) -> None:
    rest = rest_of(make_class(students))
    groupings = searching(rest).shortest(periods, [])
    assert len(groupings) == periods
    assert unmet(rest, groupings) == 0


def test_it_goes_up_where_the_bound_is_too_low(make_class) -> None:
    # Six as 3 + 3 need four periods.
    rest = rest_of(make_class(6))
    groupings = searching(rest).shortest(2, [])
    assert unmet(rest, groupings) == 0
    assert len(groupings) >= 4
    assert all(new_meetings(groupings, rest.to_meet))


def test_a_start_that_is_too_long_is_shortened(make_class) -> None:
    rest = rest_of(make_class(8))
    start = dealt((4, 4), 7, np.random.default_rng(0))
    assert len(searching(rest).shortest(3, [start])) == 3


def test_a_start_helps_where_it_is_as_short_as_can_be(make_class) -> None:
    # Twenty-four need nine or ten periods, which a short search does not come down to.
    rest = rest_of(make_class(24))
    start = rest.groupings(template(rest.next_problem.sizes))
    assert len(searching(rest).shortest(8, [])) > len(start)
    found = searching(rest).shortest(8, [start])
    assert len(found) == len(start)
    assert unmet(rest, found) == 0


def test_a_start_with_never_partners_in_its_places_is_as_short_as_without(make_class) -> None:
    never = KeepApart(("s1", "s2"), Scope.PAIR)
    rest = rest_of(make_class(21), Rules(group_shape=GroupShape.TRIO, keep_apart=(never,)))
    fitted = fitted_template(rest, np.random.default_rng(0))
    assert fitted is not None
    groupings = searching(rest).shortest(8, [rest.groupings(fitted)])
    assert (len(groupings), unmet(rest, groupings)) == (len(fitted), 0)
    problems = rest.problems(len(groupings))
    assert all(map(permits_all, map(groups_of, groupings), problems))


def test_hard_rules_are_kept(make_class) -> None:
    rules = Rules(
        keep_apart=(KeepApart(("s0", "s1")), KeepApart(("s2", "s3"))),
        together=(Together(("s4", "s5"), (2,)),),
    )
    rest = rest_of(make_class(12), rules)
    groupings = searching(rest).shortest(5, [])
    assert unmet(rest, groupings) == 0
    assert not (groupings[:, 0] == groupings[:, 1]).any()
    assert not (groupings[:, 2] == groupings[:, 3]).any()
    assert groupings[1, 4] == groupings[1, 5]


@pytest.mark.parametrize("row", range(4))
@pytest.mark.parametrize("seed", range(3))
def test_a_period_with_its_own_partners_keeps_its_row(make_class, row, seed) -> None:
    """Whatever the order of the others, those two share a group in their period."""
    rules = Rules(together=(Together(("s0", "s1"), (row + 1,)), Together(("s2", "s3"), (4,))))
    rest = rest_of(make_class(12), rules)
    groupings = searching(rest, seed).so_many(4)
    assert groupings[row, 0] == groupings[row, 1]
    assert groupings[3, 2] == groupings[3, 3]


def test_so_many_periods_come_with_the_most_new_meetings_first(make_class) -> None:
    rest = rest_of(make_class(16))
    groupings = searching(rest).so_many(3)
    assert new_meetings(groupings, rest.to_meet) == [24, 24, 24]
    rest = rest_of(make_class(8))
    new = new_meetings(searching(rest).so_many(3), rest.to_meet)
    assert new == [12, 8, 8]


def test_of_years_that_are_as_short_and_early_the_most_even_is_kept(make_class) -> None:
    search = searching(rest_of(make_class(11), Rules(group_shape=GroupShape.TRIO)))
    year = dealt((4, 4, 3), 6, search.rng)

    def taken(late: int, uneven: int, unmet: int = 0) -> tuple[float, float]:
        search._take(Covering(year.copy(), unmet, uneven, late, wishes=0))
        return search._kept.late, search._kept.uneven

    assert taken(20, 3) == (20, 3)
    assert taken(20, 1) == (20, 1)
    assert taken(20, 2) == (20, 1)
    assert taken(10, 5) == (10, 5)
    assert taken(0, 0, unmet=1) == (10, 5)


def test_a_shorter_year_comes_before_even_turns(make_class) -> None:
    # Ten as 4 + 3 + 3 meet in four periods, but two of them are in no three then.
    rest = rest_of(make_class(10), Rules(group_shape=GroupShape.TRIO))
    problem, rng = rest.covering_problem(6), np.random.default_rng(0)
    start = search_covering(problem, dealt(problem.sizes, 6, rng), rng, 3000)
    assert (start.unmet, start.uneven) == (0, 0)
    for starts in ([], [start.groupings], [rest.groupings(template(rest.next_problem.sizes))]):
        groupings = searching(rest).shortest(4, starts)
        assert (len(groupings), unmet(rest, groupings)) == (4, 0)


def test_of_two_years_that_are_as_short_and_even_they_meet_earlier_in_the_one(
    make_class, monkeypatch
) -> None:
    monkeypatch.setattr(
        YearSearch, "_polished", lambda self, groupings: self._search(groupings, swaps=0)
    )
    friends = Acquainted(groups=(("s0", "s1", "s2", "s3"), ("s4", "s5", "s6", "s7")))
    rest = rest_of(make_class(8), Rules(acquainted=friends))
    one, other = [0, 0, 1, 1, 0, 0, 1, 1], [0, 0, 1, 1, 1, 1, 0, 0]
    late, early = np.array([one, one, other]), np.array([one, other, other])
    assert new_meetings(late, rest.to_meet) == [8, 0, 8]
    assert new_meetings(early, rest.to_meet) == [8, 8, 0]
    monkeypatch.setattr(YearSearch, "_one_by_one", lambda *_given: [late])
    assert (searching(rest).shortest(3, [early]) == early).all()


def test_a_period_is_left_out_where_nearly_all_meet_in_the_others(make_class, monkeypatch) -> None:
    rest = rest_of(make_class(8))
    year = eight_in_three(rest)
    longer = np.vstack([year[:2], year[:1], year[2:]])
    search = kept(searching(rest), longer)
    tried = list[int]()

    def shorter(groupings: Groupings, left: int, most: float = shortest.NEAR) -> int | None:
        monkeypatch.setattr(search, "_search", leaving([left], tried))
        found = search._shorter(groupings, most)
        return None if found is None else len(found)

    # Without one of the two that are the same, all have met; without another, eight have not.
    assert (shorter(longer, 0), tried) == (3, [3])
    assert (shorter(longer, 1), tried) == (None, [3])
    assert (shorter(year, 0), tried) == (None, [])
    assert (shorter(year, 0, 8), tried) == (2, [2])


def test_a_period_in_which_its_own_partners_can_meet_nobody_new_is_no_end(make_class) -> None:
    # Only s0 and s7 have not met, and s7 may not be where s1 is, who must be with s0 first.
    everyone = {f"s{i}" for i in range(8)}
    friends = tuple(tuple(sorted(everyone - {one})) for one in ("s0", "s7"))
    rules = Rules(
        keep_apart=(KeepApart(("s1", "s7")),),
        together=(Together(("s0", "s1"), (1,)),),
        acquainted=Acquainted(groups=friends),
    )
    rest = rest_of(make_class(8), rules)
    groupings = searching(rest).shortest(1, [])
    assert new_meetings(groupings, rest.to_meet) == [0, 1]


def test_at_the_bound_it_looks_no_further(make_class) -> None:
    rest = rest_of(make_class(8))
    year = eight_in_three(rest)
    longer = np.vstack([year, year[:2]])
    search = kept(searching(rest), longer)
    for floor in (5, 4, 3, 2):
        assert len(search._shortened(longer, floor)) == max(3, floor)


def test_periods_are_put_in_order_but_those_with_partners_of_their_own(
    make_class, monkeypatch
) -> None:
    monkeypatch.setattr(shortest, "POLISH_SWAPS", 0)
    same, other = [0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 0, 0, 1, 1]
    friends = Rules(
        acquainted=Acquainted(groups=(("s0", "s1", "s2", "s3"), ("s4", "s5", "s6", "s7")))
    )
    groupings = np.array([same, other])
    free = rest_of(make_class(8), friends)
    assert searching(free)._polished(groupings).groupings.tolist() == [other, same]
    bound = rest_of(make_class(8), replace(friends, together=(Together(("s0", "s3"), (1,)),)))
    assert searching(bound)._polished(groupings).groupings.tolist() == [same, other]


def test_a_start_in_which_not_all_meet_is_tried_with_a_period_more(make_class) -> None:
    rest = rest_of(make_class(16), Rules(keep_apart=(KeepApart(("s0", "s1")),)))
    start = rest.groupings(template(rest.next_problem.sizes))
    mended = searching(rest)._mended([start[:-1]], swaps=2000)
    assert mended is not None
    assert len(mended.groupings) == len(start)


def test_of_several_starts_the_first_that_serves_is_taken(make_class, monkeypatch) -> None:
    search = searching(rest_of(make_class(8)))
    start = dealt((4, 4), 3, search.rng)
    tried = list[int]()

    def mended(*unmet: int) -> tuple[int, int]:
        monkeypatch.setattr(search, "_search", leaving(unmet, tried))
        found = search._mended([start] * 3, swaps=0)
        assert found is not None
        return int(found.unmet), len(found.groupings)

    assert (mended(1, 0, 9), tried) == ((0, 3), [3, 3])
    # Where none serves, the nearest gets a period more; what comes behind one far off is not tried.
    assert (mended(2, 1, 3, 0), tried) == ((0, 4), [3, 3, 3, 4])
    assert (mended(shortest.NEAR + 1, 0), tried) == ((0, 4), [3, 4])
    assert search._mended([], swaps=0) is None


@pytest.mark.parametrize(("apart", "tried_in_all"), [(1, 3), (2, 1)])
def test_another_deal_is_tried_only_where_rules_break_little_of_it(
    make_class, monkeypatch, apart: int, tried_in_all: int
) -> None:
    twos = [("s0", "s1"), ("s4", "s5")][:apart]
    rules = Rules(keep_apart=tuple(map(KeepApart, twos)))
    search = searching(rest_of(make_class(8), rules))
    start = np.array([[0, 0, 0, 0, 1, 1, 1, 1]] * 3)  # each rule is broken three times
    tried = list[int]()
    monkeypatch.setattr(search, "_search", leaving((1,) * tried_in_all + (0,), tried))
    search._mended([start] * 3, swaps=0)
    assert tried == [3] * tried_in_all + [4]


def test_a_year_that_is_mended_is_shortened_as_well(make_class, monkeypatch) -> None:
    # What was told of eight is five periods, and three let all meet.
    search = searching(rest_of(make_class(8)))
    told = search.rest.groupings(template(search.rest.next_problem.sizes))
    near = search.near(3, np.vstack([told, told[:2]]))
    assert near is not None
    assert (len(near), unmet(search.rest, near)) == (3, 0)


def test_where_not_all_can_meet_most_do(make_class) -> None:
    # Whoever always sits beside s1 never meets s2.
    rules = Rules(keep_apart=(KeepApart(("s1", "s2")),), together=(Together(("s0", "s1")),))
    rest = rest_of(make_class(12), rules)
    short = dealt((4, 4, 4), 1, np.random.default_rng(0))
    assert unmet(rest, searching(rest).shortest(5, [short])) == 1


def test_the_monitor_hears_of_every_full_year(make_class) -> None:
    told: list[Progress] = []
    eight = make_class(8)
    history = plan_next(eight)
    rest = rest_of(eight, history=history)
    groupings = searching(rest, on_progress=told.append).shortest(2, [])
    assert unmet(rest, groupings) == 0
    heard = [progress.full_after for progress in told if progress.full_after]
    assert heard == sorted(heard, reverse=True)
    assert heard[-1] == 1 + len(groupings)


def test_a_stopped_search_still_gives_groups(make_class) -> None:
    rest = rest_of(make_class(28))
    monitor = Monitor(None, 0, None)
    search = YearSearch(rest, monitor, np.random.default_rng(0))
    groupings = search.shortest(9, [])
    assert len(groupings) == 1
    assert monitor.stopped
    assert all(np.bincount(period).tolist() == [4] * 7 for period in groupings)


def kept(search: YearSearch, year: Groupings) -> YearSearch:
    """The search, to which this full year is the best."""
    search._take(search._weighed(year))
    return search


def eight_in_three(rest: Rest) -> Groupings:
    """The three periods in which eight meet, whichever of them come first."""
    return rest.groupings(template(rest.next_problem.sizes))


def nearly_in_three(rest: Rest) -> Groupings:
    """The same with two who have swapped in the last period, so that a few have not met."""
    year = eight_in_three(rest)
    one, other = np.flatnonzero(year[2] == 0)[0], np.flatnonzero(year[2] == 1)[0]
    year[2, [one, other]] = year[2, [other, one]]
    assert 0 < unmet(rest, year) <= shortest.NEAR
    return year


def test_a_year_that_begins_so_is_ended_so_that_all_meet(make_class) -> None:
    rest = rest_of(make_class(16), Rules(keep_apart=(KeepApart(("s0", "s1")),)))
    search = searching(rest)
    full = search._search(dealt((4, 4, 4, 4), 6, search.rng), swaps=5000)
    assert full.unmet == 0
    for same in (2, 0):
        ended = search._begun_as(full.groupings[:2], 6, same)
        assert (ended.groupings[:same] == full.groupings[:same]).all()
        assert (len(ended.groupings), ended.unmet) == (6, 0)
        assert unmet(rest, ended.groupings) == 0


def test_a_rule_that_is_broken_in_its_beginning_is_seen(make_class) -> None:
    rest = rest_of(make_class(8), Rules(keep_apart=(KeepApart(("s0", "s1")),)))
    begun = np.array([[0, 0, 0, 0, 1, 1, 1, 1]])
    search = kept(searching(rest), begun)
    assert search._begun_as(begun, 6, 1).unmet == BROKEN


def test_first_years_are_cut_to_the_shortest_where_nearly_all_have_met(make_class) -> None:
    rest = rest_of(make_class(8))
    year = eight_in_three(rest)
    # The first period twice: all have met one period later.
    search = kept(searching(rest), np.vstack([year[:1], year]))
    search._begin_as([np.vstack([year, year[:1]])])
    assert (search._kept.groupings == np.vstack([year, year[:1]])).all()
    late = search._kept.late
    search._begin_as([np.repeat(year[:1], 4, axis=0)])
    assert search._kept.late == late


def test_what_few_have_not_met_in_is_mended(make_class) -> None:
    rest = rest_of(make_class(8))
    year, almost = eight_in_three(rest), nearly_in_three(rest)
    search = kept(searching(rest), np.vstack([year[:1], year]))
    search._begin_as([np.vstack([almost, year[:1]])])
    assert search._kept.late < search._weighed(np.vstack([year[:1], year])).late


def test_early_years_are_polished_until_that_was_in_vain_a_few_times(
    make_class, monkeypatch
) -> None:
    rest = rest_of(make_class(8))
    year, almost = eight_in_three(rest), nearly_in_three(rest)
    search = kept(searching(rest), np.vstack([year[:1], year]))
    full, short = search._weighed(year), search._weighed(almost)
    # All but one leave some who have not met.
    answers = [short, short, full, *[short] * 10]
    polished = list[Groupings]()

    def polish(cut: Groupings) -> Covering:
        polished.append(cut)
        return answers[len(polished) - 1]

    monkeypatch.setattr(search, "_polished", polish)
    monkeypatch.setattr(search, "_take", lambda _covering: None)
    for _again in range(4):
        search._begin_as([np.vstack([almost, year[:1]])] * 2)
    assert len(polished) == 3 + shortest.MOST_POLISHED_IN_VAIN


def test_a_year_that_begins_well_may_be_shorter(make_class) -> None:
    rest = rest_of(make_class(8))
    year = eight_in_three(rest)
    longer = np.vstack([year, year[:2]])
    search = kept(searching(rest), longer)
    for fewer in (4, 3, 3):
        search._begin_shorter(longer, 3)
        assert search._fewest == fewer


def test_most_meet_in_the_first_periods_of_years_begun_anew(make_class, monkeypatch) -> None:
    # One after the other, the fifth period of the seventh has two who have met.
    monkeypatch.setattr(shortest, "BEYOND_FULL", 1)
    rest = rest_of(make_class(20))
    year = rest.groupings(template(rest.next_problem.sizes))
    assert new_meetings(year, rest.to_meet)[:6] == [30] * 5 + [24]
    for seed in range(8):
        years = kept(searching(rest, seed), year)._begun_anew(year)
        for begun in years:
            assert new_meetings(begun[:5], rest.to_meet) == [30] * 5
            assert len(begun) <= len(year)
        assert len({begun.tobytes() for begun in years}) > 1


def begin_again(search: YearSearch, floor: int) -> None:
    search._begin_again(search._kept, floor)


def test_beginning_again_ends_where_nothing_has_come_of_it_for_a_while(
    make_class, monkeypatch
) -> None:
    rest = rest_of(make_class(8))
    year = eight_in_three(rest)
    search = kept(searching(rest), np.vstack([year[:1], year]))
    begun = list[Groupings]()

    def begin(best: Groupings) -> list[Groupings]:
        """The sixth time it is a better year."""
        begun.append(best)
        return [np.vstack([year, year[:1]]) if len(begun) == 6 else year[[0, 0, 1, 2]]]

    monkeypatch.setattr(search, "_begun_anew", begin)
    begin_again(search, floor=4)
    assert len(begun) == 6 + shortest.VAIN
    assert (begun[5] == year[[0, 0, 1, 2]]).all()
    assert (begun[6] == year[[0, 1, 2, 0]]).all()
    assert (search._kept.groupings == begun[6]).all()


def test_a_shorter_year_is_looked_for_where_nearly_all_have_met_sooner(
    make_class, monkeypatch
) -> None:
    rest = rest_of(make_class(8))
    year, near = eight_in_three(rest), nearly_in_three(rest)
    left = unmet(rest, near)
    tried = list[object]()
    monkeypatch.setattr(shortest, "TRIES_TO_SHORTEN", 2)
    monkeypatch.setattr(shortest, "SMALL", 8)

    def ways(floor: int, nearly: int) -> list[object]:
        tried.clear()
        monkeypatch.setattr(shortest, "NEARLY_SHORTER", nearly)
        search = kept(searching(rest), np.vstack([year, year[:1]]))
        monkeypatch.setattr(search, "_begun_anew", lambda _best: [near, year[:1]])
        monkeypatch.setattr(search, "_begin_as", lambda _years: None)
        monkeypatch.setattr(
            search, "_begin_shorter", lambda begun, same: tried.append((begun is near, same))
        )
        monkeypatch.setattr(search, "_leave_out", lambda *_given: tried.append("leave out"))
        begin_again(search, floor)
        return tried

    five, three, none = ((True, same) for same in shortest.BEGUN)
    assert ways(3, left) == [five, "leave out", three, none] * 2
    assert ways(3, left - 1) == []
    assert ways(4, left) == []


@pytest.mark.parametrize(("students", "times"), [(8, 2), (12, 4), (16, 6), (20, 10), (24, 10)])
def test_in_a_small_class_fewer_tries_are_made_for_a_shorter_year(
    make_class, monkeypatch, students, times
) -> None:
    rest = rest_of(make_class(students))
    year = rest.groupings(template(rest.next_problem.sizes))
    search = kept(searching(rest), np.vstack([year[:1], year]))
    tried = list[int]()
    monkeypatch.setattr(shortest, "VAIN", 40)
    monkeypatch.setattr(shortest, "MOST_VAIN", 40)
    monkeypatch.setattr(search, "_begun_anew", lambda _best: [year])
    monkeypatch.setattr(search, "_begin_as", lambda _years: None)
    monkeypatch.setattr(search, "_begin_shorter", lambda _begun, same: tried.append(same))
    monkeypatch.setattr(search, "_leave_out", lambda *_given: None)
    begin_again(search, floor=1)
    assert sorted(tried) == sorted([*shortest.BEGUN] * times)


def test_where_not_all_can_meet_it_is_short_all_the_same(make_class) -> None:
    # Whoever always sits beside s1 never meets s2.
    rules = Rules(keep_apart=(KeepApart(("s1", "s2")),), together=(Together(("s0", "s1")),))
    rest = rest_of(make_class(8), rules)
    groupings = searching(rest).shortest(3, [])
    assert unmet(rest, groupings) == 1
    assert len(groupings) <= 4


@pytest.mark.parametrize(("students", "times"), [(8, 40), (24, 34), (32, 20)])
def test_in_a_small_class_it_begins_again_more_often(
    make_class, monkeypatch, students, times
) -> None:
    monkeypatch.setattr(shortest, "MOST_VAIN", 40)
    rest = rest_of(make_class(students))
    year = rest.groupings(template(rest.next_problem.sizes))
    search = kept(searching(rest), year)
    again = list[Groupings]()

    def begin(best: Groupings) -> list[Groupings]:
        again.append(best)
        return [year]

    monkeypatch.setattr(search, "_begun_anew", begin)
    begin_again(search, floor=len(year))
    assert len(again) == times
