"""A class that sits in a room, made by hand."""

from threading import Event

from toolkit.people import Roster
from toolkit.plan import Plan, Status
from toolkit.rooms import Room, Side, Standing, Thing, desk_at
from toolkit.rules import NO_RULES, Rules
from toolkit.seating.progress import OnSeating, SeatingProgress
from toolkit.seats import SeatedPeriod, Seating, SeatingResult
from toolkit.workspace.work import Work

from .conftest import period_of

SIX_DESKS = Room(
    "Rom 214",
    Side.TOP,
    5,
    8,
    (
        desk_at("a", [(3, 1), (3, 2)]),
        desk_at("b", [(3, 4), (3, 5)]),
        desk_at("c", [(3, 7), (3, 8)]),
        desk_at("d", [(5, 1), (5, 2)]),
        desk_at("e", [(5, 4), (5, 5)]),
        desk_at("f", [(5, 7), (5, 8)]),
    ),
    (
        Standing(Thing.TEACHER, 1, 4),
        Standing(Thing.TEACHER, 1, 5),
        Standing(Thing.DOOR, 1, 8),
        Standing(Thing.WINDOW, 4, 1),
    ),
)
"""The board above; two rows of three desks, of which eight students need four."""

SEATS = ("a1", "a2", "b1", "b2", "d1", "d2", "e1", "e2")


def seated_class(eight: Roster, rules: Rules = NO_RULES) -> Work:
    """Two groups of two pairs in the first four desks; desks c and f are free."""
    s = eight.students
    period = period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7])))
    return Work(eight, rules, Plan((period,)), seating=Seating((seated(eight),)))


def seated(eight: Roster) -> SeatedPeriod:
    """Everyone in the order of the list."""
    seats = ((one.id, seat) for one, seat in zip(eight.students, SEATS, strict=True))
    return SeatedPeriod(1, SIX_DESKS, tuple(seats))


class Seater:
    """Stands in for the solver: hands on the seats of the class's list, and ends when it is let go.

    ``gap`` is what it says of them. Whoever has a seat kept is told in ``locked``.
    """

    def __init__(self, gap: float = 0.0) -> None:
        self.gap = gap
        self.asked: list[tuple[Plan, Room]] = []
        self.locked: dict[str, str] = {}
        self.told, self.go = Event(), Event()
        self.was_stopped = False

    def __call__(
        self,
        plan: Plan,
        room: Room,
        rules: Rules,
        *,
        periods: tuple[int],
        history: Seating,
        locked: dict[str, str],
        time_limit: float,
        seed: int,
        on_progress: OnSeating,
    ) -> SeatingResult:
        self.asked.append((plan, room))
        self.locked = locked
        (number,) = periods
        students = plan.periods[-1].students
        seats = zip((one.id for one in students), room.by_seat, strict=False)
        seating = Seating((*history.periods, SeatedPeriod(number, room, tuple(seats))))
        on_progress(SeatingProgress(number, 0, 1, 3.0, seating))
        self.told.set()
        assert self.go.wait(30)
        self.was_stopped = on_progress(SeatingProgress(number, 0, 1, 4.0, seating)) is False
        status = Status.FEASIBLE if self.gap else Status.OPTIMAL
        return SeatingResult(seating, status, self.gap, 10.2, (), (0, 0), 0, 0)
