import pytest

from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rules import (
    LONGEST_INTERVAL,
    Acquainted,
    Balance,
    GroupShape,
    KeepApart,
    Near,
    RuleKind,
    Rules,
    Scope,
    SeatRule,
    Together,
)
from toolkit.ui.state.draft import Draft
from toolkit.ui.state.rules import RulesModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import change, keeper_of, period_of, roster_of


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


@pytest.mark.parametrize(
    ("matches", "words"),
    [
        (0, "Found no “Nora”."),
        (1, "One student fits “Nora”. Press Enter to choose."),
        (3, "3 students fit “Nora”. Choose one."),
    ],
)
def test_a_text_that_is_no_student_stops_adding_and_the_next_step(
    model: RulesModel, matches: int, words: str
) -> None:
    draft = model.drafts[RuleKind.KEEP_APART]
    fill(draft, "8A-0", "8A-1")
    draft.text, draft.matches = " Nora ", matches
    assert words in map(str, draft.blockers)
    assert [*map(str, model.blockers)] == [words]
    assert not model.add(RuleKind.KEEP_APART)
    draft.text = "  "
    assert model.add(RuleKind.KEEP_APART)


def test_a_text_alone_stops_the_next_step(model: RulesModel) -> None:
    model.drafts[RuleKind.ACQUAINTED].text = "Nora"
    assert model.blockers
    assert model.unfinished


def test_a_rule_that_is_begun_is_not_finished(model: RulesModel) -> None:
    draft = model.drafts[RuleKind.KEEP_APART]
    assert model.unfinished is None
    fill(draft, "8A-0", "8A-1")
    assert model.unfinished is not None
    model.add(RuleKind.KEEP_APART)
    assert model.unfinished is None


def test_periods_without_names_are_a_rule_that_is_begun(model: RulesModel) -> None:
    model.drafts[RuleKind.TOGETHER].periods = "2"
    assert model.blockers
    assert model.unfinished


def test_partners_in_periods_that_have_been_are_refused(model: RulesModel, eight: Roster) -> None:
    s = eight.students
    change(model.session, plan=Plan((period_of(1, (s[:2], s[2:4]), (s[4:6], s[6:])),)))
    draft = model.drafts[RuleKind.TOGETHER]
    fill(draft, "8A-0", "8A-1")
    draft.periods = "1"
    objection = model.objection(RuleKind.TOGETHER)
    assert objection is not None
    assert "already" in str(objection.why[0])
    assert not model.add(RuleKind.TOGETHER)
    draft.periods = "1, 2"
    assert model.add(RuleKind.TOGETHER)


class TestARuleThatContradictsAnother:
    PARTNERS = Together(("8A-0", "8A-1"), (2,))

    def test_is_not_added_beside_it_and_may_take_the_place_of_partners(
        self, model: RulesModel
    ) -> None:
        model.session.use_rules(Rules(together=(self.PARTNERS, Together(("8A-2", "8A-3")))))
        fill(model.drafts[RuleKind.KEEP_APART], "8A-1", "8A-0")
        assert not model.add(RuleKind.KEEP_APART)
        assert model.add_instead(RuleKind.KEEP_APART)
        assert model.rules.keep_apart == (KeepApart(("8A-1", "8A-0")),)
        assert model.rules.together == (Together(("8A-2", "8A-3")),)

    def test_never_takes_the_place_of_those_kept_apart(self, model: RulesModel) -> None:
        apart = Rules(keep_apart=(KeepApart(("8A-0", "8A-1"), Scope.PAIR),))
        model.session.use_rules(apart)
        fill(model.drafts[RuleKind.TOGETHER], "8A-0", "8A-1")
        objection = model.objection(RuleKind.TOGETHER)
        assert objection is not None
        assert objection.is_secret
        assert not model.add(RuleKind.TOGETHER)
        assert not model.add_instead(RuleKind.TOGETHER)
        assert model.rules == apart

    def test_of_a_period_that_is_past_contradicts_nothing(
        self, model: RulesModel, eight: Roster
    ) -> None:
        s = eight.students
        past = [period_of(n, (s[:2], s[2:4]), (s[4:6], s[6:])) for n in (1, 2)]
        change(model.session, rules=Rules(together=(self.PARTNERS,)), plan=Plan(tuple(past)))
        fill(model.drafts[RuleKind.KEEP_APART], "8A-0", "8A-1")
        assert model.add(RuleKind.KEEP_APART)

    def test_of_a_period_that_is_planned_again_counts(
        self, model: RulesModel, eight: Roster
    ) -> None:
        s = eight.students
        plan = Plan((period_of(1, (s[:2], s[2:4]), (s[4:6], s[6:])),))
        change(model.session, plan=plan)
        draft = model.drafts[RuleKind.TOGETHER]
        draft.periods = "1"
        fill(draft, "8A-0", "8A-1")
        assert model.objection(RuleKind.TOGETHER) is not None
        model.session.work = model.session.work.begun_again()
        assert model.objection(RuleKind.TOGETHER) is None

    def test_of_other_rules_is_no_objection(self, model: RulesModel) -> None:
        two = ("8A-0", "8A-1")
        model.session.use_rules(Rules(keep_apart=(KeepApart(two),), together=(Together(two),)))
        assert model.blockers
        fill(model.drafts[RuleKind.ACQUAINTED], "8A-2", "8A-3")
        assert model.add(RuleKind.ACQUAINTED)

    @pytest.mark.parametrize("kind", RuleKind)
    def test_the_same_rule_again_is_told(self, model: RulesModel, kind: RuleKind) -> None:
        fill(model.drafts[kind], "8A-0", "8A-1")
        assert model.add(kind)
        fill(model.drafts[kind], "8A-1", "8A-0")
        objection = model.objection(kind)
        assert objection is not None
        assert str(objection.why[0]) == "That rule is there already."
        assert not model.add(kind)

    def test_a_stricter_rule_for_the_same_is_added(self, model: RulesModel) -> None:
        model.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1"), Scope.PAIR),)))
        fill(model.drafts[RuleKind.KEEP_APART], "8A-0", "8A-1")
        assert model.add(RuleKind.KEEP_APART)


def test_only_attributes_that_tell_students_apart_are_offered(session: Session) -> None:
    values = [("Lia", "8A", str(n), "j" if n % 2 else "g") for n in range(4)]
    values[3] = ("Fjell", *values[3][1:])
    names = ("primary_school", "form", "number", "gender")
    roster = Roster(
        tuple(
            Student(str(n), f"S{n}", "8A", dict(zip(names, own, strict=True)))
            for n, own in enumerate(values)
        )
    )
    session.turn_to(Work(roster))
    model = RulesModel(keeper_of(session))
    assert model.acquainting == ("primary_school",)
    assert model.mixable == ("primary_school", "gender")
    session.use_rules(Rules(acquainted=Acquainted(("gender",)), balance=Balance(("form",))))
    assert model.acquainting == ("primary_school", "gender")
    assert model.mixable == ("primary_school", "form", "gender")


def test_another_class_forgets_what_was_begun(model: RulesModel) -> None:
    fill(model.drafts[RuleKind.KEEP_APART], "8A-0")
    model.session.turn_to(Work(roster_of(*"abcd")))
    assert not model.blockers


def test_who_is_not_in_the_class_is_in_no_rule(model: RulesModel) -> None:
    fill(model.drafts[RuleKind.KEEP_APART], "8A-0", "8A-99")
    assert not model.add(RuleKind.KEEP_APART)
    assert model.rules == Rules()


def test_one_student_is_enough_for_a_wish_about_seats(model: RulesModel) -> None:
    draft = model.drafts[RuleKind.SEAT]
    assert not model.add(RuleKind.SEAT)
    fill(draft, "8A-0")
    draft.near, draft.avoid, draft.strict = Near.WINDOW, True, True
    assert model.add(RuleKind.SEAT)
    assert model.rules.seats == (SeatRule(("8A-0",), Near.WINDOW, avoid=True, strict=True),)
    model.remove(RuleKind.SEAT, 0)
    assert model.rules == Rules()


def test_the_same_wish_is_not_added_twice(model: RulesModel) -> None:
    model.session.use_rules(Rules(seats=(SeatRule(("8A-0",), Near.FRONT, strict=True),)))
    fill(model.drafts[RuleKind.SEAT], "8A-0")
    model.drafts[RuleKind.SEAT].strict = True
    objection = model.objection(RuleKind.SEAT)
    assert objection is not None
    assert [str(one) for one in objection.why] == ["That rule is there already."]
