"""What the steps of the school's own dashboard have in common: which school year it is."""

from collections.abc import Callable
from datetime import date

from traitlets import Int

from toolkit.calendar.school_years import school_year_of
from toolkit.messages import Message
from toolkit.names import class_order
from toolkit.now import today
from toolkit.ui.state.model import StepModel
from toolkit.workspace.workspace import KeptClass, Workspace


class ProgrammeModel(StepModel):
    """A step that is about no class, but a school year. ``version`` counts what has been done."""

    version = Int(0)

    @property
    def today(self) -> date:
        """The day, where the user is."""
        return today()

    @property
    def year(self) -> str:
        """The school year that it is now: 2026/2027."""
        return school_year_of(self.today)

    @property
    def school_classes(self) -> tuple[KeptClass, ...]:
        """The classes of this school year, by name, without those that are made up."""
        nothing: tuple[KeptClass, ...] = ()
        every = self.keeper.ask(Workspace.classes, nothing)
        ours = (one for one in every if one.school_year == self.year and not one.sample)
        return tuple(sorted(ours, key=lambda one: class_order(one.name)))

    def change(self, act: Callable[[], Message | None]) -> bool:
        """Do something with the workspace, and tell whether it was done."""
        try:
            return self.attempt(act)
        finally:
            self.version += 1
