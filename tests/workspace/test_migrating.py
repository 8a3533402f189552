"""Old databases are brought up to date, with all that is in them, or are left as they were."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, inspect, select, text

from toolkit.errors import InputError
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.seats import Seating
from toolkit.workspace import migrating, tables
from toolkit.workspace.adaptations import adaptations
from toolkit.workspace.beside import backups_of, discard
from toolkit.workspace.database import CannotSave, file_engine, for_migrations, server_engine
from toolkit.workspace.erasing import leavers
from toolkit.workspace.location import is_server
from toolkit.workspace.protecting import with_passphrase
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Bookmark, Workspace

from .kept import Database, everything, holds, rows
from .works import NAMES, a_class, seated_in, swapped_now

NEWEST = migrating.known_revisions()[-1]
FIRST = "0001"
THEN = "0002"
DATA = Path(__file__).with_name("data")
RENAMED = {
    ("seat",): "member",
    ("desk",): "bookmark",
    ("deviation",): "adaptation",
    ("proposal", "place"): "position",
    ("school_class", "place"): "shown",
}
"""What tables and columns are called today, by what they were called then."""

GONE = {
    *(("proposal", "year_id"), ("planned_year",), ("planned_period",)),
    *(("desk", "discreet"), ("bookmark", "discreet")),
}
"""Columns, and tables in which not all rows stay: a proposal had two whole years."""

type Content = dict[str, list[dict[str, Any]]]


@contextmanager
def engine_of(database: Database) -> Iterator[Engine]:
    """The database without the workspace around it."""
    server = is_server(database.location)
    engine = (
        server_engine(database.location)
        if server
        else file_engine(database.path, database.passphrase)
    )
    yield engine
    engine.dispose()


def revision_of(database: Database) -> str:
    with engine_of(database) as engine, engine.begin() as connection:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def call_it(connection: Connection, revision: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


def content_of(database: Database) -> Content:
    """All rows of all tables, whatever these are."""
    with engine_of(database) as engine, engine.begin() as connection:
        found = MetaData()
        found.reflect(connection)
        return {
            table.name: [
                dict(row._mapping)
                for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


def shapes_of(database: Database) -> dict[str, Any]:
    """All that tells what the tables can hold."""
    with engine_of(database) as engine:
        found = inspect(engine)
        ask = {
            "columns": found.get_columns,
            "primary key": found.get_pk_constraint,
            "references": found.get_foreign_keys,
            "indexes": found.get_indexes,
            "unique": found.get_unique_constraints,
            "checks": found.get_check_constraints,
        }
        return {
            f"{table}: {kind}": sorted(str(one) for one in listed)
            for table in found.get_table_names()
            for kind, of_table in ask.items()
            for told in [of_table(table)]
            for listed in [told if isinstance(told, list) else [told]]
        }


def read_in(database: Database, revision: str) -> None:
    """Make the database one that the program really wrote at that revision."""
    if is_server(database.location):
        with engine_of(database) as engine, engine.begin() as connection:
            connection.exec_driver_sql((DATA / f"{revision}.postgresql.sql").read_text())
    else:
        discard(database.path)
        with engine_of(database) as engine, engine.connect() as connection:
            script = (DATA / f"{revision}.sqlite.sql").read_text()
            connection.connection.driver_connection.executescript(script)


def as_it_was(database: Database, revision: str = THEN) -> Content:
    """Make the database one that the program really wrote at an earlier revision.

    Two classes stand in it. One has two periods in force and five proposals, of which two are
    undone, and a deviation. Of the other three have left; the first was pseudonymised, the
    second erased. Kari has left off in the first, Ola nowhere.
    """
    read_in(database, THEN)
    if revision == FIRST:
        with engine_of(database) as engine, engine.begin() as connection:
            connection.execute(text("DROP TABLE deviation"))
            call_it(connection, FIRST)
    return content_of(database)


def as_it_is(content: Content) -> Content:
    """The same rows under the names of today."""
    return {
        RENAMED.get((table,), table): [
            {
                RENAMED.get((table, column), column): value
                for column, value in row.items()
                if (table, column) not in GONE
            }
            for row in rows
        ]
        for table, rows in content.items()
        if (table,) not in GONE
    }


def only(content: Content, columns: Content) -> Content:
    """As much of the content as there are tables and columns in the other."""
    return {
        table: [{column: row[column] for column in (rows[0] if rows else ())} for row in found]
        for table, found in content.items()
        if (rows := columns.get(table)) is not None
    }


def the_class_of_then() -> Work:
    """What the first class of the database of then looked like."""
    work = without_seats(a_class(periods=2))
    proposals = list(work.proposals)
    for one, other in (("3", "4"), ("5", "8"), ("1", "7")):
        last = proposals[-1]
        proposals.append(replace(last, period=last.period.swapped(one, other)))
    return replace(work, proposals=tuple(proposals), shown=2, year=proposals[2].year)


def without_seats(work: Work) -> Work:
    """The class without what the tables had no room for before there were seats."""
    rules = replace(work.rules, seats=())
    return replace(work, rules=rules, seating=Seating(()), calendar=None)


def differences(workspace: Workspace) -> list[Any]:
    """Between the tables as they are and as the code has them."""
    with workspace.transaction() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, tables.Base.metadata))


def test_the_revisions_are_known_without_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating._SCRIPTS))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert [script.revision for script in reversed(scripts)] == migrating.known_revisions()


def test_the_tables_are_as_the_code_has_them(database: Database) -> None:
    assert differences(database.open()) == []


def test_the_migrations_lead_to_the_same_tables(database: Database) -> None:
    database.open()
    database.close()
    made = shapes_of(database)
    with engine_of(database) as engine, for_migrations(engine).begin() as connection:
        for table in reversed(tables.Base.metadata.sorted_tables):
            table.drop(connection)
        migrating._VERSION.drop(connection)
        migrating.migrate(connection, NEWEST)
    assert shapes_of(database) == made
    assert revision_of(database) == NEWEST


def test_so_they_are_under_a_new_passphrase(plain: Database) -> None:
    workspace = with_passphrase(plain.open(), "a long passphrase")
    plain.opened.append(workspace)
    assert differences(workspace) == []
    with workspace.transaction() as connection:
        connection.execute(text("DROP INDEX ix_member_student_id"))
    assert len(differences(workspace)) == 1


@pytest.mark.parametrize("revision", [FIRST, THEN])
def test_an_old_one_keeps_all_and_leaves_a_backup(database: Database, revision: str) -> None:
    old = as_it_was(database, revision)
    before = as_it_is(old)
    workspace = database.open()
    assert differences(workspace) == []
    database.close()
    assert revision_of(database) == NEWEST
    assert only(content_of(database), before) == before
    if is_server(database.location):
        return
    (backup,) = backups_of(database.path)
    assert backup.stat().st_mode & 0o777 == 0o600
    in_backup = {name for name in NAMES if backup.name in holds(backup.parent, name)}
    assert in_backup == (set() if database.passphrase else set(NAMES))
    copy = Database(str(backup), database.passphrase)
    assert revision_of(copy) == revision
    assert content_of(copy) == old
    copy.open()  # and it can be used
    copy.close()
    assert only(content_of(copy), before) == before


def test_an_old_one_goes_on(database: Database) -> None:
    as_it_was(database)
    workspace = database.open()
    ids = {kept.sample: kept.class_id for kept in workspace.classes()}
    first, other = workspace.load(ids[""]), workspace.load(ids["8b"])
    assert first is not None
    assert other is not None
    assert first == Kept(ids[""], 5, the_class_of_then())
    assert [student.name for student in other.work.roster] == list(NAMES[3:])
    assert [student.name for student in leavers(workspace, other.class_id)] == [NAMES[2]]
    nobodies = [row[3] for row in rows(workspace, tables.Student) if row[-1]]
    assert len(nobodies) == 5
    assert all(name.startswith("Elev ") for name in nobodies)
    assert [period.number for period in other.work.plan.periods] == [1, 2, 3]
    (noted,) = adaptations(workspace, first.class_id)
    assert noted.adaptation == Adaptation(Adapted.LATE, Reason.HOLIDAY)
    assert workspace.bookmark() == Bookmark(first.class_id, "rules", "nn")
    assert database.open("ola").bookmark() == Bookmark(None, "roster", "")
    counted = (tables.SchoolClass, tables.Proposal)
    before = everything(workspace, *counted)
    for kept in (first, other):
        again = workspace.save(kept, kept.work)
        assert workspace.load(kept.class_id) == again
    assert everything(workspace, *counted) == before


def test_one_of_before_periods_were_corrected_goes_on(database: Database) -> None:
    """It has had its second period taken back and put in force again, and a swap undone."""
    read_in(database, "0005")
    workspace = database.open()
    assert differences(workspace) == []
    (listed,) = workspace.classes()
    kept = workspace.load(listed.class_id)
    assert kept is not None
    year = a_class(periods=2).year
    assert year is not None
    then = without_seats(a_class(periods=1))
    expected = then.accepted().found(year).swapped("3", "4").swapped("5", "8")
    assert kept.work == replace(expected.undone(), tries=kept.work.tries, bound=kept.work.bound)
    assert (kept.work.replacing, kept.work.searching, kept.work.corrected_on) == (
        False,
        False,
        None,
    )
    before = rows(workspace, tables.Period)
    again = workspace.save(kept, kept.work)
    assert rows(workspace, tables.Period) == before
    mended = workspace.save(again, swapped_now(again.work, "3", "6", date(2026, 8, 20)))
    assert workspace.load(listed.class_id) == mended
    assert mended.work.plan.periods[-1].earlier


def test_one_of_before_there_were_seats_goes_on(database: Database) -> None:
    """Its second period has been corrected, and is planned anew while it stays in force."""
    read_in(database, "0006")
    workspace = database.open()
    assert differences(workspace) == []
    (listed,) = workspace.classes()
    kept = workspace.load(listed.class_id)
    assert kept is not None
    year = a_class(periods=2).year
    assert year is not None
    then = without_seats(a_class(periods=1)).accepted()
    then = swapped_now(then, "3", "6", date(2026, 8, 20)).begun_again()
    assert kept.work == then.found(year).swapped("1", "5")
    assert workspace.bookmark() == Bookmark(kept.class_id, "rules", "nn")
    (noted,) = adaptations(workspace, kept.class_id)
    assert noted.adaptation == Adaptation(Adapted.LATE, Reason.HOLIDAY)
    seated = kept.work.seated(seated_in(kept.work.plan.periods[0]))
    rules = replace(seated.rules, seats=a_class().rules.seats)
    saved = workspace.save(kept, replace(seated, rules=rules))
    assert workspace.load(kept.class_id) == saved


def test_a_new_one_and_one_of_today_leave_no_backup(plain: Database, tmp_path: Path) -> None:
    plain.open()
    new = Database(str(tmp_path / "new" / "w.db"))
    new.open()
    new.close()
    assert backups_of(plain.path) == backups_of(new.path) == ()


def test_one_of_tomorrow_is_refused_and_kept(database: Database) -> None:
    workspace = database.open()
    kept = workspace.begin(a_class())
    database.close()
    with engine_of(database) as engine, engine.begin() as connection:
        call_it(connection, "9999")
    with pytest.raises(InputError, match="newer version"):
        database.open()
    assert revision_of(database) == "9999"
    with engine_of(database) as engine, engine.begin() as connection:
        call_it(connection, NEWEST)
    assert database.open().load(kept.class_id) == kept


def test_one_that_another_machine_has_migrated_is_refused_in_the_same_words(
    database: Database,
) -> None:
    page = database.open()
    kept = page.begin(a_class())
    with engine_of(database) as engine, engine.begin() as connection:
        connection.execute(text("ALTER TABLE school_class RENAME TO class_of_tomorrow"))
        call_it(connection, "9999")
    for use in (
        lambda: page.load(kept.class_id),
        lambda: page.save(kept, replace(kept.work, tries=9)),
        lambda: page.begin(kept.work),
    ):
        with pytest.raises(migrating.MadeByNewer, match="newer version"):
            use()
    with engine_of(database) as engine, engine.begin() as connection:
        call_it(connection, NEWEST)
    with pytest.raises(CannotSave):  # and nothing else is
        page.load(kept.class_id)


type WriteMigration = Callable[[str], object]


@pytest.fixture
def write_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteMigration:
    """Adds a migration behind the newest, of these lines."""

    def write(lines: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrating._SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(migrating, "_SCRIPTS", scripts)
        written = scripts / "versions" / "9000_next.py"
        written.write_text(MIGRATION + indent(dedent(lines), "    "))

    return write


MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{NEWEST}"


def upgrade():
"""


def test_one_that_fails_half_way_leaves_all_as_it_was(
    database: Database, write_migration: WriteMigration
) -> None:
    content = as_it_was(database)
    write_migration("""
        op.drop_table("student")
        op.execute("UPDATE student SET name = 'gone'")
        op.execute("SELECT * FROM there_is_no_such_table")
    """)
    with pytest.raises(InputError):
        database.open()
    assert revision_of(database) == THEN
    assert content_of(database) == content


def test_one_that_builds_a_table_anew_keeps_what_refers_to_it(
    database: Database, write_migration: WriteMigration
) -> None:
    content = as_it_is(as_it_was(database))
    write_migration("""
        with op.batch_alter_table("school_class") as table:
            table.alter_column("sample", new_column_name="example")
    """)
    workspace = database.open()
    for row in content["school_class"]:
        row["example"] = row.pop("sample")
    assert only(content_of(database), content) == content
    with workspace.transaction() as connection:
        connection.execute(text("DELETE FROM school_class"))
    left = everything(workspace, tables.School, tables.SchoolYear, tables.SchoolClass)
    assert {row[1] for row in left.pop("bookmark")} == {None}
    assert not any(left.values())
