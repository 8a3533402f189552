"""Word templates of the school's own: taken in, taken along, and let go of."""

from collections.abc import Callable

from traitlets import Any, Bool, Int

from toolkit.files.sources import Source
from toolkit.messages import Language, Message, Translator
from toolkit.paper.file_names import Paper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.paper_words import TITLES
from toolkit.workspace.templates import (
    KeptTemplate,
    delete_template,
    keep_template,
    templates,
)


class OwnTemplates(StepModel):
    """What is done with the templates; papers without one are made of ours.

    ``asking`` is the one that may be deleted, None for none. ``is_explained`` tells that it is
    shown what a template may say. ``version`` counts what was done.
    """

    asking = Any(None, allow_none=True)
    is_explained = Bool(False)
    version = Int(0)

    @property
    def kept(self) -> tuple[KeptTemplate, ...]:
        """All of them."""
        nothing: tuple[KeptTemplate, ...] = ()
        return self.keeper.ask(templates, nothing)

    def take(self, paper: Paper, language: Language, name: str, content: bytes) -> None:
        """Keep an uploaded file as the template of a paper in a language."""

        def act() -> Message:
            keep_template(self.keeper.workspace, paper, language, Source(name, content))
            return Message("From now on {paper} is made of {file}.", paper=TITLES[paper], file=name)

        self._do(act)

    def ask_to_delete(self, kept: KeptTemplate) -> None:
        """Ask whether a template is to be deleted."""
        self.leave()
        self.asking = kept

    def delete(self) -> None:
        """Delete the template that was asked about."""
        kept: KeptTemplate | None = self.asking
        if kept is None:
            return

        def act() -> Message:
            delete_template(self.keeper.workspace, kept.paper, kept.language)
            return Message(
                "Deleted. {paper} is made of our template again.", paper=TITLES[kept.paper]
            )

        self._do(act)

    def example(self, paper: Paper, language: Language) -> bytes:
        """Our own template, to be changed and taken in."""
        from toolkit.paper.own_templates import own_template

        return own_template(paper, Translator(language)).content

    def explain(self) -> None:
        """Show what a template may say, or put it away."""
        self.is_explained = not self.is_explained

    def leave(self) -> None:
        """Delete none, and forget what came of the last thing that was done."""
        self.asking = self.error = self.done = None

    def _do(self, act: Callable[[], Message]) -> None:
        self.asking = None
        if self.attempt(act):
            self.version += 1
