"""What a plan, or who sits where in it, breaks."""

from dataclasses import dataclass
from enum import StrEnum

from toolkit.messages import Message
from toolkit.people import Student


class Kind(StrEnum):
    """What sort of rule is broken."""

    PERIOD_NUMBER = "period_number"
    GROUP_LABEL = "group_label"
    PAIR_LABEL = "pair_label"
    PLACED_TWICE = "placed_twice"
    WITHOUT_PLACE = "without_place"
    NOT_IN_ROSTER = "not_in_roster"
    PAIR_SIZE = "pair_size"
    GROUP_SHAPE = "group_shape"
    GROUP_SIZES = "group_sizes"
    KEEP_APART = "keep_apart"
    TOGETHER = "together"
    NO_SUCH_SEAT = "no_such_seat"
    SEAT_TAKEN_TWICE = "seat_taken_twice"
    WITHOUT_SEAT = "without_seat"
    NOT_SIDE_BY_SIDE = "not_side_by_side"
    TOO_NEAR = "too_near"
    SEAT_WISH = "seat_wish"


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """One rule that a period breaks, whom it concerns, and the sentence that says so."""

    kind: Kind
    period: int
    students: tuple[Student, ...]
    message: Message
