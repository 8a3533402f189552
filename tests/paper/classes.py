"""Invented classes whose papers are looked at, and what is found in a PDF."""

import io
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

import pypdf
import pytest

import toolkit as mk
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rules import GroupShape
from toolkit.seats import SeatedPeriod, Seating
from toolkit.shapes import PAIR_SIZES, group_sizes

FIRST = (
    *("Ida", "Emil", "Nora", "Jonas", "Ánne-Márjá", "Mohammed", "Sofie", "Åse", "Øystein"),
    *("Biret", "Đorđe", "Ŋiillas", "Ŧuomas", "Žaneta", "Čearru", "Šárá", "Maximilian-Alexander"),
    *("Lars", "Kari", "Aurora", "Henrik", "Vilde", "Ali", "Hawa", "Thea", "Magnus"),
    *("Jens", "Ella", "Oskar", "Liv", "Isak", "Mia", "Noah", "Tuva", "Filip", "Sara"),
)
LAST = (
    *("Berg", "Vik", "Haugland", "Christoffersen", "Nguyen", "Sætre", "Bråthen", "Østby"),
    *("Eira", "Hætta", "Abdullahi", "Ødegård-Kristoffersen", "Li", "Strand", "Moen"),
    *("Solbakken",),
)
SECRETS = {"primary_school": "Hemmeligskolen", "gender": "Hemmeligkjønn"}
"""Attributes that no paper may hold."""


def students(number: int) -> list[Student]:
    drawn = random.Random(number)
    return [
        Student(f"hemmelig-id-{at}", f"{FIRST[at]} {drawn.choice(LAST)}", "8A", SECRETS)
        for at in range(number)
    ]


def plan_of(everyone: list[Student], shape: GroupShape = GroupShape.FIVE) -> Plan:
    """A plan of one period in August, everyone in the order given."""
    waiting, labels, groups = iter(everyone), iter(range(1, 100)), []
    for at, size in enumerate(group_sizes(len(everyone), shape).as_tuple(), start=1):
        pairs = (
            Pair(str(next(labels)), tuple(next(waiting) for _ in range(number)))
            for number in PAIR_SIZES[size]
        )
        groups.append(Group(str(at), tuple(pairs)))
    return Plan((Period(1, tuple(groups), date(2026, 8, 17), date(2026, 9, 6)),), "8A")


def seated(plan: Plan, preset: str) -> Seating:
    """Everyone in a ready-made room, one after another."""
    ids = [student.id for student in plan.periods[0].students]
    room = mk.room(preset, len(ids))
    seats = zip(ids, (place.seat for place in room.places), strict=False)
    return Seating((SeatedPeriod(1, room, tuple(seats)),))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails what hangs: it may take so much of the processor, however busy the machine is."""

    def end(*_: object) -> None:
        pytest.fail(f"It takes more than {seconds} s")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@cache
def papers_of(
    number: int,
    language: str = "nb",
    preset: str = "rows",
    shape: GroupShape = GroupShape.FIVE,
    calendar: mk.Calendar | None = None,
) -> mk.Papers:
    """The papers of a class of so many, made once."""
    plan = plan_of(students(number), shape)
    return mk.papers(
        plan,
        1,
        seating=seated(plan, preset),
        school="Fjordby skole",
        language=language,
        calendar=calendar,
    )


def document(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


@cache
def words(content: bytes) -> str:
    """All that can be read in a PDF, a blank between any two words."""
    text = "\n".join(page.extract_text() for page in document(content).pages)
    return " ".join(text.replace("\u200b", "").split())


def one_page(content: bytes) -> str:
    """All that can be read in a tagged PDF of one page."""
    read = document(content)
    assert len(read.pages) == 1
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return words(content)


def stands(name: str, content: bytes) -> bool:
    """Whether the name is in a PDF, even if broken at the end of a line."""
    own, whole = (text.replace(" ", "").replace("-", "") for text in (name, words(content)))
    return own in whole


def alternatives(content: bytes) -> list[str]:
    """The alternative texts of a PDF."""
    found = (one.get_object() for one in _structure(document(content).trailer["/Root"]))
    return [str(one["/Alt"]) for one in found if "/Alt" in one]


def tags(content: bytes) -> list[str]:
    """The kinds of its parts, as a program that reads aloud sees them, in order."""
    return [str(one["/S"]) for one in _structure(document(content).trailer["/Root"])]


def _structure(root):
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop(0).get_object()
        if isinstance(one, pypdf.generic.DictionaryObject):
            if "/S" in one:
                yield one
            own = one.get("/K", [])
            own = own.get_object() if hasattr(own, "get_object") else own
            waiting[:0] = [*own] if isinstance(own, list) else [own]
