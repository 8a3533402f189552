"""Adaptations of classes in the workspace."""

from dataclasses import replace

import pytest

from toolkit.errors import InputError
from toolkit.school.adaptations import Adaptation, Adapted, OfClass, Reason
from toolkit.workspace.adaptations import (
    adaptations,
    adaptations_of_year,
    correct_adaptation,
    note_adaptation,
    remove_adaptation,
)
from toolkit.workspace.log import Kind
from toolkit.workspace.records import changes
from toolkit.workspace.workspace import Workspace

from .works import NAMES, a_class


def test_adaptations_are_told_in_order_and_logged(workspace: Workspace) -> None:
    kept, other = workspace.begin(a_class(periods=3)), workspace.begin(a_class(periods=1))
    note_adaptation(workspace, kept.class_id, 3, Adaptation(Adapted.LATE, Reason.EXAMS))
    note_adaptation(workspace, other.class_id, 1, Adaptation(Adapted.SKIPPED, Reason.OTHER))
    note_adaptation(workspace, kept.class_id, 2, Adaptation(Adapted.INTERVAL, Reason.HOLIDAY))
    found = adaptations(workspace, kept.class_id)
    assert [(one.number, one.adaptation.what, one.adaptation.why, one.by) for one in found] == [
        (3, Adapted.LATE, Reason.EXAMS, "kari"),
        (2, Adapted.INTERVAL, Reason.HOLIDAY, "kari"),
    ]
    log = changes(workspace, kept.class_id, 2)
    assert [(line.kind, line.number, line.at) for line in log] == [
        (Kind.ADAPTED, one.number, one.at) for one in reversed(found)
    ]


def test_a_adaptation_is_corrected_and_removed(workspace: Workspace) -> None:
    kept, other = workspace.begin(a_class(periods=2)), workspace.begin(a_class(periods=1))
    for number in (1, 2):
        note_adaptation(workspace, kept.class_id, number, Adaptation(Adapted.LATE, Reason.EXAMS))
    first, second = adaptations(workspace, kept.class_id)
    asked = workspace, kept.class_id, first.row
    correct_adaptation(*asked, 2, Adaptation(Adapted.SKIPPED, Reason.TRIP))
    corrected, same = adaptations(workspace, kept.class_id)
    assert (corrected.number, corrected.adaptation.what, corrected.adaptation.why) == (
        2,
        Adapted.SKIPPED,
        Reason.TRIP,
    )
    assert same == second
    with pytest.raises(InputError, match="not here any more"):
        remove_adaptation(workspace, other.class_id, first.row)
    remove_adaptation(*asked)
    assert adaptations(workspace, kept.class_id) == (second,)
    assert [(line.kind, line.number) for line in changes(workspace, kept.class_id, 2)] == [
        (Kind.ADAPTATION_REMOVED, 2),
        (Kind.ADAPTATION_CORRECTED, 2),
    ]
    for again in (
        lambda: remove_adaptation(*asked),
        lambda: correct_adaptation(*asked, 2, Adaptation(Adapted.LATE, Reason.TRIP)),
    ):
        with pytest.raises(InputError, match="not here any more"):
            again()


@pytest.mark.parametrize("number", [0, 2, 3])
def test_only_a_period_in_force_has_adaptations(workspace: Workspace, number: int) -> None:
    work = a_class(periods=2)
    kept = workspace.begin(work)
    note_adaptation(workspace, kept.class_id, 2, Adaptation(Adapted.LATE, Reason.EXAMS))
    kept = workspace.save(
        kept,
        replace(
            work, plan=replace(work.plan, periods=work.plan.periods[:1]), proposals=(), shown=None
        ),
    )
    with pytest.raises(InputError, match=f"Period {number} is not in the plan"):
        note_adaptation(workspace, kept.class_id, number, Adaptation(Adapted.LATE, Reason.EXAMS))
    (noted,) = adaptations(workspace, kept.class_id)
    asked = workspace, kept.class_id, noted.row
    correct_adaptation(*asked, 2, Adaptation(Adapted.SKIPPED, Reason.TRIP))  # it was there then
    correct_adaptation(*asked, 1, Adaptation(Adapted.SKIPPED, Reason.TRIP))
    with pytest.raises(InputError, match=f"Period {number} is not in the plan"):
        correct_adaptation(*asked, number, Adaptation(Adapted.SKIPPED, Reason.TRIP))
    assert [noted.number for noted in adaptations(workspace, kept.class_id)] == [1]


def test_those_of_a_school_year_are_told_class_by_class(workspace: Workspace) -> None:
    work = a_class(periods=1)
    told = Adaptation(Adapted.LATE, Reason.TRIP, "  uke 40 ", planned=True, goes_on=False)
    for name in ("8C", "8A"):
        kept = workspace.begin(work.renamed(name))
        note_adaptation(workspace, kept.class_id, 1, told)
    made_up = workspace.begin(replace(work.renamed("8B"), sample="a sample"))
    note_adaptation(workspace, made_up.class_id, 1, told)
    year, on = workspace.classes()[0].school_year, workspace.by.at.date()
    assert adaptations_of_year(workspace, year) == (
        OfClass("8A", 1, on, replace(told, note="uke 40")),
        OfClass("8C", 1, on, replace(told, note="uke 40")),
    )
    assert adaptations_of_year(workspace, "1999/2000") == ()


def test_a_note_that_names_a_student_is_refused(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=1))
    named = Adaptation(Adapted.LATE, Reason.OTHER, f"fordi {NAMES[0].split()[0]} var borte")
    with pytest.raises(InputError, match="A student is named here"):
        note_adaptation(workspace, kept.class_id, 1, named)
    assert adaptations(workspace, kept.class_id) == ()
