"""What the school keeps of the programme itself, year by year, and lets go of."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from toolkit.calendar.days import SchoolEvent
from toolkit.errors import InputError
from toolkit.plan import Plan
from toolkit.school.implementation import Question, Share, Term
from toolkit.school.staff import Role, StaffMember, Training
from toolkit.school.tasks import Task
from toolkit.workspace import tables
from toolkit.workspace.contracts import note_contracts
from toolkit.workspace.erasing import delete_school_year
from toolkit.workspace.implementation import answers, keep_answer, measured_classes
from toolkit.workspace.log import SchoolKind
from toolkit.workspace.school_events import add_event, events, remove_event
from toolkit.workspace.school_staff import KeptMember, keep_member, remove_member, staff
from toolkit.workspace.school_tasks import first_day, set_task_done, tasks_done
from toolkit.workspace.workspace import Workspace

from .kept import Database, holds, rows
from .works import NAMES, a_class

MOT = SchoolEvent("MOT", "Uke 45", date(2026, 11, 2), date(2026, 11, 6))
YEAR, BEFORE = "2026/2027", "2025/2026"
NAME = "Gunnhild Tveitereid"
MEMBER = StaffMember(NAME, Role.NURSE, date(2026, 8, 10), is_in_team=True)


def logged(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.reading() as connection:
        table = tables.SchoolChange
        found = connection.execute(select(table.kind, table.by).order_by(table.id)).all()
    return [(row.kind, row.by) for row in found]


def test_a_task_is_done_once_by_somebody_and_can_be_opened(workspace: Workspace) -> None:
    for _ in range(2):
        set_task_done(workspace, YEAR, Task.PLANS, is_done=True)
    (done,) = tasks_done(workspace, YEAR)
    assert (done.task, done.by) == (Task.PLANS, "kari")
    assert tasks_done(workspace, BEFORE) == ()
    set_task_done(workspace, YEAR, Task.PLANS, is_done=False)
    assert tasks_done(workspace, YEAR) == ()
    assert logged(workspace)[-1] == (SchoolKind.TASK_OPEN, "kari")


def test_staff_is_kept_changed_and_of_its_year(workspace: Workspace) -> None:
    row = keep_member(workspace, YEAR, MEMBER)
    trained = MEMBER.trained(Training.COURSE, date(2026, 8, 14))
    assert keep_member(workspace, YEAR, trained, row) == row
    assert staff(workspace, YEAR) == (KeptMember(row, trained),)
    assert staff(workspace, BEFORE) == ()
    with pytest.raises(InputError, match="not here any more"):
        keep_member(workspace, BEFORE, MEMBER, row)


@pytest.mark.parametrize("by_year", [True, False])
def test_who_is_let_go_of_is_in_no_byte_of_the_file(plain: Database, by_year: bool) -> None:
    workspace = plain.open()
    workspace.begin(a_class())  # so that there are backups
    row = keep_member(workspace, YEAR, MEMBER)
    assert holds(plain.path.parent, NAME)
    if by_year:
        delete_school_year(workspace, YEAR)
    else:
        remove_member(workspace, YEAR, row)
        assert logged(workspace)[-1] == (SchoolKind.STAFF_REMOVED, "kari")
    assert staff(workspace, YEAR) == ()
    assert not holds(plain.path.parent, NAME)


def test_the_school_year_takes_all_of_it_along(workspace: Workspace) -> None:
    keep_member(workspace, YEAR, MEMBER)
    set_task_done(workspace, YEAR, Task.PLANS, is_done=True)
    keep_answer(workspace, YEAR, Term.AUTUMN, Question.SUPPORT, 4)
    add_event(workspace, YEAR, MOT)
    delete_school_year(workspace, YEAR)
    for table in (
        *(tables.StaffMember, tables.TaskDone, tables.TeamAnswer),
        *(tables.SchoolEvent, tables.SchoolChange),
    ):
        assert rows(workspace, table) == []


def test_what_the_school_puts_into_its_wheel_stands_once_and_names_no_student(
    workspace: Workspace,
) -> None:
    workspace.begin(a_class())
    earlier = SchoolEvent("parents_meeting", "", date(2026, 9, 8), date(2026, 9, 8))
    for event in (MOT, earlier, MOT):
        add_event(workspace, YEAR, event)
    assert events(workspace, YEAR) == (earlier, MOT)
    assert events(workspace, BEFORE) == ()
    remove_event(workspace, YEAR, earlier)
    assert events(workspace, YEAR) == (MOT,)
    with pytest.raises(InputError, match="without a name"):
        add_event(workspace, YEAR, replace(MOT, name=f"Møte om {NAMES[0]}"))
    assert logged(workspace) == [
        *[(SchoolKind.EVENT_ADDED, "kari")] * 2,
        (SchoolKind.EVENT_REMOVED, "kari"),
    ]


def test_no_more_events_than_have_room(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.workspace.school_events.MOST_SCHOOL_EVENTS", 1)
    add_event(workspace, YEAR, MOT)
    with pytest.raises(InputError, match="At most 1"):
        add_event(workspace, YEAR, replace(MOT, name="Uke 46"))


def test_the_team_answers_once_a_term(workspace: Workspace) -> None:
    for answer in (2, 4):
        keep_answer(workspace, YEAR, Term.AUTUMN, Question.SUPPORT, answer)
    keep_answer(workspace, YEAR, Term.SPRING, Question.SUPPORT, 5)
    assert answers(workspace, YEAR) == {
        (Term.AUTUMN, Question.SUPPORT): 4,
        (Term.SPRING, Question.SUPPORT): 5,
    }
    for wrong in (0, 6):
        with pytest.raises(InputError):
            keep_answer(workspace, YEAR, Term.AUTUMN, Question.SUPPORT, wrong)


def test_contracts_are_counted_until_the_period_is_accepted_anew(workspace: Workspace) -> None:
    first = replace(a_class(periods=2), proposals=(), shown=None)
    kept = workspace.begin(first)
    year, end = workspace.classes()[0].school_year, date(2100, 1, 1)

    def made() -> Share:
        return measured_classes(workspace, year, end)[0].contracts

    assert made() == Share(0, 2)
    for _ in range(2):
        note_contracts(workspace, kept.class_id, 2)
    assert made() == Share(1, 2)
    back = workspace.save(kept, replace(first, plan=Plan(first.plan.periods[:1])))
    assert made() == Share(0, 1)
    workspace.save(back, first)
    assert made() == Share(0, 2)


def test_classes_are_counted_from_what_was_put_in_force(workspace: Workspace) -> None:
    work = a_class(periods=2)
    for name in ("8B", "8A"):
        workspace.begin(work.renamed(name))
    workspace.begin(replace(work.renamed("8C"), sample="made up"))
    year = workspace.classes()[0].school_year
    found = measured_classes(workspace, year, date(2100, 1, 1))
    assert [one.school_class for one in found] == ["8A", "8B"]
    groups = [group for period in work.plan.periods for group in period.groups]
    assert found[0].two_pairs == Share(sum(len(one.pairs) == 2 for one in groups), len(groups))
    assert work.calendar is not None
    assert first_day(workspace, year) is not None
    assert measured_classes(workspace, "1999/2000", date(2100, 1, 1)) == ()
