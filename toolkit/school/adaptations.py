"""Adaptations: a makkerbytte that went otherwise than the programme asks, and why.

They are nobody's fault: a local one may be what makes the programme work. So it is told what was
changed, why, whether it was planned, and whether the class goes on with it.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.names import tidy
from toolkit.values import choice, only, settle

LONGEST_NOTE = 80
"""Letters, so that it stands in a line."""


class Adapted(StrEnum):
    """What was otherwise."""

    LATE = "late"
    SKIPPED = "skipped"
    INTERVAL = "interval"
    NO_CONTRACT = "no_contract"
    OTHER_GROUPS = "other_groups"


class Reason(StrEnum):
    """Why."""

    HOLIDAY = "holiday"
    EXAMS = "exams"
    TRIP = "trip"
    TEACHER_AWAY = "teacher_away"
    NO_TIME = "no_time"
    ROOM = "room"
    CLASS_NEEDED_IT = "class_needed_it"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What was changed and why, and a short ``note`` that names nobody.

    ``planned`` and ``goes_on`` are None where nobody has told. ``what`` is None where only a newer
    version of the program knows it. Raises ``InputError`` for a note that is too long.
    """

    what: Adapted | None
    why: Reason
    note: str = ""
    planned: bool | None = None
    goes_on: bool | None = None

    def __post_init__(self) -> None:
        what = None if self.what is None else choice(self.what, Adapted, "what")
        note = tidy(only(self.note, str, "note"))
        settle(self, what=what, why=choice(self.why, Reason, "why"), note=note)
        if len(note) > LONGEST_NOTE:
            raise InputError(Message("Write at most {most} letters.", most=LONGEST_NOTE))


@dataclass(frozen=True, slots=True)
class OfClass:
    """An adaptation in a class and a period, and the day on which it was written down."""

    school_class: str
    number: int
    on: date
    adaptation: Adaptation


_MODIFIED = {
    Adapted.LATE: "Lengthening/extending (pacing/timing)",
    Adapted.SKIPPED: "Removing/skipping elements",
    Adapted.INTERVAL: "Lengthening or shortening (pacing/timing)",
    Adapted.NO_CONTRACT: "Removing/skipping elements",
    Adapted.OTHER_GROUPS: "Substituting",
}
_REASON = {
    Reason.HOLIDAY: "Organization/setting: service structure",
    Reason.EXAMS: "Organization/setting: competing demands",
    Reason.TRIP: "Organization/setting: competing demands",
    Reason.TEACHER_AWAY: "Organization/setting: available staff",
    Reason.NO_TIME: "Organization/setting: time constraints",
    Reason.ROOM: "Organization/setting: location",
    Reason.CLASS_NEEDED_IT: "Recipient: needs of the group",
    Reason.OTHER: "Other",
}
_COLUMNS = (
    *("school_class", "period", "when", "planned", "what_is_modified", "nature"),
    *("level_of_delivery", "temporary_or_permanent", "reason", "reason_in_school", "note"),
)


def frame_csv(adaptations: Iterable[OfClass]) -> bytes:
    """A row each in the terms of FRAME, as UTF-8 with a mark for Excel; nobody is named.

    FRAME is the framework for reporting adaptations and modifications, expanded (2019). What
    nobody has told is empty.
    """
    text = io.StringIO()
    written = csv.writer(text, delimiter=";", lineterminator="\r\n")
    written.writerow(_COLUMNS)
    for one in adaptations:
        told = one.adaptation
        written.writerow(
            (
                _cell(one.school_class),
                one.number,
                one.on.isoformat(),
                _either(told.planned, "Planned/proactive", "Unplanned/reactive"),
                told.what or "",
                "" if told.what is None else _MODIFIED[told.what],
                "Class",
                _either(told.goes_on, "Permanent", "Temporary"),
                _REASON[told.why],
                told.why,
                _cell(told.note),
            )
        )
    return text.getvalue().encode("utf-8-sig")


def _either(told: bool | None, yes: str, no: str) -> str:
    return "" if told is None else yes if told else no


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
