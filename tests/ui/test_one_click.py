"""One click is one save, and each region of the screen is built at most once for it."""

import asyncio
from collections import Counter
from collections.abc import Callable

import pytest

from toolkit.people import Roster
from toolkit.rules import KeepApart, RuleKind, Rules
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.frame import Frame
from toolkit.ui.screens.proposal import ProposalScreen
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.verdict import Verdict
from toolkit.ui.steps import OVERVIEW, PROPOSAL
from toolkit.workspace.work import Work

from .conftest import Planner

REGIONS = ("_opening", "_must_change", "_error", "_hand", "_verdict")
COUNTED = ("broken_rules", "_new", "_new_as_found", "outlook", "share_after")


def add_a_rule(dashboard: Dashboard) -> None:
    draft = dashboard.models["rules"].drafts[RuleKind.ACQUAINTED]
    draft.pick("8A-0")
    draft.pick("8A-1")
    dashboard.models["rules"].add(RuleKind.ACQUAINTED)


CLICKS: dict[str, Callable[[Dashboard], object]] = {
    "swap": lambda page: page.models["proposal"].swap("8A-0", "8A-5"),
    "undo": lambda page: page.models["proposal"].undo(),
    "redo": lambda page: page.models["proposal"].redo(),
    "accept": lambda page: page.models["proposal"].accept(),
    "a rule": add_a_rule,
    "another step": lambda page: page.session.go(OVERVIEW),
    "shown names": lambda page: setattr(page.session, "discreet", False),
}


@pytest.fixture
def page(coordinator: Dashboard, planner: Planner, eight: Roster) -> Dashboard:
    proposal = coordinator.models["proposal"]
    coordinator.keeper.turn_to(Work(eight, Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),))))
    for _period in range(2):
        proposal.solve()
        proposal.job.wait(10)
        if _period == 0:
            proposal.accept()
    coordinator.session.step = PROPOSAL
    proposal.swap("8A-0", "8A-2")
    proposal.swap("8A-1", "8A-3")
    proposal.undo()
    return coordinator


@pytest.fixture
def calls(page: Dashboard, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of these is called from now on."""
    counted: Counter[str] = Counter()

    def count(owner: object, attribute: str, name: str) -> None:
        real = getattr(owner, attribute)

        def spy(*given: object) -> object:
            counted[name] += 1
            return real(*given)

        monkeypatch.setattr(owner, attribute, spy)

    count(Keeper, "keep", "keep")
    count(Frame, "_heading", "head")
    for name in ("begin", "save"):
        count(page.keeper.workspace, name, "save")
    for name in COUNTED:
        count(vars(Verdict)[name], "func", name)
    for name in REGIONS:
        count(ProposalScreen, name, name)
    page.frame._show()  # what is on the screen now calls what is counted
    counted.clear()
    return counted


@pytest.mark.parametrize("name", CLICKS)
def test_is_one_save_and_one_build(page: Dashboard, calls: Counter[str], name: str) -> None:
    async def click() -> None:
        CLICKS[name](page)
        await asyncio.sleep(0)

    before = page.session.work
    asyncio.run(click())
    # Names are hidden again at the next visit; what is accepted is another step as well.
    assert calls["keep"] == {"shown names": 0, "accept": 2}.get(name, 1)
    assert calls["save"] == (page.session.work != before)
    assert max(calls[region] for region in REGIONS) <= 1
    assert max(calls[count] for count in COUNTED) <= 1
    assert calls["head"] <= 1
