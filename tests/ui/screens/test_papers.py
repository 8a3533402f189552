from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from ipywidgets import Button, Checkbox, Dropdown, FileUpload

from tests.paper.word_files import word
from toolkit.messages import Language
from toolkit.paper.file_names import Paper
from toolkit.people import Roster
from toolkit.ui.screens.files import Delivery, Download
from toolkit.ui.screens.papers import PapersScreen
from toolkit.ui.state.papers import PapersModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import PAPERS

from ..conftest import change, keeper_of, roster_of
from ..seats import seated_class
from ..walking import button, html, of_kind


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[PapersScreen]:
    session.language = Language.EN
    session.turn_to(seated_class(eight).renamed("8A"))
    session.step = PAPERS
    made = PapersScreen(PapersModel(keeper_of(session)))
    yield made
    made.close()


@pytest.fixture
def handed_over(screen: PapersScreen, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the browser got."""
    names: list[str] = []
    (delivery,) = of_kind(screen.view, Delivery)
    monkeypatch.setattr(delivery, "hand_over", lambda name, _content: names.append(name))
    return names


def box(screen: PapersScreen, text: str) -> Checkbox:
    (found,) = (one for one in of_kind(screen.view, Checkbox) if one.description == text)
    return found


def test_one_click_gives_all(screen: PapersScreen, handed_over: list[str]) -> None:
    action = screen.primary()
    assert action is not None
    assert not action.blockers
    action.run()
    assert screen.secondary() is not None
    screen.model.job.wait()
    (name,) = handed_over
    assert name.startswith("makkerskap-8A-papers-")
    assert name in html(screen.view)
    assert screen.secondary() is None


def test_or_one_of_them(screen: PapersScreen, handed_over: list[str]) -> None:
    buttons = of_kind(screen.view, Button)
    (cards,) = (one for one in buttons if one.tooltip == "Download Partner cards")
    cards.click()
    screen.model.job.wait()
    assert handed_over == ["partner-cards.pdf"]


def test_what_is_chosen_is_made(screen: PapersScreen) -> None:
    box(screen, "Seating map").value = False
    box(screen, "Nynorsk").value = True
    assert Paper.SEATS not in screen.model.wanted
    assert screen.model.languages == (Language.NN, Language.EN)
    for language in Language:
        box(screen, language.label).value = False
    action = screen.primary()
    assert action is not None
    assert [one.text for one in action.blockers] == ["Choose a language first."]


def test_the_first_page_is_looked_at(screen: PapersScreen) -> None:
    button(screen.view, "Look at it").click()
    screen.model.job.wait()
    shown = html(screen.view)
    assert 'alt="The first page of the file: Seating map" src="data:image/png;base64,' in shown


def test_the_period_is_chosen(screen: PapersScreen) -> None:
    (period,) = of_kind(screen.view, Dropdown)
    assert period.options == (("Period 1", 1),)
    assert period.value == 1


def test_names_are_only_in_the_files(screen: PapersScreen) -> None:
    assert "Ida Berg" not in html(screen.view)


def test_what_plain_files_mean_is_said_before_the_first_where_the_workspace_is_not(
    screen: PapersScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PapersModel, "are_plain", True)
    model = screen.model
    model.make([Paper.GROUPS])
    assert "The archive has a passphrase, and these files have none" in html(screen.view)
    assert not model.job.running
    button(screen.view, "Leave it").click()
    assert "passphrase" not in html(screen.view)
    model.make([Paper.GROUPS])
    button(screen.view, "Make the files").click()
    model.job.wait()
    assert model.made.content.startswith(b"%PDF")
    model.make([Paper.CARDS])  # it is said once
    model.job.wait()
    assert not model.waiting
    assert model.made is not None


def test_a_class_without_periods_breaks_nothing(screen: PapersScreen) -> None:
    screen.session.turn_to(None)
    assert screen.model.offered == ()
    four = roster_of("A", "B", "C", "D")
    screen.session.turn_to(seated_class(roster_of(*"ABCDEFGH")))
    change(screen.session, roster=four)
    assert screen.model.offered


class TestTheSchoolsTemplates:
    def upload(self, screen: PapersScreen, at: int, content: bytes) -> None:
        chooser = of_kind(screen.view, FileUpload)[at]
        file = {"name": "mal.docx", "type": "", "size": len(content), "content": content}
        chooser.value = ({**file, "last_modified": datetime.now(UTC)},)

    def test_one_is_taken_replaced_and_deleted(self, screen: PapersScreen) -> None:
        assert html(screen.view).count("Made of our template.") == 2
        self.upload(screen, 1, word("Dear {{ class }}"))
        assert "From now on Letter to the homes is made of mal.docx." in html(screen.view)
        assert html(screen.view).count("Made of our template.") == 1
        names = [one.description for one in of_kind(screen.view, Download)]
        assert names.count("Download the school's") == 1
        self.upload(screen, 1, word("Hello {{ class }}"))
        button(screen.view, "Delete").click()
        assert "cannot be undone" in html(screen.view)
        button(screen.view, "Yes, delete").click()
        assert html(screen.view).count("Made of our template.") == 2

    def test_a_wrong_one_is_told_of_with_its_paragraph(self, screen: PapersScreen) -> None:
        self.upload(screen, 0, word("Hello", "{{ clas }}"))
        shown = html(screen.view)
        assert "In paragraph 2" in shown
        assert "Did you mean" in shown
        assert "mk-danger" in shown
        assert shown.count("Made of our template.") == 2

    def test_there_is_a_list_of_what_they_may_say(self, screen: PapersScreen) -> None:
        assert "{{ class }}" not in html(screen.view)
        button(screen.view, "What a template may say").click()
        shown = html(screen.view)
        for written in ("{{ class }}", "{{ group.pairs }}", "{% if starts %}", "{%p for group in"):
            assert written in shown

    def test_each_language_has_its_own(self, screen: PapersScreen) -> None:
        box(screen, "Bokmål").value = True
        self.upload(screen, 0, word("{{ klasse }}"))
        (kept,) = screen.model.templates.kept
        assert (kept.paper, kept.language) == (Paper.CONTRACTS, Language.NB)
