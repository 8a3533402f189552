"""The wait after wrong passphrases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from toolkit.workspace.attempts import Attempts, TooSoon
from toolkit.workspace.database import WrongPassphrase
from toolkit.workspace.opening import open_workspace

from .kept import PASSPHRASE, Database


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0
        monkeypatch.setattr("time.time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "makkerskap.db"


def test_the_wait_begins_with_the_third_and_doubles_to_a_quarter_of_an_hour(
    file: Path, clock: Clock
) -> None:
    waits = []
    for _ in range(14):
        Attempts(file).count()
        waits.append(Attempts(file).wait)
        clock.now += waits[-1]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_until_it_is_over_nothing_is_counted(file: Path, clock: Clock) -> None:
    for _ in range(3):
        Attempts(file).count()
    clock.now += 1.5
    with pytest.raises(TooSoon) as told:
        Attempts(file).count()
    assert "Wait 1 second," in str(told.value)
    clock.now += 0.5
    Attempts(file).count()
    assert Attempts(file).wait == 4


def test_what_has_opened_begins_anew(file: Path, clock: Clock) -> None:
    attempts = Attempts(file)
    for _ in range(3):
        attempts.count()
    attempts.forget()
    assert attempts.wait == 0
    assert list(file.parent.iterdir()) == []


def test_a_clock_that_is_put_back_locks_nobody_out(file: Path, clock: Clock) -> None:
    for _ in range(3):
        Attempts(file).count()
    clock.now -= 365 * 24 * 3600
    with pytest.raises(TooSoon) as told:  # nor does it end the wait
        Attempts(file).count()
    assert "Wait 2 seconds" in str(told.value)
    clock.now += 2
    Attempts(file).count()


def test_of_many_at_once_each_is_counted(file: Path, clock: Clock) -> None:
    at_once = 16
    start = Barrier(at_once)

    def try_one(_: int) -> int:
        start.wait()
        try:
            Attempts(file).count()
        except TooSoon:
            return 0
        return 1

    with ThreadPoolExecutor(at_once) as pool:
        counted = sum(pool.map(try_one, range(at_once)))
    assert counted >= 3
    assert Attempts(file).wait == min(2 ** (counted - 2), 900)


@pytest.mark.parametrize("content", ["", "nonsense", "[1]", '{"a": 1}', "\x00" * 9])
def test_a_spoilt_file_stops_nobody(file: Path, clock: Clock, content: str) -> None:
    file.with_name("makkerskap.db.attempts").write_text(content)
    Attempts(file).count()


def test_the_right_one_has_to_wait_too_and_a_reload_does_not_help(
    encrypted: Database, clock: Clock
) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            open_workspace(encrypted.location, "not this one at all")
    for passphrase in ("not this one at all", PASSPHRASE):
        with pytest.raises(TooSoon):
            open_workspace(encrypted.location, passphrase)
    clock.now += 2
    encrypted.open()
    assert Attempts(encrypted.path).wait == 0
