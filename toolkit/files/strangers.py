"""Rules that speak of whom or what a class list has not."""

from collections.abc import Iterator

from toolkit.errors import InputError, Spot
from toolkit.files.headers import headings_of, unknown_attribute
from toolkit.files.identity import refuse_identity_number
from toolkit.messages import Message
from toolkit.people import Roster, did_you_mean
from toolkit.rules import Rules


def refuse_strangers(rules: Rules, roster: Roster) -> None:
    """Raise ``InputError`` where the rules speak of whom or what the class has not.

    Every rule names two students or more (for a seat: one) by their ids, nobody twice, and each of
    them is in the roster; every attribute is one that somebody has.
    """
    for kind in dict.fromkeys(rule.kind for rule in rules.naming()):
        for position, rule in enumerate(rules.of_kind(kind)):
            spot = Spot(f"{kind}[{position}]")
            for student in rule.students:
                if student not in roster.by_id:
                    refuse_identity_number(student, spot)
                    raise InputError(no_such_student(student, roster), spot)
                if rule.students.count(student) > 1:
                    message = Message("{student} stands twice in this list.", student=student)
                    raise InputError(message, spot)
            if len(rule.students) < kind.fewest:
                raise InputError(too_few_students(kind.fewest), spot)
    for name, attributes in (
        ("acquainted", rules.acquainted.attributes),
        ("balance", rules.balance.attributes),
    ):
        for attribute in attributes:
            if attribute not in roster.attributes:
                refuse_identity_number(attribute, Spot(name))
                known = _attribute_words(roster)
                raise InputError(unknown_attribute(attribute, known), Spot(name))


def too_few_students(fewest: int) -> Message:
    """That a rule names fewer than it has to."""
    if fewest == 1:
        return Message("At least one student belongs here.")
    return Message("At least two students belong here.")


def no_such_student(word: str, roster: Roster) -> Message:
    """That nobody has this id, with those who may have been meant."""
    known = ((f"{s.id} ({s.name})", each) for s in roster for each in (s.name, s.id))
    return did_you_mean(
        Message("No student in the class list has the id {word}.", word=word), word, known
    )


def _attribute_words(roster: Roster) -> Iterator[tuple[str, str]]:
    for name in roster.attributes:
        for word in (name, *headings_of(name)):
            yield name, word
