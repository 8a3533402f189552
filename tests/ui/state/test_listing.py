from dataclasses import replace

import pytest

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules
from toolkit.ui.state.listing import ListModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import change, keeper_of, period_of


@pytest.fixture
def model(session: Session, eight: Roster) -> ListModel:
    keeper = keeper_of(session)
    s = eight.students
    period = period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7])))
    change(session, plan=Plan((period,)), rules=Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
    return ListModel(keeper)


def names(model: ListModel) -> list[str]:
    return [student.name for student in model.session.roster]


def kept(model: ListModel) -> Work:
    assert model.session.kept is not None
    loaded = model.keeper.workspace.load(model.session.kept.class_id)
    assert loaded is not None
    return loaded.work


def test_one_who_joins_is_in_the_list_and_what_happened_stays(model: ListModel) -> None:
    plan = model.session.plan
    assert model.join(" Mira  Nordby ")
    assert names(model)[-1] == "Mira Nordby"
    assert (model.session.plan, len(model.session.rules.keep_apart)) == (plan, 1)
    assert kept(model) == model.session.work


def test_a_name_put_right_is_the_plans_too(model: ListModel) -> None:
    model.correct("8A-1", "Nora Dahl Lie")
    assert names(model)[1] == "Nora Dahl Lie"
    assert model.session.plan.periods[0].students[1].name == "Nora Dahl Lie"
    assert model.session.rules.keep_apart[0].students == ("8A-0", "8A-1")


def test_one_who_is_taken_out_can_be_put_back_with_their_rules(model: ListModel) -> None:
    before = model.session.work
    model.remove("8A-0")
    assert "Ida Berg" not in names(model)
    assert not model.session.rules.keep_apart
    assert "Ida Berg" in str(model.done)
    assert model.can_undo
    model.undo()
    assert model.session.work == kept(model) == before
    assert not model.can_undo


def test_only_the_last_of_all_steps_is_undone_here(model: ListModel) -> None:
    model.remove("8A-0")
    model.session.use_rules(Rules(interval_weeks=5))
    assert not model.can_undo
    assert model.done is None
    model.undo()
    assert "Ida Berg" not in names(model)


@pytest.mark.parametrize("text", ["", "  ", "01010012356", "–"])
def test_what_is_no_name_changes_nothing_and_says_why(model: ListModel, text: str) -> None:
    before = model.session.work
    assert not model.join(text)
    model.correct("8A-0", text)
    assert not model.name_class(text)
    assert model.session.work is before
    assert model.error is not None
    assert "010100" not in str(model.error)


def test_two_of_one_name_are_asked_about(model: ListModel) -> None:
    model.join("ida berg")
    assert model.asking is not None
    assert model.blockers
    model.say_no()
    assert (len(names(model)), model.blockers) == (8, ())
    model.join("ida berg")
    model.say_yes()
    assert names(model)[-1] == "ida berg"
    assert len(model.session.roster.by_id) == 9
    model.correct("8A-1", "Ali Khan")
    assert model.asking is not None
    model.say_yes()
    assert names(model)[1] == "Ali Khan"


def test_one_s_own_name_in_other_letters_is_no_question(model: ListModel) -> None:
    model.correct("8A-0", "Ida BERG")
    assert model.asking is None
    assert names(model)[0] == "Ida BERG"


def test_a_question_goes_with_the_class_that_it_was_about(model: ListModel) -> None:
    model.join("Ida Berg")
    model.session.turn_to(Work(model.session.roster.of_class("8A")))
    assert model.asking is None


def test_a_class_without_a_name_is_asked_for_one(model: ListModel, eight: Roster) -> None:
    nameless = Roster(tuple(replace(student, school_class="") for student in eight))
    model.session.turn_to(Work(nameless))
    assert model.blockers
    assert model.name_class("8A")
    assert model.blockers == ()
    assert kept(model).name == "8A"


def test_what_was_typed_and_not_added_stands_in_the_way(model: ListModel) -> None:
    model.typed = "Mira"
    assert "Mira" in str(model.blockers[0])
    model.typed = " "
    assert model.blockers == ()


def test_a_click_on_one_who_is_gone_does_nothing(model: ListModel) -> None:
    model.remove("8A-0")
    model.remove("8A-0")
    model.correct("8A-0", "Ida")
    assert (len(names(model)), model.error) == (7, None)


def test_of_two_of_the_same_name_it_is_said_which_is_taken_out(model: ListModel) -> None:
    name = model.session.roster.students[0].name
    assert model.join(name, surely=True)
    model.remove("8A-0")
    assert str(model.done) in {f"{name} {number} is out of the list." for number in (1, 2)}
