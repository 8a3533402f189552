"""The class that a list was begun as, until something has been made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.reading import Reading
from toolkit.workspace.work import Kept, Work

if TYPE_CHECKING:
    from toolkit.files.class_list import ClassList


class Begun:
    """Remembers what was begun here last, from which list.

    A wrong file must leave no class behind, and a list that is read in another way no second
    one. What was gone on with, is opened again or was changed by hand is a class like others.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._list: ClassList | None = None
        self._work: Work | None = None
        self._can_give_way = False
        keeper.session.observe(self.settle, "step")

    def remember(self, reading: Reading) -> None:
        """The session's class is that of this list now, and nothing is made of it yet."""
        self._list, self._work = reading.listed, self._keeper.session.work
        self._can_give_way = True

    @property
    def tentative(self) -> Kept | None:
        """The session's class where nobody has gone on with it: another takes its place."""
        session = self._keeper.session
        if not self._can_give_way or self._work is None or session.work is not self._work:
            return None
        kept = session.kept
        return kept if kept is not None and self._keeper.workspace.is_newest(kept) else None

    def is_of(self, reading: Reading) -> bool:
        """Whether the session's class is this same list, read in another way before.

        That is so while its columns are put right, and until something is made of it.
        """
        work = self._keeper.session.work
        return (
            work is not None
            and self._work is not None
            and self._list is not None
            and self._list.grids is reading.listed.grids
            and work.roster is self._work.roster
            and reading.sample is None
            and not (work.rules.naming() or work.plan.periods or work.proposals)
        )

    def given_name(self) -> str:
        """The name that the user has given it since; empty where they have not."""
        work = self._keeper.session.work
        is_new = work is not None and self._work is not None and work.called != self._work.called
        return work.called if work is not None and is_new else ""

    def settle(self, _change: object = None) -> None:
        """What was begun is gone on with, and stays."""
        self._can_give_way = False
