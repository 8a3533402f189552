from collections.abc import Iterator
from typing import Any

import pytest

from toolkit.messages import Language
from toolkit.samples import samples
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.class_list import ClassList
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR, ROSTER, START
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass, Workspace

from ..conftest import HOSTILE, roster_of
from ..walking import button, html, of_kind


@pytest.fixture
def page(workspace: Workspace) -> Iterator[Dashboard]:
    workspace.begin(Work(roster_of(*"abcdefgh", school_class="9C")))
    made = Dashboard(Session(COORDINATOR, language=Language.EN), workspace)
    yield made
    made.frame.close()


def listed(page: Dashboard) -> ClassList:
    (found,) = of_kind(page.frame.view, ClassList)
    return found


def send(page: Dashboard, **content: Any) -> None:
    """What the browser sends when something is pressed there."""
    listed(page)._handle_custom_msg(content, [])


def test_tells_of_each_class_what_is_due(page: Dashboard) -> None:
    (told,) = listed(page).classes
    assert (told["name"], told["due"]) == ("9C", "No period yet")
    assert str(told["details"]).startswith("8 students · ")
    assert told["marks"] == []


def test_opens_a_class_by_one_press(page: Dashboard) -> None:
    send(page, open=listed(page).classes[0]["key"])
    assert page.session.class_name == "9C"
    assert page.session.step is ROSTER
    page.session.step = START
    assert listed(page).classes[0]["marks"] == ["Open now"]


def test_marks_a_sample_as_an_example(page: Dashboard) -> None:
    page.models["roster"].use_sample(samples()[0])
    page.session.step = START
    assert [told["marks"] for told in listed(page).classes] == [["Open now", "Example"], []]


def test_renames_a_class_where_it_stands(page: Dashboard) -> None:
    send(page, rename=listed(page).classes[0]["key"], name=HOSTILE)
    assert listed(page).classes[0]["name"] == HOSTILE
    send(page, rename=listed(page).classes[0]["key"], name="")
    assert 'role="alert"' in html(page.frame.view)
    assert listed(page).classes[0]["name"] == HOSTILE


def test_leads_to_a_new_class(page: Dashboard) -> None:
    send(page, open=listed(page).classes[0]["key"])
    page.session.step = START
    button(page.frame.view, "New class").click()
    assert (page.session.work, page.session.step) == (None, ROSTER)
    assert "Which class is it?" in html(page.frame.view)


def test_a_damaged_class_stands_there_with_what_is_wrong(
    page: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.workspace.workspace import _LONG_AGO

    damaged = KeptClass(7, "", "", "", 0, 0, _LONG_AGO)
    monkeypatch.setattr(Workspace, "classes", lambda _workspace: (damaged,))
    page.models["classes"].version += 1
    (told,) = listed(page).classes
    assert told["damaged"]
    assert told["name"] == "A class that cannot be read"
    assert "damaged" in str(told["details"])
    assert told["due"] == ""


def test_all_classes_of_a_list_that_are_kept_stand_there(page: Dashboard) -> None:
    rows = "".join(f"{c}{n};{c}\n" for c in ("8A", "8B") for n in "abcde")
    page.session.step = ROSTER
    page.models["roster"].upload("8.csv", f"Navn;Klasse\n{rows}".encode())
    button(page.frame.view, "Keep all the classes").click()
    assert page.session.step is START
    assert {told["name"] for told in listed(page).classes} == {"8A", "8B", "9C"}
