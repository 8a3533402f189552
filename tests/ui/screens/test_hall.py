"""The hall on the projector, and a participant's page that follows it."""

from collections.abc import Iterator

import pytest
from ipywidgets import Button

from toolkit.messages import Language
from toolkit.ui.app import Dashboard, Page, _course_class
from toolkit.ui.screens.entrance import Door
from toolkit.ui.screens.hall import HallFollower, HallLine
from toolkit.ui.screens.speaker import SpeakerNotes
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COURSE, TRYING
from toolkit.workspace.opening import temporary_workspace

from ..walking import button, classed, html, of_kind

OFF = {
    "on": False,
    "can_begin": True,
    "address": "",
    "code": "",
    "picture": "",
    "here": 0,
    "step": "",
}
ON = {
    **OFF,
    "on": True,
    "address": "http://192.168.1.20:8866/hall/",
    "code": "abcd-efgh",
    "picture": "http://192.168.1.20:8866/hall/?token=hemmelig",
    "here": 17,
    "step": "rules",
}


class Trainer:
    """The trainer's page at the part that is tried, and what it has asked the server for."""

    def __init__(self) -> None:
        session = Session(COURSE, language=Language.EN)
        session.keeps = False
        self.course = Dashboard(session, temporary_workspace())
        session.step = COURSE[2]
        self.view = self.course.frame.view
        (self.line,) = of_kind(self.view, HallLine)
        self.asked: list[object] = []
        self.line.send = lambda content, _buffers=None: self.asked.append(content)

    def hear(self, told: dict[str, object]) -> None:
        self.line.told = told

    def show(self) -> None:
        button(self.view, "Everyone on their own screen").click()


@pytest.fixture
def trainer() -> Iterator[Trainer]:
    made = Trainer()
    yield made
    made.course.frame.close()


@pytest.fixture
def participant() -> Iterator[Page]:
    page = Page(TRYING, Language.EN, keeps=False, opens=_course_class)
    (door,) = of_kind(page.view, Door)
    door._handle_custom_msg({"opened": True, "again": False}, [])
    yield page
    page.close()


def offers(trainer: Trainer, text: str) -> bool:
    return any(one.description == text for one in of_kind(trainer.view, Button))


def test_without_a_server_there_is_no_hall(trainer: Trainer) -> None:
    assert not offers(trainer, "Everyone on their own screen")
    trainer.hear(OFF)
    assert offers(trainer, "Everyone on their own screen")
    trainer.hear({})
    assert not offers(trainer, "Everyone on their own screen")


def test_it_is_begun_and_ended_by_the_server(trainer: Trainer) -> None:
    trainer.hear(OFF)
    trainer.show()
    assert "hemmelig" not in html(trainer.view)
    button(trainer.view, "Let everyone in").click()
    assert trainer.asked == [{"do": "begin"}]
    trainer.hear(ON)
    seen = html(trainer.view)
    assert "192.168.1.20:8866/hall" in seen
    assert "abcd-efgh" in seen
    assert "17 are on" in seen
    assert "<svg" in seen
    assert "token" not in seen  # only the picture holds it
    button(trainer.view, "Proposal").click()
    button(trainer.view, "End for everyone").click()
    assert trainer.asked[1:] == [{"do": "proposal"}, {"do": "end"}]


def test_the_step_that_all_were_sent_to_is_marked(trainer: Trainer) -> None:
    trainer.hear(ON)
    trainer.show()
    (sent,) = [one for one in classed(trainer.view, "mk-current") if one.description == "Rules"]
    assert sent.description == "Rules"


def test_the_game_is_where_it_was_behind_it(trainer: Trainer) -> None:
    def seen() -> tuple[int, int]:
        boxes = (*classed(trainer.view, "mk-hall"), *classed(trainer.view, "mk-part-shown"))
        shown = [box for box in boxes if box.layout.display != "none"]
        return len(shown), sum("mk-part-shown" in box._dom_classes for box in shown)

    trainer.hear(ON)
    assert seen() == (1, 1)
    trainer.show()
    assert seen() == (1, 0)
    trainer.hear({**ON, "here": 18})
    assert "18 are on" in html(trainer.view)
    trainer.hear(OFF)
    assert seen() == (1, 0)
    button(trainer.view, "Back to the game here").click()
    assert seen() == (1, 1)


def test_where_no_phone_can_come_it_says_how_to_start(trainer: Trainer) -> None:
    trainer.hear({**OFF, "can_begin": False})
    trainer.show()
    assert "--host" in html(trainer.view)
    assert not offers(trainer, "Let everyone in")


def test_a_participant_begins_with_the_game_and_a_class(participant: Page) -> None:
    dashboard = participant.dashboard
    assert dashboard is not None
    assert dashboard.session.step is not None
    assert dashboard.session.step.key == "try"
    assert len(dashboard.session.roster) == 27
    assert of_kind(participant.view, SpeakerNotes) == []
    assert not dashboard.session.unsaved
    assert "saved" not in html(participant.view).lower()


def test_a_participant_goes_where_all_are_sent_as_often_as_they_are(participant: Page) -> None:
    assert participant.dashboard is not None
    session = participant.dashboard.session
    (line,) = of_kind(participant.view, HallFollower)

    def send(step: str, sent: int) -> str:
        line.set_state({"step": step, "sent": sent})
        assert session.step is not None
        return session.step.key

    assert send("rules", 1) == "rules"
    participant.dashboard.frame.go_to("try")
    assert send("rules", 2) == "rules"
    assert send("today", 3) == "rules"  # there is no period yet
    assert send("unknown", 4) == "rules"
