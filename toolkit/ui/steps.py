"""The steps of each dashboard. A new screen is a row here; a new dashboard is another tuple."""

from toolkit.messages import Message
from toolkit.ui.state.steps import Place, Step, Steps

START = Step(
    "classes",
    Message("Classes"),
    model="toolkit.ui.state.classes:ClassesModel",
    screen="toolkit.ui.screens.classes:ClassesScreen",
    place=Place.HOME,
)
TODAY = Step(
    "today",
    Message("Today"),
    model="toolkit.ui.state.today:TodayModel",
    screen="toolkit.ui.screens.today:TodayScreen",
    place=Place.HOME,
)
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
CHART = Step(
    "chart",
    Message("Seating map"),
    model="toolkit.ui.state.chart:ChartModel",
    screen="toolkit.ui.screens.chart:ChartScreen",
    invitation=Message("Next: the seating map"),
)
SCHOOL_YEAR = Step(
    "year",
    Message("School year"),
    model="toolkit.ui.state.school_year:SchoolYearModel",
    screen="toolkit.ui.screens.school_year:SchoolYearScreen",
    place=Place.ASIDE,
)
PAPERS = Step(
    "papers",
    Message("Papers"),
    model="toolkit.ui.state.papers:PapersModel",
    screen="toolkit.ui.screens.papers:PapersScreen",
    place=Place.ASIDE,
)
OVERVIEW = Step(
    "overview",
    Message("Overview"),
    model="toolkit.ui.state.overview:OverviewModel",
    screen="toolkit.ui.screens.overview:OverviewScreen",
    place=Place.ASIDE,
)
ARCHIVE = Step(
    "archive",
    Message("Archive"),
    model="toolkit.ui.state.archive:ArchiveModel",
    screen="toolkit.ui.screens.archive:ArchiveScreen",
    place=Place.ASIDE,
)
TASKS = Step(
    "tasks",
    Message("Tasks"),
    model="toolkit.ui.state.tasks:TasksModel",
    screen="toolkit.ui.screens.tasks:TasksScreen",
    place=Place.ASIDE,
)
STAFF = Step(
    "staff",
    Message("VIP team and training"),
    model="toolkit.ui.state.staff:StaffModel",
    screen="toolkit.ui.screens.staff:StaffScreen",
    place=Place.ASIDE,
)
ADAPTATIONS = Step(
    "adaptations",
    Message("Adaptations"),
    model="toolkit.ui.state.school_adaptations:SchoolAdaptationsModel",
    screen="toolkit.ui.screens.school_adaptations:SchoolAdaptationsScreen",
    place=Place.ASIDE,
)
IMPLEMENTATION = Step(
    "implementation",
    Message("Implementation"),
    model="toolkit.ui.state.implementation:ImplementationModel",
    screen="toolkit.ui.screens.implementation:ImplementationScreen",
    place=Place.ASIDE,
)

PROGRAMME: Steps = (TASKS, STAFF, ADAPTATIONS, IMPLEMENTATION)
"""What the school keeps of the programme itself; it needs no class that is open."""

COORDINATOR: Steps = (
    *(START, TODAY, ROSTER, RULES, PROPOSAL, CHART),
    *(PAPERS, SCHOOL_YEAR, OVERVIEW, ARCHIVE),
)
