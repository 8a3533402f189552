"""The hall in which everyone tries on a screen of their own, as the one who leads it knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from traitlets import Bool, HasTraits, Instance


@dataclass(frozen=True)
class HallNow:
    """The hall as the server tells of it.

    ``can_begin`` while other machines reach the server at all. Where it is ``on``, participants
    come in with ``address`` and ``code``, or with the address in ``picture``, which holds a token.
    ``here`` is how many are on, and ``step`` the key of the step that all were sent to last.
    """

    on: bool = False
    can_begin: bool = False
    address: str = ""
    code: str = ""
    picture: str = ""
    here: int = 0
    step: str = ""


class HallModel(HasTraits):
    """``now`` is the hall, None where the page has no server that could hold one.

    ``is_shown`` while it takes the place of what the part shows otherwise.
    """

    now = Instance(HallNow, allow_none=True)
    is_shown = Bool(False)

    def hear(self, told: Mapping[str, object]) -> None:
        """Take what the server tells; nothing where there is none."""
        self.now = HallNow(**told) if told else None  # type: ignore[arg-type]

    def show(self) -> None:
        """Put the hall in sight, or out of it; whether it is on is another question."""
        self.is_shown = not self.is_shown
