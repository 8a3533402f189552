"""What is told of the programme at the school, the same on the screen and on paper."""

from toolkit.messages import Message
from toolkit.school.adaptations import Adapted, Reason

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
