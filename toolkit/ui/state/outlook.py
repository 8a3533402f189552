"""What the year of a class will come to."""

from toolkit.acquaintance import coverage
from toolkit.bounds import periods_bound
from toolkit.checking import check
from toolkit.outlook import Outlook
from toolkit.workspace.work import Work


def outlook(work: Work) -> Outlook | None:
    """What the year comes to, with the class and the rules as they are now.

    None where no year is planned, or where it must be planned again: it breaks a rule, or
    leaves some who do not meet.
    """
    year, plan, roster, rules = work.foreseen, work.base, work.roster, work.rules
    if year is None:
        return None
    if any(broken.period >= plan.next_number for broken in check(year, roster, rules)):
        return None
    report = coverage(year, rules, roster)
    if (full := report.periods_to_full) is None:
        return None
    bound = max(work.bound, periods_bound(roster.students, rules, plan))
    found = None if work.year is None else work.year.solution
    ended = None if found is None else found.ended
    return Outlook(report, len(plan.periods), full, bound, ended)
