import pytest

from toolkit.people import Roster
from toolkit.rules import LONGEST_INTERVAL, GroupShape, KeepApart, RuleKind, Rules, Scope, Together
from toolkit.ui.state.rules import Draft, RulesModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import keeper_of, roster_of


@pytest.fixture
def model(session: Session) -> RulesModel:
    return RulesModel(keeper_of(session))


def fill(draft: Draft, *students: str) -> None:
    for student in students:
        draft.pick(student)


def test_two_picked_students_are_kept_apart(model: RulesModel) -> None:
    fill(model.drafts[RuleKind.KEEP_APART], "8A-0", "8A-1")
    model.drafts[RuleKind.KEEP_APART].scope = Scope.PAIR
    assert model.add(RuleKind.KEEP_APART)
    assert model.rules.keep_apart == (KeepApart(("8A-0", "8A-1"), Scope.PAIR),)
    assert model.drafts[RuleKind.KEEP_APART].students == ()


def test_one_student_is_no_rule(model: RulesModel) -> None:
    fill(model.drafts[RuleKind.KEEP_APART], "8A-0", "8A-0")
    assert not model.add(RuleKind.KEEP_APART)
    assert model.rules == Rules()


def test_a_rule_begun_and_not_added_stops_the_next_step(model: RulesModel) -> None:
    assert not model.blockers
    fill(model.drafts[RuleKind.TOGETHER], "8A-0")
    assert model.blockers
    model.drafts[RuleKind.TOGETHER].drop("8A-0")
    assert not model.blockers


@pytest.mark.parametrize(
    ("written", "periods"),
    [("", ()), ("1", (1,)), ("2, 1,2", (1, 2)), ("1 3", (1, 3))],
)
def test_partners_in_the_periods_that_are_written(
    model: RulesModel, written: str, periods: tuple[int, ...]
) -> None:
    fill(model.drafts[RuleKind.TOGETHER], "8A-0", "8A-1")
    model.drafts[RuleKind.TOGETHER].periods = written
    assert model.add(RuleKind.TOGETHER)
    assert model.rules.together == (Together(("8A-0", "8A-1"), periods),)


@pytest.mark.parametrize("written", ["first", "0", "-1", "1.5", "1-3"])
def test_periods_that_make_no_sense_are_no_rule(model: RulesModel, written: str) -> None:
    fill(model.drafts[RuleKind.TOGETHER], "8A-0", "8A-1")
    model.drafts[RuleKind.TOGETHER].periods = written
    assert model.drafts[RuleKind.TOGETHER].blockers
    assert not model.add(RuleKind.TOGETHER)


def test_four_are_too_many_for_partners(model: RulesModel) -> None:
    fill(model.drafts[RuleKind.TOGETHER], "8A-0", "8A-1", "8A-2", "8A-3")
    assert not model.add(RuleKind.TOGETHER)


@pytest.mark.parametrize("kind", RuleKind)
def test_what_was_added_can_be_removed(model: RulesModel, kind: RuleKind) -> None:
    fill(model.drafts[kind], "8A-0", "8A-1")
    model.add(kind)
    model.remove(kind, 0)
    assert model.rules == Rules()


@pytest.mark.parametrize("kind", RuleKind)
def test_the_same_rule_twice_is_one_rule(model: RulesModel, kind: RuleKind) -> None:
    for _time in range(2):
        fill(model.drafts[kind], "8A-0", "8A-1")
        model.add(kind)
    model.remove(kind, 0)
    assert model.rules == Rules()


def test_attributes_are_switched_on_and_off(model: RulesModel) -> None:
    model.set_acquainted("gender", True)
    model.set_balance("gender", True)
    assert model.rules.acquainted.attributes == model.rules.balance.attributes == ("gender",)
    model.set_acquainted("gender", False)
    model.set_balance("gender", False)
    assert model.rules == Rules()


@pytest.mark.parametrize(("asked", "kept"), [(0, 1), (4, 4), (99, LONGEST_INTERVAL)])
def test_the_interval_stays_within_reason(model: RulesModel, asked: int, kept: int) -> None:
    model.set_interval(asked)
    assert model.rules.interval_weeks == kept


@pytest.mark.parametrize(("students", "matters"), [(8, False), (10, True), (11, False), (3, False)])
def test_the_shape_is_asked_for_only_where_it_matters(
    model: RulesModel, students: int, matters: bool
) -> None:
    model.session.turn_to(Work(roster_of(*"abcdefghijk"[:students])))
    assert model.shape_matters is matters


def test_the_rules_file_is_read_back_as_the_same_rules(model: RulesModel, eight: Roster) -> None:
    from toolkit.files.rules import read_rules
    from toolkit.files.sources import Source

    fill(model.drafts[RuleKind.KEEP_APART], "8A-0", "8A-1")
    model.add(RuleKind.KEEP_APART)
    model.set_shape(GroupShape.TRIO)
    assert read_rules(Source("rules.toml", model.file()), eight) == model.rules


def test_another_class_forgets_what_was_begun(model: RulesModel) -> None:
    fill(model.drafts[RuleKind.KEEP_APART], "8A-0")
    model.session.turn_to(Work(roster_of(*"abcd")))
    assert not model.blockers


def test_who_is_not_in_the_class_is_in_no_rule(model: RulesModel) -> None:
    fill(model.drafts[RuleKind.KEEP_APART], "8A-0", "8A-99")
    assert not model.add(RuleKind.KEEP_APART)
    assert model.rules == Rules()
