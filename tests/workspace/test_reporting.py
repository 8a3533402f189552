"""The report of a school year, made of what a workspace holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import toolkit as mk
from tests.school.reports import counts_of
from toolkit.calendar.days import SchoolEvent
from toolkit.errors import InputError
from toolkit.evaluation.telling import Share
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.school.implementation import Question, Term
from toolkit.school.implementation import Share as Part
from toolkit.school.staff import Role, StaffMember
from toolkit.school.tasks import Task
from toolkit.workspace.adaptations import note_adaptation
from toolkit.workspace.evaluations import keep_counts
from toolkit.workspace.implementation import keep_answer
from toolkit.workspace.school_events import add_event
from toolkit.workspace.school_staff import keep_member, staff
from toolkit.workspace.school_tasks import set_task_done
from toolkit.workspace.workspace import Workspace

from .works import a_class

YEAR, BEFORE = "2026/2027", "2025/2026"
END = date(2027, 6, 14)
NAME = "Gunnhild Tveitereid"
NOTE = "Elevene var på tur"


@pytest.fixture
def school(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two classes this year, one in the year before, and something of all else."""
    monkeypatch.setattr("toolkit.workspace.workspace.school_year_of", lambda _day: BEFORE)
    workspace.begin(a_class(periods=2).renamed("9A"))
    monkeypatch.setattr("toolkit.workspace.workspace.school_year_of", lambda _day: YEAR)
    for name in ("10B", "9B"):
        kept = workspace.begin(a_class(periods=2).renamed(name))
    told = Adaptation(Adapted.LATE, Reason.TRIP, NOTE, planned=True)
    note_adaptation(workspace, kept.class_id, 1, told)
    course = date(2026, 8, 12)
    member = StaffMember(NAME, Role.NURSE, date(2026, 8, 10), is_in_team=True, course=course)
    keep_member(workspace, YEAR, member)
    keep_answer(workspace, YEAR, Term.SPRING, Question.SUPPORT, 4)
    for year, agree in ((YEAR, 13), (BEFORE, 9)):
        keep_counts(workspace, counts_of(["9B", "10B"], agree), year)
    return workspace


def test_all_of_the_year_is_in_it_and_the_year_before(school: Workspace) -> None:
    found = mk.school_report(school, YEAR, on=END)
    assert [one.school_class for one in found.classes] == ["9B", "10B"]
    assert found.adaptations == (Adaptation(Adapted.LATE, Reason.TRIP, "", planned=True),)
    assert (found.staffed.in_team, found.staffed.course) == (1, Part(1, 1))
    assert found.staffed.meeting == Part(0, 1)
    assert Role.NURSE not in found.staffed.missing
    assert found.answers == {(Term.SPRING, Question.SUPPORT): 4}
    assert found.evaluation is not None
    first = found.evaluation.items[0]
    assert first.before is not None
    assert (first.n, first.agree, first.before.agree) == (40, 26, 18)
    assert found.before is not None
    assert [one.school_class for one in found.before.classes] == ["9A"]
    assert NAME not in str(vars(found))
    assert NOTE not in str(vars(found))


def test_outside_no_class_has_a_name(school: Workspace) -> None:
    found = mk.school_report(school, YEAR, share="outside", on=END)
    assert found.before is not None
    for one in (found, found.before):
        assert {each.school_class for each in one.classes} == {""}
    assert found.evaluation is not None
    assert found.evaluation.least == Share.OUTSIDE.least
    inside = mk.school_report(school, YEAR, on=END)
    assert [replace(one, school_class="") for one in inside.classes] == list(found.classes)


def test_a_year_with_nothing_before_it_stands_alone(school: Workspace) -> None:
    found = mk.school_report(school, BEFORE, on=END)
    assert found.before is None
    assert mk.school_report(school, on=END).school_year == YEAR
    with pytest.raises(InputError, match="2026/2027"):
        mk.school_report(school, "2026")


def test_whoever_takes_over_is_told_what_comes_and_what_is_open(school: Workspace) -> None:
    work = a_class()
    assert work.calendar is not None
    day = work.calendar.periods[5].starts
    set_task_done(school, YEAR, Task.PLANS, is_done=True)
    add_event(school, YEAR, SchoolEvent("MOT", "Uke", day + timedelta(1), day + timedelta(5)))
    found = mk.handing_over(school, YEAR, on=day)
    assert [one.member.name for one in staff(school, YEAR)] == [one.name for one in found.staff]
    assert [str(found.coming[0].what), found.coming[0].on] == ["Makkerbytte in 2 classes", day]
    assert str(found.coming[1].what) == "MOT: Uke"
    assert len(found.coming) == 3
    assert [one.on for one in found.coming] == sorted(one.on for one in found.coming)
    assert Task.PLANS not in [one.task for one in found.tasks]
    assert [one.school_class for one in found.adaptations] == ["9B"]
    assert mk.handing_over(school, on=day).school_year == YEAR


def test_to_others_the_evaluation_too_has_no_class(school: Workspace) -> None:
    inside, outside = (mk.school_report(school, YEAR, share=share, on=END) for share in Share)
    assert set(inside.evaluation.classes) == {"9B", "10B"}
    assert outside.evaluation.classes == {}


def test_a_class_that_has_become_too_small_for_a_group_is_there(school: Workspace) -> None:
    kept = next(one for one in school.classes() if one.name == "9B")
    loaded = school.load(kept.class_id)
    few = mk.Roster(tuple(loaded.work.roster)[:3])
    school.save(loaded, replace(loaded.work, roster=few, rules=mk.Rules()))
    found = {one.school_class: one for one in mk.school_report(school, YEAR, on=END).classes}
    assert found.keys() == {"9B", "10B"}
    assert found["9B"].bound == found["9B"].coverage


def test_what_came_from_a_file_was_not_accepted_late(school: Workspace) -> None:
    calendar = mk.school_year(date(2026, 8, 17), date(2027, 6, 18), 3)
    work = a_class().renamed("9C").with_calendar(calendar)
    kept = school.begin(work)
    past = mk.Plan(a_class(periods=2).plan.periods).dated(calendar)
    school.save(kept, work.continuing(past))
    found = {one.school_class: one for one in mk.school_report(school, YEAR, on=END).classes}
    assert found["9C"].held.part == 2
    assert found["9C"].in_time == Part()
