"""The course as it is seen: every part, in every language, and the game to its end."""

from collections.abc import Iterator

import pytest
from ipywidgets.widgets import widget as registry

from toolkit.messages import Language, Translator
from toolkit.training.parts import PARTS
from toolkit.ui.app import Dashboard, Page
from toolkit.ui.screens.entrance import Door
from toolkit.ui.screens.speaker import SpeakerNotes
from toolkit.ui.screens.stopwatch import Stopwatch
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COURSE
from toolkit.workspace.location import LOCATION
from toolkit.workspace.opening import temporary_workspace

from ..walking import button, classed, html, of_kind

BY_HAND = (
    *("Ada", "Celin", "Birk", "David", "Ella", "Guro"),
    *("Filip", "Iben", "Hassan", "Kaja", "Jonas", "Leo"),
)
"""The first group of the first period stays as it is, with other makkere."""


@pytest.fixture
def course() -> Iterator[Dashboard]:
    session = Session(COURSE, language=Language.EN)
    session.keeps = False
    made = Dashboard(session, temporary_workspace())
    yield made
    made.frame.close()


def to_the_game(course: Dashboard) -> None:
    course.session.step = COURSE[2]


def play(course: Dashboard) -> None:
    for name in BY_HAND:
        button(course.frame.view, name).click()


@pytest.mark.parametrize("language", list(Language))
def test_every_part_is_shown_and_its_notes_are_not(course: Dashboard, language: Language) -> None:
    _ = Translator(language)
    course.session.language = language
    for step, part in zip(COURSE, PARTS, strict=True):
        course.session.step = step
        seen = html(course.frame.view)
        assert f"<h2>{_(part.title)}</h2>" in seen
        assert not any(_(note) in seen for note in part.notes)
        (notes,) = of_kind(course.frame.view, SpeakerNotes)
        assert notes.notes == [_(note) for note in part.notes]


def test_the_main_button_leads_through_all_parts(course: Dashboard) -> None:
    for step in COURSE[1:]:
        (primary,) = classed(course.frame.view, "mk-primary")
        primary.click()
        assert course.session.step is step
    (primary,) = classed(course.frame.view, "mk-primary")
    assert primary.layout.display == "none"


def test_who_is_kept_apart_is_named_nowhere(course: Dashboard) -> None:
    from toolkit.training.classes import hard_class

    course.session.step = COURSE[4]
    seen = html(course.frame.view)
    assert not any(student.name in seen for student in hard_class().roster)


class TestTheGame:
    def test_it_is_played_to_its_end_and_tells_what_was_missed(self, course: Dashboard) -> None:
        to_the_game(course)
        button(course.frame.view, "Ada").click()
        assert "Who is to sit with Ada?" in html(course.frame.view)
        (clock,) = of_kind(course.frame.view, Stopwatch)
        assert clock.running
        button(course.frame.view, "Ada").click()
        play(course)
        seen = html(course.frame.view)
        assert "These meet nobody new for three weeks: Ada, Birk, Celin, David." in seen
        assert "9 acquaintances were missed." in seen
        assert "<dd>6</dd><dt>new by hand</dt>" in seen
        assert "<dd>15</dd><dt>are possible, proven</dt>" in seen
        assert not clock.running

    def test_who_comes_back_to_it_finds_it_as_it_was(self, course: Dashboard) -> None:
        to_the_game(course)
        button(course.frame.view, "Ada").click()
        course.session.language = Language.NB
        assert "Hvem skal sitte med Ada?" in html(course.frame.view)
        (clock,) = of_kind(course.frame.view, Stopwatch)
        assert clock.running

    def test_the_next_begins_at_a_clear_table(self, course: Dashboard) -> None:
        to_the_game(course)
        play(course)
        button(course.frame.view, "Begin again").click()
        assert "Press a student, then their new makker." in html(course.frame.view)
        assert "were missed" not in html(course.frame.view)
        assert classed(course.frame.view, "mk-placed") == []


def test_what_is_left_is_freed(course: Dashboard) -> None:
    def walk() -> int:
        for step in COURSE:
            course.session.step = step
        course.session.step = COURSE[0]
        return len(registry._instances)

    assert walk() == walk()


def test_it_opens_no_workspace_and_says_nothing_of_saving(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv(LOCATION, f"{tmp_path}/there.db")
    page = Page(COURSE, Language.EN, keeps=False)
    (door,) = of_kind(page.view, Door)
    door._handle_custom_msg({"opened": True, "again": False}, [])
    assert page.dashboard is not None
    assert not page.dashboard.keeper.workspace.is_lasting
    assert "Nothing is saved" not in html(page.view)
    assert list(tmp_path.iterdir()) == []  # type: ignore[attr-defined]
    page.close()
