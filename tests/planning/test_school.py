"""Many classes side by side: on this machine, and on a cluster that is started here."""

from collections.abc import Iterator

import pytest
from distributed import LocalCluster

from toolkit.acquaintance import coverage
from toolkit.checking import check
from toolkit.errors import InputError, RulesConflict
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.calls import plan_year
from toolkit.planning.school import Wanted, plan_classes
from toolkit.rules import KeepApart, Rules, Together


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(params=["here", "cluster"])
def where(request) -> str | None:
    return None if request.param == "here" else request.getfixturevalue("scheduler")


@pytest.mark.filterwarnings("ignore")  # the cluster's own threads warn as they end
def test_the_plans_come_in_the_order_of_the_classes_and_are_the_same(make_class, where) -> None:
    wanted = [Wanted(make_class(n), periods=2, seed=n) for n in (13, 8, 21)]
    told: list[tuple[int, int]] = []
    plans = plan_classes(
        wanted, scheduler=where, on_planned=lambda planned, of: told.append((planned, of))
    )
    assert plans == [plan_year(one.roster, periods=2, seed=one.seed) for one in wanted]
    assert all(of == 3 for _, of in told)


def test_a_class_that_cannot_be_planned_does_not_stop_the_others(make_class) -> None:
    apart_and_together = Rules(
        keep_apart=(KeepApart(("s0", "s1")),), together=(Together(("s0", "s1")),)
    )
    wanted = [
        Wanted(make_class(3)),
        Wanted(make_class(8)),
        Wanted(make_class(8), apart_and_together),
    ]
    small, planned, contradicted = plan_classes(wanted)
    assert isinstance(small, InputError)
    assert isinstance(planned, Plan)
    assert isinstance(contradicted, RulesConflict)
    assert contradicted.period == 1
    assert "s0" in str(contradicted) or "Elev 0" in str(contradicted)


@pytest.mark.filterwarnings("ignore")
def test_when_stopped_every_class_has_its_best_so_far(make_class, where) -> None:
    # Nobody may meet in the same class twice as large, so the search would take its time.
    roster: Roster = make_class(60)
    wanted = [Wanted(roster, seed=seed) for seed in range(2)]
    plans = plan_classes(wanted, scheduler=where, on_planned=lambda planned, of: False)
    for plan in plans:
        assert isinstance(plan, Plan)
        assert plan.periods
        assert check(plan, roster) == []
        assert coverage(plan, Rules(), roster).by_period[-1] > 0


def test_where_there_is_no_scheduler_it_says_so(make_class, monkeypatch) -> None:
    monkeypatch.setattr("toolkit.planning.school.SECONDS_FOR_A_SCHEDULER", 1)
    with pytest.raises(InputError, match="no scheduler"):
        plan_classes([Wanted(make_class(8))], scheduler="tcp://127.0.0.1:1")
