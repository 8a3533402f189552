"""Where days are in a year wheel: the year as a circle, from August on and clockwise."""

from datetime import date, timedelta
from itertools import pairwise

_AUGUST = 8


class WheelYear:
    """Angles in the twelve months from the August of a year, the first of a school year."""

    def __init__(self, year: int) -> None:
        self.first = date(year, _AUGUST, 1)
        self.days = (date(year + 1, _AUGUST, 1) - self.first).days

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def angle(self, day: date) -> float:
        """Where a day begins, in degrees from the top."""
        at = min(max((day - self.first).days, 0), self.days)
        return 360 * at / self.days

    def arc(self, first: date, last: date) -> tuple[float, float]:
        """The middle of some days and how wide they are, in degrees."""
        since, until = self.angle(first), self.angle(date.fromordinal(last.toordinal() + 1))
        return (since + until) / 2, max(until - since, 0)

    @property
    def months(self) -> list[tuple[date, date]]:
        """The first and the last day of each month."""
        year = self.first.year
        firsts = [date(year + (m > 12), (m - 1) % 12 + 1, 1) for m in range(_AUGUST, _AUGUST + 13)]
        return [
            (first, date.fromordinal(after.toordinal() - 1)) for first, after in pairwise(firsts)
        ]
