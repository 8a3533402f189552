"""The dashboards: build the state, build the frame, show it."""

import os

from IPython.display import display
from ipywidgets import VBox

from toolkit.messages import Language, preferred_language
from toolkit.ui.screens.entrance import Door, EntranceScreen
from toolkit.ui.screens.frame import Frame
from toolkit.ui.screens.screen import Screen
from toolkit.ui.state.archive import ArchiveModel
from toolkit.ui.state.entrance import Entrance
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.rules import RulesModel
from toolkit.ui.state.session import Session, Step
from toolkit.workspace.workspace import Workspace


class Coordinator:
    """The coordinator's dashboard: its models and its frame.

    Screens are imported when they are first shown, so that the first page is light.
    """

    def __init__(self, session: Session, workspace: Workspace) -> None:
        self.session = session
        self.rules = RulesModel(self.session)
        self.proposal = ProposalModel(self.session)
        self.overview = OverviewModel(self.session)
        self.keeper = Keeper(self.session, self.proposal, workspace)
        self.roster = RosterModel(self.session, self.keeper)
        self.archive = ArchiveModel(self.session, self.keeper)
        self.keeper.open_bookmark()
        self.frame = Frame(
            self.session,
            self.keeper,
            screens={
                Step.ROSTER: self._roster_screen,
                Step.RULES: self._rules_screen,
                Step.PROPOSAL: self._proposal_screen,
                Step.OVERVIEW: self._overview_screen,
                Step.ARCHIVE: self._archive_screen,
            },
            blockers={
                Step.ROSTER: lambda: self.roster.blockers,
                Step.RULES: lambda: self.rules.blockers,
                Step.PROPOSAL: lambda: self.proposal.blockers,
                Step.OVERVIEW: tuple,
                Step.ARCHIVE: tuple,
            },
        )

    def _roster_screen(self) -> Screen:
        from toolkit.ui.screens.roster import RosterScreen

        return RosterScreen(self.roster)

    def _rules_screen(self) -> Screen:
        from toolkit.ui.screens.rules import RulesScreen

        return RulesScreen(self.rules)

    def _proposal_screen(self) -> Screen:
        from toolkit.ui.screens.proposal import ProposalScreen

        return ProposalScreen(self.proposal)

    def _overview_screen(self) -> Screen:
        from toolkit.ui.screens.overview import OverviewScreen

        return OverviewScreen(self.overview)

    def _archive_screen(self) -> Screen:
        from toolkit.ui.screens.archive import ArchiveScreen

        return ArchiveScreen(self.archive)


class Dashboard:
    """What a page shows: first the entrance, and the coordinator's dashboard behind it.

    The workspace is opened when a browser shows the page, not before: the kernel may have been
    made ready long ago.
    """

    def __init__(self, language: Language) -> None:
        self.entrance = Entrance(language=language)
        self.entrance.observe(self._open, "workspace")
        self._screen = EntranceScreen(self.entrance)
        self.view = VBox([Door(self.entrance.enter), self._screen.view])
        self.coordinator: Coordinator | None = None

    def _open(self, _change: object) -> None:
        assert self.entrance.workspace is not None
        session = Session(language=self.entrance.language)
        self.coordinator = Coordinator(session, self.entrance.workspace)
        self.view.children = (self.coordinator.frame.view,)
        self._screen.close()


def coordinator() -> None:
    """Show the coordinator's dashboard in a notebook or in Voilà."""
    display(Dashboard(preferred_language(os.environ)).view)  # type: ignore[no-untyped-call]
