"""Exports of form tools and counts are read as counts, and as nothing else."""

import pickle

import pytest

from tests.evaluation.exports import (
    FORM,
    OUTSIDE,
    PRIVATE,
    START,
    TOOLS,
    as_csv,
    as_workbook,
    google,
)
from toolkit.errors import InputError
from toolkit.evaluation.counts import Counts, Tally
from toolkit.files.answers import counts_to_text, read_answers
from toolkit.files.evaluation_forms import SHIPPED, read_form
from toolkit.files.sources import Source
from toolkit.messages import Language


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_is_counted(tool: object, language: Language) -> None:
    assert callable(tool)
    counts: Counts = read_answers(tool(language))
    assert [item.key for item in counts.items] == ["start", "outside"]
    assert counts.tallies(START) == {"8A": Tally(2, 2, 0), "8B": Tally(1, 0, 0)}
    assert counts.tallies(OUTSIDE) == {"8A": Tally(2, 1, 0), "8B": Tally(0, 0, 1)}


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_else_is_kept(tool: object) -> None:
    assert callable(tool)
    kept = pickle.dumps(read_answers(tool(Language.NB)))
    for private in ("Hemmelig", "hemmelig", "2027", "10:00", "10.0.0.1"):
        assert private.encode() not in kept


def test_counts_come_out_as_they_went_in() -> None:
    counts = read_answers(google(Language.NN))
    text = counts_to_text(counts)
    assert text.splitlines()[:2] == [
        "class,role,item,answer,count",
        "8A,student,start,strongly_agree,1",
    ]
    assert read_answers(Source("tall.csv", text.encode())) == counts


def test_what_stands_twice_is_added() -> None:
    rows = ("8A,student,start,Helt enig,3", "8 a,student,start,heilt einig,4")
    text = "\n".join(("class,role,item,answer,count", *rows))
    counts = read_answers(Source("tall.csv", text.encode()))
    assert counts.tallies(START) == {"8A": Tally(7, 7)}


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("8A,student,strat,Helt enig,3", "item", "no such question"),
        ("8A,teacher,start,Helt enig,3", "role", "for students"),
        ("8A,student,start,Kanskje Zz,3", "answer", "none of the answers"),
        ("8A,student,start,Helt enig,tre", "count", "whole number"),
        ("8A,student,start,Helt enig,-3", "count", "whole number"),
        ("Kari Zz-Hemmelig Hansen,student,start,Helt enig,3", "class", "look like a class"),
    ],
)
def test_a_count_that_is_none_is_said_with_its_place(row: str, column: str, said: str) -> None:
    text = f"class,role,item,answer,count\n8A,student,start,Helt enig,3\n{row}\n"
    with pytest.raises(InputError, match=said) as error:
        read_answers(Source("tall.csv", text.encode()))
    assert error.value.spot is not None
    assert (error.value.spot.line, error.value.spot.column) == (3, column)
    assert "Zz" not in str(error.value)


def test_what_is_no_answer_is_not_repeated() -> None:
    """It may be free text under the wrong heading."""
    rows = [["Klasse", START.text(Language.NB)], ["8A", "Helt enig"], ["8A", PRIVATE[2]]]
    with pytest.raises(InputError, match=r"svar\.csv, line 3, column B") as error:
        read_answers(as_csv(rows))
    assert "Hemmelig" not in str(error.value)


@pytest.mark.parametrize(
    "written",
    [
        "Kari Zz",
        "Zz",
        "Ola",
        "8 Zzeta",
        "8A Zz",
        "zz@skolen.example",
        "98765432",
        "12.05.2012",
        "14",
    ],
)
def test_a_name_is_no_class(written: str) -> None:
    """And is not said in the error: a student may have written it."""
    rows = [["Klasse", START.text(Language.NB)], ["8A", "Helt enig"], [written, "Helt enig"]]
    for classes in ((), ("8A", "8B")):
        with pytest.raises(InputError, match=r"svar\.csv, line 3, column A") as error:
            read_answers(as_csv(rows), classes=classes)
        assert "Zz" not in str(error.value)
        assert "zz@" not in str(error.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((one, "8A") for one in ("8A", "8 a", "8.A", "klasse 8A", "8a-klassen", "8A klasse")),
        *((one, one) for one in ("10b", "1STA", "Vg2 HEA", "vg1", "8-1", "9", "1ID3", "8 B2")),
    ],
)
def test_classes_are_written_in_many_ways(written: str, meant: str) -> None:
    rows = [["Klasse", START.text(Language.NB)], [meant, "Helt enig"], [written, "Helt uenig"]]
    assert read_answers(as_csv(rows)).tallies(START) == {meant: Tally(2, 1)}


def test_a_school_calls_its_classes_as_it_wants() -> None:
    rows = [["Klasse", START.text(Language.NB)], ["rosa", "Helt enig"], ["8b-klassen", "Helt enig"]]
    counts = read_answers(as_csv(rows), classes=("Rosa", "8 B"))
    assert counts.classes == ("Rosa", "8 B")
    rows[1][0] = "8A"
    with pytest.raises(InputError, match="none of the school's classes"):
        read_answers(as_csv(rows), classes=("Rosa", "8 B"))


@pytest.mark.parametrize(
    "heading",
    ["Hvilken klasse går du i?", "Kva klasse er du i?", "Which class are you in?", "Klassen din *"],
)
def test_the_class_is_asked_for_in_many_ways(heading: str) -> None:
    rows = [[heading, START.text(Language.NB)], ["8A", "Helt enig"]]
    assert read_answers(as_csv(rows)).classes == ("8A",)


def test_the_class_may_be_headed_above_merged_cells() -> None:
    rows = [["Klasse", "Hva mener du?", ""], ["", START.text(Language.NB), "Kommentar"]]
    rows += [["8A", "Helt enig", PRIVATE[2]], ["8B", "Helt enig", ""]]
    for source in (as_csv(rows), as_workbook(rows)):
        assert read_answers(source).classes == ("8A", "8B")


@pytest.mark.parametrize("which", ["comment", "other", "Kommentar", "Annet", "SQ1comment"])
def test_what_is_written_beside_an_answer_is_left_out(which: str) -> None:
    text = START.text(Language.NB)
    rows = [[f"G1Q1. {text}", f"G1Q1[{which}]. {text} [{which}]"], ["Helt enig", PRIVATE[2]]]
    assert read_answers(as_csv(rows)).tallies(START) == {"": Tally(1, 1)}


@pytest.mark.parametrize("number", ["2", ".1", " 2"])
def test_a_question_that_a_tool_has_numbered_is_the_same(number: str) -> None:
    text = START.text(Language.NB)
    with pytest.raises(InputError, match="Two columns"):
        read_answers(as_csv([[text, f"{text}{number}"], ["Helt enig", "Helt enig"]]))


@pytest.mark.parametrize("none", ["Ikke besvart", "Ikkje svart", "No answer", "N/A", " "])
def test_no_answer_is_said_in_many_ways(none: str) -> None:
    rows = [[START.text(Language.NB)], ["Helt enig"], [none]]
    rows = [["Klasse", *row] if at == 0 else ["8A", *row] for at, row in enumerate(rows)]
    assert read_answers(as_csv(rows)).tallies(START) == {"8A": Tally(1, 1, 1)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_export_in_any_encoding(encoding: str, delimiter: str) -> None:
    rows = [
        ["Kjønn", "Klasse", START.text(Language.NN)],
        ["Ønsker ikke å svare", "8Å", "Heilt ueinig"],
    ]
    text = as_csv(rows, delimiter).content.decode("utf-8-sig")
    source = Source("svar.csv", text.encode(encoding))
    assert read_answers(source).tallies(START) == {"8Å": Tally(1, 0)}


def test_two_columns_of_one_question_are_not_guessed_between() -> None:
    text = START.text(Language.NB)
    with pytest.raises(InputError, match="Two columns"):
        read_answers(as_csv([[text, f"{text}."], ["Helt enig", "Helt enig"]]))


@pytest.mark.parametrize("text", ["Navn\nKari Zz\n", "x\n"])
def test_another_file_is_told_as_one(text: str) -> None:
    with pytest.raises(InputError, match="None of the form's questions"):
        read_answers(Source("liste.csv", text.encode()))


class TestTheForm:
    def test_the_shipped_one_has_the_published_figures(self) -> None:
        figures = {item.key: [(one.share, one.n) for one in item.published] for item in FORM.items}
        assert figures == {
            "start": [(0.93, 72), (0.78, 33000)],
            "outside": [(0.70, 72), (0.59, 33000)],
            "safe": [(0.78, 72), (0.66, 33000)],
            "known": [(0.87, 72), (0.75, 33000)],
            "satisfied": [(0.75, 1538)],
        }

    def test_a_school_may_have_its_own(self) -> None:
        text = SHIPPED.read_text("utf-8").replace("Helt enig", "Ja, absolutt")
        form = read_form(Source("skjema.toml", text.encode()))
        counts = read_answers(as_csv([[START.text(Language.NB)], ["ja absolutt!"]]), form)
        assert counts.tallies(form.items[0]) == {"": Tally(1, 1)}

    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [
            ('scale = "agreement"', 'scale = "enighet"', "Choose one of these"),
            ('key = "outside"', 'key = "start"', "same words"),
            ('nb = "Delvis enig"', 'nb = "Helt enig"', "same words"),
            ("share = 0.93", "share = 93", "from 0 to 1"),
            ("{ share = 0.93, n = 72,", '"93 %", { n = 72,', r": \{ share = 0\.9, n = 72 \}\."),
            ("n = 72", "n = 0", "whole number from 1"),
            ('role = "teacher"', 'role = "rektor"', "Choose one of these"),
            ("agrees = true", "agrees = false", "must agree"),
            ('key = "known"', 'nokkel = "known"', "nokkel"),
            ('nb = "Jeg har følt meg mindre utenfor på skolen"', 'nb = " "', "empty"),
            ("[[item]]", "[[sporsmal]]", "sporsmal"),
        ],
    )
    def test_what_is_no_form_is_said_with_its_place(
        self, before: str, after: str, said: str
    ) -> None:
        text = SHIPPED.read_text("utf-8").replace(before, after)
        with pytest.raises(InputError, match=said) as error:
            read_form(Source("skjema.toml", text.encode()))
        assert error.value.spot is not None
        assert error.value.spot.line is not None

    @pytest.mark.parametrize("text", ["", "# nothing\n"])
    def test_one_without_questions_is_none(self, text: str) -> None:
        with pytest.raises(InputError, match="no questions"):
            read_form(Source("skjema.toml", text.encode()))
