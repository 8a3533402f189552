"""What is said of seats beside their map."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from toolkit.contradicting import seat_in_words
from toolkit.messages import Message, plural
from toolkit.people import Roster, Student
from toolkit.plan import Period
from toolkit.rules import NamedRule, RuleKind, Rules
from toolkit.seating.still_there import still_there
from toolkit.seats import SeatedPeriod, Seating
from toolkit.workspace.known_seats import KnownSeats


def split_trios(seated: SeatedPeriod, period: Period, everyone: Roster) -> tuple[Message, ...]:
    """The trios that are split, and why."""
    here = everyone.by_id
    trios = [
        pair
        for pair in period.pairs
        if pair.is_trio and all(student.id in here for student in pair.students)
    ]
    if not trios:
        return ()
    from toolkit.seating.outcome import told_of  # heavy, where the first page is light

    return tuple(told_of(seated, trios, everyone))


def wishes_not_kept(seated: SeatedPeriod, rules: Rules, everyone: Roster) -> tuple[Message, ...]:
    """The wishes that the seats do not keep; what must always hold is no wish."""
    wishes = replace(rules, seats=tuple(rule for rule in rules.seats if not rule.strict))
    if not wishes.seats:
        return ()
    from toolkit.seating.outcome import broken_wishes  # heavy, as above

    return tuple(
        Message(
            "{student}: {where}",
            student=everyone.label(everyone.by_id[one.student]),
            where=seat_in_words(NamedRule(RuleKind.SEAT, (), near=one.near, avoid=one.avoid)),
        )
        for one in broken_wishes(Seating((seated,)), wishes)
        if one.student in everyone.by_id
    )


def came_to(student: Student, seated: SeatedPeriod, everyone: Roster) -> Message:
    """Where a student sits now, and beside whom."""
    seat, name = seated.seat_of.get(student.id), everyone.label(student)
    if seat is None:
        return Message("{student} has no seat now.", student=name)
    others = (place.seat for place in seated.room.desk_of(seat).places if place.seat != seat)
    sitting = (everyone.by_id.get(seated.student_at.get(other, "")) for other in others)
    beside = [everyone.label(one) for one in sitting if one is not None]
    if not beside:
        return Message("{student} now sits in seat {seat}.", student=name, seat=seat)
    return Message(
        "{student} now sits in seat {seat}, beside {others}.",
        student=name,
        seat=seat,
        others=beside,
    )


@dataclass(frozen=True)
class SeatMove:
    """A student whose seat is another: the one before and the one after, None where there is none.

    Each goes by its name in the room as it was then.
    """

    student: Student
    before: str | None
    after: str | None


def seat_moves(before: SeatedPeriod, after: SeatedPeriod, everyone: Roster) -> tuple[SeatMove, ...]:
    """Everyone whose seat is another after a change, or who has none any more."""
    still, had, has = still_there(before.room, after.room), before.seat_of, after.seat_of
    return tuple(
        SeatMove(everyone.by_id[key], had.get(key), has.get(key))
        for key in (*has, *(key for key in had if key not in has))
        if key in everyone.by_id and (key not in had or still.get(had[key]) != has.get(key))
    )


def how_many_move(moves: Iterable[SeatMove]) -> int:
    """How many have a seat before and after, and another."""
    return sum(move.before is not None and move.after is not None for move in moves)


def changed_seats(before: SeatedPeriod, after: SeatedPeriod, everyone: Roster) -> Iterator[Message]:
    """How many have another seat than before, and who sits where that had it not."""
    moves = seat_moves(before, after, everyone)
    if moved := how_many_move(moves):
        yield plural("{n} student has moved.", "{n} students have moved.", n=moved)
    else:
        yield Message("Nobody has to move.")
    for move in moves:
        if move.after is not None:
            name = everyone.label(move.student)
            yield Message("{student} now sits in seat {seat}.", student=name, seat=move.after)


def how_good(known: KnownSeats) -> Message:
    """What is known of the seats that a search has found."""
    if known.is_change:
        if known.is_proven:
            return Message("No change that keeps the rules moves fewer.")
        return Message("Perhaps fewer would have to move; the time was over before that was known.")
    if not known.is_proven:
        return Message(
            "These are the best seats that we found in {seconds} s. "
            "There may be some that are up to {share} % better.",
            seconds=max(1, round(known.seconds)),
            share=max(1, ceil(100 * known.gap)),
        )
    if known.has_locked:
        return Message("There are no better seats while the locked ones stay.")
    return Message("There are no better seats in this room.")
