from dataclasses import replace

import pytest

from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Objective, Plan, Score
from toolkit.rules import Acquainted, KeepApart, Rules
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session

from ..conftest import Planner, roster_of


@pytest.fixture
def model(session: Session, planner: Planner) -> ProposalModel:
    return ProposalModel(session)


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


def test_two_clicks_swap_and_a_click_on_oneself_does_nothing(model: ProposalModel) -> None:
    solve(model)
    model.choose("8A-0")
    model.choose("8A-0")
    assert (model.chosen, model.past) == ("", ())
    model.choose("8A-0")
    assert model.chosen == "8A-0"
    model.choose("8A-5")
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
    model.session.rules = Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),))
    solve(model)
    assert not model.broken_rules()
    model.swap("8A-1", "8A-4")
    (broken,) = model.broken_rules()
    assert {student.id for student in broken.students} == {"8A-0", "8A-4"}
    assert model.objections
    model.accept()
    assert model.session.plan == Plan()
    model.undo()
    model.accept()
    assert len(model.session.plan.periods) == 1


def test_a_swap_tells_who_no_longer_meet_and_what_it_costs(model: ProposalModel) -> None:
    model.session.rules = Rules(acquainted=Acquainted(groups=(("8A-0", "8A-5", "8A-6", "8A-7"),)))
    solve(model)
    assert model.new_acquaintances == 9
    model.swap("8A-0", "8A-4")
    assert [str(names) for names in model.lost_acquaintances] == [
        "Ida Berg and Nora Dahl",
        "Ida Berg and Ali Khan",
        "Ida Berg and Jo Lie",
        "Emil Vik and Sara",
        "Emil Vik and Ea",
        "Emil Vik and Ola",
    ]
    assert model.costs == 3
    assert str(model.price) == "Your changes cost 3 new acquaintances."


def test_a_swap_that_gives_more_says_so(model: ProposalModel) -> None:
    model.session.rules = Rules(acquainted=Acquainted(groups=(("8A-0", "8A-1", "8A-2", "8A-3"),)))
    solve(model)
    model.swap("8A-0", "8A-4")
    assert str(model.price) == "Your changes give 3 more new acquaintances."


def test_a_swap_inside_a_group_costs_nothing(model: ProposalModel) -> None:
    solve(model)
    model.swap("8A-0", "8A-2")
    assert (model.costs, model.lost_acquaintances) == (0, ())


def test_partners_who_have_been_so_before_are_named(model: ProposalModel) -> None:
    solve(model)
    model.accept()
    solve(model)
    assert [str(names) for names in model.partners_again] == [
        "Ida Berg and Nora Dahl",
        "Ali Khan and Jo Lie",
        "Emil Vik and Sara",
        "Ea and Ola",
    ]


def test_accepting_puts_the_period_into_the_plan_and_goes_on(model: ProposalModel) -> None:
    assert model.blockers
    solve(model)
    period = model.period
    model.accept()
    assert model.session.plan.periods == (period,)
    assert (model.period, model.number, model.blockers) == (None, 2, ())


def test_hand_changes_are_unsaved_work_until_they_are_gone(model: ProposalModel) -> None:
    solve(model)
    model.swap("8A-0", "8A-5")
    assert model.session.unsaved
    model.undo()
    assert not model.session.unsaved


def test_what_is_proven_is_said_plainly(model: ProposalModel) -> None:
    solve(model)
    assert [str(text) for text in model.proof] == [
        "No plan can give more new acquaintances in this period."
    ]
    assert model.is_proven


def test_what_is_not_proven_is_said_as_well(model: ProposalModel, planner: Planner) -> None:
    planner.scores = (
        Score(Objective.NOT_NEW, 3, 1),
        Score(Objective.PARTNER_REPEATS, 2, 1),
        Score(Objective.ACQUAINTED, 1, 1),
    )
    solve(model)
    assert [str(text) for text in model.proof] == [
        "12 new acquaintances were found, and no plan can give more than 14.",
        "Perhaps there is a proposal with 1 fewer repeated pair.",
    ]
    assert not model.is_proven


@pytest.mark.parametrize("objective", Objective)
def test_every_gap_has_words(model: ProposalModel, planner: Planner, objective: Objective) -> None:
    planner.scores = (Score(objective, 5, 2),)
    solve(model)
    assert all(str(text) for text in model.proof)


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

    monkeypatch.setattr("toolkit.planning.year.plan_next", fails)
    model = ProposalModel(session)
    solve(model)
    assert model.error is error
    session.rules = Rules(interval_weeks=4)
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
            session.begin(roster_of(*"abcd"), Rules(), Plan())
        case "rules":
            session.rules = replace(session.rules, interval_weeks=5)
        case "plan":
            session.plan = Plan(school_class="8A")
    planner.go.set()
    model.job.wait(10)
    assert model.period is None
    assert planner.was_stopped


def test_each_try_has_another_seed(
    session: Session, monkeypatch: pytest.MonkeyPatch, planner: Planner
) -> None:
    seeds = []

    def seeded(*roster: object, seed: int, **options: object) -> Plan:
        seeds.append(seed)
        return planner(*roster, seed=seed, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("toolkit.planning.year.plan_next", seeded)
    model = ProposalModel(session)
    for _try in range(2):
        solve(model)
    model.accept()
    solve(model)
    assert seeds == [0, 1, 0]


def test_without_a_class_nothing_is_searched() -> None:
    assert not ProposalModel(Session()).solve()


def test_the_real_planner_is_asked_and_answers(session: Session, eight: Roster) -> None:
    model = ProposalModel(session)
    solve(model)
    assert model.error is None
    assert sorted(seats(model)) == sorted(eight.by_id)
    assert model.new_acquaintances == 12
