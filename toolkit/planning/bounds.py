"""How few periods could possibly be enough, by counting; no plan can do with fewer."""

from collections import Counter

from toolkit.people import Student
from toolkit.plan import Plan
from toolkit.planning.shapes import Sizes, group_sizes
from toolkit.rules import IdPair, Rules, Scope, id_pairs


def periods_bound(students: tuple[Student, ...], rules: Rules, history: Plan) -> int:
    """Bound from below the periods, those of the history included, until everyone has met.

    Counts for each student how many are left to meet, and for the class how many seats in
    larger and smaller groups there are (a Fisher type argument: each student meets at most
    as many in a period as the group has others). Raises ``InputError`` for fewer than
    four students.
    """
    sizes = group_sizes(len(students), rules.group_shape)
    left = id_pairs(student.id for student in students)
    left -= rules.apart(Scope.GROUP) | rules.acquainted.pairs(students)
    for done, period in enumerate(history.periods):
        if not left:
            return done
        left -= {frozenset(pair) for pair in period.group_mates()}
    periods = 0
    while not _may_be_enough(left, sizes, periods):
        periods += 1
    return len(history.periods) + periods


def _may_be_enough(left: set[IdPair], sizes: Sizes, periods: int) -> bool:
    """Whether counting does not rule out that everyone left is met in so many periods."""
    if len(left) > sizes.meetings * periods:
        return False
    to_meet = Counter(student for pair in left for student in pair)
    most_mates = 4 if sizes.fives else 3 if sizes.fours else 2
    if any(count > most_mates * periods for count in to_meet.values()):
        return False
    # A seat in a five meets one more than the usual three, a seat in a three one fewer.
    beyond = sum(max(0, count - 3 * periods) for count in to_meet.values())
    return beyond <= 5 * sizes.fives * periods
