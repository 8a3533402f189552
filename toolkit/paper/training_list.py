"""The list on which those who come to a training are ticked off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.messages import Language, Message, Words
from toolkit.paper.facts import readable
from toolkit.paper.pdf import Page, pdf_of
from toolkit.school.staff import StaffMember, Training
from toolkit.school.words import ROLES, TRAININGS
from toolkit.values import choice, day, several, translator

_EMPTY_LINES = 5


def training_list_pdf(
    staff: Iterable[StaffMember],
    training: Training | str,
    on: date,
    language: Words = Language.NB,
    *,
    school: str = "",
) -> bytes:
    """Those who are due for a training, each with a box, and lines for others; a page or more."""
    _, which = translator(language), choice(training, Training, "training")
    due = [one for one in several(tuple(staff), StaffMember, "staff") if which in one.due]
    names = (school, _.language.date(day(on, "on")))
    content = {
        "title": _(TRAININGS[which]),
        "of": " · ".join(readable(name) for name in names if name),
        "about": _(
            Message(
                "Tick off who was there, and the same in the program afterwards. The list names "
                "staff: keep it no longer than until then."
            )
        ),
        "header": [_(Message("Was there")), _(Message("Name")), _(Message("From"))],
        "rows": [
            *([readable(one.name), _(ROLES[one.role])] for one in due),
            *[["", ""]] * _EMPTY_LINES,
        ],
    }
    return pdf_of(Page("training_list", content, _.language))
