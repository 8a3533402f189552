"""What is not shown any more is freed: every widget is a comm in the browser as well."""

from collections.abc import Callable

import pytest
from ipywidgets.widgets import widget as registry

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.planning.progress import Progress
from toolkit.ui.app import Dashboard, Page
from toolkit.ui.screens.entrance import Door
from toolkit.ui.state.session import Session
from toolkit.ui.steps import CHART, COORDINATOR
from toolkit.workspace.opening import temporary_workspace
from toolkit.workspace.work import Work

from .conftest import Planner
from .seats import seated
from .walking import of_kind


def living() -> int:
    """How many widget models there are, of whatever kind."""
    return len(registry._instances)


@pytest.fixture
def running(coordinator: Dashboard, planner: Planner, eight: Roster) -> Dashboard:
    """A dashboard whose class has a period behind it and a proposal before it."""
    coordinator.session.language = Language.EN
    coordinator.session.turn_to(Work(eight))
    for _period in range(2):
        search(coordinator)
        if _period == 0:
            coordinator.models["proposal"].accept()
            assert coordinator.session.work is not None
            coordinator.session.work = coordinator.session.work.seated(seated(eight))
    return coordinator


def search(dashboard: Dashboard) -> None:
    assert dashboard.models["proposal"].solve()
    dashboard.models["proposal"].job.wait(10)


def walk_through(dashboard: Dashboard) -> None:
    for step in COORDINATOR:
        dashboard.session.step = step


def report(dashboard: Dashboard) -> None:
    """A minute of a search, as it tells of itself."""
    job = dashboard.models["proposal"].job
    job.running = True
    for tenth in range(300):
        job.progress = Progress(2, 9 + tenth % 3, 8, None, 0.0, tenth / 5, 10, 8)
    job.running = False


def accept(dashboard: Dashboard) -> None:
    dashboard.models["proposal"].accept()
    search(dashboard)


def swap(dashboard: Dashboard) -> None:
    dashboard.models["proposal"].swap("8A-0", "8A-5")
    dashboard.models["proposal"].undo()


def move(dashboard: Dashboard) -> None:
    dashboard.session.step = CHART
    dashboard.models["chart"].toggle_wishes()
    dashboard.models["chart"].charting.chosen = "a1"
    dashboard.models["chart"].charting.swap("a1", "d1")
    dashboard.models["chart"].charting.turn()
    dashboard.models["chart"].charting.undo()


def speak(dashboard: Dashboard) -> None:
    for language in Language:
        dashboard.session.language = language
    dashboard.session.language = Language.EN


@pytest.mark.parametrize(
    ("do", "times"),
    [(walk_through, 8), (report, 1), (accept, 10), (swap, 10), (move, 4), (speak, 4)],
)
def test_nothing_is_left_behind(
    running: Dashboard, do: Callable[[Dashboard], None], times: int
) -> None:
    running.session.step = COORDINATOR[2]
    do(running)  # what is shown from the first time on is shown still
    running.session.step = COORDINATOR[2]
    before = living()
    for _time in range(times):
        do(running)
    running.session.step = COORDINATOR[2]
    assert living() == before


def test_a_closed_dashboard_leaves_nothing(eight: Roster, planner: Planner) -> None:
    before = living()
    dashboard = Dashboard(Session(COORDINATOR), temporary_workspace())
    dashboard.session.turn_to(Work(eight))
    search(dashboard)
    walk_through(dashboard)
    assert living() > before
    dashboard.frame.close()
    assert living() == before


def test_nor_does_a_page_with_its_entrance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", "none")
    before = living()
    page = Page(COORDINATOR, Language.EN)
    (door,) = of_kind(page.view, Door)
    door._handle_custom_msg({"opened": True}, [])
    assert page.dashboard is not None
    page.close()
    assert living() == before
