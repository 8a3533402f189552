"""The file of the archive is damaged, gone or another one while a page is open."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.rules import Rules
from toolkit.ui.state.keeper import Keeper, NotSaved
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace.database import connected, is_encrypted
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import with_passphrase
from toolkit.workspace.work import Work

from ..conftest import FOUR_WORDS, roster_of


def opened(file: Path, passphrase: str | None = None) -> Keeper:
    keeper = Keeper(
        Session(COORDINATOR, language=Language.EN), open_workspace(str(file), passphrase)
    )
    keeper.open_bookmark()
    return keeper


@pytest.fixture
def keeper(file: Path, eight: Roster) -> Iterator[Keeper]:
    """A page with a class, beside another class."""
    keeper = opened(file)
    keeper.turn_to(Work(roster_of(*"abcd", school_class="8B")))
    keeper.turn_to(Work(eight))
    yield keeper
    keeper.workspace.close()


def step(keeper: Keeper, weeks: int) -> None:
    keeper.session.use_rules(Rules(interval_weeks=weeks))


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def overwritten(file: Path) -> None:
    file.write_bytes(b"Zz" * 9000)


def replaced(file: Path) -> None:
    other = file.with_name("other.db")
    open_workspace(str(other)).close()
    other.replace(file)


@pytest.mark.parametrize("fault", [emptied, overwritten, replaced, Path.unlink])
def test_it_is_seen_at_the_next_step_and_saved_anew(
    keeper: Keeper, file: Path, fault: Callable[[Path], object]
) -> None:
    fault(file)
    step(keeper, 5)
    assert keeper.session.unsaved
    assert keeper.can_save_anew
    keeper.save_anew()
    assert (keeper.error, keeper.session.unsaved, keeper.can_save_anew) == (None, False, False)
    again = opened(file)
    assert again.session.work == keeper.session.work
    again.workspace.close()
    step(keeper, 6)
    assert not keeper.session.unsaved


def test_a_class_that_is_nowhere_else_is_not_lost(file: Path, eight: Roster) -> None:
    keeper = opened(file)
    file.unlink()
    keeper.turn_to(Work(eight))
    assert keeper.session.unsaved
    assert "download it before you reload" in str(keeper.error)
    keeper.save_anew()
    assert (keeper.error, keeper.session.unsaved) == (None, False)
    keeper.workspace.close()


def test_an_older_copy_is_gone_on_from(keeper: Keeper, file: Path) -> None:
    content = file.read_bytes()
    step(keeper, 5)
    file.write_bytes(content)
    step(keeper, 6)
    assert keeper.session.unsaved
    assert keeper.can_save_anew
    keeper.save_anew()
    assert (keeper.error, keeper.session.unsaved) == (None, False)
    again = opened(file)
    assert again.session.rules.interval_weeks == 6
    assert len(again.workspace.classes()) == 2
    again.workspace.close()


def test_what_was_encrypted_stays_so(locked: Path, eight: Roster) -> None:
    keeper = opened(locked, FOUR_WORDS)
    locked.unlink()
    keeper.turn_to(Work(eight))
    assert keeper.can_save_anew
    keeper.save_anew()
    assert keeper.error is None
    assert is_encrypted(locked)
    keeper.workspace.close()


def test_under_another_passphrase_it_is_not_overwritten(keeper: Keeper, file: Path) -> None:
    assert keeper.workspace.presence is not None
    keeper.workspace.presence.leave()  # as where no locks are
    with_passphrase(open_workspace(str(file)), FOUR_WORDS).close()
    content = file.read_bytes()
    step(keeper, 5)
    keeper.save_anew()
    assert keeper.session.unsaved
    assert "passphrase" in str(keeper.error)
    assert file.read_bytes() == content


@pytest.fixture
def damaged(keeper: Keeper, file: Path) -> Iterator[Keeper]:
    """A page that opens where the class that was shown is damaged."""
    assert keeper.session.kept is not None
    class_id = keeper.session.kept.class_id
    keeper.workspace.close()
    with closing(connected(file, None)) as connection:
        connection.execute("UPDATE school_class SET bound = 'x' WHERE id = ?", (class_id,))
    again = opened(file)
    yield again
    again.workspace.close()


def test_where_a_class_is_damaged_the_page_opens_and_offers_the_backup(
    damaged: Keeper, file: Path
) -> None:
    assert isinstance(damaged.error, Unreadable)
    assert damaged.can_go_back
    assert len(damaged.workspace.classes()) == 2
    damaged.go_back()
    assert damaged.error is None
    assert len(damaged.workspace.classes()) > 0
    assert len(list(file.parent.glob("makkerskap.damaged-*.db"))) == 1


def test_nobody_goes_back_from_what_would_be_lost(
    damaged: Keeper, eight: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise NotImplementedError("Ida Berg")

    monkeypatch.setattr(damaged.workspace, "begin", fail)
    damaged.turn_to(Work(eight))
    assert "Something went wrong here" in str(damaged.error)
    assert damaged.session.unsaved
    damaged.go_back()
    assert isinstance(damaged.error, NotSaved)
