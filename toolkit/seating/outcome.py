"""What seats come to: broken wishes, turns at the front, seats had before, groups apart."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Group, Pair, Plan
from toolkit.rooms import Room
from toolkit.rules import RuleKind, Rules
from toolkit.seating.turns import at_front, spots, with_wishes
from toolkit.seats import BrokenWish, SeatedPeriod, Seating


def broken_wishes(seating: Seating, rules: Rules) -> Iterator[BrokenWish]:
    """Every wish that is not kept: those for sure are."""
    for seated in seating.periods:
        for rule in rules.of_kind(RuleKind.SEAT):
            assert rule.near is not None, "a rule for seats speaks of something in the room"
            near = seated.room.near(rule.near)
            for key in rule.students:
                if key in seated.seat_of and (seated.seat_of[key] in near) == rule.avoid:
                    yield BrokenWish(seated.number, key, rule.near, rule.avoid)


def front_turns(seating: Seating, rules: Rules) -> tuple[int, int]:
    """The least and the most turns at the front of those who sit in the last period.

    Whoever a rule says where to sit is left out; 0 and 0 where that leaves nobody.
    """
    turns = Counter(key for seated in seating.periods for key in at_front(seated))
    last = seating.periods[-1].seat_of if seating.periods else {}
    counted = [turns[key] for key in last if key not in with_wishes(rules)]
    return (min(counted), max(counted)) if counted else (0, 0)


def same_seat_again(seating: Seating) -> int:
    """How often somebody sits where they have sat in a period before."""
    seen: set[object] = set()
    again = 0
    for seated in seating.periods:
        here = set(spots(seated).items())
        again += len(here & seen)
        seen |= here
    return again


def group_spread(seating: Seating, plan: Plan) -> int:
    """The cells between the nearest desks of the pairs of each group, over all groups."""
    periods = {period.number: period for period in plan.periods}
    return sum(
        _spread(group, seated)
        for seated in seating.periods
        if seated.number in periods
        for group in periods[seated.number].groups
    )


def _spread(group: Group, seated: SeatedPeriod) -> int:
    pairs = [desks for pair in group.pairs if (desks := _desks(pair, seated))]
    return sum(
        min(seated.room.desks_between(one, other) for one in these for other in those)
        for these, those in combinations(pairs, 2)
    )


def _desks(pair: Pair, seated: SeatedPeriod) -> list[str]:
    seats = (seated.seat_of[s.id] for s in pair.students if s.id in seated.seat_of)
    return [seated.room.desk_of(seat).name for seat in seats if seat in seated.room.by_seat]


def told_of(seated: SeatedPeriod, pairs: Iterable[Pair], everyone: Roster) -> Iterator[Message]:
    """Makkere who do not sit side by side, as the room has no better place for them."""
    for pair in pairs:
        seats = {s.id: seated.seat_of[s.id] for s in pair.students if s.id in seated.seat_of}
        label = {key: everyone.label(everyone.by_id[key]) for key in seats}
        desks = {key: seated.room.desk_of(seat).name for key, seat in seats.items()}
        alone = [key for key in seats if list(desks.values()).count(desks[key]) == 1]
        if len(seats) == 3 and len(alone) == 1:
            third = alone[0]
            others = [key for key in seats if key != third]
            beside = [
                key for key in others if _are_neighbours(seated.room, seats[third], seats[key])
            ]
            yield Message(
                "Period {period}: no desk for three is free. {third} sits beside {beside}, and "
                "{others} share a desk.",
                period=seated.number,
                third=label[third],
                beside=[label[key] for key in beside],
                others=[label[key] for key in others],
            )


def _are_neighbours(room: Room, one: str, other: str) -> bool:
    here, there = room.by_seat[one].cell, room.by_seat[other].cell
    return max(abs(here[0] - there[0]), abs(here[1] - there[1])) <= 1
