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
from toolkit.ui.screens.screen import Action, Watched, button, mark_one, row, set_visible, shown
from toolkit.ui.state.course import LedGameModel
from toolkit.ui.state.hall import HallNow
from toolkit.ui.state.steps import path

_COMMAND = "makkerskap dashboard opplaring --host 192.168.1.20"


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
        """The game, and in its place what is said of the hall, or what leads into it.

        Its buttons stay while participants come and go, so the keyboard stays where it is.
        """
        hall = self.model.hall
        self._line = HallLine()
        self._line.observe(self._hear, "told")
        game = VBox(tuple(super().shows()))
        game.add_class("mk-part-shown")
        about = self.live(self._about, (hall, "now.can_begin"), kind="mk-hall")
        held = self._held()

        def turn() -> None:
            is_on = hall.now is not None and hall.now.on
            set_visible(game, not hall.is_shown)
            set_visible(about, hall.is_shown and not is_on)
            set_visible(held, hall.is_shown and is_on)

        self.watch(turn, (hall, "now.on"), (hall, "is_shown"))
        turn()
        yield from (game, about, held, self._line)

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

    def _about(self) -> Iterable[Widget]:
        """What it is, and the way to begin it; or what stands in the way."""
        now, _ = self.model.hall.now, self._
        if now is not None and now.can_begin:
            told = (
                _("Everyone gets an invented class of their own, on a phone or a laptop."),
                _("They have to be on the same network as this machine."),
                _("Nothing is kept. It is over after an hour, or when you end it."),
            )
            yield shown(markup.items(told, "mk-points"))
            yield row(button(_("Let everyone in"), partial(self._line.ask, "begin"), "mk-begin"))
            return
        how = _("Phones cannot reach this machine now. Stop the program, and start it with:")
        where = _("In place of the number, write this machine\u2019s own address on the network.")
        yield shown(
            markup.note([how], "quiet")
            + markup.paragraph(_COMMAND, "mk-command")
            + markup.paragraph(where)
        )

    def _held(self) -> Widget:
        """The way in, who is on, and where they are sent."""
        from toolkit.ui.steps import TRYING

        hall, _, ask = self.model.hall, self._, self._line.ask
        here = shown("")
        steps = {step.key: button(_(step.title), partial(ask, step.key)) for step in path(TRYING)}

        def count() -> None:
            now = hall.now or HallNow()
            told = _("Nobody is on yet")
            if now.here:
                told = _(plural("{n} is on", "{n} are on", n=now.here))
            here.value = markup.status(told, "mk-how")
            mark_one(steps.values(), "mk-current", steps.get(now.step))

        self.watch(count, (hall, "now.here"), (hall, "now.step"))
        count()
        led = row(
            self.live(self._address, (hall, "now.picture")),
            here,
            shown(markup.paragraph(_("Send everyone to:"))),
            row(*steps.values(), kind="mk-send"),
            button(_("End for everyone"), partial(ask, "end"), "mk-quiet"),
            kind="mk-led",
        )
        picture = self.live(self._picture, (hall, "now.picture"))
        held = VBox([row(picture, led, kind="mk-beside")])
        held.add_class("mk-hall")
        return held

    def _picture(self) -> Iterable[Widget]:
        now = self.model.hall.now
        if now is not None and now.on:
            drawn = qr_code(now.picture)
            yield shown(markup.drawing(drawn, self._("The address as a QR code")))

    def _address(self) -> Iterable[Widget]:
        now, _ = self.model.hall.now, self._
        if now is not None and now.on:
            address = now.address.removeprefix("http://").removesuffix("/")
            yield shown(
                markup.facts([(address, _("in the browser")), (now.code, _("is the code"))])
            )


def qr_code(address: str) -> str:
    """An address as a picture (SVG) that a phone\u2019s camera reads from the back of the room."""
    import segno

    made: str = segno.make_qr(address, error="m").svg_inline(border=2, omitsize=True, light="#fff")
    return made
