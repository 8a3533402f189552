"""What whoever takes over needs to know: who is trained, what was changed, comes and is open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.messages import Message, plural
from toolkit.school.adaptations import OfClass
from toolkit.school.staff import StaffMember, Training, team
from toolkit.school.tasks import DueTask
from toolkit.school.words import ROLES, TASKS, TRAININGS, lacks, told
from toolkit.shown import counted, line

NEXT_DATES = 3
MOST_ADAPTATIONS = 15
"""So that all of it has room on one page."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A day of the school year, and what it is."""

    on: date
    what: Message


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and lines below it, or what is said where there are none.

    Of ``is_open`` lines each can be ticked off.
    """

    title: Message
    lines: tuple[Message, ...]
    otherwise: Message
    is_open: bool = False


@dataclass(frozen=True, repr=False)
class HandingOver:
    """How the programme stands at a school ``on`` a day. The staff is named, and no student.

    ``adaptations`` are those of the school year, the newest first; ``tasks`` the leadership's that
    are not done; ``coming`` the next dates.
    """

    school_year: str
    on: date
    staff: tuple[StaffMember, ...]
    adaptations: tuple[OfClass, ...]
    coming: tuple[Coming, ...]
    tasks: tuple[DueTask, ...]

    def __repr__(self) -> str:
        return line(
            "HandingOver", self.school_year, counted(len(self.tasks), "open task", "open tasks")
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of it in words."""
        return (
            Part(
                Message("The next dates"),
                tuple(Message("{day}: {what}", day=one.on, what=one.what) for one in self.coming),
                Message("No date is known."),
            ),
            Part(
                Message("What is open"),
                tuple(self._open()),
                Message("Nothing is open."),
                is_open=True,
            ),
            Part(
                Message("Who is trained"),
                tuple(self._trained()),
                Message("Nobody is written down yet."),
            ),
            Part(
                Message("What was changed, and why"),
                tuple(self._changed()),
                Message("Nothing was written down this school year."),
            ),
        )

    def _open(self) -> Iterator[Message]:
        for one in self.tasks:
            words = TASKS[one.task]
            if one.is_late(self.on):
                yield Message("{task}: should have been done by {day}", task=words, day=one.due)
            else:
                yield Message("{task}: by {day}", task=words, day=one.due)
        if not self.staff:
            return
        yield from lacks(self.staff)
        for training in Training:
            if due := [_named(one) for one in self.staff if training in one.due]:
                yield Message(
                    "{training}, still to be had: {names}.", training=TRAININGS[training], names=due
                )

    def _trained(self) -> Iterator[Message]:
        if members := [_with_role(one) for one in team(self.staff)]:
            yield Message("The VIP team: {names}.", names=members)
        for training in Training:
            had = [_named(one) for one in self.staff if one.trained_on(training) is not None]
            if had:
                yield Message("{training}: {names}.", training=TRAININGS[training], names=had)

    def _changed(self) -> Iterator[Message]:
        for one in self.adaptations[:MOST_ADAPTATIONS]:
            yield Message(
                "{school_class}, period {number}: {what}",
                school_class=one.school_class or "–",
                number=one.number,
                what=_sentences([*told(one.adaptation), *_noted(one.adaptation.note)]),
            )
        if (more := len(self.adaptations) - MOST_ADAPTATIONS) > 0:
            yield plural(
                "{n} more stands under Adaptations.", "{n} more stand under Adaptations.", n=more
            )


def _named(one: StaffMember) -> str | Message:
    return one.name or ROLES[one.role]


def _with_role(one: StaffMember) -> Message:
    if not one.name:
        return ROLES[one.role]
    return Message("{name} ({role})", name=one.name, role=ROLES[one.role])


def _noted(note: str) -> Iterable[Message]:
    return [Message("{name}", name=note)] if note else []


def _sentences(parts: Iterable[Message]) -> Message:
    first, *rest = parts
    for one in rest:
        first = Message("{one}. {other}", one=first, other=one)
    return first
