"""What was answered to an evaluation, as form tools export it, counted while it is read.

Only the columns of the form's own questions are looked at, and the one that names the class. Names,
addresses, times and free text are never read further than to find where their columns end.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from toolkit.errors import InputError, Spot
from toolkit.evaluation.counts import Count, Counts
from toolkit.evaluation.form import Form, Item, Role
from toolkit.files.cells import Cells, as_text, cells_under
from toolkit.files.evaluation_forms import shipped_form
from toolkit.files.formats import grids_of
from toolkit.files.grids import Grid, Row, column_letters
from toolkit.files.headers import Meaning, meaning_of
from toolkit.files.known_classes import KnownClasses
from toolkit.files.sources import Readable, opened
from toolkit.messages import Message
from toolkit.names import class_key, normalised

COLUMNS = ("class", "role", "item", "answer", "count")
_NEEDED = COLUMNS[1:]
_NO_ANSWER = frozenset(
    {"", "-1", "-", "n/a", "n.a.", "ikke besvart", "ikkje svart", "not answered", "no answer"}
    | {
        "ingen svar",
        "ikke svar",
        "inkje svar",
        "ikkje svar",
        "ubesvart",
        "not completed or not displayed",
    }
)
_OTHER = re.compile(r"\[\s*(?:\w*comment|kommentar|other|annet|anna|andre)\s*\]", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>|&nbsp;")
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
_CODE = re.compile(r"^\s*\w{1,30}\s*[.:)]\s+(?=\S)")
_NUMBERED = re.compile(r"[\s.]*\d+\s*$")  # a heading that a tool has numbered, to be its only one
_FIRST_ROWS = 10
_MOST = 1_000_000
_COUNT = re.compile(r"[0-9]{1,6}")


def read_answers(source: Readable, form: Form | None = None, classes: Iterable[str] = ()) -> Counts:
    """The counts in a file: an export of a form tool, or counts under ``COLUMNS``.

    Without a ``form`` the questions are those of the programme's leaflet. With the names of the
    school's ``classes`` these alone are classes, and without them what looks like one, as 8A or
    1STA, so that nobody's name is taken for one. Raises ``InputError`` with line and column for
    an answer that the form does not have or a class that is none, without repeating it, and where
    the file has none of the form's questions.
    """
    form = form or shipped_form()
    known = KnownClasses.of(classes)
    upload = opened(source)
    sheets = grids_of(upload)
    if not sheets:
        raise InputError(Message("The file is empty."), Spot(upload.name))
    if _is_counts(sheets[0]):
        found = _listed(upload.name, sheets, form, known)
    else:
        found = _exported(upload.name, sheets, form, known)
    total: Counter[tuple[str, str, str]] = Counter()
    spelt: dict[str, str] = {}  # who fills in a form writes 8a as well as 8A
    for one in found:
        school_class = spelt.setdefault(class_key(one.school_class), one.school_class)
        total[school_class, one.item, one.answer] += one.count
    return Counts(form, tuple(Count(*key, count) for key, count in total.items()))


def counts_to_text(counts: Counts) -> str:
    """The counts as CSV, which ``read_answers`` reads as the same counts."""
    role = {item.key: item.role.value for item in counts.form.items}
    rows = [(c.school_class, role[c.item], c.item, c.answer, c.count) for c in counts.counts]
    return as_text([COLUMNS, *rows])


def _is_counts(sheet: Grid) -> bool:
    return set(_NEEDED) <= {normalised(cell) for cell in sheet.rows[0].cells}


def _listed(
    file: str, sheets: tuple[Grid, ...], form: Form, known: KnownClasses
) -> Iterator[Count]:
    rows = cells_under(
        file,
        sheets,
        _NEEDED,
        frozenset({"class", "answer"}),
        other_file=lambda missing: Message("Missing columns: {columns}.", columns=missing),
        no_lines=Message("The file has no counts."),
    )
    for cells in rows:
        item = form.item(cells.text("item"))
        if item is None:
            raise cells.error(
                Message("The form has no such question. It has {keys}.", keys=list(form.by_key)),
                "item",
            )
        if cells.text("role").strip().casefold() != item.role:
            raise cells.error(Message("This question is for {role}.", role=_asked(item)), "role")
        school_class = known.named(cells.text("class"), cells.spot("class"))
        answer = _answer(item, cells.text("answer"), cells.spot("answer"))
        yield Count(school_class, item.key, answer, _number(cells))


def _number(cells: Cells) -> int:
    text = cells.text("count").strip()
    if not _COUNT.fullmatch(text):
        raise cells.error(
            Message("A whole number from 0 to {most} belongs here.", most=_MOST - 1), "count"
        )
    return int(text)


def _asked(item: Item) -> Message:
    return Message("students") if item.role is Role.STUDENT else Message("teachers")


def _exported(
    file: str, sheets: tuple[Grid, ...], form: Form, known: KnownClasses
) -> Iterator[Count]:
    """The rows of the first sheet that asks the form's questions, a row for each who answered."""
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:_FIRST_ROWS]):
            columns = dict(_questions(file, row, form))
            if columns:
                of_class = _class_column(sheet.rows[: index + 1], columns)
                yield from _filled_in(file, sheet.rows[index + 1 :], columns, of_class, known)
                return
    raise InputError(
        Message(
            "None of the form's questions stands in the first rows. Put the words of your own form "
            "in a copy of the form file, and choose that."
        ),
        Spot(file, sheets[0].rows[0].line),
    )


def _questions(file: str, heading: Row, form: Form) -> Iterator[tuple[int, Item]]:
    """The columns that hold the answers to a question of the form."""
    found: set[str] = set()
    for column, cell in enumerate(heading.cells):
        item = next(filter(None, map(form.item, _spelt(cell))), None)
        if item is None:
            continue
        if item.key in found:
            raise InputError(
                Message("Two columns hold the same question of the form. Leave one of them out."),
                Spot(file, heading.line, column_letters(column)),
            )
        found.add(item.key)
        yield column, item


def _spelt(heading: str) -> Iterator[str]:
    """What a heading may be without what tools put round a question: ``G1Q2[SQ1]. Text [Part]``."""
    text = _MARKUP.sub(" ", heading)
    if _OTHER.search(text):
        return
    yield text
    yield from reversed(_IN_BRACKETS.findall(text))
    yield _CODE.sub("", text)
    yield _IN_BRACKETS.sub("", text)
    yield _CODE.sub("", _IN_BRACKETS.sub("", text))
    yield text.rpartition(".")[2]
    yield _NUMBERED.sub("", text)


def _class_column(headings: Iterable[Row], columns: dict[int, Item]) -> int | None:
    """The column of the class; its heading may stand above that of the questions."""
    return next(
        (
            column
            for heading in headings
            for column, cell in enumerate(heading.cells)
            if column not in columns and Meaning.CLASS in map(meaning_of, _spelt(cell))
        ),
        None,
    )


def _filled_in(
    file: str,
    rows: Iterable[Row],
    columns: dict[int, Item],
    of_class: int | None,
    known: KnownClasses,
) -> Iterator[Count]:
    for row in rows:
        school_class = ""
        if of_class is not None:
            spot = Spot(file, row.line, column_letters(of_class))
            school_class = known.named(row.cell(of_class), spot)
        for column, item in columns.items():
            spot = Spot(file, row.line, column_letters(column))
            yield Count(school_class, item.key, _answer(item, row.cell(column), spot), 1)


def _answer(item: Item, written: str, spot: Spot) -> str:
    """The key of an answer, empty for none; what is none may be anything, and is not repeated."""
    found = item.answer(written)
    if found is not None:
        return found.key
    if written.strip().casefold() in _NO_ANSWER:
        return ""
    raise InputError(
        Message(
            "This is none of the answers of the form: {answers}. Put the words of your own form in "
            "a copy of the form file, and choose that.",
            answers=[one.labels[0] for one in item.answers],
        ),
        spot,
    )
