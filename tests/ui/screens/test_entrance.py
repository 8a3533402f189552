from pathlib import Path
from types import SimpleNamespace

import pytest
from ipywidgets import HTML, Password

from toolkit.messages import Language, Translator
from toolkit.rules import Rules
from toolkit.ui.app import Page
from toolkit.ui.screens.entrance import Door
from toolkit.ui.state.steps import Step
from toolkit.ui.steps import ARCHIVE, COORDINATOR, ROSTER, RULES
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark

from ..conftest import FOUR_WORDS, roster_of
from ..walking import button, classed, html, of_kind, walk


def opened(language: Language = Language.EN, *, again: bool = False) -> Page:
    """One that a browser has just shown; ``again`` where it has loaded it anew."""
    page = Page(COORDINATOR, language)
    assert page.dashboard is None
    (door,) = of_kind(page.view, Door)
    door._handle_custom_msg({"opened": True, "again": again}, [])
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


@pytest.mark.parametrize(("again", "step"), [(True, RULES), (False, ROSTER)])
def test_a_page_that_is_loaded_again_keeps_its_step_and_another_begins_at_home(
    file: Path, again: bool, step: Step
) -> None:
    with open_workspace(str(file)) as workspace:
        kept = workspace.begin(Work(roster_of(*"abcdefgh")))
        workspace.keep_bookmark(Bookmark(kept.class_id, RULES.key, "en"))
    page = opened(again=again)
    assert page.dashboard is not None
    assert page.dashboard.session.kept == kept
    assert page.dashboard.session.step is step
    close(page)


def test_so_it_does_behind_a_lock(locked: Path) -> None:
    with open_workspace(str(locked), FOUR_WORDS) as workspace:
        kept = workspace.begin(Work(roster_of(*"abcdefgh")))
        workspace.keep_bookmark(Bookmark(kept.class_id, RULES.key, "en"))
    page = opened(again=True)
    write(page, FOUR_WORDS)
    assert page.dashboard is not None
    assert page.dashboard.session.step is RULES
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


def test_a_page_that_was_closed_saves_nothing_more(file: Path) -> None:
    page = opened()
    (door,) = of_kind(page.view, Door)
    assert page.dashboard is not None
    keeper = page.dashboard.keeper
    keeper.turn_to(Work(roster_of(*"abcd")))
    door._handle_custom_msg({"opened": False}, [])
    keeper.session.use_rules(Rules(interval_weeks=5))  # as a search that ends does
    again = opened()
    assert again.dashboard is not None
    assert again.dashboard.session.rules == Rules()
    again.dashboard.session.use_rules(Rules(interval_weeks=6))
    assert again.dashboard.keeper.conflict is None
    close(again)
    door._handle_custom_msg({"opened": True}, [])  # gone back to
    keeper.keep()
    assert keeper.conflict is not None
    close(page)


def test_a_damaged_one_offers_the_last_backup(file: Path) -> None:
    with open_workspace(str(file)) as workspace:
        workspace.begin(Work(roster_of(*"abcd")))
    file.write_bytes(b"Zz" * 9000)
    page = opened()
    shown = html(page.view)
    assert "The archive does not open" in shown
    assert "is it a workspace?" in shown
    assert "Take in a backup instead" in shown
    button(page.view, "Take in the last backup, from ").click()
    assert page.entrance.workspace is not None
    assert len(page.entrance.workspace.classes()) == 1
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


def test_the_language_is_chosen_at_the_door_and_counts_behind_it(locked: Path) -> None:
    for language in (Language.NN, Language.EN):
        page = opened(Language.NB)
        write(page, "noe helt annet")
        button(page.view, language.label).click()
        shown = html(page.view)
        assert Translator(language)("The archive is locked") in shown
        assert Translator(language)("That is not the passphrase of this workspace.") in shown
        assert [one for one in Language if classed(page.view, f"mk-lang-{one}")] == [language]
        write(page, FOUR_WORDS)
        assert page.dashboard is not None
        session = page.dashboard.session
        assert (session.language, session.chosen_language) == (language, language)
        session.step = ARCHIVE  # which is saved, with the language
        close(page)
        page = opened(Language.NB)
        write(page, FOUR_WORDS)
        assert page.dashboard is not None
        assert page.dashboard.session.language is language
        close(page)


def test_the_location_of_a_server_is_not_shown_for_it_holds_a_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", "postgresql://kari:hemmelig@localhost:1/makker")
    page = opened()
    shown = html(page.view)
    assert "The archive does not open" in shown
    assert "hemmelig" not in shown
    assert "PostgreSQL" in shown
