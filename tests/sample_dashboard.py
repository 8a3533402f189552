"""A dashboard of two steps that there are and one of its own, as another project would make it."""

from collections.abc import Iterable

from ipywidgets import Box, VBox, Widget
from traitlets import Int

from toolkit.messages import Message
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Action, Screen, button, shown
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.steps import Step
from toolkit.ui.steps import OVERVIEW, ROSTER, RULES


class CountingModel(StepModel):
    """Counts the students of the class, one by one."""

    counted = Int(0)

    @property
    def blockers(self) -> tuple[Message, ...]:
        if self.counted < len(self.session.roster):
            return (Message("Count them first."),)
        return ()

    def count(self) -> None:
        self.counted += 1


class CountingScreen(Screen[CountingModel]):
    """Tells how many there are."""

    def build(self) -> Box:
        return VBox([self.live(self._counted, (self.model, "counted"), (self.session, "work"))])

    def secondary(self) -> Action:
        return Action("One more", self.model.count)

    def follows(self) -> list[tuple[CountingModel, str]]:
        return [(self.model, "counted")]

    def _counted(self) -> Iterable[Widget]:
        yield shown(markup.heading(2, f"{self.model.counted} of {len(self.session.roster)}"))
        yield button("One more", self.model.count)


COUNTING = Step(
    "counting",
    Message("Counting"),
    model="sample_dashboard:CountingModel",
    screen="sample_dashboard:CountingScreen",
    invitation=Message("Next: counting"),
)

STEPS = (ROSTER, COUNTING, RULES, OVERVIEW)
