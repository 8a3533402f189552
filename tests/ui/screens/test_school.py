from collections.abc import Iterator
from typing import Any

import pytest

from toolkit.messages import Language
from toolkit.plan import Plan
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.class_table import ClassTable
from toolkit.ui.state.session import Session
from toolkit.ui.steps import ALL_CLASSES, ROSTER, SCHOOL
from toolkit.workspace.school_now import SchoolNow
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass, Workspace

from ..conftest import HOSTILE, period_of, roster_of
from ..walking import button, classed, html, of_kind


@pytest.fixture
def page(workspace: Workspace) -> Iterator[Dashboard]:
    roster = roster_of(*"abcdefgh", school_class="9C")
    a, b, c, d, *others = roster.students
    e, f, g, h = others
    workspace.begin(Work(roster, plan=Plan((period_of(1, ((a, b), (c, d)), ((e, f), (g, h))),))))
    workspace.begin(Work(roster_of(*"abcd", school_class=HOSTILE), sample="small"))
    made = Dashboard(Session(SCHOOL, language=Language.EN), workspace, anew=True)
    yield made
    made.frame.close()


def table(page: Dashboard) -> ClassTable:
    (found,) = of_kind(page.frame.view, ClassTable)
    return found


def send(page: Dashboard, **content: Any) -> None:
    """What the browser sends when something is pressed there."""
    table(page)._handle_custom_msg(content, [])


def in_sight(page: Dashboard) -> list[str]:
    steps = classed(page.frame.view, "mk-step")
    return [step.description for step in steps if step.layout.display != "none"]


def test_a_class_is_told_of_in_words(page: Dashboard) -> None:
    of_9c = next(one for one in table(page).rows if one["name"] == "9C")
    assert of_9c["details"] == "8 students"
    assert of_9c["cells"] == [["Period 1"], ["No date"], ["12 of 28", "at most 12 by now"]]
    assert of_9c["missing"] == [
        "There is no seating map for this period.",
        "Its makkerbytter have no dates.",
    ]


def test_a_class_before_its_first_period_has_no_bound(page: Dashboard) -> None:
    other = next(one for one in table(page).rows if one["name"] == HOSTILE)
    assert other["cells"] == [["None yet"], ["No date"], ["0 of 6"]]
    assert other["marks"] == ["Example"]


def test_how_many_there_are_is_told_above(page: Dashboard) -> None:
    assert "2 classes in " in html(page.frame.view)
    assert "Something is late or missing in 2 of them." in html(page.frame.view)


def test_one_that_cannot_be_read_stands_there(
    page: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.workspace.workspace import _LONG_AGO

    damaged = KeptClass(7, "", "", "", 0, 0, _LONG_AGO)
    monkeypatch.setattr(Workspace, "classes", lambda _workspace: (damaged,))
    page.models["classes"].version += 1
    (told,) = table(page).rows
    assert (told["name"], told["cells"]) == ("A class that cannot be read", [[], [], []])
    assert "damaged" in str(told["missing"])


def test_where_nothing_is_missing_that_is_said(
    page: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = page.models["classes"]
    bare = SchoolNow("2026/2027", model.now.on, ())
    monkeypatch.setattr(type(model), "now", bare)
    model.version += 1
    assert "There is no class yet." in html(page.frame.view)
    assert table(page).layout.display == "none"


def test_one_press_opens_a_class_and_shows_its_steps(page: Dashboard) -> None:
    assert in_sight(page) == ["All classes"]
    key = next(one for one in table(page).rows if one["name"] == HOSTILE)["key"]
    send(page, open=key)
    assert (page.session.class_name, page.session.step) == (HOSTILE, ROSTER)
    assert in_sight(page)[0] == HOSTILE
    assert "Archive" in in_sight(page)
    page.session.step = ALL_CLASSES
    assert in_sight(page) == ["All classes"]


def test_leads_to_a_new_class(page: Dashboard) -> None:
    button(page.frame.view, "New class").click()
    assert (page.session.work, page.session.step) == (None, ROSTER)
    assert "Which class is it?" in html(page.frame.view)


def test_all_classes_of_a_list_that_are_kept_stand_there(page: Dashboard) -> None:
    rows = "".join(f"{c}{n};{c}\n" for c in ("8A", "8B") for n in "abcde")
    page.session.step = ROSTER
    page.models["roster"].upload("8.csv", f"Navn;Klasse\n{rows}".encode())
    button(page.frame.view, "Keep all the classes").click()
    assert page.session.step is ALL_CLASSES
    assert {"8A", "8B", "9C"} <= {str(told["name"]) for told in table(page).rows}
