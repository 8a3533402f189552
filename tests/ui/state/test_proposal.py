from dataclasses import replace

import pytest

from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Plan, Stay
from toolkit.rules import Acquainted, KeepApart, Rules
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace.work import Work

from ..conftest import Planner, keeper_of, period_of, roster_of


@pytest.fixture
def model(session: Session, planner: Planner) -> ProposalModel:
    return ProposalModel(keeper_of(session))


def solve(model: ProposalModel) -> None:
    assert model.solve()
    model.job.wait(10)


def seats(model: ProposalModel) -> list[str]:
    assert model.period is not None
    return [student.id for student in model.period.students]


def test_solving_gives_a_proposal_and_changes_no_plan(model: ProposalModel) -> None:
    solve(model)
    assert seats(model) == [f"8A-{i}" for i in range(8)]
    assert model.session.plan == Plan()


def test_a_double_click_starts_one_search(model: ProposalModel, planner: Planner) -> None:
    planner.go.clear()
    assert model.solve()
    assert not model.solve()
    planner.go.set()
    model.job.wait(10)
    assert planner.calls == 1


def test_cancel_keeps_the_best_so_far(model: ProposalModel, planner: Planner) -> None:
    planner.go.clear()
    model.solve()
    model.cancel()
    planner.go.set()
    model.job.wait(10)
    assert planner.was_stopped
    assert model.period is not None


def test_two_swap_and_nobody_stays_picked_up(model: ProposalModel) -> None:
    solve(model)
    model.chosen = "8A-0"
    model.swap("8A-0", "8A-5")
    assert seats(model)[:6] == ["8A-5", "8A-1", "8A-2", "8A-3", "8A-4", "8A-0"]
    assert model.chosen == ""


def test_undo_and_redo_walk_back_and_forth(model: ProposalModel) -> None:
    solve(model)
    before = seats(model)
    model.swap("8A-0", "8A-5")
    model.swap("8A-5", "8A-7")
    after = seats(model)
    model.undo()
    model.undo()
    model.undo()
    assert seats(model) == before
    model.redo()
    model.redo()
    model.redo()
    assert seats(model) == after


def test_a_new_swap_forgets_what_was_undone(model: ProposalModel) -> None:
    solve(model)
    model.swap("8A-0", "8A-5")
    model.undo()
    model.swap("8A-1", "8A-6")
    after = seats(model)
    model.redo()
    assert seats(model) == after
    model.undo()
    assert seats(model) == [f"8A-{i}" for i in range(8)]


def test_another_search_loses_no_changes_made_by_hand(model: ProposalModel) -> None:
    solve(model)
    model.swap("8A-0", "8A-5")
    changed = seats(model)
    solve(model)
    assert seats(model) != changed
    model.undo()
    assert seats(model) == changed


def test_a_swap_that_breaks_a_rule_is_told_and_cannot_be_accepted(model: ProposalModel) -> None:
    model.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),)))
    solve(model)
    assert not model.verdict.broken_rules
    model.swap("8A-1", "8A-4")
    (broken,) = model.verdict.broken_rules
    assert {student.id for student in broken.students} == {"8A-0", "8A-4"}
    assert model.objections
    model.accept()
    assert model.session.plan == Plan()
    model.undo()
    model.accept()
    assert len(model.session.plan.periods) == 1


def test_a_swap_tells_who_no_longer_meet_and_what_it_costs(model: ProposalModel) -> None:
    model.session.use_rules(
        Rules(acquainted=Acquainted(groups=(("8A-0", "8A-5", "8A-6", "8A-7"),)))
    )
    solve(model)
    assert model.verdict.new_acquaintances == 9
    model.swap("8A-0", "8A-4")
    assert [str(names) for names in model.verdict.lost_acquaintances] == [
        "Ida Berg and Nora Dahl",
        "Ida Berg and Ali Khan",
        "Ida Berg and Jo Lie",
        "Emil Vik and Sara",
        "Emil Vik and Ea",
        "Emil Vik and Ola",
    ]
    assert model.verdict.costs == 3
    assert str(model.verdict.price) == "Your changes cost 3 new acquaintances."


def test_a_swap_that_gives_more_says_so(model: ProposalModel) -> None:
    model.session.use_rules(
        Rules(acquainted=Acquainted(groups=(("8A-0", "8A-1", "8A-2", "8A-3"),)))
    )
    solve(model)
    model.swap("8A-0", "8A-4")
    assert str(model.verdict.price) == "Your changes give 3 more new acquaintances."


def test_a_swap_inside_a_group_costs_nothing(model: ProposalModel) -> None:
    solve(model)
    model.swap("8A-0", "8A-2")
    assert (model.verdict.costs, model.verdict.lost_acquaintances) == (0, ())


def test_partners_who_have_been_so_before_are_named(model: ProposalModel) -> None:
    solve(model)
    model.accept()
    solve(model)
    assert [str(names) for names in model.verdict.partners_again] == [
        "Ida Berg and Nora Dahl",
        "Ali Khan and Jo Lie",
        "Emil Vik and Sara",
        "Ea and Ola",
    ]


def test_accepting_puts_the_period_into_the_plan_and_goes_on(model: ProposalModel) -> None:
    solve(model)
    period = model.period
    model.accept()
    assert model.session.plan.periods == (period,)
    assert (model.period, model.number) == (None, 2)


def test_a_period_in_which_all_are_new_to_each_other_is_the_best(model: ProposalModel) -> None:
    solve(model)
    assert model.verdict.is_best
    model.session.use_rules(Rules(acquainted=Acquainted(groups=(("8A-0", "8A-1"),))))
    assert not model.verdict.is_best


def test_a_period_after_which_nobody_is_left_is_the_best(
    session: Session, planner: Planner
) -> None:
    session.turn_to(Work(roster_of(*"abcd")))
    model = ProposalModel(keeper_of(session))
    for new in (6, 0):
        solve(model)
        assert (model.verdict.new_acquaintances, model.verdict.is_best) == (new, True)
        model.accept()


class TestTheYear:
    def test_is_kept_as_long_as_its_periods_are_accepted(
        self, model: ProposalModel, planner: Planner
    ) -> None:
        solve(model)
        assert planner.announced is None
        year = model.session.work.year
        assert year is not None
        assert year.periods[0] == model.period
        assert len(year.periods) == 2
        model.accept()
        assert model.session.work.foreseen == year
        solve(model)
        assert planner.announced == year

    def test_has_the_changes_made_by_hand(self, model: ProposalModel, planner: Planner) -> None:
        solve(model)
        model.swap("8A-0", "8A-5")
        changed = model.period
        model.accept()
        solve(model)
        assert planner.announced is not None
        assert planner.announced.periods[0] == changed

    def test_is_another_where_another_proposal_is_asked_for(
        self, model: ProposalModel, planner: Planner
    ) -> None:
        solve(model)
        first = model.session.work.year
        planner.ahead = 3
        solve(model)
        assert planner.announced is None
        assert model.session.work.year != first
        model.undo()
        assert model.session.work.year == first

    def test_goes_on_when_nobody_is_left_to_meet(
        self, model: ProposalModel, planner: Planner
    ) -> None:
        planner.ahead = 0
        solve(model)
        assert planner.calls == 2
        assert model.period is not None
        assert model.session.work.year == Plan((model.period,))

    @pytest.mark.parametrize("change", ["begin", "use_plan"])
    def test_is_forgotten_with_its_class_or_its_plan(
        self, model: ProposalModel, change: str
    ) -> None:
        solve(model)
        session = model.session
        if change == "begin":
            session.turn_to(Work(roster_of(*"abcd")))
        else:
            session.work = session.work.continuing(Plan(school_class="8A"))
        assert session.work.year is None
        assert session.work.foreseen is None


class TestWhatIsProvenOfTheYear:
    @pytest.fixture(autouse=True)
    def _proven(self, model: ProposalModel, planner: Planner) -> None:
        planner.bound = 5
        solve(model)
        assert model.session.work.bound == 5

    def test_holds_for_the_rest_of_it(self, model: ProposalModel, planner: Planner) -> None:
        model.accept()
        planner.bound = 4
        solve(model)
        assert model.session.work.bound == 5

    def test_does_not_hold_for_other_rules(self, model: ProposalModel) -> None:
        model.session.use_rules(Rules(interval_weeks=5))
        assert model.session.work.bound == 0

    def test_does_not_hold_for_another_class(self, model: ProposalModel) -> None:
        model.session.work = model.session.work.corrected(roster_of(*"abcd"))
        assert model.session.work.bound == 0

    def test_does_not_hold_for_another_plan(self, model: ProposalModel) -> None:
        model.session.work = model.session.work.continuing(Plan(school_class="8A"))
        assert model.session.work.bound == 0

    def test_does_not_hold_for_less_than_has_happened(
        self, model: ProposalModel, planner: Planner
    ) -> None:
        model.accept()
        planner.bound = 2
        begin_again(model)
        model.job.wait(10)
        assert model.session.work.bound == 2


APART = Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),))


class TestAnAnnouncedPeriodThatCannotStay:
    def test_is_let_go_and_asked_about(self, model: ProposalModel, planner: Planner) -> None:
        solve(model)
        assert not model.session.work.must_change
        model.swap("8A-6", "8A-7")
        told = model.session.work.year
        model.session.use_rules(APART)
        assert model.period is None
        assert model.session.work.must_change
        model.wish(Stay.WISH)
        solve(model)
        assert planner.announced == told
        assert planner.stay is Stay.WISH
        assert not model.session.work.must_change

    def test_stays_as_it_is_where_the_new_rule_allows_it(self, model: ProposalModel) -> None:
        solve(model)
        period = model.period
        model.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),)))
        assert model.period == period

    def test_serves_again_when_the_rule_is_gone(
        self, model: ProposalModel, planner: Planner
    ) -> None:
        solve(model)
        model.wish(Stay.OFF)
        model.session.use_rules(APART)
        model.session.use_rules(Rules())
        assert not model.session.work.must_change
        solve(model)
        assert planner.stay is Stay.FIRST

    def test_is_not_asked_about_where_nobody_has_seen_it(
        self, model: ProposalModel, planner: Planner
    ) -> None:
        solve(model)
        model.accept()
        model.wish(Stay.OFF)
        model.session.use_rules(APART)
        assert not model.session.work.must_change
        solve(model)
        assert planner.announced is not None
        assert planner.stay is Stay.FIRST

    def test_a_new_student_has_no_place_in_it(self, model: ProposalModel) -> None:
        solve(model)
        model.session.work = model.session.work.corrected(
            roster_of(*(s.name for s in model.period.students), "Ny")
        )
        assert model.period is None
        assert model.session.work.must_change


def begin_again(model: ProposalModel) -> None:
    """As the page of the day does it."""
    model.session.work = model.session.work.begun_again()
    if not model.session.work.must_change:
        model.solve()


class TestTakingBack:
    def test_opens_the_newest_period_again(self, model: ProposalModel, planner: Planner) -> None:
        solve(model)
        model.accept()
        year = model.session.work.year
        begin_again(model)
        model.job.wait(10)
        assert planner.announced == year
        assert (model.number, model.session.plan.next_number) == (1, 2)
        assert model.period is not None

    def test_stays_in_force_until_another_is_accepted(self, model: ProposalModel) -> None:
        solve(model)
        model.accept()
        before = model.session.plan
        begin_again(model)
        model.job.wait(10)
        model.swap("8A-0", "8A-4")
        assert model.session.plan == before
        model.accept()
        assert [one.number for one in model.session.plan.periods] == [1]
        assert model.session.plan != before
        assert (model.number, model.session.work.replacing) == (2, False)

    def test_can_be_left_as_it_is(self, model: ProposalModel) -> None:
        solve(model)
        model.accept()
        before = model.session.work
        begin_again(model)
        model.job.wait(10)
        model.leave_as_it_is()
        assert (model.session.plan, model.period, model.number) == (before.plan, None, 2)

    def test_is_judged_by_what_was_before_it(self, model: ProposalModel) -> None:
        solve(model)
        model.accept()
        new = 12
        begin_again(model)
        model.job.wait(10)
        assert model.verdict.new_acquaintances == new
        assert not model.verdict.partners_again

    def test_asks_what_should_stay_where_it_no_longer_fits(
        self, model: ProposalModel, planner: Planner
    ) -> None:
        solve(model)
        model.accept()
        model.session.use_rules(APART)
        begin_again(model)
        assert (planner.calls, model.number) == (1, 1)
        assert model.session.work.must_change

    def test_serves_for_a_plan_from_a_file(self, session: Session, planner: Planner) -> None:
        model = ProposalModel(keeper_of(session))
        s = model.session.roster.students
        plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
        session.work = session.work.continuing(plan)
        begin_again(model)
        model.job.wait(10)
        assert planner.announced == plan


@pytest.mark.parametrize(
    "error",
    [
        InputError(Message("Too few.")),
        RulesConflict((Message("Ida and Nora are partners"),), 1, Message("Remove one.")),
    ],
)
def test_an_error_is_kept_until_the_rules_change(
    session: Session, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_roster: object, **_options: object) -> Plan:
        raise error

    monkeypatch.setattr("toolkit.planning.calls.plan_year", fails)
    model = ProposalModel(keeper_of(session))
    solve(model)
    assert model.error is error
    session.use_rules(Rules(interval_weeks=4))
    assert model.error is None


@pytest.mark.parametrize("change", ["roster", "rules", "plan"])
def test_an_answer_to_another_question_is_not_shown(
    model: ProposalModel, planner: Planner, change: str
) -> None:
    planner.go.clear()
    model.solve()
    session = model.session
    match change:
        case "roster":
            session.turn_to(Work(roster_of(*"abcd")))
        case "rules":
            session.use_rules(replace(session.rules, interval_weeks=5))
        case "plan":
            session.work = session.work.continuing(Plan(school_class="8A"))
    planner.go.set()
    model.job.wait(10)
    assert model.period is None
    assert planner.was_stopped


def test_each_try_has_another_seed(model: ProposalModel, planner: Planner) -> None:
    for _try in range(2):
        solve(model)
    model.accept()
    solve(model)
    assert planner.seeds == [0, 1, 0]


def test_without_a_class_nothing_is_searched() -> None:
    assert not ProposalModel(keeper_of(Session(COORDINATOR))).solve()


class TestTheRealPlanner:
    @pytest.fixture
    def real(self, session: Session) -> ProposalModel:
        model = ProposalModel(keeper_of(session))
        solve(model)
        assert model.error is None
        return model

    def test_proposes_the_year_period_by_period(self, real: ProposalModel) -> None:
        year = real.session.work.year
        assert year is not None
        for period in year.periods:
            assert real.period == period
            real.accept()
            solve(real)
        # Everyone has met, and the class still gets new groups.
        assert real.number == real.period.number == len(year.periods) + 1

    def test_looks_forward_to_the_end_of_the_year(self, real: ProposalModel) -> None:
        assert real.verdict.outlook is not None
        assert real.verdict.outlook.full == len(real.session.work.year.periods)

    def test_plans_the_rest_again_behind_a_swap(self, real: ProposalModel) -> None:
        real.accept()
        solve(real)
        announced = real.session.work.year.periods[2]
        one, other = (group.students[0].id for group in real.period.groups)
        real.swap(one, other)
        real.accept()
        solve(real)
        assert real.period == announced
        assert real.verdict.outlook is not None

    def test_keeps_what_it_can_when_a_student_leaves(self, real: ProposalModel) -> None:
        before = set(real.period.partners())
        real.session.work = real.session.work.corrected(Roster(real.session.roster.students[:-1]))
        assert real.session.work.must_change
        solve(real)
        assert len(before & set(real.period.partners())) >= 2
        assert real.verdict.outlook is not None
