"""The dates of a school year, against a judge that counts day by day."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from school_years import as_rows, expected, first_days, holidays
from sketch import period_of, plan_of

from toolkit.calendar.days import Calendar, DayOff, SchoolPeriod
from toolkit.calendar.moving import last_part
from toolkit.calendar.public import holidays_in
from toolkit.calendar.year import school_year
from toolkit.errors import InputError
from toolkit.plan import Plan

AUTUMN = DayOff(date(2026, 9, 28), date(2026, 10, 2), "Høstferie")
CHRISTMAS = DayOff(date(2026, 12, 21), date(2027, 1, 3), "Juleferie")
WINTER = DayOff(date(2027, 2, 22), date(2027, 2, 26), "Vinterferie")
YEAR = ("2026-08-17", "2027-06-18")

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@st.composite
def years(draw: st.DrawFn) -> tuple[date, date, int, list[tuple[date, date]]]:
    starts = draw(days)
    length = draw(st.integers(20, 400))
    ends = starts + timedelta(days=length)
    off = []
    for _ in range(draw(st.integers(0, 8))):
        first = starts + timedelta(days=draw(st.integers(-5, length)))
        off.append((first, first + timedelta(days=draw(st.integers(0, 12)))))
    return starts, ends, draw(st.integers(1, 8)), off


def made(year: tuple[date, date, int, list[tuple[date, date]]], **more: object) -> Calendar:
    starts, ends, interval, off = year
    return school_year(starts, ends, interval, [DayOff(*one) for one in off], **more)


def test_the_example_of_the_front_door() -> None:
    calendar = school_year(*YEAR, days_off=[AUTUMN, CHRISTMAS, WINTER])
    assert calendar.periods[0] == SchoolPeriod(1, date(2026, 8, 17), date(2026, 9, 6), 15)
    assert calendar.periods[1].starts == date(2026, 9, 7)
    # Week 40 is no school week, so that the second period lasts until the 4th of October.
    assert calendar.periods[2].starts == date(2026, 10, 5)
    assert calendar.periods[1].school_days == 15
    assert calendar.periods[-1].ends == date(2027, 6, 18)


def test_the_public_holidays_are_those_counted_from_easter() -> None:
    for year in range(1950, 2101):
        assert set(holidays_in(year)) == holidays(year)


@settings(max_examples=500)
@given(years())
def test_every_date_is_as_the_judge_counts_it(year) -> None:
    starts, ends, interval, off = year
    if not first_days(starts, ends, off):
        with pytest.raises(InputError, match="no school week"):
            made(year)
        return
    calendar = made(year)
    assert as_rows(calendar) == expected(starts, ends, interval, off)
    assert all(calendar.is_school_day(one.starts) for one in calendar.periods)
    assert sum(calendar.school_days_by_month.values()) == calendar.school_days


def best_kept(
    weeks: list[date], first: int, earliest: date, interval: int, told: set[date]
) -> int | None:
    """The most announced dates that any sequence within one week of the interval keeps."""
    fewest, most = last_part(interval)
    free = [at for at in range(first + 1, len(weeks)) if weeks[at] >= earliest]
    best = None
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            path = (first, *chosen)
            gaps = [b - a for a, b in pairwise(path)]
            left = len(weeks) - path[-1]
            if all(abs(gap - interval) <= 1 for gap in gaps) and fewest <= left <= most:
                kept = sum(weeks[at] in told for at in chosen)
                best = kept if best is None else max(best, kept)
    return best


@settings(max_examples=150)
@given(st.data())
def test_as_many_announced_dates_stay_as_any_other_sequence_keeps(data: st.DataObject) -> None:
    starts = data.draw(days)
    length, interval = data.draw(st.integers(40, 90)), data.draw(st.integers(1, 5))
    ends = starts + timedelta(days=length)
    whole = (starts, ends, interval, [])
    if not first_days(starts, ends, []):
        return
    before = made(whole)
    at = data.draw(st.integers(0, length))
    more = [
        (day, day + timedelta(days=data.draw(st.integers(0, 9))))
        for day in (
            starts + timedelta(days=data.draw(st.integers(0, length)))
            for _ in range(data.draw(st.integers(1, 3)))
        )
    ]
    weeks, from_day = first_days(starts, ends, more), starts + timedelta(days=at)
    if not weeks:
        return
    after = made((starts, ends, interval, more), announced=before, from_day=from_day)
    begun = [one for one in before.periods if one.starts < from_day]
    assert [one.starts for one in after.periods[: len(begun)]] == [one.starts for one in begun]
    later = [one.starts for one in after.periods[len(begun) :]]
    assert all(day in weeks and (day >= from_day or day == weeks[0]) for day in later)
    told = {one.starts for one in before.periods if one.starts >= from_day}
    if begun:
        week_before = [day for day in weeks if day < begun[-1].starts - _since_monday(begun[-1])]
        best = best_kept(weeks, len(week_before), from_day, interval, told)
        if best is not None:
            assert len(told & set(later)) == best
    # Nothing new, nothing moves.
    again = school_year(starts, ends, interval, after.days_off, announced=after, from_day=from_day)
    assert again.moved(after) == ()


def _since_monday(period: SchoolPeriod) -> timedelta:
    return timedelta(days=period.starts.weekday())


def test_a_monday_off_moves_one_makkerbytte_by_a_day_and_no_other() -> None:
    before = school_year(*YEAR, days_off=[AUTUMN, CHRISTMAS, WINTER])
    monday = before.periods[4].starts
    after = school_year(
        *YEAR,
        days_off=[AUTUMN, CHRISTMAS, WINTER, monday],
        announced=before,
        from_day="2026-10-01",
    )
    (moved,) = after.moved(before)
    assert (moved.number, moved.before) == (5, monday)
    assert moved.after == monday + timedelta(days=1)
    assert str(moved.message).startswith("The makkerbytte of period 5 moves from ")


def test_a_whole_week_off_moves_no_date_where_the_periods_become_shorter() -> None:
    before = school_year(*YEAR, days_off=[AUTUMN, CHRISTMAS, WINTER])
    week = before.periods[4].starts + timedelta(days=7)
    off = DayOff(week, week + timedelta(days=4))
    off_days = [AUTUMN, CHRISTMAS, WINTER, off]
    after = school_year(*YEAR, days_off=off_days, announced=before, from_day="2026-10-01")
    assert after.moved(before) == ()
    assert school_year(*YEAR, days_off=off_days).moved(before) != ()


def test_no_date_that_has_passed_moves() -> None:
    before = school_year(*YEAR)
    after = school_year(*YEAR, days_off=[AUTUMN], announced=before, from_day="2026-09-30")
    assert [one.starts for one in after.periods[:3]] == [one.starts for one in before.periods[:3]]
    assert after.revision > before.revision


def test_a_later_change_has_a_higher_revision_and_none_has_the_same() -> None:
    before = school_year(*YEAR)
    first = school_year(*YEAR, days_off=[AUTUMN], announced=before, from_day="2026-08-20")
    second = school_year(
        *YEAR, days_off=[AUTUMN, CHRISTMAS], announced=first, from_day="2026-08-20"
    )
    assert 0 == before.revision < first.revision < second.revision
    same = school_year(*YEAR, days_off=[AUTUMN, CHRISTMAS], announced=second, from_day="2026-08-20")
    assert same == second


def test_days_off_may_be_days_texts_and_pairs() -> None:
    one = school_year(*YEAR, days_off=[("2026-09-28", "2026-10-02"), "2026-11-16"])
    other = school_year(
        date(2026, 8, 17),
        date(2027, 6, 18),
        days_off=[(date(2026, 9, 28), date(2026, 10, 2)), date(2026, 11, 16)],
    )
    assert one == other
    assert not one.is_school_day(date(2026, 10, 1))


def test_what_runs_and_what_comes_next() -> None:
    calendar = school_year(*YEAR)
    assert calendar.period_on(date(2026, 9, 6)) == calendar.period(1)
    assert calendar.next_after(date(2026, 9, 6)) == calendar.period(2)
    assert calendar.period_on(date(2026, 8, 16)) is None
    assert calendar.period(99) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2027-06-18", "2026-08-17"), "ends on 17 Aug 2026, before it starts"),
        (("2026-08-17", "2036-08-17"), "more than two years"),
        (("0001-08-17", "0002-06-18"), "from 1950 to 2100"),
        (("17.08.2026", "2027-06-18"), "year-month-day"),
        (("2026-08-17", "2027-06-18", 0), "A whole number from 1"),
        (("2026-08-17", "2027-06-18", 21), "At most 20"),
        (("2026-08-17", "2027-06-18", 3, "2026-09-01"), "should be of the type"),
        (("2026-08-17", "2027-06-18", 3, [7]), "should be of the type"),
        (("2026-12-24", "2026-12-26"), "no school week"),
    ],
)
def test_what_is_no_school_year_is_refused(arguments: tuple, words: str) -> None:
    with pytest.raises(InputError, match=words):
        school_year(*arguments)


def test_a_plan_gets_the_days_of_the_periods_that_the_calendar_has() -> None:
    calendar = school_year("2026-08-17", "2026-09-25")
    plan = plan_of("ab cd", "ac bd", "ad bc").dated(calendar)
    assert [(one.starts, one.ends) for one in plan.periods] == [
        (date(2026, 8, 17), date(2026, 9, 6)),
        (date(2026, 9, 7), date(2026, 9, 25)),
        (None, None),
    ]


def test_a_corrected_period_keeps_the_days_of_its_corrections() -> None:
    calendar = school_year("2026-08-17", "2026-09-25")
    plan = plan_of("ab cd").dated(calendar).corrected(period_of("ac bd"), date(2026, 8, 26))
    assert plan.dated(calendar) == plan
    sooner = plan.dated(school_year("2026-08-10", "2026-09-25"))
    assert sooner.periods[0].seatings[0].starts == date(2026, 8, 10)
    assert sooner.periods[0].seated_since == date(2026, 8, 26)
    later = plan.dated(school_year("2026-08-31", "2026-10-25"))
    assert later.periods[0].starts == date(2026, 8, 17)


def test_only_a_calendar_dates_a_plan() -> None:
    with pytest.raises(InputError, match="Calendar"):
        Plan().dated("2026")  # type: ignore[arg-type]
