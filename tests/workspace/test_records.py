"""What is held on a student."""

from dataclasses import replace

from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.rules import NO_RULES, RuleKind
from toolkit.workspace.handout import handout, handout_sections
from toolkit.workspace.records import (
    Held,
    Met,
    held_on,
    names_held,
)
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from .works import NAMES, a_class


def test_those_on_whom_something_is_held_are_named_once(workspace: Workspace) -> None:
    assert names_held(workspace) == ()
    for school_class, names in (("8A", ("Ida Berg", "Bo Vik")), ("8B", ("ida  berg", "Åse"))):
        roster = Roster(tuple(Student(name, name, school_class) for name in names))
        workspace.begin(Work(roster))
    assert names_held(workspace) == ("Bo Vik", "ida berg", "Åse")


def test_all_that_is_held_on_a_student(workspace: Workspace) -> None:
    work = a_class(periods=1)
    kept = workspace.begin(work)
    aase, bo, *_ = students = work.roster.students
    first = work.plan.periods[0].groups
    own = next(group for group in first if aase in group.students)
    (partner,) = next(set(pair.students) - {aase} for pair in own.pairs if aase in pair.students)
    (planned,) = {held.planned for held in held_on(workspace, aase.name)}
    assert held_on(workspace, " åSE  aune") == (
        Held(
            workspace.classes()[0],
            aase,
            False,
            (
                Met(
                    1,
                    own.label,
                    (partner,),
                    tuple(student for student in own.students if student != aase),
                ),
            ),
            planned,
            (
                (RuleKind.KEEP_APART, (aase, bo)),
                (RuleKind.ACQUAINTED, (aase, bo)),
                (RuleKind.SEAT, (aase,)),
            ),
            ((1, work.seating.period(1).seat_of[aase.id], '"Å" \\'),),
        ),
    )
    (held,) = held_on(workspace, students[4].name)
    assert (RuleKind.TOGETHER, (students[4], students[5])) in held.rules
    assert held_on(workspace, "Åse") == ()
    assert kept.class_id == held.school_class.class_id


def test_an_id_that_was_made_is_not_handed_out(workspace: Workspace) -> None:
    work = a_class()
    aase, *others = work.roster.students
    workspace.begin(Work(Roster((replace(aase, id="s00aa11bb22"), *others))))
    text = handout(
        (*held_on(workspace, aase.name), *held_on(workspace, NAMES[1])), Translator("en")
    )
    assert "s00aa11bb22" not in text
    assert "Student id: 2" in text


def test_those_of_one_name_are_told_each_and_in_each_class(workspace: Workspace) -> None:
    names = ("Åse Aune", "Åse Aune", *NAMES[2:])
    one = workspace.begin(a_class(*names)).class_id
    other = workspace.begin(a_class()).class_id
    found = held_on(workspace, "Åse Aune")
    assert {(held.school_class.class_id, held.student.id) for held in found} == {
        (one, "1"),
        (one, "2"),
        (other, "1"),
    }
    assert len(found) == 3


def test_what_is_held_on_one_who_has_left(workspace: Workspace) -> None:
    work = a_class(periods=2)
    kept = workspace.begin(work)
    workspace.save(kept, replace(work, roster=Roster(work.roster.students[1:]), rules=NO_RULES))
    (held,) = held_on(workspace, "Åse Aune")
    assert held.has_left
    assert [met.number for met in held.periods] == [1, 2]


def test_one_who_stands_only_in_what_was_taken_back_is_told(workspace: Workspace) -> None:
    work = a_class(periods=1)
    kept = workspace.begin(work)
    others = Roster(work.roster.students[1:])
    workspace.save(
        kept,
        replace(
            work,
            roster=others,
            rules=NO_RULES,
            plan=a_class().plan,
            year=None,
            proposals=(),
            shown=None,
        ),
    )
    (held,) = held_on(workspace, "Åse Aune")
    assert held.has_left
    assert held.periods == ()


def test_the_periods_to_come_are_counted(workspace: Workspace) -> None:
    work = a_class(periods=3)
    happened = replace(work.plan, periods=work.plan.periods[:1])
    workspace.begin(replace(work, plan=happened, year=work.plan, proposals=(), shown=None))
    (held,) = held_on(workspace, work.roster.students[0].name)
    assert (len(held.periods), held.planned) == (1, 2)


def test_what_is_handed_out_is_the_sections_as_a_text(workspace: Workspace) -> None:
    for _ in range(2):
        workspace.begin(a_class(periods=1))
    held = held_on(workspace, NAMES[0])
    one, other = handout_sections(held, Translator("nb"))
    assert one.heading == other.heading == NAMES[0]
    assert len(one.lines) == 6
    assert one.lines[:2] == (
        f"Klasse 8A, skoleåret {held[0].school_class.school_year}",
        "Elev-id: 1",
    )
    text = handout(held, Translator("nb"))
    assert text == "\n\n".join("\n".join((NAMES[0], *part.lines)) for part in (one, other)) + "\n"
