"""How far a class has come in the words of the programme: whom each student has met."""

from toolkit.acquaintance import Coverage
from toolkit.messages import Message


def met_by_each(coverage: Coverage) -> Message | None:
    """How many classmates each student has met, in a sentence; None in a class of one.

    Where they are not alike it is the average, rounded down: nobody is told that all have met
    before they have.
    """
    students = coverage.students
    if len(students) < 2:
        return None
    met = [
        sum(coverage.between(one.id, other.id).acquainted for other in students if other != one)
        for one in students
    ]
    others = len(students) - 1
    if min(met) == max(met):
        return Message("Each student has met {met} of {others}.", met=met[0], others=others)
    return Message(
        "Each student has met {met} of {others} on average.",
        met=sum(met) // len(met),
        others=others,
    )
