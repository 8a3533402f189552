"""A room, and who sits where in it, as one picture (SVG) for the screen and for paper.

Nothing goes into it but the room and the names that it is given.
"""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from toolkit.messages import Language, Message, Translator, Words
from toolkit.rooms import Room, Thing
from toolkit.seating.drawing import Box, Drawing, drawn
from toolkit.seating.lettering import LINE_HEIGHT, Lettering, lettering
from toolkit.values import only, translator

_FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
_INK, _ON_BOARD = "#14252b", "#ffffff"
_LOOKS: Mapping[str, dict[str, str]] = {
    "board": {"fill": "#0e5f5c"},
    "desk": {"fill": "#eef4f3", "stroke": "#5f7f7e"},
    "teacher": {"fill": "#ffffff", "stroke": "#5f7f7e"},
    "door": {"fill": "#ffffff", "stroke": "#5f7f7e", "stroke-dasharray": "0.8 0.5"},
    "window": {"fill": "#d3e8f6", "stroke": "#5f7f7e"},
    "obstacle": {"fill": "#b9c4c4"},
}
CALLED: Mapping[Thing, Message] = {
    Thing.TEACHER: Message("Teacher's desk"),
    Thing.DOOR: Message("Door"),
    Thing.WINDOW: Message("Window"),
}
"""What things are called on the picture; what is only in the way has no word."""

_LARGEST_NAME, _LARGEST_LABEL = 3.0, 1.4  # sizes of letters, in units of the drawing
_UNEVEN = 0.15  # so many of the names, the longest, may have smaller letters than the others
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def room_svg(
    room: Room,
    names: Mapping[str, str] | None = None,
    *,
    from_front: bool = False,
    translate: Words = Language.NB,
) -> str:
    """The room as SVG, with the ``names`` of those who sit there by their seats.

    As the students see it, with the board above, or ``from_front``, as the teacher sees it. Without
    names each seat shows what it is called. The letters are as large as there is room for, and no
    name is cut off. In bokmål unless another language is given. Raises ``InputError`` for a seat
    that the room has not.
    """
    only(room, Room, "room")
    _ = translator(translate)
    if names is None:
        names = {place.seat: place.seat for place in room.places}
    names = {room.place(seat).seat: only(name, str, "names") for seat, name in names.items()}
    names = {seat: name for seat, name in names.items() if name.strip()}
    drawing = drawn(room, from_front=from_front)
    picture = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
            "role": "img",
            "lang": _.language.value,
            "font-family": _FONT,
            "stroke-width": "0.12",
            "text-anchor": "middle",
        },
    )
    SubElement(picture, "title").text = _plain(_(titled(room, from_front)))
    SubElement(picture, "desc").text = _plain(_(told(room, names, drawing)))
    _draw_furniture(picture, drawing, _)
    _draw_names(picture, drawing, names)
    return tostring(picture, encoding="unicode")


def titled(room: Room, from_front: bool) -> Message:
    """From where one looks, and at which room."""
    if from_front:
        return Message("Seating map, from the teacher's side: {room}", room=room.name)
    return Message("Seating map, from the students' side: {room}", room=room.name)


def told(room: Room, names: Mapping[str, str], drawing: Drawing) -> Message:
    """Who sits at each desk, for whoever cannot see it."""
    at: dict[str, list[str]] = {}
    for seat in in_order(drawing, names):
        at.setdefault(room.place(seat).desk, []).append(names[seat])
    desks = [Message("desk {desk}: {names}", desk=desk, names=own) for desk, own in at.items()]
    return Message("{desks}.", desks=desks)


def in_order(drawing: Drawing, seats: Iterable[str]) -> list[str]:
    """The seats as they come in the picture, row by row."""
    return sorted(seats, key=lambda seat: (drawing.seats[seat].y, drawing.seats[seat].x))


def _draw_furniture(picture: Element, drawing: Drawing, _: Translator) -> None:
    for box in drawing.desks:
        _draw_box(picture, box, "desk")
    for box in drawing.desks:  # again without lines, for those that overlap are one desk
        _draw_box(picture, box, "desk", stroke="none")
    _draw_box(picture, drawing.board, "board")
    _draw_label(picture, drawing.board, _("Board"), _ON_BOARD)
    for thing, box in drawing.things:
        _draw_box(picture, box, thing.name.lower())
        if thing in CALLED:
            _draw_label(picture, box, _(CALLED[thing]), _INK)


def _draw_names(picture: Element, drawing: Drawing, names: Mapping[str, str]) -> None:
    """All names in letters of one size, where the longest do not need smaller ones."""
    fitted = {
        seat: lettering(name, drawing.seats[seat].width, drawing.seats[seat].height)
        for seat, name in names.items()
    }
    sizes = sorted(one.size for one in fitted.values())
    even = min([_LARGEST_NAME, *sizes[int(_UNEVEN * len(sizes)) :]])
    for seat in in_order(drawing, fitted):
        words = fitted[seat]
        smaller = Lettering(words.lines, min(words.size, even))
        _draw_text(picture, drawing.seats[seat], smaller, _INK, bold=True)


def _draw_box(picture: Element, box: Box, kind: str, **look: str) -> None:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 0.5}
    attributes = {name: _number(value) for name, value in place.items()}
    SubElement(picture, "rect", attributes | _LOOKS[kind] | look | {"class": f"mk-{kind}"})


def _draw_label(picture: Element, box: Box, words: str, colour: str) -> None:
    """The words along the longer side of the box."""
    along = max(box.width, box.height), min(box.width, box.height)
    fitted = lettering(words, *along)
    smaller = Lettering(fitted.lines, min(fitted.size, _LARGEST_LABEL))
    _draw_text(picture, box, smaller, colour, upright=box.height > box.width)


def _draw_text(
    picture: Element,
    box: Box,
    words: Lettering,
    colour: str,
    *,
    bold: bool = False,
    upright: bool = False,
) -> None:
    """Lines of text in the middle of a box, ``upright`` from its bottom to its top."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    attributes = {"font-size": _number(words.size), "fill": colour}
    if bold:
        attributes["font-weight"] = "700"
    if upright:
        attributes["transform"] = f"rotate(-90 {_number(x)} {_number(y)})"
    text = SubElement(picture, "text", attributes)
    step = words.size * LINE_HEIGHT
    first = y + 0.36 * words.size - step * (len(words.lines) - 1) / 2
    for number, line in enumerate(words.lines):
        place = {"x": _number(x), "y": _number(first + number * step)}
        SubElement(text, "tspan", place).text = _plain(line)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("", text)
