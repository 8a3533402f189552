"""A printed line as statements: days, and the words beside them that say what they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from toolkit.files.school_days.read import Year
from toolkit.files.school_days.spans import Days, Unclear, found_at, refuse_other_weekdays
from toolkit.files.school_days.tokens import Kind, Token, tokens_of
from toolkit.files.school_days.words import says_something
from toolkit.messages import Message

TWO_OR_RANGE = Message(
    "Are these two days, or the first and the last? Write og or a dash between them."
)

type Span = tuple[date, date]

_SENTENCES = re.compile(r";|(?:(?<=[^\W\d])|(?<=\d{4}))\.\s+(?=[^\W\d])")
_UNEXPLAINED = frozenset({Kind.DAY, Kind.NUMBER, Kind.DATE, Kind.ISO, Kind.WEEK})


@dataclass(slots=True)
class Statement:
    """Days that stand together, and what is said beside them."""

    days: Days
    words: list[Token] = field(default_factory=list)
    month: int | None = None
    is_open: bool = False

    @property
    def text(self) -> str:
        """The words beside the days."""
        return words_of(self.words)

    @property
    def has_time(self) -> bool:
        """Whether a time of day stands beside the days."""
        return any(token.kind is Kind.TIME for token in self.words)

    def spans(self, year: Year) -> tuple[Span, ...]:
        """The first and the last date of each. Raises ``Unclear`` where they cannot be."""
        weekdays = [token for token in self.words if token.kind is Kind.WEEKDAY]
        spans = self.days.dates(year, self.month)
        if not weekdays:
            return spans
        if self.days.weeks:
            return tuple(_days_of_weeks(self.words, spans))
        if len(spans) == 1:
            first, last = spans[0]
            named = [token.numbers[0] for token in weekdays]
            for weekday in named if first == last else ():
                refuse_other_weekdays((first, last), (weekday, weekday))
            if first != last and len(named) == 2:
                refuse_other_weekdays((first, last), (named[0], named[1]))
        return spans


@dataclass(frozen=True, slots=True)
class Parted:
    """The statements of a line, and the words of one that has none; the month it names."""

    statements: tuple[Statement, ...]
    words: tuple[Token, ...]
    month: int | None


def parted(text: str, heading: int | None) -> Parted:
    """The statements in a line that was written plainly; ``heading`` is the month above it."""
    statements: list[Statement] = []
    words: list[Token] = []
    month = heading
    for sentence in _sentences(text):
        month = _month_named(sentence, month)
        found = list(_statements(sentence, month))
        statements += found
        words += [] if found else sentence
    return Parted(tuple(statements), tuple(words), month)


def words_of(tokens: Sequence[Token]) -> str:
    """The words among the pieces, in small letters."""
    joining = (Kind.TO, Kind.FROM, Kind.AND)
    return " ".join(
        token.text
        for token in tokens
        if token.kind is Kind.WORD or (token.kind in joining and token.text.isalpha())
    )


def unexplained(tokens: Sequence[Token]) -> bool:
    """Whether there is a number among the pieces that is no part of what was understood."""
    return any(token.kind in _UNEXPLAINED for token in tokens)


def _sentences(text: str) -> Iterator[list[Token]]:
    """The pieces, sentence by sentence, where each has both days and words of its own."""
    parts = [tokens_of(part) for part in _SENTENCES.split(text) if part.strip()]
    if len(parts) > 1 and all(_has_both(part) for part in parts):
        yield from parts
    else:
        yield [token for part in parts for token in part]


def _has_both(tokens: list[Token]) -> bool:
    has_days = any(found_at(tokens, at) for at in range(len(tokens)))
    return has_days and says_something(words_of(tokens))


def _month_named(tokens: list[Token], heading: int | None) -> int | None:
    """The month that stands alone at the beginning of a line: Oktober: 5.–9. høstferie."""
    for token in tokens[:1]:
        if token.kind is Kind.MONTH:
            return token.numbers[0]
    return heading


def _statements(tokens: list[Token], month: int | None) -> Iterator[Statement]:
    before: list[Token] = []
    found: list[Statement] = []
    at = 0
    while at < len(tokens):
        here = found_at(tokens, at)
        if here is None:
            (found[-1].words if found else before).append(tokens[at])
            at += 1
            continue
        days, end = here
        statement = Statement(days, month=month)
        # Only what follows can say whether an end is missing: "fra 21. desember" alone.
        statement.is_open = at > 0 and tokens[at - 1].kind is Kind.FROM
        found.append(statement)
        at = end
    if not found:
        return
    if _says(before):
        # Words first: those behind each belong to the next, and the last has both.
        trailing = [one.words for one in found]
        leading = [before, *trailing[:-1]]
        for at, one in enumerate(found):
            one.words = [*leading[at], *(trailing[at] if at == len(found) - 1 else ())]
    elif before:
        found[0].words = [*before, *found[0].words]
    yield from _together(found)


def _together(found: list[Statement]) -> Iterator[Statement]:
    """Each with its words; days without any have those beside them, as in a list.

    A week and its days are one: Høstferie uke 40 (28.9–2.10).
    """
    said: Statement | None = None
    for at, one in enumerate(found):
        if not _says(one.words) and said is not None:
            joined = {token.text for token in one.words if token.kind is Kind.AND} - {","}
            if bool(one.days.weeks) != bool(said.days.weeks) and not joined:
                said.days, said.is_open = _both(said, one), one.is_open
                continue
            if not one.words:
                raise Unclear(TWO_OR_RANGE)
            one.words = [*said.words, *one.words]
        elif not _says(one.words) and at + 1 < len(found):
            following = found[at + 1]
            if bool(one.days.weeks) != bool(following.days.weeks) and _says(following.words):
                following.days = _both(following, one)
                following.words = [*one.words, *following.words]
                continue
            one.words = [*one.words, *following.words]
        if said is not None:
            yield said
        said = one
    if said is not None:
        yield said


@dataclass(frozen=True, slots=True)
class _BothDays(Days):
    """Days, and the week that is printed beside them."""

    beside: Days = field(default_factory=Days)

    def end_of_week(self, year: Year) -> date:
        return self.beside.dates(year, None)[-1][1]

    def dates(self, year: Year, month: int | None) -> tuple[Span, ...]:
        spans = Days(self.spans, by_comma=self.by_comma).dates(year, month)
        first, last = spans[0][0], spans[-1][1]
        weeks = self.beside.dates(year, month)
        since, until = weeks[0][0], weeks[-1][1] + timedelta(days=2)
        if not (since - timedelta(days=2) <= first and last <= until):
            raise Unclear(
                Message(
                    "The days {first} to {last} are not in the week that is printed beside them.",
                    first=first,
                    last=last,
                )
            )
        return spans


def _both(one: Statement, other: Statement) -> Days:
    days, week = (other.days, one.days) if one.days.weeks else (one.days, other.days)
    return _BothDays(days.spans, by_comma=days.by_comma, beside=week)


def _says(tokens: Sequence[Token]) -> bool:
    return says_something(words_of(tokens))


def _days_of_weeks(words: Sequence[Token], weeks: Sequence[Span]) -> Iterator[Span]:
    """Some days of a week: fredag uke 8, mandag til onsdag i uke 13."""
    named: list[tuple[int, int]] = []
    is_range = False
    for token in words:
        if token.kind is Kind.WEEKDAY:
            weekday = token.numbers[0]
            if is_range and named:
                named[-1] = (named[-1][0], weekday)
            else:
                named.append((weekday, weekday))
            is_range = False
        elif token.kind is Kind.TO:
            is_range = True
    for monday, _ in weeks:
        for first, last in named:
            if last < first:
                raise Unclear(
                    Message("This ends before it begins. Write the first day, and then the last.")
                )
            yield monday + timedelta(days=first), monday + timedelta(days=last)
