"""The adaptations of all classes: noted in any of them, and taken along as a file."""

from functools import partial

from toolkit.names import class_order
from toolkit.school.adaptations import OfClass, frame_csv
from toolkit.ui.state.adapting import Adapting
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.workspace.adaptations import adaptations_of_year
from toolkit.workspace.workspace import KeptClass, Workspace


class SchoolAdaptationsModel(ProgrammeModel):
    """Chooses a class; ``adapting`` does the rest with it."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.adapting = Adapting(keeper)

    @property
    def classes(self) -> tuple[KeptClass, ...]:
        """The classes of this school year, by name, without those that are made up."""
        nothing: tuple[KeptClass, ...] = ()
        every = self.keeper.ask(Workspace.classes, nothing)
        ours = (one for one in every if one.school_year == self.year and not one.sample)
        return tuple(sorted(ours, key=lambda one: class_order(one.name)))

    @property
    def adaptations(self) -> tuple[OfClass, ...]:
        """Those of this school year, class by class."""
        nothing: tuple[OfClass, ...] = ()
        return self.keeper.ask(partial(adaptations_of_year, school_year=self.year), nothing)

    def file(self) -> bytes:
        """The same as CSV in the terms of FRAME."""
        return frame_csv(self.adaptations)

    def choose(self, class_id: int) -> None:
        """Turn to a class."""
        self.adapting.leave()
        self.adapting.chosen = class_id
