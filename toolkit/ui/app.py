"""The dashboards: open the workspace, build the models, show the frame."""

import os
from collections.abc import Callable

from IPython.display import display
from ipywidgets import VBox, Widget

from toolkit.messages import Language, Translator, preferred_language
from toolkit.ui.screens import markup
from toolkit.ui.screens.entrance import Door, EntranceScreen
from toolkit.ui.screens.frame import Frame
from toolkit.ui.screens.screen import close, shown
from toolkit.ui.state.entrance import Entrance
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.net import in_words
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Steps, before
from toolkit.ui.steps import COORDINATOR, COURSE, SCHOOL, TRYING
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace


class Dashboard:
    """The models of a session's steps, by their keys, and the frame that shows their screens.

    One that is opened ``anew`` begins at home, another where its user was. What is not imported yet
    is imported when it is first shown.
    """

    def __init__(self, session: Session, workspace: Workspace, *, anew: bool = False) -> None:
        self.session = session
        self.keeper = Keeper(session, workspace)
        self.models: dict[str, StepModel] = {
            step.key: step.model_class()(self.keeper) for step in session.steps
        }
        session.is_home = lambda step: self.models[step.key].is_home
        self.keeper.open_bookmark(anew=anew)
        self._go_back_to_what_is_open()
        self.frame = Frame(self.keeper, self.models)

    def _go_back_to_what_is_open(self) -> None:
        """To the first step that something stands in the way of, where the last one is behind it.

        A class that an earlier version kept may lack a name. Home where there is nothing to see.
        """
        session, step = self.session, self.session.step
        if step is None:
            return
        if self.models[step.key].is_empty:
            session.go_home()
            return
        earlier = before(session.steps, step)
        session.step = next((one for one in earlier if self.models[one.key].blockers), step)


class Page:
    """What a browser shows: first the entrance, and the dashboard behind it.

    The workspace is opened when a browser shows the page, not before: the kernel may have been
    made ready long ago. A page that ``keeps`` nothing opens none, and asks for no passphrase.
    Where ``opens`` gives a class that is open from the start, the page is a participant's, and
    goes where the one who leads the hall wants it.
    """

    def __init__(
        self,
        steps: Steps,
        language: Language,
        *,
        keeps: bool = True,
        opens: Callable[[], Work] | None = None,
    ) -> None:
        self._steps, self._keeps, self._opens = steps, keeps, opens
        self.entrance = Entrance(language=language)
        self.entrance.observe(self._open, "workspace")
        self._screen = EntranceScreen(self.entrance)
        self._door = Door(self._opened, self._closed)
        self.view = VBox([self._door, self._screen.view])
        self.dashboard: Dashboard | None = None
        self._is_anew = True

    def _opened(self, again: bool) -> None:
        if self.dashboard is None:
            self._is_anew = not again
            if self._keeps:
                self.entrance.enter()
            else:
                self.entrance.go_without()
        else:
            self.dashboard.keeper.is_closed = False

    def _closed(self) -> None:
        if self.dashboard is not None:
            self.dashboard.keeper.is_closed = True

    def _open(self, _change: object) -> None:
        if self.entrance.workspace is None:
            return
        session = Session(self._steps, language=self.entrance.language)
        session.chosen_language = self.entrance.chosen_language
        session.keeps = self._keeps
        session.work = None if self._opens is None else self._opens()
        self.dashboard = Dashboard(session, self.entrance.workspace, anew=self._is_anew)
        self.view.children = (self._door, *self._followers(), self.dashboard.frame.view)
        self._screen.close()

    def _followers(self) -> tuple[Widget, ...]:
        if self._opens is None:
            return ()
        from toolkit.ui.screens.hall import HallFollower

        assert self.dashboard is not None
        return (HallFollower(self.dashboard.frame.go_to),)

    def close(self) -> None:
        """Free every widget."""
        if self.dashboard is None:
            self._screen.close()
        else:
            self.dashboard.frame.close()
        close(self.view)


def dashboard(steps: Steps, *, keeps: bool = True, opens: Callable[[], Work] | None = None) -> None:
    """Show a dashboard of these steps in a notebook or in Voilà.

    One that ``keeps`` nothing leaves the workspace alone: all is gone with its page. ``opens``
    gives the class that is open from the start.
    """
    language = preferred_language(os.environ)
    try:
        view = Page(steps, language, keeps=keeps, opens=opens).view
    except Exception as error:
        sentence = in_words(error).translated(Translator(language))
        view = VBox([shown(markup.note([sentence], "danger"))])
    display(view)  # type: ignore[no-untyped-call]


def coordinator() -> None:
    """Show the coordinator's dashboard in a notebook or in Voilà."""
    dashboard(COORDINATOR)


def school() -> None:
    """Show the school's dashboard in a notebook or in Voilà."""
    dashboard(SCHOOL)


def trainer() -> None:
    """Show the trainer's path through the three-hour course; nothing of it is kept."""
    dashboard(COURSE, keeps=False)


def participant() -> None:
    """Show what a participant of the course tries, alone or in a hall; nothing of it is kept."""
    dashboard(TRYING, keeps=False, opens=_course_class)


def _course_class() -> Work:
    from toolkit.training.classes import course_class  # and the solver with it

    return Work(*course_class())
