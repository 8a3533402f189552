"""The information letter for all homes, before there is any class."""

from __future__ import annotations

from toolkit.calendar.days import Calendar
from toolkit.files.sources import Readable, opened
from toolkit.messages import Language, Message, Words
from toolkit.paper.documents import document_of
from toolkit.paper.facts import Facts, readable
from toolkit.paper.file_names import Paper
from toolkit.paper.own_templates import own_template
from toolkit.values import only, translator


def information_letter(
    calendar: Calendar,
    language: Words = Language.NB,
    *,
    school: str = "",
    template: Readable | None = None,
) -> bytes:
    """The letter (DOCX) of a school year, with the days of its first period, and of no class.

    It is made of the school's own ``template`` where one is given. Raises ``InputError`` as
    ``papers`` does for a template that says what none may.
    """
    _ = translator(language)
    first = only(calendar, Calendar, "calendar").periods[0]
    when = Message("Period {number}", number=first.number)
    facts = Facts(readable(school), "", when, first.number, first.starts, first.ends, (), {}, {})
    own = own_template(Paper.LETTER, _) if template is None else opened(template, is_table=False)
    return document_of(own, facts, _)
