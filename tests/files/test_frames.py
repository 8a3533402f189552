"""DataFrames in and out: read by the same readers as files, with the same errors."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as mk

NAMES = (
    "Ida Berg",
    "Jonas Lie",
    "Ali Khan",
    "Nora Dahl",
    "Emil Vik",
    "Sara Moe",
    "Bo Bø",
    "Eli Ås",
)
ROSTER = mk.Roster(
    tuple(
        mk.Student(str(number), name, "8A", {"primary_school": "Lia", "Instrument": ""})
        for number, name in enumerate(NAMES, start=1)
    )
)
PLAN = mk.plan_year(ROSTER, periods=2)


@pytest.mark.parametrize("path", ["8a.csv", "8b.csv", "8d.ods", "9b.csv", "10c.xlsx", "vg1.csv"])
def test_a_roster_goes_into_a_frame_and_comes_back(path: str) -> None:
    roster = mk.read_roster(f"sample_data/{path}")
    frame = roster.to_frame()
    assert len(frame) == len(roster)
    assert mk.Roster.from_frame(frame) == roster


def test_the_columns_of_a_frame_are_those_of_the_class_list() -> None:
    assert list(ROSTER.to_frame()) == ["id", "name", "class", "primary_school", "Instrument"]
    assert list(mk.Roster((mk.Student("1", "Ida"),)).to_frame()) == ["id", "name"]


def test_cells_become_the_text_that_a_file_would_hold() -> None:
    frame = pd.DataFrame(
        {
            "Elevnr": [7, 8],
            "Fornavn": ["Ida", "Bo"],
            "Etternavn": ["Berg", "Bø"],
            "Gruppestørrelse": [1.0, np.nan],
            "Nivå": pd.Categorical(["a", None]),
            "Begynte": [date(2026, 8, 17), pd.NaT],
        }
    )
    columns = {"Begynte": mk.Meaning.ATTRIBUTE}  # days are left out, for they may be birthdays
    one, other = mk.read_roster(frame, columns=columns)
    assert one == mk.Student(
        "7", "Ida Berg", "", {"Gruppestørrelse": "1", "Nivå": "a", "Begynte": "2026-08-17"}
    )
    assert set(dict(other.attributes).values()) == {""}


def test_an_index_with_a_name_is_a_column() -> None:
    frame = pd.DataFrame({"name": ["Ida", "Bo"]}, index=pd.Index(["x", "y"], name="id"))
    assert list(mk.Roster.from_frame(frame).by_id) == ["x", "y"]


def test_columns_can_be_told_what_they_are() -> None:
    frame = pd.DataFrame({"Elev": ["Ida", "Bo"], "Merknad": ["tuba", "horn"]})
    assert mk.Roster.from_frame(frame).attributes == ()
    columns = {"Merknad": mk.Meaning.ATTRIBUTE}
    assert mk.read_roster(frame, columns=columns).attributes == ("Merknad",)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pd.DataFrame({"name": ["Ida", ""], "id": ["1", "2"]}), "DataFrame, line 3, column name:"),
        (pd.DataFrame({"name": ["Ida", "Bo"], "id": ["1", "1"]}), "DataFrame, line 3, column id: "),
        (pd.DataFrame({"name": [], "id": []}), "DataFrame: The file is empty."),
        (pd.DataFrame(), "DataFrame: The file is empty."),
        (
            pd.DataFrame({"name": ["Ida"], "x": ["55108695071"]}),
            "DataFrame, line 2, column x: A national identity number stands here.",
        ),
        ({"name": ["Ida"]}, "source: This should be of the type str, and is dict."),
    ],
)
def test_what_cannot_be_a_class_list_is_refused_with_row_and_column(frame, said: str) -> None:
    with pytest.raises(mk.InputError) as refused:
        mk.Roster.from_frame(frame)
    assert str(refused.value).startswith(said)


def test_a_plan_comes_back_equal_with_its_roster() -> None:
    assert mk.Plan.from_frame(PLAN.to_frame(), ROSTER) == PLAN


def test_without_a_roster_a_plan_is_what_its_file_holds(tmp_path) -> None:
    for plan in (PLAN, replace(PLAN, school_class="8A")):
        mk.write_plan(plan, tmp_path / "plan.csv")
        read = mk.read_plan(tmp_path / "plan.csv")
        assert mk.Plan.from_frame(plan.to_frame()) == read
        assert mk.Plan.from_frame(read.to_frame()) == read
        assert mk.Plan.from_frame(read.to_frame()).school_class == plan.school_class


def test_the_days_of_a_plan_may_be_days() -> None:
    first = replace(PLAN.periods[0], starts=date(2026, 8, 17), ends=date(2026, 9, 6))
    plan = mk.Plan((first,))
    frame = plan.to_frame()
    frame["starts"] = pd.to_datetime(frame["starts"])
    assert mk.Plan.from_frame(frame, ROSTER) == plan


def test_a_cell_of_a_plan_that_cannot_be_is_refused_with_row_and_column() -> None:
    frame = PLAN.to_frame()
    frame.loc[2, "student_id"] = frame.loc[1, "student_id"]
    with pytest.raises(mk.InputError, match=r"^DataFrame, line 4, column student_id: "):
        mk.Plan.from_frame(frame)
    with pytest.raises(mk.InputError, match=r"^DataFrame, line 1: This is no plan"):
        mk.Plan.from_frame(ROSTER.to_frame())


READ = mk.read_roster  # imported here, for what an import takes is no time of an example
WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), unique_by=lambda row: row[0], min_size=1))
def test_every_roster_of_words_comes_back(rows: list[tuple[str, str, str]]) -> None:
    roster = mk.Roster(
        tuple(
            mk.Student(key, f"{first} {last}", "8A", {"Instrument": last})
            for key, first, last in rows
        )
    )
    assert mk.Roster.from_frame(roster.to_frame()) == roster == READ(roster.to_frame())
