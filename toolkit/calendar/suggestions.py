"""What a school year may look like before its school has said so: to be held against its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.calendar.days import DayOff
from toolkit.calendar.public import holidays_in
from toolkit.calendar.weeks import monday_of
from toolkit.messages import Message

_JUNE = 6
_EASTER = "Første påskedag"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Days off that most counties share, and how they are called."""

    title: Message
    days: DayOff


def suggested_year(today: date) -> tuple[date, date]:
    """The first and the last day of the school year that runs or comes: mid-August to mid-June."""
    year = today.year if today.month >= _JUNE else today.year - 1
    starts = monday_of(date(year, 8, 20))
    return starts, monday_of(date(year + 1, 6, 18)) + timedelta(days=4)


def suggestions(starts: date) -> tuple[Suggestion, ...]:
    """Breaks in the school year that begins on this day."""
    year = starts.year if starts.month >= _JUNE else starts.year - 1
    return (
        *(
            _week(Message("Autumn break week {week}", week=week), "Høstferie", year, week)
            for week in (40, 41)
        ),
        Suggestion(Message("Christmas"), _christmas(year)),
        *(
            _week(Message("Winter break week {week}", week=week), "Vinterferie", year + 1, week)
            for week in (8, 9)
        ),
        Suggestion(Message("Easter"), _easter(year + 1)),
    )


def _week(title: Message, name: str, year: int, week: int) -> Suggestion:
    monday = date.fromisocalendar(year, week, 1)
    return Suggestion(title, DayOff(monday, monday + timedelta(days=4), name))


def _christmas(year: int) -> DayOff:
    first = monday_of(date(year, 12, 23))
    return DayOff(first, monday_of(date(year + 1, 1, 1)) + timedelta(days=6), "Juleferie")


def _easter(year: int) -> DayOff:
    sunday = next(day for day, name in holidays_in(year).items() if _EASTER in name)
    return DayOff(sunday - timedelta(days=6), sunday + timedelta(days=1), "Påskeferie")
