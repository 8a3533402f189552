"""Classes as they may stand after some weeks: by hand, and of every kind by hypothesis."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from toolkit.calendar.days import DayOff, SchoolEvent
from toolkit.calendar.year import school_year
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan, Status, Stay
from toolkit.rooms import Room, Side, Standing, Thing, desk_at
from toolkit.rules import (
    Acquainted,
    Balance,
    GroupShape,
    KeepApart,
    Near,
    Rules,
    Scope,
    SeatRule,
    Together,
)
from toolkit.seats import SeatedPeriod, Seating
from toolkit.workspace.known_seats import KnownSeats
from toolkit.workspace.work import Proposal, Work

NAMES = (
    "Åse Aune",
    "Bo Bø",
    "Carl Ås",
    "Dina Dahl",
    "Eli Eik",
    "Fredrik Foss",
    "Gro Gran",
    "Hå Ek",
)


ROOMS = tuple(
    Room(
        name,
        Side.TOP,
        len(desks),
        4,
        tuple(desk_at(sign, [(row, 1), (row, 2)]) for row, sign in enumerate(desks, start=1)),
        (Standing(Thing.DOOR, 1, 4),),
    )
    for name, desks in (("Rom 214", ("æ", "b", "c'", "d")), ('"Å" \\', ("1", "a", "ø'", "9")))
)
"""Two rooms with places for eight."""


YEARS = (
    school_year("2026-08-17", "2027-06-18", 3, [DayOff("2026-09-28", "2026-10-02", "Høstferie")]),
    school_year("2026-08-24", "2026-12-18", 2)
    .replacing(school_year("2026-08-17", "2027-06-18", 2))
    .with_events([SchoolEvent("MOT", "Uke 45", "2026-11-02", "2026-11-06")]),
)
"""Two school years."""


def students_of(*names: str) -> tuple[Student, ...]:
    """Students 1, 2, … of 8A."""
    return tuple(
        Student(str(number), name, "8A", (("gender", "gb"[number % 2]),))
        for number, name in enumerate(names, start=1)
    )


def period_of(
    number: int, students: Sequence[Student], *, turn: int = 0, starts: date | None = None
) -> Period:
    """Groups of four in the order of the class, from the one at ``turn`` on; the rest a trio."""
    turned = (*students[turn:], *students[:turn])
    fours = [turned[at : at + 4] for at in range(0, len(turned), 4)]
    return Period(
        number,
        tuple(
            Group(
                f"G{at}",
                (Pair(f"{at}a", four[:2]), Pair(f"{at}b", four[2:]))
                if len(four) == 4
                else (Pair(f"{at}a", four),),
            )
            for at, four in enumerate(fours, start=1)
        ),
        starts,
        None if starts is None else starts + timedelta(weeks=3),
    )


def swapped_now(work: Work, one: str, other: str, on: date) -> Work:
    """With two students of the running period in each other's positions from a day on."""
    assert work.last is not None
    return work.mended(work.last.swapped(one, other), on)


def a_class(*names: str, periods: int = 0) -> Work:
    """A class with rules and ``periods`` in force, the next proposed and changed by hand."""
    roster = Roster(students_of(*(names or NAMES)))
    ids = tuple(roster.by_id)
    year = Plan(
        tuple(
            period_of(number, roster.students, turn=number, starts=date(2026, 8, 17))
            for number in range(1, 5)
        ),
        "8A",
    )
    plan = replace(year, periods=year.periods[:periods])
    found = Proposal(year, year.periods[periods])
    swapped = replace(found, period=found.period.swapped(*ids[:2]))
    return Work(
        roster,
        rules=Rules(
            2,
            GroupShape.TRIO,
            (KeepApart(ids[1:4], Scope.PAIR), KeepApart(ids[:2])),
            (Together(ids[4:6], (2, 3)),),
            Acquainted(("gender",), (ids[2:6], ids[:2])),
            Balance(("gender",)),
            (
                SeatRule(ids[:1], Near.FRONT, strict=True),
                SeatRule(ids[2:4], Near.WINDOW, avoid=True),
            ),
        ),
        plan=plan,
        year=swapped.year,
        bound=4,
        proposals=(found, swapped),
        shown=1,
        seen=periods + 1,
        tries=2,
        stay=Stay.WISH,
        seating=Seating(tuple(seated_in(period) for period in plan.periods)),
        calendar=YEARS[0],
    )


def seated_in(period: Period, turn: int = 0) -> SeatedPeriod:
    """All of a period, one of them locked to her seat, in the order from the one at ``turn`` on."""
    room = ROOMS[period.number % 2]
    ids = [student.id for student in period.students]
    turned = (*ids[turn:], *ids[:turn])
    seats = tuple(zip(turned, room.by_seat, strict=False))
    return SeatedPeriod(period.number, room, seats, locked=turned[1:2])


# What a user may write: no control characters, which no file of theirs may hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Student, ...]:
    """Everyone who is ever in one class; two of them may have the same name."""
    ids = draw(st.lists(TEXTS.filter(bool), unique=True, min_size=4, max_size=9))
    columns = draw(st.lists(TEXTS, unique=True, max_size=2))
    return tuple(
        Student(key, draw(TEXTS), draw(TEXTS), tuple((name, draw(TEXTS)) for name in columns))
        for key in ids
    )


@st.composite
def periods(draw: st.DrawFn, number: int, crowd: Sequence[Student]) -> Period:
    """Some of them in pairs and trios, two or one in a group."""
    seated = draw(st.permutations(crowd))
    size = draw(st.sampled_from((2, 3)))
    cut = [tuple(seated[at : at + size]) for at in range(0, len(seated) - 1, size)]
    labels = draw(st.lists(TEXTS, unique=True, min_size=2 * len(cut), max_size=2 * len(cut)))
    pairs = tuple(Pair(label, students) for label, students in zip(labels, cut, strict=False))
    half = draw(st.integers(1, 2))
    groups = tuple(
        Group(labels[len(cut) + at], pairs[at : at + half]) for at in range(0, len(pairs), half)
    )
    days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
    return Period(number, groups, draw(days), draw(days))


@st.composite
def rules(draw: st.DrawFn, roster: Roster) -> Rules:
    """Rules of every kind for some students."""

    def some(most: int) -> st.SearchStrategy[tuple[str, ...]]:
        ids = st.sampled_from([student.id for student in roster])
        return st.lists(ids, unique=True, min_size=2, max_size=most).map(tuple)

    numbers = st.lists(st.integers(1, 20), unique=True, max_size=3).map(tuple)
    columns = st.lists(st.sampled_from(roster.attributes), max_size=2).map(tuple)
    if not roster.attributes:
        columns = st.just(())
    return Rules(
        draw(st.integers(1, 9)),
        draw(st.sampled_from(GroupShape)),
        tuple(draw(st.lists(st.builds(KeepApart, some(4), st.sampled_from(Scope)), max_size=3))),
        tuple(draw(st.lists(st.builds(Together, some(3), numbers), max_size=3))),
        Acquainted(draw(columns), tuple(draw(st.lists(some(4), max_size=2)))),
        Balance(draw(columns)),
        tuple(draw(st.lists(_seat_rules(roster), max_size=3))),
    )


def _seat_rules(roster: Roster) -> st.SearchStrategy[SeatRule]:
    ids = st.sampled_from([student.id for student in roster])
    students = st.lists(ids, unique=True, min_size=1, max_size=3).map(tuple)
    return st.builds(SeatRule, students, st.sampled_from(Near), st.booleans(), st.booleans())


@st.composite
def seatings(draw: st.DrawFn, plan: Plan) -> Seating:
    """Seats in some of the periods, as a file may have them: some twice, some nowhere."""
    seated = []
    for period in plan.periods:
        if draw(st.booleans()):
            room = draw(st.sampled_from(ROOMS))
            ids = st.sampled_from([student.id for student in period.everyone])
            seats = st.sampled_from([*room.by_seat, "z9"])
            taken = tuple(draw(st.lists(st.tuples(ids, seats), max_size=6)))
            locked = tuple(student for student, _ in taken if draw(st.booleans()))
            seated.append(SeatedPeriod(period.number, room, taken, locked))
    return Seating(tuple(seated))


@st.composite
def works(draw: st.DrawFn, crowd: Sequence[Student]) -> Work:
    """A class made of a crowd, of whom some have left and some never had a database."""
    roster = Roster(tuple(draw(st.permutations(crowd))[: draw(st.integers(2, len(crowd)))]))
    name = draw(TEXTS)
    first = draw(st.integers(1, 3))
    plan = Plan((), name)
    for number in range(first, first + draw(st.integers(0, 3))):
        plan = plan.followed_by(draw(periods(number, crowd)))
        for on in draw(st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), max_size=2)):
            plan = plan.corrected(draw(periods(number, crowd)), on)
    replacing = bool(plan.periods) and draw(st.booleans())
    base = Work(roster, plan=plan, replacing=replacing).base

    def year() -> Plan:
        numbers = range(base.next_number, base.next_number + draw(st.integers(1, 3)))
        return Plan((*base.periods, *(draw(periods(number, crowd)) for number in numbers)), name)

    def proposal() -> Proposal:
        found = year()
        period = found.periods[len(base.periods)]
        if draw(st.booleans()):
            period = period.swapped(*draw(st.permutations([s.id for s in period.students]))[:2])
        return Proposal(found, period)

    proposals = tuple(proposal() for _ in range(draw(st.integers(0, 3))))
    work = Work(
        roster,
        draw(rules(roster)),
        plan,
        draw(st.sampled_from([None, *(one.year for one in proposals), year()])),
        draw(st.integers(0, 40)),
        proposals,
        draw(st.none() | st.integers(0, len(proposals) - 1)) if proposals else None,
        draw(st.integers(0, 40)),
        draw(st.integers(0, 40)),
        draw(st.sampled_from(Stay)),
        draw(st.sampled_from(("", "8a"))),
        draw(TEXTS),
        replacing,
        draw(st.booleans()),
        draw(seatings(plan)),
        calendar=draw(st.sampled_from((None, *YEARS))),
    )
    return work.knowing(draw(st.none() | known_seats()))


def known_seats() -> st.SearchStrategy[KnownSeats]:
    """Whatever a search may have known."""
    share = st.floats(0, 1)
    return st.builds(
        KnownSeats, st.sampled_from(Status), share, share, st.booleans(), st.booleans()
    )


def histories() -> st.SearchStrategy[list[Work]]:
    """One class at several moments; none of them follows from the one before."""
    return crowds().flatmap(lambda crowd: st.lists(works(crowd), min_size=2, max_size=3))
