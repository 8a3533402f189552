"""A workspace used as the dashboard uses it, in a process that is killed at any moment.

Before every save, and after it has returned, a line with the digest of the whole class is written:
what was shown as saved must be there after a kill.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from quick_keys import derive_quickly

from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.calls import plan_year
from toolkit.rules import Acquainted, KeepApart, Near, Rules, Scope, SeatRule, Together
from toolkit.workspace import saving_plans
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.work import Proposal, Work
from toolkit.workspace.workspace import Kept, Workspace

from .works import YEARS, seated_in

TORN_FOR = 0.1
"""Seconds between the two halves of a save that is broken in two."""

CROWD = tuple(
    Student(f"s{number}", f"Elev nr. {number}", "8A", (("gender", "gj"[number % 2]),))
    for number in range(9)
)


def digest(work: Work | None) -> str:
    """Tells any two different classes apart."""
    held = work and replace(work, plan=bare(work.plan))
    return sha256(repr(compared(held)).encode()).hexdigest()


def compared(value: object) -> object:
    """All by which two values are compared, however deep it stands."""
    if is_dataclass(value):
        return [compared(getattr(value, one.name)) for one in fields(value) if one.compare]
    return [compared(one) for one in value] if isinstance(value, tuple) else value


def bare(plan: Plan) -> Plan:
    """Without how it was found, which is not kept."""
    return replace(plan, solution=None)


def planned(work: Work) -> Work:
    """The real planner finds the rest of the year, and its next period is proposed."""
    year = plan_year(work.roster, work.rules, work.base, time_limit=0.05, seed=work.tries)
    if year == work.base:
        year = plan_year(work.roster, work.rules, work.base, periods=1, time_limit=0.05)
    period = year.periods[len(work.base.periods)]
    return shown(replace(work, tries=work.tries + 1), Proposal(bare(year), period))


def shown(work: Work, proposal: Proposal) -> Work:
    """One more proposal to look at; those that were undone are gone."""
    past = () if work.shown is None else work.proposals[: work.shown + 1]
    return replace(
        work,
        year=proposal.year,
        proposals=(*past, proposal),
        shown=len(past),
        seen=proposal.period.number,
    )


def looked_at(work: Work) -> Proposal:
    assert work.shown is not None
    return work.proposals[work.shown]


def swapped(work: Work, random: Random) -> Work:
    now = looked_at(work)
    ids = random.sample([student.id for student in now.period.students], 2)
    return shown(work, replace(now, period=now.period.swapped(*ids)))


def turned_to(work: Work, position: int) -> Work:
    return replace(work, shown=position, year=work.proposals[position].year)


def without_proposals(work: Work, **changes: Any) -> Work:
    return replace(work, proposals=(), shown=None, **changes)


def mended(work: Work, random: Random) -> Work:
    """Two of those in the running period swap, on one of some days."""
    assert work.last is not None
    ids = random.sample([student.id for student in work.last.students], 2)
    on = date(2026, 9, 1) + timedelta(days=random.randint(0, 30))
    return work.mended(work.last.swapped(*ids), on)


def seated(work: Work, random: Random) -> Work:
    """Those of a period in force sit in another order, in one of two rooms."""
    return work.seated(seated_in(random.choice(work.plan.periods), random.randint(0, 5)))


def with_other_rules(work: Work, random: Random) -> Work:
    one, other, third, fourth = random.sample([student.id for student in work.roster], 4)
    rules = Rules(
        random.randint(1, 5),
        keep_apart=(KeepApart((one, other), random.choice(list(Scope))),),
        together=(Together((third, fourth), (random.randint(1, 9),)),),
        acquainted=Acquainted((), ((one, third),)),
        seats=(SeatRule((fourth,), random.choice(list(Near)), strict=True),),
    )
    return without_proposals(work, rules=rules)


def with_other_list(work: Work, random: Random) -> Work:
    roster = Roster(tuple(random.sample(CROWD, random.randint(7, 9))))
    return without_proposals(work, roster=roster, rules=work.rules.for_class(roster))


def next_step(work: Work, random: Random) -> Work:
    """What a teacher may do next, chosen at random."""
    if work.shown is None:
        choices = ["plan", "plan", "rules", "list", "school year"]
        if work.plan.periods:
            choices += ["begin again", "mend", "seat"]
        if work.corrected_on is not None:
            choices.append("undo the mending")
    else:
        choices = ["swap", "swap", "accept", "accept", "rules", "again"]
        if work.replacing:
            choices.append("leave")
        if work.shown > 0:
            choices.append("undo")
        if work.shown + 1 < len(work.proposals):
            choices.append("redo")
    match random.choice(choices):
        case "plan" | "again":
            return planned(work)
        case "rules":
            return with_other_rules(work, random)
        case "list":
            return with_other_list(work, random)
        case "begin again":
            return work.begun_again()
        case "leave":
            return work.left_as_it_is()
        case "school year":
            return work.with_calendar(random.choice((None, *YEARS)))
        case "seat":
            return seated(work, random)
        case "mend":
            return mended(work, random)
        case "undo the mending":
            return work.correction_undone()
        case "swap":
            return swapped(work, random)
        case "accept":
            return work.accepted()
        case "undo":
            return turned_to(work, (work.shown or 0) - 1)
        case _:
            return turned_to(work, (work.shown or 0) + 1)


@contextmanager
def told(work: Work) -> Iterator[None]:
    """Tell before and after the save of a class."""
    tell("saving", digest(work))
    yield
    tell("saved", digest(work))


def tell(*words: object) -> None:
    """Write a line, whole or not at all."""
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def serve() -> None:
    """Start a child for every line of JSON that comes in, one after the other.

    They are copies of this process, which has the imports behind it.
    """
    derive_quickly()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                tell("began", os.getpid())
                drive(**json.loads(line))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        tell("ended", child)


def drive(location: str, passphrase: str | None, seed: int, *, broken: bool) -> None:
    """Go on with the workspace, without end."""
    if broken:
        break_in_two()
    random = Random(seed)
    workspace = open_workspace(location, passphrase, who="kari")
    kept = newest(workspace)
    if kept is None:
        work = Work(Roster(CROWD))
        with told(work):
            kept = workspace.begin(work)
    while True:
        work = next_step(kept.work, random)
        with told(work):
            kept = workspace.save(kept, work)


def break_in_two() -> None:
    """Let every save of this process be two transactions, as it never should."""
    save_proposals = saving_plans._save_proposals

    def later(connection: Any, *rest: Any) -> None:
        connection.exec_driver_sql("COMMIT")
        time.sleep(TORN_FOR)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        save_proposals(connection, *rest)

    saving_plans._save_proposals = later


def newest(workspace: Workspace) -> Kept | None:
    """The class that was changed last."""
    classes = workspace.classes()
    return workspace.load(classes[0].class_id) if classes else None
