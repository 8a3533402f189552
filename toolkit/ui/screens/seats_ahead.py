"""The seats that come with a proposal, to be looked at before it is accepted."""

from collections.abc import Iterable

from ipywidgets import Box, VBox, Widget

from toolkit.seating.picture import room_svg
from toolkit.short_names import short_names
from toolkit.ui.screens import markup
from toolkit.ui.screens.conflicts import why_not
from toolkit.ui.screens.screen import Screen, button, row, shown
from toolkit.ui.screens.searching import search_box
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.seat_words import how_good


def seats_ahead(screen: Screen[ProposalModel]) -> Box:
    """A button that opens the map, and the map; nothing in a dashboard that seats nobody."""
    model, session = screen.model, screen.session
    if not model.can_seat:
        return VBox()
    charting = model.charting
    opened, proposal = (model, "has_map"), (session, "work.proposal")
    known = ((charting, "ahead"), (session, "work"), (session, "discreet"))
    looking = screen._("Looking for good seats …")
    return VBox(
        [
            screen.live(lambda: _button(screen), opened, proposal),
            search_box(
                screen,
                charting.job,
                "mk-seat-search",
                looking,
                lambda: _is_open(model) and charting.coming is None,
                lambda: looking,
                *(opened, *known),
            ),
            screen.live(lambda: _map(screen), opened, *known),
        ]
    )


def _is_open(model: ProposalModel) -> bool:
    return model.has_map and model.period is not None


def _button(screen: Screen[ProposalModel]) -> Iterable[Widget]:
    model, _ = screen.model, screen._
    if model.period is not None:
        words = _("Close the seating map") if model.has_map else _("See the seating map")
        yield row(button(words, model.toggle_map, "mk-quiet"))


def _map(screen: Screen[ProposalModel]) -> Iterable[Widget]:
    """The room as the teacher sees it, and how good the seats are; or why there are none."""
    model, _ = screen.model, screen._
    coming = model.charting.coming
    if not _is_open(model) or coming is None:
        return
    yield from why_not(screen, coming.error)
    if coming.seated is None or coming.known is None:
        return
    words = [_("The class sits so when you accept the groups."), _(how_good(coming.known))]
    yield shown(markup.note(words, "quiet"))
    short, students = short_names(coming.asked.period.students), coming.seated.student_at
    names = {seat: short[student] for seat, student in students.items()}
    picture = room_svg(coming.seated.room, names, from_front=True, translate=_)
    yield shown(markup.drawing(picture, _("Seating map, from the teacher's side")))
