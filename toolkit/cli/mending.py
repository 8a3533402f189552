"""What the program tells of a mended period: who is moved where, and what is proven of it."""

from collections.abc import Iterable, Iterator

from toolkit.messages import Message, plural
from toolkit.people import Roster, Student
from toolkit.plan import Group, Status
from toolkit.planning.mending import Mending


def as_ids(mending: Mending) -> dict[str, object]:
    """What ``--json`` tells of it; students are named by their ids."""

    def ids(students: Iterable[Student]) -> list[str]:
        return [student.id for student in students]

    def group(one: Group) -> dict[str, object]:
        pairs = [{"pair": pair.label, "students": ids(pair.students)} for pair in one.pairs]
        return {"group": one.label, "pairs": pairs}

    return {
        "period": mending.period.number,
        "status": mending.status,
        "gap": mending.gap,
        "seconds": round(mending.seconds, 3),
        "moved": ids(mending.moved),
        "joined": ids(mending.joined),
        "left": ids(mending.left),
        "groups": [group(one) for one in mending.period.groups],
    }


def told(mending: Mending, roster: Roster) -> Iterator[Message]:
    """What is said of it, line by line; namesakes are told apart."""
    for student in mending.left:
        yield Message("{student} has left.", student=student.name)
    for student in mending.joined:
        yield Message(
            "{student} comes to {partners}, in pair {pair} of group {group}.",
            **_seat(student, mending, roster),
        )
    for student in mending.moved:
        yield Message(
            "{student} moves to {partners}, in pair {pair} of group {group}.",
            **_seat(student, mending, roster),
        )
    if not (mending.moved or mending.joined or mending.left):
        yield Message("The period keeps every rule, and stays as it is.")
    else:
        is_fewest = mending.status is Status.OPTIMAL
        yield how_many_move(len(mending.moved), mending.bound, is_fewest=is_fewest)


def how_many_move(moved: int, bound: int, *, is_fewest: bool) -> Message:
    """How little a change of groups or seats moves, and whether that is proven."""
    if not moved:
        return Message("Nobody has to move.")
    if is_fewest:
        return plural(
            "One student moves; without that, the rules cannot be kept.",
            "{n} students move; with fewer, the rules cannot be kept.",
            n=moved,
        )
    return Message(
        "Number who move: {moved}. Perhaps fewer are enough, but no fewer than {bound}.",
        moved=moved,
        bound=bound,
    )


def _seat(student: Student, mending: Mending, roster: Roster) -> dict[str, object]:
    """Where a student sits, and with whom."""
    for group in mending.period.groups:
        for pair in group.pairs:
            if student in pair.students:
                partners = [roster.label(one) for one in pair.students if one != student]
                seat = {"partners": partners, "pair": pair.label, "group": group.label}
                return {"student": roster.label(student), **seat}
    raise AssertionError("whoever has joined or is moved has a place")
