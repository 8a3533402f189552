"""How every class of the school stands on a day, and what of it is late or missing, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.acquaintance import coverage
from toolkit.calendar.days import Calendar
from toolkit.calendar.school_years import school_year_of
from toolkit.messages import Message, plural
from toolkit.names import class_order
from toolkit.now import today
from toolkit.plan import Period
from toolkit.shown import counted, line, table
from toolkit.values import day, only
from toolkit.workspace.causes import Cause
from toolkit.workspace.contracts import with_contracts
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.troubles import Troubles
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import KeptClass, Workspace

if TYPE_CHECKING:
    import pandas as pd


class Gap(StrEnum):
    """What may be late or missing in a class."""

    UNREADABLE = "unreadable"
    NOTHING_IN_FORCE = "nothing_in_force"
    OVERDUE = "overdue"
    WITHOUT_PLACE = "without_place"
    STILL_PLACED = "still_placed"
    BROKEN_RULE = "broken_rule"
    NO_SEATS = "no_seats"
    NO_CONTRACTS = "no_contracts"
    NO_DATES = "no_dates"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is late or missing, and the sentence that says so; it names nobody."""

    gap: Gap
    message: Message


@dataclass(frozen=True, slots=True)
class ClassNow:
    """How one class stands.

    ``period`` is the number of the one in force, 0 before the first. ``next_rotation`` is the day
    of the next makkerbytte, also where it has passed; None where no date is known. ``proposed`` is
    the number of the period that a proposal waits for, 0 where none does. Of the ``possible``
    pairs of students that may meet, ``met`` know each other by the periods that have begun, and no
    plan could have let more than ``most`` meet by now. ``calendar`` is its school year, None where
    it has none. ``missing`` is what is late or missing.
    """

    class_id: int
    name: str
    sample: str
    students: int
    period: int = 0
    next_rotation: date | None = None
    proposed: int = 0
    met: int = 0
    possible: int = 0
    most: int = 0
    calendar: Calendar | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def is_damaged(self) -> bool:
        """Whether nothing of it can be read."""
        return any(one.gap is Gap.UNREADABLE for one in self.missing)


@dataclass(frozen=True, slots=True, repr=False)
class SchoolNow:
    """The classes of a school year in the order of their names, as they stand ``on`` a day."""

    school_year: str
    on: date
    classes: tuple[ClassNow, ...]

    def __repr__(self) -> str:
        return line("SchoolNow", self.school_year, counted(len(self.classes), "class", "classes"))

    def _repr_html_(self) -> str:
        return table(repr(self), _COLUMNS, self._rows())

    def to_frame(self) -> pd.DataFrame:
        """One row a class: what it has and what it lacks, ``missing`` as a tuple of keys."""
        import pandas as pd

        frame = pd.DataFrame(self._rows(), columns=_COLUMNS)
        return frame.astype({"next_rotation": "datetime64[s]"})

    def _rows(self) -> list[tuple[object, ...]]:
        return [
            (
                *(one.name, one.students, one.period, one.next_rotation, one.proposed),
                *(one.met, one.possible, one.most),
                tuple(missing.gap.value for missing in one.missing),
            )
            for one in self.classes
        ]


_COLUMNS = (
    *("school_class", "students", "period", "next_rotation", "proposed"),
    *("met", "possible", "most", "missing"),
)


def school_now(workspace: Workspace, *, on: date | None = None) -> SchoolNow:
    """How the classes of a school year stand ``on`` a day, today where none is given.

    It is the school year of that day, or the newest where no class is of that. They come by name,
    and are not ranked. A class that is damaged is one that cannot be read, and the others are
    there. It is read only: nothing is planned and nothing is kept.
    """
    only(workspace, Workspace, "workspace")
    on = today() if on is None else day(on, "on")
    listed = workspace.classes()
    years = {one.school_year for one in listed}
    year = this if (this := school_year_of(on)) in years else max(years, default="")
    ours = [one for one in listed if one.school_year == year or one.is_damaged]
    found = filter(None, (_found(workspace, one, on) for one in ours))
    classes = sorted(found, key=lambda one: class_order(one.name))
    return SchoolNow(year, on, tuple(classes))


def _found(workspace: Workspace, listed: KeptClass, on: date) -> ClassNow | None:
    """How a class stands; None where it has been deleted in the meantime."""
    unreadable = ClassNow(
        *(listed.class_id, listed.name, listed.sample, listed.students),
        missing=(Missing(Gap.UNREADABLE, Cause.UNREADABLE.value),),
    )
    if listed.is_damaged:
        return unreadable
    try:
        kept = workspace.load(listed.class_id)
    except Unreadable:
        return unreadable
    if kept is None:
        return None
    with workspace.reading() as connection:
        contracts = with_contracts(connection, kept.class_id)
    return class_now(kept, on, contracts)


def class_now(kept: Kept, on: date, contracts: Collection[int] = ()) -> ClassNow:
    """How a class stands on a day; ``contracts`` are the periods whose contracts were made."""
    work = kept.work
    known = coverage(work.plan.begun_by(on), work.rules, work.roster)
    return ClassNow(
        *(kept.class_id, work.name, work.sample, len(work.roster)),
        period=0 if work.last is None else work.last.number,
        next_rotation=_next_rotation(work, on),
        proposed=0 if work.proposal is None else work.planning_number,
        met=known.met,
        possible=known.possible,
        most=round(known.reachable * known.possible),
        calendar=work.calendar,
        missing=tuple(_missing(work, on, contracts)),
    )


def _next_rotation(work: Work, on: date) -> date | None:
    """The first day of a period that is accepted ahead, or the day of the one behind the last."""
    ahead = (one.starts for one in work.plan.periods if one.starts is not None and one.starts > on)
    return next(ahead, work.next_rotation)


def _missing(work: Work, on: date, contracts: Collection[int]) -> Iterator[Missing]:
    if (late := _late(work, on)) is not None:
        yield late
    if work.last is not None:
        yield from _missing_in_force(work, work.last)
        if work.last.number not in contracts:
            told = Message("The group contracts of this period are not made.")
            yield Missing(Gap.NO_CONTRACTS, told)
    if work.calendar is None and work.next_rotation is None:
        yield Missing(Gap.NO_DATES, Message("Its makkerbytter have no dates."))


def _missing_in_force(work: Work, period: Period) -> Iterator[Missing]:
    troubles = Troubles(work, period)
    if joined := len(troubles.joined):
        yield Missing(
            Gap.WITHOUT_PLACE,
            plural("{n} student has no place.", "{n} students have no place.", n=joined),
        )
    if left := len(troubles.left):
        yield Missing(
            Gap.STILL_PLACED,
            plural(
                "{n} who has left still has a place.",
                "{n} who have left still have a place.",
                n=left,
            ),
        )
    seated = work.seating.get(period.number)
    if broken := len((*troubles.kept_apart, *troubles.others, *troubles.of_seats(seated))):
        yield Missing(
            Gap.BROKEN_RULE,
            plural("{n} rule is broken now.", "{n} rules are broken now.", n=broken),
        )
    if seated is None:
        yield Missing(Gap.NO_SEATS, Message("There is no seating map for this period."))


def _late(work: Work, on: date) -> Missing | None:
    """Nothing is in force, or the next makkerbytte should have been; None for neither."""
    day, is_first = work.next_rotation, work.last is None
    is_over = work.calendar is not None and work.calendar.ends < on
    is_late = day is not None and day < on and not is_over
    if is_first and is_late:
        told = Message("No period is in force. The first was to begin on {day}.", day=day)
        return Missing(Gap.NOTHING_IN_FORCE, told)
    if is_first:
        return Missing(Gap.NOTHING_IN_FORCE, Message("No period is in force yet."))
    if is_late:
        told = Message("The makkerbytte of {day} is not done.", day=day)
        return Missing(Gap.OVERDUE, told)
    return None
