"""What is told of the programme at the school, the same on the screen and on paper."""

from collections.abc import Iterable, Sequence

from toolkit.messages import Message, plural
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.school.implementation import Question, Term
from toolkit.school.staff import Role, StaffMember, Training, missing_roles, too_few
from toolkit.school.tasks import Task

ELSE = Message("Something else")
ADAPTED: dict[Adapted | None, Message] = {
    Adapted.LATE: Message("The makkerbytte came late"),
    Adapted.SKIPPED: Message("The makkerbytte was skipped"),
    Adapted.INTERVAL: Message("The period had another length"),
    Adapted.NO_CONTRACT: Message("No group contract was written"),
    Adapted.OTHER_GROUPS: Message("The groups were made otherwise"),
}
REASONS = {
    Reason.HOLIDAY: Message("Holiday"),
    Reason.EXAMS: Message("Tests or exams"),
    Reason.TRIP: Message("Trip or project"),
    Reason.TEACHER_AWAY: Message("The teacher was away"),
    Reason.NO_TIME: Message("There was no time"),
    Reason.ROOM: Message("The room did not allow it"),
    Reason.CLASS_NEEDED_IT: Message("The class needed it"),
    Reason.OTHER: ELSE,
}
PLANNED = {True: Message("Planned"), False: Message("Not planned")}
GOES_ON = {True: Message("The class goes on with it"), False: Message("This once")}
TASKS = {
    Task.COORDINATOR: Message("Name a coordinator for VIP Makkerskap"),
    Task.PLANS: Message("Put it in the school's year wheel and plans"),
    Task.INFORMATION: Message("Inform coming students and their homes"),
    Task.TIME_SET_ASIDE: Message("Set aside time for the teachers at each makkerbytte"),
    Task.PRIMARY_SCHOOL: Message("Get what the primary schools know, before the first plan"),
    Task.SHARING_AUTUMN: Message("Let the teachers share their experience (autumn)"),
    Task.SHARING_SPRING: Message("Let the teachers share their experience (spring)"),
}
ROLES = {
    Role.TEACHERS: Message("Teachers"),
    Role.LEADERSHIP: Message("Leadership"),
    Role.ENVIRONMENT: Message("Social worker"),
    Role.STUDENT_COUNCIL: Message("Student council"),
    Role.NURSE: Message("School nurse"),
    Role.MENTAL_HEALTH: Message("Local mental health service"),
}
TRAININGS = {
    Training.MEETING: Message("Meeting (60 minutes)"),
    Training.COURSE: Message("Training (3 hours)"),
}
TERMS = {Term.AUTUMN: Message("Autumn"), Term.SPRING: Message("Spring")}
QUESTIONS = {
    Question.ANCHORING: (
        Message("Anchoring"),
        Message("Leaders and teachers alike really want this."),
    ),
    Question.SUPPORT: (
        Message("Support"),
        Message("There is time for it, and the leadership makes room."),
    ),
    Question.COMPETENCE: (
        Message("Competence"),
        Message("Those who are to do it know how, and feel sure of it."),
    ),
    Question.FIDELITY: (
        Message("Fidelity"),
        Message("We do what we said we would, and know what we changed and why."),
    ),
    Question.SUSTAINABILITY: (
        Message("Sustainability"),
        Message("It would go on if one of us left."),
    ),
}


def told(adaptation: Adaptation) -> list[Message]:
    """An adaptation in a few short sentences, without its note."""
    known = [ADAPTED.get(adaptation.what, ELSE), REASONS[adaptation.why]]
    if adaptation.planned is not None:
        known.append(PLANNED[adaptation.planned])
    if adaptation.goes_on is not None:
        known.append(GOES_ON[adaptation.goes_on])
    return known


def lacks(staff: Sequence[StaffMember]) -> list[Message]:
    """What the team lacks of its four, and of the groups that it comes from."""
    told = []
    if lacking := too_few(staff):
        told.append(
            plural(
                "The team lacks {n} person: at least four are needed.",
                "The team lacks {n} people: at least four are needed.",
                n=lacking,
            )
        )
    if roles := missing_roles(staff):
        told.append(nobody_from(roles))
    return told


def nobody_from(roles: Iterable[Role]) -> Message:
    """From which groups there is nobody in the team."""
    return Message("Nobody in the team is from: {roles}.", roles=[ROLES[role] for role in roles])
