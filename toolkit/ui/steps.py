"""The steps of each dashboard. A new screen is a row here; a new dashboard is another tuple."""

from toolkit.messages import Message
from toolkit.ui.state.steps import Step, Steps

ROSTER = Step(
    "roster",
    Message("Class list"),
    model="toolkit.ui.state.roster:RosterModel",
    screen="toolkit.ui.screens.roster:RosterScreen",
)
RULES = Step(
    "rules",
    Message("Rules"),
    model="toolkit.ui.state.rules:RulesModel",
    screen="toolkit.ui.screens.rules:RulesScreen",
    invitation=Message("Next: the rules"),
)
PROPOSAL = Step(
    "proposal",
    Message("Proposal"),
    model="toolkit.ui.state.proposal:ProposalModel",
    screen="toolkit.ui.screens.proposal:ProposalScreen",
    invitation=Message("Next: the proposal"),
)
OVERVIEW = Step(
    "overview",
    Message("Overview"),
    model="toolkit.ui.state.overview:OverviewModel",
    screen="toolkit.ui.screens.overview:OverviewScreen",
    invitation=Message("See the overview"),
)
ARCHIVE = Step(
    "archive",
    Message("Archive"),
    model="toolkit.ui.state.archive:ArchiveModel",
    screen="toolkit.ui.screens.archive:ArchiveScreen",
    aside=True,
)

COORDINATOR: Steps = (ROSTER, RULES, PROPOSAL, OVERVIEW, ARCHIVE)
