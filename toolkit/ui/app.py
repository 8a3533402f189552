"""The dashboards: open the workspace, build the models, show the frame."""

import os

from IPython.display import display
from ipywidgets import VBox

from toolkit.messages import Language, preferred_language
from toolkit.ui.screens.entrance import Door, EntranceScreen
from toolkit.ui.screens.frame import Frame
from toolkit.ui.screens.screen import close
from toolkit.ui.state.entrance import Entrance
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Steps
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace.workspace import Workspace


class Dashboard:
    """The models of a session's steps, by their keys, and the frame that shows their screens.

    Screens are imported when they are first shown, so that the first page is light.
    """

    def __init__(self, session: Session, workspace: Workspace) -> None:
        self.session = session
        self.keeper = Keeper(session, workspace)
        self.models: dict[str, StepModel] = {
            step.key: step.model_class()(self.keeper) for step in session.steps
        }
        self.keeper.open_bookmark()
        self.frame = Frame(self.keeper, self.models)


class Page:
    """What a browser shows: first the entrance, and the dashboard behind it.

    The workspace is opened when a browser shows the page, not before: the kernel may have been
    made ready long ago.
    """

    def __init__(self, steps: Steps, language: Language) -> None:
        self._steps = steps
        self.entrance = Entrance(language=language)
        self.entrance.observe(self._open, "workspace")
        self._screen = EntranceScreen(self.entrance)
        self._door = Door(self.entrance.enter)
        self.view = VBox([self._door, self._screen.view])
        self.dashboard: Dashboard | None = None

    def _open(self, _change: object) -> None:
        assert self.entrance.workspace is not None
        session = Session(self._steps, language=self.entrance.language)
        self.dashboard = Dashboard(session, self.entrance.workspace)
        self.view.children = (self.dashboard.frame.view,)
        self._screen.close()
        close(self._door)

    def close(self) -> None:
        """Free every widget."""
        if self.dashboard is None:
            self._screen.close()
        else:
            self.dashboard.frame.close()
        close(self.view)


def dashboard(steps: Steps) -> None:
    """Show a dashboard of these steps in a notebook or in Voilà."""
    display(Page(steps, preferred_language(os.environ)).view)  # type: ignore[no-untyped-call]


def coordinator() -> None:
    """Show the coordinator's dashboard in a notebook or in Voilà."""
    dashboard(COORDINATOR)
