"""The backup that the program makes by itself: when, of what, and what does not stop a save."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.workspace import backups, copying
from toolkit.workspace.backups import newest_backups
from toolkit.workspace.beside import backup_before, last_backup
from toolkit.workspace.causes import Cause
from toolkit.workspace.database import CannotSave
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.work import Kept

from .kept import Database
from .works import a_class


def tries_in(backup: Path) -> int:
    """What a backup says of the one class that is in it, opened somewhere else."""
    copy = backup.parent.with_name("opened") / backup.name
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(backup, copy)
    with open_workspace(copy) as workspace:
        (listed,) = workspace.classes()
        kept = workspace.load(listed.class_id)
    assert kept is not None
    return kept.work.tries


def tried(database: Database, kept: Kept, *tries: int) -> Kept:
    """Saved again and again by a page of its own."""
    workspace = database.open()
    for number in tries:
        kept = workspace.save(kept, replace(kept.work, tries=number))
    workspace.close()
    return kept


def test_the_last_one_of_the_time_before_is_kept_too(plain: Database) -> None:
    kept = plain.open().begin(a_class())
    plain.close()
    assert not backup_before(plain.path).exists()
    kept = tried(plain, kept, 11, 12)
    kept = tried(plain, kept, 21, 22)
    assert newest_backups(plain.path) == (last_backup(plain.path), backup_before(plain.path))
    assert tries_in(last_backup(plain.path)) == 21
    assert tries_in(backup_before(plain.path)) == 11


def test_within_one_page_the_time_before_stays_the_time_before(
    plain: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = plain.open().begin(a_class())
    plain.close()
    kept = tried(plain, kept, 11)
    monkeypatch.setattr(backups, "_EVERY", 0)  # each save is due
    tried(plain, kept, 21, 22, 23)
    assert tries_in(last_backup(plain.path)) == 23
    assert tries_in(backup_before(plain.path)) == 11


def in_the_way(path: Path, _patch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Folders with something in them have the names of the backups."""
    folders = (last_backup(path), backup_before(path))
    for folder in folders:
        (folder / "theirs").mkdir(parents=True)

    def mend() -> None:
        for folder in folders:
            shutil.rmtree(folder)

    return mend


def full(_path: Path, patch: pytest.MonkeyPatch) -> Callable[[], None]:
    """There is no room for a copy."""
    run_alone = copying.run_alone

    def refuse(*_: object) -> None:
        raise CannotSave(Cause.FULL)

    patch.setattr(copying, "run_alone", refuse)
    return lambda: patch.setattr(copying, "run_alone", run_alone)


@pytest.mark.parametrize("fault", [in_the_way, full])
def test_one_that_cannot_be_made_stops_nobody_and_the_next_will_do(
    plain: Database,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[Path, pytest.MonkeyPatch], Callable[[], None]],
) -> None:
    monkeypatch.setattr(backups, "_EVERY", 0)
    mended = fault(plain.path, monkeypatch)
    workspace = plain.open()
    kept = workspace.begin(a_class())
    assert workspace.load(kept.class_id) == kept
    mended()
    workspace.save(kept, replace(kept.work, tries=5))
    assert tries_in(last_backup(plain.path)) == 5


def test_an_empty_one_is_none(plain: Database) -> None:
    plain.open().begin(a_class())
    plain.close()
    last_backup(plain.path).replace(backup_before(plain.path))
    last_backup(plain.path).touch()
    assert newest_backups(plain.path) == (backup_before(plain.path),)
    backup_before(plain.path).unlink()
    plain.path.unlink()
    assert plain.open().classes() == ()  # nothing is lost that could be offered
