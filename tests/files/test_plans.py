from dataclasses import replace
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


CORRECTED = """\
period,starts,ends,group,pair,student_id,student
1,2026-08-17,2026-08-25,1,1,8a-02,Nora Dahl
1,2026-08-17,2026-08-25,1,1,8a-01,Ida Berg
1,2026-08-17,2026-08-25,1,2,8a-03,Ali Khan
1,2026-08-17,2026-08-25,1,2,8a-04,Emil Vik
1,2026-08-26,2026-09-06,1,1,8a-02,Nora Dahl
1,2026-08-26,2026-09-06,1,1,8a-03,Ali Khan
1,2026-08-26,2026-09-06,1,2,8a-01,Ida Berg
1,2026-08-26,2026-09-06,1,2,8a-04,Emil Vik
1,2026-08-26,2026-09-06,1,2,8a-05,Liv Moe
2,,,1,1,8a-02,Nora Dahl
2,,,1,1,8a-03,Ali Khan
"""


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
    assert read_plan(source, Roster((Student("8a-01", "Ida Berg", "8B"),))) == other
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
        ("starts,ends,", "", (1, None), "no plan. Missing columns: starts, ends"),
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
        ("2,,,B,y,8a-02", "2,,,C,y,8a-02", (10, "pair"), "in group B as well (line 9)"),
    ],
)
def test_says_where_and_what_is_wrong(old, new, place, says):
    assert TEXT.count(old) == 1
    with pytest.raises(InputError) as caught:
        read(TEXT.replace(old, new))
    assert (caught.value.spot.file, caught.value.spot.line) == ("p.csv", place[0])
    assert caught.value.spot.column == place[1]
    assert says in str(caught.value)


def test_a_period_that_was_corrected_stands_once_for_each_seating():
    period, behind = read(CORRECTED).periods
    assert (period.starts, period.ends) == (date(2026, 8, 17), date(2026, 9, 6))
    assert period.groups == (Group("1", (Pair("1", (NORA, ALI)), Pair("2", (IDA, EMIL, LIV)))),)
    (before,) = period.earlier
    assert (before.starts, before.ends) == (date(2026, 8, 17), date(2026, 8, 25))
    assert before.groups == (Group("1", (Pair("1", (NORA, IDA)), Pair("2", (ALI, EMIL)))),)
    assert not behind.earlier
    plan = Plan((period, behind))
    assert plans_to_text((plan,)) == CORRECTED
    assert Plan.from_frame(plan.to_frame()) == plan
    assert read_plan(Source("p.xlsx", xlsx([[str(c) for c in r] for r in plan_rows((plan,))]))) == (
        plan
    )


def test_one_that_was_corrected_without_a_calendar():
    text = CORRECTED.replace("2026-08-17", "").replace("2026-09-06", "")
    plan = read(text)
    assert (plan.periods[0].starts, plan.periods[0].ends) == (None, None)
    assert plans_to_text((plan,)) == text


@pytest.mark.parametrize(
    ("changes", "place", "says"),
    [
        # twice without dates
        (
            [("2026-08-17,2026-08-25", ","), ("2026-08-26,2026-09-06", ",")],
            (6, "student_id"),
            "Nora Dahl has a place on line 2 already",
        ),
        ([("2026-08-17,2026-08-25", ",")], (2, "ends"), "stands on line 6 as well"),
        ([(",2026-08-25", ",")], (2, "ends"), "write here the last day before that"),
        ([(",2026-08-25", ",9999-12-31")], (2, "ends"), "write here the last day before that"),
        ([("2026-08-26,2026-09-06", ",")], (6, "starts"), "this starts on 26 Aug 2026"),
        # overlapping, with a gap, out of order
        ([("2026-08-26,", "2026-08-25,")], (6, "starts"), "this starts on 26 Aug 2026"),
        ([("2026-08-26,", "2026-08-28,")], (6, "starts"), "this starts on 26 Aug 2026"),
        ([("17,2026-08-25", "17,2026-08-31")], (6, "starts"), "this starts on 1 Sep 2026"),
        (
            [
                ("2026-08-17,2026-08-25", "*"),
                ("2026-08-26,2026-09-06", "2026-08-17,2026-08-25"),
                ("*", "2026-08-26,2026-09-06"),
            ],
            (6, "starts"),
            "Period 1 stands on line 2 as well. If it was corrected, this starts on 7 Sep 2026",
        ),
    ],
)
def test_one_number_twice_is_refused_where_the_days_do_not_follow(changes, place, says):
    text = CORRECTED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(InputError) as caught:
        read(text)
    assert (caught.value.spot.file, caught.value.spot.line) == ("p.csv", place[0])
    assert caught.value.spot.column == place[1]
    assert says in str(caught.value)


def test_one_who_has_another_day_than_the_rest_is_a_slip():
    text = CORRECTED.replace("2026-08-26,2026-09-06,1,2,8a-05", "2026-08-27,2026-09-06,1,2,8a-05")
    with pytest.raises(InputError, match="differ from those on line 6") as caught:
        read(text)
    assert caught.value.spot.line == 10


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2026-08-26,2026-09-06,1,2,8a-05,Liv Moe", "2026-08-26,2026-09-06,1,2,8a-02,Nora Dahl",
         "place on line 6 already"),
        ("2026-08-26,2026-09-06,1,2,8a-05", "2026-08-26,2026-09-06,2,2,8a-05",
         "in group 1 as well"),
    ],
)  # fmt: skip
def test_each_seating_is_looked_at_by_itself(old, new, says):
    with pytest.raises(InputError, match=says):
        read(CORRECTED.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "sizes"),
    [
        ("2,,,B,x,8a-01,Ida Berg\n", "", [(2, 3), (1, 2)]),
        ("8a-05,Liv Moe\n", "8a-05,L\n1,2026-08-17,2026-09-06,1,2,6,M\n", [(2, 4), (2, 2)]),
        ("2,,,B,y,8a-02", "2,,,C,z,8a-02", [(2, 3), (2, 1), (1,)]),
        ("8a-02,Nora Dahl\n1,2026-08-17,2026-09-06,1,1,8a-01", "8a-01", [(1, 3), (2, 2)]),
    ],
)
def test_what_has_happened_stays_word_for_word(old, new, sizes):
    text = TEXT.replace(old, new)
    assert text != TEXT
    plan = read(text)
    shapes = [tuple(len(p.students) for p in g.pairs) for one in plan.periods for g in one.groups]
    assert shapes == sizes
    assert plans_to_text((plan,)) == text


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
    students = [Student(f"{n} {name}", f"{name}{n}", school_class) for n, name in enumerate(names)]

    def seated(number):
        seats, labels, groups = iter(draw(st.permutations(students))), count(), []
        for group in range(draw(st.integers(1, 2))):
            sizes = draw(st.sampled_from([(2, 2), (2, 3), (3,), (1,), (4,), (1, 2)]))
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
        return Period(number, tuple(groups))

    plan = Plan((), school_class)
    for number in range(1, draw(st.integers(1, 3)) + 1):
        starts, ends = draw(days)
        plan = plan.followed_by(replace(seated(number), starts=starts, ends=ends))
        for on in draw(st.lists(st.dates(), max_size=3)):
            plan = plan.corrected(seated(number), on)
    return plan


@given(plans())
def test_any_plan_comes_back_word_for_word(plan):
    text = plans_to_text((plan,))
    found = read(text)
    assert found == plan
    assert plans_to_text((found,)) == text


@given(plans("8A"), plans('8B "x"'), st.booleans())
def test_any_plans_of_two_classes_come_back(one, other, for_excel):
    text = plans_to_text((one, other), for_excel=for_excel)
    assert read_plans(Source("p.csv", text.encode())) == (one, other)


def test_writes_files(tmp_path):
    path = tmp_path / "plan.csv"
    write_plan(PLAN, path)
    assert path.read_bytes() == TEXT.encode()
    plans = (of_class(PLAN, "8A"), of_class(PLAN, "8B"))
    write_plans(plans, path)
    assert read_plans(path) == plans


def test_for_excel_it_has_semicolons_and_says_that_it_is_utf_8(tmp_path):
    path = tmp_path / "plan.csv"
    write_plan(PLAN, path, for_excel=True)
    lines = TEXT.replace(",", ";").replace("\n", "\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + lines.encode()
