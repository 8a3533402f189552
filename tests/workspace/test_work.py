"""Every step is a function of the class's work, with no page and no database behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from toolkit.calendar.days import SchoolEvent
from toolkit.calendar.year import school_year
from toolkit.errors import InputError
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan, Solution, Status, Stay
from toolkit.rules import KeepApart, Rules
from toolkit.workspace.work import Work

from .works import a_class, swapped_now

DAY, DAYS, WEEK = date(2026, 9, 7), timedelta(days=3), timedelta(weeks=1)
EIGHT = Roster(tuple(Student(str(number), f"Elev {number}", "8A") for number in range(8)))
APART = Rules(keep_apart=(KeepApart(("0", "1")),))
NOT_YET_APART = Rules(keep_apart=(KeepApart(("0", "4")),))


def period(number: int) -> Period:
    s = EIGHT.students
    return Period(
        number,
        (
            Group("1", (Pair("1", s[0:2]), Pair("2", s[2:4]))),
            Group("2", (Pair("3", s[4:6]), Pair("4", s[6:8]))),
        ),
    )


def year(*numbers: int, bound: int = 3) -> Plan:
    return Plan(tuple(map(period, numbers)), solution=Solution(Status.FEASIBLE, bound, 0.1))


def ids(work: Work) -> list[str]:
    assert work.proposal is not None
    return [student.id for student in work.proposal.period.students]


@pytest.fixture
def found() -> Work:
    return Work(EIGHT).found(year(1, 2))


def test_what_was_found_is_looked_at_and_one_try_more_is_made(found: Work) -> None:
    assert found.proposal is not None
    assert found.proposal.period == period(1)
    assert (found.year, found.bound, found.seen, found.tries) == (year(1, 2), 3, 1, 1)
    assert found.plan == Plan()


def test_what_is_proven_stays_proven(found: Work) -> None:
    assert found.accepted().found(year(1, 2, bound=2)).bound == 3


def test_a_swap_is_one_more_to_look_at_and_the_year_has_it(found: Work) -> None:
    swapped = found.swapped("0", "5")
    assert ids(swapped)[:6] == ["5", "1", "2", "3", "4", "0"]
    assert swapped.year is not None
    assert swapped.proposal is not None
    assert swapped.year.periods == (swapped.proposal.period, period(2))
    assert swapped.past == found.proposals


def test_undo_and_redo_walk_back_and_forth(found: Work) -> None:
    there = found.swapped("0", "5").swapped("1", "6")
    back = there.undone().undone()
    assert (ids(back), back.year) == (ids(found), found.year)
    assert back.undone() is back
    assert back.redone().redone() == there
    assert there.redone() is there


def test_a_new_swap_forgets_what_was_undone(found: Work) -> None:
    work = found.swapped("0", "5").undone().swapped("1", "6")
    assert work.future == ()
    assert ids(work.undone()) == ids(found)


def test_what_is_accepted_is_in_force_and_the_year_goes_on(found: Work) -> None:
    accepted = found.swapped("0", "5").accepted()
    assert accepted.plan.periods == (found.swapped("0", "5").proposal.period,)
    assert (accepted.proposal, accepted.proposals, accepted.tries) == (None, (), 0)
    assert accepted.foreseen == accepted.year


def test_what_is_begun_again_stays_in_force_and_is_planned_from_there(found: Work) -> None:
    accepted = found.accepted()
    again = accepted.begun_again()
    assert again.replacing
    assert (again.plan.periods, again.base.periods) == ((period(1),), ())
    assert (again.planning_number, again.bound, again.seen) == (1, 0, 1)
    assert again.year == accepted.year
    assert again.foreseen == accepted.year
    assert again.begun_again() is again


def test_another_in_its_place_and_nothing_out_of_force_in_between(found: Work) -> None:
    again = found.accepted().begun_again().found(year(1, 2)).swapped("0", "5")
    assert again.plan.periods == (period(1),)
    there = again.accepted()
    assert there.plan.periods == (period(1).swapped("0", "5"),)
    assert (there.replacing, there.proposals, there.planning_number) == (False, (), 2)
    assert there.foreseen == Plan((*there.plan.periods, period(2)))


def test_the_other_takes_the_days_and_what_was_before(found: Work) -> None:
    dated = replace(period(1), starts=DAY, ends=DAY + WEEK)
    work = swapped_now(Work(EIGHT, plan=Plan((dated,))), "0", "5", DAY + DAYS)
    there = work.begun_again().found(year(1, 2)).accepted()
    (now,) = there.plan.periods
    assert (now.starts, now.ends, now.earlier) == (DAY, DAY + WEEK, work.plan.periods[0].earlier)
    assert (now.groups, there.bound) == (period(1).groups, 0)


def test_what_was_begun_again_may_be_left_as_it_is(found: Work) -> None:
    accepted = found.accepted()
    left = accepted.begun_again().found(year(1, 2)).swapped("0", "5").left_as_it_is()
    assert (left.plan, left.replacing, left.proposals) == (accepted.plan, False, ())
    assert left.planning_number == 2
    assert accepted.left_as_it_is() is accepted


def test_nothing_is_replaced_where_nothing_is_in_force() -> None:
    assert not Work(EIGHT, replacing=True).replacing
    assert Work(EIGHT, plan=Plan((period(1),)), replacing=True).replacing


def test_the_running_period_is_mended_and_the_year_stays(found: Work) -> None:
    accepted = found.accepted()
    mended = accepted.mended(period(1).swapped("0", "5"), DAY)
    assert mended.plan == accepted.plan.corrected(period(1).swapped("0", "5"), DAY)
    assert (mended.corrected_on, accepted.corrected_on) == (DAY, None)
    assert (mended.year, mended.bound) == (accepted.year, 0)
    assert mended.foreseen == Plan((*mended.plan.periods, period(2)))
    assert not mended.must_change
    assert mended == swapped_now(accepted, "0", "5", DAY)
    assert accepted.mended(period(1), DAY) is accepted


def test_a_proposal_that_serves_stays_when_the_running_period_is_mended(found: Work) -> None:
    work = found.accepted().found(year(1, 2))
    mended = swapped_now(work, "0", "5", DAY)
    assert (mended.proposals, mended.shown) == (work.proposals, 0)
    assert mended.accepted().plan.periods == (*mended.plan.periods, period(2))


def test_one_that_was_to_replace_it_is_let_go(found: Work) -> None:
    work = swapped_now(found.accepted().begun_again().found(year(1, 2)), "0", "5", DAY)
    assert (work.replacing, work.proposals) == (False, ())
    assert work.last == Plan((period(1),)).corrected(period(1).swapped("0", "5"), DAY).periods[0]


def test_a_correction_can_be_undone(found: Work) -> None:
    work = found.accepted()
    once = swapped_now(work, "0", "5", DAY)
    assert once.correction_undone().plan == work.plan
    assert swapped_now(once, "1", "6", DAY).correction_undone().plan == work.plan
    assert swapped_now(once, "1", "6", DAY + DAYS).correction_undone() == once
    dated = Work(EIGHT, plan=Plan((replace(period(1), starts=DAY, ends=DAY + WEEK),)))
    assert swapped_now(dated, "0", "5", DAY + DAYS).correction_undone().plan == dated.plan


def test_whoever_sat_there_before_the_correction_is_renamed_and_named(found: Work) -> None:
    seven = Roster(EIGHT.students[1:])
    groups = (period(1).groups[0], Group("2", (Pair("3", EIGHT.students[4:6]),)))
    work = found.accepted().mended(replace(period(1), groups=groups), DAY)
    assert work.everyone.by_id.keys() == EIGHT.by_id.keys()
    renamed = replace(EIGHT.students[6], name="Nytt Navn")
    there = work.corrected(Roster((*seven.students[:5], renamed, EIGHT.students[7])))
    assert there.last is not None
    assert renamed in there.last.earlier[0].students


def test_a_search_ends_with_what_it_was_for(found: Work) -> None:
    work = replace(found.accepted().found(year(1, 2)), searching=True)
    for step in (
        Work.begun_again,
        lambda work: swapped_now(work, "0", "5", DAY),
        lambda work: work.with_rules(APART),
        lambda work: work.corrected(Roster(EIGHT.students[1:])),
        lambda work: work.continuing(Plan()),
    ):
        assert not step(work).searching
    assert work.swapped("0", "5").searching
    assert work.accepted().searching
    assert not work.accepted().begun_again().searching


def test_a_plan_from_a_file_replaces_what_was_planned(found: Work) -> None:
    work = found.continuing(Plan((period(1),)))
    assert (work.plan.periods, work.year, work.bound, work.proposals) == ((period(1),), None, 0, ())
    assert work.begun_again().year == Plan((period(1),))


def test_rules_let_go_of_what_they_do_not_allow_and_the_year_stays(found: Work) -> None:
    swapped = found.swapped("6", "7")
    told = swapped.with_rules(APART)
    assert (told.proposal, told.year, told.bound) == (None, swapped.year, 0)
    assert told.must_change
    assert not told.with_rules(Rules()).must_change


def test_rules_that_allow_it_leave_it_alone(found: Work) -> None:
    assert found.with_rules(NOT_YET_APART).proposal == found.proposal


def test_the_same_rules_and_the_same_list_are_no_step(found: Work) -> None:
    work = found.with_rules(NOT_YET_APART).found(year(1, 2))
    assert work.bound
    assert work.with_rules(replace(NOT_YET_APART)) is work
    assert work.corrected(Roster(EIGHT.students)) is work


def test_who_has_another_name_has_it_in_every_period(found: Work) -> None:
    renamed = replace(EIGHT.students[0], name="Nytt Navn")
    work = found.accepted().corrected(Roster((renamed, *EIGHT.students[1:])))
    assert work.year is not None
    for one in (*work.plan.periods, *work.year.periods):
        assert one.students[0] == renamed


def test_a_plan_from_a_file_is_of_the_students_of_the_list() -> None:
    bare = Roster(tuple(replace(student, school_class="") for student in EIGHT))
    assert Work(EIGHT).continuing(Plan((period(1),)).of(bare)).plan == Plan((period(1),))


def test_what_nobody_has_seen_need_not_be_asked_about(found: Work) -> None:
    assert not found.accepted().with_rules(APART).must_change


def test_a_corrected_class_keeps_the_plan_and_the_rules_of_those_who_are_left(found: Work) -> None:
    rules = Rules(keep_apart=(KeepApart(("0", "6")), KeepApart(("5", "6"))))
    corrected = found.accepted().with_rules(rules).corrected(Roster(EIGHT.students[1:]))
    assert corrected.rules.keep_apart == (KeepApart(("5", "6")),)
    assert corrected.plan.periods == (period(1),)


def test_a_wish_is_kept_for_the_next_search(found: Work) -> None:
    assert found.with_stay(Stay.WISH).stay is Stay.WISH


STEPS_WITHOUT_A_PROPOSAL: dict[str, Callable[[Work], Work]] = {
    "swap": lambda work: work.swapped("0", "1"),
    "undo": Work.undone,
    "redo": Work.redone,
    "accept": Work.accepted,
    "begin again": Work.begun_again,
    "leave as it is": Work.left_as_it_is,
    "undo a correction": Work.correction_undone,
}


@pytest.mark.parametrize("name", STEPS_WITHOUT_A_PROPOSAL)
def test_where_there_is_nothing_to_do_nothing_is_done(name: str) -> None:
    work = Work(EIGHT)
    assert STEPS_WITHOUT_A_PROPOSAL[name](work) is work


def test_no_step_changes_the_work_it_began_with(found: Work) -> None:
    before = replace(found)
    for step in STEPS_WITHOUT_A_PROPOSAL.values():
        step(found)
    assert found == before


def test_another_name_is_the_plans_too_and_changes_no_student(found: Work) -> None:
    work = found.accepted().found(year(1, 2))
    named = work.renamed(" 8A  musikk ")
    assert (named.name, named.written_class) == ("8A musikk", "8A")
    assert named.roster == work.roster
    assert (named.plan.school_class, named.plan.periods) == ("8A musikk", work.plan.periods)
    assert named.year is not None
    assert named.year.school_class == "8A musikk"
    assert all(one.found_year.school_class == "8A musikk" for one in named.proposals)
    assert (named.renamed("8A").name, named.renamed("8A").called) == ("8A", "")


def test_a_name_that_was_given_stays_when_the_list_changes() -> None:
    nine = Roster(tuple(replace(student, school_class="9A") for student in EIGHT))
    assert Work(EIGHT).corrected(nine).name == "9A"
    assert Work(EIGHT).renamed("Klassen vår").corrected(nine).name == "Klassen vår"
    nameless = Roster(tuple(replace(student, school_class="") for student in EIGHT))
    assert Work(EIGHT).corrected(nameless).name == "8A"


def test_no_name_is_refused() -> None:
    with pytest.raises(InputError):
        Work(EIGHT).renamed("  ")


def test_a_period_that_comes_into_force_gets_its_days_from_the_calendar() -> None:
    calendar = school_year("2026-08-17", "2027-06-18")
    work = replace(a_class(periods=1), calendar=None).with_calendar(calendar)
    before = work.plan
    work = work.accepted()
    assert work.plan.periods[0] == before.periods[0]
    assert (work.plan.periods[1].starts, work.plan.periods[1].ends) == (
        calendar.periods[1].starts,
        calendar.periods[1].ends,
    )


def days_of(work: Work) -> list[tuple[date | None, date | None]]:
    return [(one.starts, one.ends) for one in work.plan.periods]


def in_force(*days: tuple[str, str] | None) -> Work:
    """A class with a period in force for each of these, which has these days."""
    work = replace(a_class(periods=len(days)), calendar=None)
    dates = [one and tuple(map(date.fromisoformat, one)) for one in days]
    periods = [
        replace(period, starts=one and one[0], ends=one and one[1], earlier=())
        for period, one in zip(work.plan.periods, dates, strict=True)
    ]
    return replace(work, plan=replace(work.plan, periods=tuple(periods)))


YEAR = school_year("2026-08-17", "2027-06-18")
FIRST, SECOND, THIRD = ((one.starts, one.ends) for one in YEAR.periods[:3])


def test_periods_without_days_get_those_of_a_school_year_that_is_made_later() -> None:
    work = in_force(None, None).with_calendar(YEAR, date(2026, 9, 10))
    assert days_of(work) == [FIRST, SECOND]
    assert days_of(in_force(None, None).with_calendar(YEAR)) == [(None, None)] * 2
    assert days_of(work.with_calendar(None, date(2026, 9, 10))) == [FIRST, SECOND]


def test_the_next_school_year_gives_no_days_to_the_periods_of_this_one() -> None:
    work = in_force(None, None, None).with_calendar(YEAR, date(2026, 6, 1))
    assert days_of(work) == [(None, None)] * 3
    ahead = in_force(None).with_calendar(YEAR, date(2026, 6, 1))
    assert days_of(ahead) == [FIRST]  # accepted before the first day of school


def test_what_has_begun_keeps_its_first_day_and_what_has_not_follows() -> None:
    told = in_force(("2026-08-17", "2026-09-06"), ("2026-09-07", "2026-09-27"))
    moved = school_year(
        "2026-08-17", "2027-06-18", days_off=["2026-09-07"], announced=YEAR, from_day="2026-09-01"
    )
    assert days_of(told.with_calendar(moved, date(2026, 9, 1))) == [
        (date(2026, 8, 17), date(2026, 9, 7)),
        (date(2026, 9, 8), date(2026, 9, 27)),
    ]
    # What was is not written anew, even where the calendar says otherwise.
    assert days_of(told.with_calendar(moved, date(2026, 10, 1))) == days_of(told)
    late = in_force(("2026-08-24", "2026-09-13"))
    assert days_of(late.with_calendar(YEAR, date(2026, 9, 1))) == days_of(late)


@pytest.mark.parametrize("words", ["Ida", "Bursdagen til Ida", "Møte (Ida)"])
def test_an_event_that_names_a_student_is_refused(words: str) -> None:
    work = Work(Roster((Student("0", "Ida Berg"), *EIGHT.students[1:])))
    work = work.with_calendar(YEAR)
    for event in (SchoolEvent(words, "", *FIRST), SchoolEvent("MOT", words, *FIRST)):
        with pytest.raises(InputError, match="Somebody of the class is named here"):
            work.with_calendar(YEAR.with_events([event]))
    fine = YEAR.with_events([SchoolEvent("Idabakken", "bergtur", *FIRST)])
    assert work.with_calendar(fine).calendar == fine


def test_an_event_may_not_name_one_who_has_left_either() -> None:
    work = in_force(("2026-08-17", "2026-09-06"))
    gone, *rest = work.roster
    work = replace(work, roster=Roster(tuple(rest)))
    with pytest.raises(InputError, match="Somebody of the class is named here"):
        work.with_calendar(YEAR.with_events([SchoolEvent("MOT", f"Med {gone.name}", *FIRST)]))


def test_without_a_calendar_a_period_keeps_what_days_it_has() -> None:
    work = replace(a_class(periods=1), calendar=None)
    assert work.proposal is not None
    assert work.accepted().plan.periods[1] == work.proposal.period
