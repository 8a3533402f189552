"""One net under every callback: what nobody expected becomes a sentence on the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from toolkit.errors import MakkerskapError, show_developers
from toolkit.messages import Message

UNEXPECTED = Message(
    "Something went wrong here, and it is not your fault. Nothing you made is lost. Try again."
)


def in_words(error: Exception) -> MakkerskapError:
    """The error itself where it has a sentence, else one that tells no student's name."""
    if isinstance(error, MakkerskapError):
        return error
    show_developers(error)
    return MakkerskapError(UNEXPECTED)


class Net:
    """Where the page that this kernel shows is told; without a page, errors go their way."""

    def __init__(self) -> None:
        self._tell: Callable[[MakkerskapError], object] | None = None

    def spread(self, tell: Callable[[MakkerskapError], object]) -> None:
        """Tell a page from now on."""
        self._tell = tell

    def fold(self) -> None:
        """Tell nobody any more."""
        self._tell = None

    @contextmanager
    def under(self) -> Iterator[None]:
        """Do something that must not end in silence."""
        try:
            yield
        except Exception as error:
            if self._tell is None:
                raise
            self._tell(in_words(error))


NET = Net()
"""There is one page to a kernel."""
