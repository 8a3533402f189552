"""Old databases are brought up to date, with all that is in them, or are left as they were."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from toolkit.errors import InputError
from toolkit.workspace import migrating, tables
from toolkit.workspace.copying import backups_of
from toolkit.workspace.database import file_engine, server_engine
from toolkit.workspace.location import is_server
from toolkit.workspace.protecting import with_passphrase
from toolkit.workspace.work import Kept
from toolkit.workspace.workspace import Workspace

from .kept import Place, everything, holds
from .works import NAMES, a_class

FIRST = "0001"


@contextmanager
def engine_of(place: Place) -> Iterator[Engine]:
    """The database without the workspace around it."""
    server = is_server(place.location)
    engine = server_engine(place.location) if server else file_engine(place.path, place.passphrase)
    yield engine
    engine.dispose()


def revision_of(place: Place) -> str:
    with engine_of(place) as engine, engine.begin() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def call_it(connection: Connection, revision: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


def as_it_was_first(place: Place) -> tuple[Kept, dict[str, list[tuple[Any, ...]]]]:
    """Bring a workspace with a class in it back to the first revision."""
    workspace = place.open()
    kept = workspace.begin(a_class(periods=2))
    content = everything(workspace)
    place.close()
    with engine_of(place) as engine, engine.begin() as connection:
        connection.execute(text("DROP TABLE deviation"))
        call_it(connection, FIRST)
    return kept, content


def differences(workspace: Workspace) -> list[Any]:
    """Between the tables as they are and as the code has them."""
    with workspace.transaction() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, tables.Base.metadata))


def test_the_newest_revision_is_known() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating._SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrating.REVISION]


def test_the_tables_are_as_the_code_has_them(place: Place) -> None:
    assert differences(place.open()) == []


def test_so_they_are_under_a_new_passphrase(plain: Place) -> None:
    workspace = with_passphrase(plain.open(), "a long passphrase")
    plain.opened.append(workspace)
    assert differences(workspace) == []
    with workspace.transaction() as connection:
        connection.execute(text("DROP INDEX ix_seat_student_id"))
    assert len(differences(workspace)) == 1


def test_an_old_one_keeps_all_and_leaves_a_backup(place: Place) -> None:
    kept, content = as_it_was_first(place)
    workspace = place.open()
    assert everything(workspace) == content
    assert workspace.load(kept.class_id) == kept
    assert differences(workspace) == []
    place.close()
    assert revision_of(place) == migrating.REVISION
    if is_server(place.location):
        return
    (backup,) = backups_of(place.path)
    assert backup.stat().st_mode & 0o777 == 0o600
    in_backup = {name for name in NAMES if backup.name in holds(backup.parent, name)}
    assert in_backup == (set() if place.passphrase else set(NAMES))
    old = Place(str(backup), place.passphrase)
    assert revision_of(old) == FIRST
    with engine_of(old) as engine, engine.begin() as connection:
        assert "deviation" not in inspect(connection).get_table_names()
        names = connection.scalars(text("SELECT name FROM student ORDER BY position")).all()
    assert tuple(names) == NAMES
    again = old.open()  # and it can be used
    assert again.load(kept.class_id) == kept
    old.close()


def test_a_new_one_and_one_of_today_leave_no_backup(plain: Place, tmp_path: Path) -> None:
    plain.open()
    new = Place(str(tmp_path / "new" / "w.db"))
    new.open()
    new.close()
    assert backups_of(plain.path) == backups_of(new.path) == ()


def test_one_of_tomorrow_is_refused_and_kept(place: Place) -> None:
    workspace = place.open()
    kept = workspace.begin(a_class())
    place.close()
    with engine_of(place) as engine, engine.begin() as connection:
        call_it(connection, "9999")
    with pytest.raises(InputError, match="newer version"):
        place.open()
    assert revision_of(place) == "9999"
    with engine_of(place) as engine, engine.begin() as connection:
        call_it(connection, migrating.REVISION)
    assert place.open().load(kept.class_id) == kept


type WriteMigration = Callable[[str], object]


@pytest.fixture
def write_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteMigration:
    """Adds a migration behind the newest, of these lines."""

    def write(lines: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrating._SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(migrating, "_SCRIPTS", scripts)
        monkeypatch.setattr(migrating, "REVISION", "next")
        written = scripts / "versions" / "next.py"
        written.write_text(MIGRATION + indent(dedent(lines), "    "))

    return write


MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{migrating.REVISION}"


def upgrade():
"""


def test_one_that_fails_half_way_leaves_all_as_it_was(
    place: Place, write_migration: WriteMigration
) -> None:
    as_it_was_first(place)
    write_migration("""
        op.drop_table("seat")
        op.execute("UPDATE student SET name = 'gone'")
        op.execute("SELECT * FROM there_is_no_such_table")
    """)
    with pytest.raises(InputError):
        place.open()
    assert revision_of(place) == FIRST
    with engine_of(place) as engine, engine.begin() as connection:
        found = inspect(connection).get_table_names()
        assert "seat" in found
        assert "deviation" not in found
        names = connection.scalars(text("SELECT name FROM student ORDER BY position")).all()
    assert tuple(names) == NAMES


def test_one_that_builds_a_table_anew_keeps_what_refers_to_it(
    place: Place, write_migration: WriteMigration
) -> None:
    _, content = as_it_was_first(place)
    write_migration("""
        with op.batch_alter_table("school_class") as table:
            table.alter_column("sample", new_column_name="example")
    """)
    workspace = place.open()
    found = everything(workspace, tables.SchoolClass)
    assert found == {name: content[name] for name in found}
    with workspace.transaction() as connection:
        connection.execute(text("DELETE FROM school_class"))
    left = everything(workspace, tables.School, tables.SchoolYear, tables.SchoolClass)
    assert not any(left.values())
