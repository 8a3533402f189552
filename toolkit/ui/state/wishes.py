"""What classes want to try after the evaluation."""

from collections.abc import Sequence
from functools import partial

from toolkit.messages import Message
from toolkit.ui.state.model import StepModel
from toolkit.workspace.wishes import keep_wishes, kept_wishes, wishes_of_year


class WishesModel(StepModel):
    """Three short lines a class and year."""

    def of(self, year: str, school_class: str) -> tuple[str, ...]:
        """What a class wants to try."""
        nothing: tuple[str, ...] = ()
        ask = partial(kept_wishes, school_year=year, school_class=school_class)
        return self.keeper.ask(ask, nothing)

    def of_year(self, year: str) -> dict[str, tuple[str, ...]]:
        """What each class that has written something wants to try."""
        nothing: dict[str, tuple[str, ...]] = {}
        return self.keeper.ask(partial(wishes_of_year, school_year=year), nothing)

    def keep(self, year: str, school_class: str, wishes: Sequence[str]) -> bool:
        """Keep what a class wants to try, and tell whether it was done."""

        def act() -> Message:
            keep_wishes(self.keeper.workspace, year, school_class, wishes)
            return Message("What {name} wants to try is saved.", name=school_class)

        return self.attempt(act)

    def forget(self) -> None:
        """What came of the last thing that was saved."""
        self.error = self.done = None
