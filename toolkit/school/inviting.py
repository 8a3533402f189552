"""An invitation to a training, for calendar programs; nobody is named in it."""

from datetime import date, time

from toolkit.calendar.days import as_day
from toolkit.files.events import Dated, events_ics
from toolkit.messages import Language, Message, Words
from toolkit.school.staff import Training
from toolkit.school.words import TRAININGS
from toolkit.values import choice, day, only, translator

MINUTES = {Training.MEETING: 60, Training.COURSE: 180}
_FOR_WHOM = {
    Training.MEETING: Message(
        "For the VIP team: what VIP Makkerskap is, and what the team does through the year."
    ),
    Training.COURSE: Message(
        "For all who work with the classes: makkerpar, makkergrupper, makkerbytte and contracts."
    ),
}
_FIRST_OF_AUTUMN = 7  # July


def invitation_ics(
    training: Training | str,
    first: date | str,
    at: time,
    language: Words = Language.NB,
    *,
    place: str = "",
    on: date,
) -> bytes:
    """The invitation to a training, an iCalendar file made ``on`` a day.

    It begins on the ``first`` day ``at`` a time of the place, and lasts as long as the training. A
    training that is moved within its term moves in the calendars of those who take in the new file.
    """
    _, which = translator(language), choice(training, Training, "training")
    held = as_day(first, "first")
    term = "autumn" if held.month >= _FIRST_OF_AUTUMN else "spring"
    event = Dated(
        f"makkerskap/training/{which.value}/{held.year}/{term}",
        _(Message("VIP Makkerskap: {training}", training=TRAININGS[which])),
        held,
        held,
        _(_FOR_WHOM[which]),
        only(place, str, "place").strip(),
        only(at, time, "at"),
        MINUTES[which],
    )
    return events_ics([event], day(on, "on"))
