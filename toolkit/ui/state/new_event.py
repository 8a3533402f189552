"""Something that is to be put into a year wheel, of a class or of the school."""

from datetime import date

from toolkit.calendar.days import Calendar, SchoolEvent
from toolkit.calendar.rings import ring_called
from toolkit.calendar.wheel_year import WheelYear
from toolkit.errors import InputError
from toolkit.messages import Message


def new_event(
    calendar: Calendar, ring: str, name: str, first: date | None, last: date | None
) -> SchoolEvent:
    """The event as it was written; without a last day, it is one day.

    Raises ``InputError`` where it has no day, or one that is not in the wheel.
    """
    if first is None:
        raise InputError(Message("Say on which day it is."))
    event = SchoolEvent(ring_called(ring), name, first, last or first)
    year = WheelYear(calendar.first_year)
    if event.first not in year or event.last not in year:
        raise InputError(
            Message(
                "The wheel is from {first} to {last}, and this is not in it.",
                first=year.first,
                last=year.last,
            )
        )
    return event
