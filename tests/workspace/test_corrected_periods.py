"""A period that was corrected while it ran: what is told of it, and what is let go of with it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, update

from toolkit.messages import Translator
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.workspace import tables
from toolkit.workspace.differences import differences
from toolkit.workspace.erasing import erase
from toolkit.workspace.handout import handout
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.protecting import backup, restored
from toolkit.workspace.records import held_on
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from .kept import everything, rows
from .works import a_class, students_of, swapped_now

DAY, LATER = date(2026, 8, 20), date(2026, 8, 24)
RUNNING = replace(a_class(periods=2), proposals=(), shown=None)
CORRECTED = swapped_now(RUNNING, "3", "6", DAY)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (RUNNING, CORRECTED, ["Period 2 was corrected."]),
        (CORRECTED, swapped_now(CORRECTED, "3", "6", LATER), ["Period 2 was corrected."]),
        (CORRECTED, swapped_now(CORRECTED, "4", "5", DAY), ["Period 2 has other groups."]),
        (CORRECTED, RUNNING, ["Period 2 has other groups."]),
        (RUNNING, RUNNING.begun_again(), ["Period 2 is planned again."]),
        (RUNNING.begun_again(), RUNNING, ["Period 2 is left as it is."]),
        (
            RUNNING.begun_again(),
            RUNNING.begun_again().found(RUNNING.year),
            ["The proposal for period 2 is another one."],
        ),
    ],
)  # fmt: skip
def test_another_page_is_told_what_was_done(before: Work, after: Work, told: list[str]) -> None:
    assert list(map(str, differences(before, after))) == told


def test_both_seatings_are_held_on_a_student(workspace: Workspace) -> None:
    kept = workspace.begin(RUNNING)
    workspace.save(kept, CORRECTED)
    name = CORRECTED.roster.by_id["3"].name
    (held,) = held_on(workspace, name)
    assert [(met.number, met.until) for met in held.periods] == [
        (1, None), (2, date(2026, 8, 19)), (2, None),
    ]  # fmt: skip
    before, now = (met.partners for met in held.periods[1:])
    assert before != now
    text = handout([held], Translator("en"))
    assert f"Period 2, until 19 Aug 2026: partners {before[0].name}" in text
    assert f"Period 2: partners {now[0].name}" in text


def test_one_who_sat_there_before_the_correction_alone_is_erased(workspace: Workspace) -> None:
    period = RUNNING.plan.periods[-1]
    without = replace(period, groups=tuple(g for g in period.groups if "1" not in _ids(g)))
    kept = workspace.begin(replace(RUNNING, plan=Plan((replace(period, number=1),)), year=None))
    kept = workspace.save(kept, kept.work.mended(replace(without, number=1), DAY))
    gone, *others = kept.work.roster
    kept = workspace.save(kept, kept.work.corrected(Roster(tuple(others))))
    assert gone in kept.work.plan.periods[0].earlier[0].students
    erase(workspace, kept.class_id, gone.id)
    assert gone.name not in repr(everything(workspace))
    after = workspace.load(kept.class_id)
    assert after is not None
    (period,) = after.work.plan.periods
    assert len(period.everyone) == 8
    assert gone not in period.everyone
    before = rows(workspace, tables.Period), rows(workspace, tables.EarlierSeating)
    again = workspace.save(after, swapped_now(after.work, "5", "6", DAY))
    workspace.save(again, after.work)
    # What was erased is summed up anew: the same is found again, and no row is written twice.
    assert rows(workspace, tables.EarlierSeating)[: len(before[1])] == before[1]
    assert len(rows(workspace, tables.Period)) == len(before[0]) + 1


def _ids(group) -> set[str]:
    return {student.id for student in group.students}


def test_with_its_class_all_of_it_is_gone(workspace: Workspace) -> None:
    empty = Work(Roster(students_of("Eli", "Bo")))
    kept = workspace.begin(empty)
    before = everything(workspace, tables.SchoolClass, tables.Change)
    year = CORRECTED.foreseen
    kept = workspace.save(kept, replace(CORRECTED, plan=Plan(), year=year))
    assert rows(workspace, tables.EarlierSeating)
    workspace.save(kept, empty)
    assert everything(workspace, tables.SchoolClass, tables.Change) == before


@pytest.mark.parametrize("damage", ["days", "number"])
def test_seatings_that_cannot_have_been_are_damage(workspace: Workspace, damage: str) -> None:
    kept = workspace.begin(RUNNING)
    kept = workspace.save(kept, CORRECTED)
    ((_, _, seating),) = rows(workspace, tables.EarlierSeating)
    values = {"ends": None} if damage == "days" else {"number": 7}
    with workspace.transaction() as connection:
        connection.execute(
            update(tables.Period).where(tables.Period.id == seating).values(**values)
        )
    with pytest.raises(Unreadable):
        workspace.load(kept.class_id)


def test_a_backup_holds_what_was_before(plain) -> None:
    workspace = plain.open()
    kept = workspace.begin(RUNNING)
    kept = workspace.save(kept, CORRECTED)
    content = backup(workspace)
    with workspace.transaction() as connection:
        connection.execute(delete(tables.SchoolClass))
    workspace = restored(workspace, content, None)
    plain.opened.append(workspace)
    found = workspace.load(kept.class_id)
    assert found is not None
    assert found.work == CORRECTED
