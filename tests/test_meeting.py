"""Who of a plan is who of a class list, whatever a spreadsheet or a year has made of the ids."""

from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.plans import plans_to_text, read_plan, read_plans, read_plans_of
from toolkit.files.rosters import ReadingWarning, read_roster
from toolkit.files.sources import Source
from toolkit.meeting import Meeting, plan_of
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan

NAMES = (
    *("Ida Berg", "Jonas Solheim", "Nora Sæther", "Emil Foss", "Sara O'Neill", "Ali Nygård"),
    *("Thea Aas", "Oskar Haug"),
)


def roster(ids, names=NAMES, school_class="") -> Roster:
    return Roster(tuple(Student(*one, school_class) for one in zip(ids, names, strict=True)))


def plan(students, periods: int = 2, school_class: str = "") -> Plan:
    """Two periods of fours, the students in their order."""
    fours = [students[at : at + 4] for at in range(0, len(students), 4)]
    groups = tuple(
        Group(str(n), (Pair(f"{n}a", tuple(four[:2])), Pair(f"{n}b", tuple(four[2:]))))
        for n, four in enumerate(fours, 1)
    )
    return Plan(tuple(Period(number, groups) for number in range(1, periods + 1)), school_class)


def in_plan(ids, names=NAMES, periods: int = 2) -> Plan:
    return plan([Student(*one) for one in zip(ids, names, strict=True)], periods)


def ids_of(found: Plan) -> list[list[str]]:
    return [[student.id for student in period.students] for period in found.periods]


OWN = tuple(f"8a-0{n}" for n in range(1, 9))
TURNED = {
    "zeros": ([f"00{n}" for n in range(1, 9)], [str(n) for n in range(1, 9)]),
    "exponents": ([f"80{n}E{n}" for n in range(1, 9)], [f"8,0{n}E+0{n}" for n in range(1, 9)]),
    "dates": ([f"{n}-01" for n in range(1, 9)], [f"0{n}.jan" for n in range(1, 9)]),
    "full dates": ([f"{n}-01" for n in range(1, 9)], [f"0{n}.01.2026" for n in range(1, 9)]),
    "long numbers, all the same": ([f"{10**17 + n}" for n in range(1, 9)], ["1E+17"] * 8),
    "some only": (OWN, [*OWN[:5], "8.a", "07", "x"]),
    "capitals": (OWN, [key.upper() for key in OWN]),
    "numbers of lines, another order": ([str(n) for n in range(1, 9)], list("23456781")),
    "decomposed": ([f"å{n}" for n in range(1, 9)], [f"a\u030a{n}" for n in range(1, 9)]),
}


@pytest.mark.parametrize("case", TURNED)
def test_who_cannot_be_told_by_the_id_is_told_by_the_name(case: str) -> None:
    ids, turned = TURNED[case]
    meeting = Meeting(in_plan(turned), roster(ids))
    assert ids_of(meeting.plan) == [list(ids)] * 2
    assert (meeting.met, meeting.lost, meeting.doubtful, meeting.sentences) == (8, (), (), ())


@pytest.mark.parametrize("case", TURNED)
def test_a_file_is_met_as_it_is_read(case: str) -> None:
    ids, turned = TURNED[case]
    source = Source("p.csv", plans_to_text((in_plan(turned),)).encode())
    assert ids_of(read_plan(source, roster(ids))) == [list(ids)] * 2


def test_one_id_for_two_is_refused_where_nothing_tells_them_apart() -> None:
    source = Source("p.csv", plans_to_text((in_plan(["1E+17"] * 8),)).encode())
    with pytest.raises(InputError, match="has a place on line 2 already"):
        read_plan(source)
    twice = in_plan(["1E+17"] * 8, ["Ida Berg"] * 2 + list(NAMES[2:]))
    with pytest.raises(InputError, match="has a place on line 2 already"):
        read_plan(Source("p.csv", plans_to_text((twice,)).encode()), roster(OWN))


def listed(school_class: str | None, names=NAMES) -> Roster:
    """A list without ids, as it is read from a file."""
    rows = [f"{name};{school_class}" if school_class else name for name in names]
    text = "\n".join(["navn;klasse" if school_class else "navn", *rows])
    return read_roster(Source("a.csv", text.encode()))


@pytest.mark.parametrize("before", ["8A", None, "8 A", "Klasse 8A"])
@pytest.mark.parametrize("now", ["9A", None, "8A", "10 STA"])
def test_a_class_that_has_another_name_is_the_same(before: str | None, now: str | None) -> None:
    old, new = listed(before), listed(now)
    meeting = Meeting(plan(old.students), new)
    assert ids_of(meeting.plan) == [[student.id for student in new]] * 2
    assert meeting.sentences == ()


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Sara O'Neill", "Sara O’Neill"),
        ("Ali Nygård", normalize("NFD", "Ali Nygård")),
        ("Ali Nygård", "Ali  NYGÅRD"),
        ("Ida Berg", "Berg, Ida"),
        ("Ida Berg", "Ida (Idun) Berg"),
        ("Ida Berg", "Ida\u200b Berg"),
        ("Ida-Marie Berg", "Ida‑Marie Berg"),
    ],
)
def test_one_name_written_in_two_ways_meets(before: str, now: str) -> None:
    for old, new in ((before, now), (now, before)):
        names = [name for name in NAMES if name[:3] != before[:3]][:7]
        meeting = Meeting(in_plan(range_of("p"), [old, *names]), roster(OWN, [new, *names]))
        assert ids_of(meeting.plan) == [list(OWN)] * 2


def range_of(letter: str) -> list[str]:
    return [f"{letter}{n}" for n in range(8)]


def test_two_of_one_name_are_told_apart_by_their_ids_alone() -> None:
    names = ["Ida Berg", "Ida Berg", *NAMES[2:]]
    meeting = Meeting(in_plan(["p0", "p1", *OWN[2:]], names), roster(OWN, names))
    assert ids_of(meeting.plan)[0] == ["p0", "p1", *OWN[2:]]
    assert [student.name for student in meeting.lost] == ["Ida Berg", "Ida Berg"]
    assert len(meeting.doubtful) == 2
    assert len(meeting.sentences) == 1


def test_one_who_left_and_another_of_the_name_who_came_stay_two() -> None:
    """She who has the name now has been in the plan under her own id."""
    first, second = in_plan(["old", *OWN[1:]]), in_plan(OWN)
    both = Plan((first.periods[0], replace(second.periods[0], number=2)))
    meeting = Meeting(both, roster(OWN))
    assert ids_of(meeting.plan) == [["old", *OWN[1:]], list(OWN)]


def test_a_new_name_under_the_same_id_is_the_same_student() -> None:
    names = ["Ola Nordmann", *NAMES[1:]]
    meeting = Meeting(in_plan(OWN), roster(OWN, names))
    assert ids_of(meeting.plan) == [list(OWN)] * 2
    assert meeting.sentences == ()


def test_names_that_are_all_others_leave_the_ids_and_that_is_said() -> None:
    meeting = Meeting(in_plan(OWN), roster(OWN, [f"Elev nr {n}" for n in "abcdefgh"]))
    assert ids_of(meeting.plan) == [list(OWN)] * 2
    (said,) = map(str, (sentence.text for sentence in meeting.sentences))
    assert "only the ids tell" in said


def test_numbers_of_lines_do_not_make_another_of_who_has_left() -> None:
    """Line 3 is somebody else now: whoever has left keeps an id that is nobody's."""
    before = in_plan([str(n) for n in range(1, 9)])
    now = roster([str(n) for n in range(1, 8)], [*NAMES[:2], *NAMES[3:]])
    meeting = Meeting(before, now)
    assert ids_of(meeting.plan)[0] == ["1", "2", "3-2", "3", "4", "5", "6", "7"]
    assert [student.name for student in meeting.lost] == ["Nora Sæther"]
    assert meeting.sentences == ()  # nobody is new, so nobody can be she


RENAMED = [
    ("Nora Lie-Sæther", True),
    ("Nora Sæter", True),
    ("Nora Vik", True),
    ("Fatima Khan", False),
]


@pytest.mark.parametrize(("new", "asked"), RENAMED)
def test_who_is_lost_is_told_and_who_may_be_found_is_asked_about(new: str, asked: bool) -> None:
    names = [*NAMES[:2], new, *NAMES[3:]]
    old, now = listed("8A"), listed("8A", names)
    meeting = Meeting(plan(old.students), now)
    (said,) = meeting.sentences
    assert (said.values["lost"], said.values["new"]) == (["Nora Sæther"], [new])
    assert [(m.old.name, m.new.name) for m in meeting.doubtful] == [("Nora Sæther", new)] * asked
    for match in meeting.doubtful:
        yes, no = meeting.decided({match: True}), meeting.decided({match: False})
        assert ids_of(yes.plan) == [[student.id for student in now]] * 2
        assert (yes.sentences, yes.doubtful, no.doubtful) == ((), (), ())
        assert ids_of(no.plan) == ids_of(meeting.plan) == ids_of(plan(old.students))


def test_where_ids_tell_who_has_left_has_left() -> None:
    ids, names = [*OWN[:7], "8a-09"], [*NAMES[:7], "Fatima Khan"]
    meeting = Meeting(in_plan(OWN), roster(ids, names))
    assert [student.name for student in meeting.lost] == ["Oskar Haug"]
    assert (meeting.doubtful, meeting.sentences) == ((), ())


def test_python_is_warned_of_who_is_lost() -> None:
    old, now = listed("8A"), listed("8A", ["Ida Holm", *NAMES[1:]])
    source = Source("p.csv", plans_to_text((plan(old.students),)).encode())
    with pytest.warns(ReadingWarning, match="not in the class list: Ida Berg"):
        read_plan(source, now)


def test_the_plan_of_a_class_is_the_one_that_it_is_in() -> None:
    others = [f"Elev {letter}" for letter in "abcdefgh"]
    one, other = in_plan(OWN), in_plan(range_of("q"), others)
    one, other = replace(one, school_class="8A"), replace(other, school_class="9A")
    now = listed("9A")  # last year's 8A
    assert plan_of((other, one), now).given is one
    text = plans_to_text((one, other))
    (meeting,), rest = read_plans_of(Source("p.csv", text.encode()), (now,))
    assert ids_of(meeting.plan) == [[student.id for student in now]] * 2
    assert [left.school_class for left in rest] == ["9A"]
    nobody = listed("8A", ["Aa Bb", "Cc Dd"])
    with pytest.raises(InputError, match="None of the students in the class list has a place"):
        read_plan(Source("p.csv", text.encode()), nobody)


def test_a_class_in_two_ways_is_one_plan() -> None:
    text = plans_to_text((replace(in_plan(OWN), school_class="8A"),))
    head, *lines = text.splitlines(keepends=True)
    mixed = head + "".join(
        line.replace("8A,", ("8 A,", "8a,", "8A,")[at % 3], 1) for at, line in enumerate(lines)
    )
    (found,) = read_plans(Source("p.csv", mixed.encode()))
    assert ids_of(found) == [list(OWN)] * 2


@given(st.permutations(range(8)), st.sets(st.integers(0, 7)), st.data())
def test_nobody_is_two_and_nobody_has_two_places(order, turned, data) -> None:
    """Whatever is turned, a place of the plan is one student's, and nobody of the list has two."""
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=8, max_size=8))
    ids = [f"x{n}" if n in turned else str(order[n]) for n in range(8)]
    meeting = Meeting(in_plan(ids, names), roster([str(n) for n in range(8)]))
    for period in ids_of(meeting.plan):
        assert len(set(period)) == 8
    before = [student.name for student in meeting.given.periods[0].students]
    assert [student.name for student in meeting.plan.periods[0].students] == before
