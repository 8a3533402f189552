"""The command evaluate."""

import json
from pathlib import Path

import pytest

COUNTS = """class,role,item,answer,count
8A,student,start,Helt enig,15
8A,student,start,Delvis enig,7
8A,student,start,Helt uenig,4
8A,student,start,,2
8A,student,known,Helt enig,28
"""
SMALL = """8B,student,start,Helt enig,6
8B,student,start,Helt uenig,3
"""
KEYS = ("n", "missing", "agree", "share", "low", "high", "published", "published_n", "difference")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tall.csv").write_text(COUNTS, "utf-8")
    (tmp_path / "to.csv").write_text(COUNTS + SMALL, "utf-8")
    return tmp_path


def test_as_json_every_figure_has_its_uncertainty(makkerskap) -> None:
    status, out, err = makkerskap("evaluate", "tall.csv", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert list(told) == ["items"]
    assert told["items"] == [
        {
            "item": "start",
            "n": 26,
            "missing": 2,
            "agree": 22,
            "share": 0.846,
            "low": 0.66,
            "high": 0.94,
            "published": 0.93,
            "published_n": 72,
            "difference": [-0.27, 0.04],
            "hidden": False,
        },
        {"item": "known", **dict.fromkeys(KEYS), "hidden": True},  # all of them agree
    ]


def test_outside_the_school_less_is_told(makkerskap) -> None:
    for options in (("--share", "outside"), ("--least", "26")):
        _, out, _ = makkerskap("evaluate", "tall.csv", "--json", *options)
        assert not json.loads(out)["items"][0]["hidden"]
    status, out, _ = makkerskap("evaluate", "tall.csv", "--json", "--least", "27")
    assert status == 0
    assert json.loads(out)["items"][0] == {"item": "start", **dict.fromkeys(KEYS), "hidden": True}
    status, _, err = makkerskap(
        "evaluate", "tall.csv", "--share", "outside", "--least", "19", "--lang", "en"
    )
    assert (status, err) == (2, "At least 20 answers are needed here.\n")


def test_a_small_class_cannot_be_worked_out(makkerskap) -> None:
    _, out, _ = makkerskap("evaluate", "to.csv", "--json")
    told = json.loads(out)
    assert (told["items"][0]["n"], told["items"][0]["missing"]) == (35, None)
    assert [one["class"] for one in told["classes"]] == ["8A", "8B"]
    assert all(one["items"][0]["hidden"] for one in told["classes"])


def test_in_words_nothing_is_said_to_be_more_or_less_by_chance(makkerskap, workplace) -> None:
    status, out, _ = makkerskap("evaluate", "tall.csv", "--lang", "en")
    assert status == 0
    lines = out.splitlines()
    assert lines[0].endswith(": 22 of 26 agree (85 %, likely between 66 % and 94 %).")
    assert lines[1:4] == [
        "  2 did not answer.",
        "  Published: 93 % of 72 (Hole ungdomsskole, 8. trinn, –2019).",
        "  The difference may be chance.",
    ]
    assert lines[4].endswith("or another class could be worked out.")
    for agree, said in ((5, "fewer"), (199, "more")):
        text = f"role,item,answer,count\nstudent,start,Helt enig,{agree}\n"
        text += f"student,start,Helt uenig,{200 - agree}\n"
        (workplace / "andre.csv").write_text(text, "utf-8")
        _, out, _ = makkerskap("evaluate", "andre.csv", "--lang", "en")
        assert f"Here {said} agree, and that is hardly chance." in out


def test_the_counts_are_written_and_read_again(makkerskap, workplace: Path) -> None:
    _, first, _ = makkerskap("evaluate", "to.csv", "--json", "--output", "igjen.csv")
    _, again, _ = makkerskap("evaluate", "igjen.csv", "--json")
    assert first == again


def test_the_schools_own_form(makkerskap, workplace: Path) -> None:
    (workplace / "skjema.toml").write_text("[[item]]\n", "utf-8")
    status, _, err = makkerskap("evaluate", "tall.csv", "--form", "skjema.toml", "--lang", "en")
    assert status == 2
    assert err.startswith("skjema.toml, line 1")


def test_the_schools_classes(makkerskap, workplace: Path) -> None:
    (workplace / "rosa.csv").write_text(COUNTS.replace("8A", "Rosa"), "utf-8")
    status, _, err = makkerskap("evaluate", "rosa.csv", "--lang", "en")
    assert (status, err.startswith("rosa.csv, line 2, column class: ")) == (2, True)
    status, _, _ = makkerskap("evaluate", "rosa.csv", "--classes", "Blå,rosa")
    assert status == 0


SCHOOL = "class,role,item,answer,count\n" + "".join(
    f"8{letter},student,start,{answer},{count}\n"
    for letter, agree in zip("ABCDEF", (15, 18, 16, 17, 14, 19), strict=True)
    for answer, count in (("Helt enig", agree), ("Helt uenig", 25 - agree))
)
EARLIER = (
    "class,role,item,answer,count\n8A,student,start,Helt enig,40\n8A,student,start,Helt uenig,110\n"
)


def test_a_school_is_judged_class_by_class(makkerskap, workplace: Path) -> None:
    (workplace / "skole.csv").write_text(SCHOOL, "utf-8")
    _, out, _ = makkerskap("evaluate", "skole.csv", "--json")
    told = json.loads(out)
    (together,) = told["items"]
    (clustered,) = told["clustered"]
    assert (clustered["item"], clustered["classes"]) == ("start", 6)
    assert clustered["low"] < together["low"] < together["high"] < clustered["high"]
    assert clustered["difference"][0] < together["difference"][0]
    _, out, _ = makkerskap("evaluate", "skole.csv", "--lang", "en")
    assert out.splitlines()[1].startswith("  Taken class by class, likely between ")


def test_the_year_before(makkerskap, workplace: Path) -> None:
    (workplace / "skole.csv").write_text(SCHOOL, "utf-8")
    (workplace / "i_fjor.csv").write_text(EARLIER, "utf-8")
    _, out, _ = makkerskap("evaluate", "skole.csv", "--before", "i_fjor.csv", "--json")
    (before,) = json.loads(out)["before"]
    assert (before["n"], before["agree"], before["share"]) == (150, 40, 0.267)
    assert before["change"][0] > 0.2
    for earlier, said in (
        ("i_fjor.csv", "Here more agree, and that is hardly chance."),
        ("skole.csv", "The difference may be chance."),
    ):
        _, out, _ = makkerskap("evaluate", "skole.csv", "--before", earlier, "--lang", "en")
        lines = out.split("\n\n")[0].splitlines()
        assert lines[-1].strip() == said
        assert lines[-2].startswith("  The year before: ")


def test_a_page_of_the_results_and_a_form_to_fill_in(makkerskap, workplace: Path) -> None:
    named = ("--school", "Lia skole")
    status, out, _ = makkerskap(
        "evaluate", "tall.csv", "--page", "resultat.pdf", "--year", "2026/2027", *named
    )
    assert (status, out.count("22")) == (0, 1)
    status, out, _ = makkerskap("form", "--role", "teacher", "--output", "skjema.pdf", *named)
    assert (status, "skjema.pdf" in out) == (0, True)
    for file in ("resultat.pdf", "skjema.pdf"):
        assert (workplace / file).read_bytes().startswith(b"%PDF-")
    status, _, err = makkerskap("form", "--output", "skjema.docx", "--lang", "en")
    assert (status, err) == (2, "skjema.docx: Give the file the ending .pdf.\n")
    status, _, err = makkerskap("evaluate", "tall.csv", "--page", "x.png", "--lang", "en")
    assert (status, err) == (2, "x.png: Give the file the ending .pdf.\n")


def test_a_table_of_what_is_told(makkerskap, workplace: Path) -> None:
    status, _, _ = makkerskap("evaluate", "to.csv", "--table", "tabell.csv", "--lang", "en")
    assert status == 0
    heading, *rows = (workplace / "tabell.csv").read_text("utf-8").splitlines()
    assert heading.startswith("Question,Class,Agree,Answers,")
    assert ",28,35,," in rows[0]
    assert [row.split(",")[1:3] for row in rows[2:]] == [
        ["8A", "hidden"],
        ["8A", "hidden"],
        ["8B", "hidden"],
    ]
