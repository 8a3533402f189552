"""The dates of a plan as a calendar, for a plan whose school year is not at hand."""

from __future__ import annotations

from toolkit.calendar.days import Calendar, SchoolPeriod
from toolkit.plan import Plan

_UNKNOWN = 0  # school days: only the school year knows its days off


def calendar_of(plan: Plan, number: int) -> Calendar | None:
    """Every makkerbytte of the plan that has a date; None where none has.

    A plan does not know how often its dates have been changed. So that a calendar program takes
    the newer of two files, the revision is higher the later the period of this ``number`` begins.
    """
    periods = tuple(
        SchoolPeriod(one.number, one.starts, one.ends, _UNKNOWN)
        for one in plan.periods
        if one.starts is not None and one.ends is not None
    )
    if not periods:
        return None
    begins = next((one.starts for one in periods if one.number == number), periods[0].starts)
    return Calendar.of_periods(periods, (begins - periods[0].starts).days)
