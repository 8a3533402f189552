"""The days of a period that was corrected while it ran: one seating after the other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from toolkit.errors import InputError, Spot
from toolkit.messages import Message


class Seated(Protocol):
    """How a class sat, and when: a period, or a period as it was before it was corrected."""

    @property
    def number(self) -> int:
        """That of the period."""

    @property
    def starts(self) -> date | None:
        """The first day; None where no calendar was given and nothing was before."""

    @property
    def ends(self) -> date | None:
        """The last day; None where no calendar was given and nothing came after."""

    @property
    def earlier(self) -> Sequence["Seated"]:
        """How they sat before, oldest first."""


def day_after(seating: Seated) -> date:
    """The first day of what came after an earlier seating."""
    assert seating.ends is not None, "an earlier seating has its last day"
    return seating.ends + timedelta(days=1)


def refuse_disorder(period: Seated) -> None:
    """Raise ``InputError`` where what is said of a period's earlier seatings cannot have been."""
    starts = period.starts
    for seating in period.earlier:
        if seating.number != period.number or seating.earlier:
            raise _error(
                Message(
                    "How period {number} was before it was corrected must have the same number, "
                    "and nothing before it in turn.",
                    number=period.number,
                )
            )
        if seating.ends in (None, date.max):
            raise _error(
                Message(
                    "How period {number} was before it was corrected needs the last day on which "
                    "it was so.",
                    number=period.number,
                )
            )
        if seating.starts != starts:
            raise _does_not_follow(period.number, starts)
        after = day_after(seating)
        if starts is not None and after <= starts:
            raise _ends_too_early(period.number, starts)
        starts = after
    if starts is not None and period.ends is not None and period.ends < starts:
        raise _ends_too_early(period.number, starts)


def _does_not_follow(number: int, day: date | None) -> InputError:
    if day is None:
        return _error(
            Message(
                "Period {number} has no first day, so how it was before it was corrected cannot "
                "have one either.",
                number=number,
            )
        )
    return _error(
        Message(
            "How period {number} was before and after it was corrected must follow day by day: "
            "one of them should start on {day}.",
            number=number,
            day=day,
        )
    )


def _ends_too_early(number: int, day: date) -> InputError:
    return _error(
        Message(
            "What starts on {day} in period {number} ends before that day.", number=number, day=day
        )
    )


def _error(message: Message) -> InputError:
    return InputError(message, Spot("earlier"))
