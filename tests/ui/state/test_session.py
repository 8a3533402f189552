import pytest

from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Place, Step, before, behind, beside, called
from toolkit.ui.steps import (
    ALL_CLASSES,
    ARCHIVE,
    CHART,
    COORDINATOR,
    OVERVIEW,
    PROPOSAL,
    ROSTER,
    RULES,
    SCHOOL,
    START,
)


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
    assert walked == [ROSTER, RULES, PROPOSAL, CHART]
    session.go_on()
    assert session.step is CHART


def test_a_step_aside_is_before_and_behind_none(session: Session) -> None:
    session.go(ARCHIVE)
    assert session.step is ARCHIVE
    assert session.following is None
    assert before(COORDINATOR, ARCHIVE) == ()
    assert behind(COORDINATOR, ARCHIVE) is None


def test_a_step_comes_behind_all_that_come_before_it() -> None:
    assert before(COORDINATOR, PROPOSAL) == (ROSTER, RULES)


def test_the_school_s_steps_and_a_class_s_are_not_in_sight_together() -> None:
    assert beside(COORDINATOR, RULES) == beside(COORDINATOR, START) == COORDINATOR
    of_the_school = tuple(step for step in SCHOOL if step.place is Place.SCHOOL)
    assert beside(SCHOOL, ALL_CLASSES) == of_the_school
    assert ROSTER not in of_the_school
    team = Step("team", Message("Team"), "", "", place=Place.SCHOOL)
    steps = (ALL_CLASSES, team, ROSTER, RULES)
    assert beside(steps, team) == (ALL_CLASSES, team)
    assert beside(steps, RULES) == (ALL_CLASSES, ROSTER, RULES)


def test_a_dashboard_has_its_own_step_in_the_place_of_another_s() -> None:
    session = Session(SCHOOL)
    session.go(START)
    assert session.step is ALL_CLASSES
    session.go(Step("elsewhere", Message("Elsewhere"), "", ""))
    assert session.step is ALL_CLASSES


class TestHome:
    HOMES = tuple(Step(key, Message(key), "", "", place=Place.HOME) for key in ("one", "other"))

    @pytest.fixture
    def session(self) -> Session:
        return Session((*self.HOMES, ROSTER, RULES, ARCHIVE))

    def test_is_not_where_a_session_begins_that_knows_none_yet(self, session: Session) -> None:
        assert session.step is ROSTER

    @pytest.mark.parametrize("homes", [HOMES, HOMES[:1], HOMES[1:]])
    def test_is_the_first_that_says_so(self, session: Session, homes: tuple[Step, ...]) -> None:
        session.go(ARCHIVE)
        session.is_home = lambda step: step in homes
        session.go_home()
        assert session.step is homes[0]

    def test_is_the_path_where_none_says_so(self, session: Session) -> None:
        session.go(RULES)
        session.go_home()
        assert session.step is ROSTER

    def test_is_no_step_of_another_place(self, session: Session) -> None:
        session.is_home = lambda step: step.place is not Place.HOME
        session.go_home()
        assert session.step is ROSTER

    def test_is_off_the_path(self, session: Session) -> None:
        assert before(session.steps, self.HOMES[1]) == ()
        assert behind(session.steps, self.HOMES[1]) is None


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
