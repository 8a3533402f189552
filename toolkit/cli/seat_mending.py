"""Seats that are changed as little as can be, as the command line names and tells them."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.cli.mending import how_many_move
from toolkit.errors import InputError, Spot
from toolkit.files.seats import OtherRoomError
from toolkit.given import everyone_in
from toolkit.messages import Message
from toolkit.plan import Plan
from toolkit.rooms import Room
from toolkit.seating.mending import SeatMending
from toolkit.seats import Seating


def refuse_options(options: argparse.Namespace) -> None:
    """Raise ``InputError`` for options that do not go together."""
    if options.mend is not None and options.history is not None:
        raise InputError(Message("Give only one of them: --mend or --history."))
    if options.was is not None and options.mend is None:
        raise InputError(Message("--was is the room of the seats that --mend changes. Give both."))


def seats_before(read: Callable[..., Seating], options: argparse.Namespace, room: Room) -> Seating:
    """The seats to change, in the ``room`` that they are for: the one of today without ``--was``.

    Raises ``InputError`` for those of another room, and for seats that only that one has and that
    are to stay.
    """
    try:
        before = read(options.mend, room, True)
    except OtherRoomError as error:
        if options.was is not None:
            raise
        hint = Message(
            "{problem} Say with --was which room these seats were in.", problem=error.message
        )
        raise InputError(hint, error.spot) from error
    _refuse_lost_seats(before, options)
    return before


def _refuse_lost_seats(before: Seating, options: argparse.Namespace) -> None:
    """Raise ``InputError`` for seats that only the room as it was has, and that are to stay."""
    changed = options.period or (before.periods[-1].number if before.periods else 0)
    for one in before.periods:
        for _, seat in one.seats:
            if one.number != changed and seat not in one.room.by_seat:
                raise InputError(
                    Message(
                        "Seat {seat} of period {period} is not in the room. Say with --was which "
                        "room these seats were in.",
                        seat=seat,
                        period=one.number,
                    ),
                    Spot(Path(options.mend).name),
                )


def as_ids(mending: SeatMending) -> dict[str, object]:
    """What ``--json`` tells of it beside its seats; students are named by their ids."""
    return {
        "period": mending.period.number,
        "moved": mending.moved,
        "joined": mending.joined,
        "left": mending.left,
        "fewest": mending.bound,
    }


def told(mending: SeatMending, plan: Plan) -> Iterator[Message]:
    """What is said of it, line by line; namesakes are told apart."""
    everyone, seat_of = everyone_in(plan), mending.period.seat_of

    def name(key: str) -> str:
        return everyone.label(everyone.by_id[key]) if key in everyone.by_id else key

    for key in mending.left:
        yield Message("{student} has no seat any more.", student=name(key))
    for key in mending.joined:
        yield Message("{student} gets seat {seat}.", student=name(key), seat=seat_of[key])
    for key in mending.moved:
        yield Message("{student} moves to seat {seat}.", student=name(key), seat=seat_of[key])
    if not (mending.moved or mending.joined or mending.left):
        yield Message("The seats fit, and stay as they are.")
    else:
        yield how_many_move(len(mending.moved), mending.bound, is_fewest=not mending.gap)
