"""What a class wants to try after the evaluation, and nobody's name in it."""

import pytest

from toolkit.errors import InputError
from toolkit.people import Roster, Student
from toolkit.workspace import tables
from toolkit.workspace.erasing import delete_school_year
from toolkit.workspace.wishes import keep_wishes, kept_wishes
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from .kept import Database, holds, rows

YEAR = "2026/2027"
CLASS = Work(Roster((Student("a", "Dag Zzeta"), Student("b", "Åse-Marie Olsen", "8A"))))


def test_three_things_of_each_class_and_year(workspace: Workspace) -> None:
    assert kept_wishes(workspace, YEAR, "8A") == ()
    keep_wishes(workspace, YEAR, "8A", ["Mer tid  i starten", "", "Ute hver dag", "Quiz"])
    keep_wishes(workspace, YEAR, "8B", ["Bytte rom"])
    assert kept_wishes(workspace, YEAR, "8 a") == ("Mer tid i starten", "Ute hver dag", "Quiz")
    assert kept_wishes(workspace, "2025/2026", "8A") == ()
    keep_wishes(workspace, YEAR, "8A", ["Quiz"])
    assert kept_wishes(workspace, YEAR, "8A") == ("Quiz",)


@pytest.mark.parametrize(
    "text",
    ["Dag vil ha quiz", "mer tid til zzeta", "Zzetas gruppe ute", "olsen-banden", "åse-marie"],
)
def test_whoever_is_named_is_not_kept(plain: Database, text: str) -> None:
    workspace = plain.open()
    workspace.begin(CLASS)
    if text == "olsen-banden":
        keep_wishes(workspace, YEAR, "8A", [text])  # a word of its own
        return
    keep_wishes(workspace, YEAR, "8A", ["Ute hver dag"])
    with pytest.raises(InputError, match="without a name") as refused:
        keep_wishes(workspace, YEAR, "8A", ["Quiz", text])
    assert "eta" not in str(refused.value)
    assert kept_wishes(workspace, YEAR, "8A") == ("Ute hver dag",)


@pytest.mark.parametrize(
    ("school_class", "wishes", "said"),
    [
        ("8A", ["a", "b", "c", "d"], "At most 3"),
        ("8A", ["x" * 121], "120 letters"),
        ("Kari Zz", ["Quiz"], "look like a class"),
    ],
)
def test_what_is_too_much_is_refused(
    plain: Database, school_class: str, wishes: list[str], said: str
) -> None:
    workspace = plain.open()
    with pytest.raises(InputError, match=said):
        keep_wishes(workspace, YEAR, school_class, wishes)
    assert rows(workspace, tables.ClassWish) == []


def test_what_is_not_wanted_any_more_is_gone(plain: Database) -> None:
    workspace = plain.open()
    keep_wishes(workspace, YEAR, "8A", ["Zirkus i gymsalen"])
    keep_wishes(workspace, YEAR, "8A", [])
    assert holds(plain.path.parent, "Zirkus") == set()
    keep_wishes(workspace, YEAR, "8A", ["Zirkus i gymsalen"])
    delete_school_year(workspace, YEAR)
    assert holds(plain.path.parent, "Zirkus") == set()
