from pathlib import Path
from types import SimpleNamespace

import pytest
from ipywidgets import HTML, Password

from toolkit.messages import Language
from toolkit.ui.app import Page
from toolkit.ui.screens.entrance import Door
from toolkit.ui.steps import COORDINATOR

from ..conftest import FOUR_WORDS
from ..walking import button, classed, html, of_kind, walk


def opened(language: Language = Language.EN) -> Page:
    """One that a browser has just shown."""
    page = Page(COORDINATOR, language)
    assert page.dashboard is None
    (door,) = of_kind(page.view, Door)
    door._handle_custom_msg({"opened": True}, [])
    return page


def write(page: Page, passphrase: str) -> Password:
    (field,) = of_kind(page.view, Password)
    field.value = passphrase
    return field


def close(page: Page) -> None:
    assert page.entrance.workspace is not None
    page.entrance.workspace.close()


def test_the_workspace_is_opened_when_the_page_is_seen_and_not_before(file: Path) -> None:
    Page(COORDINATOR, Language.EN)
    assert not file.exists()
    page = opened()
    assert file.exists()
    assert "Which class is it?" in html(page.view)
    assert not classed(page.view, "mk-unsaved")
    close(page)


def test_a_locked_one_asks_and_lets_in_who_knows(locked: Path) -> None:
    page = opened()
    shown = html(page.view)
    assert "The archive is locked" in shown
    assert "alert" not in shown
    write(page, FOUR_WORDS)
    assert "Which class is it?" in html(page.view)
    assert "locked" not in html(page.view)
    close(page)


def test_a_wrong_passphrase_is_told_and_the_field_stays_for_the_next(locked: Path) -> None:
    page = opened()
    first = write(page, "noe helt annet")
    assert html(page.view).count("That is not the passphrase of this workspace.") == 1
    assert 'role="alert"' in html(page.view)
    again = write(page, "og noe annet")
    assert again is first  # or the keyboard would lose its place
    assert html(page.view).count("That is not the passphrase of this workspace.") == 1
    write(page, FOUR_WORDS)
    close(page)


def test_too_many_wrong_ones_tell_how_long_to_wait(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = SimpleNamespace(time=lambda: 1000.0)  # a slow machine would wait by itself
    monkeypatch.setattr("toolkit.workspace.attempts.time", stopped)
    page = opened()
    for _time in range(4):
        write(page, "noe helt annet")
    shown = html(page.view)
    assert "Wait 2 seconds, and try again." in shown
    assert "That is not the passphrase" not in shown


def test_the_passphrase_stays_nowhere_on_the_page(locked: Path) -> None:
    page = opened()
    for written in ("noe helt annet", FOUR_WORDS):
        fields = [write(page, written)]
        assert [field.value for field in fields] == [""]
        assert written not in repr([widget.get_state() for widget in walk(page.view)])
    close(page)


def test_nothing_written_is_no_attempt(locked: Path) -> None:
    page = opened()
    for _time in range(5):
        button(page.view, "Unlock").click()
    assert "alert" not in html(page.view)
    write(page, FOUR_WORDS)
    close(page)


def test_what_is_wrong_is_told_and_can_be_tried_again(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    page = opened()
    shown = html(page.view)
    assert "The archive does not open" in shown
    assert "the folder cannot be written" in shown
    assert str(file) in shown
    button(page.view, "Try again").click()
    assert html(page.view).count("the folder cannot be written") == 1
    file.parent.unlink()
    button(page.view, "Try again").click()
    assert "Which class is it?" in html(page.view)
    close(page)


def test_without_saving_the_page_warns_as_long_as_it_is_open(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    page = opened()
    button(page.view, "Go on without saving").click()
    warning = "Nothing is saved: all is gone when you close the page."
    assert warning in html(page.view)
    assert not classed(page.view, "mk-unsaved")
    (told,) = (one for one in of_kind(page.view, HTML) if warning in one.value)
    button(page.view, "Try this class").click()
    button(page.view, "Next: the rules").click()
    assert told in of_kind(page.view, HTML)  # it does not flash at every step
    assert classed(page.view, "mk-unsaved")
    assert "Not saved" in html(page.view)
    assert "Saved" not in html(page.view)


@pytest.mark.parametrize("language", [Language.NB, Language.NN])
def test_all_of_it_is_said_in_each_language(locked: Path, language: Language) -> None:
    english, other = opened(), opened(language)
    write(english, "noe helt annet")
    write(other, "noe helt annet")
    assert "alert" in html(english.view)
    assert not set(html(english.view).splitlines()) & set(html(other.view).splitlines())


def test_the_location_of_a_server_is_not_shown_for_it_holds_a_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", "postgresql://kari:hemmelig@localhost:1/makker")
    page = opened()
    shown = html(page.view)
    assert "The archive does not open" in shown
    assert "hemmelig" not in shown
    assert "PostgreSQL" in shown
