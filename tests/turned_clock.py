"""A clock that a test turns, for the whole program at once."""

from datetime import UTC, date, datetime, time


class Clock:
    """What the program takes for the time. Once it is turned it stands still."""

    def __init__(self) -> None:
        self.moment: datetime | None = None

    def __call__(self) -> datetime:
        return self.moment or datetime.now(UTC)

    def turn(self, to: date) -> None:
        """Let it be this moment from now on, or noon of this day where the user is."""
        if not isinstance(to, datetime):
            to = datetime.combine(to, time(12)).astimezone()
        self.moment = to
