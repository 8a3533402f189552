"""The first step on the screen: a sample class, or the user's own list."""

from collections.abc import Iterable, Sequence
from functools import partial

from ipywidgets import Box, Dropdown, VBox, Widget

from toolkit.files.formats import ENDINGS
from toolkit.files.headers import Meaning
from toolkit.matching import ANSWERS, Match
from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import upload
from toolkit.ui.screens.screen import Action, Screen, Watched, button, card, row, section, shown
from toolkit.ui.state.reading import Reading
from toolkit.ui.state.roster import Changed, RosterModel, Tried
from toolkit.ui.steps import PROPOSAL
from toolkit.workspace.workspace import KeptClass

_ROWS_SHOWN = 5


class RosterScreen(Screen[RosterModel]):
    """Where a class comes from, and whether it was read as it was meant."""

    def build(self) -> Box:
        """What was read and what is asked about it, among the ways a class comes from."""
        model = self.model
        return VBox(
            [
                shown(
                    markup.heading(
                        2,
                        self._("Which class is it?"),
                        self._("Your list stays on this computer. Only names are needed."),
                    )
                ),
                *self._kept(),
                self._own_file(),
                self.live(self._answer, (model, "error"), (model, "done"), (model, "question")),
                self.live(self._changes, (model, "question")),
                self._what_was_read(),
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
        """What was read and asked decides whether there is a class."""
        return [(self.model, "reading"), (self.model, "question")]

    def _own_file(self) -> Widget:
        return section(
            self._("Your own class list"),
            self._(
                "From Excel, Numbers or your school system: .xlsx, .ods, .csv or OneRoster .zip"
            ),
            upload(self._("Choose a file"), ",".join(ENDINGS), self.model.upload),
        )

    def _samples(self) -> Widget:
        from toolkit.samples import samples

        cards = [
            card(
                shown(markup.heading(4, self._(sample.title), self._(sample.story))),
                button(
                    self._("Try this class"),
                    partial(self.model.use_sample, sample),
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
        model = self.model
        if model.error is not None:
            return [shown(markup.note([model.error.translated(self._)], "danger"))]
        if isinstance(model.question, Tried):
            return [
                shown(markup.note([self._("You have tried this class before.")], "quiet")),
                row(
                    button(self._("Go on where you were"), model.go_on),
                    button(self._("Start afresh"), model.start_over, "mk-quiet"),
                ),
            ]
        if model.done is not None:
            return [shown(markup.note([self._(model.done)], "good"))]
        return []

    def _kept(self) -> Iterable[Widget]:
        """The other classes of the workspace, to go on with."""
        current = self.session.kept
        classes = [
            kept
            for kept in self.model.classes
            if current is None or kept.class_id != current.class_id
        ]
        if not classes:
            return []
        return [
            section(
                self._("Your classes"), "", row(*map(self._kept_class, classes), kind="mk-cards")
            )
        ]

    def _kept_class(self, kept: KeptClass) -> Widget:
        name = kept.name or self._("Class without a name")
        details = [
            self._(plural("{n} student", "{n} students", n=kept.students)),
            self._(plural("{n} period planned", "{n} periods planned", n=kept.periods))
            if kept.periods
            else "",
            self._("sample class") if kept.sample else kept.school_year,
        ]
        return card(
            shown(markup.heading(4, name, " · ".join(filter(None, details)))),
            button(
                self._("Open"),
                partial(self._open, kept.class_id),
                tooltip=self._("Open {school_class}", school_class=name),
            ),
        )

    def _open(self, class_id: int) -> None:
        """Open a class where the work on it goes on."""
        if self.model.open(class_id) and self.session.plan.periods:
            self.session.go(PROPOSAL)

    def _changes(self) -> Iterable[Widget]:
        """What the list changes in a class that is kept, and what is not sure about it."""
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

    def _question(self, match: Match) -> Iterable[Widget]:
        """Whether two who may be the same student are."""
        yield shown(markup.note([self._(match.question)], "warning"))
        yield row(
            *(
                button(self._(words), partial(self.model.answer, match, is_same))
                for is_same, words in ANSWERS.items()
            )
        )

    def _what_was_read(self) -> Widget:
        model = self.model
        read = section(
            self._("This is what we read"),
            "",
            self.live(self._classes, (model, "reading.listed"), (model, "reading.school_class")),
            self.live(self._table, (model, "reading.table")),
        )

        def update() -> None:
            read.layout.display = "none" if model.reading is None else None

        update()
        self.watch(update, (model, "reading"))
        return read

    def _classes(self) -> Iterable[Widget]:
        """How many there are, and which class it is where there are several."""
        if (reading := self.model.reading) is None:
            return []
        counted, classes = shown(markup.status(self._(reading.count))), reading.listed.classes
        if len(classes) < 2:
            return [counted]
        choice = Dropdown(
            description=self._("Class"),
            options=[(self._("Choose a class"), ""), *((name, name) for name in classes)],
            value="" if reading.must_choose_class else reading.school_class,
        )
        choice.observe(lambda change: self.model.choose_class(change["new"]), "value")
        keep_all = button(self._("Keep all the classes"), self.model.keep_all)
        return [counted, row(choice, keep_all)]

    def _table(self) -> Iterable[Widget]:
        """The first rows, and what each column holds. It stays while a column is put right."""
        if (reading := self.model.reading) is None:
            return []
        table = reading.table
        preview = [
            [str(row.line), *(row.cell(column) for column in range(len(table.header)))]
            for row in table.rows[:_ROWS_SHOWN]
        ]
        return [
            shown(
                markup.table(
                    self._("The first students in the list"),
                    [self._("Line"), *table.header],
                    preview,
                )
            ),
            shown(
                markup.paragraph(
                    self._("Is something wrong? Say what each column holds."), "mk-muted"
                )
            ),
            row(*(self._column(reading, heading) for heading in table.header), kind="mk-columns"),
        ]

    def _column(self, reading: Reading, heading: str) -> Widget:
        choice = Dropdown(
            description=heading,
            options=[(self._(meaning.label), meaning) for meaning in Meaning],
            value=reading.columns[heading],
        )
        choice.observe(lambda change: self.model.set_column(heading, change["new"]), "value")
        return choice

    def _earlier(self) -> Widget:
        return section(
            self._("Have you planned for this class before?"),
            self._("Upload the plan to go on from it, and the rules to use them again."),
            row(
                upload(self._("Choose an earlier plan"), ".csv,.xlsx", self.model.upload_plan),
                upload(self._("Choose a rules file"), ".toml", self.model.upload_rules),
            ),
        )
