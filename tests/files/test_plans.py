from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.plans import (
    plans_to_text,
    read_plan,
    read_plans,
    write_plan,
    write_plans,
)
from toolkit.files.sources import Source
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan, plan_rows

from .building import HOSTILE, xlsx

IDA, NORA, ALI, EMIL, LIV = (
    Student(f"8a-0{n}", name)
    for n, name in enumerate(("Ida Berg", "Nora Dahl", "Ali Khan", "Emil Vik", "Liv Moe"), 1)
)
PLAN = Plan(
    (
        Period(
            1,
            (Group("1", (Pair("1", (NORA, IDA)), Pair("2", (ALI, EMIL, LIV)))),),
            date(2026, 8, 17),
            date(2026, 9, 6),
        ),
        Period(2, (Group("B", (Pair("x", (IDA, ALI)), Pair("y", (EMIL, NORA)))),)),
    )
)
TEXT = """\
period,starts,ends,group,pair,student_id,student
1,2026-08-17,2026-09-06,1,1,8a-02,Nora Dahl
1,2026-08-17,2026-09-06,1,1,8a-01,Ida Berg
1,2026-08-17,2026-09-06,1,2,8a-03,Ali Khan
1,2026-08-17,2026-09-06,1,2,8a-04,Emil Vik
1,2026-08-17,2026-09-06,1,2,8a-05,Liv Moe
2,,,B,x,8a-01,Ida Berg
2,,,B,x,8a-03,Ali Khan
2,,,B,y,8a-04,Emil Vik
2,,,B,y,8a-02,Nora Dahl
"""


def read(text: str) -> Plan:
    return read_plan(Source("p.csv", text.encode()))


def of_class(plan: Plan, name: str) -> Plan:
    """The same plan for a class with that name."""
    text = plans_to_text((plan,)).splitlines(keepends=True)
    lines = ["class," + text[0], *(f"{name}," + line for line in text[1:])]
    return read("".join(lines))


def test_writes_one_row_a_student_and_period():
    assert plans_to_text((PLAN,)) == TEXT


def test_reads_what_it_writes():
    assert read(TEXT) == PLAN


def test_names_the_class_first_where_there_is_one():
    plans = (of_class(PLAN, "8A"), of_class(PLAN, "8B"))
    header, first, *_ = plan_rows(plans)
    assert header[:2] == ("class", "period")
    assert first[:2] == ("8A", 1)
    text = plans_to_text(plans)
    assert read_plans(Source("p.csv", text.encode())) == plans
    assert {student.school_class for student in plans[1].periods[0].students} == {"8B"}


def test_reads_the_plan_of_the_roster_among_several():
    one, other = of_class(PLAN, "8A"), of_class(PLAN, "8B")
    source = Source("p.csv", plans_to_text((one, other)).encode())
    assert read_plan(source, Roster((Student("1", "Ida", "8B"),))) == other
    with pytest.raises(InputError, match=r"several classes: 8A, 8B"):
        read_plan(source)


def test_the_frame_has_the_columns_of_the_file():
    frame = PLAN.to_frame()
    assert ",".join(frame.columns) == TEXT.splitlines()[0]
    assert list(frame.itertuples(index=False, name=None)) == plan_rows((PLAN,))[1:]
    assert list(Plan().to_frame().columns) == list(frame.columns)


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace(",", ";"),
        "\ufeff" + TEXT.replace("\n", "\r\n"),
        TEXT.replace("2026-08-17", "17.08.2026").replace("2026-09-06", "06.09.2026"),
        TEXT.replace("period,starts", "Period , STARTS"),
    ],
)
def test_reads_what_a_spreadsheet_makes_of_a_plan(changed):
    assert read(changed) == PLAN


def test_reads_a_plan_in_a_workbook():
    rows = [[str(cell) for cell in row] for row in plan_rows((PLAN,))]
    assert read_plan(Source("p.xlsx", xlsx(rows))) == PLAN


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("starts,ends,", "", (1, None), "no plan: the columns starts, ends are missing"),
        ("2,,,B,x,8a-01", "two,,,B,x,8a-01", (7, "period"), "whole number"),
        ("2,,,B,x,8a-01", "0,,,B,x,8a-01", (7, "period"), "whole number"),
        ("1,1,8a-02,Nora Dahl", "1,1,,Nora Dahl", (2, "student_id"), "empty"),
        ("1,1,8a-02,Nora Dahl", "1,1,8a-02,", (2, "student"), "empty"),
        ("1,1,8a-02", "1,,8a-02", (2, "pair"), "empty"),
        ("17,2026-09-06,1,1,8a-02", "17,in May,1,1,8a-02", (2, "ends"), "2026-08-17"),
        ("17,2026-09-06,1,1,8a-02", "17,2026-02-30,1,1,8a-02", (2, "ends"), "2026-08-17"),
        ("17,2026-09-06,1,1,8a-02", "17,2026-08-16,1,1,8a-02", (2, "ends"), "before it starts"),
        ("17,2026-09-06,1,1,8a-01", "17,2026-09-07,1,1,8a-01", (3, "starts"), "line 2"),
        ("8a-05,Liv Moe", "8a-02,Nora Dahl", (6, "student_id"), "place on line 2 already"),
        ("2,,,B,x,8a-01,Ida Berg\n", "", (7, "pair"), "Pair x has 1 student."),
        ("8a-05,Liv Moe\n", "8a-05,L\n1,2026-08-17,2026-09-06,1,2,6,M\n", (7, "pair"), "has 4"),
        ("2,,,B,y,8a-02", "2,,,C,y,8a-02", (10, "pair"), "in group B as well (line 9)"),
        ("2,,,B,y,8a-02", "1,2026-08-17,2026-09-06,1,3,9", (10, "pair"), "Pair 3 has 1"),
    ],
)
def test_says_where_and_what_is_wrong(old, new, place, says):
    assert TEXT.count(old) == 1
    with pytest.raises(InputError) as caught:
        read(TEXT.replace(old, new))
    assert (caught.value.spot.file, caught.value.spot.line) == ("p.csv", place[0])
    assert caught.value.spot.column == place[1]
    assert says in str(caught.value)


def test_a_plan_that_cannot_be_is_read_as_it_is_for_the_check():
    crowded = TEXT.replace("8a-05,Liv Moe", "8a-02,Nora Dahl")
    (plan,) = read_plans(Source("p.csv", crowded.encode()), as_is=True)
    assert plans_to_text((plan,)) == crowded


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        (TEXT.splitlines()[0], "no lines"),
        ("Navn;Klasse\nIda;8A\n", "no plan"),
        (TEXT.replace("\n2,", "\n7,").replace("\n1,", "\n8,"), "must stand before"),
    ],
)
def test_refuses_what_is_no_plan(text, says):
    with pytest.raises(InputError, match=says):
        read(text)


words = st.one_of(
    st.sampled_from([*HOSTILE, "a,b", "a;b;c", 'say "hi"', "\n", "a\r\nb", " x ", "\t"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=8),
)
days = st.one_of(
    st.just((None, None)),
    st.tuples(st.dates(), st.dates()).map(lambda two: (min(two), max(two))),
    st.dates(min_value=date(1000, 1, 1)).map(lambda day: (day, None)),
)


@st.composite
def plans(draw, school_class: str = ""):
    names = draw(st.lists(words, min_size=12, max_size=12))
    students = [Student(f"{n} {name}", name, school_class) for n, name in enumerate(names)]
    periods = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        seats, labels, groups = iter(draw(st.permutations(students))), count(), []
        for group in range(draw(st.integers(1, 2))):
            sizes = draw(st.sampled_from([(2, 2), (2, 3), (3,)]))
            groups.append(
                Group(
                    f"{group}{draw(words)}",
                    tuple(
                        Pair(
                            f"{next(labels)}{draw(words)}",
                            tuple(next(seats) for _ in range(size)),
                        )
                        for size in sizes
                    ),
                )
            )
        periods.append(Period(number, tuple(groups), *draw(days)))
    return Plan(tuple(periods), school_class)


@given(plans())
def test_any_plan_comes_back_word_for_word(plan):
    text = plans_to_text((plan,))
    found = read(text)
    assert found == plan
    assert plans_to_text((found,)) == text


@given(plans("8A"), plans('8B "x"'))
def test_any_plans_of_two_classes_come_back(one, other):
    text = plans_to_text((one, other))
    assert read_plans(Source("p.csv", text.encode())) == (one, other)


def test_writes_files(tmp_path):
    path = tmp_path / "plan.csv"
    write_plan(PLAN, path)
    assert path.read_bytes() == TEXT.encode()
    plans = (of_class(PLAN, "8A"), of_class(PLAN, "8B"))
    write_plans(plans, path)
    assert read_plans(path) == plans
