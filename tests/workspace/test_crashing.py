"""A child process is killed at any moment, again and again: nothing shown as saved is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from .driving import digest, newest
from .kept import Database

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
        time.sleep(self.random.uniform(0, 0.03))
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
        except (KeyError, RuntimeError):
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


def driven(database: Database, seed: int, *, broken: bool = False) -> Watched:
    """Kill one child after the other, until there have been enough saves."""
    serving = [sys.executable, "-c", "from workspace.driving import serve; serve()"]
    with subprocess.Popen(
        serving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=TESTS
    ) as children:
        watched = Watched(database, Random(seed), children)
        while watched.saves < SAVES:
            watched.kill_one(broken=broken)
            watched.look()
    return watched


@pytest.mark.parametrize(("kind", "seed"), [("plain", 1), ("encrypted", 2)])
def test_nothing_that_was_shown_as_saved_is_lost(
    kind: str, seed: int, request: pytest.FixtureRequest
) -> None:
    watched = driven(request.getfixturevalue(kind), seed)
    assert watched.kills > KILLS // 2
    assert watched.was_saving > 0
    assert len(watched.states) > SAVES // 2


def test_a_save_in_two_parts_would_be_noticed(plain: Database) -> None:
    with pytest.raises(Lost):
        driven(plain, 3, broken=True)
