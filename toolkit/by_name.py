"""Rules made in Python of whom a class list names, by id or by name, as a file of rules does."""

from collections.abc import Iterable

from toolkit.errors import InputError, Spot
from toolkit.files.headers import attribute_called
from toolkit.files.identity import refuse_identity_number
from toolkit.files.strangers import too_few_students
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.rules import (
    Acquainted,
    Balance,
    KeepApart,
    Near,
    RuleKind,
    Scope,
    SeatRule,
    Together,
    Written,
)
from toolkit.values import choice, count, only, several


def keep_apart(roster: Roster, *students: str, scope: Scope | str = Scope.GROUP) -> KeepApart:
    """Keep these students apart: never in one group, or, with ``scope="pair"``, never partners.

    Each is named by id or by name. Raises ``InputError`` where nobody or several are called so.
    """
    return KeepApart(_ids(roster, students), choice(scope, Scope, "scope"), Written(students))


def together(roster: Roster, *students: str, periods: Iterable[int] = ()) -> Together:
    """Let these two or three be partners in the periods, counted from 1; in all if none is given.

    Named, and refused, as in ``keep_apart``.
    """
    numbers = tuple(count(one, "periods") for one in several(periods, object, "periods"))
    return Together(_ids(roster, students), numbers, Written(students))


def acquainted(
    roster: Roster, *groups: Iterable[str], attributes: Iterable[str] = ()
) -> Acquainted:
    """Say who knew each other before: each group's students, and who share an attribute's value.

    Students are named as in ``keep_apart``, attributes as the class list heads them.
    """
    names = _attributes(roster, attributes)
    lists = (several(group, str, "groups") for group in groups)
    return Acquainted(names, tuple(_ids(roster, students) for students in lists))


def balance(roster: Roster, *attributes: str) -> Balance:
    """Wish for groups in which the values of these attributes are mixed."""
    return Balance(_attributes(roster, attributes))


def seat(
    roster: Roster,
    *students: str,
    near: Near | str | None = None,
    not_near: Near | str | None = None,
    strict: bool = False,
) -> SeatRule:
    """Let each of these students sit near something in the room, or not near it.

    That is the front, the back, a door, a window or the teacher's desk; a wish, or, with
    ``strict``, for sure. Named, and refused, as in ``keep_apart``; one student will do.
    """
    if (near is None) == (not_near is None):
        raise InputError(Message("Give one of the two, near or not_near."), Spot("near"))
    field, where = ("near", near) if not_near is None else ("not_near", not_near)
    ids = _ids(roster, students, RuleKind.SEAT.fewest)
    place = choice(where, Near, field)
    return SeatRule(ids, place, field == "not_near", strict, Written(students))


def _ids(roster: Roster, students: tuple[str, ...], fewest: int = 2) -> tuple[str, ...]:
    """The ids of so many or more different students."""
    only(roster, Roster, "roster")
    ids: list[str] = []
    for word in several(students, str, "students"):
        refuse_identity_number(word, Spot("students"))
        ids.append(roster.student(word).id)
        if ids[-1] in ids[:-1]:
            raise InputError(Message("{student} stands twice in this list.", student=word))
    if len(ids) < fewest:
        raise InputError(too_few_students(fewest))
    return tuple(ids)


def _attributes(roster: Roster, words: Iterable[str]) -> tuple[str, ...]:
    only(roster, Roster, "roster")
    named = several(words, str, "attributes")
    for word in named:
        refuse_identity_number(word, Spot("attributes"))
    return tuple(attribute_called(word, roster.attributes) for word in named)
