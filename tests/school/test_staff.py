"""The team, its roles, and who is to be trained."""

from dataclasses import replace
from datetime import date

import pytest

from toolkit.errors import InputError
from toolkit.school.staff import (
    Role,
    StaffMember,
    Training,
    missing_roles,
    new_since_training,
    team,
    too_few,
)

THEN, NOW = date(2026, 8, 10), date(2026, 9, 1)
HEAD = StaffMember("Randi Moe", Role.LEADERSHIP, THEN, is_in_team=True)
TEACHER = StaffMember(" Per  Aas ", Role.TEACHERS, THEN)


def test_a_name_is_tidied_and_belongs_there() -> None:
    assert TEACHER.name == "Per Aas"
    with pytest.raises(InputError, match="Write a name first"):
        StaffMember(" ", Role.NURSE, THEN)
    with pytest.raises(InputError, match="at most 60"):
        StaffMember("x" * 61, Role.NURSE, THEN)


def test_no_name_of_a_student_is_kept() -> None:
    assert StaffMember("Ida Berg", Role.STUDENT_COUNCIL, THEN, is_in_team=True).name == ""


def test_the_team_tells_what_it_lacks() -> None:
    everyone = [HEAD, TEACHER]
    assert (team(everyone), too_few(everyone)) == ((HEAD,), 3)
    assert missing_roles(everyone) == tuple(role for role in Role if role is not Role.LEADERSHIP)
    whole = [replace(HEAD, role=role) for role in Role]
    assert (missing_roles(whole), too_few(whole)) == ((), 0)


def test_the_meeting_is_the_teams_and_the_course_is_everybodys() -> None:
    assert HEAD.due == (Training.MEETING, Training.COURSE)
    assert TEACHER.due == (Training.COURSE,)
    assert HEAD.trained(Training.MEETING, NOW).due == (Training.COURSE,)
    assert TEACHER.trained(Training.COURSE, NOW).due == ()
    assert StaffMember("", Role.STUDENT_COUNCIL, THEN, is_in_team=True).due == ()


def test_who_came_after_the_course_is_new() -> None:
    had = TEACHER.trained(Training.COURSE, NOW)
    new = StaffMember("Liv Dal", Role.TEACHERS, date(2027, 1, 4))
    missed = StaffMember("Bo Lie", Role.TEACHERS, THEN)
    assert new_since_training([had, new, missed]) == (new,)
    assert new_since_training([new, missed]) == ()


def test_the_student_council_is_not_trained() -> None:
    member = StaffMember("", Role.STUDENT_COUNCIL, THEN, is_in_team=True, meeting=NOW, course=NOW)
    assert (member.meeting, member.course, member.due) == (None, None, ())
