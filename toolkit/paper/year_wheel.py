"""The year wheel on paper: one page for the wall, with what stands in it in words below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from toolkit.calendar.days import Calendar, DayOff
from toolkit.calendar.wheel import WheelEvent, wheel_events
from toolkit.calendar.wheel_year import WheelYear
from toolkit.calendar.words import MONTHS
from toolkit.messages import Language, Message, Translator, Words
from toolkit.paper.facts import readable
from toolkit.paper.pdf import Page, pdf_of
from toolkit.values import only, translator

LAYOUT = "year_wheel"


def year_wheel_pdf(
    calendar: Calendar,
    rings: Mapping[str, Sequence[DayOff]] | None = None,
    language: Words = Language.NB,
    *,
    school: str = "",
    school_class: str = "",
) -> bytes:
    """The wheel of a school year as a page to print, and all that stands in it as text.

    ``rings`` are more of the school's own. The same input gives the same bytes.
    """
    _ = translator(language)
    only(calendar, Calendar, "calendar")
    names = (only(school, str, "school"), only(school_class, str, "school_class"))
    content = _content(calendar, wheel_events(calendar, rings), names, _)
    return pdf_of(Page(LAYOUT, content, _.language))


def _content(
    calendar: Calendar, events: Sequence[WheelEvent], names: tuple[str, ...], _: Translator
) -> dict[str, object]:
    year = WheelYear(calendar.first_year)
    rings = list(dict.fromkeys(_(event.ring) for event in events))
    title = Message("The year wheel")
    return {
        "title": _(title),
        "of": " · ".join(
            readable(one)
            for one in (*names, f"{calendar.first_year}/{calendar.first_year + 1}")
            if one
        ),
        "told": _(
            Message("The school year as a circle, from August on. What is in it stands below.")
        ),
        "months": [
            {"name": _(MONTHS[first.month - 1]), **_arc(year, first, last)}
            for first, last in year.months
        ],
        "rings": [
            {
                "name": readable(name),
                "events": [_event(event, year, _) for event in events if _(event.ring) == name],
            }
            for name in rings
        ],
    }


def _event(event: WheelEvent, year: WheelYear, _: Translator) -> dict[str, object]:
    number = event.name.values.get("number")
    return {
        "name": readable(_(event.title)),
        "days": _days(event.first, event.last, _.language),
        "number": "" if number is None else str(number),
        "suggested": event.is_suggested,
        **_arc(year, event.first, event.last),
    }


def _arc(year: WheelYear, first: date, last: date) -> dict[str, float]:
    middle, width = year.arc(first, last)
    return {"from": round(middle - width / 2, 3), "to": round(middle + width / 2, 3)}


def _days(first: date, last: date, language: Language) -> str:
    """The days, without a year: that stands in the heading."""
    days = (first,) if first == last else (first, last)
    if language is Language.EN:
        return "–".join(f"{day.day} {day:%b}" for day in days)
    return "–".join(f"{day.day}.{day.month}." for day in days)
