"""The classes of the school side by side, as they stand today."""

from functools import partial

from traitlets import Instance

from toolkit.ui.state.classes import ClassesModel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.planning_all import PlanningAll
from toolkit.ui.state.today import today
from toolkit.workspace.school_now import SchoolNow, school_now


class SchoolModel(ClassesModel):
    """Where a coordinator begins who follows all classes; opens, begins and names them too.

    ``now`` is how they stood when they were last looked at, and ``planning`` plans them together.
    """

    now = Instance(SchoolNow)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.now = SchoolNow("", today(), ())
        self.planning = PlanningAll(keeper)

    def look(self) -> None:
        """See how the classes stand by now."""
        on = today()
        self.now = self.keeper.ask(partial(school_now, on=on), SchoolNow("", on, ()))

    @property
    def plannable(self) -> tuple[int, ...]:
        """The classes, by their rows, whose next period can be planned."""
        return tuple(one.class_id for one in self.now.classes if not one.is_damaged)

    @property
    def without_proposal(self) -> tuple[int, ...]:
        """Those of them for which no proposal waits."""
        waiting = {one.class_id for one in self.now.classes if one.proposed}
        return tuple(one for one in self.plannable if one not in waiting)

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
