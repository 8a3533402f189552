"""What a newer version of the program has written is told, kept, and never an error."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, update

from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.plan import Stay
from toolkit.rules import GroupShape, RuleKind, Rules, Scope
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.workspace import tables
from toolkit.workspace.adaptations import adaptations, note_adaptation
from toolkit.workspace.erasing import erase
from toolkit.workspace.records import (
    changes,
    held_on,
)
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Bookmark, Workspace

from .kept import rows
from .works import NAMES, a_class

NEW = "of-tomorrow"


def written(workspace: Workspace, table: type[tables.Base], **values: object) -> None:
    """Let every row of a table say something that this version does not know."""
    with workspace.transaction() as connection:
        connection.execute(update(table).values(**values))


def loaded(workspace: Workspace, kept: Kept) -> Kept:
    found = workspace.load(kept.class_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("table", "column", "what"),
    [
        (tables.SchoolClass, "group_shape", "how groups are made"),
        (tables.SchoolClass, "stay", "how much of what the class"),
        (tables.Rule, "scope", "how far apart a rule keeps"),
    ],
)
def test_an_unknown_choice_is_the_usual_one_and_is_told(
    workspace: Workspace, table: type[tables.Base], column: str, what: str
) -> None:
    work = a_class()
    kept = workspace.begin(work)
    assert loaded(workspace, kept).strange == ()
    written(workspace, table, **{column: NEW})
    found = loaded(workspace, kept)
    (told,) = found.strange
    assert what in str(told)
    assert "newer version" in str(told)
    if column == "group_shape":
        assert found.work.rules == replace(work.rules, group_shape=GroupShape.FIVE)
    elif column == "stay":
        assert found.work == replace(work, stay=Stay.FIRST)
    else:
        assert {rule.scope for rule in found.work.rules.keep_apart} == {Scope.GROUP}


@pytest.mark.parametrize("column", ["group_shape", "stay"])
def test_a_save_leaves_it_where_it_did_not_change_it(workspace: Workspace, column: str) -> None:
    kept = workspace.begin(a_class())
    written(workspace, tables.SchoolClass, **{column: NEW})
    found = loaded(workspace, kept)
    again = workspace.save(found, replace(found.work, tries=17))
    assert again.strange == found.strange != ()
    with workspace.transaction() as connection:
        (row,) = connection.execute(tables.SchoolClass.__table__.select()).all()
    assert row._mapping[column] == NEW


def a_new_rule(
    workspace: Workspace, class_id: int, *keys: str, kind: str = NEW, near: str = ""
) -> int:
    """A rule of a kind, or near to something, that is not known, for these students."""
    number = 999
    ids = {row[2]: row[0] for row in rows(workspace, tables.Student)}
    with workspace.transaction() as connection:
        connection.execute(
            insert(tables.Rule).values(
                id=number,
                school_class_id=class_id,
                kind=kind,
                scope="",
                periods=[],
                near=near,
                avoid=False,
                strict=True,
            )
        )
        for position, key in enumerate(keys):
            connection.execute(
                insert(tables.RuleStudent).values(
                    rule_id=number, position=position, student_id=ids[key]
                )
            )
    return number


def named(workspace: Workspace, rule: int) -> int:
    return len([row for row in rows(workspace, tables.RuleStudent) if row[0] == rule])


@pytest.mark.parametrize("new", [{"kind": NEW}, {"kind": RuleKind.SEAT.value, "near": NEW}])
def test_an_unknown_rule_stays_and_is_told(workspace: Workspace, new: dict[str, str]) -> None:
    work = a_class()
    kept = workspace.begin(work)
    rule = a_new_rule(workspace, kept.class_id, "1", **new)
    found = loaded(workspace, kept)
    assert found.work == work
    assert [str(told) for told in found.strange] == [
        "This class holds 1 rule that a newer version of the program has made. "
        "It stays, but does not count here."
    ]
    found = workspace.save(found, replace(work, rules=Rules()))
    assert named(workspace, rule) == 1
    assert [row[0] for row in rows(workspace, tables.Rule)] == [rule]
    without = Roster(work.roster.students[1:])  # who is named by it alone is not let go of
    kept = workspace.save(found, replace(found.work, roster=without, proposals=(), shown=None))
    assert named(workspace, rule) == 1


def test_who_is_erased_is_in_no_unknown_rule(workspace: Workspace) -> None:
    work = a_class(periods=1)
    kept = workspace.begin(work)
    rule = a_new_rule(workspace, kept.class_id, "1", "2")
    roster = Roster(work.roster.students[1:])
    workspace.save(kept, replace(work.corrected(roster), year=None))
    erase(workspace, kept.class_id, "1", Translator("nn"))
    assert named(workspace, rule) == 1


def test_unknown_records_are_something_else(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=1))
    note_adaptation(workspace, kept.class_id, 1, Adaptation(Adapted.LATE, Reason.TRIP))
    written(workspace, tables.Adaptation, kind=NEW, reason=NEW)
    written(workspace, tables.Change, kind=NEW)
    (noted,) = adaptations(workspace, kept.class_id)
    assert noted.adaptation == Adaptation(None, Reason.OTHER)
    assert {line.kind for line in changes(workspace, kept.class_id, 9)} == {None}
    a_new_rule(workspace, kept.class_id, "1")
    assert len(held_on(workspace, NAMES[0])) == 1


def test_a_bookmark_is_given_as_it_is(workspace: Workspace) -> None:
    kept = workspace.begin(a_class())
    bookmark = Bookmark(kept.class_id, NEW, "xx")
    workspace.keep_bookmark(bookmark)
    assert workspace.bookmark() == bookmark


def test_an_attribute_that_nobody_had_does_not_come_back_with_it(workspace: Workspace) -> None:
    """As an older version left it: a wish for a column that the list has lost."""
    school = Roster(tuple(Student(key, key, "8A", (("school", "Berg"),)) for key in "abcd"))
    bare = Roster(tuple(replace(student, attributes=()) for student in school))
    kept = workspace.begin(Work(bare))
    with workspace.transaction() as connection:
        connection.execute(update(tables.SchoolClass).values(acquainted_attributes=["school"]))
    now = loaded(workspace, kept)
    assert now.work.rules.acquainted.attributes == ()
    saved = workspace.save(now, now.work.corrected(school))
    assert loaded(workspace, kept) == saved
