"""What is different between two states of a class, in sentences for the one who has to choose."""

from collections.abc import Iterator

from toolkit.messages import Message, plural
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.workspace.delta import Delta
from toolkit.workspace.work import Work


def differences(before: Work, after: Work) -> tuple[Message, ...]:
    """What was done between the two; nobody's name is told, for others may see the screen."""
    return (
        *_in_list(before, after),
        *_in_rules(before.rules, after.rules),
        *_in_force(before.plan, after.plan),
        *_in_replacing(before, after),
        *_in_proposal(before, after),
        *_in_seats(before, after),
        *_in_calendar(before, after),
    )


def _in_list(before: Work, after: Work) -> Iterator[Message]:
    if before.name != after.name:
        yield Message("The class is called {name}.", name=after.name)
    old, new = before.roster.by_id, after.roster.by_id
    if joined := len(new.keys() - old.keys()):
        yield plural("{n} student has joined.", "{n} students have joined.", n=joined)
    if left := len(old.keys() - new.keys()):
        yield plural("{n} student has left.", "{n} students have left.", n=left)
    if changed := sum(old[key] != new[key] for key in old.keys() & new.keys()):
        yield plural(
            "{n} student has another name or other details.",
            "{n} students have another name or other details.",
            n=changed,
        )


def _in_rules(before: Rules, after: Rules) -> Iterator[Message]:
    old, new = set(before.naming()), set(after.naming())
    if added := len(new - old):
        yield plural("{n} rule is new.", "{n} rules are new.", n=added)
    if removed := len(old - new):
        yield plural("{n} rule is removed.", "{n} rules are removed.", n=removed)
    if before.interval_weeks != after.interval_weeks:
        yield plural(
            "There is {n} week between rotations.",
            "There are {n} weeks between rotations.",
            n=after.interval_weeks,
        )
    if (
        before.group_shape,
        before.balance,
        before.acquainted.attributes,
    ) != (after.group_shape, after.balance, after.acquainted.attributes):
        yield Message("The groups are to be made in another way.")


def _in_force(before: Plan, after: Plan) -> Iterator[Message]:
    old = {period.number: period for period in before.periods}
    new = {period.number: period for period in after.periods}
    for number in sorted(old.keys() | new.keys()):
        if number not in old:
            yield Message("Period {number} is in the plan.", number=number)
        elif number not in new:
            yield Message("Period {number} is no longer in the plan.", number=number)
        elif len(new[number].earlier) > len(old[number].earlier):
            yield Message("Period {number} was corrected.", number=number)
        elif old[number] != new[number]:
            yield Message("Period {number} has other groups.", number=number)


def _in_replacing(before: Work, after: Work) -> Iterator[Message]:
    if before.plan != after.plan or before.replacing == after.replacing or after.last is None:
        return
    if after.replacing:
        yield Message("Period {number} is planned again.", number=after.last.number)
    else:
        yield Message("Period {number} is left as it is.", number=after.last.number)


def _in_proposal(before: Work, after: Work) -> Iterator[Message]:
    shown = _shown(after)
    if before.plan == after.plan and shown is not None and shown != _shown(before):
        number = after.planning_number
        yield Message("The proposal for period {number} is another one.", number=number)


def _in_seats(before: Work, after: Work) -> Iterator[Message]:
    for number in Delta(before, after).seats:
        yield Message("The seats of period {number} are others.", number=number)


def _in_calendar(before: Work, after: Work) -> Iterator[Message]:
    if before.calendar != after.calendar:
        yield Message("The school year is another one.")


def _shown(work: Work) -> object:
    return None if work.shown is None else work.proposals[work.shown].period
