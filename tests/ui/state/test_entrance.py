from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.ui.state.entrance import Entrance
from toolkit.workspace.attempts import TooSoon
from toolkit.workspace.database import CannotOpen, WrongPassphrase, is_encrypted
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import backup
from toolkit.workspace.work import Work

from ..conftest import FOUR_WORDS, roster_of


def test_where_there_is_no_workspace_yet_one_is_made(file: Path) -> None:
    entrance = Entrance()
    entrance.enter()
    assert entrance.workspace is not None
    assert (entrance.is_locked, entrance.error) == (False, None)
    assert entrance.workspace.path == file
    assert entrance.location == str(file)
    entrance.workspace.close()


def test_a_second_time_changes_nothing(file: Path) -> None:
    entrance = Entrance()
    entrance.enter()
    first = entrance.workspace
    entrance.enter()
    assert entrance.workspace is first
    assert first is not None
    first.close()


def test_an_encrypted_workspace_asks_for_its_passphrase(locked: Path) -> None:
    entrance = Entrance()
    entrance.enter()
    assert (entrance.is_locked, entrance.workspace, entrance.error) == (True, None, None)
    entrance.enter(FOUR_WORDS)
    assert entrance.workspace is not None
    assert entrance.error is None
    entrance.workspace.close()


def test_a_wrong_passphrase_is_told_and_told_again(locked: Path) -> None:
    entrance = Entrance()
    entrance.enter()
    told: list[object] = []
    entrance.observe(lambda change: told.append(change["new"]), "error")
    for _time in range(2):
        entrance.enter("noe helt annet")
    assert [type(error) for error in told if error] == [WrongPassphrase, WrongPassphrase]
    assert entrance.workspace is None
    entrance.enter(FOUR_WORDS)
    assert entrance.workspace is not None
    entrance.workspace.close()


def test_many_wrong_ones_cost_a_wait_that_a_reload_does_not_end(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("toolkit.workspace.attempts.time.time", lambda: now)
    entrance = Entrance()
    for _time in range(3):
        entrance.enter("noe helt annet")
        assert isinstance(entrance.error, WrongPassphrase)
    for reloaded in (entrance, Entrance()):
        reloaded.enter(FOUR_WORDS)
        assert isinstance(reloaded.error, TooSoon)
        assert "Wait 2 seconds" in str(reloaded.error)
        assert reloaded.workspace is None
    now += 3
    entrance.enter(FOUR_WORDS)
    assert entrance.workspace is not None
    entrance.workspace.close()


def damage(file: Path) -> None:
    open_workspace(str(file)).close()
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def block(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")


@pytest.mark.parametrize("what", [damage, block])
def test_what_does_not_open_can_be_tried_again(file: Path, what) -> None:
    what(file)
    entrance = Entrance()
    for _time in range(2):
        entrance.enter()
        assert isinstance(entrance.error, InputError)
        assert str(file) in str(entrance.error)
        assert (entrance.is_locked, entrance.workspace) == (False, None)
    (file if what is damage else file.parent).unlink()
    entrance.enter()
    assert entrance.workspace is not None
    assert entrance.workspace.is_lasting
    entrance.workspace.close()


@pytest.fixture
def saved(file: Path) -> Roster:
    """What is in the archive, and in the backup that the program has made of it."""
    roster = roster_of(*"abcd")
    with open_workspace(str(file)) as workspace:
        workspace.begin(Work(roster))
    return roster


def noise(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:8192] = bytes(range(256)) * 16
    file.write_bytes(content)


def all_noise(file: Path) -> None:
    file.write_bytes(b"Zz" * 9000)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("fault", [noise, all_noise, emptied, Path.unlink])
def test_where_it_is_damaged_or_gone_the_last_backup_takes_its_place(
    file: Path, saved: Roster, fault: Callable[[Path], object]
) -> None:
    fault(file)
    there = file.read_bytes() if file.exists() else b""
    entrance = Entrance()
    entrance.enter()
    assert isinstance(entrance.error, CannotOpen)
    assert entrance.is_damaged
    assert entrance.backup_made_at is not None
    entrance.take_backup()
    assert entrance.workspace is not None
    (kept,) = entrance.workspace.classes()
    found = entrance.workspace.load(kept.class_id)
    assert found is not None
    assert found.work.roster == saved
    aside = [one.read_bytes() for one in file.parent.glob("makkerskap.damaged-*.db")]
    assert aside == ([there] if fault is not Path.unlink else [])
    entrance.workspace.close()


def test_behind_a_passphrase_too(locked: Path) -> None:
    with open_workspace(str(locked), FOUR_WORDS) as workspace:
        workspace.begin(Work(roster_of(*"abcd")))
    content = locked.read_bytes()
    locked.write_bytes(bytes(reversed(content[:4096])) + content[4096:])
    entrance = Entrance()
    entrance.enter()
    assert entrance.is_locked
    entrance.enter("noe helt annet")
    assert isinstance(entrance.error, WrongPassphrase)
    entrance.enter(FOUR_WORDS)
    assert entrance.is_damaged
    entrance.take_backup()
    assert entrance.workspace is not None
    assert len(entrance.workspace.classes()) == 1
    assert entrance.workspace.passphrase == FOUR_WORDS
    assert is_encrypted(locked)
    entrance.workspace.close()


def test_a_backup_of_the_user_s_own_will_do_and_an_empty_one_too(file: Path, saved: Roster) -> None:
    with open_workspace(str(file)) as workspace:
        content = backup(workspace)
    noise(file)
    entrance = Entrance()
    entrance.enter()
    entrance.take_backup(b"this is none")
    assert entrance.workspace is None
    assert "no backup" in str(entrance.error)
    entrance.take_backup(content)
    assert entrance.workspace is not None
    assert len(entrance.workspace.classes()) == 1
    entrance.workspace.close()
    noise(file)
    entrance = Entrance()
    entrance.enter()
    entrance.begin_afresh()
    assert entrance.workspace is not None
    assert entrance.workspace.classes() == ()
    entrance.workspace.close()


def test_where_another_page_has_seen_to_it_nothing_is_put_aside(file: Path, saved: Roster) -> None:
    noise(file)
    pages = [Entrance(), Entrance()]
    for page in pages:
        page.enter()
    for page in pages:
        page.take_backup()
        assert page.workspace is not None
    assert len(list(file.parent.glob("makkerskap.damaged-*.db"))) == 1
    for page in pages:
        assert page.workspace is not None
        page.workspace.close()


def test_whatever_happens_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise NotImplementedError("Ida Berg")

    monkeypatch.setattr("toolkit.ui.state.entrance.open_workspace", fail)
    entrance = Entrance()
    entrance.enter()
    assert "Something went wrong here" in str(entrance.error)
    assert "Ida" not in str(entrance.error)


def test_one_can_go_on_without(file: Path) -> None:
    block(file)
    entrance = Entrance(language=Language.NN)
    entrance.enter()
    entrance.go_without()
    assert entrance.workspace is not None
    assert not entrance.workspace.is_lasting
