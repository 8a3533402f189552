"""Rooms and seats as the command line names them."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.cli.absent import words_for
from toolkit.cli.classes import class_of, roster_and_rules, tell_who_may_be_lost
from toolkit.errors import InputError
from toolkit.files.plans import read_plan, read_plans
from toolkit.files.rooms import read_room
from toolkit.files.seats import read_seats
from toolkit.given import everyone_in
from toolkit.meeting import Meeting
from toolkit.messages import Message, Translator
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rooms import Room
from toolkit.rules import Rules
from toolkit.seating.presets import Preset, room
from toolkit.seats import SeatedPeriod, Seating, SeatingResult


def room_for(word: str, plan: Plan, roster: Roster | None) -> Room:
    """The room in a file, or the ready-made one of this name, for all of a class.

    Nor has it fewer places than ever were in a period of the plan.
    """
    if word not in set(Preset):
        return read_room(word)
    in_plan = max((len(period.students) for period in plan.periods), default=0)
    return room(word, max(in_plan, len(roster or ())))


def seats_to_judge(
    plans: Sequence[Plan], meetings: Sequence[Meeting | None], options: argparse.Namespace
) -> tuple[Plan, Seating] | None:
    """The seats that are to be judged, by the ids of the class list, and whose they are.

    None where there are none. Of several classes it is the one whose students have most of them.
    """
    if not _has_seats(options):
        return None
    found = []
    for plan, meeting in zip(plans, meetings, strict=True):
        place = room_for(options.room, plan, None if meeting is None else meeting.roster)
        seating = read_seats(options.seats, place, plan, as_is=True)
        known = everyone_in(plan).by_id
        met = sum(student in known for one in seating.periods for student in one.seat_of)
        found.append((met, plan, seating.renamed(_ids(plan, meeting))))
    _, plan, seating = max(found, key=lambda one: one[0])
    return plan, seating


def seats_to_show(plan: Plan, options: argparse.Namespace) -> SeatedPeriod | None:
    """The seats that the class is to see: those of a period, or the newest; None for none."""
    if not _has_seats(options):
        return None
    seating = read_seats(options.seats, room_for(options.room, plan, None), plan)
    return seating.periods[-1] if options.period is None else seating.period(options.period)


def _has_seats(options: argparse.Namespace) -> bool:
    """Whether there are seats, and a room. Raises ``InputError`` for one without the other."""
    if (options.seats is None) != (options.room is None):
        raise InputError(Message("Give both or neither: --seats and --room."))
    return options.seats is not None


def class_to_seat(
    options: argparse.Namespace, translate: Translator
) -> tuple[Plan, Roster | None, Rules, Callable[..., Seating]]:
    """The plan to seat, its class and rules, and how seats of it are read, by the ids of the class.

    Where the file holds several plans, it is the one that most of the class list are in.
    """
    plans = [read_plan(options.plan)] if options.roster is None else read_plans(options.plan)
    roster, rules = roster_and_rules(plans, options, translate)
    if roster is None:
        [plan] = plans
        found, own, ids = plan, None, dict[str, str]()
    else:
        meetings = [class_of(plan, roster) for plan in plans]
        meeting = max(meetings, key=lambda one: one.met)
        plan = plans[meetings.index(meeting)]
        tell_who_may_be_lost(meeting, options.plan, translate)
        found, own, ids = meeting.plan, meeting.roster, _ids(plan, meeting)

    def read(file: str, room: Room, as_is: bool = False) -> Seating:
        return read_seats(file, room, plan, as_is=as_is).renamed(ids)

    return found, own, rules.for_class(own or everyone_in(found)), read


def away_in(plan: Plan, given: Iterable[str]) -> list[str]:
    """The ids of those who are away, by id or by name; as it stands for whom there is not."""
    everyone = everyone_in(plan)
    found = ((word, everyone.named(word)) for word in words_for(given, everyone))
    return [own[0].id if len(own) == 1 else word for word, own in found]


def as_ids(result: SeatingResult) -> dict[str, object]:
    """What ``--json`` tells of seats; students are named by their ids."""
    return {
        "status": result.status,
        "gap": result.gap,
        "seconds": round(result.seconds, 3),
        "periods": len(result.seating.periods),
        "students": len({key for one in result.seating.periods for key in one.seat_of}),
        "broken_wishes": [
            {
                "period": wish.period,
                "student": wish.student,
                ("not_near" if wish.avoid else "near"): wish.near,
            }
            for wish in result.broken_wishes
        ],
        "front_turns": result.front_turns,
        "same_seat_again": result.same_seat_again,
        "group_spread": result.group_spread,
    }


def told(result: SeatingResult) -> Iterator[Message]:
    """What is said of seats, line by line."""
    yield from result.told
    least, most = result.front_turns
    yield Message("Turns at the front: from {least} to {most} for each.", least=least, most=most)
    if result.broken_wishes:
        yield Message("Wishes that are not kept: {number}.", number=len(result.broken_wishes))
    if result.same_seat_again:
        yield Message(
            "Seats that somebody has had before: {number}.", number=result.same_seat_again
        )


def _ids(plan: Plan, meeting: Meeting | None) -> dict[str, str]:
    """The id in the class list of everyone in the plan."""
    if meeting is None:
        return {}
    both = zip(_students(plan), _students(meeting.plan), strict=True)
    return {old.id: new.id for old, new in both}


def _students(plan: Plan) -> Iterator[Student]:
    for period in plan.periods:
        for seating in period.seatings:
            yield from seating.students
