"""What was read of a school's days: line by line, with the dates that it was understood as."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from toolkit.calendar.days import Calendar, DayOff
from toolkit.calendar.words import MONTHS
from toolkit.errors import InputError, Spot
from toolkit.messages import Message

type Month = tuple[int, int]
"""A year and the number of a month in it."""


@dataclass(frozen=True, slots=True)
class Year:
    """The school year that days are read for; dates without a year are dates of it."""

    starts: date
    ends: date


class Said(StrEnum):
    """What a line says: days off; a day with school, before or after such; or neither."""

    OFF = "off"
    FIRST = "first"
    LAST = "last"
    EVENT = "event"
    COUNT = "count"
    HEADING = "heading"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class PrintedCount:
    """How many school days are printed for some months, or for the whole year."""

    months: tuple[int, ...]
    days: int

    def counted(self, calendar: Calendar) -> int:
        """How many the calendar has in these months; without any, in all."""
        return sum(
            days
            for (_, month), days in calendar.school_days_by_month.items()
            if not self.months or month in self.months
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line may have been meant to say, and how it is written then: one line or more."""

    label: Message
    lines: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line, or an event, as it was understood; ``problem`` says what is unclear about it.

    ``answers`` are what may be meant, where the line as it stands does not say.
    """

    text: str
    spot: Spot
    said: Said
    days: tuple[DayOff, ...] = ()
    counts: tuple[PrintedCount, ...] = ()
    problem: Message | None = None
    answers: tuple[Answer, ...] = ()

    def unclear(self, problem: Message, answers: tuple[Answer, ...] = ()) -> "ReadLine":
        """The same line, not understood; it can always be left out."""
        without = f"# {self.text}"
        if all(answer.lines != without for answer in answers):
            answers = (*answers, Answer(Message("Leave the line out"), without))
        return replace(self, said=Said.UNCLEAR, problem=problem, answers=answers)


@dataclass(frozen=True, slots=True)
class DaysOffRead:
    """What was read of files or pasted lines, in their order."""

    lines: tuple[ReadLine, ...]

    @property
    def unclear(self) -> tuple[ReadLine, ...]:
        """The lines that must be put right."""
        return tuple(line for line in self.lines if line.problem is not None)

    @property
    def events(self) -> tuple[ReadLine, ...]:
        """What was understood as no day off, such as a meeting of parents."""
        return tuple(line for line in self.lines if line.said is Said.EVENT)

    @property
    def days_off(self) -> tuple[DayOff, ...]:
        """The days off, in order. Raises ``InputError`` for the first line that is unclear."""
        for line in self.unclear:
            assert line.problem is not None
            raise InputError(line.problem, line.spot)
        return self.understood

    @property
    def understood(self) -> tuple[DayOff, ...]:
        """The days off of those lines that are clear, in order."""
        clear = (line for line in self.lines if line.said in (Said.OFF, Said.FIRST, Said.LAST))
        days = {day for line in clear for day in line.days}
        return tuple(sorted(days, key=lambda day: (day.first, day.last, day.name)))

    def differing(self, calendar: Calendar) -> tuple[InputError, ...]:
        """Every printed count of school days that the calendar does not have."""
        return tuple(
            InputError(_difference(count, count.counted(calendar)), line.spot)
            for line in self.lines
            for count in line.counts
            if count.counted(calendar) != count.days
        )


def _difference(count: PrintedCount, counted: int) -> Message:
    if len(count.months) == 1:
        return Message(
            "{month}: {printed} school days are printed, and these days off leave {counted}. "
            "Is a day missing, or one too many?",
            printed=count.days,
            month=MONTHS[count.months[0] - 1],
            counted=counted,
        )
    return Message(
        "{printed} school days are printed in all, and these days off leave {counted}. "
        "Is a day missing, or one too many?",
        printed=count.days,
        counted=counted,
    )


def of_another_year(file: str, year: Year) -> InputError:
    """The error for a file none of whose days is in the school year."""
    return InputError(
        Message(
            "None of these days is in the school year from {starts} to {ends}. Is this the file of "
            "another year?",
            starts=year.starts,
            ends=year.ends,
        ),
        Spot(file),
    )
