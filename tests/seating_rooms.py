"""Classes, plans and rooms to seat, and what is judged of their seats."""

from toolkit.checking import check
from toolkit.files.rooms import read_room
from toolkit.files.sources import Source
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rooms import Room
from toolkit.rules import NO_RULES, Rules
from toolkit.seats import Seating, SeatingResult


def students(number: int) -> tuple[Student, ...]:
    return tuple(Student(f"s{i}", f"Elev {i}") for i in range(number))


def period(number: int, *groups: str) -> Period:
    """Groups as "01 23": one digit or letter a student, pairs parted by blanks."""
    made = []
    for at, group in enumerate(groups, start=1):
        pairs = (
            Pair(str(p), tuple(Student(f"s{int(i, 36)}", f"Elev {int(i, 36)}") for i in pair))
            for p, pair in enumerate(group.split(), start=2 * at)
        )
        made.append(Group(str(at), tuple(pairs)))
    return Period(number, tuple(made))


def plan_of(*periods: Period) -> Plan:
    return Plan(periods)


def room_of(*rows: str, front: str = "top") -> Room:
    text = '"""\n' + "\n".join(rows) + '\n"""'
    return read_room(
        Source("rom.toml", f'name = "Rom"\nfront = "{front}"\nmap = {text}\n'.encode())
    )


def broken(
    plan: Plan, seating: Seating | SeatingResult, rules: Rules = NO_RULES, distance: int = 1
) -> list[str]:
    """What the judge of seats, which knows no solver, finds."""
    roster = Roster(tuple({s.id: s for p in plan.periods for s in p.students}.values()))
    found = check(plan, roster, rules, seating=seating, distance=distance)
    return [str(one.kind) for one in found if "seat" in one.kind or one.kind in SEAT_KINDS]


SEAT_KINDS = {"not_side_by_side", "too_near", "without_seat", "placed_twice"}
