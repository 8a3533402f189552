"""Every makkerbytte as iCalendar, which a calendar program takes in, and takes in again.

An event has the same UID for as long as its class and its period are the same. Its SEQUENCE rises
when dates are moved, and what is no more is cancelled, so that what is taken in again moves, never
doubles, and leaves nothing behind. Nothing in it comes from the clock: the same calendar gives the
same bytes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from toolkit.calendar.days import Calendar, SchoolPeriod
from toolkit.errors import InputError, Spot
from toolkit.files.events import event_of, ics_of, put_on_days
from toolkit.files.limits import MOST_DAYS_BYTES
from toolkit.messages import Language, Message, Words
from toolkit.values import only, translator

_NUMBER, _ENDS = "X-MAKKERSKAP-PERIOD", "X-MAKKERSKAP-ENDS"
_DAY = "%Y%m%d"
_LIVE, _GONE = "CONFIRMED", "CANCELLED"


def makkerbytter_ics(
    calendar: Calendar, school_class: str = "", translate: Words = Language.NB
) -> bytes:
    """The bytes of an iCalendar file with a whole day for every makkerbytte."""
    only(calendar, Calendar, "calendar")
    _ = translator(translate)
    stamp = datetime(calendar.starts.year, calendar.starts.month, calendar.starts.day, tzinfo=UTC)

    def event(status: str, period: SchoolPeriod) -> Any:
        made = event_of(
            f"makkerskap/makkerbytte/{school_class}/{calendar.first_year}/{period.number}",
            _(_title(period, school_class)),
            _(Message("The period lasts until {day}.", day=period.ends)),
        )
        put_on_days(made, period.starts, period.starts)
        made.add("dtstamp", stamp + timedelta(minutes=calendar.revision))
        made.add("sequence", calendar.revision)
        made.add("status", status)
        made.add(_NUMBER, str(period.number))
        made.add(_ENDS, period.ends.strftime(_DAY))
        return made

    return ics_of("makkerbytter", (event(*one) for one in _periods(calendar)))


def makkerbytter_in(file: str, text: str) -> Calendar:
    """The dates that a file of ``makkerbytter_ics`` tells, and how often they have been changed.

    Raises ``InputError`` for another calendar, and for one that is damaged.
    """
    from icalendar import Calendar as Events

    if len(text) > MOST_DAYS_BYTES:
        raise _not_ours(file)
    try:
        events = list(Events.from_ical(text.strip()).walk("VEVENT"))
        told = sorted(map(_told, events), key=lambda one: one.period.number)
    except Exception:
        # The library has no one error for what it cannot read, and its words hold the text.
        raise _not_ours(file) from None
    live = tuple(one.period for one in told if not one.is_gone)
    numbers = {one.period.number for one in told}
    if not live or len(numbers) < len(told):
        raise _not_ours(file)
    gone = tuple(one.period for one in told if one.is_gone)
    return Calendar.of_periods(live, max(one.sequence for one in told), gone)


class _Told(NamedTuple):
    period: SchoolPeriod
    sequence: int
    is_gone: bool


def _told(event: Any) -> _Told:
    number, starts = int(event[_NUMBER]), event.start
    ends = datetime.strptime(event[_ENDS], _DAY).replace(tzinfo=UTC).date()
    if isinstance(starts, datetime) or not starts <= ends or number < 1:
        raise ValueError
    period = SchoolPeriod(number, starts, ends, 0)
    return _Told(period, int(event["SEQUENCE"]), str(event["STATUS"]) == _GONE)


def _not_ours(file: str) -> InputError:
    return InputError(
        Message(
            "This is no calendar of makkerbytter, or it is damaged. Choose a file that the periods "
            "of a school year were saved in."
        ),
        Spot(file),
    )


def _periods(calendar: Calendar) -> Iterator[tuple[str, SchoolPeriod]]:
    """Every period, and what has become of it."""
    yield from ((_LIVE, one) for one in calendar.periods)
    yield from ((_GONE, one) for one in calendar.dropped)


def _title(period: SchoolPeriod, school_class: str) -> Message:
    if school_class:
        return Message(
            "Makkerbytte {school_class}: period {number}",
            school_class=school_class,
            number=period.number,
        )
    return Message("Makkerbytte: period {number}", number=period.number)
