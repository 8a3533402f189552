import sys
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sketch import period_of, plan_of, roster_of, students_of

from toolkit.acquaintance import Meetings, compare, coverage, new_acquaintances, trio_turns
from toolkit.errors import InputError
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rules import Acquainted, KeepApart, Rules, Scope

AB_KNOW = Rules(acquainted=Acquainted(groups=(("a", "b"),)))
AB_APART = Rules(keep_apart=(KeepApart(("a", "b")),))
TWO_PERIODS = plan_of("ab|cd ef|gh", "ae|bf cg|dh")


def test_a_group_of_four_makes_everyone_in_it_acquainted() -> None:
    assert coverage(plan_of("ab|cd")).by_period == (1.0,)


def test_coverage_is_the_share_of_pairs_that_have_shared_a_group() -> None:
    # 28 pairs; 12 after the first period, and 8 more in the second.
    assert coverage(TWO_PERIODS).by_period == (12 / 28, 20 / 28)


def test_a_pair_that_knew_each_other_before_counts_from_the_start() -> None:
    report = coverage(plan_of("ac|eg bd|fh"), AB_KNOW)
    assert report.at_start == 1 / 28
    assert report.by_period == (13 / 28,)


@pytest.mark.parametrize(
    ("scope", "share"), [(Scope.GROUP, 12 / 27), (Scope.PAIR, 12 / 28)], ids=str
)
def test_only_those_kept_apart_in_groups_are_left_out(scope, share) -> None:
    rules = Rules(keep_apart=(KeepApart(("a", "b"), scope),))
    assert coverage(plan_of("ac|eg bd|fh"), rules).by_period == (share,)


def test_a_kept_apart_pair_that_met_is_not_counted_as_met() -> None:
    assert coverage(plan_of("ab|cd ef|gh"), AB_APART).by_period == (11 / 27,)


def test_coverage_is_one_where_nobody_may_meet() -> None:
    rules = Rules(keep_apart=(KeepApart(("a", "b", "c", "d")),))
    report = coverage(plan_of("ab|cd"), rules)
    assert (report.at_start, report.by_period, report.unmet) == (1.0, (1.0,), ())


def test_an_empty_plan_has_covered_nothing() -> None:
    report = coverage(Plan())
    assert (report.by_period, report.periods_to_full) == ((), None)
    assert coverage(Plan(), AB_KNOW, roster_of("abcd")).at_start == 1 / 6


def test_who_has_left_counts_no_more_and_who_has_come_counts() -> None:
    report = coverage(plan_of("ab|cd", "ab|ce"), roster=roster_of("abce"))
    assert report.by_period == (3 / 6, 1.0)
    assert coverage(plan_of("ab|cd", "ab|ce")).by_period == report.by_period


def test_students_are_looked_up_by_id_whatever_they_are_called_now() -> None:
    renamed = Roster(tuple(Student(s.id, "Nytt Navn") for s in students_of("abcd")))
    assert coverage(plan_of("ab|cd"), roster=renamed).by_period == (1.0,)


def test_unmet_lists_who_may_meet_and_have_not() -> None:
    rules = Rules(keep_apart=(KeepApart(("a", "e")),), acquainted=Acquainted(groups=(("a", "f"),)))
    unmet = {
        "".join(sorted(one.id + other.id)) for one, other in coverage(TWO_PERIODS, rules).unmet
    }
    assert unmet == {"ag", "ah", "bg", "bh", "ce", "cf", "de", "df"}


def test_periods_to_full_is_the_first_period_after_which_everyone_has_met() -> None:
    assert coverage(plan_of("ab|cd", "ac|bd")).periods_to_full == 1
    assert coverage(TWO_PERIODS).periods_to_full is None


@pytest.mark.parametrize(
    ("sketches", "repeats"),
    [
        (("ab|cd",), 0),
        (("ab|cd", "ac|bd"), 0),
        (("ab|cd", "ab|cd"), 2),
        (("ab|cd", "ab|cd", "ab|cd"), 4),
        (("ab|cde", "ae|bcd"), 1),
    ],
)
def test_partner_repeats(sketches, repeats) -> None:
    assert coverage(plan_of(*sketches)).partner_repeats == repeats


def test_meetings_tell_when_and_how() -> None:
    report = coverage(plan_of("ab|cd", "ac|bd"), AB_KNOW)
    assert report.between("b", "a") == Meetings((1, 2), (1,), knew_before=True)
    assert report.between("a", "d") == Meetings((1, 2))
    assert report.between("a", "b").only_in_group == (2,)
    assert Meetings(knew_before=True).acquainted
    assert not Meetings().acquainted


def test_matrix_counts_shared_groups_with_ids_on_both_sides() -> None:
    matrix = coverage(plan_of("ab|cd", "ac|be")).matrix
    assert list(matrix.index) == list(matrix.columns) == ["a", "c", "b", "e"]
    assert matrix.loc["a"].to_dict() == {"a": 0, "b": 2, "c": 2, "e": 1}
    assert (matrix == matrix.T).all(axis=None)


def test_the_bound_is_what_any_plan_needs_not_what_this_plan_took() -> None:
    wasteful = plan_of(*["ab|cd ef|gh"] * 5)
    assert coverage(wasteful).bound == coverage(TWO_PERIODS).bound == 3


def test_best_possible_is_never_below_what_was_reached_and_full_no_sooner_than_the_bound() -> None:
    report = coverage(plan_of("ab|cd ef|gh", "ab|cd ef|gh", "ae|bf cg|dh"))
    assert report.by_period == (12 / 28, 12 / 28, 20 / 28)
    assert report.best_possible == (12 / 28, 24 / 28, 1.0)


def test_new_acquaintances_are_those_who_meet_for_the_first_time() -> None:
    history, period = plan_of("ab|cd ef|gh"), period_of("ae|bf cg|dh", 2)
    rules = Rules(keep_apart=(KeepApart(("c", "h")),), acquainted=Acquainted(groups=(("a", "e"),)))
    new = new_acquaintances(period, history, rules, students_of("abcdefgh"))
    assert {"".join(sorted(two)) for two in new} == {"af", "be", "bf", "cg", "dg", "dh"}


def test_trio_turns_count_each_turn_and_those_who_had_none() -> None:
    assert trio_turns(plan_of("ab|cde", "abc|de")) == {"a": 1, "b": 1, "c": 2, "d": 1, "e": 1}


def test_repr_names_nobody() -> None:
    assert repr(coverage(plan_of("ab|cd ef|gh"))) == (
        "Coverage(8 students, 1 periods, reached 0.429, 16 pairs unmet)"
    )


@given(st.lists(st.permutations("abcdefgh"), min_size=1, max_size=6))
def test_coverage_only_grows_and_the_parts_agree(orders) -> None:
    plan = plan_of(*(f"{a}{b}|{c}{d} {e}{f}|{g}{h}" for a, b, c, d, e, f, g, h in orders))
    report = coverage(plan, AB_KNOW)
    assert list(report.by_period) == sorted(report.by_period)
    assert report.by_period[-1] == pytest.approx(1 - len(report.unmet) / 28)
    assert (report.periods_to_full is None) == bool(report.unmet)
    reached = zip(report.by_period, report.best_possible, strict=True)
    assert all(share <= best for share, best in reached)
    history, last = Plan(plan.periods[:-1]), plan.periods[-1]
    before, after = (report.at_start, *report.by_period)[-2:]
    new = new_acquaintances(last, history, AB_KNOW, report.students)
    assert len(new) == round(28 * (after - before))


def test_coverage_needs_no_pandas_but_for_its_matrix() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests'); from sketch import plan_of;"
        "from toolkit.acquaintance import coverage; r = coverage(plan_of('ab|cd'));"
        "r.by_period, r.unmet, r.bound, r.best_possible; assert 'pandas' not in sys.modules"
    )
    run([sys.executable, "-c", script], check=True)


def test_meetings_are_found_by_name_too() -> None:
    report = coverage(plan_of("ab|cd"))
    assert report.between("A", "b") == report.between("a", "b")
    with pytest.raises(InputError, match="No student in the class list is called X"):
        report.between("a", "X")
    with pytest.raises(InputError, match="A stands twice"):
        report.between("a", "A")


def test_every_two_have_a_row_in_the_frame() -> None:
    rules = Rules(keep_apart=(KeepApart(("a", "e")),), acquainted=Acquainted(groups=(("a", "h"),)))
    plan = plan_of("ab|cd ef|gh", "ab|ef cd|gh")
    frame = coverage(plan, rules, roster_of("abcdefgh")).to_frame()
    assert len(frame) == 28
    rows = frame.set_index(["student_id", "other_id"])
    assert rows.loc[("a", "b")].to_list() == ["A", "B", True, False, 1, 2, 2]
    assert rows.loc[("a", "e")].to_list()[2:] == [False, False, 2, 1, 0]
    assert rows.loc[("a", "h"), "knew_before"]
    assert rows["first_period"].isna().sum() == 28 - 6 - 6 - 4 - 4
    assert str(frame["first_period"].dtype) == "Int64"


def test_plans_are_compared_side_by_side() -> None:
    short, full = coverage(plan_of("ab|cd")), coverage(Plan(), roster=roster_of("abcd"))
    frame = compare(short=short, none=full)
    assert frame.loc["short"].to_list() == [4, 1, 1, 1, 1.0, 0, 0]
    assert frame.loc["none", ["periods", "reached", "unmet"]].to_list() == [0, 0.0, 6]
    assert frame["periods_to_full"].isna().to_list() == [False, True]
