from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules
from toolkit.ui.state.session import Session

from ..conftest import period_of


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
