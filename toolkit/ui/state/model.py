"""What the models of all steps have in common."""

from collections.abc import Callable

from traitlets import Any, HasTraits

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.session import Session


class StepModel(HasTraits):
    """The state of one step, without a widget.

    ``error`` is what went wrong with the last thing that was tried, ``done`` what went well.
    """

    error = Any(None, allow_none=True)
    done = Any(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.keeper = keeper
        self.session: Session = keeper.session

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why the steps behind this one cannot be taken yet."""
        return ()

    def attempt(self, act: Callable[[], Message | None]) -> bool:
        """Do something that may be refused, and tell whether it was done.

        ``act`` gives what is said when it went well, None for nothing.
        """
        self.error = self.done = None
        try:
            self.done = act()
        except MakkerskapError as error:
            self.error = error
        return self.error is None
