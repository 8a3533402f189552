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
from dataclasses import replace
from hashlib import sha256
from random import Random
from typing import Any

from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.calls import plan_year
from toolkit.rules import Acquainted, KeepApart, Rules, Scope, Together
from toolkit.workspace import saving_plans
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.work import Proposal, Work
from toolkit.workspace.workspace import Kept, Workspace

CROWD = tuple(
    Student(f"s{number}", f"Elev nr. {number}", "8A", (("gender", "gj"[number % 2]),))
    for number in range(9)
)


def digest(work: Work | None) -> str:
    """Tells any two different classes apart."""
    return sha256(repr(work and replace(work, plan=bare(work.plan))).encode()).hexdigest()


def bare(plan: Plan) -> Plan:
    """Without how it was found, which is not kept."""
    return replace(plan, solution=None)


def planned(work: Work) -> Work:
    """The real planner finds the rest of the year, and its next period is proposed."""
    year = plan_year(work.roster, work.rules, work.plan, time_limit=0.05, seed=work.tries)
    if year == work.plan:
        year = plan_year(work.roster, work.rules, work.plan, periods=1, time_limit=0.05)
    period = year.periods[len(work.plan.periods)]
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


def accepted(work: Work) -> Work:
    return without_proposals(work, plan=work.plan.followed_by(looked_at(work).period), tries=0)


def taken_back(work: Work) -> Work:
    return without_proposals(work, plan=replace(work.plan, periods=work.plan.periods[:-1]))


def with_other_rules(work: Work, random: Random) -> Work:
    one, other, third, fourth = random.sample([student.id for student in work.roster], 4)
    rules = Rules(
        random.randint(1, 5),
        keep_apart=(KeepApart((one, other), random.choice(list(Scope))),),
        together=(Together((third, fourth), (random.randint(1, 9),)),),
        acquainted=Acquainted((), ((one, third),)),
    )
    return without_proposals(work, rules=rules)


def with_other_list(work: Work, random: Random) -> Work:
    roster = Roster(tuple(random.sample(CROWD, random.randint(7, 9))))
    return without_proposals(work, roster=roster, rules=work.rules.for_class(roster))


def next_step(work: Work, random: Random) -> Work:
    """What a teacher may do next, chosen at random."""
    if work.shown is None:
        choices = ["plan", "plan", "rules", "list"]
        if work.plan.periods:
            choices.append("take back")
    else:
        choices = ["swap", "swap", "accept", "accept", "rules", "again"]
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
        case "take back":
            return taken_back(work)
        case "swap":
            return swapped(work, random)
        case "accept":
            return accepted(work)
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
        time.sleep(0.02)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        save_proposals(connection, *rest)

    saving_plans._save_proposals = later


def newest(workspace: Workspace) -> Kept | None:
    """The class that was changed last."""
    classes = workspace.classes()
    return workspace.load(classes[0].class_id) if classes else None
