"""The classes of a school as a table, the same on the screen and on paper."""

from toolkit.evaluation.words import percent
from toolkit.messages import Message, Translator
from toolkit.school.implementation import Measured, Share

HEADER = (
    *(Message("Class"), Message("Held of planned"), Message("In time")),
    *(Message("Weeks per period"), Message("Seating map"), Message("Contracts")),
    *(Message("Two pairs"), Message("Makkere again"), Message("Coverage and possible")),
)
NOTHING = "–"


def row(one: Measured, _: Translator) -> list[str]:
    """What was counted of a class, in the columns of ``HEADER``."""
    reached = f"{percent(one.coverage)} / {percent(one.bound)}" if one.takes_part else NOTHING
    return [
        one.school_class or _(Message("Class without a name")),
        *map(fraction, (one.held, one.in_time)),
        average(one.weeks, _),
        *map(fraction, (one.seated, one.contracts, one.two_pairs)),
        *(str(one.repeats), reached),
    ]


def fraction(share: Share) -> str:
    """A count out of a count, short: 3/5."""
    return f"{share.part}/{share.whole}" if share.whole else NOTHING


def average(share: Share, _: Translator) -> str:
    """A count for each of a count, with one decimal: 3,2."""
    if not share.whole:
        return NOTHING
    return f"{share.part / share.whole:.1f}".replace(".", _.language.decimal)
