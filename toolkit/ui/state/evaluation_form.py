"""The form of the evaluation: taken along to be changed, taken in, and printed."""

from collections.abc import Callable

from traitlets import Bool, Int

from toolkit.evaluation.form import Form, Role
from toolkit.files.evaluation_forms import SHIPPED, shipped_form
from toolkit.files.sources import Source
from toolkit.messages import Language, Message
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.school_name import called
from toolkit.workspace.own_form import delete_form, keep_form, kept_form, kept_form_file


class EvaluationFormModel(StepModel):
    """The leaflet's form, or the school's own in its place.

    ``asking`` tells that the school's own may be let go of. ``version`` counts what was done.
    """

    asking = Bool(False)
    version = Int(0)

    @property
    def form(self) -> Form:
        """The questions, and what may be answered."""
        return self.keeper.ask(kept_form, shipped_form())

    @property
    def _own(self) -> bytes | None:
        return self.keeper.ask(kept_form_file, None)

    @property
    def is_own(self) -> bool:
        """Whether it is the school's own."""
        return self._own is not None

    def file(self) -> bytes:
        """The form as a file, to be changed."""
        return self._own or SHIPPED.read_bytes()

    def paper(self, role: Role, language: Language) -> bytes:
        """The form as a page to print."""
        from toolkit.paper.evaluation import evaluation_form_pdf  # heavy

        return evaluation_form_pdf(self.form, role, language, school=called(self.keeper))

    def take(self, name: str, content: bytes) -> None:
        """Use an uploaded form from now on."""

        def act() -> Message:
            keep_form(self.keeper.workspace, Source(name, content))
            return Message("The changed form is in use.")

        self._do(act)

    def ask_to_delete(self) -> None:
        """Ask whether the school's own form is to go."""
        self.leave()
        self.asking = True

    def delete(self) -> None:
        """Use the leaflet's form again."""

        def act() -> Message:
            delete_form(self.keeper.workspace)
            return Message("The leaflet's form is in use again.")

        self._do(act)

    def leave(self) -> None:
        """Change nothing, and forget what came of the last thing that was done."""
        self.asking, self.error, self.done = False, None, None

    def _do(self, act: Callable[[], Message]) -> None:
        self.asking = False
        if self.attempt(act):
            self.version += 1
