"""The running period on the screen as it may be from today on: who moves, and what that breaks."""

from collections.abc import Iterable

from ipywidgets import Widget

from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.broken_rules import broken_rules
from toolkit.ui.screens.screen import Screen, button, reply, row, shown
from toolkit.ui.state.correcting import Place
from toolkit.ui.state.partners import two_by_two
from toolkit.ui.state.today import TodayModel


def change(screen: Screen[TodayModel]) -> Iterable[Widget]:
    """What would be changed, what that breaks, and whether it is to be so."""
    model, _ = screen.model, screen._
    correcting = model.correcting
    if correcting.period is None:
        return
    moves, broken = correcting.moves, correcting.broken_rules
    found: list[Widget] = []
    if moves:
        found.append(shown(markup.table(_("Who moves"), *_table(screen), "mk-moves")))
    found += broken_rules(screen, broken)
    if again := correcting.partners_again:
        words = screen.say(two_by_two(again, model.everyone))
        found.append(shown(markup.note([_("Have been partners before:")], "quiet", words)))
    do = _("Do it all the same") if broken else _("Make the change")
    yield reply(
        _("A change from today on"),
        _moved(screen),
        *found,
        row(
            button(do, model.accept_change, "mk-main-act", disabled=not moves),
            button(_("Leave it as it is"), correcting.give_up, "mk-quiet"),
        ),
    )


def _moved(screen: Screen[TodayModel]) -> str:
    """How many move, and whether fewer could."""
    correcting, _ = screen.model.correcting, screen._
    moved = sum(move.before is not None and move.after is not None for move in correcting.moves)
    text = _(plural("{n} student moves.", "{n} students move.", n=moved))
    if correcting.moves and correcting.fewest == moved:
        text += " " + _("No change that keeps the rules moves fewer.")
    return text if correcting.moves else ""


def _table(screen: Screen[TodayModel]) -> tuple[list[str], list[list[str]]]:
    model, _ = screen.model, screen._

    def group(place: Place | None) -> str:
        return "–" if place is None else _("Group {label}", label=place[0].label)

    header = [_("Who moves"), _("Now"), _("After"), _("Makker after that")]
    rows = [
        [
            model.label(move.student),
            group(move.before),
            group(move.after),
            ", ".join(map(model.label, move.makkere)),
        ]
        for move in model.correcting.moves
    ]
    return header, rows
