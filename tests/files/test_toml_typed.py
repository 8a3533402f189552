"""Rules as word processors write them, and as people copy them out of mails."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.rules import read_rules
from toolkit.files.rules_text import rules_to_toml
from toolkit.files.sources import Source
from toolkit.files.toml_typed import made_plain
from toolkit.people import Roster, Student
from toolkit.rules import NO_RULES, KeepApart, Rules, Scope, Together

NAMES = ("Ida Berg", "Siobhán O'Neill", "Anne-Marie Lie", "B. A. Dahl")
ROSTER = Roster(tuple(Student(str(n), name) for n, name in enumerate(NAMES)))
TEXT = """\
# who “must not” sit together
interval_weeks = 4

[[keep_apart]]
students = ["Ida Berg", "Siobhán O'Neill"]
scope = "pair"

[[together]]
students = ["Anne-Marie Lie", "B. A. Dahl"]
periods = [1, 2]
"""
RULES = Rules(
    4,
    keep_apart=(KeepApart(("0", "1"), Scope.PAIR),),
    together=(Together(("2", "3"), (1, 2)),),
)


def read(text: str, encoding: str = "utf-8") -> Rules:
    return read_rules(Source("r.toml", text.encode(encoding)), ROSTER)


def quoted(opening: str, closing: str) -> str:
    return "".join(
        line
        if line.startswith("#")
        else line.replace(' "', f" {opening}").replace('["', f"[{opening}").replace('"', closing)
        for line in TEXT.splitlines(keepends=True)
    )


QUOTES = ["“”", "””", "„“", "„”", "«»", "»«", "‘’", "’’", "‚‘", "‹›", "″″", "＂＂", '"”', '“"']


@pytest.mark.parametrize("marks", QUOTES)
def test_quotation_marks_of_any_kind(marks: str) -> None:
    assert read(quoted(*marks)) == RULES


@pytest.mark.parametrize(
    ("plain", "typed"),
    [
        (" = ", "\u00a0=\u00a0"),
        (" = ", "\u202f=\u2009"),
        (" = ", "\u3000= "),
        ("students", "\u200bstudents"),
        ("scope", "sco\u00adpe"),
        ("[[", "\ufeff[["),
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("\n", "\u2028"),
        ("\n", "\v"),
        ("\n\n", "\n\u00a0\n"),
        ("O'Neill", "O’Neill"),
        ("Anne-Marie", "Anne–Marie"),
        ("Ida Berg", "Ida\u00a0Berg"),
        ("á", "a\u0301"),
        (" [", "\t["),
        (", ", "\u00a0,\u00a0"),
    ],
)
@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_spaces_marks_and_letters_of_any_kind(plain: str, typed: str, marks: str) -> None:
    text = quoted(*marks)
    assert plain in text
    assert read(text.replace(plain, typed)) == RULES


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_curly_marks_in_any_encoding(encoding: str) -> None:
    assert read(quoted("“", "”"), encoding) == RULES


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\xef\xbb\xbf", b"\xff\xfe", b"  \r\n\t", "\u00a0\n".encode()]
)
def test_an_empty_file_is_no_rules(content: bytes) -> None:
    assert read_rules(Source("r.toml", content), ROSTER) == NO_RULES


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("“Ida Berg”", "“Ida Borg”", (5, 13), "called Ida Borg. Did you mean Ida Berg?"),
        ("“Ida Berg”", "“Ida Berg", (5, 13), "“ means nothing here"),
        ("“Ida Berg”", "Ida Berg", (5, 13), "cannot be read from here on"),
        ("periods = [1, 2]", "periods = [1, 2, …]", (10, 18), "… means nothing here"),
        ("periods = [1, 2]", "periods = [1, −2]", (10, 15), "whole number from 1"),
        ("periods = [1, 2]", "periods → [1, 2]", (10, 9), "→ means nothing here"),
        ("scope = “pair”", "scope = “room”", (6, 9), "Choose one of these"),
        ("scope", "skope", (6, 1), "Did you mean scope?"),
    ],
)
def test_errors_keep_their_place(old: str, new: str, place: tuple[int, int], says: str) -> None:
    text = quoted("“", "”")
    assert text.count(old) == 1
    with pytest.raises(InputError) as caught:
        read(text.replace(old, new))
    assert (caught.value.spot.line, caught.value.spot.column) == place
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04...", b"{\\rtf1 x}", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"]
)
def test_a_document_is_asked_for_as_plain_text(content: bytes) -> None:
    with pytest.raises(InputError, match="Save the rules as a file of text"):
        read_rules(Source("rules.docx", content), ROSTER)


def test_what_is_right_already_keeps_every_mark() -> None:
    roster = Roster((Student("1", "Ida “Idun” Berg"), Student("2", "«Bo»\u00a0Lie")))
    rules = Rules(keep_apart=(KeepApart(("1", "2")),))
    text = rules_to_toml(rules, roster)
    assert read_rules(Source("r.toml", text.encode()), roster) == rules
    assert made_plain(text) == text


@given(st.text(st.sampled_from("\"'“”’«#=[],\\ \u00a0\n\u200baÅ.–…1"), max_size=40))
def test_whatever_was_typed_ends_in_rules_or_a_sentence(text: str) -> None:
    with suppress(InputError):
        read(text)
    assert made_plain(text).count("\n") == text.count("\n")
