"""Every figure of the school's steps, counted again as an outsider would.

It imports nothing of the program: it reads a backup with SQLite alone, and the log as CSV, and
goes by what the documents say of the figures.
"""

import csv
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain, combinations
from math import comb
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
TASKS = {  # days before the first school day, or behind it
    **{"coordinator": -63, "plans": -63, "information": -63, "time_set_aside": -7},
    **{"primary_school": -7, "sharing_autumn": 63, "sharing_spring": 196},
}
ROLES = ("teachers", "leadership", "environment", "student_council", "nurse", "mental_health")

type Twos = set[frozenset[int]]
type Row = dict[str, Any]


class Outsider:
    """Has a backup of a school year, and its log."""

    def __init__(self, backup: Path, log: Path, today: date) -> None:
        self.file = sqlite3.connect(backup)
        self.file.row_factory = sqlite3.Row
        self.today = today
        self.put: dict[tuple[int, int], date] = {}
        self.contracts: set[tuple[int, int]] = set()
        with log.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                key = int(row["class_id"]), int(row["number"])
                if row["kind"] == "put_in_force":
                    moment = datetime.fromisoformat(row["at"]).astimezone(OSLO)
                    self.put.setdefault(key, moment.date())
                    self.contracts.discard(key)  # other groups need others
                elif row["kind"] == "contracts":
                    self.contracts.add(key)
                elif row["kind"] == "taken_back":
                    self.put.pop(key, None)

    def rows(self, sql: str, *given: object) -> list[Row]:
        return [dict(row) for row in self.file.execute(sql, given)]

    def classes(self) -> dict[str, "OfClass"]:
        every = self.rows("SELECT * FROM school_class WHERE sample = ''")
        return {row["name"]: OfClass(self, row) for row in every}

    def tasks(self) -> dict[str, tuple[date, date | None, str, bool]]:
        """When each is due, when it was done and by whom, and whether it is late."""
        starts = [one.calendar["starts"] for one in self.classes().values() if one.calendar]
        first = min(map(date.fromisoformat, starts))
        done = {row["task"]: row for row in self.rows("SELECT * FROM task_done")}
        told = {}
        for task, days in TASKS.items():
            due, row = first + timedelta(days), done.get(task)
            on = None if row is None else local(row["at"])
            is_late = row is None and due < self.today
            told[task] = due, on, "" if row is None else row["by"], is_late
        return told

    def staff(self) -> Row:
        everyone = self.rows("SELECT * FROM staff_member")
        team = [row for row in everyone if row["is_in_team"]]
        held = max((row["course"] for row in everyone if row["course"]), default=None)
        return {
            "people": len(everyone),
            "too few": max(0, 4 - len(team)),
            "missing": {role for role in ROLES if role not in {row["role"] for row in team}},
            "meeting": sum(row["meeting"] is not None for row in everyone),
            "course": sum(row["course"] is not None for row in everyone),
            "new since": sum(
                held is not None and row["course"] is None and row["joined"] > held
                for row in everyone
                if row["role"] != "student_council"
            ),
            "due": sum(
                (row["course"] is None) + (row["meeting"] is None and row["is_in_team"])
                for row in everyone
                if row["role"] != "student_council"
            ),
        }

    def answers(self) -> dict[tuple[str, str], int]:
        rows = self.rows("SELECT * FROM team_answer")
        return {(row["term"], row["question"]): row["answer"] for row in rows}

    def adaptations(self) -> Counter[tuple[str, int, date, str, str]]:
        return Counter(
            (row["name"], row["number"], local(row["at"]), row["kind"], row["reason"])
            for row in self.rows(
                "SELECT adaptation.*, school_class.name FROM adaptation "
                "JOIN school_class ON school_class.id = school_class_id"
            )
        )


def local(moment: str) -> date:
    return datetime.fromisoformat(f"{moment}+00:00").astimezone(OSLO).date()


class Seating:
    """Groups of pairs of the rows of students, as they sat in a period or a part of it."""

    def __init__(self, outsider: Outsider, row: int) -> None:
        groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for member in outsider.rows("SELECT * FROM member WHERE period_id = ?", row):
            groups[member["group_label"]][member["pair_label"]].append(member["student_id"])
        self.groups = [list(pairs.values()) for pairs in groups.values()]
        self.students = {one for group in self.groups for pair in group for one in pair}
        self.partners = twos(pair for group in self.groups for pair in group)
        self.mates = twos(chain(*group) for group in self.groups)


class InForce:
    """A period in force: as they sit now, and all who ever were together in it."""

    def __init__(self, outsider: Outsider, row: int) -> None:
        (told,) = outsider.rows("SELECT * FROM period WHERE id = ?", row)
        self.number: int = told["number"]
        self.starts = told["starts"] and date.fromisoformat(told["starts"])
        self.ends = told["ends"] and date.fromisoformat(told["ends"])
        self.now = Seating(outsider, row)
        sql = "SELECT seating_id FROM earlier_seating WHERE period_id = ?"
        before = [Seating(outsider, one["seating_id"]) for one in outsider.rows(sql, row)]
        self.mates: Twos = set().union(*(one.mates for one in (*before, self.now)))
        self.partners: Twos = set().union(*(one.partners for one in (*before, self.now)))


class OfClass:
    """What is counted in one class."""

    def __init__(self, outsider: Outsider, row: Row) -> None:
        self.row, self.outsider = row, outsider
        students = outsider.rows(
            "SELECT * FROM student WHERE school_class_id = ? AND position IS NOT NULL", row["id"]
        )
        self.students = {one["id"]: dict(json.loads(one["attributes"])) for one in students}
        self.calendar: Row = json.loads(row["calendar"]) if row["calendar"] else {}
        newest: dict[int, int | None] = {}
        sql = "SELECT * FROM in_force WHERE school_class_id = ? ORDER BY id"
        for put in outsider.rows(sql, row["id"]):
            newest[put["number"]] = put["period_id"]
        self.periods = [InForce(outsider, at) for _, at in sorted(newest.items()) if at is not None]
        seated = outsider.rows("SELECT * FROM seated_period WHERE school_class_id = ?", row["id"])
        self.seated = {one["number"] for one in seated}
        self.all = twos([self.students])
        self.apart = self._ruled("keep_apart", scope="group")
        self.known = self._ruled("acquainted") | self._alike()
        self.may_meet = self.all - self.apart

    def implementation(self) -> Row:
        """As *Implementering* tells it."""
        today = self.outsider.today
        begun = [one for one in self.periods if one.starts is None or one.starts <= today]
        due = {number: day for number, day in self._planned() if day <= today}
        held = [number for number in due if number in {one.number for one in begun}]
        put = {number: self.outsider.put[self.row["id"], number] for number in held}
        weeks = [round(((one.ends - one.starts).days + 1) / 7) for one in begun if one.starts]
        groups = [group for one in begun for group in one.now.groups]
        return {
            "held": (len(held), len(due)),
            "in time": (sum(put[number] <= due[number] for number in held), len(held)),
            "weeks": (sum(weeks), len(weeks)),
            "seated": (sum(one.number in self.seated for one in begun), len(begun)),
            "contracts": (sum(self._has_contracts(one.number) for one in begun), len(begun)),
            "two pairs": (sum(len(group) == 2 for group in groups), len(groups)),
            "repeats": self._repeats(begun),
            "coverage": (self._met(begun), len(self.may_meet)) if begun else (0, 1),
            "bound": (self._most(begun), len(self.may_meet)) if begun else (0, 1),
        }

    def now(self) -> Row:
        """As *Alle klassene* tells it."""
        number = max((one.number for one in self.periods), default=0)
        following = dict(self._planned()).get(number + 1)
        met = self._met(self.periods)
        return {
            "students": len(self.students),
            "period": number,
            "next": following,
            "met": met,
            "possible": len(self.may_meet),
            "most": self._most(self.periods) if self.periods else met,
            "missing": self._missing(following),
        }

    def _has_contracts(self, number: int) -> bool:
        return (self.row["id"], number) in self.outsider.contracts

    def _planned(self) -> list[tuple[int, date]]:
        rows = self.calendar.get("periods", [])
        return [(number, date.fromisoformat(starts)) for number, starts, *_ in rows]

    def _missing(self, following: date | None) -> set[str]:
        today, found = self.outsider.today, set()
        is_over = bool(self.calendar) and date.fromisoformat(self.calendar["ends"]) < today
        if not self.periods:
            found.add("nothing_in_force")
        elif following is not None and following < today and not is_over:
            found.add("overdue")
        if self.periods:
            last = self.periods[-1]
            found |= {"without_place"} if self.students.keys() - last.now.students else set()
            found |= {"still_placed"} if last.now.students - self.students.keys() else set()
            found |= {"broken_rule"} if last.now.mates & self.apart else set()
            found |= {"no_seats"} if last.number not in self.seated else set()
            found |= set() if self._has_contracts(last.number) else {"no_contracts"}
        if not self.calendar:
            found.add("no_dates")
        return found

    def _met(self, periods: list[InForce]) -> int:
        return len(self.known.union(*(one.mates for one in periods)) & self.may_meet)

    def _repeats(self, periods: list[InForce]) -> int:
        times = Counter(two for one in periods for two in one.partners & self.all)
        return sum(count - 1 for count in times.values())

    def _most(self, periods: list[InForce]) -> int:
        """Nobody met anyone again, and before the fewest periods one pair at least is left."""
        meetings = len(self.known & self.may_meet)
        meetings += sum(len(one.mates & self.all) for one in periods)
        met = self._met(periods)
        is_all = met == len(self.may_meet)
        fewest = len(periods) if is_all else self._fewest()
        left = 1 if len(periods) < fewest else 0
        return max(met, min(meetings, len(self.may_meet) - left))

    def _fewest(self) -> int:
        """How few periods could be enough, by docs/mathematics.md, for groups of four and five."""
        people = len(self.students)
        fives = people % 4
        fours = (people - 5 * fives) // 4
        sizes = [5] * fives + [4] * fours
        meetings = sum(comb(size, 2) for size in sizes)
        common = sum(
            (size % len(sizes)) * comb(size // len(sizes) + 1, 2)
            + (len(sizes) - size % len(sizes)) * comb(size // len(sizes), 2)
            for size in sizes
        )
        left = self.may_meet - self.known
        each = Counter(one for two in left for one in two)
        most = 4 if fives else 3
        periods = 0
        while left and (
            len(left) > meetings * periods - common * (periods - 1)
            or any(count > most * periods for count in each.values())
            or sum(max(0, count - 3 * periods) for count in each.values()) > 5 * fives * periods
        ):
            periods += 1
        return periods

    def _ruled(self, kind: str, scope: str = "") -> Twos:
        sql = "SELECT id FROM rule WHERE school_class_id = ? AND kind = ? AND scope = ?"
        students = "SELECT student_id FROM rule_student WHERE rule_id = ?"
        return twos(
            [one["student_id"] for one in self.outsider.rows(students, rule["id"])]
            for rule in self.outsider.rows(sql, self.row["id"], kind, scope)
        )

    def _alike(self) -> Twos:
        names = json.loads(self.row["acquainted_attributes"])
        return {
            two
            for two in self.all
            for one, other in [sorted(two)]
            for name in names
            if self.students[one].get(name)
            and self.students[one].get(name) == self.students[other].get(name)
        }


def twos(sets: Iterable[Iterable[int]]) -> Twos:
    return {frozenset(two) for some in sets for two in combinations(some, 2)}
