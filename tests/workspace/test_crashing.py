"""A child process is killed at any moment, again and again: nothing shown as saved is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest

from toolkit.people import Roster
from toolkit.workspace.loading import Unreadable

from .driving import TORN_FOR, digest, newest
from .kept import Database
from .works import a_class, seated_in

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills")

TESTS = Path(__file__).parents[1]
SAVES = 100
KILLS = 15


class Lost(AssertionError):
    """What is there after a kill is neither what was shown as saved nor what was being saved."""


@dataclass
class Watched:
    """What the children of one workspace have told."""

    database: Database
    random: Random
    children: subprocess.Popen[str]
    saved: str = digest(None)
    saving: str | None = None
    saves: int = 0
    kills: int = 0
    was_saving: int = 0
    states: set[str] = field(default_factory=set)

    def heard(self) -> tuple[str, str]:
        """The next line of a child."""
        assert self.children.stdout is not None
        word, told = self.children.stdout.readline().split()
        return word, told

    def hear(self, word: str, told: str) -> None:
        assert word != "ended", "the child has ended by itself"
        if word == "saving":
            self.saving = told
        else:
            self.saved, self.saving = told, None
            self.saves += 1
            self.states.add(told)

    def kill_one(self, *, broken: bool) -> None:
        """Let a child drive for some saves, and kill it somewhere in the next."""
        wanted = {
            "location": self.database.location,
            "passphrase": self.database.passphrase,
            "seed": self.random.randrange(10**9),
            "broken": broken,
        }
        print(json.dumps(wanted), file=self.children.stdin, flush=True)
        last = self.saves + self.random.randint(0, 2 * SAVES // KILLS)
        word, child = self.heard()
        assert word == "began"
        while self.saves < last or self.saving is None:
            self.hear(*self.heard())
        # Whole saves are soon over; one in two halves is to be met between them, however slow.
        time.sleep(self.random.uniform(0, 2 * TORN_FOR if broken else 0.03))
        os.kill(int(child), signal.SIGKILL)
        while (line := self.heard()) != ("ended", child):
            self.hear(*line)
        self.kills += 1
        self.was_saving += self.saving is not None

    def look(self) -> None:
        """Open the workspace as after a restart, and see what is there."""
        page = self.database.open()
        try:
            kept = newest(page)
        except Unreadable:
            raise Lost from None  # what is there is no class
        finally:
            page.close()
        with page.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        page.close()
        found = digest(None if kept is None else kept.work)
        if found not in (self.saved, self.saving):
            raise Lost
        self.saved, self.saving = found, None


def driven(database: Database, seed: int, saves: int = SAVES, *, broken: bool = False) -> Watched:
    """Kill one child after the other, until there have been enough saves."""
    serving = [sys.executable, "-c", "from workspace.driving import serve; serve()"]
    with subprocess.Popen(
        serving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=TESTS
    ) as children:
        watched = Watched(database, Random(seed), children)
        while watched.saves < saves:
            watched.kill_one(broken=broken)
            watched.look()
    return watched


def test_the_digest_tells_any_two_different_classes_apart() -> None:
    """What a class looks like in print is shorter than what it holds."""
    work = a_class(periods=2)
    first = work.plan.periods[0]
    everyone = work.roster.students
    renamed = replace(everyone[0], name="Åse Aune-Bø")
    others = (
        work,
        work.seated(seated_in(first, turn=3)),
        work.seated(replace(seated_in(first), locked=())),
        work.swapped("3", "6"),
        replace(work, plan=replace(work.plan, periods=(first, first.swapped("1", "4")))),
        replace(work, roster=Roster((renamed, *everyone[1:]))),
        replace(work, roster=Roster(everyone[::-1])),
        replace(work, rules=replace(work.rules, seats=work.rules.seats[::-1])),
    )
    assert len({digest(one) for one in others}) == len(others)


# Under a passphrase, the same at other moments.
@pytest.mark.parametrize(
    ("kind", "seed", "saves"), [("plain", 1, SAVES), ("encrypted", 2, SAVES // 2)]
)
def test_nothing_that_was_shown_as_saved_is_lost(
    kind: str, seed: int, saves: int, request: pytest.FixtureRequest
) -> None:
    watched = driven(request.getfixturevalue(kind), seed, saves)
    assert watched.kills > saves * KILLS // SAVES // 2
    assert watched.was_saving > 0
    assert len(watched.states) > saves // 2


def test_a_save_in_two_parts_would_be_noticed(plain: Database) -> None:
    with pytest.raises(Lost):
        driven(plain, 3, broken=True)
