"""What was otherwise than the programme asks, in one class: written down, corrected, removed."""

from collections.abc import Callable
from functools import partial

from traitlets import Any, Instance, Int

from toolkit.messages import Message
from toolkit.plan import Period
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.ui.state.model import StepModel
from toolkit.workspace.adaptations import (
    Noted,
    adaptations,
    correct_adaptation,
    note_adaptation,
    remove_adaptation,
)


class Adapting(StepModel):
    """The adaptations of the ``chosen`` class, by its id; of the open one where none is chosen.

    ``correcting`` is the one that is about to be written otherwise, ``asking`` the one that may be
    removed. ``version`` counts what was done.
    """

    chosen = Any(None, allow_none=True)
    correcting = Instance(Noted, allow_none=True)
    asking = Instance(Noted, allow_none=True)
    version = Int(0)

    @property
    def class_id(self) -> int | None:
        """Which class it is."""
        if self.chosen is not None:
            return int(self.chosen)
        return None if self.session.kept is None else self.session.kept.class_id

    @property
    def numbers(self) -> tuple[int, ...]:
        """The periods that something can be noted of, and that of what is being corrected."""
        numbers = {period.number for period in self._plan_periods()}
        if self.correcting is not None:  # its period may have been taken back
            numbers.add(self.correcting.number)
        return tuple(sorted(numbers))

    def _plan_periods(self) -> tuple[Period, ...]:
        if self.chosen is None:
            return self.session.plan.periods
        chosen = int(self.chosen)
        kept = self.keeper.ask(lambda workspace: workspace.load(chosen), None)
        return () if kept is None else kept.work.plan.periods

    @property
    def noted(self) -> tuple[Noted, ...]:
        """What is on record."""
        if (class_id := self.class_id) is None:
            return ()
        nothing: tuple[Noted, ...] = ()
        return self.keeper.ask(lambda workspace: adaptations(workspace, class_id), nothing)

    def note(
        self,
        number: int,
        what: Adapted,
        why: Reason,
        note: str = "",
        planned: bool | None = None,
        goes_on: bool | None = None,
    ) -> bool:
        """Write one down, or correct what is written down; tell whether it was done."""
        noted = self.correcting

        def act(class_id: int) -> Message:
            adaptation = Adaptation(what, why, note, planned, goes_on)
            if noted is None:
                note_adaptation(self.keeper.workspace, class_id, number, adaptation)
            else:
                correct_adaptation(self.keeper.workspace, class_id, noted.row, number, adaptation)
            return Message("The adaptation in period {number} is saved.", number=number)

        return self._do(act)

    def correct(self, noted: Noted | None) -> None:
        """Begin to write one otherwise; with None, leave it as it is."""
        self.leave()
        self.correcting = noted

    def ask_to_remove(self, noted: Noted) -> None:
        """Ask whether one is to be taken back."""
        self.leave()
        self.asking = noted

    def remove(self) -> None:
        """Take back the one that was asked about."""
        noted = self.asking
        if noted is None:
            return

        def act(class_id: int) -> Message:
            remove_adaptation(self.keeper.workspace, class_id, noted.row)
            return Message("The adaptation in period {number} is removed.", number=noted.number)

        self._do(act)

    def leave(self) -> None:
        """Neither correct nor remove any."""
        self.correcting = self.asking = self.error = self.done = None

    def _do(self, act: Callable[[int], Message]) -> bool:
        class_id = self.class_id
        if class_id is None or not self.attempt(partial(act, class_id)):
            return False
        self.correcting = self.asking = None
        self.version += 1
        return True
