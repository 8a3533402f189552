"""What is counted in a class, against a plan whose figures are known."""

from dataclasses import replace
from datetime import date, timedelta

from tests.ui.seats import SEATS, SIX_DESKS
from toolkit.calendar.days import Calendar
from toolkit.calendar.year import school_year
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.school.implementation import Measured, Share, measured, taking_part, together
from toolkit.seats import SeatedPeriod, Seating

ROSTER = Roster(tuple(Student(key, key, "8A") for key in "abcdefgh"))
YEAR = school_year(date(2026, 8, 17), date(2027, 6, 18))
TODAY = YEAR.periods[2].starts
CHART = SeatedPeriod(1, SIX_DESKS, tuple(zip("abcdefgh", SEATS, strict=True)))


def period(number: int, *groups: str) -> Period:
    """Groups as ``ab cd``, on the days that the year has for the number."""
    days = YEAR.period(number)
    assert days is not None
    made = []
    for at, group in enumerate(groups):
        pairs = group.split()
        made.append(
            Group(
                f"{at}",
                tuple(Pair(pair, tuple(ROSTER.by_id[key] for key in pair)) for pair in pairs),
            )
        )
    return Period(number, tuple(made), days.starts, days.ends)


PLAN = Plan((period(1, "ab cd", "ef gh"), period(2, "ab ef", "cdg h")), "8A")
ACCEPTED = {1: YEAR.periods[0].starts, 2: YEAR.periods[1].starts + timedelta(1)}


def counted(plan: Plan = PLAN, calendar: Calendar | None = YEAR, today: date = TODAY) -> Measured:
    return measured(
        "8A",
        ROSTER,
        plan,
        ACCEPTED,
        today,
        seating=Seating((CHART,)),
        calendar=calendar,
        contracts={2, 3},
    )


def test_what_was_held_and_what_came_late() -> None:
    found = counted()
    assert found.held == Share(2, 3)  # the third was due today
    assert found.in_time == Share(1, 2)
    assert found.weeks.whole == 2
    assert found.seated == Share(1, 2)
    assert found.contracts == Share(1, 2)  # the third has not begun
    assert found.two_pairs == Share(4, 4)
    assert found.repeats == 3  # a and b, e and f, and c and d in a trio
    assert found.takes_part


def test_what_is_still_to_come_does_not_count() -> None:
    found = counted(today=YEAR.periods[1].starts - timedelta(1))
    assert (found.held, found.in_time) == (Share(1, 1), Share(1, 1))
    assert (found.repeats, found.two_pairs) == (0, Share(2, 2))
    assert found.coverage == found.bound == 12 / 28


def test_a_class_without_a_year_is_late_with_nothing() -> None:
    undated = Plan(tuple(replace(one, starts=None, ends=None) for one in PLAN.periods), "8A")
    found = counted(undated, None)
    assert (found.held, found.in_time, found.weeks) == (Share(), Share(), Share())
    assert found.two_pairs == Share(4, 4)


def test_a_class_that_has_not_begun_takes_no_part() -> None:
    none = counted(Plan((), "8A"))
    assert (none.held, none.coverage, none.takes_part) == (Share(0, 3), 0.0, False)
    assert taking_part([none, counted()]) == Share(1, 2)
    assert together([none.held, counted().held]) == Share(2, 6)
