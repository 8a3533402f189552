"""Papers are made when they are asked for, one at a time, and can be looked at beforehand."""

from typing import Any

import pytest

import toolkit as mk
from tests.paper.classes import plan_of, seated, students
from tests.paper.word_files import word
from toolkit.errors import InputError
from toolkit.files.sources import Source
from toolkit.paper import making


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The layouts and files that have been made, in order."""
    told: list[str] = []

    def telling(name: str) -> None:
        make = getattr(making, name)

        def made(*given: Any) -> object:
            told.append(given[0].layout if name == "pdf_of" else name)
            return make(*given)

        monkeypatch.setattr(making, name, made)

    for name in ("pdf_of", "lists_of", "document_of"):
        telling(name)
    return told


def test_a_paper_is_made_when_it_is_asked_for_and_once(made: list[str]) -> None:
    papers = mk.papers(plan_of(students(9)), 1, language="nb")
    assert "makkerkort.pdf" in papers
    assert len([*papers]) == 6
    assert made == []
    first = papers["makkerkort.pdf"]
    assert made == ["cards"]
    assert papers["makkerkort.pdf"] is first
    papers.zip()
    assert sorted(made) == ["cards", "document_of", "document_of", "groups", "lists_of"]


def test_what_is_wrong_is_told_before_any_is_made(made: list[str]) -> None:
    template = Source("informasjonsbrev.docx", word("{{ klase }}"))
    with pytest.raises(InputError, match="klase"):
        mk.papers(plan_of(students(9)), 1, templates={"informasjonsbrev.docx": template})
    with pytest.raises(InputError, match="no period 2"):
        mk.papers(plan_of(students(9)), 2)
    assert "lists_of" not in made


def test_the_same_papers_are_equal() -> None:
    one, other = (mk.papers(plan_of(students(9)), 1) for _ in range(2))
    assert one == other
    assert one != mk.papers(plan_of(students(8)), 1)


@pytest.mark.parametrize("name", ["klassekart.pdf", "makkergrupper.pdf", "makkerkort.pdf"])
def test_the_first_page_is_a_picture(name: str) -> None:
    plan = plan_of(students(32))
    papers = mk.papers(plan, 1, seating=seated(plan, "rows"), language="nb")
    picture = papers.first_page(name)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert 400 < min(width, height) < max(width, height) < 1000


def test_what_is_no_page_has_no_picture() -> None:
    papers = mk.papers(plan_of(students(9)), 1, language="nb")
    assert papers.first_page("lister.xlsx") is None
    assert papers.first_page("informasjonsbrev.docx") is None
