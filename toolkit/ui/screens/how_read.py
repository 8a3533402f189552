"""How a list was read: what is asked about it, what is left out, and what each column holds."""

from collections.abc import Callable, Iterable
from functools import partial

from ipywidgets import Dropdown, RadioButtons, Widget

from toolkit.files.headers import Meaning
from toolkit.files.sheets import CLASS
from toolkit.messages import Message
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, button, row, section, set_visible, shown
from toolkit.ui.state.reading import Reading
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.steps import START

_ROWS_SHOWN = 5


class HowRead:
    """Each question once, with the answer that was likely; nothing of what is left out."""

    def __init__(self, screen: Screen[RosterModel]) -> None:
        self._, self._model, self._session = screen._, screen.model, screen.session
        model = self._model
        chosen = ((model, "reading.classes"), (model, "reading.chosen"))
        self.asked = (
            screen.live(self._remarks, (model, "reading")),
            screen.live(self._questions, (model, "reading.questions")),
            screen.live(self._classes, *chosen),
            screen.live(
                self._doubles,
                *((model, "reading"), (model, "is_open"), (model.listing, "different")),
                (screen.session, "work.roster"),
            ),
        )
        self.view = section(
            self._("How the list was read"),
            "",
            screen.live(self._left_out, (model, "reading")),
            screen.live(self._preview, (model, "reading.columns")),
            screen.live(self._columns, (model, "reading.header")),
        )
        screen.watch(self._follow, (model, "reading"))
        self._follow()

    def _follow(self) -> None:
        """Of a sample, and of one column of names, there is nothing to tell."""
        reading = self._model.reading
        wanted = reading is not None and reading.sample is None and len(reading.header) > 1
        set_visible(self.view, wanted)

    def _classes(self) -> Iterable[Widget]:
        """Which class it is, where the list holds several."""
        reading = self._model.reading
        if reading is None or len(reading.classes) < 2:
            return []
        choice = Dropdown(
            description=self._("Class"),
            options=[(self._("Choose a class"), ""), *((name, name) for name in reading.classes)],
            value="" if reading.must_choose_class else reading.chosen,
        )
        choice.observe(lambda change: self._model.choose_class(change["new"]), "value")
        return [row(choice, button(self._("Keep all the classes"), self._keep_all))]

    def _keep_all(self) -> None:
        """Keep them, and show them where each is opened."""
        if self._model.keep_all():
            self._session.go(START)

    def _remarks(self) -> Iterable[Widget]:
        """What must be said about the way in which the list was read."""
        reading = self._model.reading
        if reading is not None and reading.header and (remarks := reading.listed.remarks):
            yield shown(markup.note([self._(remark) for remark in remarks], "warning"))

    def _questions(self) -> Iterable[Widget]:
        if (reading := self._model.reading) is None:
            return
        for asked in reading.questions:
            choice = RadioButtons(
                options=[(self._(words), value) for value, words in asked.options],
                value=reading.listed.answers.get(asked.key, asked.likely),
            )
            choice.observe(self._answering(asked.key), "value")
            words = shown(markup.note([self._(asked.message)], "warning"))
            yield row(words, choice, kind="mk-question")

    def _doubles(self) -> Iterable[Widget]:
        """Whether those whose names stand twice in the list are two."""
        reading, listing = self._model.reading, self._model.listing
        if reading is None or reading.sample is not None or not self._model.is_open:
            return
        for student in listing.doubles:
            words = Message(
                "{name} stands twice in the list. Are there two who are called the same?",
                name=student.name,
            )
            yield shown(markup.note([self._(words)], "warning"))
            yield row(
                button(self._("Yes, there are two"), partial(listing.say_different, student)),
                button(
                    self._("No, take one of them out"),
                    partial(listing.remove, student.id),
                    "mk-quiet",
                ),
            )

    def _answering(self, key: str) -> Callable[[dict[str, str]], None]:
        return lambda change: self._model.answer_list(key, change["new"])

    def _left_out(self) -> Iterable[Widget]:
        """The columns that were not taken, by their headings alone."""
        if (reading := self._model.reading) is None or not reading.header:
            return
        if columns := reading.listed.left_out.columns:
            words = self._("Left out: {columns}", columns=list(columns))
            yield shown(markup.paragraph(words, "mk-muted"))

    def _preview(self) -> Iterable[Widget]:
        """The first rows, as far as they are kept."""
        reading = self._model.reading
        if reading is None or len(reading.header) < 2:
            return []
        header, *rows = reading.preview(_ROWS_SHOWN)
        if not header:
            return []
        headings = [self._("Line"), *map(self._heading, header)]
        return [shown(markup.table(self._("The first students in the list"), headings, rows))]

    def _columns(self) -> Iterable[Widget]:
        """What each column holds, to be put right. The fields stay while one of them is."""
        reading = self._model.reading
        if reading is None or len(reading.header) < 2:
            return []
        words = self._("Is something wrong? Say what each column holds.")
        return [
            shown(markup.paragraph(words, "mk-muted")),
            row(*(self._column(reading, heading) for heading in reading.header), kind="mk-columns"),
        ]

    def _heading(self, heading: str) -> str:
        """As it stands in the list; that of the sheets, which stands nowhere, in our words."""
        return self._(Meaning.CLASS.label) if heading == CLASS else heading

    def _column(self, reading: Reading, heading: str) -> Widget:
        choice = Dropdown(
            description=self._heading(heading),
            options=[(self._(meaning.label), meaning) for meaning in Meaning],
            value=reading.columns[heading],
        )
        choice.observe(lambda change: self._model.set_column(heading, change["new"]), "value")
        return choice
