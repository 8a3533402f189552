"""How few periods could possibly be enough, by counting; no plan can do with fewer.

docs/mathematics.md, "How few periods could be enough", proves each of the bounds.
"""

from collections import Counter
from collections.abc import Sequence
from math import comb

from toolkit.people import Student
from toolkit.plan import Plan
from toolkit.rules import IdPair, Rules, Scope, id_pairs
from toolkit.shapes import Sizes, group_sizes


def periods_bound(students: tuple[Student, ...], rules: Rules, history: Plan) -> int:
    """Bound from below the periods, those of the history included, until everyone has met.

    Counts for each student how many are left to meet, which is at most as many in a period as
    the group has others; for the class, how often someone can be in a group of five; and how
    many meetings any two periods must have in common.

    Raises ``InputError`` for fewer than four students.
    """
    sizes = group_sizes(len(students), rules.group_shape)
    left = id_pairs(student.id for student in students)
    left -= rules.apart(Scope.GROUP) | rules.acquainted.pairs(students)
    for done, period in enumerate(history.periods):
        if not left:
            return done
        left -= period.ever_in_groups
    before = _groups_before(students, history)
    periods = 0
    while not _may_be_enough(left, sizes, periods, before):
        periods += 1
    return len(history.periods) + periods


def least_in_common(some: Sequence[int], others: Sequence[int]) -> int:
    """Bound from below how many two share a group in both of two periods.

    The arguments are the sizes of the groups of the two periods, which are of the same people.
    A group of the one is spread over the groups of the other; as two in the same of these have
    a meeting in common, the even spread has the fewest, for x (x - 1) / 2 is convex.

    >>> least_in_common((4, 4, 4), (4, 4, 4))
    3
    """

    def forced(groups: Sequence[int], over: int) -> int:
        total = 0
        for size in groups:
            each, more = divmod(size, over)
            total += more * comb(each + 1, 2) + (over - more) * comb(each, 2)
        return total

    return max(forced(some, len(others)), forced(others, len(some)))


def _groups_before(students: tuple[Student, ...], history: Plan) -> list[int] | None:
    """The sizes of the last period's groups, of those who are still there; one for each new one."""
    if not history.periods:
        return None
    last = history.periods[-1]
    present = {student.id for student in students}
    sizes = [sum(student.id in present for student in group.students) for group in last.groups]
    new = present - {student.id for student in last.students}
    return [size for size in sizes if size] + [1] * len(new)


def _may_be_enough(
    left: set[IdPair], sizes: Sizes, periods: int, before: Sequence[int] | None
) -> bool:
    """Whether counting does not rule out that everyone left is met in so many periods.

    ``before`` are the sizes of the groups of the last period that happened.
    """
    if not left:
        return True
    common = least_in_common(sizes.as_tuple(), before or sizes.as_tuple())
    # Each period repeats so many meetings of the one before them all. Without a history, that is
    # the first of them, which has nothing to repeat.
    if len(left) > sizes.meetings * periods - common * (periods - (before is None)):
        return False
    to_meet = Counter(student for pair in left for student in pair)
    most_mates = 4 if sizes.fives else 3 if sizes.fours else 2
    if any(count > most_mates * periods for count in to_meet.values()):
        return False
    # Whoever is left to meet more than three a period has to be in a five for each of them, and
    # so many times somebody is in a five.
    beyond = sum(max(0, count - 3 * periods) for count in to_meet.values())
    return beyond <= 5 * sizes.fives * periods
