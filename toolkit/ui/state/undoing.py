"""What is changed step by step, and the way back."""

from traitlets import Any, HasTraits
from traitlets import Tuple as TupleTrait

from toolkit.messages import Message


class Undoing[Value](HasTraits):
    """``past`` and ``future`` are what undo and redo lead to, the nearest last and first.

    ``told`` is what came of the last step, None where nothing is to be said. ``most_steps`` can be
    undone.
    """

    most_steps = 50
    past = TupleTrait()
    future = TupleTrait()
    told = Any(None, allow_none=True)

    @property
    def _now(self) -> Value | None:
        """What it is now; None where there is nothing to change."""
        raise NotImplementedError

    def _become(self, value: Value) -> None:
        """Let it be this, from now on."""
        raise NotImplementedError

    def undo(self) -> None:
        """Go back to what was there before the last change."""
        if self.past and (now := self._now) is not None:
            *past, before = self.past
            self.past, self.future = tuple(past), (now, *self.future)
            self._become(before)
            self._tell(Message("The last change is undone."))

    def redo(self) -> None:
        """Go forward again to what was undone."""
        if self.future and (now := self._now) is not None:
            after, *future = self.future
            self.past, self.future = (*self.past, now), tuple(future)
            self._become(after)
            self._tell(Message("The change is made again."))

    def _put(self, value: Value) -> None:
        """Let it be another; undo leads back to what it was."""
        if (now := self._now) is not None:
            self.past = (*self.past, now)[-self.most_steps :]
        self.future = ()
        self._become(value)

    def _forget(self) -> None:
        """Let nothing lead back or forward any more."""
        self.past = self.future = ()

    def _tell(self, words: Message) -> None:
        self.told = None  # the same words again are told again
        self.told = words
