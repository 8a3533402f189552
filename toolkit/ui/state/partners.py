"""Students who are partners again, and two by two in words."""

from collections.abc import Iterable

from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Period
from toolkit.rules import IdPair


def partners_again(period: Period, earlier: Iterable[Period]) -> set[IdPair]:
    """Those who are partners in a period, and have been so in one of the earlier ones."""
    return period.in_pairs & set().union(*(one.ever_in_pairs for one in earlier))


def two_by_two(pairs: Iterable[IdPair], roster: Roster) -> tuple[Message, ...]:
    """The pairs in words, in the order of the roster, which all of them are in."""
    students, label = roster.students, roster.label
    order = {student.id: position for position, student in enumerate(students)}
    return tuple(
        Message("{one} and {other}", one=label(students[a]), other=label(students[b]))
        for a, b in sorted(sorted(order[key] for key in pair) for pair in pairs)
    )
