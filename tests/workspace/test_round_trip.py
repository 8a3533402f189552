"""What is saved is loaded again, and is the same."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.workspace import tables
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark, Workspace

from .kept import Database, everything, rows
from .works import NAMES, a_class, histories, period_of, students_of, swapped_now

# How often it is tried: another server's SQL is another, a passphrase changes none of it.
TRIED = {"plain": 40, "postgresql": 30, "encrypted": 10}


@pytest.mark.parametrize("kind", TRIED)
def test_every_class_comes_back_as_it_was_saved(kind: str, request: pytest.FixtureRequest) -> None:
    database: Database = request.getfixturevalue(kind)
    workspace = database.open()

    @settings(max_examples=TRIED[kind], deadline=None)
    @given(history=histories())
    def comes_back(history: list[Work]) -> None:
        first, *later = history
        kept = workspace.begin(first)
        assert workspace.load(kept.class_id) == kept
        for work in later:
            kept = workspace.save(kept, work)
            assert workspace.load(kept.class_id) == kept
            assert kept.work == work

    comes_back()


@pytest.mark.parametrize(
    "work",
    [
        Work(Roster(students_of("Eli"))),
        a_class(),
        a_class(periods=2),
        replace(a_class(), year=None, proposals=(), shown=None),
        replace(a_class(periods=1), plan=Plan((), "8A"), proposals=(), shown=None),
        replace(a_class(), sample="8a", shown=None),
        replace(a_class(periods=2), searching=True),
        swapped_now(a_class(periods=2), "3", "6", date(2026, 8, 20)),
        swapped_now(a_class(periods=2), "3", "6", date(2026, 8, 20)).begun_again(),
        replace(a_class(periods=1), plan=a_class(periods=2).plan, replacing=True, shown=None,
                proposals=()),
    ],
    ids=[
        "list", "proposed", "in force", "rules", "taken back", "sample",
        "searching", "corrected", "corrected and begun again", "begun again",
    ],
)  # fmt: skip
def test_small_classes_come_back(database: Database, work: Work) -> None:
    class_id = database.open().begin(work).class_id
    kept = database.open().load(class_id)
    assert kept is not None
    assert kept.work == work


def test_who_has_left_keeps_name_and_groups(workspace: Workspace) -> None:
    work = a_class(periods=2)
    kept = workspace.begin(work)
    smaller = replace(work, roster=Roster(work.roster.students[1:]), rules=Work(work.roster).rules)
    workspace.save(kept, smaller)
    loaded = workspace.load(kept.class_id)
    assert loaded is not None
    assert loaded.work == smaller
    assert work.roster.students[0] in loaded.work.plan.periods[0].students


def test_who_has_left_in_mid_period_keeps_name_and_groups(workspace: Workspace) -> None:
    """Nothing but how it was before the correction names them then."""
    work = replace(a_class(periods=1), proposals=(), shown=None, year=None)
    first, *others = work.roster
    (period,) = work.plan.periods
    without = replace(period, groups=tuple(g for g in period.groups if first not in g.students))
    kept = workspace.begin(work)
    kept = workspace.save(kept, work.mended(without, date(2026, 8, 20)))
    smaller = replace(kept.work, roster=Roster(tuple(others)), rules=Work(work.roster).rules)
    kept = workspace.save(kept, smaller)
    loaded = workspace.load(kept.class_id)
    assert loaded == kept
    assert first in loaded.work.plan.periods[0].earlier[0].students
    renamed = replace(others[0], name="Bo Bø Lie")
    kept = workspace.save(kept, kept.work.corrected(Roster((renamed, *others[1:]))))
    loaded = workspace.load(kept.class_id)
    assert loaded == kept
    assert renamed in loaded.work.plan.periods[0].earlier[0].students


def test_what_was_before_a_correction_is_one_row_however_often_it_is_saved(
    workspace: Workspace,
) -> None:
    work = replace(a_class(periods=2), proposals=(), shown=None, year=None)
    kept = workspace.begin(work)
    days = [date(2026, 8, day) for day in (20, 22, 24)]
    for on in days:
        kept = workspace.save(kept, swapped_now(kept.work, "3", "6", on))
    # Each of what was before, and each of what was in force: the last has three before it.
    assert len(rows(workspace, tables.EarlierSeating)) == 1 + 2 + 3
    assert len(rows(workspace, tables.Period)) == 2 + 2 * len(days)
    assert workspace.load(kept.class_id) == kept


def test_a_new_name_is_new_in_every_period(workspace: Workspace) -> None:
    work = a_class(periods=1)
    kept = workspace.begin(work)
    first, *others = work.roster
    renamed = replace(first, name="Åse Aune Lie")
    workspace.save(kept, replace(work, roster=Roster((renamed, *others))))
    loaded = workspace.load(kept.class_id)
    assert loaded is not None
    assert renamed in loaded.work.plan.periods[0].students
    assert first not in loaded.work.plan.periods[0].students


def test_saving_twice_changes_nothing(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=2))
    counted = (tables.SchoolClass, tables.Proposal)  # how often; proposals are written anew
    before = everything(workspace, *counted)
    kept = workspace.save(kept, kept.work)
    loaded = workspace.load(kept.class_id)
    assert loaded is not None
    workspace.save(kept, loaded.work)
    assert everything(workspace, *counted) == before


def test_what_nothing_refers_to_is_let_go(workspace: Workspace) -> None:
    empty = Work(Roster(students_of(*NAMES[:3])))
    kept = workspace.begin(empty)
    before = everything(workspace, tables.SchoolClass, tables.Change)
    kept = workspace.save(kept, replace(a_class(), roster=Roster(students_of(*NAMES))))
    workspace.save(kept, empty)
    assert everything(workspace, tables.SchoolClass, tables.Change) == before


def test_classes_are_listed_the_newest_first(workspace: Workspace) -> None:
    one = workspace.begin(a_class(periods=2))
    other = workspace.begin(replace(a_class(*NAMES[:6]), sample="8b"))
    assert [(c.class_id, c.name, c.sample, c.students, c.periods) for c in workspace.classes()] == [
        (other.class_id, "8A", "8b", 6, 0),
        (one.class_id, "8A", "", 8, 2),
    ]
    smaller = replace(
        one.work, roster=Roster(one.work.roster.students[:6]), rules=Work(Roster(())).rules
    )
    workspace.save(one, smaller)
    assert [(c.class_id, c.students) for c in workspace.classes()] == [
        (one.class_id, 6),
        (other.class_id, 6),
    ]


def test_a_class_is_listed_under_the_name_it_was_given(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=2))
    named = workspace.save(kept, kept.work.renamed("Klassen vår"))
    assert workspace.load(kept.class_id) == named
    (listed,) = workspace.classes()
    assert str(listed.label) == "Klassen vår with 8 students"
    assert str(replace(listed, name="", students=1).label) == "a class with 1 student"


def test_classes_do_not_touch_each_other(workspace: Workspace) -> None:
    one = workspace.begin(a_class(periods=2))
    workspace.begin(a_class(periods=1))
    other = workspace.begin(a_class())
    workspace.save(other, Work(Roster(students_of("Eli"))))
    assert workspace.load(one.class_id) == one


def test_each_user_has_a_bookmark(database: Database) -> None:
    kari, ola = database.open("kari"), database.open("ola")
    kept = kari.begin(a_class())
    assert kari.bookmark() is None
    bookmark = Bookmark(kept.class_id, "rules", "nn")
    kari.keep_bookmark(Bookmark(None, "roster", "nb"))
    kari.keep_bookmark(bookmark)
    ola.keep_bookmark(Bookmark(None, "roster", "nb"))
    assert database.open("kari").bookmark() == bookmark


def test_proposals_for_another_period_than_the_next_are_not_kept(workspace: Workspace) -> None:
    kept = workspace.begin(a_class())
    with pytest.raises(AssertionError, match="not of the next period"):
        workspace.save(kept, replace(kept.work, plan=a_class(periods=1).plan))
    assert workspace.load(kept.class_id) == kept


def test_a_period_of_a_trio_alone_comes_back(workspace: Workspace) -> None:
    students = students_of(*NAMES[:7])
    plan = Plan((period_of(1, students),))
    assert [len(pair.students) for pair in plan.periods[0].pairs] == [2, 2, 3]
    kept = workspace.begin(Work(Roster(students), plan=plan))
    assert workspace.load(kept.class_id) == kept
