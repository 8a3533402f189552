from collections.abc import Iterator

import pytest
from ipywidgets import BoundedIntText, Button, Checkbox, Combobox, Dropdown, RadioButtons, Text

from toolkit.files.rules import read_rules
from toolkit.files.sources import Source
from toolkit.messages import Language
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together
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


def search(screen: RulesScreen, position: int) -> Combobox:
    return of_kind(screen.view, Combobox)[position]


def test_names_are_searched_picked_and_added(screen: RulesScreen) -> None:
    field = search(screen, 0)
    assert "Ida Berg" in field.options
    field.value = "Ida Berg"
    field.value = "Nora Dahl"
    assert field.value == ""
    scope = next(one for one in of_kind(screen.view, Dropdown) if one.description)
    scope.value = Scope.PAIR
    button(screen.view, "Add").click()
    assert screen.session.rules.keep_apart == (KeepApart(("8A-0", "8A-1"), Scope.PAIR),)
    assert "Ida Berg, Nora Dahl" in html(screen.view)


def test_a_picked_name_is_a_button_that_lets_go_of_it(screen: RulesScreen) -> None:
    search(screen, 0).value = "Ida Berg"
    button(screen.view, "Ida Berg").click()
    assert not screen.model.blockers


def test_adding_waits_for_two_names(screen: RulesScreen) -> None:
    add = button(screen.view, "Add")
    assert add.disabled
    search(screen, 0).value = "Ida Berg"
    assert add.disabled
    assert "at least two" in html(screen.view)
    search(screen, 0).value = "Nora Dahl"
    assert not add.disabled


def test_partners_for_sure_in_the_first_period(screen: RulesScreen) -> None:
    search(screen, 1).value = "Ida Berg"
    search(screen, 1).value = "Nora Dahl"
    periods = next(one for one in of_kind(screen.view, Text) if not isinstance(one, Combobox))
    periods.value = "1"
    adds = [one for one in of_kind(screen.view, Button) if one.description == "Add"]
    adds[1].click()
    assert screen.session.rules.together == (Together(("8A-0", "8A-1"), (1,)),)
    assert periods.value == ""


def test_a_rule_is_removed_by_its_button(screen: RulesScreen) -> None:
    screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
    remove = button(screen.view, "Remove")
    assert "Ida Berg" in (remove.tooltip or "")
    remove.click()
    assert screen.session.rules == Rules()


def test_the_names_of_those_kept_apart_can_be_hidden(screen: RulesScreen) -> None:
    screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
    assert "Ida Berg" in html(screen.view)
    hide = next(one for one in of_kind(screen.view, Checkbox) if "Hide" in one.description)
    hide.value = True
    assert "Ida Berg" not in html(screen.view)


def test_attributes_are_checkboxes(screen: RulesScreen) -> None:
    same = next(one for one in of_kind(screen.view, Checkbox) if "Same gender" in one.description)
    same.value = True
    assert screen.session.rules.acquainted.attributes == ("gender",)


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
