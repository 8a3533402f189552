"""What was otherwise in a class: written down, corrected, removed after a yes."""

from dataclasses import replace

import pytest

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.school.adaptations import Adapted, Reason
from toolkit.ui.state.adapting import Adapting
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace.log import Kind
from toolkit.workspace.records import changes
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import period_of


@pytest.fixture
def model(workspace: Workspace, eight: Roster) -> Adapting:
    """Of a class with one period in force."""
    keeper = Keeper(Session(COORDINATOR), workspace)
    s = eight.students
    period = period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7])))
    keeper.session.turn_to(replace(Work(eight), plan=Plan((period,))))
    return Adapting(keeper)


def kinds(model: Adapting) -> list[Adapted | None]:
    return [noted.adaptation.what for noted in model.noted]


def test_one_is_noted_and_logged(model: Adapting) -> None:
    assert model.note(1, Adapted.LATE, Reason.TRIP, "uke 40", planned=True)
    (noted,) = model.noted
    assert (noted.number, noted.adaptation.note, noted.adaptation.planned) == (1, "uke 40", True)
    assert str(model.done) == "The adaptation in period 1 is saved."
    (newest,) = changes(model.keeper.workspace, model.class_id or 0, 1)
    assert (newest.kind, newest.number, newest.by) == (Kind.ADAPTED, 1, "Kari")
    assert (model.keeper.conflict, model.session.unsaved) == (None, False)


@pytest.mark.parametrize(
    ("number", "note", "told"),
    [
        (2, "", "Period 2 is not in the plan"),
        (1, "Ida ville det", "A student is named here"),
        (1, "x" * 81, "Write at most 80 letters"),
    ],
)
def test_what_cannot_be_noted_is_refused_and_kept_in_the_form(
    model: Adapting, number: int, note: str, told: str
) -> None:
    version = model.version
    assert not model.note(number, Adapted.LATE, Reason.TRIP, note)
    assert told in str(model.error)
    assert (model.noted, model.version) == ((), version)


def test_one_is_corrected_and_removed_after_a_yes(model: Adapting) -> None:
    model.note(1, Adapted.LATE, Reason.TRIP)
    model.correct(model.noted[0])
    model.leave()
    model.note(1, Adapted.INTERVAL, Reason.TRIP)
    late, interval = model.noted
    model.correct(late)
    model.note(1, Adapted.SKIPPED, Reason.EXAMS)
    assert model.correcting is None
    assert kinds(model) == [Adapted.SKIPPED, Adapted.INTERVAL]
    model.ask_to_remove(interval)
    assert len(model.noted) == 2
    model.remove()
    assert str(model.done) == "The adaptation in period 1 is removed."
    assert kinds(model) == [Adapted.SKIPPED]


def test_another_class_than_the_open_one_can_be_chosen(model: Adapting) -> None:
    model.note(1, Adapted.LATE, Reason.TRIP)
    first, model.session.work = model.class_id, None
    model.session.turn_to(None)
    assert (model.class_id, model.noted, model.numbers) == (None, (), ())
    model.chosen = first
    assert (kinds(model), model.numbers) == ([Adapted.LATE], (1,))
