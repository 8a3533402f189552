"""Answers on paper, counted by hand and typed as lines of numbers: a class in under a minute."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError, Spot
from toolkit.evaluation.counts import Count, Counts
from toolkit.evaluation.form import Form, Item, Role
from toolkit.files.evaluation_forms import shipped_form
from toolkit.files.known_classes import KnownClasses
from toolkit.messages import Message
from toolkit.values import choice, count, only

FILE = "tally"
"""What the typed lines are called in an error."""

_NUMBERS = re.compile(r"\d{1,4}(?:[\s,;]+\d{1,4})*")
_CLASS = re.compile(r"(?P<name>.*?\S)(?:[\s:]+(?P<asked>\d{1,4}))?:?")
_NUMBERS_OF_A_CLASS = 3  # as in "Vg1 ST1 28"
_SKIPPED = frozenset("-–—")


def tallied(
    text: str,
    form: Form | None = None,
    role: Role | str = Role.STUDENT,
    classes: Iterable[str] = (),
) -> Counts:
    """The counts in typed lines: a class, then how often each answer was given, a line a question.

    A class may say how many there were (``8A 28``), so that those who did not answer are counted;
    without it, or in teachers' forms, there may be no class. A line has a number for each answer,
    and may have one more for those who gave none; ``-`` is a question that was not asked. Every
    class has all lines. Raises ``InputError`` with the line where that is not so.
    """
    form = shipped_form() if form is None else only(form, Form, "form")
    who = choice(role, Role, "role")
    items = [item for item in form.items if item.role is who]
    known = KnownClasses.of(classes)
    lines = [
        (number, line.strip())
        for number, line in enumerate(only(text, str, "text").splitlines(), 1)
        if line.strip()
    ]
    found = [one for sheet in _sheets(lines, known, len(items)) for one in _counts(sheet, items)]
    return Counts(form, tuple(found))


def tallied_class(
    rows: Sequence[Sequence[int] | None],
    form: Form | None = None,
    role: Role | str = Role.STUDENT,
    school_class: str = "",
    asked: int | None = None,
) -> Counts:
    """The same of one class, as numbers: a row a question, None for one that was not asked.

    ``asked`` is how many there were, None where nobody has said. Raises ``InputError`` with the
    number of the row where the answers are not as many as that, and where there are none at all.
    """
    form = shipped_form() if form is None else only(form, Form, "form")
    who = choice(role, Role, "role")
    items = [item for item in form.items if item.role is who]
    numbered = [
        (number, None if row is None else [one and count(one, "rows") for one in row])
        for number, row in enumerate(rows, 1)
    ]
    if not any(row for _number, row in numbered):
        raise InputError(Message("There are no numbers here."), Spot(FILE))
    return Counts(form, tuple(_counts(_Sheet(school_class, asked, 1, numbered), items)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A class, how many there were (None where nobody has said), and its lines of numbers."""

    school_class: str
    asked: int | None
    line: int
    rows: list[tuple[int, list[int] | None]]


def _sheets(lines: list[tuple[int, str]], known: KnownClasses, of: int) -> list[_Sheet]:
    sheets: list[_Sheet] = []
    for number, line in lines:
        if line in _SKIPPED or _NUMBERS.fullmatch(line):
            if not sheets:
                sheets.append(_Sheet("", None, number, []))
            numbers = None if line in _SKIPPED else [int(one) for one in re.findall(r"\d+", line)]
            sheets[-1].rows.append((number, numbers))
        else:
            sheets.append(_sheet(number, line, known, [one.school_class for one in sheets]))
    if not sheets:
        raise InputError(Message("There are no numbers here."), Spot(FILE))
    for sheet in sheets:
        if len(sheet.rows) != of:
            raise InputError(
                Message(
                    "Write {of} lines of numbers for each class, one a question, and - for a "
                    "question that was not asked. There are {found}.",
                    of=of,
                    found=len(sheet.rows),
                ),
                Spot(FILE, sheet.line),
            )
    return sheets


def _sheet(number: int, line: str, known: KnownClasses, before: list[str]) -> _Sheet:
    spot = Spot(FILE, number)
    if len(re.findall(r"\d+", line)) > _NUMBERS_OF_A_CLASS:
        raise InputError(Message("Write numbers alone here, with spaces between them."), spot)
    heading = _CLASS.fullmatch(line)
    name = known.named(heading["name"].rstrip(":") if heading else line, spot)
    if name in before:
        raise InputError(Message("This class stands twice."), spot)
    asked = heading["asked"] if heading else None
    return _Sheet(name, None if asked is None else int(asked), number, [])


def _counts(sheet: _Sheet, items: list[Item]) -> Iterator[Count]:
    for item, (line, numbers) in zip(items, sheet.rows, strict=True):
        if numbers is None:
            continue
        spot = Spot(FILE, line)
        of = len(item.answers)
        if len(numbers) not in {of, of + 1}:
            raise InputError(
                Message(
                    "There are {found} numbers here. Write {of}, one for each answer, and one "
                    "more if some did not answer.",
                    found=len(numbers),
                    of=of,
                ),
                spot,
            )
        missing = numbers[of] if len(numbers) > of else 0
        if sheet.asked is not None:
            left = sheet.asked - sum(numbers[:of])
            if left < 0 or (len(numbers) > of and left != missing):
                raise InputError(
                    Message(
                        "These are {found} answers, and {asked} were asked.",
                        found=sum(numbers),
                        asked=sheet.asked,
                    ),
                    spot,
                )
            missing = left
        for answer, number in zip(
            (*(one.key for one in item.answers), ""), (*numbers[:of], missing), strict=True
        ):
            if number:
                yield Count(sheet.school_class, item.key, answer, number)
