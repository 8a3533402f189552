"""The klassekart on paper: a page as the teacher sees the room, and one as the students do.

Desks and seats stand beside each other as on the screen, stretched to fill the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, product

from toolkit.messages import Message, Translator
from toolkit.paper.facts import Facts, readable
from toolkit.paper.fitting import SMALLEST, Line, fitted
from toolkit.paper.groups import heading
from toolkit.paper.stretching import Crowding, Stretched, stretched
from toolkit.rooms import Room
from toolkit.seating.drawing import Box, Drawing, drawn
from toolkit.seating.lettering import LINE_HEIGHT, lettering
from toolkit.seating.picture import CALLED, in_order, told
from toolkit.seats import SeatedPeriod

LAYOUT = "seats"

_WIDTH, _HEIGHT = 277.0, 168.0  # mm, of an A4 page on its side within its margins and its heading
_CROWDING = (0.0, 0.25, 0.5, 0.75, 1.0)  # how much it may count how many sit in a row or a column
_NARROW = 1.6  # a box so much higher than wide may have its name upright
_UNREAD, _SQUEEZED, _UPRIGHT = 1_000, 4, 1  # what it costs that a name is so
_LARGEST_LABEL = 5.0
_UNEVEN = 0.3  # so many of the names, the longest, may have smaller letters than the others


@dataclass(frozen=True, slots=True)
class _Name:
    """A student's name, and what the class calls them."""

    whole: str
    short: str


type _Names = Mapping[str, _Name]
"""By seat."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A name in its box, in lines from left to right or, upright, from the bottom to the top."""

    name: _Name
    box: Box
    upright: bool
    lines: tuple[Line, ...] = field(init=False)

    def __post_init__(self) -> None:
        along = (self.box.width, self.box.height)
        lines = fitted(self.name.whole, self.name.short, *(along[::-1] if self.upright else along))
        object.__setattr__(self, "lines", lines)

    @property
    def is_small(self) -> bool:
        """Whether there are letters in it that cannot be read from afar."""
        return min(line.size for line in self.lines) < SMALLEST

    @property
    def is_squeezed(self) -> bool:
        """Whether a word has got a hyphen that is not its own, or lines are close to each other."""
        hyphens = sum(line.words.count("-") for line in self.lines)
        close = min(line.height for line in self.lines) < LINE_HEIGHT
        return close or hyphens > self.name.whole.count("-")


def seats_content(facts: Facts, seated: SeatedPeriod, translate: Translator) -> dict[str, object]:
    """What stands on both pages."""
    title = translate(Message("Seating map"))
    sides = (
        (True, Message("Seating map, from the teacher's side")),
        (False, Message("Seating map, from the students' side")),
    )
    here = {seat: who for who, seat in seated.seats if who in facts.names}
    names = {seat: _Name(facts.names[who], facts.short_names[who]) for seat, who in here.items()}
    crowding = _roomiest(drawn(seated.room), names)  # one for both, which are each other turned
    return {
        "title": title,
        "of": heading(facts, translate),
        "height": _HEIGHT,
        "pages": [
            {
                "title": translate(side),
                **_page(
                    seated.room, names, drawn(seated.room, from_front=front), crowding, translate
                ),
            }
            for front, side in sides
        ],
    }


def _page(
    room: Room, names: _Names, drawing: Drawing, crowding: Crowding, translate: Translator
) -> dict[str, object]:
    paper = stretched(drawing, _WIDTH, _HEIGHT, crowding)
    whole = {seat: name.whole for seat, name in names.items()}
    return {
        "told": readable(translate(told(room, whole, drawing))),
        "boxes": [*_furniture(drawing, paper, translate)],
        "names": [*_in_even_letters([*_written(drawing, paper, names)])],
    }


def _roomiest(drawing: Drawing, names: _Names) -> Crowding:
    """What stretches the room as little as it takes for the names to be read best."""
    found: dict[Crowding, int] = {}
    for across, down in sorted(product(_CROWDING, repeat=2), key=sum):
        paper = stretched(drawing, _WIDTH, _HEIGHT, (across, down))
        found[across, down] = _lost(_written(drawing, paper, names))
        if not found[across, down]:
            break
    return min(found, key=lambda crowding: found[crowding])


def _written(drawing: Drawing, paper: Stretched, names: _Names) -> Iterator[_Written]:
    """Every name in its box, and upright in a row of narrow ones where that serves them."""
    for _, row in groupby(in_order(drawing, names), key=lambda seat: drawing.seats[seat].y):
        boxes = {seat: paper.box(drawing.seats[seat]) for seat in row}
        narrow = any(box.height > _NARROW * box.width for box in boxes.values())
        ways = (
            [_Written(names[seat], box, upright) for seat, box in boxes.items()]
            for upright in ((False, True) if narrow else (False,))
        )
        yield from min(ways, key=_lost)


def _lost(written: Iterable[_Written]) -> int:
    """What it costs that names cannot be read from afar, are squeezed, or stand upright."""
    return sum(
        _UNREAD * one.is_small + _SQUEEZED * one.is_squeezed + _UPRIGHT * one.upright
        for one in written
    )


def _furniture(
    drawing: Drawing, paper: Stretched, translate: Translator
) -> Iterator[dict[str, object]]:
    for box in drawing.desks:
        yield _drawn("desk", paper.box(box))
    for box in drawing.desks:  # again without lines, for those that overlap are one desk
        yield _drawn("inner", paper.box(box))
    yield _drawn("board", paper.box(drawing.board), translate(Message("Board")))
    for thing, box in drawing.things:
        words = translate(CALLED[thing]) if thing in CALLED else ""
        yield _drawn(thing.name.lower(), paper.box(box), words)


def _drawn(kind: str, box: Box, words: str = "") -> dict[str, object]:
    """A box, with a word along its longer side where it has one."""
    upright = box.height > box.width
    long, short = max(box.width, box.height), min(box.width, box.height)
    return {
        "kind": kind,
        **_placed(box),
        "words": words,
        "upright": upright,
        "size": min(lettering(words, long, short).size, _LARGEST_LABEL) if words else 0,
    }


def _in_even_letters(written: list[_Written]) -> Iterator[dict[str, object]]:
    """All names, in letters of one size where the longest do not need smaller ones."""
    sizes = sorted(max(line.size for line in one.lines) for one in written)
    even = max(SMALLEST, sizes[int(_UNEVEN * len(sizes))]) if sizes else SMALLEST
    for one in written:
        sizes = [min(line.size, even) for line in one.lines]
        lines = [
            {"words": line.words, "size": size, "height": size * line.height}
            for line, size in zip(one.lines, sizes, strict=True)
        ]
        yield {**_placed(one.box), "lines": lines, "upright": one.upright}


def _placed(box: Box) -> Mapping[str, float]:
    return {
        "x": round(box.x, 3),
        "y": round(box.y, 3),
        "width": round(box.width, 3),
        "height": round(box.height, 3),
    }
