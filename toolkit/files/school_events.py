"""What a school has in its year beside makkerbytter, as a table: a ring, what it is, and days."""

from collections.abc import Iterable

from toolkit.calendar.days import SchoolEvent
from toolkit.calendar.rings import ring_called
from toolkit.errors import InputError
from toolkit.files.cells import Cells, as_text, cells_under
from toolkit.files.formats import Tabular, sheets_in
from toolkit.messages import Message

EVENT_COLUMNS = ("ring", "name", "starts", "ends")


def events_to_text(events: Iterable[SchoolEvent]) -> str:
    """The CSV text of the events, one row each."""
    rows = ((one.ring, one.name, one.first.isoformat(), one.last.isoformat()) for one in events)
    return as_text((EVENT_COLUMNS, *rows))


def read_events(source: Tabular) -> tuple[SchoolEvent, ...]:
    """The events in a table with the columns ``ring``, ``name``, ``starts`` and ``ends``.

    A ring of the programme may be called by its key, such as ``evaluation``, or as the page calls
    it, in any language; every other is the school's own. Without ``ends``, it is one day. Raises
    ``InputError`` with line and column for what cannot be read.
    """
    file, sheets = sheets_in(source)
    rows = cells_under(
        file,
        sheets,
        (EVENT_COLUMNS[0], EVENT_COLUMNS[2]),
        frozenset({"name", "ends"}),
        other_file=lambda missing: Message(
            "Missing columns: {columns}. Events stand in the columns ring, name, starts and ends.",
            columns=missing,
        ),
        no_lines=Message("The file has no events."),
    )
    return tuple(map(_event, rows))


def _event(cells: Cells) -> SchoolEvent:
    first = cells.date("starts")
    assert first is not None, "an empty cell is refused"
    last = cells.date("ends") or first
    ring, name = ring_called(cells.text("ring")), cells.text("name").strip()
    try:
        return SchoolEvent(ring, name, first, last)
    except InputError as error:
        field = "" if error.spot is None else error.spot.file
        column = field if field in EVENT_COLUMNS else "ends"  # where the days are wrong
        raise cells.error(error.message, column) from None
