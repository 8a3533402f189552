from dataclasses import replace
from datetime import date

import pytest

from toolkit.acquaintance import coverage
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules
from toolkit.ui.state.met import met_by_each
from toolkit.ui.state.session import Session
from toolkit.ui.state.today import Panel, TodayModel
from toolkit.ui.steps import RULES, TODAY
from toolkit.workspace.work import Proposal, Work

from ..conftest import change, keeper_of, period_of, roster_of


@pytest.fixture
def model(session: Session, eight: Roster) -> TodayModel:
    s = eight.students
    groups = (((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7])))
    change(session, plan=Plan((period_of(1, *groups),), "8A"))
    return TodayModel(keeper_of(session))


def test_is_home_from_the_first_period_on(model: TodayModel) -> None:
    assert model.is_home
    assert not model.is_empty
    change(model.session, plan=Plan())
    assert not model.is_home
    assert model.is_empty


def test_a_period_is_new_until_its_page_is_left(model: TodayModel) -> None:
    work = model.session.work
    assert work is not None
    period = replace(work.plan.periods[0], number=2)
    year = work.plan.followed_by(period)
    model.session.work = replace(work, proposals=(Proposal(year, period),), shown=0)
    assert not model.is_new
    model.session.work = model.session.work.accepted()
    assert model.is_new
    model.session.step = TODAY
    assert model.is_new
    model.session.step = RULES
    assert not model.is_new


@pytest.mark.parametrize(
    ("ends", "next_day"),
    [
        (None, None),
        (date(2026, 9, 4), date(2026, 9, 7)),
        (date(2026, 9, 6), date(2026, 9, 7)),
        (date(2026, 9, 9), date(2026, 9, 10)),
    ],
)
def test_the_next_makkerbytte_is_on_a_weekday(
    model: TodayModel, ends: date | None, next_day: date | None
) -> None:
    assert model.period is not None
    change(model.session, plan=Plan((replace(model.period, ends=ends),)))
    assert model.next_rotation == next_day


def test_who_is_away_is_forgotten_with_the_class(model: TodayModel, session: Session) -> None:
    model.away.set("8A-0", True)
    assert model.away.absence is not None
    session.turn_to(Work(roster_of("A", "B", "C", "D", school_class="8B")))
    assert model.away.ids == ()
    assert model.away.absence is None


def test_who_has_left_is_not_away(model: TodayModel, session: Session) -> None:
    model.away.set("8A-0", True)
    model.away.set("8A-1", True)
    assert session.work is not None
    session.work = session.work.corrected(Roster(session.roster.students[1:]))
    assert model.away.ids == ("8A-1",)


def test_a_change_that_is_about_to_be_made_is_let_go_when_the_rules_change(
    model: TodayModel, session: Session
) -> None:
    model.swap_now()
    model.correcting.swap("8A-0", "8A-4")
    assert [move.student.id for move in model.correcting.moves] == ["8A-0", "8A-4"]
    session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-7")),)))
    assert model.correcting.period is None


def test_one_thing_is_open_at_a_time(model: TodayModel) -> None:
    model.toggle(Panel.AWAY)
    model.swap_now()
    assert model.panel is None
    model.toggle(Panel.AWAY)
    assert model.correcting.period is None


def test_makkere_of_an_earlier_period_are_told_of(model: TodayModel, session: Session) -> None:
    assert model.period is not None
    first = model.period
    second = replace(first.swapped("8A-1", "8A-4"), number=2)
    change(session, plan=Plan((first, second), "8A"))
    model.swap_now()
    model.correcting.swap("8A-1", "8A-4")
    assert frozenset(("8A-0", "8A-1")) in model.correcting.partners_again


class TestWhomEachHasMet:
    def sentence(self, model: TodayModel, roster: Roster) -> str:
        return str(met_by_each(coverage(model.session.plan, Rules(), roster)))

    def test_is_one_number_where_all_are_alike(self, model: TodayModel, eight: Roster) -> None:
        assert self.sentence(model, eight) == "Each student has met 3 of 7."

    def test_is_the_average_rounded_down_elsewhere(self, model: TodayModel, eight: Roster) -> None:
        ninth = Roster((*eight.students, *roster_of("Ny", school_class="x").students))
        assert self.sentence(model, ninth) == "Each student has met 2 of 8 on average."

    def test_is_nothing_for_one_alone(self, model: TodayModel, eight: Roster) -> None:
        assert met_by_each(coverage(Plan(), Rules(), Roster(eight.students[:1]))) is None
