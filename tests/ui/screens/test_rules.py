from collections.abc import Iterator

import pytest
from ipywidgets import BoundedIntText, Button, Checkbox, Dropdown, RadioButtons, Text

from toolkit.files.rules import read_rules
from toolkit.files.sources import Source
from toolkit.messages import Language
from toolkit.people import Roster, Student
from toolkit.rules import Acquainted, GroupShape, KeepApart, RuleKind, Rules, Scope, Together
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.picker import NameField
from toolkit.ui.screens.rules import RulesScreen
from toolkit.ui.state.rules import RulesModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import keeper_of, roster_of
from ..walking import button, html, of_kind


@pytest.fixture
def screen(session: Session) -> Iterator[RulesScreen]:
    session.language = Language.EN
    made = RulesScreen(RulesModel(keeper_of(session)))
    yield made
    made.close()


def field(screen: RulesScreen, position: int) -> NameField:
    return of_kind(screen.view, NameField)[position]


def pick(screen: RulesScreen, position: int, *students: str) -> None:
    for student in students:
        field(screen, position).pick(student)


def keys(field: NameField) -> list[str]:
    return [option[0] for option in field.options]


def add_button(screen: RulesScreen, position: int) -> Button:
    return [one for one in of_kind(screen.view, Button) if one.description == "Add"][position]


def names_shown(screen: RulesScreen) -> None:
    button(screen.view, "Show the names").click()


def test_names_are_picked_and_added(screen: RulesScreen) -> None:
    assert "Ida Berg" in [option[1] for option in field(screen, 0).options]
    pick(screen, 0, "8A-0", "8A-1")
    scope = next(one for one in of_kind(screen.view, Dropdown) if one.description)
    scope.value = Scope.PAIR
    add_button(screen, 0).click()
    assert screen.session.rules.keep_apart == (KeepApart(("8A-0", "8A-1"), Scope.PAIR),)


def test_those_who_are_chosen_are_offered_no_more_until_they_are_let_go(
    screen: RulesScreen,
) -> None:
    pick(screen, 0, "8A-0")
    assert "8A-0" not in keys(field(screen, 0))
    assert "8A-0" in keys(field(screen, 1))
    button(screen.view, "Ida Berg").click()
    assert keys(field(screen, 0))[0] == "8A-0"
    assert not screen.model.blockers


@pytest.mark.parametrize("sent", [{"pick": "9Z-9"}, {"pick": "8A-0"}, {"pick": ["8A-1"]}, {}])
def test_nobody_but_those_who_are_offered_is_taken(
    screen: RulesScreen, sent: dict[str, object]
) -> None:
    pick(screen, 0, "8A-0")
    field(screen, 0)._handle_custom_msg(sent, [])
    assert screen.model.drafts[RuleKind.KEEP_APART].students == ("8A-0",)


def test_what_the_page_sends_is_taken(screen: RulesScreen) -> None:
    field(screen, 0)._handle_custom_msg({"pick": "8A-1"}, [])
    assert screen.model.drafts[RuleKind.KEEP_APART].students == ("8A-1",)


def test_two_of_one_name_can_be_told_apart(session: Session) -> None:
    twins = Roster(
        (
            *session.roster.students,
            Student("e1", "Emma Hansen", "8A", {"primary_school": "Lia"}),
            Student("e2", "Emma Hansen", "8A", {"primary_school": "Fjell"}),
        )
    )
    session.turn_to(Work(twins))
    screen = RulesScreen(RulesModel(keeper_of(session)))
    one, other = (option for option in field(screen, 0).options if option[1] == "Emma Hansen")
    assert one[2:] != other[2:]
    assert (one[3], other[3]) == ("Lia", "Fjell")
    screen.close()


def test_adding_waits_for_two_names(screen: RulesScreen) -> None:
    add = add_button(screen, 0)
    assert add.disabled
    pick(screen, 0, "8A-0")
    assert add.disabled
    assert "at least two" in html(screen.view)
    pick(screen, 0, "8A-1")
    assert not add.disabled


def test_text_that_is_no_student_yet_stops_adding_and_stays_for_the_next_screen(
    screen: RulesScreen,
) -> None:
    pick(screen, 0, "8A-0", "8A-1")
    field(screen, 0).set_state({"text": "Nor", "matches": 0})
    assert add_button(screen, 0).disabled
    primary = screen.primary()
    assert primary is not None
    assert screen.say(primary.blockers) == ["Found no “Nor”."]
    again = RulesScreen(screen.model)
    assert field(again, 0).text == "Nor"
    again.close()
    field(screen, 0).set_state({"text": "", "matches": 0})
    assert not add_button(screen, 0).disabled


def test_partners_for_sure_in_the_first_period(screen: RulesScreen) -> None:
    pick(screen, 1, "8A-0", "8A-1")
    (periods,) = of_kind(screen.view, Text)
    periods.value = "1"
    add_button(screen, 1).click()
    assert screen.session.rules.together == (Together(("8A-0", "8A-1"), (1,)),)
    assert periods.value == ""


def test_a_rule_is_removed_by_its_button(screen: RulesScreen) -> None:
    screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
    names_shown(screen)
    remove = button(screen.view, "Remove")
    assert "Ida Berg" in (remove.tooltip or "")
    remove.click()
    assert screen.session.rules == Rules()


def test_who_is_kept_apart_is_hidden_until_it_is_asked_for(screen: RulesScreen) -> None:
    pick(screen, 0, "8A-0", "8A-1")
    assert button(screen.view, "Ida Berg")  # the one that is being made is seen
    add_button(screen, 0).click()
    assert "Ida Berg" not in html(screen.view)
    assert "1 rule. The names are hidden." in html(screen.view)
    names_shown(screen)
    assert "Ida Berg" in html(screen.view)
    toggle = button(screen.view, "Hide the names")
    toggle.click()
    assert "Ida Berg" not in html(screen.view)
    pick(screen, 0, "8A-2", "8A-3")
    add_button(screen, 0).click()
    assert "2 rules. The names are hidden." in html(screen.view)
    assert button(screen.view, "Show the names") is toggle  # no click on it is lost


class TestAContradiction:
    def test_with_partners_is_told_and_may_take_their_place(self, screen: RulesScreen) -> None:
        screen.session.use_rules(Rules(together=(Together(("8A-1", "8A-0"), (1,)),)))
        pick(screen, 0, "8A-0", "8A-1")
        assert "Ida Berg and Nora Dahl are kept apart and partners." in html(screen.view)
        assert "partners in period 1: Ida Berg, Nora Dahl" in html(screen.view)
        assert add_button(screen, 0).disabled
        button(screen.view, "Remove that rule, and add this one").click()
        assert screen.session.rules == Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),))

    def test_with_those_kept_apart_names_nobody_while_they_are_hidden(
        self, screen: RulesScreen
    ) -> None:
        screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
        pick(screen, 1, "8A-0", "8A-1")
        assert "does not go together with another rule" in html(screen.view)
        assert "Nora Dahl" not in html(screen.view)
        assert add_button(screen, 1).disabled
        names_shown(screen)
        assert "Ida Berg and Nora Dahl are kept apart and partners." in html(screen.view)
        assert "keep apart: Ida Berg, Nora Dahl" in html(screen.view)

    def test_of_rules_from_a_file_is_told_at_the_top(self, screen: RulesScreen) -> None:
        two = ("8A-0", "8A-1")
        screen.session.use_rules(Rules(keep_apart=(KeepApart(two),), together=(Together(two),)))
        assert "Show the names to see which they are" in html(screen.view)
        assert "keep apart: " not in html(screen.view)
        names_shown(screen)
        assert "keep apart: Ida Berg, Nora Dahl" in html(screen.view)
        primary = screen.primary()
        assert primary is not None
        assert "Not all rules can hold" in " ".join(screen.say(primary.blockers))


def test_the_file_is_made_after_a_word_of_what_it_holds(screen: RulesScreen) -> None:
    assert not of_kind(screen.view, Download)
    button(screen.view, "Save the rules in a file").click()
    assert "says by name who is kept apart" in html(screen.view)
    assert len(of_kind(screen.view, Download)) == 1


def test_nobody_knows_each_other_by_gender(session: Session) -> None:
    def asked(of: Session) -> str:
        screen = RulesScreen(RulesModel(keeper_of(of)))
        boxes = [one.description for one in of_kind(screen.view, Checkbox)]
        screen.close()
        return " ".join(boxes)

    session.language = Language.EN
    assert "Same gender" not in asked(session)
    assert "across gender" in asked(session)
    session.use_rules(Rules(acquainted=Acquainted(("gender",))))
    assert "Same gender" in asked(session)


def test_attributes_are_checkboxes(screen: RulesScreen) -> None:
    (mixed,) = of_kind(screen.view, Checkbox)
    mixed.value = True
    assert screen.session.rules.balance.attributes == ("gender",)


def test_the_weeks_of_a_file_are_the_weeks_that_are_shown(session: Session) -> None:
    roster = session.roster
    assert roster is not None
    read = read_rules(Source("rules.toml", b"interval_weeks = 15"), roster)
    session.use_rules(read)
    screen = RulesScreen(RulesModel(keeper_of(session)))
    weeks = next(one for one in of_kind(screen.view, BoundedIntText))
    assert weeks.value == read.interval_weeks == session.rules.interval_weeks == 15
    screen.close()


@pytest.mark.parametrize(("students", "asked"), [("abcdefgh", False), ("abcdefghij", True)])
def test_the_shape_is_asked_for_where_it_matters(
    session: Session, students: str, asked: bool
) -> None:
    session.turn_to(Work(roster_of(*students)))
    screen = RulesScreen(RulesModel(keeper_of(session)))
    shapes = of_kind(screen.view, RadioButtons)
    assert bool(shapes) is asked
    for shape in shapes:
        shape.value = GroupShape.TRIO
        assert session.rules.group_shape is GroupShape.TRIO
