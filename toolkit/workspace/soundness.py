"""Whether the parts of a class that were read fit together, as every save leaves them."""

from collections.abc import Iterable

from toolkit.files.strangers import refuse_strangers
from toolkit.plan import Period, Plan
from toolkit.workspace.work import Work


def refuse_unsound(work: Work) -> None:
    """Raise whatever shows that a class is damaged: SQLite takes any value in any column."""
    refuse_strangers(work.rules, work.roster)
    _only(int, (work.bound, work.seen, work.tries))
    _only(str, (work.sample, work.plan.school_class))
    _only(bool, (work.replacing, work.searching))
    if work.shown is not None:
        _only(int, [work.shown])
        _hold(0 <= work.shown < len(work.proposals))
    for proposal in work.proposals:
        _hold(proposal.period.number == work.planning_number)
        _look_at_periods(proposal.found_year)
        _look_at([proposal.period, proposal.found])
    for plan in (work.plan, work.year):
        if plan is not None:
            _look_at_periods(plan)


def _look_at_periods(plan: Plan) -> None:
    numbers = [period.number for period in plan.periods]
    _hold(len(set(numbers)) == len(numbers))
    _look_at(plan.periods)


def _look_at(periods: Iterable[Period]) -> None:
    for period in periods:
        _only(int, [period.number])
        _only(str, (group.label for group in period.groups))
        _only(str, (pair.label for pair in period.pairs))
        _look_at(period.earlier)
        ids = [student.id for student in period.students]
        _hold(len(set(ids)) == len(ids))


def _only(kind: type, values: Iterable[object]) -> None:
    for value in values:
        if type(value) is not kind:
            raise TypeError


def _hold(is_so: bool) -> None:
    """Not an ``assert``, which Python leaves out where it is asked to optimise."""
    if not is_so:
        raise ValueError
