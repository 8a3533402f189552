"""Several pages on one workspace at once."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from toolkit.people import Roster
from toolkit.workspace import loading
from toolkit.workspace.database import CannotSave
from toolkit.workspace.erasing import delete_class
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import ChangedElsewhere, Kept, Workspace

from .kept import Database, everything
from .works import a_class, students_of


def test_the_second_save_is_refused_and_shown_the_first(database: Database) -> None:
    one, other = database.open("kari"), database.open("ola")
    mine = one.begin(a_class())
    theirs = other.load(mine.class_id)
    assert theirs is not None
    first = one.save(mine, replace(mine.work, tries=5))
    before = everything(one)
    with pytest.raises(ChangedElsewhere) as refused:
        other.save(theirs, Work(Roster(students_of("Eli"))))
    assert refused.value.theirs == first
    assert everything(other) == before
    again = other.save(first, replace(first.work, tries=6))
    assert one.load(mine.class_id) == again


def test_of_a_deleted_class_there_is_nothing(database: Database) -> None:
    one, other = database.open(), database.open()
    kept = one.begin(a_class())
    delete_class(other, kept.class_id)
    with pytest.raises(ChangedElsewhere) as refused:
        one.save(kept, kept.work)
    assert refused.value.theirs is None
    assert one.load(kept.class_id) is None
    assert one.classes() == ()


def test_a_class_in_a_deleted_one_s_place_is_not_overwritten(database: Database) -> None:
    one, other = database.open(), database.open()
    kept = one.begin(a_class())
    delete_class(other, kept.class_id)
    new = other.begin(Work(Roster(students_of("Eli"))))
    with pytest.raises(ChangedElsewhere):
        one.save(kept, kept.work)
    assert other.load(new.class_id) == new


def test_of_many_threads_one_wins(database: Database) -> None:
    pages = [database.open(f"page {number}") for number in range(4)]
    kept = pages[0].begin(a_class())
    start = Barrier(len(pages))

    def save(number: int) -> Kept | None:
        start.wait()
        try:
            return pages[number].save(kept, replace(kept.work, tries=100 + number))
        except ChangedElsewhere:
            return None

    with ThreadPoolExecutor(len(pages)) as pool:
        saved = [one for one in pool.map(save, range(len(pages))) if one is not None]
    assert saved == [pages[0].load(kept.class_id)]


def save_in_process(location: str, number: int, kept: Kept, start: Any, tell: Any) -> None:
    page = open_workspace(location)
    start.wait()
    try:
        page.save(kept, replace(kept.work, tries=100 + number))
    except ChangedElsewhere:
        tell.put(None)
    else:
        tell.put(number)


def test_of_two_processes_one_wins(plain: Database) -> None:
    page = plain.open()
    kept = page.begin(a_class())
    processes = multiprocessing.get_context("spawn")
    start, tell = processes.Barrier(2), processes.Queue()
    running = [
        processes.Process(target=save_in_process, args=(plain.location, number, kept, start, tell))
        for number in range(2)
    ]
    for process in running:
        process.start()
    told = {tell.get(timeout=60) for _ in running}
    for process in running:
        process.join()
    (winner,) = told - {None}
    assert None in told
    found = page.load(kept.class_id)
    assert found is not None
    assert found.work.tries == 100 + winner


def in_between(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> Thread:
    """Begin to act in another thread while a class is being loaded."""
    acting = Thread(target=act)
    load_students = loading.load_students

    def slowly(*args: object) -> object:
        monkeypatch.setattr(loading, "load_students", load_students)
        acting.start()
        acting.join(0.5)  # over by then, where nothing holds it back
        return load_students(*args)

    monkeypatch.setattr(loading, "load_students", slowly)
    return acting


def test_a_class_is_loaded_as_it_was_at_one_moment(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = database.open(), database.open()
    kept = one.begin(a_class(periods=1))
    later = Work(Roster(students_of("Eli")), tries=77)
    saving = in_between(monkeypatch, lambda: other.save(kept, later))
    loaded = one.load(kept.class_id)
    saving.join()
    assert loaded == kept
    after = one.load(kept.class_id)
    assert after is not None
    assert after.work == later


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_first_pages_at_once_make_one_workspace(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    new = kind == "sqlite"
    database = Database(str(tmp_path / "new.db")) if new else request.getfixturevalue(kind)
    start = Barrier(3)

    def begin(_: int) -> Workspace:
        start.wait()
        return database.open()

    with ThreadPoolExecutor(3) as pool:
        pages = list(pool.map(begin, range(3)))
    kept = pages[0].begin(a_class())
    assert pages[1].load(kept.class_id) == kept
    database.close()


def test_a_database_that_does_not_answer_is_told_and_nothing_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.workspace.database._PATIENCE", 0.1)
    one, other = database.open(), database.open()
    kept = one.begin(a_class())
    with one.transaction(), pytest.raises(CannotSave):
        other.save(kept, replace(kept.work, tries=9))
    assert one.load(kept.class_id) == kept
    saved = other.save(kept, replace(kept.work, tries=9))  # try again
    assert one.load(kept.class_id) == saved
