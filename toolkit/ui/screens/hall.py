"""Everyone tries on a screen of their own: what the trainer shows for it, and what binds them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import anywidget
from ipywidgets import VBox, Widget
from traitlets import Bunch, Dict, Int, Unicode

from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.hand_game import GameScreen
from toolkit.ui.screens.screen import Action, Watched, button, row, set_visible, shown
from toolkit.ui.state.course import LedGameModel
from toolkit.ui.state.hall import HallNow
from toolkit.ui.state.steps import path


class HallLine(anywidget.AnyWidget):
    """The trainer's line to the server: ``told`` is what it says of the hall, empty without one."""

    _esm = Path(__file__).with_name("hall_line.js")

    told = Dict().tag(sync=True)

    def ask(self, wanted: str) -> None:
        """Ask for the hall to "begin" or to "end", or for everyone to go to a step, by its key."""
        self.send({"do": wanted})


class HallFollower(anywidget.AnyWidget):
    """A participant's line: ``step`` is where the trainer sent everyone, for the ``sent``th time.

    A page that is in no hall hears nothing.
    """

    _esm = Path(__file__).with_name("hall_follower.js")

    step = Unicode("").tag(sync=True)
    sent = Int(0).tag(sync=True)

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self.observe(lambda _change: go(self.step), "sent")


class LedGameScreen(GameScreen[LedGameModel]):
    """The game on the projector, and in its place the hall that plays it too."""

    def shows(self) -> Iterable[Widget]:
        """The game, or the hall in its place."""
        hall = self.model.hall
        self._line = HallLine()
        self._line.observe(self._hear, "told")
        game = VBox(tuple(super().shows()))
        game.add_class("mk-part-shown")
        held = self.live(self._held, (hall, "now"), (hall, "is_shown"), kind="mk-hall")

        def turn() -> None:
            set_visible(game, not hall.is_shown)
            set_visible(held, hall.is_shown)

        self.watch(turn, (hall, "is_shown"))
        turn()
        yield from (game, held, self._line)

    def secondary(self) -> Action | None:
        """To the hall and back, where there is a server that can hold one; or to begin again."""
        hall = self.model.hall
        if hall.is_shown:
            return Action(self._("Back to the game here"), hall.show)
        if hall.now is None or self.model.started >= 0:
            return super().secondary()
        return Action(self._("Everyone on their own screen"), hall.show)

    def follows(self) -> Sequence[Watched]:
        """The game, and whether there can be a hall."""
        hall = self.model.hall
        return [*super().follows(), (hall, "now"), (hall, "is_shown")]

    def _hear(self, change: Bunch) -> None:
        self.model.hall.hear(change.new)

    def _held(self) -> Iterable[Widget]:
        now, _ = self.model.hall.now, self._
        if now is None or not self.model.hall.is_shown:
            return
        if now.on:
            yield row(self._way_in(now), self._led(now), kind="mk-beside")
            return
        if not now.can_begin:
            how = _("Phones cannot reach this machine now. Stop the program, and start it with:")
            command = "makkerskap dashboard opplaring --host 192.168.1.20"
            where = _(
                "In place of the number, write this machine\u2019s own address on the network."
            )
            yield shown(
                markup.note([how], "quiet")
                + markup.paragraph(command, "mk-command")
                + markup.paragraph(where)
            )
            return
        yield shown(
            markup.items(
                (
                    _("Everyone gets an invented class of their own, on a phone or a laptop."),
                    _("They have to be on the same network as this machine."),
                    _("Nothing is kept. It is over after an hour, or when you end it."),
                ),
                "mk-points",
            )
        )
        yield row(button(_("Let everyone in"), partial(self._line.ask, "begin"), "mk-begin"))

    def _way_in(self, now: HallNow) -> Widget:
        return shown(markup.drawing(qr_code(now.picture), self._("The address as a QR code")))

    def _led(self, now: HallNow) -> Widget:
        from toolkit.ui.steps import TRYING

        _, ask = self._, self._line.ask
        told = markup.facts(
            [
                (now.address.removeprefix("http://").removesuffix("/"), _("in the browser")),
                (now.code, _("is the code")),
            ]
        )
        here = (
            _(plural("{n} is on", "{n} are on", n=now.here)) if now.here else _("Nobody is on yet")
        )
        steps = [
            button(
                _(step.title),
                partial(ask, step.key),
                *(("mk-current",) if now.step == step.key else ()),
            )
            for step in path(TRYING)
        ]
        return row(
            shown(told),
            shown(markup.status(here, "mk-how")),
            shown(markup.paragraph(_("Send everyone to:"))),
            row(*steps, kind="mk-send"),
            button(_("End for everyone"), partial(ask, "end"), "mk-quiet"),
            kind="mk-led",
        )


def qr_code(address: str) -> str:
    """An address as a picture (SVG) that a phone\u2019s camera reads from the back of the room."""
    import segno

    made: str = segno.make_qr(address, error="m").svg_inline(border=2, omitsize=True, light="#fff")
    return made
