"""Whether a room is large enough for a class at all: looked at before any search."""

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.seating.search.grid import Grid, Mask
from toolkit.seating.search.problem import Group


def refuse_too_small(grid: Grid, open_seats: Mask, groups: tuple[Group, ...], period: int) -> None:
    """Raise ``InputError`` where the open seats (s,) are too few, or the desks for makkere.

    Two makkere need two places at one desk, and three at least two.
    """
    pairs = [pair for group in groups for pair in group]
    students, places = sum(map(len, pairs)), int(open_seats.sum())
    if places < students:
        raise InputError(
            Message(
                "The room has {places} places, and {students} students need one in period "
                "{period}. Put in more desks.",
                places=places,
                students=students,
                period=period,
            )
        )
    wanted = sum(len(pair) > 1 for pair in pairs)
    there = sum(int(open_seats[desk].sum()) // 2 for desk in grid.desks)
    if there < wanted:
        raise InputError(
            Message(
                "In period {period}, {wanted} makkerpar are to sit side by side, and the desks "
                "have room for {there}. Put in more desks with two places.",
                there=there,
                wanted=wanted,
                period=period,
            )
        )
