"""What one process of a server plans is planned by no other: they share it in a folder.

Thirty who try the same class ask the same question. The first who asks it searches; the others are
told what that search comes to, and wait. What is shared is a file a question: its name is a hash,
and students are positions in it, so that no name leaves a process. One who stops the search, or
goes, leaves it to the next.
"""

import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout

from toolkit.people import Student
from toolkit.plan import Ended, Group, Objective, Pair, Period, Plan, Score, Solution, Status
from toolkit.planning.progress import OnProgress, Progress
from toolkit.planning.school import Wanted, planned
from toolkit.rules import RuleKind

MOST = 64
"""So many questions are kept; the oldest answer goes first."""
_LOOK_S = 0.3  # how often it is looked for a better plan
_TELL_S = 1.0  # how often who waits hears that the search goes on
_BEGUN = Progress(0, None, None, None, 0.0, 0.0)

type _Position = Callable[[str], int]


def planned_once(wanted: Wanted, folder: Path | None, on_progress: OnProgress) -> Plan:
    """Plan one class as ``planned`` does, unless a process of the same folder does, or has.

    Without a folder it is planned here. A question about an announced plan, or about several
    classes that are mixed, is not shared.
    """
    if folder is None or wanted.announced is not None or wanted.across:
        return planned(wanted, on_progress)
    try:
        answer = _Answer.to(wanted, folder)
    except KeyError:  # the rules name somebody who is not there, as the planner will tell
        return planned(wanted, on_progress)
    return answer.follow(on_progress)


@dataclass(frozen=True)
class _Known:
    """What a search has come to; ``is_whole`` when it is over, and no better answer will come."""

    progress: Progress
    is_whole: bool

    @property
    def plan(self) -> Plan | None:
        """The best by now."""
        return self.progress.plan


@dataclass(frozen=True)
class _Answer:
    """What is known by now to a question: a file, and a lock that whoever searches holds."""

    wanted: Wanted
    students: tuple[Student, ...]
    file: Path

    @classmethod
    def to(cls, wanted: Wanted, folder: Path) -> Self:
        """Raises ``KeyError`` where a rule names nobody of the class."""
        history = wanted.history or Plan()
        everyone = dict(wanted.roster.by_id)
        for period in history.periods:
            everyone |= {one.id: one for one in period.everyone if one.id not in everyone}
        at = {key: number for number, key in enumerate(everyone)}.__getitem__
        text = json.dumps(_question(wanted, history, at), sort_keys=True)
        name = f"plan-{sha256(text.encode()).hexdigest()}"
        return cls(wanted, tuple(everyone.values()), folder / f"{name}.json")

    @property
    def lock(self) -> FileLock:
        """Held by the process that searches; the system lets go of it when that ends."""
        return FileLock(self.file.with_suffix(".lock"))

    def follow(self, on_progress: OnProgress) -> Plan:
        """Tell what another's search comes to, or search where nobody does."""
        begun = told = time.monotonic()
        progress, seen = _BEGUN, ""
        while True:
            try:
                held = self.lock.acquire(timeout=0)
            except Timeout:
                pass
            except OSError:  # the disk is full, or the folder is gone
                return planned(self.wanted, on_progress)
            else:
                with held:
                    return self.search(on_progress)
            now, text = time.monotonic(), self._text()
            if text != seen and (known := self.read()) is not None:
                progress = known.progress
            if text != seen or now - told > _TELL_S:
                seen, told = text, now
                if on_progress(replace(progress, seconds=now - begun)) is False:
                    return progress.plan or planned(self.wanted, on_progress)
            time.sleep(_LOOK_S)

    def search(self, on_progress: OnProgress) -> Plan:
        """Take the whole answer where there is one, or find it, and let the others know."""
        known = self.read()
        if known is not None and known.is_whole and known.plan is not None:
            return known.plan
        teller = _Teller(self, on_progress)
        plan = planned(self.wanted, teller)
        if not teller.is_stopped:
            self.write(replace(_BEGUN, plan=plan), is_whole=True)
            self._make_room()
        return plan

    def read(self) -> _Known | None:
        """What is known by now; None before there is anything, and where the file is damaged."""
        try:
            told = json.loads(self._text())
            progress = replace(_BEGUN, **told["progress"], plan=self._plan(told))
            return _Known(progress, bool(told["is_whole"]))
        except (ValueError, LookupError, TypeError):
            return None

    def _text(self) -> str:
        try:
            return self.file.read_text("utf-8")
        except OSError:
            return ""

    def write(self, progress: Progress, *, is_whole: bool) -> None:
        """Let the others know; where the disk is full, they will search themselves."""
        assert progress.plan is not None
        old = len(self.wanted.history.periods) if self.wanted.history else 0
        at = {student.id: number for number, student in enumerate(self.students)}
        solution = progress.plan.solution
        told = {
            "is_whole": is_whole,
            "progress": _numbers(progress),
            "periods": [_seats(period, at.__getitem__) for period in progress.plan.periods[old:]],
            "solution": None if solution is None else _proven(solution),
        }
        new = self.file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            new.write_text(json.dumps(told), "utf-8")
            new.replace(self.file)

    def _plan(self, told: dict[str, Any]) -> Plan:
        plan = self.wanted.history or Plan()
        for groups in told["periods"]:
            made = tuple(
                Group(name, tuple(Pair(pair, self._named(who)) for pair, who in pairs))
                for name, pairs in groups
            )
            plan = plan.followed_by(Period(plan.next_number, made))
        if told["solution"] is None:
            return plan
        status, bound, seconds, scores, why = told["solution"]
        judged = tuple(Score(Objective(one), value, least) for one, value, least in scores)
        ended = None if why is None else Ended(why)
        return replace(plan, solution=Solution(Status(status), bound, seconds, judged, ended))

    def _named(self, who: Sequence[int]) -> tuple[Student, ...]:
        return tuple(self.students[number] for number in who)

    def _make_room(self) -> None:
        """Forget the oldest answers where there are too many."""
        with suppress(OSError):  # another may be at it
            answers = sorted(
                self.file.parent.glob("plan-*.json"), key=lambda one: one.stat().st_mtime
            )
            for old in answers[:-MOST]:
                old.unlink()
                old.with_suffix(".lock").unlink(missing_ok=True)


class _Teller:
    """Passes on how far the search is, and lets the others know of each better plan."""

    def __init__(self, answer: _Answer, on_progress: OnProgress) -> None:
        self._answer, self._on_progress = answer, on_progress
        self._told: Plan | None = None
        self.is_stopped = False

    def __call__(self, progress: Progress) -> bool:
        if progress.plan is not None and progress.plan is not self._told:
            self._told = progress.plan
            self._answer.write(progress, is_whole=False)
        self.is_stopped = self._on_progress(progress) is False
        return not self.is_stopped


def _question(wanted: Wanted, history: Plan, at: _Position) -> list[object]:
    """All that the answer depends on, with positions in the place of students."""
    rules = wanted.rules
    return [
        [wanted.periods, wanted.time_limit, wanted.seed, wanted.at_least_one],
        len(wanted.roster),
        {
            name: _alike([student.attribute(name) for student in wanted.roster])
            for name in {*rules.acquainted.attributes, *rules.balance.attributes}
        },
        rules.acquainted.attributes,
        rules.balance.attributes,
        rules.group_shape,
        [
            (rule.kind, [at(key) for key in rule.students], rule.scope, rule.periods)
            for rule in rules.naming()
            if rule.kind is not RuleKind.SEAT
        ],
        [
            [period.number, [_seats(one, at) for one in period.seatings]]
            for period in history.periods
        ],
    ]


def _alike(values: Sequence[str]) -> list[int]:
    """Who has the same value: its place among the values, -1 for none."""
    places = {value: number for number, value in enumerate(dict.fromkeys(filter(None, values)))}
    return [places.get(value, -1) for value in values]


def _seats(period: Period, at: _Position) -> list[Any]:
    return [
        [group.label, [[pair.label, [at(one.id) for one in pair.students]] for pair in group.pairs]]
        for group in period.groups
    ]


def _numbers(progress: Progress) -> dict[str, object]:
    names = (field.name for field in fields(progress) if field.name != "plan")
    return {name: getattr(progress, name) for name in names}


def _proven(solution: Solution) -> list[object]:
    scores = [[one.objective, one.value, one.bound] for one in solution.scores]
    return [solution.status, solution.bound, solution.seconds, scores, solution.ended]
