"""A child process is killed at any moment, again and again: nothing shown as saved is lost."""

import multiprocessing
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

import pytest

from .driving import digest, drive, newest
from .kept import Place

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills")

# Each child is a copy of a process that has the imports behind it.
PROCESSES = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
PROCESSES.set_forkserver_preload([drive.__module__])

SAVES = 100
KILLS = 15


class Lost(AssertionError):
    """What is there after a kill is neither what was shown as saved nor what was being saved."""


@dataclass
class Watched:
    """What the children of one workspace have told."""

    place: Place
    random: Random
    saved: str = digest(None)
    saving: str | None = None
    saves: int = 0
    kills: int = 0
    was_saving: int = 0
    states: set[str] = field(default_factory=set)

    def hear(self, word: str, told: str) -> None:
        if word == "saving":
            self.saving = told
        else:
            self.saved, self.saving = told, None
            self.saves += 1
            self.states.add(told)

    def kill_one(self, *, broken: bool) -> None:
        """Let a child drive for some saves, and kill it somewhere in the next."""
        heard, told = PROCESSES.Pipe(duplex=False)
        child = PROCESSES.Process(
            target=drive,
            args=(self.place.location, self.place.passphrase, self.random.random(), told),
            kwargs={"broken": broken},
        )
        child.start()
        told.close()
        last = self.saves + self.random.randint(0, 2 * SAVES // KILLS)
        try:
            while self.saves < last or self.saving is None:
                self.hear(*heard.recv())
            time.sleep(self.random.uniform(0, 0.03))
            child.kill()
            with suppress(EOFError):
                while True:
                    self.hear(*heard.recv())
        finally:
            child.kill()
            child.join()
            heard.close()
        self.kills += 1
        self.was_saving += self.saving is not None

    def look(self) -> None:
        """Open the workspace as after a restart, and see what is there."""
        page = self.place.open()
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


def driven(place: Place, seed: int, *, broken: bool = False) -> Watched:
    """Kill one child after the other, until there have been enough saves."""
    watched = Watched(place, Random(seed))
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


def test_a_save_in_two_parts_would_be_noticed(plain: Place) -> None:
    with pytest.raises(Lost):
        driven(plain, 3, broken=True)
