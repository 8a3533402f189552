"""The log of changes: who did what to a class and when, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from toolkit.now import now
from toolkit.workspace import tables
from toolkit.workspace.database import added


class Kind(StrEnum):
    """What can be changed in a class, as the log of changes tells it."""

    CLASS_LIST = "class_list"
    RULES = "rules"
    PROPOSAL = "proposal"
    PUT_IN_FORCE = "put_in_force"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken_back"
    SEATED = "seated"
    CONTRACTS = "contracts"
    CALENDAR = "calendar"
    ADAPTED = "deviation"  # as it was called when the first were written
    ADAPTATION_CORRECTED = "deviation_corrected"
    ADAPTATION_REMOVED = "deviation_removed"
    ERASED = "erased"


class SchoolKind(StrEnum):
    """What can be changed of the school's own, as its log tells it."""

    TASK_DONE = "task_done"
    TASK_OPEN = "task_open"
    STAFF = "staff"
    STAFF_REMOVED = "staff_removed"
    ANSWERED = "answered"
    EVENT_ADDED = "event_added"
    EVENT_REMOVED = "event_removed"
    COUNTED = "counted"
    COUNTS_DELETED = "counts_deleted"


@dataclass(frozen=True)
class By:
    """Who saves, and when."""

    who: str
    at: datetime

    @classmethod
    def now(cls, who: str) -> "By":
        """At this moment."""
        return cls(who, now())


def log_change(connection: Connection, class_id: int, kind: Kind, number: int, by: By) -> None:
    """Write down who changed what."""
    added(
        connection,
        tables.Change,
        school_class_id=class_id,
        at=by.at,
        by=by.who,
        kind=kind,
        number=number,
    )


def log_school_change(connection: Connection, year_id: int, kind: SchoolKind, by: By) -> None:
    """Write down who changed what of the school's own in a school year."""
    added(connection, tables.SchoolChange, school_year_id=year_id, at=by.at, by=by.who, kind=kind)
