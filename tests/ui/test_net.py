"""What nobody expected becomes a sentence on the page, and the other screens still work."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Never

import pytest

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.ui import app
from toolkit.ui.app import Dashboard, Page
from toolkit.ui.screens.files import Download, upload
from toolkit.ui.screens.rules import RulesScreen
from toolkit.ui.screens.screen import button as made_button
from toolkit.ui.screens.screen import once_a_click
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR, ROSTER, RULES
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from .walking import button, html

SENTENCE = "Something went wrong here, and it is not your fault."
NAME = "Ida Berg"


def fail(*_given: object) -> Never:
    raise NotImplementedError(NAME)


@pytest.fixture
def page(workspace: Workspace, eight: Roster) -> Iterator[Dashboard]:
    made = Dashboard(Session(COORDINATOR, language=Language.EN), workspace)
    made.keeper.turn_to(Work(eight))
    yield made
    made.frame.close()


def by_button() -> None:
    made_button("", fail).click()


def by_download() -> None:
    Download("", "", fail).click()


def by_upload() -> None:
    file = {"name": "a", "content": b"", "type": "", "size": 0, "last_modified": datetime.now(UTC)}
    upload("", "", fail).value = (file,)


def by_rebuilding() -> None:
    async def act() -> None:
        once_a_click(fail)()
        await asyncio.sleep(0)

    asyncio.run(act())


@pytest.mark.parametrize("way", [by_button, by_download, by_upload, by_rebuilding])
def test_a_callback_that_fails_is_told(
    page: Dashboard, way, capfd: pytest.CaptureFixture[str]
) -> None:
    way()
    shown = html(page.frame.view)
    assert SENTENCE in shown
    assert NAME not in html(page.frame._notices.view)
    assert "Traceback" not in "".join(capfd.readouterr())


def test_developers_see_where_it_came_from(
    page: Dashboard, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAKKERSKAP_DEBUG", "1")
    by_button()
    assert "NotImplementedError" in capfd.readouterr().err


def test_a_screen_that_cannot_be_built_leaves_the_others(
    page: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(RulesScreen, "build", fail)
        page.session.step = RULES
        assert SENTENCE in html(page.frame.view)
    page.session.step = ROSTER
    assert "8A" in html(page.frame.view)
    page.session.step = RULES
    assert "What should the groups take" in html(page.frame.view)


def test_a_step_of_a_model_that_fails_is_told_beside_it(page: Dashboard) -> None:
    model = page.models["rules"]
    assert not model.attempt(fail)
    assert SENTENCE in str(model.error)


def test_a_page_that_cannot_be_made_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "Dashboard", fail)
    page = Page(COORDINATOR, Language.EN)
    page.entrance.enter()
    assert SENTENCE in html(page.view)
    monkeypatch.undo()
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", str(file))
    button(page.view, "Try again").click()
    assert page.dashboard is not None
    assert page.entrance.workspace is not None
    page.entrance.workspace.close()
    page.close()


def test_a_notebook_shows_a_sentence_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(app, "display", seen.append)
    monkeypatch.setattr(app, "Page", fail)
    monkeypatch.setenv("LANGUAGE", "en")
    app.coordinator()
    assert SENTENCE in html(seen[0])
