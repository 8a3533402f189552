"""Those who are away, as the command line names them, and what the program tells of the day."""

from collections.abc import Iterable, Iterator

from toolkit.absence import GREETING, Absence
from toolkit.messages import Message
from toolkit.people import Roster, Student


def words_for(given: Iterable[str], everyone: Roster) -> list[str]:
    """Who is away, word by word: ids and names with commas between them.

    A comma may also be part of one, as in "Berg, Ida"; then as much as names somebody is one word.
    """
    return [word for text in given for word in _parted(text.split(","), everyone)]


def _parted(parts: list[str], everyone: Roster) -> Iterator[str]:
    while parts:
        ends = range(len(parts), 0, -1)
        end = next((at for at in ends if everyone.named(",".join(parts[:at]).strip())), 1)
        word, parts = ",".join(parts[:end]).strip(), parts[end:]
        if word:
            yield word


def as_ids(day: Absence) -> dict[str, object]:
    """What ``--json`` tells of it; students are named by their ids."""
    return {
        "messages": [{"from": one.sender.id, "to": one.to.id} for one in day.messages],
        "teacher": [student.id for student in day.teacher],
        "today": [{"pair": [student.id for student in students]} for students in day.today],
        "alone": [student.id for student in day.alone],
    }


def told(day: Absence, everyone: Roster) -> Iterator[Message]:
    """What is said of it, line by line; namesakes are told apart."""

    def names(students: Iterable[Student]) -> list[str]:
        return [everyone.label(student) for student in students]

    for one in day.messages:
        sender, to = names((one.sender, one.to))
        yield Message("{sender} writes to {absent}.", sender=sender, absent=to)
    if day.teacher:
        yield Message("The teacher writes to {absent}.", absent=names(day.teacher))
    if day.messages or day.teacher:
        yield Message("The message can be: {greeting}", greeting=GREETING)
    for students in day.put_together:
        yield Message("Put together today: {students}.", students=names(students))
    for left in day.alone:
        who = everyone.label(left)
        if left.id in day.company:
            company = names(day.company[left.id])
            yield Message(
                "{student} has nobody to sit with, and can join {company}.",
                student=who,
                company=company,
            )
        else:
            yield Message("{student} has nobody to sit with.", student=who)
    for students in day.kept:
        yield Message("As usual: {students}.", students=names(students))
