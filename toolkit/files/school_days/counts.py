"""Printed counts of school days: August 10 skoledager, Sum 190, 20 skuledagar i september."""

import re

from toolkit.files.school_days.read import PrintedCount
from toolkit.files.school_days.tokens import MONTHS, month_number

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})\b\.?"
_YEAR = r"(?:\s*(?:19|20)\d\d)?"
_DAYS = (
    r"(?:skole|skule|elev|undervisnings|undervisings)\s?(?:dager|dagar|dag|dagane|dagene)\b"
    r"|school\s?days?\b|(?:elev|elever|elevar)\s*:\s*(?=\d)"
)
_PLAIN = r"dager\b|dagar\b|dag\b|days?\b"
_NO_DAY = (
    r"(?!\d)(?!\.\s*[,\d]|\.?\s*(?:og|and|samt|til|to|&|\+|-|/)\s*\d"
    rf"|(?:\.?\s*(?:,|og|and|samt)\s*\d\d?)*\.?\s*(?:{'|'.join(MONTHS)})\b)"
)
"""Behind a number: none of a list of days, nor the month of one, follows."""
_NUMBER = rf"(?P<days>\d{{1,3}})(?![\d.,:/-]?\d){_NO_DAY}"
_ALL = r"(?:sum|totalt?|total|til saman|til sammen|tilsammen|i alt|in all|in total)\b"
_HALVES = (("høst|haust|autumn", (8, 9, 10, 11, 12)), ("vår|spring", (1, 2, 3, 4, 5, 6, 7)))
_HALF = r"(?P<half>høst|haust|autumn|vår|spring)\w*"
_STAFF = re.compile(
    r"[,;(]?\s*\d{1,3}\s*(?:arbeids|lærer|lærar)?(?:dager|dagar|days)\s*(?:for\s+)?"
    r"(?:lærere|lærarar|lærerne|lærarane|ansatte|tilsette|teachers|staff)\b\)?"
    r"|[,;(]?\s*(?:lærere|lærarar|lærerne|lærarane|ansatte|tilsette|teachers|staff)\s*:?\s*"
    rf"\d{{1,3}}{_NO_DAY}"
    r"(?:\s*(?:dager|dagar|days))?\)?"
    r"|[,;(]?\s*\d{1,3}\s*(?:lærer|lærar|arbeids)(?:dager|dagar)\b\)?"
)
_OF_STUDENTS = re.compile(r"^\W*for\s+(?:elevene|elevane|elever|elevar|students|pupils)\b")
_HOW_MANY = r"(?:(?:antall|antal|tal på|tal|number of)\s+)?"
_BESIDE = r"\s*[:=(-]?\s*"
_OF_THE_YEAR = r"\s*(?:for\s+(?:året|skoleåret|skuleåret|elev\w+)\s*)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\w.]){_MONTH}{_YEAR}{_BESIDE}{_NUMBER}\s*(?:{_DAYS}|{_PLAIN})\)?",
        rf"{_NUMBER}\s*(?:{_DAYS})\s*(?:i|in)\s+{_MONTH}{_YEAR}",
        rf"{_HOW_MANY}(?:{_DAYS})\s*(?:(?:i|in|for)\s+)?{_MONTH}{_YEAR}{_BESIDE}{_NUMBER}",
        rf"(?:{_ALL}\s*)?{_HALF}{_YEAR}{_BESIDE}{_NUMBER}\s*(?:{_DAYS}|{_PLAIN})\)?",
        rf"{_HOW_MANY}(?:{_DAYS})\s*(?:(?:i|in|for)\s+)?{_HALF}{_YEAR}{_BESIDE}{_NUMBER}",
        rf"{_ALL}\s*{_HOW_MANY}(?:{_DAYS})?{_OF_THE_YEAR}{_BESIDE}{_NUMBER}\s*(?:{_DAYS}|{_PLAIN})?",
        rf"\belev(?:er|ar|ene|ane)\s*:?\s*{_NUMBER}\s*(?:{_PLAIN})",
        rf"{_HOW_MANY}(?:{_DAYS})(?:\s*{_ALL})?{_BESIDE}{_NUMBER}",
        rf"{_NUMBER}\s*(?:{_DAYS})(?:\s*{_ALL})?",
    )
)
_IN_WEEKS = re.compile(r"\(?\b\d{1,2}\s*(?:skole|skule)?(?:uker|veker|weeks)\b\)?")
_COUNTED = re.compile(rf"{_DAYS}|{_ALL}")
_BARE_PART = re.compile(rf"(?:{_MONTH}|{_HALF}|(?P<all>{_ALL})){_YEAR}\s*[:=-]?\s*{_NUMBER}\s*,?")
_BARE = re.compile(rf"{_MONTH}{_YEAR}\s*[:=-]?\s*{_NUMBER}\s*,?")
_LIST = re.compile(rf"^\W*{_HOW_MANY}(?:{_DAYS})(?:\s*(?:i|in|for)\b)?")
_A_MONTH = re.compile(rf"(?<![\w]){_MONTH}")
_MOST_OF_A_MONTH = 23


def counts_in(
    text: str, heading: int | None, *, expected: bool = False
) -> tuple[tuple[PrintedCount, ...], str]:
    """The counts in a line that was written plainly, and what else stands in it.

    ``heading`` is the month above, to which a count without a month belongs; ``expected`` is
    whether a heading speaks of school days, so that a month with a bare number is a count.
    """
    text = _STAFF.sub(" ", text)
    if _COUNTED.search(text):
        text = _IN_WEEKS.sub(" ", text)
    found: list[PrintedCount] = []
    if expected or _LIST.search(text):
        rest = _BARE_PART.sub("", _LIST.sub("", text, count=1))
        if not rest.strip(" .,;:-") and _BARE_PART.search(text):
            return tuple(_count(match, None) for match in _BARE_PART.finditer(text)), ""
    for form in _FORMS:
        while (match := form.search(text)) is not None:
            near = _A_MONTH.search(text)
            month = month_number(near["month"]) if near is not None else heading
            is_all = re.search(_ALL, match[0]) is not None
            found.append(_count(match, None if is_all else month))
            after = _OF_STUDENTS.sub("", text[match.end() :])
            text = f"{text[: match.start()]} {after}"
    return tuple(found), text


def is_bare(text: str) -> bool:
    """Whether a line is a month and a number, which may be a day or a count."""
    return _BARE.fullmatch(text.strip(" .,;")) is not None


def _count(match: re.Match[str], month: int | None) -> PrintedCount:
    parts, days = match.groupdict(), int(match["days"])
    if parts.get("month"):
        return PrintedCount((month_number(match["month"]),), days)
    if half := parts.get("half"):
        months = next(months for words, months in _HALVES if half in words.split("|"))
        return PrintedCount(months, days)
    if month is None or days > _MOST_OF_A_MONTH:
        return PrintedCount((), days)
    return PrintedCount((month,), days)
