"""What the models of all steps have in common."""

from collections.abc import Callable

from traitlets import Any, HasTraits

from toolkit.messages import Message
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.net import in_words
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

    @property
    def is_home(self) -> bool:
        """Whether a step that is a home is where its user begins now."""
        return False

    @property
    def is_here(self) -> bool:
        """Whether the step is the one that is shown."""
        step = self.session.step
        return step is not None and step.model_class() is type(self)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to turn to the step for yet."""
        return False

    @property
    def called(self) -> str:
        """What the way to the step is called, where that is not its title."""
        return ""

    @property
    def unfinished(self) -> Message | None:
        """What has been begun and is kept nowhere, in a few words."""
        return None

    def attempt(self, act: Callable[[], Message | None]) -> bool:
        """Do something that may be refused, and tell whether it was done.

        ``act`` gives what is said when it went well, None for nothing.
        """
        self.error = self.done = None
        try:
            self.done = act()
        except Exception as error:
            self.error = in_words(error)
        return self.error is None
