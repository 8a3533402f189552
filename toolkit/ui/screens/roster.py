"""The first step on the screen: a sample class, or the user's own list."""

from collections.abc import Iterable, Sequence
from functools import partial

from ipywidgets import Dropdown, VBox, Widget
from traitlets import HasTraits

from toolkit.files.headers import Meaning
from toolkit.matching import ANSWERS, Match
from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import upload
from toolkit.ui.screens.screen import Action, Screen, button, card, row, section
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.session import Step
from toolkit.workspace.workspace import KeptClass

_ROWS_SHOWN = 5


class RosterScreen(Screen):
    """Where a class comes from, and whether it was read as it was meant."""

    def __init__(self, model: RosterModel) -> None:
        super().__init__(model.session)
        self.model = model
        _ = self.translate
        self.view = VBox(
            [
                markup.heading(
                    2,
                    _("Which class is it?"),
                    _("Your list stays on this computer. Only names are needed."),
                ),
                *self._kept(),
                self._own_file(),
                self.live(self._answer, (model, "error"), (model, "done"), (model, "tried")),
                self.live(self._changes, (model, "changes")),
                self._what_was_read(),
                self._samples(),
                self._earlier(),
            ]
        )

    def primary(self) -> Action:
        """Go on to the rules."""
        _ = self.translate
        roster = self.session.roster or ()
        ready = _(plural("{n} student is ready.", "{n} students are ready.", n=len(roster)))
        return Action(_("Next: the rules"), self._next, self.model.blockers, ready)

    def follows(self) -> Sequence[tuple[HasTraits, str]]:
        """What was read and chosen decides whether there is a class."""
        return [(self.model, name) for name in ("listed", "school_class", "changes", "tried")]

    def _next(self) -> None:
        self.session.step = Step.RULES

    def _own_file(self) -> Widget:
        _ = self.translate
        return section(
            _("Your own class list"),
            _("From Excel, Numbers or your school system: .xlsx, .ods, .csv or OneRoster .zip"),
            upload(_("Choose a file"), ".csv,.txt,.tsv,.xlsx,.ods,.zip", self.model.upload),
        )

    def _samples(self) -> Widget:
        from toolkit.samples import samples

        _ = self.translate
        cards = [
            card(
                markup.heading(4, _(sample.title), _(sample.story)),
                button(
                    _("Try this class"),
                    partial(self.model.use_sample, sample),
                    tooltip=_("Try {title}", title=sample.title),
                ),
            )
            for sample in samples()
        ]
        return section(
            _("Or try a sample class"),
            _("All names are invented."),
            row(*cards, kind="mk-cards"),
        )

    def _answer(self) -> Iterable[Widget]:
        _ = self.translate
        model = self.model
        if model.error is not None:
            return [markup.note([model.error.translated(_)], "danger")]
        if model.tried is not None:
            return [
                markup.note([_("You have tried this class before.")], "quiet"),
                row(
                    button(_("Go on where you were"), model.go_on),
                    button(_("Start afresh"), model.start_over, "mk-quiet"),
                ),
            ]
        if model.done is not None:
            return [markup.note([_(model.done)], "good")]
        return []

    def _kept(self) -> Iterable[Widget]:
        """The other classes of the workspace, to go on with."""
        _, current = self.translate, self.session.kept
        classes = [
            kept
            for kept in self.model.classes
            if current is None or kept.class_id != current.class_id
        ]
        if not classes:
            return []
        return [
            section(_("Your classes"), "", row(*map(self._kept_class, classes), kind="mk-cards"))
        ]

    def _kept_class(self, kept: KeptClass) -> Widget:
        _ = self.translate
        name = kept.name or _("Class without a name")
        details = [
            _(plural("{n} student", "{n} students", n=kept.students)),
            _(plural("{n} period planned", "{n} periods planned", n=kept.periods))
            if kept.periods
            else "",
            _("sample class") if kept.sample else kept.school_year,
        ]
        return card(
            markup.heading(4, name, " · ".join(filter(None, details))),
            button(
                _("Open"),
                partial(self._open, kept.class_id),
                tooltip=_("Open {school_class}", school_class=name),
            ),
        )

    def _open(self, class_id: int) -> None:
        """Open a class where the work on it goes on."""
        self.model.open(class_id)
        if self.model.error is None and self.session.plan.periods:
            self.session.step = Step.PROPOSAL

    def _changes(self) -> Iterable[Widget]:
        """What the list changes in a class that is kept, and what is not sure about it."""
        _ = self.translate
        changes = self.model.changes
        if changes is None:
            return []
        asked = [widget for match in changes.doubtful for widget in self._question(match)]
        told = [
            widget
            for part in changes.sections
            for widget in (markup.heading(4, _(part.heading)), markup.bullets(part.lines))
        ]
        confirm = button(
            _("Confirm the changes"), self.model.confirm, disabled=bool(changes.blockers)
        )
        return [
            section(
                _("What has changed in the class"),
                " ".join(self.say(changes.sentences)),
                *asked,
                *told,
                markup.paragraph(_("Groups and plans stay as they are."), "mk-muted"),
                row(confirm, button(_("Leave the class as it was"), self.model.keep, "mk-quiet")),
            )
        ]

    def _question(self, match: Match) -> Iterable[Widget]:
        """Whether two who may be the same student are."""
        _ = self.translate
        yield markup.note([_(match.question)], "warning")
        yield row(
            *(
                button(_(words), partial(self.model.answer, match, is_same))
                for is_same, words in ANSWERS.items()
            )
        )

    def _what_was_read(self) -> Widget:
        _ = self.translate
        model = self.model
        shown = section(
            _("This is what we read"),
            "",
            self.live(self._classes, (model, "listed"), (model, "school_class")),
            self.live(self._table, (model, "table")),
        )

        def update() -> None:
            shown.layout.display = "none" if model.table is None else None

        update()
        self.watch(model, update, "table")
        return shown

    def _classes(self) -> Iterable[Widget]:
        """How many there are, and which class it is where there are several."""
        _ = self.translate
        model = self.model
        counted = markup.status(_(model.count))
        if len(model.listed.classes) < 2:
            return [counted]
        choice = Dropdown(
            description=_("Class"),
            options=[(_("Choose a class"), ""), *((name, name) for name in model.listed.classes)],
            value="" if model.must_choose_class else model.school_class,
        )
        choice.observe(lambda change: model.choose_class(change["new"]), "value")
        return [counted, row(choice, button(_("Keep all the classes"), model.keep_all))]

    def _table(self) -> Iterable[Widget]:
        """The first rows, and what each column holds. It stays while a column is put right."""
        _ = self.translate
        table = self.model.table
        if table is None:
            return []
        preview = [
            [str(row.line), *(row.cell(column) for column in range(len(table.header)))]
            for row in table.rows[:_ROWS_SHOWN]
        ]
        return [
            markup.table(_("The first students in the list"), [_("Line"), *table.header], preview),
            markup.paragraph(_("Is something wrong? Say what each column holds."), "mk-muted"),
            row(*map(self._column, table.header), kind="mk-columns"),
        ]

    def _column(self, heading: str) -> Widget:
        _ = self.translate
        choice = Dropdown(
            description=heading,
            options=[(_(meaning.label), meaning) for meaning in Meaning],
            value=self.model.columns[heading],
        )
        choice.observe(lambda change: self.model.set_column(heading, change["new"]), "value")
        return choice

    def _earlier(self) -> Widget:
        _ = self.translate
        return section(
            _("Have you planned for this class before?"),
            _("Upload the plan to go on from it, and the rules to use them again."),
            row(
                upload(_("Choose an earlier plan"), ".csv,.xlsx", self.model.upload_plan),
                upload(_("Choose a rules file"), ".toml", self.model.upload_rules),
            ),
        )
