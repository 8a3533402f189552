"""The classes of the workspace: opened, begun and named."""

from traitlets import Int

from toolkit.messages import Message
from toolkit.ui.state.model import StepModel
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.workspace import KeptClass, Workspace


class ClassesModel(StepModel):
    """Where a user begins who has classes and none of them open.

    ``version`` counts what has been done with them here, for what is shown to be shown anew.
    """

    version = Int(0)

    @property
    def classes(self) -> tuple[KeptClass, ...]:
        """All classes, the one that was changed last first."""
        return self.keeper.ask(Workspace.classes, ())

    @property
    def is_home(self) -> bool:
        """While none of them is open."""
        return self.session.work is None and not self.is_empty

    @property
    def is_empty(self) -> bool:
        """Until there is one."""
        return self.session.work is None and not self.classes

    @property
    def called(self) -> str:
        """As the class that is open, which is left that way."""
        return self.session.title

    def is_open(self, kept: KeptClass) -> bool:
        """Whether it is the class that is open."""
        current = self.session.kept
        return current is not None and current.class_id == kept.class_id

    def open(self, class_id: int) -> None:
        """Go on with a class; a damaged one is told of where there may be a backup of it."""

        def act() -> None:
            try:
                self.keeper.go_to(class_id)
            except Unreadable as error:
                self.keeper.error = error
            else:
                self.session.go_home()

        self.attempt(act)

    def begin_another(self) -> bool:
        """Put the class that is open away, for another one, and tell whether it could be."""
        return self.attempt(lambda: self.keeper.turn_to(None))

    def rename(self, class_id: int, name: str) -> None:
        """Call a class otherwise. The one that is open is named as every other step of it is."""
        self.attempt(lambda: self.keeper.change(class_id, lambda work: work.renamed(name)))
        self.version += 1


def due(kept: KeptClass) -> Message:
    """The period that a class is in, and what comes next."""
    if not kept.periods:
        return Message("No period yet")
    return Message(
        "Period {number} · next: period {following}",
        number=kept.periods,
        following=kept.periods + 1,
    )
