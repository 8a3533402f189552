"""Who sits where, as one page for the projector: seen as the students see the room, from behind.

Nothing goes into it but the room and the names: no rule, no wish, no lock, no free seat.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby

from toolkit.messages import Language, Translator, Words
from toolkit.plan import Plan
from toolkit.rooms import Room
from toolkit.seating.drawing import Drawing, drawn
from toolkit.seating.picture import CALLED
from toolkit.seats import SeatedPeriod
from toolkit.short_names import short_names
from toolkit.showing.whole_page import asked_for, page_of, titled
from toolkit.values import only, translator


def seats_page(plan: Plan, seated: SeatedPeriod, translate: Words = Language.NB) -> str:
    """An HTML page that shows the class where everyone sits, in letters as large as there is room.

    The board is above. In bokmål unless another language is given. It opens in any browser and
    asks nobody for anything. Raises ``InputError`` where the plan has no such period.
    """
    only(plan, Plan, "plan")
    only(seated, SeatedPeriod, "seated")
    period = asked_for(plan, seated.number)
    _ = translator(translate)
    names = short_names(period.students)
    here = {seat: names[one] for one, seat in seated.seats if one in names}
    title = _("Seating map, period {number}", number=period.number)
    return page_of("seats", titled(plan, title), _content(seated, here, _), _)


def _content(seated: SeatedPeriod, here: Mapping[str, str], _: Translator) -> dict[str, object]:
    drawing = drawn(seated.room)
    things = [
        {"kind": thing.name.lower(), "text": _(CALLED[thing]) if thing in CALLED else ""}
        | asdict(box)
        for thing, box in drawing.things
    ]
    return {
        "width": drawing.width,
        "height": drawing.height,
        "things": [
            {"kind": "board", "text": _("Board"), **asdict(drawing.board)},
            *({"kind": "desk", "text": "", **asdict(box)} for box in drawing.desks),
            *things,
        ],
        "rows": [*_rows(seated.room, drawing, here)],
        "words": {"dark": _("Dark"), "full": _("Full screen"), "bar": _("What is shown")},
    }


def _rows(room: Room, drawing: Drawing, here: Mapping[str, str]) -> Iterator[list[object]]:
    """Those who sit beside each other at one desk; a seat that is free has no text."""
    for desk in room.desks:
        seats = sorted(
            (drawing.seats[place.seat].y, drawing.seats[place.seat].x, place.seat)
            for place in desk.places
        )
        for _y, row in groupby(seats, key=lambda one: one[0]):
            yield [
                {"text": here.get(seat, ""), **asdict(drawing.seats[seat])} for *_at, seat in row
            ]
