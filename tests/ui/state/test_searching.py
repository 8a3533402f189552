"""The first year that a search finds is looked at at once; what is better is offered."""

from dataclasses import replace

import pytest

from toolkit.errors import RulesConflict
from toolkit.messages import Message
from toolkit.people import Roster, Student
from toolkit.plan import Ended, Plan
from toolkit.planning.progress import Progress
from toolkit.rules import KeepApart, Rules
from toolkit.ui.state.better import hoped_for, offered
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR, PROPOSAL, ROSTER, RULES
from toolkit.workspace.work import Work

from ..conftest import Planner, keeper_of, period_of, roster_of

type Groups = tuple[tuple[tuple[Student, ...], ...], ...]


@pytest.fixture
def model(session: Session, planner: Planner) -> ProposalModel:
    """In the middle of a search that goes on until the test lets the planner go."""
    made = ProposalModel(keeper_of(session))
    planner.go.clear()
    assert made.solve()
    return made


def years(roster: Roster) -> tuple[Plan, Plan, Plan]:
    """Three years for eight students, each a period shorter, and in the first another one."""
    one, two, three = groupings(roster)
    return (
        year_of(one, one, one, two, three),
        year_of(three, three, one, two),
        year_of(two, three, one),
    )


def groupings(roster: Roster) -> tuple[Groups, Groups, Groups]:
    """Three periods in which all eight meet."""
    a, b, c, d, e, f, g, h = roster.students
    return (
        (((a, g), (d, e)), ((b, c), (f, h))),
        (((a, h), (b, e)), ((c, d), (f, g))),
        (((a, f), (c, e)), ((b, d), (g, h))),
    )


def year_of(*periods: Groups) -> Plan:
    return Plan(tuple(period_of(n, *groups) for n, groups in enumerate(periods, start=1)))


def hand_on(model: ProposalModel, year: Plan) -> None:
    """As the search does it on its way."""
    model.job.progress = Progress(1, None, None, None, 0.0, 1.0, None, 3, plan=year)


def finish(model: ProposalModel, planner: Planner) -> None:
    planner.go.set()
    model.job.wait(10)
    assert not model.job.running


@pytest.fixture
def three(model: ProposalModel) -> tuple[Plan, Plan, Plan]:
    return years(model.session.roster)


def test_the_first_year_is_looked_at_while_the_search_goes_on(model, three, planner) -> None:
    hand_on(model, three[0])
    assert model.is_searching
    assert model.period == three[0].periods[0]
    assert str(model.hope) == "Everyone knows everyone after 5 periods. We are looking for 4."
    finish(model, planner)


def test_a_better_year_is_offered_and_moves_nobody(model, three, planner) -> None:
    hand_on(model, three[0])
    model.swap("8A-0", "8A-1")
    work = model.session.work
    for better, left in ((three[1], 4), (three[2], 3)):
        hand_on(model, better)
        assert model.session.work == work
        assert model.offer.year == better
        assert f"everyone knows everyone after {left} periods" in str(model.offer.gain)
    finish(model, planner)
    assert model.session.work == work
    assert model.offer.year == three[2]


def test_the_better_year_is_taken_with_a_click_and_undo_leads_back(model, three, planner) -> None:
    hand_on(model, three[0])
    model.swap("8A-0", "8A-1")
    touched = model.period
    hand_on(model, three[1])
    model.take_offer()
    assert (model.period, model.offer) == (three[1].periods[0], None)
    model.undo()
    assert model.period == touched
    model.take_offer()
    assert model.period == touched
    finish(model, planner)


def test_what_is_no_better_is_not_offered(model, three, planner) -> None:
    hand_on(model, three[1])
    hand_on(model, three[0])
    assert model.offer is None
    planner.ahead = 1
    finish(model, planner)
    assert (model.offer, model.hope is None) == (None, False)
    assert model.period == three[1].periods[0]


def test_what_is_looked_at_tells_why_nothing_better_was_found(model, three, planner) -> None:
    hand_on(model, three[1])
    model.swap("8A-0", "8A-1")
    work = model.session.work
    planner.ahead, planner.bound, planner.ended = 1, 2, Ended.STOPPED
    finish(model, planner)
    assert model.session.work == replace(work, searching=False, bound=2)
    assert model.verdict.outlook.ended is Ended.STOPPED


def test_a_year_that_begins_alike_takes_its_place_behind_it(model, three, planner) -> None:
    hand_on(model, three[0])
    model.swap("8A-0", "8A-1")
    touched, one, two, last = model.period, *groupings(model.session.roster)
    hand_on(model, year_of(one, two, last))
    assert (model.period, model.offer) == (touched, None)
    assert len(model.session.work.year.periods) == 3
    model.undo()
    assert model.period == three[0].periods[0]
    finish(model, planner)


def test_a_search_that_is_over_hands_on_its_year_as_well(session, planner) -> None:
    model = ProposalModel(keeper_of(session))
    assert model.solve()
    model.job.wait(10)
    assert model.period is not None
    assert not model.is_searching


class TestAcceptingInTheMiddle:
    def test_stops_the_search_and_keeps_what_was_looked_at(self, model, three, planner) -> None:
        hand_on(model, three[0])
        model.accept()
        assert not model.is_searching
        hand_on(model, three[1])
        finish(model, planner)
        assert planner.was_stopped
        assert model.session.plan.periods == three[0].periods[:1]
        assert (model.period, model.offer) == (None, None)

    def test_leaves_an_outlook_and_plans_the_rest_from_the_start_later(
        self, model, three, planner
    ) -> None:
        hand_on(model, three[0])
        model.accept()
        assert model.session.work.foreseen == three[0]
        finish(model, planner)
        assert model.solve()
        model.job.wait(10)
        assert planner.announced is None or not planner.announced.periods[1:]

    def test_the_next_search_begins_by_itself_on_a_page_of_another_day(
        self, session, planner, workspace
    ) -> None:
        model = ProposalModel(Keeper(session, workspace))
        planner.go.clear()
        session.step = PROPOSAL
        hand_on(model, years(session.roster)[0])
        model.accept()
        finish(model, planner)
        other = Keeper(Session(COORDINATOR), workspace)
        theirs = ProposalModel(other)
        other.open_bookmark(anew=True)
        other.session.step = PROPOSAL
        assert theirs.is_searching
        finish(theirs, planner)

    def test_keeps_the_year_where_nothing_better_was_found(self, model, three, planner) -> None:
        hand_on(model, three[1])
        planner.ahead = 1
        finish(model, planner)
        model.accept()
        assert model.session.work.foreseen == three[1]

    def test_the_next_search_waits_for_the_one_that_ends(self, model, three, planner) -> None:
        hand_on(model, three[0])
        model.accept()
        assert model.job.running
        assert model.solve()
        assert model.is_searching
        finish_both(model, planner)
        assert planner.calls == 2
        assert model.period.number == 2

    def test_twice_accepts_one_period(self, model, three, planner) -> None:
        hand_on(model, three[0])
        model.accept()
        model.accept()
        assert len(model.session.plan.periods) == 1
        finish(model, planner)


def finish_both(model: ProposalModel, planner: Planner) -> None:
    """One search, and the one that was wanted while it ended."""
    first = model.job._thread
    planner.go.set()
    first.join(10)
    model.job.wait(10)


def test_stopping_keeps_what_is_looked_at(model, three, planner) -> None:
    hand_on(model, three[1])
    planner.ahead = 1
    model.cancel()
    model.cancel()
    finish(model, planner)
    assert planner.was_stopped
    assert model.period == three[1].periods[0]


def test_other_rules_end_the_search_and_nothing_of_it_is_offered(model, three, planner) -> None:
    hand_on(model, three[0])
    hand_on(model, three[1])
    apart = three[0].periods[0].groups[0].students[:2]
    model.session.use_rules(Rules(keep_apart=(KeepApart(tuple(s.id for s in apart)),)))
    assert (model.period, model.offer, model.is_searching) == (None, None, False)
    hand_on(model, three[2])
    finish(model, planner)
    assert (model.period, model.offer) == (None, None)


def test_another_class_in_the_middle_sees_nothing_of_the_search(model, three, planner) -> None:
    hand_on(model, three[0])
    model.session.turn_to(Work(roster_of(*"abcd")))
    hand_on(model, three[1])
    finish(model, planner)
    assert (model.period, model.offer, model.error) == (None, None, None)


def test_what_another_has_made_is_not_replaced(model, three, planner) -> None:
    hand_on(model, three[0])
    theirs = replace(model.session.work, proposals=(), shown=None).found(three[1])
    model.session.turn_to(theirs)
    hand_on(model, three[2])
    assert model.period == three[1].periods[0]
    assert model.offer.year == three[2]
    finish(model, planner)
    assert model.period == three[1].periods[0]


def test_swaps_made_while_another_proposal_is_looked_for_stay(session, planner) -> None:
    model = ProposalModel(keeper_of(session))
    three = years(session.roster)
    session.work = session.work.found(three[1])
    planner.go.clear()
    assert model.solve()
    model.swap("8A-0", "8A-1")
    touched = model.period
    hand_on(model, three[2])
    assert model.period == touched
    assert model.offer.year == three[2]
    finish(model, planner)
    assert model.period == touched


def test_another_proposal_is_looked_at_as_soon_as_there_is_one(session, planner) -> None:
    model = ProposalModel(keeper_of(session))
    three = years(session.roster)
    session.work = session.work.found(three[2])
    planner.go.clear()
    assert model.solve()
    hand_on(model, three[0])
    assert model.period == three[0].periods[0]
    model.undo()
    assert model.period == three[2].periods[0]
    finish(model, planner)


def test_a_page_that_is_closed_stops_its_search(model, three, planner) -> None:
    model.keeper.is_closed = True
    hand_on(model, three[0])
    assert model.period is None
    finish(model, planner)
    assert planner.was_stopped


def test_a_reload_in_the_middle_goes_on_from_the_best_so_far(session, planner, workspace) -> None:
    keeper = Keeper(session, workspace)
    model = ProposalModel(keeper)
    three = years(session.roster)
    planner.go.clear()
    session.step = PROPOSAL
    hand_on(model, three[0])
    keeper.is_closed = True
    finish(model, planner)

    anew = Keeper(Session(COORDINATOR), workspace)
    model = ProposalModel(anew)
    planner.go.clear()
    anew.open_bookmark()
    assert model.is_searching
    assert model.period == three[0].periods[0]
    hand_on(model, three[1])
    assert (model.period, model.offer.year) == (three[0].periods[0], three[1])
    model.take_offer()
    planner.ahead = 1
    finish(model, planner)
    assert planner.seeds == [0, 0]
    assert not anew.session.work.searching


@pytest.mark.parametrize("has_found", [False, True])
def test_another_page_does_not_search_on_by_itself(
    session, planner, workspace, *, has_found: bool
) -> None:
    keeper = Keeper(session, workspace)
    model = ProposalModel(keeper)
    planner.go.clear()
    session.step = PROPOSAL
    if has_found:
        hand_on(model, years(session.roster)[0])

    other = Keeper(Session(COORDINATOR), workspace)
    theirs = ProposalModel(other)
    other.open_bookmark(anew=True)
    other.session.step = RULES
    other.session.step = PROPOSAL
    assert other.session.work.searching
    assert not theirs.is_searching
    assert theirs.period == model.period

    # The page that began it goes on with it, whatever it looks at meanwhile.
    keeper.leave()
    finish(model, planner)
    planner.go.clear()
    keeper.open(other.session.kept.class_id)
    session.step = RULES
    session.step = PROPOSAL
    assert model.is_searching
    finish(model, planner)

    # What is asked for is begun all the same.
    assert theirs.solve()
    theirs.job.wait(10)
    assert theirs.period is not None


def test_what_waits_to_be_looked_at_is_looked_for_again_after_a_reload(
    model, three, planner
) -> None:
    hand_on(model, three[0])
    hand_on(model, three[1])
    finish(model, planner)
    assert model.session.work.searching
    model.take_offer()
    assert not model.session.work.searching


class TestTheStepByItself:
    def test_begins_where_there_is_nothing_to_look_at(self, session, planner) -> None:
        model = ProposalModel(keeper_of(session))
        session.step = PROPOSAL
        model.job.wait(10)
        assert planner.calls == 1
        assert model.period is not None

    def test_begins_once(self, session, planner) -> None:
        model = ProposalModel(keeper_of(session))
        planner.go.clear()
        for step in (PROPOSAL, RULES, PROPOSAL):
            session.step = step
        finish(model, planner)
        session.step = ROSTER
        session.step = PROPOSAL
        assert planner.calls == 1

    def test_begins_again_for_other_rules_when_the_step_is_turned_to(
        self, session, planner
    ) -> None:
        model = ProposalModel(keeper_of(session))
        planner.go.clear()
        session.step = PROPOSAL
        session.step = RULES
        session.use_rules(Rules(interval_weeks=5))
        session.step = PROPOSAL
        assert model.is_searching
        finish_both(model, planner)
        assert planner.calls == 2
        assert model.period is not None

    @pytest.mark.parametrize("why", ["no class", "an error", "a question"])
    def test_does_not_begin_where_something_else_comes_first(self, session, planner, why) -> None:
        model = ProposalModel(keeper_of(session))
        match why:
            case "no class":
                session.turn_to(None)
            case "an error":
                model.error = RulesConflict((Message("Ida"),), 1, Message("Remove one."))
            case "a question":
                session.work = session.work.found(years(session.roster)[2])
                together = session.work.proposal.period.groups[0].students[:2]
                session.use_rules(Rules(keep_apart=(KeepApart(tuple(s.id for s in together)),)))
                assert session.work.must_change
        session.step = PROPOSAL
        assert not model.job.running
        assert planner.calls == 0

    def test_does_not_begin_by_accepting(self, session, planner) -> None:
        model = ProposalModel(keeper_of(session))
        session.step = PROPOSAL
        model.job.wait(10)
        model.accept()
        assert not model.job.running
        assert model.period is None


class TestWhatIsBetter:
    def test_is_said_in_a_sentence(self, session: Session) -> None:
        one, two, three = groupings(session.roster)
        again = tuple(((x, z), (y, w)) for ((x, y), (z, w)) in three)

        def gain(shown: Plan, found: Plan, in_force: int = 0) -> str:
            work = replace(Work(session.roster), plan=Plan(shown.periods[:in_force]))
            offer = offered(work.found(shown), found)
            return "" if offer is None else str(offer.gain).partition(": ")[2]

        assert gain(year_of(one, one, two, three), year_of(two, one, three)) == (
            "everyone knows everyone after 3 periods."
        )
        assert gain(year_of(one, one, two, three), year_of(one, two, one, three), 1) == (
            "8 more student pairs meet in this period."
        )
        assert gain(year_of(one, one, two, three), year_of(one, two, one, three)) == (
            "more meet early in the year."
        )
        assert gain(year_of(one, two, three, three), year_of(one, two, three, again)) == (
            "fewer are partners again."
        )
        assert gain(year_of(one, two, three), year_of(two, three, one)) == ""

    def test_is_hoped_for_until_it_is_proven_that_there_is_none(self, session: Session) -> None:
        one, two, three = groupings(session.roster)
        work = Work(session.roster)
        assert hoped_for(work, None) is None
        assert "still planning the rest" in str(hoped_for(work.found(year_of(one)), 3))
        assert "looking for 3" in str(hoped_for(work.found(year_of(one, one, two, three)), 3))
        assert "no plan needs fewer" in str(hoped_for(work.found(year_of(one, two, three)), 3))
