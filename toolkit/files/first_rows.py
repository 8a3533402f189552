"""The first rows of a sheet: titles, the headings, or a student already."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.files.broken_text import is_broken
from toolkit.files.categories import MOST, like_a_name, part_a_class
from toolkit.files.class_names import CLASS_WORD, class_in, is_class
from toolkit.files.grids import Row
from toolkit.files.headers import NAMES, Meaning, meaning_of
from toolkit.files.no_students import speak_of_platform, why_no_student
from toolkit.files.personal import is_personal_cell
from toolkit.files.questions import Question
from toolkit.messages import Message

HEADING, STUDENT = "heading", "student"

TITLE_ROWS = 10
GENDER_WORD = re.compile(
    r"jente|gutt|kvinne|mann|gut|girl|boy|female|male|[jgkmf]|annet|anna|other", re.IGNORECASE
)
_BEHIND = re.compile(r"(?<=\S)\s*(?:\([^()]*\)|\d{1,2}\s?[A-Za-zÆØÅæøå])$")  # "Ida Berg (8A)"
_SURNAMES = {"klassen", "hold", "class", "first", "last", "given", "middle"}
_TITLE = re.compile(
    r"(?:klasse|klass|elev|navne|namne|deltak\w+|student|class|pupil|name)-?\s?(?:list\w*|oversikt)"
    r"|.*\b(?:\w*skole|\w*skule|\w*skola|school|schule|gymnas\w*)\b.*"
    r"|(?:klasse|klass|class|gruppe|jenter|gutter|gutar|girls|boys|piger|drenge|flickor|pojkar)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FirstRows:
    """Titles, then the headings if there are any, then the rows below them."""

    titles: tuple[Row, ...]
    headings: Row | None
    rows: tuple[Row, ...]
    question: Question | None = None

    @property
    def title(self) -> str:
        """The class that a title speaks of, or nothing."""
        texts = (cell for row in self.titles for cell in row.cells)
        return next(filter(None, map(class_in, texts)), "")


def heading_key(sheet: str) -> str:
    """The key of the question whether the first row of a sheet is a heading or a student."""
    return " ".join(filter(None, ("heading", sheet)))


def first_rows(rows: Sequence[Row], answers: Mapping[str, str]) -> FirstRows:
    """The rows parted, as their words say or, where these say nothing, as their look does."""
    start = header_index(rows)
    if start is not None:
        return _parted(rows, start, start)
    start = _titles(rows)
    first, *below = rows[start:]
    if known_in(first):
        return _parted(rows, start, start)
    below = [row for row in below if why_no_student(row) is None]
    likely, sure = _look(first, below)
    question = None
    if not sure:
        key = heading_key(first.sheet)
        cells = first.texts
        question = Question(
            key,
            Message(
                "Is the first line a student, or does it say what the columns hold: {cells}?",
                cells=cells,
            ),
            ((STUDENT, Message("A student")), (HEADING, Message("Headings"))),
            likely,
        )
        likely = answers.get(key, likely)
    return _parted(rows, start, start if likely == HEADING else None, question)


def header_index(rows: Sequence[Row]) -> int | None:
    """Where the headings stand: the first rows' fullest in known headings, names among them."""
    best, most = None, 0
    for index, row in enumerate(rows[:TITLE_ROWS]):
        if speak_of_platform(row.texts) and any(one.filled >= row.filled for one in rows[:index]):
            continue  # "Test", "Elev" below students
        meanings = known_in(row)
        if meanings & NAMES and len(meanings) > most:
            best, most = index, len(meanings)
    return best


def known_in(row: Row) -> set[Meaning]:
    """What the headings in a row mean; a surname among unknown words is none."""
    known = {cell: meaning_of(cell) for cell in row.cells if not is_broken(cell)}
    found = {cell: meaning for cell, meaning in known.items() if meaning is not None}
    if len(found) == 1 < row.filled and {*map(str.casefold, found)} <= _SURNAMES:
        return set()
    return set(found.values())


def _parted(
    rows: Sequence[Row], titles: int, headings: int | None, question: Question | None = None
) -> FirstRows:
    if headings is None:
        return FirstRows(tuple(rows[:titles]), None, tuple(rows[titles:]), question)
    return FirstRows(tuple(rows[:titles]), rows[headings], tuple(rows[headings + 1 :]), question)


def _titles(rows: Sequence[Row]) -> int:
    """How many rows at the top are titles; one row at least is none."""
    usual = sorted(row.filled for row in rows)[len(rows) // 2]
    start = 0
    if 3 * sum(_all_speak(row) for row in rows) > len(rows):
        return 0  # what stands in so many rows is no title: "Ida Berg 8A"
    while start < min(len(rows) - 1, TITLE_ROWS) and is_title(rows[start], usual):
        start += 1
    return start


def is_title(row: Row, usual: int) -> bool:
    """Whether a row stands over a list whose rows have ``usual`` filled cells."""
    cells = row.texts
    if len(cells) > 1 and any(map(meaning_of, cells)):
        return len(cells) == 2 and is_class(cells[1])  # "Klasse", "8A"
    if _all_speak(row) or cells[0].endswith((":", "!")):
        return len(cells) == 1 or not all(map(is_class, cells))
    return len(cells) == 1 < usual and not like_a_name(cells[0])


def _all_speak(row: Row) -> bool:
    return all(map(_speaks, row.texts))


def _speaks(cell: str) -> bool:
    if is_class(cell) or _TITLE.fullmatch(cell) or why_no_student(Row(0, (cell,))):
        return True
    return bool(class_in(cell)) or bool(re.search(r"\b(?:19|20)\d\d\b", cell))


def _look(first: Row, below: Sequence[Row]) -> tuple[str, bool]:
    """Whether the first row looks like a student or like headings, and whether that is sure."""
    rows = [first, *below]
    width = max(len(row.cells) for row in rows)
    if max(row.filled for row in rows) == 1:
        cells = [row.texts[0] for row in rows]
        return _look_alone(cells[0], cells[1:])
    columns = [
        (first.cell(index), [row.cell(index) for row in below if row.cell(index)])
        for index in range(width)
        if first.cell(index)
    ]
    if any(_like_the_rest(cell, rest) for cell, rest in columns):
        return STUDENT, True
    if any(_unlike_the_rest(cell, rest) for cell, rest in columns):
        return HEADING, True
    if not below or not all(like_a_name(cell) for cell, _ in columns):
        return HEADING, True
    names = [rest for _, rest in columns if rest and _share(map(like_a_name, rest)) >= MOST]
    if not names:
        return HEADING, True
    if any(_over_a_category(cell, rest) or _over_names(cell, rest) for cell, rest in columns):
        return HEADING, False
    return STUDENT, False


def _look_alone(first: str, rest: Sequence[str]) -> tuple[str, bool]:
    """The same of a list with one column."""
    first, *rest = (_BEHIND.sub("", cell) for cell in (first, *rest))
    if not like_a_name(first) or (rest and _share(map(like_a_name, rest)) < MOST):
        return HEADING, True
    unsure = _over_names(first, rest) or _speaks_of_names(first)
    return (HEADING, False) if unsure else (STUDENT, True)


def _over_names(cell: str, rest: Sequence[str]) -> bool:
    """Whether one word stands over names of several."""
    return " " not in cell and len(rest) > 1 and _share(" " in one for one in rest) >= MOST


def _speaks_of_names(cell: str) -> bool:
    """Whether a cell is "Name der Schülerin", and nobody who is called Name."""
    name, *words = cell.split()
    return meaning_of(name) is Meaning.NAME and any(word[0].islower() for word in words)


def _over_a_category(cell: str, rest: Sequence[str]) -> bool:
    return len(rest) > 3 and part_a_class(rest) and cell not in rest


def _share(votes: Iterable[object]) -> float:
    counted = [bool(vote) for vote in votes]
    return sum(counted) / len(counted)


def _like_the_rest(first: str, rest: Sequence[str]) -> bool:
    # A heading does not come again below itself, and is no class, number, date or address.
    return (
        first in rest
        or bool(CLASS_WORD.fullmatch(first))
        or bool(GENDER_WORD.fullmatch(first))
        or first.rstrip(".").isdecimal()
        or is_personal_cell(first)
        or (" " in first and bool(rest) and all(" " in cell for cell in rest))
    )


def _unlike_the_rest(first: str, rest: Sequence[str]) -> bool:
    """Whether all below are classes, numbers, dates or addresses, and this is none."""
    kinds = (is_class, GENDER_WORD.fullmatch, is_personal_cell, str.isdecimal)
    return len(rest) > 1 and any(all(map(kind, rest)) and not kind(first) for kind in kinds)
