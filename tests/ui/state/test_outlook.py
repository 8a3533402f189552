from dataclasses import replace

import pytest

from toolkit.acquaintance import coverage
from toolkit.messages import Message
from toolkit.outlook import Outlook
from toolkit.people import Roster
from toolkit.plan import Ended, Plan, Solution, Status
from toolkit.rules import KeepApart, Rules
from toolkit.ui.state.outlook import outlook
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import change, period_of, roster_of

FOUR = roster_of(*"abcd")
A, B, C, D = FOUR.students
YEAR = Plan((period_of(1, ((A, B), (C, D))),))


@pytest.fixture
def four() -> Session:
    session = Session()
    session.turn_to(Work(FOUR))
    change(session, year=YEAR)
    return session


@pytest.mark.parametrize(
    ("accepted", "full", "bound", "proven", "text"),
    [
        (0, 9, 9, True, "after period 9. No plan can be faster."),
        (0, 9, 8, False, "after period 9. No plan can do it before period 8."),
        (3, 9, 9, True, "after period 9. From here, no plan can be faster."),
        (3, 9, 8, False, "after period 9. From here, no plan can do it before period 8."),
        (9, 9, 9, False, "Everyone knew everyone after period 9."),
    ],
)
def test_says_when_everyone_knows_everyone_and_what_is_proven(
    accepted: int, full: int, bound: int, proven: bool, text: str
) -> None:
    found = Outlook(coverage(YEAR), accepted, full, bound)
    assert " ".join(map(str, found.sentences)).endswith(text)
    assert found.is_proven is proven


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (None, "before period 8."),
        (Ended.SEARCHED, "the chance of a faster plan is small."),
        (Ended.TIME, "ran out of time. A longer one may find a faster plan."),
        (Ended.STOPPED, "was stopped. A longer one may find a faster plan."),
    ],
)
def test_says_why_the_search_ended_where_nothing_is_proven(ended: Ended | None, words: str) -> None:
    sentences = Outlook(coverage(YEAR), 0, 9, 8, ended).sentences
    assert str(sentences[-1]).endswith(words)
    assert Outlook(coverage(YEAR), 0, 9, 9, ended).sentences[-1] == Message(
        "No plan can be faster."
    )


def test_knows_why_the_search_for_the_year_ended(four: Session) -> None:
    found = Solution(Status.FEASIBLE, 1, 0.1, ended=Ended.TIME)
    change(four, year=replace(YEAR, solution=found))
    known = outlook(four.work)
    assert known is not None
    assert known.ended is Ended.TIME


def test_counts_the_year_of_the_session(four: Session) -> None:
    assert outlook(four.work) == Outlook(coverage(YEAR, four.rules, FOUR), 0, 1, 1)


def test_knows_what_the_planner_has_proven(four: Session) -> None:
    change(four, bound=2)
    found = outlook(four.work)
    assert found is not None
    assert found.bound == 2


def test_there_is_none_without_a_year(four: Session) -> None:
    change(four, year=None)
    assert outlook(four.work) is None


def test_there_is_none_where_all_of_the_year_is_accepted(four: Session) -> None:
    change(four, plan=YEAR)
    assert outlook(four.work) is None


def test_there_is_none_for_a_year_that_breaks_a_rule(four: Session) -> None:
    four.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
    assert outlook(four.work) is None


def test_there_is_none_for_a_year_that_has_no_place_for_a_new_student(four: Session) -> None:
    four.work = four.work.corrected(Roster((*FOUR.students, roster_of(*"abcde").students[4])))
    assert outlook(four.work) is None


def test_there_is_none_for_a_year_that_leaves_some_who_do_not_meet(
    session: Session, eight: Roster
) -> None:
    s = eight.students
    change(
        session,
        year=Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),)),
    )
    assert outlook(session.work) is None


def test_rules_broken_in_what_has_happened_do_not_matter(session: Session, eight: Roster) -> None:
    happened = period_of(1, ((A, B), (C, D)))
    session.turn_to(Work(FOUR, plan=Plan((period_of(1, ((A, B), (C, eight.students[7]))),))))
    assert happened != session.plan.periods[0]
    change(session, year=session.plan.followed_by(period_of(2, ((A, C), (B, D)))))
    found = outlook(session.work)
    assert found is not None
    assert found.full == 2
