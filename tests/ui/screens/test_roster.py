from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from ipywidgets import Dropdown, FileUpload

from toolkit.files.headers import Meaning
from toolkit.messages import Language
from toolkit.rules import Rules
from toolkit.ui.screens.roster import RosterScreen
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR

from ..conftest import keeper_of
from ..walking import button, html, of_kind

CLASS = "Fornavn;Etternavn;Klasse\n" + "".join(f"{c};Berg;8A\n" for c in "ABCDE")


@pytest.fixture
def screen() -> Iterator[RosterScreen]:
    session = Session(COORDINATOR, language=Language.EN)
    made = RosterScreen(RosterModel(keeper_of(session)))
    yield made
    made.close()


def send(screen: RosterScreen, content: str, name: str = "8a.csv", to: int = 0) -> FileUpload:
    chooser = of_kind(screen.view, FileUpload)[to]
    file = {"name": name, "type": "", "size": 1, "last_modified": datetime(2026, 8, 17, tzinfo=UTC)}
    chooser.value = ({**file, "content": memoryview(content.encode())},)
    return chooser


def columns(screen: RosterScreen) -> dict[str, Dropdown]:
    return {one.description: one for one in of_kind(screen.view, Dropdown)}


def test_an_upload_is_shown_with_its_columns_named(screen: RosterScreen) -> None:
    chooser = send(screen, CLASS)
    assert chooser.value == ()
    assert "5 students in one class." in html(screen.view)
    assert '<th scope="col">Etternavn</th>' in html(screen.view)
    assert columns(screen)["Fornavn"].value is Meaning.FIRST_NAME


def test_a_column_is_put_right_and_its_field_stays(screen: RosterScreen) -> None:
    send(screen, CLASS)
    field = columns(screen)["Klasse"]
    field.value = Meaning.LEFT_OUT
    assert columns(screen)["Klasse"] is field
    assert screen.session.work is not None
    assert screen.session.roster.classes == ("",)


def test_a_wrong_file_is_told_in_a_sentence(screen: RosterScreen) -> None:
    send(screen, CLASS)
    send(screen, "", "tom.csv")
    assert "tom.csv: The file is empty." in html(screen.view)
    assert "5 students in one class." in html(screen.view)


def test_one_of_several_classes_is_chosen(screen: RosterScreen) -> None:
    send(screen, CLASS + CLASS.split("\n", 1)[1].replace("8A", "8B"))
    choice = columns(screen)["Class"]
    assert screen.primary().blockers
    choice.value = "8B"
    assert not screen.primary().blockers
    assert screen.session.work is not None
    assert screen.session.roster.classes == ("8B",)


def test_a_changed_list_is_shown_asked_about_and_confirmed(screen: RosterScreen) -> None:
    send(screen, CLASS)
    screen.session.use_rules(Rules(interval_weeks=4))
    send(screen, CLASS.replace("E;Berg", "Eva;Ny") + "F;Vik;8A\n")
    assert "2 students have joined." in html(screen.view)
    assert "1 student has left." in html(screen.view)
    assert screen.primary().blockers
    button(screen.view, "Leave the class as it was").click()
    assert screen.session.work is not None
    assert len(screen.session.roster) == 5
    assert not screen.primary().blockers
    send(screen, CLASS + "F;Vik;8A\n")
    button(screen.view, "Confirm the changes").click()
    assert len(screen.session.roster) == 6
    assert screen.session.rules == Rules(interval_weeks=4)


def test_a_likely_match_is_asked_about(screen: RosterScreen) -> None:
    send(screen, CLASS.replace("A;Berg", "Kari;Berg"))
    send(screen, CLASS.replace("A;Berg", "Kåri;Berg"))
    assert "Is Kåri Berg the same student as Kari Berg?" in html(screen.view)
    assert button(screen.view, "Confirm the changes").disabled
    button(screen.view, "Yes, the same").click()
    button(screen.view, "Confirm the changes").click()
    assert screen.session.work is not None
    assert screen.session.roster.students[0].name == "Kåri Berg"


def test_another_class_is_opened_where_it_was_left(screen: RosterScreen) -> None:
    send(screen, CLASS)
    screen.session.use_rules(Rules(interval_weeks=4))
    send(screen, CLASS.replace("8A", "8B").replace("Berg", "Dahl"))
    assert screen.session.rules == Rules()
    again = RosterScreen(screen.model)
    button(again.view, "Open").click()
    again.close()
    assert screen.session.work is not None
    assert screen.session.roster.classes == ("8A",)
    assert screen.session.rules == Rules(interval_weeks=4)


def test_rules_are_uploaded_as_well(screen: RosterScreen) -> None:
    send(screen, CLASS)
    send(screen, "interval_weeks = 5\n", "regler.toml", to=2)
    assert screen.session.rules.interval_weeks == 5
    assert "The rules are read." in html(screen.view)
