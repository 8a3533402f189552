"""Days off as they are printed: lines of text, each with its dates or counts, or a heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from toolkit.calendar.days import DayOff
from toolkit.errors import Spot
from toolkit.files.school_days.answers import (
    day_or_count,
    on_other_days,
    two_or_all,
    until_when,
    whether_off,
)
from toolkit.files.school_days.counts import counts_in, is_bare
from toolkit.files.school_days.read import ReadLine, Said, Year
from toolkit.files.school_days.spans import Unclear
from toolkit.files.school_days.statements import (
    TWO_OR_RANGE,
    Span,
    Statement,
    parted,
    unexplained,
    words_of,
)
from toolkit.files.school_days.tokens import Kind, Token, plainly
from toolkit.files.school_days.words import (
    is_heading,
    is_long,
    is_name_of_days,
    is_only_for_some,
    name_in,
    opens_the_summer,
    said_of,
    says_something,
)
from toolkit.messages import Message

HOW_TO_WRITE = Message(
    "Write for example: Høstferie uke 40; Vinterferie: 22.–26. februar; 14. mai fri; Første "
    "skoledag: 17. august. Put # before a line that is to be left out."
)
_NOT_UNDERSTOOD = Message("This line is not understood. {how}", how=HOW_TO_WRITE)
_NO_DATE = Message("There is no date beside this. {how}", how=HOW_TO_WRITE)
WHETHER_OFF = Message(
    "Is there school on these days? Write fri behind the date if there is none, and else put # "
    "before the line."
)
_ONLY_SOME = Message(
    "This is only for some years, or for a part of the day. Write fri behind the date if the "
    "class has the whole day off, and else put # before the line."
)
_NO_END = Message(
    "When does this end? Write the last day as well, with a dash between them, or write fri if it "
    "is one day."
)
_DAY_OR_COUNT = Message(
    "Is this a day, or a number of school days? Write for example 11. august fri, or August 11 "
    "skoledager."
)
_ONE_DAY_ALONE = Message("A first or a last school day is one day. Write a line for each.")


@dataclass(slots=True)
class _Above:
    """What the lines above have said: the month, and what the days below are called."""

    month: int | None = None
    name: tuple[Token, ...] = ()
    awaits_days: bool = False
    counts: bool = False


def printed_lines(file: str, text: str, year: Year) -> list[ReadLine]:
    """Every line that is not blank, as it was understood, or with what is unclear about it."""
    lines: list[ReadLine] = []
    above = _Above()
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        blank = ReadLine(raw.strip(), Spot(file, number), Said.HEADING)
        awaited, above.awaits_days = above.awaits_days, False
        named = above.name
        try:
            read = _read(blank, plainly(raw), year, above)
        except Unclear as error:
            read = [blank.unclear(error.message, error.answers)]
        if awaited and not (read[0].days and above.name is named):
            lines[-1] = lines[-1].unclear(_NO_DATE)
        if awaited and above.name is named:
            above.name = ()
        lines += read
    if above.awaits_days:
        lines[-1] = lines[-1].unclear(_NO_DATE)
    return lines


def _read(blank: ReadLine, text: str, year: Year, above: _Above) -> list[ReadLine]:
    counts, rest = counts_in(text, above.month, expected=above.counts)
    if is_bare(rest):
        raise Unclear(_DAY_OR_COUNT, answers=day_or_count(rest))
    line = parted(rest, above.month)
    for token in (*line.words, *(token for one in line.statements for token in one.words)):
        _refuse_other_year(token, year)
    if line.statements:
        if any(says_something(one.text) for one in line.statements):
            above.name = ()
        *read, last = _stated(blank, line.statements, above.name, year)
        return [*read, replace(last, counts=counts)]
    words = words_of(line.words)
    says = says_something(words)
    if unexplained(line.words) or (counts and says and not is_heading(words)):
        raise Unclear(_NOT_UNDERSTOOD)
    above.month = next(
        (token.numbers[0] for token in line.words if token.kind is Kind.MONTH), above.month
    )
    if counts:
        return [replace(blank, said=Said.COUNT, counts=counts)]
    above.counts = re.search(r"(?:skole|skule|elev)dag|school days", words) is not None
    is_name = says and is_name_of_days(words)
    if says and not is_heading(words):
        if not is_name:
            raise Unclear(_NOT_UNDERSTOOD)
        above.awaits_days = True
    above.name = line.words if is_name else ()
    return [blank]


def _stated(
    blank: ReadLine, statements: tuple[Statement, ...], above: tuple[Token, ...], year: Year
) -> Iterator[ReadLine]:
    """A line for each statement, in the words beside it or in those above."""
    for statement in statements:
        if unexplained(statement.words):
            raise Unclear(_NOT_UNDERSTOOD)
        if not says_something(statement.text):
            statement.words = [*above, *statement.words]
        try:
            yield _understood(blank, statement, year)
        except Unclear as error:
            if len(statements) > 1:  # with an answer, what stands beside it would be lost
                raise Unclear(error.message) from None
            raise


def _understood(blank: ReadLine, statement: Statement, year: Year) -> ReadLine:
    words = statement.text
    said, name = said_of(words, statement.has_time), name_in(blank.text, words)
    try:
        spans = statement.spans(year)
    except Unclear as error:
        answers = on_other_days(words, said, error.spans, name)
        raise Unclear(error.message, answers=answers) from None
    if said is Said.UNCLEAR:
        part = is_only_for_some(words) or statement.has_time
        answers = whether_off(blank.text, spans, name)
        raise Unclear(_ONLY_SOME if part else WHETHER_OFF, answers=answers)
    if said in (Said.FIRST, Said.LAST) and (len(spans) > 1 or spans[0][0] != spans[0][1]):
        raise Unclear(_ONE_DAY_ALONE)
    if said is Said.OFF:
        spans = tuple(_whole(statement, spans, name, year))
    return replace(blank, said=said, days=tuple(DayOff(*span, name) for span in spans))


def _whole(statement: Statement, spans: tuple[Span, ...], name: str, year: Year) -> Iterator[Span]:
    """The days off; the summer, of which only the first day is printed, lasts to the end."""
    words, first = statement.text, spans[0][0]
    alone = len(spans) == 1 and first == spans[0][1] and not statement.days.weeks
    if alone and opens_the_summer(words):
        yield first, max(year.ends, first)
        return
    if alone and statement.is_open and (end := statement.days.end_of_week(year)) is not None:
        yield first, max(end, first)
        return
    if statement.days.is_cut or (alone and (statement.is_open or is_long(words))):
        raise Unclear(_NO_END, answers=until_when(first, name))
    if statement.days.by_comma and is_long(words) and len(spans) == 2:
        raise Unclear(TWO_OR_RANGE, answers=two_or_all(first, spans[1][1], name))
    yield from spans


def _refuse_other_year(token: Token, year: Year) -> None:
    """Raise ``Unclear`` where a heading names another school year."""
    if token.kind is Kind.YEARS:
        first, last = token.numbers
        last = last if last > 99 else first // 100 * 100 + last
        if last != first + 1:
            raise Unclear(_NOT_UNDERSTOOD)
        if not (first <= year.ends.year and last >= year.starts.year) or (
            date(first, 7, 1) > year.ends or date(last, 7, 31) < year.starts
        ):
            raise Unclear(_other_year(token.text, year))
    if token.kind is Kind.YEAR and not year.starts.year <= token.numbers[0] <= year.ends.year:
        raise Unclear(_other_year(token.text, year))


def _other_year(words: str, year: Year) -> Message:
    return Message(
        "This is of {words}, and the school year is from {starts} to {ends}.",
        words=words,
        starts=year.starts,
        ends=year.ends,
    )
