"""The parts of the course: which one is shown, and the game in it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from traitlets import Float, Instance

from toolkit.training.hand_game import HandGame, game
from toolkit.training.parts import PARTS, Part, part
from toolkit.ui.state.hall import HallModel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel


class PartModel(StepModel):
    """The part that is shown. Nothing of it is kept, and nothing stands in the way of the next."""

    @property
    def part(self) -> Part:
        """What it says."""
        step = self.session.step
        assert step is not None
        return part(step.key)

    @property
    def following(self) -> Part | None:
        """The part behind it."""
        behind = PARTS[PARTS.index(self.part) + 1 :]
        return next(iter(behind), None)


class GameModel(PartModel):
    """The game against the clock, which begins with the first press.

    ``game`` is how far it is, ``seconds`` what it took when everyone has a makker, below zero
    before. ``started`` is when it began, on the clock of ``now``; below zero before.
    """

    game = Instance(HandGame)
    started = Float(-1)
    seconds = Float(-1)

    def __init__(self, keeper: Keeper, now: Callable[[], float] = monotonic) -> None:
        super().__init__(keeper)
        self._now = now
        self.game = game()

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self.started >= 0 and self.seconds < 0

    @property
    def elapsed(self) -> float:
        """What the clock shows, in seconds."""
        if self.is_running:
            return self._now() - self.started
        return max(0.0, self.seconds)

    def press(self, key: str) -> None:
        """Press a student, by id; after the end nothing moves any more."""
        if self.seconds >= 0:
            return
        if self.started < 0:
            self.started = self._now()
        self.game = self.game.pressed(key)
        if self.game.is_done:  # told only now, for what came of it is then shown
            self.seconds = self._now() - self.started

    def begin_again(self) -> None:
        """Clear the table, for the next who tries."""
        self.seconds = self.started = -1
        self.game = game()


class LedGameModel(GameModel):
    """The game on the projector, beside the hall that plays it too."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.hall = HallModel()
