"""What is saved is loaded again, and is the same."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.workspace import tables
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark, Workspace

from .kept import Database, everything
from .works import NAMES, a_class, histories, period_of, students_of


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=histories())
def test_every_class_comes_back_as_it_was_saved(workspace: Workspace, history: list[Work]) -> None:
    first, *later = history
    kept = workspace.begin(first)
    assert workspace.load(kept.class_id) == kept
    for work in later:
        kept = workspace.save(kept, work)
        assert workspace.load(kept.class_id) == kept
        assert kept.work == work


@pytest.mark.parametrize(
    "work",
    [
        Work(Roster(students_of("Eli"))),
        a_class(),
        a_class(periods=2),
        replace(a_class(), year=None, proposals=(), shown=None),
        replace(a_class(periods=1), plan=Plan((), "8A"), proposals=(), shown=None),
        replace(a_class(), sample="8a", shown=None),
    ],
    ids=["list", "proposed", "in force", "rules", "taken back", "sample"],
)
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
    bookmark = Bookmark(kept.class_id, "rules", "nn", True)
    kari.keep_bookmark(Bookmark(None, "roster", "nb", False))
    kari.keep_bookmark(bookmark)
    ola.keep_bookmark(Bookmark(None, "roster", "nb", False))
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
