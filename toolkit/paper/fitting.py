"""A name in a box of given size, in letters that can be read across a room.

The whole name, broken where it has to be; where the box is too small even for that, what the class
calls the student in such letters, and the name below it in smaller ones. No name is ever cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile

from toolkit.seating.lettering import LINE_HEIGHT, Lettering, lettering, width_of

SMALLEST = 4.24
"""Size of letters, in mm, whose capitals are 3 mm high in our font."""

LARGEST = 8.5

_INSIDE = 0.96  # how much of a box its words may take up
_TIGHT = 1.0  # from line to line where there is little room, in sizes of the letters
_MOST_CALLED = 0.7  # and what a student is called, where the rest of the name stands below it
_NARROWER = 0.88  # our font is so much narrower than the one that widths are reckoned in


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name, the size of its letters in mm, and its height in such sizes."""

    words: str
    size: float
    height: float = LINE_HEIGHT


def fitted(name: str, short: str, width: float, height: float) -> tuple[Line, ...]:
    """The lines of a name in a box of so many mm."""
    width /= _NARROWER
    whole = lettering(name, width, height)
    if whole.size >= SMALLEST:
        return _lines(whole, LARGEST)
    broken = _broken(name, width)
    for line_height in (LINE_HEIGHT, _TIGHT):
        lines = tuple(Line(line.words, line.size, line_height) for line in broken)
        if _tall(lines) <= _INSIDE * height:
            return lines
    called = _broken(short, width)
    if _tall(called) > _MOST_CALLED * height:
        called = _lines(lettering(short, width, _MOST_CALLED * height), SMALLEST)
    rest = name.removeprefix(short).strip()
    below = lettering(rest, width, _INSIDE * height - _tall(called)) if rest else None
    return called if below is None else called + _lines(below, called[-1].size)


def _lines(words: Lettering, most: float) -> tuple[Line, ...]:
    return tuple(Line(text, min(words.size, most)) for text in words.lines)


def _tall(lines: tuple[Line, ...]) -> float:
    return sum(line.size * line.height for line in lines)


def _broken(name: str, width: float) -> tuple[Line, ...]:
    """The name in the smallest letters, with words broken where they are longer than a line."""
    room = _INSIDE * width / SMALLEST
    return tuple(Line(text, SMALLEST) for text in _filled(_pieces(name, room), room))


def _pieces(name: str, room: float) -> Iterator[tuple[str, str]]:
    """Parts that fit on a line, and what stands between each and the one before."""
    for word in name.split():
        between = " "
        for part in word.replace("-", "-\n").split("\n"):
            while width_of(part) > room:
                cut = _cut(part, room)
                yield between, f"{part[:cut]}-"
                part, between = part[cut:], ""
            if part:
                yield between, part
            between = ""


def _cut(part: str, room: float) -> int:
    """How many letters of a word there is room for, with a hyphen behind; at least one."""
    ends = accumulate(map(width_of, part), initial=width_of("-"))
    most = max(1, sum(1 for _ in takewhile(lambda end: end <= room, ends)) - 1)
    # No letter alone on the next line.
    return most - 1 if most == len(part.rstrip("-")) - 1 and most > 2 else most


def _filled(pieces: Iterator[tuple[str, str]], room: float) -> Iterator[str]:
    line = ""
    for between, piece in pieces:
        longer = f"{line}{between}{piece}" if line else piece
        if line and width_of(longer) > room:
            yield line
            line = piece
        else:
            line = longer
    yield line
