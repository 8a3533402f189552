from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.messages import Language
from toolkit.ui.state.entrance import Entrance
from toolkit.workspace.attempts import TooSoon
from toolkit.workspace.database import WrongPassphrase
from toolkit.workspace.opening import open_workspace

from ..conftest import FOUR_WORDS


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


def test_one_can_go_on_without(file: Path) -> None:
    block(file)
    entrance = Entrance(language=Language.NN)
    entrance.enter()
    entrance.go_without()
    assert entrance.workspace is not None
    assert not entrance.workspace.is_lasting
