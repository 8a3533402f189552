"""The adaptations of all classes: noted in any of them, and taken along as a file."""

from functools import partial

from toolkit.school.adaptations import OfClass, frame_csv
from toolkit.ui.state.adapting import Adapting
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.workspace.adaptations import adaptations_of_year


class SchoolAdaptationsModel(ProgrammeModel):
    """Chooses a class; ``adapting`` does the rest with it."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.adapting = Adapting(keeper)

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
