"""The papers of the page: chosen, made off its thread, and stopped."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from threading import Event
from zipfile import ZipFile

import pytest

from tests.paper.word_files import word
from toolkit.messages import Language
from toolkit.paper.file_names import Paper
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.ui.state import ordered_papers
from toolkit.ui.state.ordered_papers import Making, Order, PaperFile, Picture
from toolkit.ui.state.papers import PapersModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import PAPERS, TODAY
from toolkit.workspace.log import Kind
from toolkit.workspace.records import changes

from ..conftest import keeper_of, period_of
from ..seats import seated_class


@pytest.fixture
def model(session: Session, eight: Roster) -> PapersModel:
    session.turn_to(seated_class(eight).renamed("8A"))
    session.step = PAPERS
    return PapersModel(keeper_of(session))


def files_in(model: PapersModel) -> list[str]:
    assert isinstance(model.made, PaperFile)
    with ZipFile(BytesIO(model.made.content)) as archive:
        return archive.namelist()


def test_nothing_is_printed_before_a_period_is_in_force(session: Session) -> None:
    model = PapersModel(keeper_of(session))
    assert model.is_empty
    assert model.offered == ()


def test_all_that_there_can_be_is_one_file(model: PapersModel) -> None:
    assert Paper.DATES not in model.offered  # it has no dates
    model.make(model.wanted)
    model.job.wait()
    assert files_in(model)[:3] == ["klassekart.pdf", "makkergrupper.pdf", "makkerkort.pdf"]
    assert model.made.name.startswith("makkerskap-8A-papirer-")
    assert model.done is not None
    assert model.done.values["file"] == model.made.name


def test_one_alone_is_itself(model: PapersModel) -> None:
    model.make([Paper.CARDS])
    model.job.wait()
    assert model.made.name == "makkerkort.pdf"
    assert model.made.content.startswith(b"%PDF")


def test_what_is_not_wanted_is_left_out(model: PapersModel) -> None:
    for paper in model.offered[1:-1]:
        model.want(paper, wanted=False)
    assert model.wanted == (Paper.SEATS, Paper.LETTER)
    model.want(Paper.CARDS, wanted=True)
    assert model.wanted == (Paper.SEATS, Paper.CARDS, Paper.LETTER)
    for paper in model.offered:
        model.want(paper, wanted=False)
    assert [str(one.text) for one in model.missing] == ["Choose a paper first."]


def test_each_of_several_languages_has_a_folder(model: PapersModel) -> None:
    model.speak(Language.EN, wanted=True)
    model.make([Paper.GROUPS, Paper.LISTS])
    model.job.wait()
    assert files_in(model) == [
        *("nb/makkergrupper.pdf", "nb/lister.xlsx"),
        *("en/groups-and-pairs.pdf", "en/class-lists.xlsx"),
    ]
    model.speak(Language.EN, wanted=False)
    model.speak(Language.NB, wanted=False)
    assert [one.text for one in model.missing] == ["Choose a language first."]
    model.make([Paper.GROUPS])
    assert not model.job.running


def test_the_papers_are_in_the_language_of_the_page_until_another_is_chosen(
    model: PapersModel,
) -> None:
    model.session.language = Language.NN
    assert model.languages == (Language.NN,)
    model.speak(Language.EN, wanted=True)
    model.session.language = Language.NB
    assert model.languages == (Language.NN, Language.EN)


class TestThePeriod:
    @pytest.fixture
    def two(self, model: PapersModel, eight: Roster) -> PapersModel:
        s, work = eight.students, model.session.work
        assert work is not None
        second = period_of(2, ((s[0], s[2]), (s[1], s[3])), ((s[4], s[6]), (s[5], s[7])))
        dated = replace(second, starts=date(2026, 9, 7), ends=date(2026, 9, 25))
        model.session.work = replace(work, plan=Plan((*work.plan.periods, dated)))
        return model

    def test_is_the_newest_and_one_without_seats_has_no_map(self, two: PapersModel) -> None:
        assert two.number == 2
        assert Paper.SEATS not in two.offered
        assert Paper.DATES in two.offered

    def test_an_earlier_one_is_what_it_was(self, two: PapersModel) -> None:
        two.number = 1
        assert Paper.SEATS in two.offered
        two.make([Paper.SEATS])
        two.job.wait()
        assert two.made.content.startswith(b"%PDF")

    def test_a_change_of_names_leaves_it_where_it_is(self, two: PapersModel) -> None:
        two.number = 1
        assert two.session.work is not None
        two.session.work = two.session.work.renamed("8B")
        assert two.number == 1


def test_the_first_page_can_be_looked_at(model: PapersModel) -> None:
    model.look_at(Paper.GROUPS)
    model.job.wait()
    assert isinstance(model.picture, Picture)
    assert model.picture.content.startswith(b"\x89PNG")
    assert model.made is None
    model.speak(Language.EN, wanted=True)
    assert model.picture is None


class Slow:
    """Stands in for the making: goes on when it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.began, self.go = Event(), Event()
        self.asked: list[tuple[Paper, ...]] = []
        self.was_stopped = False
        slow, file = self, Order.file

        def slowly(order: Order, on_making: ordered_papers.OnMaking) -> PaperFile | None:
            slow.asked.append(order.papers)
            slow.began.set()
            assert slow.go.wait(60)
            made = file(order, on_making)
            slow.was_stopped = slow.was_stopped or made is None
            return made

        monkeypatch.setattr(Order, "file", slowly)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow(monkeypatch)
    yield made
    made.go.set()


def test_making_does_not_hold_the_page_and_tells_how_far_it_is(
    model: PapersModel, slow: Slow
) -> None:
    told: list[Making] = []
    model.job.observe(lambda change: told.append(change["new"]), "progress")
    model.make([Paper.GROUPS, Paper.LISTS])
    assert model.job.running
    slow.go.set()
    model.job.wait()
    seen = [(one.paper, one.done, one.all) for one in told if one is not None]
    assert seen == [(Paper.GROUPS, 0, 2), (Paper.LISTS, 1, 2)]


def test_what_is_stopped_gives_no_file(model: PapersModel, slow: Slow) -> None:
    model.make(model.offered)
    model.stop()
    slow.go.set()
    model.job.wait()
    assert slow.was_stopped
    assert (model.made, model.done, model.error) == (None, None, None)


def test_the_last_click_counts(model: PapersModel, slow: Slow) -> None:
    model.make(model.offered)
    model.make([Paper.LISTS])
    slow.go.set()
    model.job.wait()
    model.job.wait()
    assert slow.asked[1:] == [(Paper.LISTS,)]
    assert model.made.name == "lister.xlsx"


def test_nothing_comes_to_whoever_has_gone_on(model: PapersModel, slow: Slow) -> None:
    model.make([Paper.LISTS])
    model.session.step = TODAY
    slow.go.set()
    model.job.wait()
    assert model.made is None


def test_what_cannot_be_made_is_told(model: PapersModel, monkeypatch: pytest.MonkeyPatch) -> None:
    model.templates.take(Paper.LETTER, Language.NB, "brev.docx", word("{{ klasse }}"))
    content = b"PK damaged"
    monkeypatch.setattr(
        type(model.templates),
        "kept",
        property(lambda _model: (replace(*_kept(model), content=content),)),
    )
    model.make([Paper.LETTER])
    model.job.wait()
    assert model.error is not None
    assert model.made is None


def _kept(model: PapersModel) -> tuple[object, ...]:
    from toolkit.workspace.templates import templates

    return templates(model.keeper.workspace)


class TestTheSchoolsTemplates:
    def test_make_the_papers_of_their_language(self, model: PapersModel) -> None:
        own = word("{{ skole }}: {{ klasse }}")
        model.templates.take(Paper.LETTER, Language.NB, "brev.docx", own)
        assert model.templates.error is None
        assert model.templates.done is not None
        model.school.say("Fjordby skole")
        model.speak(Language.EN, wanted=True)
        model.make([Paper.LETTER])
        model.job.wait()
        with ZipFile(BytesIO(model.made.content)) as archive:
            texts = {
                name: ZipFile(BytesIO(archive.read(name))).read("word/document.xml").decode()
                for name in archive.namelist()
            }
        assert "Fjordby skole: 8A" in texts["nb/informasjonsbrev.docx"]
        assert "Fjordby skole: 8A" not in texts["en/information-letter.docx"]

    def test_a_wrong_one_is_refused_in_a_sentence(self, model: PapersModel) -> None:
        model.templates.take(Paper.LETTER, Language.NB, "brev.docx", word("Hei", "{{ klase }}"))
        assert model.templates.error is not None
        assert "paragraph 2" in str(model.templates.error)
        assert model.templates.kept == ()

    def test_ours_is_a_beginning_for_one(self, model: PapersModel) -> None:
        for paper in (Paper.LETTER, Paper.CONTRACTS):
            for language in Language:
                ours = model.templates.example(paper, language)
                model.templates.take(paper, language, "mal.docx", ours)
                assert model.templates.error is None
        assert len(model.templates.kept) == 6

    def test_one_is_deleted_after_a_question(self, model: PapersModel) -> None:
        model.templates.take(Paper.LETTER, Language.NB, "brev.docx", word("Hei"))
        (kept,) = model.templates.kept
        model.templates.ask_to_delete(kept)
        model.templates.leave()
        model.templates.delete()
        assert model.templates.kept == (kept,)
        model.templates.ask_to_delete(kept)
        model.templates.delete()
        assert model.templates.kept == ()
        assert model.templates.asking is None


def test_contracts_that_are_handed_over_are_told_to_the_log(
    session: Session, eight: Roster
) -> None:
    keeper = keeper_of(session)
    session.turn_to(seated_class(eight).renamed("8A"))
    model = PapersModel(keeper)
    assert session.kept is not None
    for asked, told in (([Paper.CARDS], []), ([Paper.CARDS, Paper.CONTRACTS], [1])):
        model.make(asked)
        model.job.wait()
        assert model.error is None
        log = changes(keeper.workspace, session.kept.class_id, 99)
        assert [one.number for one in log if one.kind is Kind.CONTRACTS] == told
