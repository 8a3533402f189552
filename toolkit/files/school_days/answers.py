"""What an unclear line may have been meant to say, each as a line that says it."""

from collections.abc import Iterable
from datetime import date, timedelta

from toolkit.calendar.words import MONTHS, WEEKDAYS
from toolkit.files.school_days.read import Answer, Said
from toolkit.files.school_days.tokens import Kind, tokens_of
from toolkit.messages import Message

type Span = tuple[date, date]

_FRIDAY = 4


def whether_off(text: str, spans: Iterable[Span], name: str) -> tuple[Answer, ...]:
    """Days on which there may be school or not."""
    off = "\n".join(_off(span, name) for span in spans)
    return (
        Answer(Message("There is no school"), off),
        Answer(Message("There is school"), f"# {text}"),
    )


def until_when(first: date, name: str) -> tuple[Answer, ...]:
    """Days off of which only the first is printed."""
    friday = first + timedelta(days=max(_FRIDAY - first.weekday(), 0))
    spans = dict.fromkeys([(first, first), (first, friday)])
    return tuple(Answer(_called(span), _off(span, name)) for span in spans)


def two_or_all(first: date, last: date, name: str) -> tuple[Answer, ...]:
    """Two days, or all from the one to the other."""
    two = ((first, first), (last, last))
    label = Message("{one} and {other}", one=_day(first), other=_day(last))
    return (
        Answer(_called((first, last)), _off((first, last), name)),
        Answer(label, "\n".join(_off(span, name) for span in two)),
    )


def on_other_days(words: str, said: Said, spans: Iterable[Span], name: str) -> tuple[Answer, ...]:
    """Days whose dates and days of the week do not agree."""
    return tuple(
        Answer(_called(span), _off(span, name) if said is Said.OFF else f"{words} {_written(span)}")
        for span in spans
    )


def day_or_count(words: str) -> tuple[Answer, ...]:
    """A month and a number, which is a day or counts school days."""
    pieces = tokens_of(words)
    month = next(piece.numbers[0] for piece in pieces if piece.kind is Kind.MONTH)
    number = next(piece.numbers[0] for piece in reversed(pieces) if piece.kind is Kind.DAY)
    called = MONTHS[month - 1]
    return (
        Answer(
            Message("{days} school days in {month}", days=number, month=called),
            f"{number} skoledager i {_MONTH_WORDS[month - 1]}",
        ),
        Answer(Message("No school on {day}", day=f"{number}.{month}."), f"{number}.{month}. fri"),
    )


_MONTH_WORDS = (
    *("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september"),
    *("oktober", "november", "desember"),
)


def _off(span: Span, name: str) -> str:
    """Days off as a line that can be read in no other way."""
    return " ".join(part for part in (_written(span), name, "fri") if part)


def _written(span: Span) -> str:
    return "–".join(f"{day:%d.%m.%Y}" for day in dict.fromkeys(span))


def _called(span: Span) -> Message:
    first, last = span
    if first == last:
        return _day(first)
    return Message("{first} – {last}", first=_day(first), last=_day(last))


def _day(day: date) -> Message:
    return Message("{weekday} {day}", weekday=WEEKDAYS[day.weekday()], day=day)
