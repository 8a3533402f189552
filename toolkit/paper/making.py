"""All papers of a makkerbytte, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from toolkit.calendar.days import Calendar
from toolkit.errors import InputError
from toolkit.files.makkerbytter import makkerbytter_ics
from toolkit.files.sources import Readable, opened
from toolkit.messages import Language, Message, Translator, Words, one_after_another
from toolkit.paper import cards, groups, seats
from toolkit.paper.dates import calendar_of
from toolkit.paper.documents import document_of
from toolkit.paper.facts import Facts, facts_of
from toolkit.paper.file_names import TEMPLATED, Paper, zipped
from toolkit.paper.lists import lists_of
from toolkit.paper.own_templates import own_template
from toolkit.paper.pdf import Page, pdf_of, picture_of
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rooms import Room
from toolkit.seats import SeatedPeriod, Seating, SeatingResult, seating_of
from toolkit.shown import counted, line
from toolkit.values import only, translator

type Make = Callable[[], bytes]


@dataclass(frozen=True, repr=False, eq=False)
class Papers(Mapping[str, bytes]):
    """The papers of a period: under the name of each file, what is in it.

    Each is made when it is first asked for. ``pages`` are those that are laid out as PDF.
    """

    makers: Mapping[str, Make]
    pages: Mapping[str, Page]
    _made: dict[str, bytes] = field(default_factory=dict, init=False)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._made:
            self._made[name] = self.makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)

    def __contains__(self, name: object) -> bool:
        return name in self.makers

    def __repr__(self) -> str:
        return line("Papers", counted(len(self), "file"))

    def first_page(self, name: str) -> bytes | None:
        """A picture (PNG) of the first page of a PDF; None for what is no PDF."""
        return picture_of(self.pages[name]) if name in self.pages else None

    def zip(self) -> bytes:
        """All of them as one archive. The same papers give the same bytes."""
        return zipped(self)


def papers(
    plan: Plan,
    number: int,
    *,
    roster: Roster | None = None,
    seating: Seating | SeatingResult | None = None,
    room: Room | None = None,
    calendar: Calendar | None = None,
    school: str = "",
    school_class: str = "",
    language: Words = Language.NB,
    templates: Mapping[str, Readable] | None = None,
) -> Papers:
    """What a class needs on paper for the period of this ``number``.

    The names are those of the ``roster`` where there is one. With a ``seating`` there is a seating
    map too, in the room that it was made for unless another is given. With a ``calendar``, or where
    the plan has dates, every makkerbytte stands in a file for calendar programs. ``templates`` are
    Word files of the school's own, each under the name of the paper that is made of it. Nothing
    else of the class goes into any of them: no rule, no wish, no attribute, no id. The same input
    gives the same bytes. Each paper is made when it is first asked for. Raises ``InputError`` where
    the plan has no such period, the seating no seats for it, and for a template that says what none
    may, with the paragraph.
    """
    _ = translator(language)
    only(plan, Plan, "plan")
    if roster is not None:
        only(roster, Roster, "roster")
    facts = facts_of(
        plan,
        number,
        roster,
        only(school, str, "school"),
        only(school_class, str, "school_class"),
    )
    seated = None if seating is None else _seated(seating, number, room)
    pages = dict(_pages(facts, seated, _))
    makers: dict[Paper, Make] = {paper: partial(pdf_of, page) for paper, page in pages.items()}
    makers[Paper.LISTS] = partial(lists_of, facts, _)
    own = dict(_own_documents(templates or {}, facts, _))
    for paper in TEMPLATED:
        makers[paper] = own.get(paper) or partial(_our_document, paper, facts, _)
    if (days := calendar_of(plan, number) if calendar is None else calendar) is not None:
        makers[Paper.DATES] = partial(makkerbytter_ics, days, facts.school_class, _)
    return Papers(
        {paper.file_name(_): makers[paper] for paper in Paper if paper in makers},
        {paper.file_name(_): page for paper, page in pages.items()},
    )


def _pages(
    facts: Facts, seated: SeatedPeriod | None, _: Translator
) -> Iterator[tuple[Paper, Page]]:
    """What is laid out as PDF."""
    if seated is not None:
        yield Paper.SEATS, Page(seats.LAYOUT, seats.seats_content(facts, seated, _), _.language)
    yield Paper.GROUPS, Page(groups.LAYOUT, groups.groups_content(facts, _), _.language)
    yield Paper.CARDS, Page(cards.LAYOUT, cards.cards_content(facts, _), _.language)


def _own_documents(
    given: Mapping[str, Readable], facts: Facts, _: Translator
) -> Iterator[tuple[Paper, Make]]:
    """Of the school's own templates: made at once, for what is wrong with one is told at once."""
    for name, template in given.items():
        paper = _paper_called(name)
        document = document_of(opened(template, is_table=False), facts, _)
        yield paper, partial(bytes, document)


def _our_document(paper: Paper, facts: Facts, _: Translator) -> bytes:
    return document_of(own_template(paper, _), facts, _)


def _paper_called(name: str) -> Paper:
    """The paper that a template is for, by its name in any language."""
    names = {called.casefold(): paper for paper in TEMPLATED for called in paper.names.values()}
    if (paper := names.get(name.casefold())) is not None:
        return paper
    message = Message("No paper is made of a template that is called {name}.", name=name)
    known = Message("These can be: {names}.", names=list(names))
    raise InputError(one_after_another(message, known))


def _seated(seating: Seating | SeatingResult, number: int, room: Room | None) -> SeatedPeriod:
    """The seats of the period, every one of them in the room."""
    seated = seating_of(seating).period(number)
    if room is not None:
        seated = replace(seated, room=only(room, Room, "room"))
    for _student, seat in seated.seats:
        seated.room.place(seat)
    return seated
