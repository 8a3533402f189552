"""The one file is the workspace: copied, put back, left by a killed program, opened by old ones."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from toolkit.workspace.database import connected, is_encrypted
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Kept, Replaced, Workspace

from .kept import Database
from .works import a_class

KINDS = pytest.mark.parametrize("kind", ["plain", "encrypted"])
POSIX = pytest.mark.skipif(os.name != "posix", reason="kills")


@pytest.fixture
def kept_in(kind: str, request: pytest.FixtureRequest) -> Database:
    found = request.getfixturevalue(kind)
    assert isinstance(found, Database)
    return found


@pytest.fixture
def filled(kept_in: Database) -> Database:
    """A file with much in it that no save of ours touches, so that a journal is smaller."""
    with closing(connected(kept_in.path, kept_in.passphrase)) as file:
        file.execute("CREATE TABLE filler (x)")
        file.execute("BEGIN")
        for _ in range(50):
            file.execute("INSERT INTO filler VALUES (randomblob(3000))")
        file.execute("COMMIT")
    return kept_in


def alone(database: Database, folder: Path) -> Database:
    """The file by itself, on a memory stick."""
    folder.mkdir()
    shutil.copy(database.path, folder / "stick.db")
    return Database(str(folder / "stick.db"), database.passphrase)


def files(database: Database) -> set[str]:
    """What lies beside the file and may hold something."""
    found = {file.name.removeprefix(database.path.name) for file in database.path.parent.iterdir()}
    return {one for one in found - {"", ".in-use", ".attempts"} if ".backup-" not in one}


@KINDS
def test_the_file_alone_holds_all_that_was_saved(kept_in: Database, tmp_path: Path) -> None:
    workspace = kept_in.open()
    for number in range(3):
        kept = workspace.begin(a_class(periods=number))
        kept = workspace.save(kept, replace(kept.work, tries=number))
        stick = alone(kept_in, tmp_path / f"stick {number}")
        assert stick.open().load(kept.class_id) == kept
        assert len(stick.open().classes()) == number + 1
        stick.close()
        assert not files(kept_in)


SAVING = """
import sys
from quick_keys import derive_quickly
from toolkit.workspace.opening import open_workspace
from workspace.works import a_class
derive_quickly()
workspace = open_workspace(sys.argv[1], sys.argv[2] or None)
workspace.begin(a_class(periods=2))
print("saved", flush=True)
sys.stdin.read()
"""


def left_by_a_killed_program(database: Database, program: str) -> None:
    """Run a program until it has said something, and kill it."""
    arguments = [sys.executable, "-c", program, database.location, database.passphrase or ""]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        running.send_signal(signal.SIGKILL)


@POSIX
@KINDS
def test_also_when_the_program_was_killed(kept_in: Database, tmp_path: Path) -> None:
    left_by_a_killed_program(kept_in, SAVING)
    stick = alone(kept_in, tmp_path / "stick")
    assert len(stick.open().classes()) == 1
    stick.close()


def as_before(database: Database, write: Any) -> None:
    """Let an earlier version of the program write, with its log, and be killed before its end."""
    connection = connected(database.path, database.passphrase, "journal_mode = WAL")
    write(connection)
    kept = {
        file: file.read_bytes()
        for end in ("", "-wal", "-shm")
        if (file := database.path.with_name(database.path.name + end))
    }
    connection.close()
    for file, content in kept.items():
        file.write_bytes(content)


def retried(connection: Any) -> None:
    connection.execute("UPDATE school_class SET tries = 77")


@KINDS
@pytest.mark.parametrize("taken_in", ["nothing", "half", "all"])
def test_the_log_of_an_earlier_version_is_taken_in(
    filled: Database, tmp_path: Path, taken_in: str
) -> None:
    """Of which the file may have some already: the program was killed while it was taken in."""
    kept = filled.open().begin(a_class(periods=2))
    filled.close()
    size = filled.path.stat().st_size

    def much_written(connection: Any) -> None:
        retried(connection)
        for _ in range(50):
            connection.execute("INSERT INTO filler VALUES (randomblob(3000))")
        if taken_in != "nothing":
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    as_before(filled, much_written)
    if taken_in == "half":
        os.truncate(filled.path, size)
    assert files(filled) == {"-wal", "-shm"}
    workspace = filled.open()
    assert workspace.notices == ()
    found = workspace.load(kept.class_id)
    assert found is not None
    assert found.work == replace(kept.work, tries=77)
    assert not files(filled)
    stick = alone(filled, tmp_path / "stick")
    assert stick.open().load(kept.class_id) == found
    stick.close()


def saved_again(workspace: Workspace, kept: Kept, times: int = 3) -> Kept:
    for number in range(times):
        kept = workspace.save(kept, replace(kept.work, tries=100 + number))
    return kept


BREAKING_OFF = """
import os, sys
from dataclasses import replace
from quick_keys import derive_quickly
from toolkit.workspace import workspace as module
from toolkit.workspace.opening import open_workspace
derive_quickly()
workspace = open_workspace(sys.argv[1], sys.argv[2] or None)
kept = workspace.load(workspace.classes()[0].class_id)
save_work = module.save_work
def save_much(connection, *rest):
    save_work(connection, *rest)
    connection.exec_driver_sql("PRAGMA cache_size = 1")
    for _ in range(50):
        connection.exec_driver_sql("INSERT INTO filler VALUES (randomblob(3000))")
    BEFORE_ITS_END
module.save_work = save_much
workspace.save(kept, replace(kept.work, tries=999))
"""
HALF_WRITTEN = BREAKING_OFF.replace(
    "BEFORE_ITS_END",  # the file may not grow, and that is tried after the journal is on the disk
    """
    import resource, signal
    print("written", flush=True)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (os.stat(sys.argv[1]).st_size,) * 2)
""",
)
NOT_WRITTEN = BREAKING_OFF.replace(
    "BEFORE_ITS_END",
    """
    print("not yet", flush=True)
    sys.stdin.read()
""",
)


def broken_off(database: Database) -> None:
    """Let a save end in the middle of writing the file, with its journal beside it."""
    arguments = [sys.executable, "-c", HALF_WRITTEN, database.location, database.passphrase or ""]
    ended = subprocess.run(arguments, cwd=Path(__file__).parents[1], check=False)
    assert ended.returncode == -signal.SIGXFSZ
    assert files(database) == {"-journal"}


@POSIX
@KINDS
@pytest.mark.parametrize("written", ["half", "nothing", "all"])
def test_a_save_that_was_broken_off_is_taken_back(filled: Database, written: str) -> None:
    workspace = filled.open()
    kept = saved_again(workspace, workspace.begin(a_class(periods=2)))
    filled.close()
    before = filled.path.read_bytes()
    broken_off(filled)
    assert filled.path.read_bytes() != before
    if written == "nothing":  # the journal is there, and the file has not been touched
        filled.path.write_bytes(before)
    elif written == "all":  # and the journal was about to be deleted
        journal = filled.path.with_name(filled.path.name + "-journal")
        content = journal.read_bytes()
        journal.unlink()
        filled.path.write_bytes(before)
        saved_again(filled.open(), kept, 1)
        filled.close()
        journal.write_bytes(content)
    workspace = filled.open()
    assert workspace.load(kept.class_id) == kept
    assert workspace.notices == ()
    assert not files(filled)


@POSIX
@KINDS
def test_nothing_is_written_before_a_save_is_whole(filled: Database) -> None:
    """Or the journal might lack the first page, by which it is told whose it is."""
    workspace = filled.open()
    kept = workspace.begin(a_class(periods=2))
    filled.close()
    before = filled.path.read_bytes()
    left_by_a_killed_program(filled, NOT_WRITTEN)
    assert filled.path.read_bytes() == before
    workspace = filled.open()
    assert workspace.load(kept.class_id) == kept
    assert workspace.notices == ()
    assert not files(filled)


@POSIX
@KINDS
@pytest.mark.parametrize("put_back", ["older", "newer", "another"])
def test_a_copy_beside_the_journal_of_another_save_is_that_copy(
    filled: Database, put_back: str
) -> None:
    """All but what the journal brings back is the same in both: nothing would look damaged."""
    workspace = filled.open()
    kept = workspace.begin(a_class(periods=2))
    older = filled.path.read_bytes()
    newest = saved_again(workspace, kept)
    filled.close()
    newer = filled.path.read_bytes()
    if put_back == "newer":
        filled.path.write_bytes(older)
    elif put_back == "another":
        filled.open().begin(a_class())
        filled.close()
    broken_off(filled)
    filled.path.write_bytes(older if put_back == "older" else newer)
    workspace = filled.open()
    assert workspace.load(kept.class_id) == (kept if put_back == "older" else newest)
    assert len(workspace.classes()) == 1
    assert len(workspace.notices) == 1
    assert files(filled) == {".strange-journal"}
    workspace.begin(a_class())
    filled.close()
    assert filled.open().notices == ()


@KINDS
def test_a_copy_of_today_beside_a_log_of_before_is_that_copy(kept_in: Database) -> None:
    workspace = kept_in.open()
    kept = workspace.begin(a_class(periods=2))
    kept_in.close()
    content = kept_in.path.read_bytes()
    as_before(kept_in, retried)
    kept_in.path.write_bytes(content)
    workspace = kept_in.open()
    assert workspace.load(kept.class_id) == kept
    assert len(workspace.notices) == 1
    assert files(kept_in) == {".strange-wal"}


def test_an_older_copy_of_before_beside_a_later_log_is_that_copy(plain: Database) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class(periods=2))
    plain.close()
    old: list[bytes] = []

    def copied_in_between(connection: Any) -> None:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.append(plain.path.read_bytes())
        for number in range(6):
            connection.execute(f"CREATE TABLE later{number} (x)")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("CREATE TABLE last (x)")

    as_before(plain, copied_in_between)
    plain.path.write_bytes(old[0])
    workspace = plain.open()
    assert workspace.load(kept.class_id) == kept
    assert len(workspace.notices) == 1
    assert files(plain) == {".strange-wal"}


def test_an_older_copy_of_before_is_that_copy_also_where_the_log_would_fit(plain: Database) -> None:
    kept = plain.open().begin(a_class(periods=2))
    plain.close()

    def session(connection: Any) -> None:
        retried(connection)
        connection.execute("PRAGMA application_id = 8")  # the first page is written too

    with closing(connected(plain.path, None, "journal_mode = WAL")):
        pass
    content = plain.path.read_bytes()
    for _ in range(2):
        with closing(connected(plain.path, None)) as connection:
            session(connection)
    as_before(plain, session)
    plain.path.write_bytes(content)
    workspace = plain.open()
    assert workspace.load(kept.class_id) == kept
    assert len(workspace.notices) == 1
    assert files(plain) == {".strange-wal"}


@KINDS
@pytest.mark.parametrize("log", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("content", [b"", b"\0" * 512, b"nonsense" * 1000])
def test_a_log_that_is_none_does_no_harm(kept_in: Database, log: str, content: bytes) -> None:
    kept = kept_in.open().begin(a_class(periods=1))
    kept_in.close()
    kept_in.path.with_name(kept_in.path.name + log).write_bytes(content)
    workspace = kept_in.open()
    assert workspace.load(kept.class_id) == kept
    assert files(kept_in) <= {f".strange{log}"}
    workspace.save(kept, kept.work)


def test_what_a_log_has_left_of_its_last_round_is_not_its_own(plain: Database) -> None:
    """A log that was taken in is begun anew, over the old one: what is not reached still stands."""
    kept = plain.open().begin(a_class(periods=2))
    plain.close()
    copies: list[bytes] = []

    def session(connection: Any) -> None:
        connection.execute("SELECT * FROM student").fetchall()  # the log stays while one reads
        for saves in (4, 1, 1):
            for number in range(saves):
                with closing(dbapi2.connect(plain.path, isolation_level=None)) as another:
                    another.execute(f"PRAGMA application_id = {number + saves}")
            copies.append(plain.path.read_bytes())
            connection.execute("PRAGMA wal_checkpoint(RESTART)")

    as_before(plain, session)
    plain.path.write_bytes(copies[1])
    workspace = plain.open()
    assert workspace.load(kept.class_id) == kept
    assert len(workspace.notices) == 1
    assert files(plain) == {".strange-wal"}


@KINDS
def test_an_old_copy_written_over_the_open_file_is_noticed(kept_in: Database) -> None:
    workspace = kept_in.open()
    kept = workspace.begin(a_class(periods=1))
    content = kept_in.path.read_bytes()
    kept = saved_again(workspace, kept)
    kept_in.path.write_bytes(content)
    with pytest.raises(Replaced, match="older copy"):
        workspace.save(kept, replace(kept.work, tries=5))
    with pytest.raises(Replaced):
        workspace.load(kept.class_id)
    assert kept_in.path.read_bytes() == content


@KINDS
def test_a_file_emptied_under_the_page_is_noticed(kept_in: Database) -> None:
    workspace = kept_in.open()
    kept = workspace.begin(a_class(periods=1))
    os.truncate(kept_in.path, 0)
    for use in (
        lambda: workspace.is_newest(kept),
        lambda: workspace.save(kept, replace(kept.work, tries=5)),
        lambda: workspace.begin(Work(kept.work.roster)),
    ):
        with pytest.raises(Replaced):
            use()
    assert kept_in.path.stat().st_size == 0


def test_a_save_that_was_refused_is_not_counted(
    plain: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.workspace.database._PATIENCE", 0.1)
    workspace = plain.open()
    kept = workspace.begin(a_class())
    reader = dbapi2.connect(plain.location, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM student").fetchall()
    with pytest.raises(Exception, match="Another page or program"):
        workspace.save(kept, replace(kept.work, tries=5))
    assert workspace.load(kept.class_id) == kept  # reading goes on
    reader.close()
    saved_again(workspace, kept)


LOCKING = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], timeout=0.1, isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
"""


def test_looking_at_a_file_lets_go_of_no_lock(plain: Database) -> None:
    """POSIX forgets a process's locks on a file when it closes that file once."""
    workspace = plain.open()
    kept = workspace.begin(a_class())
    with workspace.transaction():
        assert not is_encrypted(plain.path)
        told = subprocess.run(
            [sys.executable, "-c", LOCKING, plain.location], stderr=subprocess.PIPE, check=False
        )
        assert b"database is locked" in told.stderr
    assert workspace.load(kept.class_id) == kept
