"""The first step on the screen: the list of the class, and where a class comes from."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ipywidgets import Box, VBox, Widget

from toolkit.files.formats import ENDINGS
from toolkit.matching import ANSWERS, Match
from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.files import Drop, upload
from toolkit.ui.screens.how_read import HowRead
from toolkit.ui.screens.listing import Listing
from toolkit.ui.screens.screen import Action, Screen, Watched, button, card, row, section, shown
from toolkit.ui.state.earlier import Earlier
from toolkit.ui.state.known_classes import Changed
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.taking import Tried

_LINES = 4
"""Of the field for names."""


class RosterScreen(Screen[RosterModel]):
    """Who is in the class, and below that the ways to another class or a new list."""

    def build(self) -> Box:
        """The list first, what is asked about it, and then where a class comes from."""
        model = self.model
        self._listing, self._how_read = Listing(self), HowRead(self)
        answer = self.live(
            self._answer,
            *((model, "error"), (model, "done"), (model, "question")),
            *((model, "is_open"), (model, "set_aside")),
        )
        answer.add_class("mk-answer")
        return VBox(
            [
                self.live(
                    self._heading,
                    *((model, "is_open"), (model, "reading"), (self.session, "kept.class_id")),
                ),
                answer,
                self.live(self._changes, (model, "question")),
                *self._how_read.asked,
                self._listing.view,
                self._how_read.view,
                self._own_list(),
                self._samples(),
                self._earlier(),
            ]
        )

    def primary(self) -> Action | None:
        """Go on to the rules."""
        number = len(self.session.roster)
        ready = plural("{n} student is ready.", "{n} students are ready.", n=number)
        return self.onward(self.model.blockers, self._(ready))

    def follows(self) -> Sequence[Watched]:
        """What was read, typed and asked decides whether there is a class."""
        model, listing = self.model, self.model.listing
        return [
            *((model, name) for name in ("reading", "question", "is_open", "typed")),
            *((listing, name) for name in ("asking", "typed")),
        ]

    def _heading(self) -> Iterable[Widget]:
        if self.model.is_open and self.session.work is not None:
            words = self._("Is the list right?")
            below = self._("Press a name to put it right, or to take the student out.")
        elif self.model.reading is not None:
            words, below = self._("This is what we read"), ""
        else:
            words = self._("Which class is it?")
            below = self._("Your list stays on this computer. Only names are needed.")
        return [shown(markup.heading(2, words, below))]

    def _own_list(self) -> Widget:
        """A file to choose or to drop, or names in a field."""
        model = self.model
        take = self._looking_at(model.upload)
        names = Entry(
            self._("Or paste the names, one a line"),
            self._("Read the names"),
            self._looking_at(model.write),
            text=model.typed,
            placeholder=self._("Ida Berg"),
            lines=_LINES,
        )
        names.observe(lambda change: setattr(model, "typed", change["new"]), "text")
        own = VBox(
            [
                self.live(self._own_heading, (self.session, "kept.class_id")),
                self._file(take),
                names,
                Drop(self._("Drop the class list here"), take, model.refuse_several),
            ]
        )
        own.add_class("mk-section")
        return own

    def _own_heading(self) -> Iterable[Widget]:
        words = (
            self._("Your own class list")
            if self.session.work is None
            else self._("A new list, or another class")
        )
        below = self._(
            "From Excel, Numbers or your school system: .xlsx, .ods, .csv or OneRoster .zip"
        )
        return [shown(markup.heading(3, words, below))]

    def _file(self, take: Callable[[str, bytes], object]) -> Widget:
        return row(
            upload(self._("Choose a file"), ",".join(ENDINGS), take),
            shown(markup.paragraph(self._("or drop it anywhere on the page"), "mk-muted")),
        )

    def _looking_at[Given, Answer](self, take: Callable[..., Answer]) -> Callable[..., Answer]:
        """Take something in, and bring into sight what came of it."""

        def taken(*given: object) -> Answer:
            answer = take(*given)
            self._listing.look()
            return answer

        return taken

    def _samples(self) -> Widget:
        from toolkit.samples import samples

        cards = [
            card(
                shown(markup.heading(4, self._(sample.title), self._(sample.story))),
                button(
                    self._("Try this class"),
                    self._looking_at(partial(self.model.use_sample, sample)),
                    tooltip=self._("Try {title}", title=sample.title),
                ),
            )
            for sample in samples()
        ]
        return section(
            self._("Or try a sample class"),
            self._("All names are invented."),
            row(*cards, kind="mk-cards"),
        )

    def _answer(self) -> Iterable[Widget]:
        """How it went, and the way back or on; above all, that nothing was read."""
        model = self.model
        if model.error is not None:
            yield shown(markup.note([model.error.translated(self._)], "danger"))
        elif isinstance(model.question, Tried):
            yield shown(markup.note([self._("You have tried this class before.")], "quiet"))
            yield row(
                button(self._("Go on where you were"), model.go_on),
                button(self._("Start afresh"), model.start_over, "mk-quiet"),
            )
        elif model.done is not None:
            yield shown(markup.note([self._(model.done)], "good"))
        is_asked = isinstance(model.question, Changed)  # with a way back of its own
        if not model.is_open and self.session.work is not None and not is_asked:
            label = self.session.work.label
            yield row(
                button(self._("Back to {school_class}", school_class=label), model.keep, "mk-quiet")
            )
        if model.set_aside is not None:
            words = self._(
                "{school_class} was not gone on with, and has given way to this list.",
                school_class=model.set_aside.label,
            )
            yield row(
                shown(markup.note([words], "quiet")),
                button(self._("Keep it as well"), model.keep_both, "mk-quiet"),
            )

    def _changes(self) -> Iterable[Widget]:
        """What the list changes in a class that is kept, and what is not sure about it."""
        if isinstance(self.model.question, Earlier):
            return [self._who_is_who(self.model.question)]
        if not isinstance(question := self.model.question, Changed):
            return []
        changes = question.changes
        asked = [widget for match in changes.doubtful for widget in self._question(match)]
        told = [
            widget
            for part in changes.sections
            for widget in (
                shown(markup.heading(4, self._(part.heading))),
                shown(markup.bullets(part.lines)),
            )
        ]
        confirm = button(
            self._("Confirm the changes"), self.model.confirm, disabled=bool(changes.blockers)
        )
        return [
            section(
                self._("What has changed in the class"),
                " ".join(self.say(changes.sentences)),
                *asked,
                *told,
                shown(markup.paragraph(self._("Groups and plans stay as they are."), "mk-muted")),
                row(
                    confirm,
                    button(self._("Leave the class as it was"), self.model.keep, "mk-quiet"),
                ),
            )
        ]

    def _who_is_who(self, earlier: Earlier) -> Widget:
        """Who of an earlier plan is who of the class, where the names do not tell."""
        asked = (widget for match in earlier.meeting.doubtful for widget in self._question(match))
        return section(
            self._("Who is who in the earlier plan?"),
            self._("Then what has happened counts for the right students."),
            *asked,
            row(button(self._("Go on without the plan"), self.model.leave_plan, "mk-quiet")),
        )

    def _question(self, match: Match) -> Iterable[Widget]:
        """Whether two who may be the same student are."""
        yield shown(markup.note([self._(match.question)], "warning"))
        yield row(
            *(
                button(self._(words), partial(self.model.answer, match, is_same))
                for is_same, words in ANSWERS.items()
            )
        )

    def _earlier(self) -> Widget:
        return section(
            self._("Have you planned for this class before?"),
            self._("Upload the plan to go on from it, and the rules to use them again."),
            row(
                upload(self._("Choose an earlier plan"), ".csv,.xlsx", self.model.upload_plan),
                upload(self._("Choose a rules file"), ".toml,.txt", self.model.upload_rules),
            ),
        )
