"""The steps of each dashboard. A new screen is a row here; a new dashboard is another tuple."""

from toolkit.messages import Message
from toolkit.training.parts import PARTS, Part
from toolkit.ui.state.steps import Place, Step, Steps

START = Step(
    "classes",
    Message("Classes"),
    model="toolkit.ui.state.classes:ClassesModel",
    screen="toolkit.ui.screens.classes:ClassesScreen",
    place=Place.HOME,
)
ALL_CLASSES = Step(
    START.key,
    Message("All classes"),
    model="toolkit.ui.state.school:SchoolModel",
    screen="toolkit.ui.screens.school:SchoolScreen",
    place=Place.SCHOOL,
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
    place=Place.SCHOOL,
)
SCHOOL_WHEEL = Step(
    "school_wheel",
    Message("Year wheel"),
    model="toolkit.ui.state.school_wheel:SchoolWheelModel",
    screen="toolkit.ui.screens.school_wheel:SchoolWheelScreen",
    place=Place.SCHOOL,
)
STAFF = Step(
    "staff",
    Message("Team and training"),
    model="toolkit.ui.state.staff:StaffModel",
    screen="toolkit.ui.screens.staff:StaffScreen",
    place=Place.SCHOOL,
)
ADAPTATIONS = Step(
    "adaptations",
    Message("Adaptations"),
    model="toolkit.ui.state.school_adaptations:SchoolAdaptationsModel",
    screen="toolkit.ui.screens.school_adaptations:SchoolAdaptationsScreen",
    place=Place.SCHOOL,
)
IMPLEMENTATION = Step(
    "implementation",
    Message("Implementation"),
    model="toolkit.ui.state.implementation:ImplementationModel",
    screen="toolkit.ui.screens.implementation:ImplementationScreen",
    place=Place.SCHOOL,
)
EVALUATION = Step(
    "evaluation",
    Message("Evaluation"),
    model="toolkit.ui.state.evaluation:EvaluationModel",
    screen="toolkit.ui.screens.evaluation:EvaluationScreen",
    place=Place.SCHOOL,
)
HANDING_OVER = Step(
    "handing_over",
    Message("Handing over"),
    model="toolkit.ui.state.handing_over:HandingOverModel",
    screen="toolkit.ui.screens.handing_over:HandingOverScreen",
    place=Place.SCHOOL,
)

_OF_A_CLASS: Steps = (
    *(TODAY, ROSTER, RULES, PROPOSAL, CHART),
    *(PAPERS, SCHOOL_YEAR, OVERVIEW, ARCHIVE),
)

COORDINATOR: Steps = (START, *_OF_A_CLASS)

_OF_THE_SCHOOL: Steps = (
    *(ALL_CLASSES, TASKS, SCHOOL_WHEEL, STAFF),
    *(ADAPTATIONS, IMPLEMENTATION, EVALUATION, HANDING_OVER),
)

SCHOOL: Steps = (*_OF_THE_SCHOOL, *_OF_A_CLASS)

_SCREENS = {
    "why": "WhyScreen",
    "nine": "WaysScreen",
    "hard": "HardScreen",
    "first": "FirstDayScreen",
    "papers": "PapersScreen",
    "worry": "WorryScreen",
    "evaluation": "EvaluationScreen",
}
"""What shows more than the words of its part."""


def _step(part: Part) -> Step:
    is_game = part.key == "try"
    screen = f"course:{_SCREENS.get(part.key, 'PartScreen')}"
    return Step(
        part.key,
        part.title,
        model=f"toolkit.ui.state.course:{'LedGameModel' if is_game else 'PartModel'}",
        screen=f"toolkit.ui.screens.{'hall:LedGameScreen' if is_game else screen}",
        invitation=Message("Next: {part}", part=part.title),
    )


COURSE: Steps = tuple(map(_step, PARTS))

_BY_HAND = Step(
    "try",
    Message("By hand"),
    model="toolkit.ui.state.course:GameModel",
    screen="toolkit.ui.screens.hand_game:OwnGameScreen",
)

TRYING: Steps = (TODAY, _BY_HAND, RULES, PROPOSAL)
"""What participants of the course try, each in a class of their own.

There are no seats: thirty who look for the best at once would wait for one another.
"""
