"""The passphrase of a file: what it hides, setting and changing it, and doing so while in use."""

import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, Table
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2

from toolkit.errors import InputError
from toolkit.workspace import attempts, copying, protecting, scrubbing, tables, taking_in
from toolkit.workspace.attempts import Attempts, TooSoon
from toolkit.workspace.beside import backups_of, last_backup
from toolkit.workspace.database import (
    CannotOpen,
    CannotSave,
    PassphraseNeeded,
    WrongPassphrase,
    is_encrypted,
)
from toolkit.workspace.erasing import delete_class
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import (
    InUse,
    NotEmpty,
    backup,
    restored,
    restored_for,
    with_passphrase,
)
from toolkit.workspace.workspace import Replaced, Workspace

from .kept import PASSPHRASE, Database, everything, holds
from .works import NAMES, a_class

NEW = "en helt ny setning"
TESTS = Path(__file__).parents[1]


def in_files(folder: Path) -> dict[str, set[str]]:
    """In which files each name stands."""
    return {name: found for name in NAMES if (found := holds(folder, name))}


def all_in(file: str) -> dict[str, set[str]]:
    return {name: {file} for name in NAMES}


def test_an_encrypted_file_holds_no_name(plain: Database, encrypted: Database) -> None:
    for database in (plain, encrypted):
        workspace = database.open()
        for _ in range(3):
            workspace.begin(a_class(periods=2))
        assert {"makkerskap.db", "makkerskap.db.in-use", "makkerskap.db.backup-last"} == {
            file.name for file in database.path.parent.iterdir()
        }
    held = {"makkerskap.db", "makkerskap.db.backup-last"}
    assert in_files(plain.path.parent) == dict.fromkeys(NAMES, held)
    assert in_files(encrypted.path.parent) == {}
    for database in (plain, encrypted):
        database.close()
    assert in_files(plain.path.parent) == dict.fromkeys(NAMES, held)
    assert in_files(encrypted.path.parent) == {}


def test_a_backup_is_whole_and_opens_as_the_workspace_does(
    database: Database, tmp_path: Path
) -> None:
    workspace = database.open()
    kept = workspace.begin(a_class(periods=2))
    folder = tmp_path / "backup"
    folder.mkdir()
    path = folder / "backup.db"
    path.write_bytes(backup(workspace))
    assert in_files(folder) == ({} if database.passphrase else all_in(path.name))
    assert is_encrypted(path) == bool(database.passphrase)
    copy = open_workspace(str(path), database.passphrase)
    assert everything(copy) == everything(workspace)
    assert copy.load(kept.class_id) == kept
    saved = copy.save(kept, a_class())
    assert copy.load(kept.class_id) == saved
    copy.begin(a_class())
    copy.close()


@pytest.mark.parametrize(
    "passphrase",
    [PASSPHRASE, "'; DROP TABLE student; --", "x'" + "0f" * 32 + "'", "å" * 300, "🔑 \\ % {x} \t "],
)
def test_any_passphrase_will_do(plain: Database, passphrase: str) -> None:
    workspace = with_passphrase(plain.open(), passphrase)
    kept = workspace.begin(a_class())
    workspace.close()
    assert is_encrypted(Path(plain.location))
    with pytest.raises(WrongPassphrase):
        open_workspace(plain.location, passphrase + "'")
    plain.passphrase = passphrase
    assert plain.open().load(kept.class_id) == kept


def test_a_letter_written_in_two_parts_is_the_same_letter(plain: Database) -> None:
    with_passphrase(plain.open(), "på tå hev").close()
    plain.passphrase = unicodedata.normalize("NFD", "på tå hev")
    plain.open()


def test_set_changed_and_taken_away(plain: Database) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class(periods=1))
    before = everything(workspace)
    for old, new in ((None, NEW), (NEW, PASSPHRASE), (PASSPHRASE, None)):
        given, workspace = workspace, with_passphrase(workspace, new)
        plain.opened.append(workspace)
        assert everything(workspace) == before
        assert workspace.by.who == "kari"
        assert workspace.passphrase == new
        assert is_encrypted(Path(plain.location)) == (new is not None)
        if new is not None:
            with pytest.raises(WrongPassphrase if old else PassphraseNeeded):
                open_workspace(plain.location, old)
            Attempts(plain.path).forget()
        with pytest.raises(Replaced):
            given.load(kept.class_id)
        assert in_files(plain.path.parent).keys() == (set(NAMES) if new is None else set())
        assert [file for file in plain.path.parent.iterdir() if ".new" in file.name] == []
        with open_workspace(str(last_backup(plain.path)), new) as beside:
            assert beside.load(kept.class_id) == kept
        assert backups_of(plain.path) == (last_backup(plain.path),)
    saved = workspace.save(kept, a_class())
    assert workspace.load(kept.class_id) == saved


def test_what_belongs_together_still_goes_together(plain: Database) -> None:
    workspace = with_passphrase(plain.open(), NEW)
    plain.opened.append(workspace)
    kept = workspace.begin(a_class(periods=2))
    delete_class(workspace, kept.class_id)
    left = everything(workspace, tables.School, tables.SchoolYear)
    assert not any(left.values())


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_while_another_has_it_open_nothing_changes(
    kind: str, request: pytest.FixtureRequest
) -> None:
    database = request.getfixturevalue(kind)
    one, other = database.open(), database.open()
    kept = one.begin(a_class(periods=1))
    assert other.load(kept.class_id) == kept
    with pytest.raises(InUse):
        with_passphrase(one, NEW)
    kept = other.save(kept, a_class())
    assert one.load(kept.class_id) == kept
    kept = one.save(kept, a_class(periods=2))
    assert other.load(kept.class_id) == kept
    other.close()
    changed = with_passphrase(one, NEW)
    database.opened.append(changed)
    assert changed.load(kept.class_id) == kept
    with pytest.raises(Replaced):
        other.save(kept, a_class())


def test_wrong_ones_tried_before_do_not_lock_out_who_changes_it(
    encrypted: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = encrypted.open()
    kept = workspace.begin(a_class())
    monkeypatch.setattr(attempts, "time", SimpleNamespace(time=lambda: 1000.0))  # no wait is over
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            open_workspace(encrypted.location, "guessed by someone else")
    with pytest.raises(TooSoon):
        open_workspace(encrypted.location, "guessed by someone else")
    changed = with_passphrase(workspace, NEW)
    encrypted.opened.append(changed)
    assert changed.load(kept.class_id) == kept


def test_where_it_cannot_be_written_anew_the_old_one_stays(
    encrypted: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = encrypted.open()
    kept = workspace.begin(a_class())

    copy_rows = copying.copy_rows

    def full(source: Connection, target: Connection, table: Table) -> None:
        if table.name == "member":
            raise OperationalError("INSERT", None, dbapi2.OperationalError("disk is full"))
        copy_rows(source, target, table)

    def held(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as disk:
        disk.setattr(copying, "copy_rows", full)
        with pytest.raises(CannotSave):
            with_passphrase(workspace, None)
    with monkeypatch.context() as windows:
        windows.setattr(protecting, "_CAN_REPLACE_OPEN_FILES", False)
        windows.setattr(Path, "replace", held)
        with pytest.raises(InUse):
            with_passphrase(workspace, None)
    assert backups_of(encrypted.path) == (last_backup(encrypted.path),)
    assert in_files(encrypted.path.parent) == {}
    assert workspace.load(kept.class_id) == kept
    assert encrypted.open().load(kept.class_id) == kept


def test_a_copy_that_could_not_be_deleted_is_told_and_goes_the_next_time(
    plain: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.open().begin(a_class())

    def held(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as windows:
        windows.setattr(scrubbing, "delete_backups", held)
        changed = with_passphrase(plain.opened[-1], NEW)
    (told,) = changed.notices
    assert "could not be deleted" in str(told)
    changed.close()
    with open_workspace(plain.location, NEW) as again:
        assert again.notices == ()
    assert in_files(plain.path.parent) == {}


# As the program is started, without the quick keys of the tests.
TELLING = """
import sys
from pathlib import Path
from toolkit.workspace.database import connected
print(*connected(Path(sys.argv[1]), sys.argv[2]).execute("PRAGMA kdf_iter").fetchone())
"""


def test_every_try_of_a_passphrase_takes_its_time(tmp_path: Path) -> None:
    program = [sys.executable, "-c", TELLING, str(tmp_path / "makkerskap.db"), NEW]
    assert int(subprocess.check_output(program)) >= 256_000  # as SQLCipher 4 has it


CHANGING = """
import sys
from quick_keys import derive_quickly
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import with_passphrase

derive_quickly()
_, location, old, new = sys.argv
workspace = open_workspace(location, old or None)
print("ready", flush=True)
while True:
    workspace = with_passphrase(workspace, new or None)
    old, new = new, old
    print("changed", flush=True)
"""


def opened_either_way(database: Database) -> Workspace:
    database.passphrase = NEW if is_encrypted(Path(database.location)) else None
    return database.open()


@pytest.mark.skipif(os.name != "posix", reason="kills")
def test_killed_while_it_changes_the_old_or_the_new_one_opens(plain: Database) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class(periods=2))
    before = everything(workspace)
    plain.close()
    for delay in (0.0, 0.05, 0.15, 0.3, 0.5, 0.7):
        old = NEW if is_encrypted(Path(plain.location)) else ""
        program = [sys.executable, "-c", CHANGING, plain.location, old, "" if old else NEW]
        with subprocess.Popen(program, stdout=subprocess.PIPE, cwd=TESTS) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == b"ready\n"
            time.sleep(delay)
            running.send_signal(signal.SIGKILL)
        Attempts(plain.path).forget()
        workspace = opened_either_way(plain)
        assert everything(workspace) == before
        assert workspace.load(kept.class_id) == kept
        plain.close()


def test_what_a_change_left_that_was_broken_off_goes_with_the_next(plain: Database) -> None:
    workspace = plain.open()
    for end in ("", "-wal", "-shm"):
        plain.path.with_name(f"makkerskap.db.new{end}").write_text("Åse Aune " * 999)
    workspace = with_passphrase(workspace, NEW)
    assert in_files(plain.path.parent) == {}
    kept = workspace.begin(a_class())
    for end in ("", "-wal"):
        plain.path.with_name(f"makkerskap.db.new{end}").write_text("Åse Aune " * 999)
    delete_class(workspace, kept.class_id)
    assert in_files(plain.path.parent) == {}
    workspace.close()


@pytest.mark.parametrize("passphrase", [None, NEW])
def test_a_backup_takes_the_place_of_an_empty_workspace(
    plain: Database, tmp_path: Path, passphrase: str | None
) -> None:
    first = open_workspace(str(tmp_path / "first.db"))
    if passphrase:
        first = with_passphrase(first, passphrase)
    kept = first.begin(a_class(periods=2))
    content = backup(first)
    first.close()
    workspace = restored(plain.open(), content, passphrase)
    assert workspace.load(kept.class_id) == kept
    workspace.close()
    assert is_encrypted(plain.path) == (passphrase is not None)
    assert {file.name for file in plain.path.parent.iterdir()} == {
        plain.path.name,
        last_backup(plain.path).name,
    }


@pytest.mark.parametrize(
    ("content", "passphrase", "error"),
    [
        (b"", None, InputError),
        (b"no backup at all" * 100, None, CannotOpen),
        (b"no backup at all" * 256, "something else", CannotOpen),
        (Random(0).randbytes(8192), None, PassphraseNeeded),
        (Random(0).randbytes(8192), "something else", WrongPassphrase),
        (b"SQLite format 3\x00" + b"x" * 5000, None, InputError),
    ],
)
def test_what_is_no_backup_leaves_the_workspace_as_it_was(
    plain: Database, content: bytes, passphrase: str | None, error: type[Exception]
) -> None:
    workspace = plain.open()
    with pytest.raises(error):
        restored(workspace, content, passphrase)
    kept = workspace.begin(a_class())
    assert plain.open().load(kept.class_id) == kept


def test_a_backup_may_be_as_large_as_is_said_and_the_program_s_own_as_it_is(
    plain: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = plain.open()
    workspace.begin(a_class())
    content = backup(workspace)
    workspace.close()
    plain.path.unlink()
    monkeypatch.setattr(taking_in, "MOST_BACKUP", len(content) - 1)
    with pytest.raises(InputError, match="--workspace"):
        restored_for(plain.path, content, None)
    with restored_for(plain.path, last_backup(plain.path), None) as found:
        assert len(found.classes()) == 1
    plain.path.unlink()
    monkeypatch.setattr(taking_in, "MOST_BACKUP", len(content))
    with restored_for(plain.path, content, None) as found:
        assert len(found.classes()) == 1


def test_a_backup_replaces_no_class(plain: Database) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class())
    with pytest.raises(NotEmpty):
        restored(workspace, backup(workspace), None)
    assert workspace.load(kept.class_id) == kept


def test_an_encrypted_workspace_stays_so_when_a_plain_backup_comes_in(
    plain: Database, encrypted: Database
) -> None:
    kept = plain.open().begin(a_class())
    workspace = restored(encrypted.open(), backup(plain.open()), None)
    assert workspace.load(kept.class_id) == kept
    workspace.close()
    assert is_encrypted(encrypted.path)
