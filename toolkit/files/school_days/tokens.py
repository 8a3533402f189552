"""A printed line in pieces: numbers that are days, months, weeks and years, and words."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MONTHS = (
    *("januar|january|jan", "februar|february|febr|feb", "mars|march|mar", "april|apr"),
    *("mai|may", "juni|june|jun", "juli|july", "august|aug"),
    *("september|sept|sep", "oktober|october|okt|oct", "november|nov", "desember|december|des|dec"),
)
"""From January on; "jul" is Christmas."""

WEEKDAYS = (
    *("mandag|måndag|monday", "tirsdag|tysdag|tuesday", "onsdag|wednesday", "torsdag|thursday"),
    *("fredag|friday", "lørdag|laurdag|saturday", "søndag|sundag|sunday"),
)
_SHORT = (
    *("man|mån|mon", "tirs|tir|tys|tues|tue", "ons|wed", "tors|tor|thurs|thur|thu"),
    *("fre", "lør|lau|sat", "søn|sun"),
)
_SHORTER = ("ma", "ti|ty", "on", "to", "fr", "lø|la", "sø|su")  # words of their own without a dot

_ANY_MONTH = "|".join(MONTHS)
_ANY_WEEKDAY = (
    rf"(?:{'|'.join(WEEKDAYS)})(?:en|s)?\b|(?:{'|'.join(_SHORT)})\b\.?(?=\s*\d)"
    rf"|(?:{'|'.join(_SHORTER)})\.(?=\s*\d)|(?:ma|ti|ty|fr|lø|sø)(?=\s\d\d?[./]\d)"
)
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?"


class Kind(StrEnum):
    """What a piece of a line is."""

    TIME = "time"
    ISO = "iso"
    YEARS = "years"
    DATE = "date"
    WEEK = "week"
    MONTH = "month"
    WEEKDAY = "weekday"
    YEAR = "year"
    DAY = "day"
    NUMBER = "number"
    TO = "to"
    FROM = "from"
    AND = "and"
    WORD = "word"
    MARK = "mark"


_PIECES: tuple[tuple[Kind, str], ...] = (
    (
        Kind.TIME,
        rf"\bkl(?:okka|okken)?\b\.?\s*{_CLOCK}(?:\s*-\s*{_CLOCK})?|\b\d\d?:\d\d(?:\s*-\s*\d\d?:\d\d)?",
    ),
    (Kind.ISO, rf"\b({_YEAR})-(\d\d)-(\d\d)(?!\d)"),
    (Kind.YEARS, rf"\b({_YEAR})\s*[-/]\s*({_YEAR}|\d\d)(?!\d)"),
    (
        Kind.DATE,
        rf"\b(\d\d?)\.\s?(\d\d?)\.\s?({_YEAR}|\d\d)(?![\d.]\d|\d)"
        rf"|\b(\d\d?)/(\d\d?)[-/ ]({_YEAR}|\d\d)(?![\d./])"
        rf"|\b(\d\d?)-(\d\d?)-({_YEAR})(?!\d)"
        r"|\b(\d\d?)[./](\d\d?)\.?(?!\d)",
    ),
    (
        Kind.WEEK,
        r"\b(?:uk(?:e|a|en|er|ene)|vek(?:e|a|er|ene|or)|weeks?|[uv])(?![^\W\d_])\.?:?\s*(?:nr\.?\s*)?(\d\d?)(?!\d)",
    ),
    (Kind.WEEKDAY, rf"\b(?:{_ANY_WEEKDAY})"),
    (Kind.MONTH, rf"(?<![^\W\d_])(?:{_ANY_MONTH})\b\.?"),
    (Kind.YEAR, rf"\b({_YEAR})\b"),
    (Kind.DAY, r"(?<!\d)(\d\d?)(\.|st\b|nd\b|rd\b|th\b)?(?!\d)"),
    (Kind.NUMBER, r"\d+"),
    (Kind.TO, r"-|\b(?:til|to|until|till|through|thru)\b"),
    (Kind.FROM, r"\b(?:fra|frå|from)\b"),
    (Kind.AND, r",|&|\+|\b(?:og|and|samt)\b"),
    (Kind.WORD, r"[^\W\d_]+(?:-[^\W\d_]+)*"),
    (Kind.MARK, r"\S"),
)
_SCANNER = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PIECES))
_REWRITTEN = (
    (re.compile(r"[‐‑‒–—―−]|--+"), "-"),
    (re.compile(r"\bf\.?\s?o\.?\s?m\b\.?|\b(?:fra|frå) og med\b"), "fra "),
    (re.compile(r"\bt\.?\s?o\.?\s?m\b\.?|\btil og med\b"), "til "),
    (re.compile(r"\b1\.\s*(?=(?:skole|skule|elev)dag)"), "første "),
    (re.compile(r"\b[12]\.\s*(?=(?:jule|påske|pinse|nyttårs)dag|halvår|termin|semester)"), ""),
    (re.compile(r"\bnr\.?\s*\d\d?\b|(?<=dag)\s+\d(?=\s*[:(])"), ""),
    (
        re.compile(
            r"\b(?:\d\d?\.?\s*(?:-|og|,|til|and)\s*)*\d\d?\.?\s*"
            r"(?:års)?(?:trinn|steg|klasse|klassetrinn|klassene|grade)\b|\bvg\s?[123]\b"
        ),
        "trinn",
    ),
)
_BULLET = re.compile(r"^[\s•●▪*·>-]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line: its kind, its text, and the numbers in it."""

    kind: Kind
    text: str
    numbers: tuple[int, ...] = ()
    sign: str = ""


def plainly(line: str) -> str:
    """The line in small letters, dashes and abbreviations written in one way."""
    text = unicodedata.normalize("NFC", line).lower().replace("\xa0", " ")
    text = _BULLET.sub("", text)
    for pattern, new in _REWRITTEN:
        text = pattern.sub(new, text)
    return text.strip()


def tokens_of(text: str) -> list[Token]:
    """The pieces of a text that was written plainly."""
    return [_token(match) for match in _SCANNER.finditer(text)]


def _token(match: re.Match[str]) -> Token:
    kind, text = Kind[match.lastgroup or "MARK"], match[0]
    if kind is Kind.MONTH:
        return Token(kind, text, (month_number(text),))
    if kind is Kind.WEEKDAY:
        return Token(kind, text, (_weekday(text),))
    numbers = tuple(int(number) for number in re.findall(r"\d+", text))
    sign = text.lstrip("0123456789") if kind is Kind.DAY else ""
    return Token(kind, text, numbers, sign)


def month_number(word: str) -> int:
    """The number of a month by its name, from 1."""
    name = word.rstrip(".")
    return next(at for at, names in enumerate(MONTHS, start=1) if name in names.split("|"))


def _weekday(word: str) -> int:
    """The number of a day of the week, from 0 for Monday."""
    name = word.rstrip(".")
    for names in (_SHORT, _SHORTER):
        for at, words in enumerate(names):
            if name in words.split("|"):
                return at
    return next(at for at, words in enumerate(WEEKDAYS) if name.startswith(tuple(words.split("|"))))
