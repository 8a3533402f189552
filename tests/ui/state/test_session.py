import pytest

from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Step, before, behind, called
from toolkit.ui.steps import ARCHIVE, COORDINATOR, OVERVIEW, PROPOSAL, ROSTER, RULES


def test_without_a_class_there_is_nobody_and_nothing() -> None:
    session = Session(COORDINATOR)
    session.use_rules(Rules(interval_weeks=4))
    assert (session.work, session.roster, session.rules, session.plan) == (
        None,
        Roster(()),
        Rules(),
        Plan(),
    )


def test_the_path_is_walked_to_its_end(session: Session) -> None:
    walked = [session.step]
    while session.following is not None:
        session.go_on()
        walked.append(session.step)
    assert walked == [ROSTER, RULES, PROPOSAL, OVERVIEW]
    session.go_on()
    assert session.step is OVERVIEW


def test_a_step_aside_is_before_and_behind_none(session: Session) -> None:
    session.go(ARCHIVE)
    assert session.step is ARCHIVE
    assert session.following is None
    assert before(COORDINATOR, ARCHIVE) == ()
    assert behind(COORDINATOR, ARCHIVE) is None


def test_a_step_comes_behind_all_that_come_before_it() -> None:
    assert before(COORDINATOR, PROPOSAL) == (ROSTER, RULES)


def test_a_step_that_the_dashboard_does_not_have_is_not_gone_to() -> None:
    session = Session((ROSTER, OVERVIEW))
    session.go(PROPOSAL)
    assert session.step is ROSTER


@pytest.mark.parametrize("key", ["", "no such step", "Rules"])
def test_a_key_that_no_step_has_is_none_of_them(key: str) -> None:
    assert called(COORDINATOR, key) is None


@pytest.mark.parametrize("step", COORDINATOR, ids=lambda step: step.key)
def test_every_step_has_its_model_and_its_screen(step: Step) -> None:
    assert called(COORDINATOR, step.key) is step
    assert step.screen_class().__orig_bases__[0].__args__ == (step.model_class(),)
    assert isinstance(step.title, Message)
