from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules
from toolkit.ui.state.session import Session

from ..conftest import period_of, roster_of


def test_a_new_class_has_nothing_unsaved(session: Session) -> None:
    assert not session.unsaved


def test_a_rule_is_unsaved_until_it_is_downloaded(session: Session) -> None:
    session.rules = Rules(interval_weeks=4)
    assert session.unsaved
    session.rules_downloaded()
    assert not session.unsaved


def test_a_plan_is_unsaved_until_it_is_downloaded(session: Session, eight: Roster) -> None:
    s = eight.students
    session.plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3]))),))
    session.rules_downloaded()
    assert session.unsaved
    session.plan_downloaded()
    assert not session.unsaved


def test_what_comes_from_a_file_is_saved(session: Session) -> None:
    session.use_rules(Rules(interval_weeks=4))
    session.use_plan(Plan(school_class="8A"))
    assert not session.unsaved


def test_a_proposal_changed_by_hand_is_unsaved(session: Session) -> None:
    session.changing = True
    assert session.unsaved


def test_a_class_with_a_newcomer_is_the_same_class(session: Session, eight: Roster) -> None:
    newcomer = Student("new", "Mia Ny", "8A")
    assert session.is_same_class(Roster((*eight.students[1:], newcomer)))


def test_other_students_with_the_same_ids_are_another_class(session: Session) -> None:
    assert not session.is_same_class(roster_of("Other", "People", "Here", "Now"))


def test_a_corrected_class_keeps_the_plan_and_the_rules_of_those_who_are_left(
    session: Session, eight: Roster
) -> None:
    ida, nora, ali = (student.id for student in eight.students[:3])
    s = eight.students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3]))),))
    session.rules = Rules(keep_apart=(KeepApart((ida, nora)), KeepApart((nora, ali))))
    session.plan = plan
    session.correct(Roster(s[1:]))
    assert session.rules.keep_apart == (KeepApart((nora, ali)),)
    assert session.plan == plan
