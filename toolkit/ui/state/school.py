"""The classes of the school side by side, as they stand today."""

from functools import partial

from toolkit.ui.state.classes import ClassesModel
from toolkit.ui.state.today import today
from toolkit.workspace.school_now import SchoolNow, school_now


class SchoolModel(ClassesModel):
    """Where a coordinator begins who follows all classes; opens, begins and names them too."""

    @property
    def now(self) -> SchoolNow:
        """How the classes stand today."""
        on = today()
        return self.keeper.ask(partial(school_now, on=on), SchoolNow("", on, ()))

    @property
    def is_home(self) -> bool:
        """Where a page is opened anew, and while no class is open."""
        return self.session.work is None or self.keeper.is_opening

    @property
    def is_empty(self) -> bool:
        """Never: the school is there before its classes."""
        return False

    @property
    def called(self) -> str:
        """As the class that is open, which is left that way; among the school's as they are."""
        return "" if self.is_here else self.session.title
