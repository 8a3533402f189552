"""The game on the projector: put two and two together by hand, and see what was missed."""

from collections.abc import Iterable, Sequence
from functools import partial

from ipywidgets import Button, VBox, Widget

from toolkit.messages import Message, plural
from toolkit.people import Student
from toolkit.plan import Period
from toolkit.training.hand_game import Outcome, Two
from toolkit.ui.screens import markup
from toolkit.ui.screens.course import PartScreen
from toolkit.ui.screens.screen import (
    Action,
    Watched,
    button,
    mark,
    row,
    set_visible,
    shown,
)
from toolkit.ui.screens.stopwatch import Stopwatch, in_minutes
from toolkit.ui.state.course import GameModel

_MOST_NAMED = 2


class GameScreen[Model: GameModel](PartScreen[Model]):
    """The class as it sits, a button each, and beside it what is being made of it.

    The buttons stay while the game is played, so the keyboard stays where it is.
    """

    def opens(self) -> Iterable[Widget]:
        """Nothing: what is to be done stands beside the clock."""
        return ()

    def shows(self) -> Iterable[Widget]:
        """The table of the game, and in its place what came of it."""
        self._buttons: dict[str, Button] = {}
        self._clock = Stopwatch()
        self._said = shown("")
        before = row(
            *map(self._old_group, range(len(self.model.game.before.groups))), kind="mk-old"
        )
        made = self.live(self._new_groups, (self.model, "game"), kind="mk-new")
        self._table = VBox([row(self._said, self._clock, kind="mk-told"), before, made])
        self._table.add_class("mk-game")
        self.watch(self._mark, (self.model, "game"), (self.model, "seconds"))
        self._mark()
        yield self._table
        yield self.live(self._outcome, (self.model, "seconds"), kind="mk-came-of-it")

    def secondary(self) -> Action | None:
        """Clear the table."""
        if self.model.started < 0:
            return None
        return Action(self._("Begin again"), self.model.begin_again)

    def follows(self) -> Sequence[Watched]:
        """There is something to clear as soon as the clock runs."""
        return [(self.model, "started")]

    def _old_group(self, at: int) -> Widget:
        group = self.model.game.before.groups[at]
        pairs = []
        for pair in group.pairs:
            for student in pair.students:
                press = partial(self.model.press, student.id)
                self._buttons[student.id] = button(student.name, press, "mk-tile")
            pairs.append(row(*(self._buttons[one.id] for one in pair.students), kind="mk-pair"))
        box = VBox([shown(markup.heading(3, self._("Group {label}", label=group.label))), *pairs])
        box.add_class("mk-card")
        return box

    def _mark(self) -> None:
        model = self.model
        game = model.game
        waiting = {student.id for student in game.waiting}
        chosen = "" if game.chosen is None else game.chosen.id
        for key, tile in self._buttons.items():
            mark(tile, "mk-chosen", key == chosen)
            mark(tile, "mk-placed", key not in waiting)
        self._said.value = markup.status(self._how(), "mk-how")
        if self._clock.running != model.is_running or not model.is_running:
            self._clock.seconds = model.elapsed
            self._clock.running = model.is_running
        set_visible(self._table, not game.is_done)

    def _how(self) -> str:
        game, _ = self.model.game, self._
        if game.chosen is not None:
            return _("Who is to sit with {student}?", student=game.chosen.name)
        if not game.pairs:
            return _("Press a student, then their new makker. The clock starts with the first.")
        return _("{n} are waiting. Press somebody again to undo.", n=len(game.waiting))

    def _new_groups(self) -> Iterable[Widget]:
        """The pairs that there are, in groups of two, and the places that are free."""
        game, _ = self.model.game, self._
        pairs = [_joined(two) for two in game.pairs]
        pairs += ["…"] * (len(game.students) // 2 - len(pairs))
        groups = (pairs[at : at + 2] for at in range(0, len(pairs), 2))
        yield shown(
            markup.cards(
                (
                    markup.heading(3, _("New group {label}", label=number))
                    + "".join(markup.items([two], "mk-duo") for two in twos)
                    for number, twos in enumerate(groups, start=1)
                ),
                "mk-seating",
            )
        )

    def _outcome(self) -> Iterable[Widget]:
        if self.model.seconds < 0:
            return
        _, outcome = self._, self.model.game.outcome
        possible = _("are possible, proven") if outcome.is_proven else _("are possible")
        yield shown(markup.note(self.say(_verdict(outcome)), _mood(outcome)))
        yield shown(
            markup.facts(
                [
                    (str(outcome.new_by_hand), _("new by hand")),
                    (str(outcome.possible), possible),
                    (in_minutes(self.model.seconds), _("on the clock")),
                ]
            )
        )
        yield row(
            self._judged(_("By hand"), outcome.by_hand, outcome),
            self._judged(_("By the program"), outcome.of_program, outcome),
            kind="mk-beside",
        )

    def _judged(self, title: str, period: Period, outcome: Outcome) -> Widget:
        """The groups of a period, and who in each of them know each other already."""
        _, again = self._, outcome.again(period)
        rows = []
        for group in period.groups:
            pairs = (_joined(pair.students) for pair in group.pairs)
            known = [two for two in again if set(two) <= set(group.students)]
            rows.append((" · ".join(pairs), self._known(known)))
        header = (title, _("Known before"))
        return shown(markup.table(title, header, rows))

    def _known(self, twos: Sequence[Two]) -> str:
        """Who they are, or how many where they are too many to read."""
        if len(twos) > _MOST_NAMED:
            return self._("{n} of 6 pairs", n=len(twos))
        return ", ".join(map(_joined, twos)) or self._("nobody")


class OwnGameScreen(GameScreen[GameModel]):
    """The game of a participant, on a screen of their own."""

    def beside(self) -> Iterable[Widget]:
        """Nothing: the speaker's notes are the trainer's."""
        return ()


def _joined(students: Iterable[Student]) -> str:
    """The names of makkere, on one line."""
    return "\N{NO-BREAK SPACE}+\N{NO-BREAK SPACE}".join(one.name for one in students)


def _verdict(outcome: Outcome) -> Iterable[Message]:
    """What was missed, the worst first; or that nothing was."""
    if outcome.new_by_hand == outcome.possible and not outcome.makkere_again:
        yield Message("As good as anybody can do. Well done!")
        return
    if outcome.makkere_again:
        yield Message(
            "Makkere again: {students}.", students=", ".join(map(_joined, outcome.makkere_again))
        )
    if outcome.met_nobody_new:
        names = ", ".join(student.name for student in outcome.met_nobody_new)
        yield Message("These meet nobody new for three weeks: {students}.", students=names)
    missed = outcome.possible - outcome.new_by_hand
    if missed:
        yield plural("{n} acquaintance was missed.", "{n} acquaintances were missed.", n=missed)


def _mood(outcome: Outcome) -> str:
    is_best = outcome.new_by_hand == outcome.possible and not outcome.makkere_again
    return "good" if is_best else "warning"
