"""Damage ends in one sentence, and everything that can be read stays readable."""

import gc
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import event
from sqlcipher3 import dbapi2

from toolkit.errors import MakkerskapError
from toolkit.workspace import taking_in
from toolkit.workspace.adaptations import adaptations
from toolkit.workspace.database import CannotOpen, CannotSave, connected
from toolkit.workspace.implementation import measured_classes
from toolkit.workspace.migrating import MadeByNewer
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import backup, restored, restored_for, with_passphrase
from toolkit.workspace.records import changes, held_on
from toolkit.workspace.taking_in import NoBackup

from .kept import PASSPHRASE, Database
from .works import NAMES, a_class

DEEP = "[" * 100_000 + "]" * 100_000

STRANGE_VALUES: dict[str, str] = {
    "no JSON": "UPDATE {c} SET acquainted_attributes = '[not' WHERE id = {id}",
    "JSON of another kind": "UPDATE {c} SET balance_attributes = '5' WHERE id = {id}",
    "deep JSON": f"UPDATE {{c}} SET balance_attributes = '{DEEP}' WHERE id = {{id}}",  # noqa: S608
    "JSON of students": "UPDATE student SET attributes = '{{}}x' WHERE school_class_id = {id}",
    "bytes that are no text": "UPDATE {c} SET sample = CAST(x'ff' AS TEXT) WHERE id = {id}",
    "a name that is no text": (
        "UPDATE student SET name = CAST(x'c3' AS TEXT) WHERE school_class_id = {id}"
    ),
    "a name of bytes": "UPDATE student SET name = x'00ff' WHERE school_class_id = {id}",
    "no moment": "UPDATE {c} SET changed_at = 'yesterday' WHERE id = {id}",
    "no number": "UPDATE {c} SET bound = 'many' WHERE id = {id}",
    "an interval of none": "UPDATE {c} SET interval_weeks = 0 WHERE id = {id}",
    "a proposal that is not there": "UPDATE {c} SET shown = 99 WHERE id = {id}",
    "no day": "UPDATE period SET starts = 'monday' WHERE school_class_id = {id}",
    "a member of nobody": (
        "UPDATE member SET student_id = 0 WHERE period_id IN "
        "(SELECT id FROM period WHERE school_class_id = {id})"
    ),
    "a period of nothing": "UPDATE in_force SET period_id = 0 WHERE school_class_id = {id}",
    "a seat of nobody": (
        "UPDATE sitting SET student_id = 0 WHERE seated_period_id IN "
        "(SELECT id FROM seated_period WHERE school_class_id = {id})"
    ),
    "a seat of bytes": (
        "UPDATE sitting SET seat = x'00' WHERE seated_period_id IN "
        "(SELECT id FROM seated_period WHERE school_class_id = {id})"
    ),
    "seats in no period": (
        "UPDATE seated_period SET number = 'x' WHERE school_class_id = {id} AND number = 1"
    ),
    "a room of bytes": "UPDATE seated_period SET room = x'ff' WHERE school_class_id = {id}",
    "a room that is no text": (
        "UPDATE seated_period SET room = CAST(x'ff' AS TEXT) WHERE school_class_id = {id}"
    ),
    "a label of bytes": "UPDATE member SET group_label = x'00'",
}


def changed(database: Database, statement: str, class_id: int) -> None:
    """Let the file say something that no save of ours has written."""
    with closing(connected(database.path, database.passphrase, "foreign_keys = OFF")) as file:
        file.execute(statement.format(c="school_class", id=class_id))


@pytest.mark.parametrize("what", STRANGE_VALUES)
def test_a_damaged_class_is_told_and_the_others_open(plain: Database, what: str) -> None:
    workspace = plain.open()
    whole, broken = workspace.begin(a_class()), workspace.begin(a_class(periods=2))
    plain.close()
    if "label" in what:  # of all classes: in the other there is no member
        workspace.save(
            whole,
            replace(whole.work, plan=type(whole.work.plan)(), year=None, proposals=(), shown=None),
        )
    changed(plain, STRANGE_VALUES[what], broken.class_id)
    workspace = plain.open()
    with pytest.raises(CannotSave, match=r"This class cannot be read.*The other classes"):
        workspace.load(broken.class_id)
    found = workspace.load(whole.class_id)
    assert found is not None
    assert found.work.roster == whole.work.roster
    assert {one.class_id for one in workspace.classes()} == {whole.class_id, broken.class_id}
    counted = measured_classes(workspace, workspace.classes()[0].school_year, date(2100, 1, 1))
    assert [one.school_class for one in counted] == [whole.work.name]
    workspace.save(found, replace(found.work, tries=9))


@pytest.mark.parametrize("what", ["a member of nobody", "JSON of students", "a name of bytes"])
def test_nothing_half_read_is_left_behind(plain: Database, what: str) -> None:
    """A cursor that is let go of late would begin the next one of its statement anew."""
    workspace = plain.open()
    whole, broken = workspace.begin(a_class()), workspace.begin(a_class(periods=2))
    plain.close()
    changed(plain, STRANGE_VALUES[what], broken.class_id)
    workspace = plain.open()
    asked = list[str]()
    event.listen(workspace.engine, "after_cursor_execute", lambda *told: asked.append(told[2]))
    workspace.load(whole.class_id)
    statements = tuple(asked)
    event.listen(
        workspace.engine,
        "after_cursor_execute",
        lambda *_: gc.collect() if len(asked) == late else None,
    )
    gc.disable()
    try:
        for late in range(1, len(statements) + 1):
            with suppress(CannotSave):
                workspace.load(broken.class_id)
            asked.clear()
            assert workspace.load(whole.class_id) is not None, statements[late - 1]
    finally:
        gc.enable()


def test_bookmark_log_and_records_that_are_damaged_are_told(plain: Database) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class(periods=1))
    plain.close()
    changed(plain, "UPDATE change SET at = 'once'", 0)
    changed(plain, "UPDATE student SET key = CAST(x'ff' AS TEXT) WHERE position = 0", 0)
    workspace = plain.open()
    for ask in (
        lambda: changes(workspace, kept.class_id, 9),
        lambda: held_on(workspace, NAMES[0]),
    ):
        with pytest.raises(MakkerskapError):
            ask()
    assert adaptations(workspace, kept.class_id) == ()


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_page_of_noise_is_seen_when_it_is_opened(
    kind: str, request: pytest.FixtureRequest
) -> None:
    database = request.getfixturevalue(kind)
    database.open().begin(a_class(periods=3))
    database.close()
    content = bytearray(database.path.read_bytes())
    content[4096 * 5 : 4096 * 6] = Random(0).randbytes(4096)
    database.path.write_bytes(content)
    with pytest.raises(CannotOpen, match="damaged"):
        database.open()
    assert database.path.read_bytes() == bytes(content)


def used(location: str, passphrase: str | None = None) -> None:
    """Open a workspace and look at all that is in it."""
    with open_workspace(location, passphrase) as workspace:
        workspace.bookmark()
        for kept in workspace.classes():
            found = workspace.load(kept.class_id)
            changes(workspace, kept.class_id, 20)
            adaptations(workspace, kept.class_id)
            if found is not None:
                workspace.save(found, replace(found.work, tries=found.work.tries + 1))
        for name in NAMES[:2]:
            held_on(workspace, name)
        backup(workspace)


COLUMNS = """
    SELECT tables.name, columns.name FROM sqlite_master tables
    JOIN pragma_table_info(tables.name) columns
    WHERE tables.type = 'table' ORDER BY 1, 2
"""


def with_a_strange_value(path: Path, random: Random) -> None:
    with closing(dbapi2.connect(str(path), isolation_level=None)) as file:
        table, column = random.choice(file.execute(COLUMNS).fetchall())
        value = random.choice(
            ["x'ff00'", "CAST(x'ff' AS TEXT)", "'nonsense'", "-1", "1e300", "'{}'", "'[[]]'", "0"]
        )
        with suppress(dbapi2.IntegrityError):  # a key, which cannot be that
            file.execute(f"UPDATE OR IGNORE {table} SET {column} = {value}")  # noqa: S608


def with_bad_bytes(path: Path, random: Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(20):
        content[random.randrange(len(content))] = random.randrange(256)
    path.write_bytes(content)


def cut_off(path: Path, random: Random) -> None:
    path.write_bytes(path.read_bytes()[: random.randrange(path.stat().st_size)])


def with_another_schema(path: Path, random: Random) -> None:
    with closing(dbapi2.connect(str(path), isolation_level=None)) as file:
        tables = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        (name,) = random.choice(tables)
        file.execute("PRAGMA foreign_keys = OFF")
        file.execute("PRAGMA legacy_alter_table = ON")
        file.execute(f"ALTER TABLE {name} RENAME TO was_{name}")


DAMAGE = [with_a_strange_value, with_bad_bytes, cut_off, with_another_schema]


@pytest.mark.parametrize("damage", DAMAGE)
def test_of_many_damaged_files_each_is_used_or_told(
    tmp_path: Path, plain: Database, damage: Callable[[Path, Random], None]
) -> None:
    workspace = plain.open()
    workspace.begin(a_class(periods=3))
    workspace.begin(a_class())
    plain.close()
    content, random, told = plain.path.read_bytes(), Random(5), 0
    for number in range(12):
        path = tmp_path / f"{number}.db"
        path.write_bytes(content)
        damage(path, random)
        try:
            used(str(path))
        except MakkerskapError:
            told += 1
    assert told > 0


@pytest.mark.parametrize("damage", DAMAGE)
def test_of_many_damaged_backups_each_is_taken_in_or_told(
    tmp_path: Path, plain: Database, damage: Callable[[Path, Random], None]
) -> None:
    source = open_workspace(str(tmp_path / "source.db"))
    source.begin(a_class(periods=3))
    content, random = backup(source), Random(7)
    source.close()
    told = 0
    for number in range(8):
        path = tmp_path / f"{number}.db"
        path.write_bytes(content)
        damage(path, random)
        empty = open_workspace(str(tmp_path / f"empty {number}.db"))
        try:
            restored(empty, path.read_bytes(), None).close()
        except MakkerskapError:
            told += 1
            assert empty.classes() == ()
        else:
            used(str(tmp_path / f"empty {number}.db"))
        empty.close()
    assert told > 0


HOSTILE = {
    "a view for the version": (
        "DROP TABLE alembic_version; CREATE VIEW alembic_version AS "
        "WITH RECURSIVE n(version_num) AS (SELECT 1 UNION ALL SELECT version_num + 1 FROM n) "
        "SELECT version_num FROM n WHERE version_num < 0;"
    ),
    "a view for a table": (
        "ALTER TABLE bookmark RENAME TO b; CREATE VIEW bookmark AS "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i who, NULL school_class_id, '' step, '' language FROM n WHERE i < 0;"
    ),
    "a view with the same values": (
        "ALTER TABLE bookmark RENAME TO b; CREATE VIEW bookmark AS SELECT * FROM b;"
    ),
    "a virtual table": (
        "DROP TABLE bookmark; "
        "CREATE VIRTUAL TABLE bookmark USING fts5(who, school_class_id, step, language);"
    ),
    "a generated column elsewhere": "CREATE TABLE more (x, y AS (hex(zeroblob(9))) NOT NULL);",
    "a column too few": "ALTER TABLE school_class DROP COLUMN tries;",
    "a table too few": "DROP TABLE change;",
    "a generated column": (
        "DROP TABLE bookmark; CREATE TABLE bookmark (who TEXT, school_class_id, step, "
        "language AS (hex(zeroblob(500000000))));"
    ),
    "deep JSON": f"UPDATE school_class SET balance_attributes = '{DEEP}';",  # noqa: S608
    "an unknown choice in two": "UPDATE school_class SET revision = 'x';",
    "no version": "DELETE FROM alembic_version;",
}

HARMLESS = {
    "a table more": "CREATE TABLE more (x); INSERT INTO more VALUES ('Zz-Fremmed');",
    "a column more": "ALTER TABLE student ADD COLUMN more TEXT DEFAULT 'Zz-Fremmed';",
    "a trigger": ("CREATE TRIGGER gone AFTER INSERT ON change BEGIN DELETE FROM student; END;"),
    "a check that is not held": (
        "PRAGMA ignore_check_constraints = ON;"
        "CREATE TABLE more (x CHECK (x > 5)); INSERT INTO more VALUES (1);"
    ),
    "a strange type": "CREATE TABLE more (x GEOMETRY(1, 2), y UNKNOWN COLLATE nocase);",
    "a virtual table": "CREATE VIRTUAL TABLE more USING fts5(x);",
}


def with_more(content: bytes, path: Path, script: str) -> bytes:
    path.write_bytes(content)
    with closing(dbapi2.connect(str(path), isolation_level=None)) as file:
        file.execute("PRAGMA legacy_alter_table = ON")
        file.executescript(script)
    return path.read_bytes()


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A backup of one class."""
    with open_workspace(str(tmp_path / "source.db")) as source:
        source.begin(a_class(periods=2))
        return backup(source)


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_backup_is_refused_in_a_sentence(
    plain: Database, tmp_path: Path, content: bytes, what: str
) -> None:
    workspace = plain.open()
    hostile = with_more(content, tmp_path / "hostile.db", HOSTILE[what])
    with pytest.raises(NoBackup, match="no backup of the archive, or it is damaged"):
        restored(workspace, hostile, None)
    assert workspace.classes() == ()
    workspace.begin(a_class())
    assert len(list(plain.path.parent.iterdir())) <= 3  # the file, its backup, its lock


@pytest.mark.parametrize("what", ["a name of bytes", "a member of nobody", "no number"])
def test_a_backup_with_a_class_that_cannot_be_read_is_refused(
    plain: Database, tmp_path: Path, content: bytes, what: str
) -> None:
    with open_workspace(str(tmp_path / "source.db")) as source:
        (listed,) = source.classes()
    statement = STRANGE_VALUES[what].format(c="school_class", id=listed.class_id)
    workspace = plain.open()
    with pytest.raises(NoBackup):
        restored(workspace, with_more(content, tmp_path / "damaged.db", statement), None)
    assert workspace.classes() == ()


@pytest.mark.parametrize("revision", ["9999", "head", "0001:0002", "'; DROP TABLE student; --"])
def test_a_backup_of_a_newer_version_is_refused_in_its_own_words(
    plain: Database, tmp_path: Path, content: bytes, revision: str
) -> None:
    written = revision.replace("'", "''")
    script = f"UPDATE alembic_version SET version_num = '{written}'"  # noqa: S608
    workspace = plain.open()
    with pytest.raises(MadeByNewer, match="newer version"):
        restored(workspace, with_more(content, tmp_path / "newer.db", script), None)
    assert workspace.classes() == ()


@pytest.mark.parametrize("every", [100, 10**9])  # within a statement, and between two classes
def test_what_takes_longer_than_any_backup_of_ours_is_broken_off(
    plain: Database, content: bytes, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    monkeypatch.setattr(taking_in, "_LONGEST", -1)
    monkeypatch.setattr(taking_in, "_LOOK_EVERY", every)
    workspace = plain.open()
    with pytest.raises(NoBackup):
        restored(workspace, content, None)
    assert workspace.classes() == ()


@pytest.mark.parametrize("what", HARMLESS)
def test_only_what_is_ours_is_taken_over(
    plain: Database, tmp_path: Path, content: bytes, what: str
) -> None:
    def schema(path: Path) -> list[Any]:
        with closing(dbapi2.connect(str(path))) as file:
            return file.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()

    more = with_more(content, tmp_path / "more.db", HARMLESS[what])
    workspace = restored(plain.open(), more, None)
    (kept,) = workspace.classes()
    assert kept.students
    workspace.begin(a_class())
    workspace.close()
    with open_workspace(str(tmp_path / "source.db")):
        assert [name for name, _ in schema(plain.path)] == [
            name for name, _ in schema(tmp_path / "source.db")
        ]
    assert b"Zz-Fremmed" not in plain.path.read_bytes()


@pytest.mark.parametrize("file", ["liste.xlsx", "liste.csv", "liste.zip", "latin.csv"])
def test_a_file_of_another_kind_asks_for_no_passphrase(plain: Database, file: str) -> None:
    start = {
        "xlsx": b"PK\x03\x04" + Random(0).randbytes(8188),
        "zip": b"PK\x03\x04" + Random(1).randbytes(8188),
        "csv": "Navn;Klasse\nÅse Aune;8A\n".encode("latin-1") * 1000,
    }[file.rpartition(".")[2]]
    workspace = plain.open()
    with pytest.raises(NoBackup):
        restored(workspace, start[:8192], None)


def test_what_is_in_the_place_of_the_backup_is_told_with_its_path(
    plain: Database, tmp_path: Path
) -> None:
    copy = tmp_path / "kopi.db"
    copy.write_bytes(b"nothing of ours")
    content = plain.path.read_bytes()
    with pytest.raises(NoBackup, match=str(copy)):
        restored_for(plain.path, copy, None)
    assert plain.path.read_bytes() == content


@pytest.mark.parametrize("passphrase", ["ti tegn og \0 mer", "ti tegn og \ud800 mer", "\0" * 12])
def test_a_passphrase_that_cannot_be_used_is_refused_before_anything_is_done(
    plain: Database, encrypted: Database, passphrase: str
) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class())
    with pytest.raises(MakkerskapError, match="sign that cannot be used"):
        with_passphrase(workspace, passphrase)
    assert workspace.load(kept.class_id) == kept
    with pytest.raises(MakkerskapError, match="not the passphrase"):
        open_workspace(encrypted.location, passphrase)
    assert open_workspace(encrypted.location, PASSPHRASE).classes() == ()
