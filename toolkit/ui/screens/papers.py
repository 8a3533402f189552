"""The papers of a period: chosen, looked at, and taken along one by one or all in one file."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from ipywidgets import Box, Checkbox, Dropdown, VBox, Widget

from toolkit.messages import Language
from toolkit.paper.file_names import Paper
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Delivery
from toolkit.ui.screens.outcome import outcome
from toolkit.ui.screens.own_templates import own_templates
from toolkit.ui.screens.school_name import school_name_field
from toolkit.ui.screens.screen import Action, Screen, Watched, button, reply, row, shown
from toolkit.ui.screens.searching import search_box
from toolkit.ui.state.paper_words import PURPOSES, TITLES
from toolkit.ui.state.papers import PICTURED, PapersModel


class PapersScreen(Screen[PapersModel]):
    """What is on paper for a period, and the school's own templates for it."""

    def build(self) -> Box:
        """The period and the languages, the papers below each other, and the templates."""
        model, _ = self.model, self._
        self._delivery = Delivery()
        self.watch(self._deliver, (model, "made"))
        languages = (model, "languages")
        screen = VBox(
            [
                shown(
                    markup.heading(
                        2,
                        _("Papers"),
                        _("What the class needs on paper, made when you ask for it."),
                    )
                ),
                row(self._period(), school_name_field(self, model.school)),
                row(*map(self._language, Language), kind="mk-choices"),
                self.live(self._answer, (model, "error"), (model, "done")),
                self.live(self._plain, (model, "waiting")),
                search_box(
                    self,
                    model.job,
                    "mk-searching",
                    _("The papers are being made"),
                    lambda: model.job.running,
                    self._how_far,
                ),
                self.live(self._papers, (self.session, "work"), (model, "number")),
                self.live(self._picture, (model, "picture")),
                own_templates(self, model.templates, languages, lambda: model.languages),
                self._delivery,
            ]
        )
        screen.add_class("mk-papers")
        return screen

    def primary(self) -> Action | None:
        """All that is wanted, as one file."""
        model, _ = self.model, self._
        words = _("Download the papers")
        return Action(words, lambda: model.make(model.wanted), model.missing)

    def secondary(self) -> Action | None:
        """Make nothing any more."""
        if not self.model.job.running:
            return None
        return Action(self._("Stop"), self.model.stop)

    def follows(self) -> Sequence[Watched]:
        """The buttons depend on what is chosen, and on whether something is being made."""
        model = self.model
        return [
            (model, "languages"),
            (model, "left_out"),
            (model, "number"),
            (model.job, "running"),
        ]

    def _plain(self) -> Iterable[Widget]:
        """What it means that papers are files, before the first of a visit."""
        model, _ = self.model, self._
        if model.waiting:
            yield reply(
                _("Papers are not encrypted"),
                "",
                shown(
                    markup.paragraph(
                        _(
                            "The archive has a passphrase, and these files have none: whoever gets "
                            "hold of them can read the names. Keep them where the school keeps "
                            "class lists, and delete them when they are printed."
                        )
                    )
                ),
                row(
                    button(_("Make the files"), model.make_plain, "mk-main-act"),
                    button(_("Leave it"), model.leave_plain, "mk-quiet"),
                ),
            )

    def _deliver(self) -> None:
        if (made := self.model.made) is not None:
            self._delivery.hand_over(made.name, made.content)

    def _answer(self) -> Iterable[Widget]:
        return outcome(self, self.model.error, self.model.done)

    def _how_far(self) -> str:
        now = self.model.job.progress
        if now is None:
            return self._("The papers are being made")
        paper = self._(TITLES[now.paper])
        return self._("{paper}: {n} of {all}", paper=paper, n=now.done + 1, all=now.all)

    def _period(self) -> Widget:
        """Those in force, the newest first."""
        model, _ = self.model, self._
        chooser = Dropdown(description=_("Period"))

        def offer() -> None:
            chooser.unobserve(choose, "value")
            chooser.options = [(_(one.heading), one.number) for one in reversed(model.periods)]
            chooser.value = model.number or None
            chooser.observe(choose, "value")

        def choose(change: dict[str, Any]) -> None:
            model.number = change["new"]

        chooser.observe(choose, "value")
        offer()
        self.watch(offer, (self.session, "work.plan"), (model, "number"))
        return chooser

    def _language(self, language: Language) -> Widget:
        model = self.model
        box = Checkbox(description=language.label, value=language in model.languages, indent=False)
        box.observe(lambda change: model.speak(language, change["new"]), "value")
        self.watch(lambda: setattr(box, "value", language in model.languages), (model, "languages"))
        return box

    def _papers(self) -> Iterable[Widget]:
        yield from (self._paper(one) for one in self.model.offered)

    def _paper(self, paper: Paper) -> Widget:
        """A paper with what can be done with it."""
        model, _ = self.model, self._
        title = _(TITLES[paper])
        wanted = Checkbox(description=title, value=paper not in model.left_out, indent=False)
        wanted.observe(lambda change: model.want(paper, change["new"]), "value")
        acts = (self._look, self._download) if paper in PICTURED else (self._download,)
        told = shown(markup.paragraph(_(PURPOSES[paper]), "mk-muted"))
        return row(VBox([wanted, told]), row(*(act(paper) for act in acts)), kind="mk-rule")

    def _look(self, paper: Paper) -> Widget:
        words = self._("Look at {paper}", paper=self._(TITLES[paper]))
        act = partial(self.model.look_at, paper)
        return button(self._("Look at it"), act, "mk-quiet", tooltip=words)

    def _download(self, paper: Paper) -> Widget:
        words = self._("Download {paper}", paper=self._(TITLES[paper]))
        act = partial(self.model.make, [paper])
        return button(self._("Download"), act, "mk-quiet", tooltip=words)

    def _picture(self) -> Iterable[Widget]:
        picture, _ = self.model.picture, self._
        if picture is None:
            return
        title = _(TITLES[picture.paper])
        told = _("The first page of the file: {paper}", paper=title)
        yield reply(title, _("The first page."), shown(markup.image(picture.content, told)))
