"""The school year of a school: that which most of its classes have."""

from collections import Counter
from collections.abc import Iterable

from toolkit.calendar.days import Calendar


def usual_year(years: Iterable[Calendar]) -> tuple[Calendar, int] | None:
    """The first of those whose makkerbytter most have, and how many have them; None of none.

    What else stands in a class's year makes no other of it.
    """
    every = tuple(years)
    if not every:
        return None
    periods, most = Counter(one.periods for one in every).most_common(1)[0]
    return next(one for one in every if one.periods == periods), most
