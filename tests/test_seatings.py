"""A period that was corrected while it ran: what may be said of it, and what a plan makes of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from toolkit.errors import InputError
from toolkit.meeting import Meeting
from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan

from .sketch import period_of, plan_of

MONDAY, FRIDAY = date(2026, 9, 7), date(2026, 9, 25)
TUESDAY, THURSDAY = date(2026, 9, 8), date(2026, 9, 10)
BEFORE, AFTER = period_of("ab|cd ef|gh"), period_of("ab|ch ef|gd")


def dated(period: Period, starts: date | None, ends: date | None) -> Period:
    return replace(period, starts=starts, ends=ends)


def corrected(on: date, *, within: tuple[date | None, date | None] = (MONDAY, FRIDAY)) -> Period:
    return Plan((dated(BEFORE, *within),)).corrected(AFTER, on).periods[0]


def test_what_was_stays_with_its_days_and_the_period_keeps_its_own() -> None:
    now = corrected(THURSDAY)
    assert (now.groups, now.starts, now.ends) == (AFTER.groups, MONDAY, FRIDAY)
    assert now.earlier == (dated(BEFORE, MONDAY, date(2026, 9, 9)),)
    assert now.seatings == (*now.earlier, dated(AFTER, THURSDAY, FRIDAY))
    assert now.seated_since == THURSDAY


def test_a_period_that_was_never_corrected_has_one_seating() -> None:
    assert BEFORE.seatings == (BEFORE,)
    assert BEFORE.everyone == BEFORE.students


def test_without_a_calendar_what_was_has_its_last_day() -> None:
    now = corrected(THURSDAY, within=(None, None))
    assert now.earlier == (dated(BEFORE, None, date(2026, 9, 9)),)
    assert (now.starts, now.ends, now.seated_since) == (None, None, THURSDAY)


@pytest.mark.parametrize("on", [MONDAY, MONDAY - timedelta(days=3)])
def test_before_it_has_begun_it_is_replaced(on: date) -> None:
    assert corrected(on) == dated(AFTER, MONDAY, FRIDAY)


def test_a_second_correction_on_the_same_day_replaces_the_first() -> None:
    third = period_of("ae|cd bf|gh")
    twice = Plan((corrected(THURSDAY),)).corrected(third, THURSDAY).periods[0]
    assert twice == replace(corrected(THURSDAY), groups=third.groups)


def test_one_on_another_day_is_another_seating() -> None:
    third = period_of("ae|cd bf|gh")
    twice = Plan((corrected(TUESDAY),)).corrected(third, THURSDAY).periods[0]
    assert [(one.groups, one.starts, one.ends) for one in twice.seatings] == [
        (BEFORE.groups, MONDAY, MONDAY),
        (AFTER.groups, TUESDAY, date(2026, 9, 9)),
        (third.groups, THURSDAY, FRIDAY),
    ]


def test_what_is_corrected_back_on_the_same_day_has_not_been() -> None:
    plan = Plan((corrected(THURSDAY),)).corrected(BEFORE, THURSDAY)
    assert plan.periods == (dated(BEFORE, MONDAY, FRIDAY),)


def test_nothing_is_corrected_where_they_sit_so_already() -> None:
    plan = Plan((corrected(TUESDAY),))
    assert plan.corrected(AFTER, THURSDAY) == plan


def test_one_that_goes_on_after_its_last_day_lasts_until_the_correction() -> None:
    late = FRIDAY + timedelta(days=4)
    now = corrected(late)
    assert (now.ends, now.seated_since) == (late, late)
    assert now.earlier[0].ends == late - timedelta(days=1)


@pytest.mark.parametrize("plan", [Plan(), plan_of("ab|cd ef|gh", "ac|bd eg|fh")])
def test_only_the_newest_is_corrected(plan: Plan) -> None:
    with pytest.raises(InputError, match="newest period of a plan"):
        plan.corrected(AFTER, THURSDAY)


@pytest.mark.parametrize(
    ("earlier", "message"),
    [
        ((dated(period_of("ab|cd", 2), MONDAY, TUESDAY),), "must have the same number"),
        ((dated(corrected(TUESDAY), MONDAY, THURSDAY),), "nothing before it in turn"),
        ((dated(BEFORE, MONDAY, None),), "needs the last day"),
        ((dated(BEFORE, None, TUESDAY),), "should start on 7 Sep 2026"),
        ((dated(BEFORE, TUESDAY, THURSDAY),), "should start on 7 Sep 2026"),
        (
            (dated(BEFORE, MONDAY, MONDAY), dated(AFTER, THURSDAY, THURSDAY)),
            "should start on 8 Sep 2026",
        ),
        (
            (dated(BEFORE, MONDAY, TUESDAY), dated(AFTER, TUESDAY, THURSDAY)),
            "should start on 9 Sep 2026",
        ),
        ((dated(BEFORE, MONDAY, MONDAY - timedelta(days=1)),), "ends before that day"),
        ((dated(BEFORE, MONDAY, FRIDAY),), "ends before that day"),
        ("Monday", "of the type tuple"),
        ((1,), "of the type Period"),
    ],
)
def test_days_that_cannot_have_been_are_refused(earlier, message) -> None:
    with pytest.raises(InputError, match=message):
        replace(dated(AFTER, MONDAY, FRIDAY), earlier=earlier)


def test_a_first_day_where_the_period_has_none_is_refused() -> None:
    with pytest.raises(InputError, match="has no first day"):
        replace(AFTER, earlier=(dated(BEFORE, MONDAY, TUESDAY),))


def test_whoever_has_had_a_place_is_named_once_and_renamed_everywhere() -> None:
    before = period_of("ab|cd ef|gh")
    plan = Plan((before,)).corrected(period_of("ab|cd ef|gx"), THURSDAY)
    assert [student.id for student in plan.periods[0].everyone] == list("abcdefgxh")
    assert repr(plan) == "Plan(1 period, 9 students)"

    def named(student: Student) -> Student:
        return replace(student, name=f"{student.name} Berg")

    renamed = plan.renaming(named)
    assert {s.name for s in renamed.periods[0].everyone} == {f"{x} Berg" for x in "ABCDEFGXH"}
    assert {s.name for s in renamed.periods[0].earlier[0].students} == {
        f"{x} Berg" for x in "ABCDEFGH"
    }


def test_a_day_may_be_a_moment_and_nothing_else() -> None:
    moment = datetime(2026, 9, 10, 12, 30)  # noqa: DTZ001  # of the user's own
    plan = Plan((dated(BEFORE, MONDAY, FRIDAY),))
    assert plan.corrected(AFTER, moment) == plan.corrected(AFTER, THURSDAY)
    with pytest.raises(InputError, match="of the type date"):
        plan.corrected(AFTER, "2026-09-10")
    with pytest.raises(InputError, match="of the type Period"):
        plan.corrected("1", THURSDAY)
    with pytest.raises(InputError, match="starts: This should be of the type date"):
        replace(BEFORE, starts="2026-09-10")


@pytest.mark.parametrize("on", [date.min, date.max])
def test_the_first_and_the_last_day_there_are(on: date) -> None:
    corrected(on)
    corrected(on, within=(None, None))
    with pytest.raises(InputError, match="needs the last day"):
        replace(AFTER, earlier=(dated(BEFORE, None, date.max),))


def test_whoever_left_in_mid_period_is_met_by_name() -> None:
    roster = Roster(tuple(Student(f"8a-{s.id}", s.name) for s in BEFORE.students))
    plan = Plan((BEFORE,)).corrected(period_of("ab|cd ef|g"), THURSDAY)
    meeting = Meeting(plan, roster)
    assert meeting.met == 8
    assert {s.id for s in meeting.plan.periods[0].earlier[0].students} == roster.by_id.keys()


def test_one_who_is_called_otherwise_since_the_correction_is_the_same() -> None:
    """In a file that was put right by hand, the two have places of one period."""
    renamed = replace(BEFORE, groups=AFTER.groups).swapped("a", "a")
    plan = Plan((BEFORE,)).corrected(renamed, THURSDAY)
    was = {s.id: replace(s, name="Ada") if s.id == "a" else s for s in BEFORE.students}
    old = Plan((BEFORE,)).renaming(lambda student: was[student.id]).periods[0]
    seen = replace(plan.periods[0], earlier=(dated(old, None, date(2026, 9, 9)),))
    meeting = Meeting(Plan((seen,)), Roster(BEFORE.students))
    assert (meeting.met, meeting.lost, meeting.doubtful) == (8, (), ())
