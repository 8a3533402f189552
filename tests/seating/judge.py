"""Seats judged from outside: rows of files and plain numbers, with no part of the package.

Written against the words of the front door, so that a fault of the package's own words about rooms
is found as well. ``faults`` tells what must never be, ``figures`` what a seating comes to, and
``better`` looks for a small change that what is called best should have had.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, permutations, product

type Cell = tuple[int, int]
type Row = dict[str, str]


class Map:
    """A room's file: seats by name with their cells and desks, and what stands in it."""

    def __init__(self, text: str) -> None:
        read = tomllib.loads(text)
        self.front = read["front"]
        lines = [line.replace(" ", "") for line in read["map"].split("\n") if line.strip()]
        cells: dict[Cell, str] = {}
        for row, line in enumerate(lines, start=1):
            column = 0
            for sign in line:
                if sign == "'":
                    cells[row, column] += sign
                else:
                    column += 1
                    cells[row, column] = sign
        self.rows, self.columns = max(cells)
        self.things = defaultdict(list)
        desks = defaultdict(list)
        for cell, sign in sorted(cells.items()):
            if sign[0] in "TDV#":
                self.things[sign].append(cell)
            elif sign != ".":
                desks[sign].append(cell)
        self.desks = {
            sign: [f"{sign}{at}" for at, _ in enumerate(own, start=1)]
            for sign, own in desks.items()
        }
        self.desk = {seat: sign for sign, own in self.desks.items() for seat in own}
        self.cell = {
            seat: cell
            for sign, own in self.desks.items()
            for seat, cell in zip(own, desks[sign], strict=True)
        }
        depth = {
            "top": lambda cell: cell[0],
            "bottom": lambda cell: -cell[0],
            "left": lambda cell: cell[1],
            "right": lambda cell: -cell[1],
        }[self.front]
        depths = {seat: depth(cell) for seat, cell in self.cell.items()}
        self.near = {
            "front": {seat for seat in depths if depths[seat] == min(depths.values())},
            "back": {seat for seat in depths if depths[seat] == max(depths.values())},
            **{word: self._near(sign) for word, sign in WORDS.items()},
        }

    def _near(self, sign: str) -> set[str]:
        if not self.things[sign]:
            return set()
        away = {
            seat: min(steps(cell, thing) for thing in self.things[sign])
            for seat, cell in self.cell.items()
        }
        return {seat for seat in away if away[seat] <= max(2, min(away.values()))}

    def between(self, one: str, other: str) -> int:
        """Cells between two seats; none at one desk."""
        if self.desk[one] == self.desk[other]:
            return 0
        return max(0, steps(self.cell[one], self.cell[other]) - 1)


WORDS = {"door": "D", "window": "V", "teacher": "T"}


def steps(one: Cell, other: Cell) -> int:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


class Case:
    """A plan's rows, a room's text, rules with ids, and what was asked for besides."""

    def __init__(
        self,
        plan: Iterable[Row],
        room: str,
        apart: Iterable[tuple[str, str]] = (),
        wishes: Iterable[tuple[str, str, bool, bool]] = (),
        *,
        distance: int = 1,
        locked: dict[tuple[int, str], str] | None = None,
        away: Iterable[str] = (),
        free: Iterable[str] = (),
    ) -> None:
        """``apart`` are two and two, in groups; ``wishes`` are student, near, avoid, strict."""
        self.room = Map(room)
        self.apart = {frozenset(two) for two in apart}
        self.wishes = list(wishes)
        self.distance, self.locked = distance, locked or {}
        self.away, self.free = set(away), set(free)
        self.groups: dict[int, dict[str, dict[str, list[str]]]] = {}
        for row in plan:
            groups = self.groups.setdefault(int(row["period"]), {})
            pairs = groups.setdefault(row["group"], {})
            pairs.setdefault(row["pair"], []).append(row["student_id"])
        for groups in self.groups.values():
            for pairs in groups.values():
                for label in pairs:
                    pairs[label] = [who for who in pairs[label] if who not in self.away]

    def pairs(self, period: int) -> list[list[str]]:
        return [own for pairs in self.groups[period].values() for own in pairs.values()]

    def students(self, period: int) -> list[str]:
        return [who for own in self.pairs(period) for who in own]


type Fault = tuple[str, int, tuple[str, ...]]


def faults(case: Case, rows: Iterable[Row]) -> list[Fault]:
    """Whatever the rows of a file of seats have that must not be."""
    found: list[Fault] = []
    by_period: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_period[int(row["period"])].append(row)
    for period, own in sorted(by_period.items()):
        found += _faults_of_rows(case, period, own)
        if not found:
            seat = {row["student_id"]: row["seat"] for row in own}
            found += _faults_of_seats(case, period, seat)
            found += _needless_splits(case, period, seat)
    return found


def _faults_of_rows(case: Case, period: int, rows: list[Row]) -> Iterator[Fault]:
    room = case.room
    who = Counter(row["student_id"] for row in rows)
    where = Counter(row["seat"] for row in rows)
    yield from (("several_seats", period, (key,)) for key, times in who.items() if times > 1)
    yield from (("seat_taken_twice", period, (key,)) for key, times in where.items() if times > 1)
    yield from (("without_seat", period, (key,)) for key in case.students(period) if key not in who)
    yield from (("stranger", period, (key,)) for key in who if key not in case.students(period))
    for row in rows:
        key, seat = row["student_id"], row["seat"]
        if seat not in room.cell:
            yield "no_such_seat", period, (key, seat)
            continue
        if seat in case.free:
            yield "not_left_free", period, (key, seat)
        told = (row["desk"], int(row["row"]), int(row["column"]))
        if told != (room.desk[seat], *room.cell[seat]):
            yield "wrong_place", period, (key, seat)
        label = {
            student: (group, pair)
            for group, pairs in case.groups[period].items()
            for pair, own in pairs.items()
            for student in own
        }
        if key in label and (row["group"], row["pair"]) != label[key]:
            yield "wrong_label", period, (key, seat)


def _faults_of_seats(case: Case, period: int, seat: dict[str, str]) -> Iterator[Fault]:
    """What is broken whoever sits where, every seat being there and taken once."""
    room = case.room
    for own in case.pairs(period):
        desks = Counter(room.desk[seat[key]] for key in own)
        if len(desks) < 2:
            continue
        alone = [key for key in own if desks[room.desk[seat[key]]] == 1]
        if len(own) != 3 or len(alone) != 1:
            yield "not_side_by_side", period, tuple(own)
        elif not any(
            room.between(seat[alone[0]], seat[key]) == 0 for key in own if key != alone[0]
        ):
            yield "third_is_no_neighbour", period, tuple(own)
    for one, other in combinations(sorted(seat), 2):
        if _too_near(case, one, other, seat[one], seat[other]):
            yield "too_near", period, (one, other)
    for student, near, avoid, strict in case.wishes:
        if strict and student in seat and (seat[student] in room.near[near]) == avoid:
            yield "seat_wish", period, (student, near)
    for (number, student), locked in case.locked.items():
        if number == period and student in seat and seat[student] != locked:
            yield "lock", period, (student, locked)


def _too_near(case: Case, one: str, other: str, here: str, there: str) -> bool:
    if frozenset((one, other)) not in case.apart:
        return False
    return case.room.desk[here] == case.room.desk[there] or (
        case.room.between(here, there) < case.distance
    )


def _keeps(case: Case, period: int, seat: dict[str, str]) -> bool:
    return not next(_faults_of_seats(case, period, seat), None)


def _needless_splits(case: Case, period: int, seat: dict[str, str]) -> Iterator[Fault]:
    """A trio that is split, though it could have a desk of three, or a better place for the third.

    That is seen by letting it move to a desk with room, or swap with a pair that has one to itself.
    """
    room = case.room
    for trio in case.pairs(period):
        if len(trio) != 3 or len({room.desk[seat[key]] for key in trio}) == 1:
            continue
        others = {key: at for key, at in seat.items() if key not in trio}
        places = [own for own in room.desks.values() if len(own) >= 3]
        for desk in places:
            movers: list[list[str]] = [[]]
            movers += [
                pair
                for pair in case.pairs(period)
                if len(pair) == 2 and all(seat[key] in desk for key in pair)
            ]
            for pair in movers:
                rest = {key: at for key, at in others.items() if key not in pair}
                left = [at for at in desk if at not in rest.values() and at not in case.free]
                given = [seat[key] for key in trio]
                for three in permutations(left, 3):
                    for two in permutations(given, len(pair)):
                        changed = {
                            **rest,
                            **dict(zip(trio, three, strict=True)),
                            **dict(zip(pair, two, strict=True)),
                        }
                        if len(set(changed.values())) == len(changed) and _keeps(
                            case, period, changed
                        ):
                            yield "needless_split", period, tuple(trio)
                            return
        yield from _better_third(case, period, seat, trio)


def _better_third(
    case: Case, period: int, seat: dict[str, str], trio: list[str]
) -> Iterator[Fault]:
    room = case.room
    desks = Counter(room.desk[seat[key]] for key in trio)
    (third,) = (key for key in trio if desks[room.desk[seat[key]]] == 1)
    two = [seat[key] for key in trio if key != third]
    if all(room.between(seat[third], at) == 0 for at in two):
        return
    for at in room.cell:
        if at in seat.values() or at in case.free:
            continue
        changed = {**seat, third: at}
        if all(room.between(at, other) == 0 for other in two) and _keeps(case, period, changed):
            yield "third_beside_one_only", period, tuple(trio)
            return


def figures(case: Case, rows: Iterable[Row]) -> dict[str, object]:
    """What the seats come to, as the front door tells it."""
    by_period: dict[int, dict[str, str]] = defaultdict(dict)
    for row in rows:
        by_period[int(row["period"])][row["student_id"]] = row["seat"]
    named = {student for student, *_ in case.wishes}
    turns: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    broken, again, spread = [], 0, 0
    last: list[str] = []
    for period, seat in sorted(by_period.items()):
        last = list(seat)
        turns.update(key for key in seat if seat[key] in case.room.near["front"])
        broken += _broken(case, period, seat)
        again += sum(pair in seen for pair in seat.items())
        seen |= set(seat.items())
        spread += _spread(case, period, seat)
    counted = [turns[key] for key in last if key not in named] or [0]
    return {
        "broken_wishes": sorted(broken),
        "front_turns": [min(counted), max(counted)],
        "same_seat_again": again,
        "group_spread": spread,
    }


def _broken(case: Case, period: int, seat: dict[str, str]) -> list[tuple[int, str, str]]:
    return [
        (period, student, near)
        for student, near, avoid, _ in case.wishes
        if student in seat and (seat[student] in case.room.near[near]) == avoid
    ]


def _spread(case: Case, period: int, seat: dict[str, str]) -> int:
    room, total = case.room, 0
    for pairs in case.groups[period].values():
        desks = [{room.desk[seat[key]] for key in own} for own in pairs.values() if own]
        for these, those in combinations(desks, 2):
            total += min(
                0
                if one == other
                else max(
                    0,
                    min(
                        steps(room.cell[here], room.cell[there]) - 1
                        for here in room.desks[one]
                        for there in room.desks[other]
                    ),
                )
                for one, other in product(these, those)
            )
    return total


def better(case: Case, rows: Iterable[Row], period: int) -> str:
    """A change of two pairs that makes what counts first better, if one is found; else nothing.

    Two pairs swap their seats, in either order, or a pair turns round; trios, and all other
    periods, stay as they are. Turns at the front are shared out over the year: they are better
    where as many sit there and they are more even after some period, and less so after none. What
    counts for less is compared only where the same students sit at the front.
    """
    year: dict[int, dict[str, str]] = defaultdict(dict)
    for row in rows:
        year[int(row["period"])][row["student_id"]] = row["seat"]
    seat = year[period]
    at_front = _at_front(case, seat)
    first, fronts, last = _worth(case, year, period)
    for words, changed in _swaps(case, period, seat):
        then, fronts_then, last_then = _worth(case, {**year, period: changed}, period)
        if then > first:
            continue
        there = _at_front(case, changed)
        is_better = then < first or (there == at_front and last_then < last)
        if len(there) == len(at_front) and fronts_then != fronts:
            is_better |= all(map(int.__le__, fronts_then, fronts))
        if is_better and _keeps(case, period, changed):
            now = (first, fronts, last)
            return f"{words}: {now} to {(then, fronts_then, last_then)}"
    return ""


def _swaps(case: Case, period: int, seat: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    pairs = [own for own in case.pairs(period) if len(own) == 2]
    for one, other in combinations(pairs, 2):
        for given, taken in product((other, other[::-1]), (one, one[::-1])):
            moved = {key: seat[to] for key, to in zip(one, given, strict=True)}
            moved |= {key: seat[to] for key, to in zip(other, taken, strict=True)}
            yield f"{one} and {other} swap", {**seat, **moved}
    for one, other in pairs:
        yield f"{one} and {other} turn", {**seat, one: seat[other], other: seat[one]}


def _at_front(case: Case, seat: dict[str, str]) -> set[str]:
    """Those at the front whose turns are counted."""
    named = {student for student, *_ in case.wishes}
    return {key for key in seat if seat[key] in case.room.near["front"]} - named


def _worth(
    case: Case, year: dict[int, dict[str, str]], period: int
) -> tuple[tuple[int, int], list[int], tuple[int, int]]:
    """What a period's seats are worth, the less the better, the most important first.

    How far groups are spread, and wishes that are broken; how uneven turns at the front are after
    this and each later period; how uneven those at the back are after this one, and seats that
    somebody had before. Uneven turns are told by the sum of their squares.
    """
    seat = year[period]
    before = [year[number] for number in sorted(year) if number < period]
    wishes = sum(1 for _ in _broken(case, period, seat))
    fronts = [
        _uneven(case, "front", [year[other] for other in sorted(year) if other <= number])
        for number in sorted(year)
        if number >= period
    ]
    back = _uneven(case, "back", [*before, seat])
    again = sum(any(one.get(key) == at for one in before) for key, at in seat.items())
    return (_spread(case, period, seat), wishes), fronts, (back, again)


def _uneven(case: Case, end: str, seats: list[dict[str, str]]) -> int:
    named = {student for student, *_ in case.wishes}
    near = case.room.near[end]
    turns = Counter(key for one in seats for key in one if one[key] in near)
    return sum(turns[key] ** 2 for key in seats[-1] if key not in named)
