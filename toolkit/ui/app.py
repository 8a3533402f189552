"""The dashboards: build the state, build the frame, show it."""

import os

from IPython.display import display

from toolkit.messages import preferred_language
from toolkit.ui.screens.frame import Frame
from toolkit.ui.screens.screen import Screen
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.rules import RulesModel
from toolkit.ui.state.session import Session, Step


class Coordinator:
    """The coordinator's dashboard: its models and its frame.

    Screens are imported when they are first shown, so that the first page is light.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.roster = RosterModel(self.session)
        self.rules = RulesModel(self.session)
        self.proposal = ProposalModel(self.session)
        self.overview = OverviewModel(self.session)
        self.frame = Frame(
            self.session,
            screens={
                Step.ROSTER: self._roster_screen,
                Step.RULES: self._rules_screen,
                Step.PROPOSAL: self._proposal_screen,
                Step.OVERVIEW: self._overview_screen,
            },
            blockers={
                Step.ROSTER: lambda: self.roster.blockers,
                Step.RULES: lambda: self.rules.blockers,
                Step.PROPOSAL: lambda: self.proposal.blockers,
                Step.OVERVIEW: tuple,
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


def coordinator() -> None:
    """Show the coordinator's dashboard in a notebook or in Voilà."""
    session = Session(language=preferred_language(os.environ))
    display(Coordinator(session).frame.view)  # type: ignore[no-untyped-call]
