"""Letting go of one who has left, of a class, of a school year: out of the tables and the bytes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlcipher3 import dbapi2

from toolkit.acquaintance import coverage
from toolkit.errors import InputError
from toolkit.messages import Language, Translator
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rooms import Room, Side, desk_at
from toolkit.rules import KeepApart, Rules
from toolkit.seats import SeatedPeriod
from toolkit.workspace import scrubbing, tables
from toolkit.workspace.backups import newest_backups
from toolkit.workspace.beside import last_backup
from toolkit.workspace.database import CannotSave
from toolkit.workspace.erasing import (
    delete_class,
    delete_school_year,
    erase,
    leavers,
    pseudonymise,
)
from toolkit.workspace.log import Kind
from toolkit.workspace.records import changes, held_on
from toolkit.workspace.saving import save_work
from toolkit.workspace.scrubbing import NotScrubbed, is_unscrubbed, to_be_scrubbed
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import ChangedElsewhere, Kept, Workspace

from .kept import Database, everything, holds, rows
from .works import a_class, swapped_now

# One who leaves, another of the same name who stays, and one whose name the first one's is part of.
NAMES = ("Ann Li", "Ann Li", "Ann Lien", "Bo Bø", "Cai Dal", "Dag Eik", "Eva Foss", "Finn Gran")
GONE = "1"

NORWEGIAN = Translator(Language.NB)

type Erase = Callable[[Workspace, int, str, Translator], None]
WAYS = pytest.mark.parametrize("way", [pseudonymise, erase])


def left(workspace: Workspace, *, sign: str = "Zz-Hemmelig") -> Kept:
    """A class that student 1 has left after three periods, one of them corrected.

    The one who left has a class and an attribute that nobody else has.
    """
    work = a_class(*NAMES, periods=3)
    first, *others = work.roster
    marked = replace(first, school_class="8Å", attributes=(("språk", sign),))
    instead = {first: marked}
    work = replace(
        work,
        roster=Roster((marked, *others)),
        plan=exchanged(work.plan, instead),
        year=None,
        proposals=(),
        shown=None,
    )
    kept = workspace.begin(work)
    kept = workspace.save(kept, swapped_now(kept.work, "1", "4", date(2026, 8, 20)))
    rules = Rules(keep_apart=(KeepApart(("1", "3", "4")), KeepApart(("1", "2"))))
    gone = replace(kept.work, roster=Roster(tuple(others)), rules=rules)
    with workspace.transaction() as connection:  # as files were kept that rules name leavers in
        save_work(connection, kept.class_id, kept.work, gone, workspace.by)
    loaded = workspace.load(kept.class_id)
    assert loaded is not None
    kept = loaded
    assert leavers(workspace, kept.class_id) == (marked,)
    return kept


def exchanged(plan: Plan, moved: dict[Student, Student]) -> Plan:
    """The same plan with some students instead of others."""
    return replace(
        plan,
        periods=tuple(
            replace(
                period,
                groups=tuple(
                    replace(
                        group,
                        pairs=tuple(
                            replace(pair, students=tuple(moved.get(s, s) for s in pair.students))
                            for pair in group.pairs
                        ),
                    )
                    for group in period.groups
                ),
            )
            for period in plan.periods
        ),
    )


def loaded(workspace: Workspace, kept: Kept) -> Work:
    found = workspace.load(kept.class_id)
    assert found is not None
    return found.work


def meetings(work: Work) -> list[set[tuple[str, str]]]:
    """Who shares a group, period by period, of those who are still in the class."""
    present = work.roster.by_id
    return [
        {(a, b) for a, b in period.group_mates() if a in present and b in present}
        for period in work.plan.periods
    ]


@WAYS
def test_the_others_have_met_whom_they_had_met(workspace: Workspace, way: Erase) -> None:
    kept = left(workspace)
    before = loaded(workspace, kept)
    way(workspace, kept.class_id, GONE, NORWEGIAN)
    after = loaded(workspace, kept)
    assert after.roster == before.roster
    assert meetings(after) == meetings(before)
    for work in (before, after):
        assert coverage(work.plan, work.rules, work.roster).by_period == (
            coverage(before.plan, before.rules, before.roster).by_period
        )
    sizes = [[len(pair.students) for pair in period.pairs] for period in after.plan.periods]
    assert sizes == [[len(pair.students) for pair in p.pairs] for p in before.plan.periods]
    assert after.rules.keep_apart == (KeepApart(("3", "4")),)


@WAYS
def test_nothing_of_them_is_left_and_the_namesake_stays(workspace: Workspace, way: Erase) -> None:
    kept = left(workspace)
    assert "Zz-Hemmelig" in repr(everything(workspace))
    way(workspace, kept.class_id, GONE, NORWEGIAN)
    found = repr(everything(workspace))
    assert "Zz-Hemmelig" not in found
    assert "8Å" not in found
    assert leavers(workspace, kept.class_id) == ()
    (namesake,) = held_on(workspace, "Ann Li")
    assert namesake.student.id == "2"
    assert held_on(workspace, "Ann Lien")[0].student.id == "3"


@pytest.mark.parametrize(("way", "strangers"), [(pseudonymise, 1), (erase, 5)])
def test_a_pseudonym_is_one_and_nobody_is_many(
    workspace: Workspace, way: Erase, strangers: int
) -> None:
    kept = left(workspace)
    way(workspace, kept.class_id, GONE, NORWEGIAN)
    present = {row[0] for row in rows(workspace, tables.Student) if row[-2] is not None}
    theirs = [member[-1] for member in rows(workspace, tables.Member) if member[-1] not in present]
    # Three periods, and one of them as it was in force before it was corrected, and as it was
    # until then.
    assert len(theirs) == 5
    assert len(set(theirs)) == strangers


@WAYS
@pytest.mark.parametrize(("language", "word"), [("nb", "Elev"), ("nn", "Elev"), ("en", "Student")])
def test_the_pseudonym_is_in_the_language_of_whoever_asked(
    workspace: Workspace, way: Erase, language: str, word: str
) -> None:
    kept = left(workspace)
    way(workspace, kept.class_id, GONE, Translator(language))
    names = {s.name for s in loaded(workspace, kept).plan.periods[0].students} - set(NAMES)
    assert any(re.fullmatch(rf"{word} [0-9a-f]{{8}}", name) for name in names)
    assert leavers(workspace, kept.class_id) == ()


def test_a_name_that_looks_like_a_pseudonym_is_none(workspace: Workspace) -> None:
    work = a_class(periods=1)
    first, *others = work.roster
    named = replace(first, id="Elev 12ab34cd", name="Elev 12ab34cd")
    rules = Rules()
    plan = exchanged(work.plan, {first: named})
    work = Work(Roster((named, *others)), rules, plan)
    kept = workspace.begin(work)
    workspace.save(kept, replace(work, roster=Roster(tuple(others))))
    assert leavers(workspace, kept.class_id) == (named,)


@WAYS
def test_the_class_goes_on(workspace: Workspace, way: Erase) -> None:
    kept = left(workspace)
    way(workspace, kept.class_id, GONE, NORWEGIAN)
    found = workspace.load(kept.class_id)
    assert found is not None
    before = rows(workspace, tables.InForce), rows(workspace, tables.Member)
    saved = workspace.save(found, replace(found.work, tries=7))
    assert (rows(workspace, tables.InForce), rows(workspace, tables.Member)) == before
    assert workspace.load(kept.class_id) == saved


@WAYS
@pytest.mark.parametrize("key", ["2", "nobody"])
def test_those_in_the_class_are_refused(workspace: Workspace, way: Erase, key: str) -> None:
    kept = left(workspace)
    before = everything(workspace)
    with pytest.raises(InputError, match="Only one who has left"):
        way(workspace, kept.class_id, key, NORWEGIAN)
    assert everything(workspace) == before


@WAYS
def test_another_page_is_told_and_cannot_bring_them_back(database: Database, way: Erase) -> None:
    one, other = database.open("kari"), database.open("ola")
    kept = left(one)
    shown = other.load(kept.class_id)
    assert shown is not None
    way(one, kept.class_id, GONE, NORWEGIAN)
    with pytest.raises(ChangedElsewhere) as refused:
        other.save(shown, replace(shown.work, tries=7))
    assert refused.value.theirs == one.load(kept.class_id)
    newest = changes(one, kept.class_id, 1)[0]
    assert (newest.kind, newest.number, newest.by) == (Kind.ERASED, 1, "kari")


def test_a_class_goes_with_all_that_is_in_it(workspace: Workspace) -> None:
    other = workspace.begin(a_class(*NAMES, periods=1))
    before = everything(workspace)
    kept = left(workspace)
    delete_class(workspace, kept.class_id)
    assert everything(workspace) == before
    assert workspace.load(other.class_id) == other


def test_a_school_year_goes_with_its_classes(workspace: Workspace) -> None:
    old = left(workspace)
    with workspace.transaction() as connection:
        connection.execute(update(tables.SchoolYear).values(name="1999/2000"))
    new = workspace.begin(a_class(periods=1))
    delete_school_year(workspace, "1999/2000")
    assert [one.class_id for one in workspace.classes()] == [new.class_id]
    assert workspace.load(new.class_id) == new
    assert workspace.load(old.class_id) is None
    delete_school_year(workspace, workspace.classes()[0].school_year)
    assert not any(everything(workspace, tables.School).values())


def erased(workspace: Workspace, class_id: int) -> None:
    erase(workspace, class_id, GONE, NORWEGIAN)


def pseudonymised(workspace: Workspace, class_id: int) -> None:
    pseudonymise(workspace, class_id, GONE, NORWEGIAN)


def without_year(workspace: Workspace, _: int) -> None:
    delete_school_year(workspace, workspace.classes()[0].school_year)


COPIES = (
    *("makkerskap.db.backup-before", "makkerskap.backup-20260101-120000.db"),
    *("makkerskap.damaged-20260101-120000.db", "makkerskap.damaged-20260101-120000.db-wal"),
    *("makkerskap.db.strange-wal", "makkerskap.db.strange-journal"),
    *("makkerskap.db.new", "makkerskap.db.new-0123abcd", "makkerskap.db.new-0123abcd-journal"),
)
"""What may lie beside a file."""


@pytest.mark.parametrize("way", [pseudonymised, erased, delete_class, without_year])
def test_the_bytes_hold_no_name_afterwards(
    plain: Database, way: Callable[[Workspace, int], None]
) -> None:
    workspace, other = plain.open(), plain.open()
    kept = left(workspace, sign="Zz-" + "Hemmelig" * 600)  # over several pages
    other.load(kept.class_id)
    folder = plain.path.parent
    for copy in COPIES:
        (folder / copy).write_bytes(plain.path.read_bytes() + "Zz-Hemmelig".encode("utf-16-le"))
    assert holds(folder, "Zz-Hemmelig") == {plain.path.name, last_backup(plain.path).name, *COPIES}
    assert "makkerskap.db" in holds(folder, "Hemmelig" * 9)
    way(workspace, kept.class_id)
    assert holds(folder, "Zz-Hemmelig") == set()
    assert holds(folder, "Hemmelig" * 9) == set()
    backups = {"makkerskap.db.backup-last"} if workspace.classes() else set()
    plain.close()
    assert {file.name for file in folder.iterdir()} == {"makkerskap.db", *backups}
    assert holds(folder, "Zz-Hemmelig") == set()


@pytest.mark.parametrize("way", [erased, delete_class, without_year])
def test_the_bytes_hold_no_seat_afterwards(
    plain: Database, way: Callable[[Workspace, int], None]
) -> None:
    """Where the one who left sat, of all; and with a class goes the room as it sat in it."""
    own = Room("Zz-Rommet", Side.TOP, 3, 4, (desk_at("a", [(1, 1), (1, 2)]),))
    workspace = plain.open()
    kept = left(workspace)
    seats = ((GONE, "zzplassen1"), ("2", "zzplassen2"))
    workspace.save(kept, kept.work.seated(SeatedPeriod(1, own, seats, locked=(GONE,))))
    folder = plain.path.parent
    for mark in ("zzplassen1", "zzplassen2", "Zz-Rommet"):
        assert plain.path.name in holds(folder, mark)
    way(workspace, kept.class_id)
    assert holds(folder, "zzplassen1") == set()
    stays = {plain.path.name, last_backup(plain.path).name} if way is erased else set()
    assert holds(folder, "zzplassen2") == holds(folder, "Zz-Rommet") == stays
    plain.close()
    assert holds(folder, "zzplassen1") == set()


def test_what_is_left_is_backed_up_at_once(plain: Database) -> None:
    workspace = plain.open()
    kept = left(workspace)
    workspace.begin(a_class("Zz-Blir", *NAMES[1:]))
    delete_class(workspace, kept.class_id)
    (backup,) = newest_backups(plain.path)
    assert holds(backup.parent, "Zz-Blir") == {plain.path.name, backup.name}
    assert holds(backup.parent, "Zz-Hemmelig") == set()


def test_a_name_with_brackets_has_backups_too(tmp_path: Path, plain_file: Path) -> None:
    database = Database(str(tmp_path / "skole [8A] *.db"))
    database.path.write_bytes(plain_file.read_bytes())
    backup = tmp_path / "skole [8A] *.backup-20260101-120000.db"
    backup.write_text("Zz-Hemmelig")
    workspace = database.open()
    delete_class(workspace, workspace.begin(a_class()).class_id)
    assert not backup.exists()
    database.close()


@pytest.fixture
def reader(plain: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A connection of another program, to hold the file with."""
    monkeypatch.setattr("toolkit.workspace.database._PATIENCE", 0.1)
    connection = dbapi2.connect(plain.location, isolation_level=None)
    yield connection
    connection.close()


def read(reader: Any) -> None:
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM student").fetchall()


def test_where_a_reader_is_in_the_way_nothing_is_said_to_be_deleted(
    plain: Database, reader: Any
) -> None:
    workspace = plain.open()
    kept = left(workspace)
    read(reader)
    with pytest.raises(CannotSave, match="Another page or program"):
        erase(workspace, kept.class_id, GONE, NORWEGIAN)
    assert [student.id for student in leavers(workspace, kept.class_id)] == [GONE]


@pytest.mark.parametrize("was_there", [False, True])
def test_what_fails_leaves_the_mark_as_it_was(plain: Database, was_there: bool) -> None:
    """Or backups went for nothing, or what was to go out of the file never did."""
    if was_there:
        plain.path.with_name(plain.path.name + ".unscrubbed").touch()
    with pytest.raises(CannotSave), to_be_scrubbed(plain.path):
        raise CannotSave
    assert is_unscrubbed(plain.path) == was_there


def test_what_is_not_out_of_the_file_is_marked_whatever_another_page_did(
    plain: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class())

    def finished_elsewhere(*_: object) -> None:
        plain.path.with_name(plain.path.name + ".unscrubbed").unlink()
        raise CannotSave

    with monkeypatch.context() as between:
        between.setattr(scrubbing, "run_alone", finished_elsewhere)
        with pytest.raises(NotScrubbed):
            delete_class(workspace, kept.class_id)
    assert is_unscrubbed(plain.path)


def test_where_a_reader_comes_in_between_it_says_so(
    plain: Database, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = plain.open()
    kept = left(workspace)
    with monkeypatch.context() as between:
        between.setattr(scrubbing, "delete_backups", lambda _path: read(reader))
        with pytest.raises(NotScrubbed):
            erase(workspace, kept.class_id, GONE, NORWEGIAN)
    assert leavers(workspace, kept.class_id) == ()  # gone from the tables all the same
    mark = plain.path.with_name(plain.path.name + ".unscrubbed")
    plain.open()  # cannot either, and opens all the same
    assert mark.exists()
    reader.execute("COMMIT")
    plain.open()
    assert not mark.exists()
    assert holds(plain.path.parent, "Zz-Hemmelig") == set()
