"""Every step is a function of the class's work, with no page and no database behind it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan, Solution, Status, Stay
from toolkit.rules import KeepApart, Rules
from toolkit.workspace.work import Work

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


def test_what_is_taken_back_is_planned_again_from_there(found: Work) -> None:
    accepted = found.accepted()
    back = accepted.taken_back()
    assert (back.plan.periods, back.bound, back.seen) == ((), 0, 1)
    assert back.year == accepted.year
    assert back.foreseen == accepted.year


def test_a_plan_from_a_file_replaces_what_was_planned(found: Work) -> None:
    work = found.continuing(Plan((period(1),)))
    assert (work.plan.periods, work.year, work.bound, work.proposals) == ((period(1),), None, 0, ())
    assert work.taken_back().year == Plan((period(1),))


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
    "take back": Work.taken_back,
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
