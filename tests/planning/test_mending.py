import random
from dataclasses import replace
from datetime import date

import pytest
from sketch import period_of, plan_of, roster_of

from toolkit.acquaintance import new_acquaintances
from toolkit.errors import InputError, RulesConflict
from toolkit.people import Roster
from toolkit.plan import Plan, Status
from toolkit.planning.mending import Mending, mend
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together

from .changes import broken, every_change, invented, moves, places, some_period


def assert_told_right(mending: Mending, plan: Plan, roster: Roster) -> None:
    """Who is moved, has joined and has left is what the labels of both periods say."""
    before, after = places(plan.periods[-1]), places(mending.period)
    stay = before.keys() & roster.by_id.keys()
    assert after.keys() == roster.by_id.keys()
    assert {s.id for s in mending.moved} == {key for key in stay if before[key] != after[key]}
    assert {s.id for s in mending.joined} == roster.by_id.keys() - before.keys()
    assert {s.id for s in mending.left} == before.keys() - roster.by_id.keys()
    assert set(mending.moved) <= set(roster)


def in_place(plan: Plan, mending: Mending) -> Plan:
    return replace(plan, periods=(*plan.periods[:-1], mending.period))


@pytest.mark.parametrize("seed", range(200))
def test_no_period_at_all_moves_fewer(seed) -> None:
    plan, roster, rules = invented(seed)
    fewest = next(every_change(plan, roster, rules), None)
    if fewest is None:
        with pytest.raises(RulesConflict):
            mend(plan, roster, rules)
        return
    mending = mend(plan, roster, rules)
    period, running = mending.period, plan.periods[-1]
    assert not broken(in_place(plan, mending), roster, rules)
    if not broken(plan, roster, rules):
        assert (period, mending.moved, mending.bound) == (running, (), 0)
        return
    history = Plan(plan.periods[:-1])
    partnered = set().union(*(past.in_pairs for past in history.periods))
    again = len(period.in_pairs & partnered)
    new = len(new_acquaintances(period, history, rules, roster))
    assert (len(mending.moved), again, -new) == fewest
    assert (mending.bound, mending.status, mending.gap) == (fewest[0], Status.OPTIMAL, 0)
    assert moves(period, running, roster) == fewest[0]
    assert_told_right(mending, plan, roster)


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"


@pytest.mark.parametrize("seed", range(12))
def test_a_large_class_is_mended_and_proven(seed) -> None:
    rng = random.Random(seed)
    there = LETTERS[: rng.randint(19, 34)]
    today = "".join(x for x in there if rng.random() < 0.95) + LETTERS[34 : 34 + rng.randint(0, 2)]
    roster, shape = roster_of(today), rng.choice(tuple(GroupShape))
    apart = tuple(
        KeepApart(tuple(rng.sample(today, 2)), rng.choice(tuple(Scope))) for _ in range(9)
    )
    rules = Rules(3, shape, apart, (Together(tuple(rng.sample(today, 2)), (2,)),))
    plan = Plan((some_period(there, 1, rng, odd=False), some_period(there, 2, rng, odd=False)))
    mending = mend(plan, roster, rules)
    assert not broken(in_place(plan, mending), roster, rules)
    assert mending.status is Status.OPTIMAL
    assert_told_right(mending, plan, roster)


def test_what_keeps_every_rule_stays_as_it_is() -> None:
    plan = plan_of("ab|cd ef|gh", "ac|eg bd|fh")
    mending = mend(plan, roster_of("abcdefgh"), Rules(keep_apart=(KeepApart(("a", "b")),)))
    assert mending.period == plan.periods[-1]
    assert (mending.moved, mending.joined, mending.left, mending.bound) == ((), (), (), 0)


def test_who_has_joined_takes_the_place_of_whoever_has_left() -> None:
    plan = plan_of("ab|cd ef|gh")
    mending = mend(plan, roster_of("abcdefgi"))
    assert mending.period == period_of("ab|cd ef|gi")
    assert [s.id for s in (*mending.joined, *mending.left)] == ["i", "h"]
    assert mending.moved == ()


def test_who_has_joined_makes_a_pair_a_trio() -> None:
    mending = mend(plan_of("ab|cd ef|gh"), roster_of("abcdefghi"))
    assert mending.moved == ()
    assert sorted(len(pair.students) for pair in mending.period.pairs) == [2, 2, 2, 3]


def test_whoever_sits_alone_now_joins_a_pair() -> None:
    plan = plan_of("ab|cd ef|ghi")
    assert mend(plan, roster_of("abcdefgi")).period == period_of("ab|cd ef|gi")


def test_two_who_are_kept_apart_from_now_on_are_parted_by_one_swap() -> None:
    plan, roster = plan_of("ab|cd ef|gh ij|kl"), roster_of("abcdefghijkl")
    mending = mend(plan, roster, Rules(keep_apart=(KeepApart(("a", "b"), Scope.GROUP),)))
    assert (len(mending.moved), mending.bound) == (2, 2)
    assert len({s.id for s in mending.moved} & {"a", "b"}) == 1


def test_a_pair_that_goes_as_a_whole_keeps_its_label_and_is_moved() -> None:
    plan = plan_of("ab|cd ef|gh ij|kl")
    together = (Together(("a", "b")), Together(("c", "d")), Together(("e", "f")))
    rules = Rules(keep_apart=(KeepApart(("a", "c")),), together=(*together, Together(("g", "h"))))
    mending = mend(plan, roster_of("abcdefghijkl"), rules)
    assert len(mending.moved) == 4
    labels = {pair.label: {s.id for s in pair.students} for pair in mending.period.pairs}
    assert labels == {p.label: {s.id for s in p.students} for p in plan.periods[-1].pairs}


def test_a_new_pair_is_called_as_nothing_was() -> None:
    mending = mend(plan_of("ab|cd efg"), roster_of("abcdefgh"))
    assert len(mending.moved) == 1
    assert {pair.label for pair in mending.period.pairs} == {"1", "2", "3", "4"}
    assert "h" in [s.id for s in mending.period.pairs[-1].students]


def test_the_other_group_shape_serves_where_it_alone_keeps_the_rules() -> None:
    rules = Rules(together=(Together(("a", "b", "c")), Together(("d", "e", "f"))))
    plan, roster = plan_of("ab|cd ef|gh ij|klm"), roster_of("abcdefghijklm")
    mending = mend(plan, roster, rules)
    assert sorted(len(group.students) for group in mending.period.groups) == [3, 3, 3, 4]
    assert not broken(in_place(plan, mending), roster, rules)


def test_rules_that_cannot_hold_are_named() -> None:
    apart = KeepApart(("a", "b"), Scope.PAIR)
    rules = Rules(keep_apart=(KeepApart(("c", "h")), apart), together=(Together(("a", "b"), (1,)),))
    with pytest.raises(RulesConflict) as raised:
        mend(plan_of("ab|cd ef|gh"), roster_of("abcdefgh"), rules)
    assert list(map(str, raised.value.rules)) == [
        "never partners: A, B",
        "partners in period 1: A, B",
    ]


def test_a_rule_of_a_later_period_is_none_of_this_one() -> None:
    plan, roster = plan_of("ab|cd ef|gh"), roster_of("abcdefgh")
    rules = Rules(keep_apart=(KeepApart(("a", "b")),), together=(Together(("a", "b"), (2,)),))
    assert len(mend(plan, roster, rules).moved) == 2


def test_the_dates_stay_and_what_was_corrected_before_is_not_repeated() -> None:
    first = replace(period_of("ab|cd ef|gh"), starts=date(2026, 9, 7), ends=date(2026, 9, 25))
    plan = Plan((first,)).corrected(period_of("ac|bd ef|gh"), date(2026, 9, 9))
    period = mend(plan, roster_of("abcdefgi")).period
    assert (period.starts, period.ends, period.earlier) == (first.starts, first.ends, ())


@pytest.mark.parametrize("stop", [{"time_limit": 0}, {"on_progress": lambda progress: False}])
def test_a_search_that_is_stopped_gives_a_period_that_keeps_the_rules(stop) -> None:
    plan, roster = plan_of("ab|cd ef|gh ij|kl"), roster_of("abcdefghijklm")
    rules = Rules(keep_apart=(KeepApart(("a", "b")), KeepApart(("e", "g")), KeepApart(("m", "d"))))
    mending = mend(plan, roster, rules, **stop)
    assert not broken(in_place(plan, mending), roster, rules)
    assert mending.gap == len(mending.moved) - mending.bound
    assert_told_right(mending, plan, roster)


def test_progress_tells_of_the_period() -> None:
    told = []
    mend(plan_of("ab|cd ef|gh"), roster_of("abcdefghi"), on_progress=told.append)
    assert {progress.period for progress in told} == {1}


@pytest.mark.parametrize(
    ("plan", "letters", "options", "words"),
    [
        (Plan(), "abcdefgh", {}, "no period that could be changed"),
        (plan_of("ab|cd ef|gh"), "mnopqr", {}, "Nobody of the class list has a place in period 1"),
        (plan_of("ab|cd ef|gh"), "abc", {}, "at least four students"),
        (plan_of("ab|cd ef|gh"), "abcdefg", {"time_limit": -1}, "time limit"),
        (plan_of("ab|cd ef|gh"), "abcdefg", {"seed": -1}, "seed"),
        (
            plan_of("ab|cd ef|gh"),
            "abcdefg",
            {"rules": Rules(keep_apart=(KeepApart(("a", "h")),))},
            "h",
        ),
        (None, "abcdefg", {}, "Plan"),
    ],
)
def test_what_cannot_be_mended_is_refused_in_a_sentence(plan, letters, options, words) -> None:
    with pytest.raises(InputError, match=words):
        mend(plan, roster_of(letters), **options)
