"""What has happened is kept as it was, however odd; what is planned behind it keeps every rule."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import toolkit as mk
from toolkit.files.plans import plans_to_text
from toolkit.files.sources import Source
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR

from .ui.conftest import keeper_of

CLASS = mk.Roster(tuple(mk.Student(f"s{n:02}", f"Elev {n}", "8A") for n in range(12)))
ODD = {
    "someone alone": [[2, 2], [2, 2], [2, 1], [1]],
    "everyone alone": [[1]] * 12,
    "a pair of four": [[4], [2, 2], [2, 2]],
    "a group of six": [[2, 2, 2], [3, 3]],
    "a pair alone": [[2], [2, 2], [2, 2], [2]],
    "all in one group": [[2] * 6],
    "one who was away": [[2, 2], [2, 2], [3]],
    "half of them away": [[2, 2], [2]],
    "a pair of twelve": [[12]],
}


def happened(shape: Sequence[Sequence[int]], number: int = 1) -> mk.Period:
    students, labels = iter(CLASS), iter(range(1, 100))
    groups = tuple(
        mk.Group(
            f"bord {at}",
            tuple(mk.Pair(f"{next(labels)}", tuple(next(students) for _ in range(n))) for n in one),
        )
        for at, one in enumerate(shape)
    )
    return mk.Period(number, groups)


@pytest.mark.parametrize("shape", ODD.values(), ids=ODD)
def test_it_is_kept_word_for_word_and_planned_from(shape, tmp_path: Path) -> None:
    history = mk.Plan((happened(shape), happened(shape[::-1], 2)))
    text = plans_to_text((history,))
    read = mk.read_plan(Source("p.csv", text.encode()), CLASS)
    assert plans_to_text((read,)) == text
    for plan in (
        mk.plan_next(CLASS, history=read),
        mk.plan_year(CLASS, history=read, periods=2, time_limit=0.1),
    ):
        assert plans_to_text((replace(plan, periods=plan.periods[:2]),)) == text
        assert not [one for one in mk.check(plan, CLASS) if one.period > 2]
    report = mk.coverage(plan, mk.Rules(), CLASS)
    assert report.periods_to_full is None or report.bound <= report.periods_to_full
    for reached, most in zip(report.by_period, report.best_possible, strict=True):
        assert reached <= most
    for figure in (mk.figures.acquaintance_heatmap, mk.figures.coverage_curve):
        assert figure(report).data
    assert mk.figures.rotation_history(plan, CLASS).data
    mk.write_workbook(plan, CLASS, tmp_path / "lists.xlsx", "nb")


@pytest.mark.parametrize("shape", ODD.values(), ids=ODD)
def test_the_workspace_and_the_page_keep_it(shape, tmp_path: Path) -> None:
    history = mk.Plan((happened(shape),))
    with mk.open_workspace(tmp_path / "w.db") as workspace:
        kept = workspace.begin(mk.Work(CLASS, plan=history))
        assert workspace.load(kept.class_id).work.plan == history
    session = Session(COORDINATOR)
    session.work = mk.Work(CLASS)
    model = RosterModel(keeper_of(session))
    model.upload_plan("plan.csv", plans_to_text((history,)).encode())
    assert model.error is None
    assert plans_to_text((session.plan,)) == plans_to_text((history,))


def test_the_check_may_call_it_broken() -> None:
    broken = mk.check(mk.Plan((happened(ODD["someone alone"]),)), CLASS)
    assert {rule.kind for rule in broken} == {"pair_size", "group_shape", "group_sizes"}


@pytest.mark.parametrize("numbers", [(1, 1), (2, 1), (1, 2, 2), (1, 3, 2)])
def test_a_number_that_comes_twice_is_no_history(numbers, tmp_path: Path) -> None:
    plan = mk.Plan(tuple(happened([[2, 2]] * 3, number) for number in numbers))
    for use in (
        lambda: mk.plan_next(CLASS, history=plan),
        lambda: mk.plan_next(CLASS, announced=plan),
        lambda: mk.open_workspace(tmp_path / "w.db").begin(mk.Work(CLASS, plan=plan)),
    ):
        with pytest.raises(mk.InputError, match="Give each period a number of its own"):
            use()
