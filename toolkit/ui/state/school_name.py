"""What the school is called on its papers: said on one screen, and known on all."""

from functools import partial

from traitlets import HasTraits, Unicode

from toolkit.ui.state.keeper import Keeper
from toolkit.workspace.school_name import name_school, school_name


class SchoolName(HasTraits):
    """The name that the workspace keeps; ``name`` is empty where nobody has said it.

    It is not asked for before somebody ``look``s, for a page opens before its papers are wanted.
    """

    name = Unicode("")

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper

    def look(self) -> None:
        """See what it is by now."""
        self.name = self._keeper.ask(school_name, "")

    def say(self, name: str) -> None:
        """Keep another name; empty, the school has none again."""
        self._keeper.ask(partial(name_school, name=name), None)
        self.look()


def called(keeper: Keeper) -> str:
    """What a paper that is made now is to call the school."""
    shared = keeper.shared(SchoolName)
    shared.look()
    return shared.name
