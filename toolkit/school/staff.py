"""The VIP team and the training of the staff: who, which role is missing, who is to be trained."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.names import tidy
from toolkit.values import choice, day, only, settle

LEAST_TEAM = 4
LONGEST_NAME = 60


class Role(StrEnum):
    """The groups that a VIP team comes from."""

    TEACHERS = "teachers"
    LEADERSHIP = "leadership"
    ENVIRONMENT = "environment"
    STUDENT_COUNCIL = "student_council"
    NURSE = "nurse"
    MENTAL_HEALTH = "mental_health"


class Training(StrEnum):
    """What VIP trains the staff with."""

    MEETING = "meeting"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One of the staff: no more than a name, a role, since when, and when they were trained.

    ``joined`` is their first day with the programme; ``meeting`` is the 60 minutes, ``course`` the
    three hours. Of the student council, whose members are students and are not trained, neither a
    name nor a day is kept. Raises ``InputError`` without a name where one belongs, and for one that
    is too long.
    """

    name: str
    role: Role
    joined: date
    is_in_team: bool = False
    meeting: date | None = None
    course: date | None = None

    def __post_init__(self) -> None:
        role, name = choice(self.role, Role, "role"), tidy(only(self.name, str, "name"))
        if role is Role.STUDENT_COUNCIL:
            name = ""
            settle(self, meeting=None, course=None)
        settle(self, name=name, role=role)
        settle(self, joined=day(self.joined, "joined"))
        if not name and role is not Role.STUDENT_COUNCIL:
            raise InputError(Message("Write a name first."), Spot("name"))
        if len(name) > LONGEST_NAME:
            message = Message("Write at most {most} letters.", most=LONGEST_NAME)
            raise InputError(message, Spot("name"))

    def trained_on(self, training: Training) -> date | None:
        """When they had it; None where they have not."""
        return self.meeting if training is Training.MEETING else self.course

    def trained(self, training: Training, on: date | None) -> "StaffMember":
        """The same with the day of a training, or without it."""
        if training is Training.MEETING:
            return replace(self, meeting=on)
        return replace(self, course=on)

    @property
    def due(self) -> tuple[Training, ...]:
        """What they have still to be given: the meeting is the team's, the course everybody's."""
        if self.role is Role.STUDENT_COUNCIL:
            return ()
        missing = (one for one in Training if self.trained_on(one) is None)
        return tuple(one for one in missing if self.is_in_team or one is Training.COURSE)


def team(staff: Iterable[StaffMember]) -> tuple[StaffMember, ...]:
    """Those in the VIP team."""
    return tuple(one for one in staff if one.is_in_team)


def too_few(staff: Iterable[StaffMember]) -> int:
    """How many the team lacks of its four."""
    return max(0, LEAST_TEAM - len(team(staff)))


def missing_roles(staff: Iterable[StaffMember]) -> tuple[Role, ...]:
    """The groups that nobody in the team comes from; the leadership has to be in it."""
    there = {one.role for one in team(staff)}
    return tuple(role for role in Role if role not in there)


def new_since_training(staff: Iterable[StaffMember]) -> tuple[StaffMember, ...]:
    """Those still to be given the course who came after the last one that was held."""
    everyone = tuple(staff)
    held = max((one.course for one in everyone if one.course), default=None)
    if held is None:
        return ()
    return tuple(one for one in everyone if Training.COURSE in one.due and one.joined > held)
