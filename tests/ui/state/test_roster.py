from collections.abc import Callable
from dataclasses import replace

import pytest

from toolkit.files.headers import Meaning
from toolkit.files.plans import plans_to_text
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.samples import Sample, samples
from toolkit.ui.state.roster import Changed, RosterModel, Tried
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace import workspace as workspace_module
from toolkit.workspace.database import CannotSave
from toolkit.workspace.work import Work

from ..conftest import change, keeper_of, period_of, roster_of

SIX = "Navn;Klasse\n" + "".join(f"Elev {letter};8A\n" for letter in "ABCDEF")
TWO_CLASSES = "Navn;Klasse\n" + "".join(
    f"Elev {letter};{'8A' if letter < 'E' else '8B'}\n" for letter in "ABCDEFGHI"
)


@pytest.fixture
def model() -> RosterModel:
    return RosterModel(keeper_of(Session(COORDINATOR)))


def plan_for(model: RosterModel) -> Plan:
    assert model.session.work is not None
    a, b, c, d, *_ = model.session.roster.students
    return Plan((period_of(1, ((a, b), (c, d))),))


def upload(model: RosterModel, text: str, name: str = "liste.csv") -> None:
    model.upload(name, text.encode())


def test_at_first_a_class_is_asked_for(model: RosterModel) -> None:
    assert model.blockers
    assert model.session.work is None


def test_an_uploaded_class_goes_straight_to_the_session(model: RosterModel) -> None:
    upload(model, SIX)
    assert model.session.work is not None
    assert [student.name for student in model.session.roster][:2] == ["Elev A", "Elev B"]
    assert (model.blockers, model.error) == ((), None)
    assert str(model.reading.count) == "6 students in one class."


@pytest.mark.parametrize("wrong", ["", "%PDF-1.7", "Fødselsnummer;Navn\n01010012356;A\n"])
def test_a_wrong_file_tells_why_and_changes_nothing(model: RosterModel, wrong: str) -> None:
    upload(model, SIX)
    before = (model.reading, model.session.roster)
    upload(model, wrong, "feil.csv")
    assert "feil.csv" in str(model.error)
    assert (model.reading, model.session.roster) == before
    assert not model.blockers
    upload(model, SIX)
    assert model.error is None


def test_several_classes_are_asked_about(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    assert model.reading.must_choose_class
    assert model.blockers
    assert model.session.work is None
    model.choose_class("8B")
    assert model.session.roster == model.reading.listed.of_class("8B")
    assert not model.blockers


def test_going_back_to_no_class_leaves_the_session_alone(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    model.choose_class("8B")
    model.choose_class("")
    assert model.session.roster == model.reading.listed.of_class("8B")
    assert model.blockers


def test_a_list_without_its_class_column_is_no_class(model: RosterModel) -> None:
    upload(model, "Navn\n" + "".join(f"Elev nr {i}\n" for i in range(120)))
    assert "120" in str(model.blockers[0])


def test_three_students_are_too_few(model: RosterModel) -> None:
    upload(model, "Navn\nIda Berg\nNora Dahl\nAli Khan\n")
    assert "at least four" in str(model.blockers[0])


def test_a_column_can_be_put_right_and_the_rules_stay(model: RosterModel) -> None:
    upload(model, "Navn;Hus\n" + "".join(f"Elev {letter};Nord\n" for letter in "ABCDEF"))
    model.session.use_rules(Rules(interval_weeks=4))
    model.set_column("Hus", Meaning.PRIMARY_SCHOOL)
    assert model.session.work is not None
    assert model.session.roster.attributes == ("primary_school",)
    assert model.session.rules == Rules(interval_weeks=4)


def test_columns_without_a_name_must_be_put_right_first(model: RosterModel) -> None:
    upload(model, SIX)
    model.set_column("Navn", Meaning.LEFT_OUT)
    assert model.error is not None
    assert model.blockers
    model.set_column("Navn", Meaning.NAME)
    assert (model.error, model.blockers) == (None, ())


def test_a_newcomer_in_the_list_keeps_the_plan(model: RosterModel) -> None:
    upload(model, SIX)
    roster = model.session.roster
    assert roster is not None
    s = roster.students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3]))),))
    change(model.session, plan=plan)
    upload(model, SIX + "Elev Ny;8A\n")
    assert isinstance(model.question, Changed)
    assert [student.name for student in model.question.changes.joined] == ["Elev Ny"]
    model.confirm()
    assert model.session.plan == plan
    assert model.session.work is not None
    assert len(model.session.roster) == 7


def test_another_list_is_another_class_and_nothing_is_lost(model: RosterModel) -> None:
    upload(model, SIX)
    first = model.session.kept
    model.session.use_rules(Rules(interval_weeks=4))
    upload(model, SIX.replace("Elev", "Annen").replace("8A", "8B"))
    assert model.session.work is not None
    assert model.session.roster.students[0].name == "Annen A"
    assert model.session.rules == Rules()
    assert first is not None
    model.open(first.class_id)
    assert model.session.roster.students[0].name == "Elev A"
    assert model.session.rules == Rules(interval_weeks=4)


def test_the_same_list_again_opens_the_class(model: RosterModel) -> None:
    upload(model, SIX)
    model.session.use_rules(Rules(interval_weeks=4))
    upload(model, SIX.replace("8A", "8B").replace("Elev", "Annen"))
    upload(model, SIX)
    assert model.question is None
    assert "same as before" in str(model.done)
    assert model.session.rules == Rules(interval_weeks=4)
    assert len(model.classes) == 2


def test_one_who_moves_leaves_one_class_and_joins_the_other(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    model.choose_class("8A")
    moved = TWO_CLASSES.replace("Elev A;8A", "Elev A;8B")
    change(model.session, plan=plan_for(model))
    upload(model, TWO_CLASSES)
    model.choose_class("8B")
    change(model.session, plan=plan_for(model))
    upload(model, moved)
    model.choose_class("8B")
    assert isinstance(model.question, Changed)
    assert [match.new.name for match in model.question.changes.moved] == ["Elev A"]
    model.confirm()
    assert model.session.work is not None
    assert len(model.session.roster) == 6
    (other,) = (kept for kept in model.classes if kept.name == "8A")
    assert other.students == 3
    model.open(other.class_id)
    assert model.session.roster.of_class("8A") == model.session.roster
    assert len(model.session.plan.periods[0].students) == 4


def test_all_classes_of_a_list_are_kept_at_once_and_none_twice(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    model.choose_class("8A")
    for _ in range(2):
        model.keep_all()
        assert {(kept.name, kept.students) for kept in model.classes} == {("8A", 4), ("8B", 5)}
        assert len(model.classes) == 2
    model.choose_class("8B")
    assert len(model.classes) == 2
    assert model.session.work is not None
    assert model.session.roster.classes == ("8B",)


def test_a_sample_tried_before_is_gone_on_with_or_begun_afresh(model: RosterModel) -> None:
    small = next(sample for sample in samples() if sample.key == "small")
    model.use_sample(small)
    model.session.use_rules(Rules(interval_weeks=4))
    model.use_sample(small)
    assert isinstance(model.question, Tried)
    assert model.blockers
    model.go_on()
    assert model.session.rules == Rules(interval_weeks=4)
    model.use_sample(small)
    model.start_over()
    assert model.session.rules == Rules()
    assert len(model.classes) == 1


def test_an_earlier_plan_is_gone_on_from(session: Session, eight: Roster) -> None:
    s = eight.students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    model = RosterModel(keeper_of(session))
    model.upload_plan("plan.csv", plans_to_text((plan,)).encode())
    assert model.error is None
    assert session.plan.next_number == 2
    assert model.done is not None


def test_the_plan_of_another_class_is_refused(session: Session) -> None:
    s = roster_of(*"abcd", school_class="9B").students
    other = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3]))),))
    model = RosterModel(keeper_of(session))
    model.upload_plan("plan.csv", plans_to_text((other,)).encode())
    assert "another class" in str(model.error)
    assert session.plan == Plan()


def test_rules_are_read_for_the_class(session: Session) -> None:
    model = RosterModel(keeper_of(session))
    model.upload_rules(
        "regler.toml", b'interval_weeks = 4\n[[keep_apart]]\nstudents = ["Ida Berg", "Sara"]\n'
    )
    assert model.error is None
    assert session.rules.keep_apart[0].students == ("8A-0", "8A-5")


def test_wrong_rules_change_nothing(session: Session) -> None:
    model = RosterModel(keeper_of(session))
    model.upload_rules("regler.toml", b'[[keep_apart]]\nstudents = ["Ida", "Ukjent"]\n')
    assert "regler.toml" in str(model.error)
    assert session.rules == Rules()


@pytest.mark.parametrize("what", ["plan", "rules"])
def test_an_earlier_file_needs_the_class_first(model: RosterModel, what: str) -> None:
    getattr(model, f"upload_{what}")("fil", b"x")
    assert "class list first" in str(model.error)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.key)
def test_every_sample_can_be_taken_with_its_rules_and_plan(
    model: RosterModel, sample: Sample
) -> None:
    model.use_sample(sample)
    if model.reading.must_choose_class:
        model.choose_class(model.reading.listed.classes[0])
    assert (model.error, model.blockers) == (None, ())
    assert (model.session.plan != Plan()) == (sample.plan_path is not None)


NAMES_ONLY = "Navn\n" + "".join(f"Elev {letter}\n" for letter in "ABCDEF")


def test_a_list_without_classes_is_that_of_the_class_its_students_are_in(
    model: RosterModel,
) -> None:
    upload(model, SIX.replace("8A", "8B").replace("Elev", "Annen"))
    upload(model, SIX)
    upload(model, NAMES_ONLY)
    assert "same as before" in str(model.done)
    assert model.session.work is not None
    assert (model.session.roster.classes, len(model.session.roster)) == (("8A",), 6)
    upload(model, NAMES_ONLY + "Elev Ny\n")
    assert isinstance(model.question, Changed)
    model.confirm()
    assert (model.session.roster.classes, len(model.session.roster)) == (("8A",), 7)
    assert sorted(kept.name for kept in model.classes) == ["8A", "8B"]


def test_a_class_gets_its_name_from_a_later_list(model: RosterModel) -> None:
    upload(model, NAMES_ONLY)
    plan = plan_for(model)
    change(model.session, plan=plan)
    upload(model, SIX)
    if model.question is not None:
        model.confirm()
    assert [(kept.name, kept.students) for kept in model.classes] == [("8A", 6)]
    assert len(model.session.plan.periods) == len(plan.periods)


def test_a_second_class_of_the_list_begins_at_once(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    model.choose_class("8A")
    change(model.session, plan=plan_for(model))
    model.choose_class("8B")
    assert model.question is None
    assert model.session.work is not None
    assert model.session.roster.classes == ("8B",)


@pytest.mark.parametrize(
    "then",
    [
        lambda model: upload(model, TWO_CLASSES.replace("8A", "9A").replace("8B", "9B")),
        lambda model: model.choose_class(""),
        lambda model: model.set_column("Navn", Meaning.LEFT_OUT),
    ],
    ids=["another list", "no class", "no names"],
)
def test_what_was_asked_about_another_reading_is_asked_no_more(
    model: RosterModel, then: Callable[[RosterModel], None]
) -> None:
    upload(model, TWO_CLASSES)
    model.choose_class("8A")
    change(model.session, plan=plan_for(model))
    before = [(kept.name, kept.students) for kept in model.classes]
    upload(model, TWO_CLASSES + "Elev Ny;8A\n")
    model.choose_class("8A")
    assert isinstance(model.question, Changed)
    then(model)
    assert model.question is None
    model.confirm()
    assert [(kept.name, kept.students) for kept in model.classes] == before


def test_classes_of_one_list_change_together_or_not_at_all(
    model: RosterModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(model, TWO_CLASSES)
    for name in ("8A", "8B"):
        model.choose_class(name)
        change(model.session, plan=plan_for(model))
    upload(model, TWO_CLASSES.replace("Elev A;8A", "Elev A;8B"))
    model.choose_class("8A")
    real, saves = workspace_module.save_work, []

    def fail_the_second(*arguments: object) -> None:
        saves.append(arguments)
        if len(saves) == 2:
            raise CannotSave
        real(*arguments)

    monkeypatch.setattr(workspace_module, "save_work", fail_the_second)
    model.confirm()
    assert isinstance(model.error, CannotSave)
    assert isinstance(model.question, Changed)
    assert {(kept.name, kept.students) for kept in model.classes} == {("8A", 4), ("8B", 5)}
    monkeypatch.setattr(workspace_module, "save_work", real)
    model.confirm()
    assert {(kept.name, kept.students) for kept in model.classes} == {("8A", 3), ("8B", 6)}


def test_a_class_changed_by_another_in_between_is_looked_at_again(model: RosterModel) -> None:
    upload(model, SIX)
    change(model.session, plan=plan_for(model))
    upload(model, SIX + "Elev Ny;8A\n")
    kept = model.session.kept
    assert kept is not None
    workspace = model.keeper.workspace
    workspace.save(kept, replace(kept.work, rules=Rules(interval_weeks=5)))
    model.confirm()
    assert "in the meantime" in str(model.error)
    assert isinstance(model.question, Changed)
    model.confirm()
    assert model.session.rules == Rules(interval_weeks=5)
    assert model.session.work is not None
    assert len(model.session.roster) == 7


def test_no_class_is_made_where_the_workspace_does_not_answer(
    model: RosterModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(model, SIX)
    workspace = model.keeper.workspace

    def fail() -> None:
        raise CannotSave

    monkeypatch.setattr(workspace, "classes", fail)
    upload(model, SIX + "Elev Ny;8A\n")
    assert isinstance(model.error, CannotSave)
    monkeypatch.undo()
    assert [(kept.name, kept.students) for kept in model.classes] == [("8A", 6)]


def test_a_class_without_a_name_leaves_the_one_that_has_it_alone(model: RosterModel) -> None:
    upload(model, SIX)
    change(model.session, plan=plan_for(model))
    named = model.session.kept
    assert named is not None
    model.keeper.turn_to(
        Work(Roster(tuple(replace(s, school_class="") for s in named.work.roster)))
    )
    upload(model, SIX)
    assert model.question is None
    assert model.session.kept is not None
    assert model.session.kept.class_id == named.class_id
    assert sorted(kept.name for kept in model.classes) == ["", "8A"]


def test_a_class_that_never_had_a_name_is_known_again(model: RosterModel) -> None:
    upload(model, NAMES_ONLY)
    change(model.session, plan=plan_for(model))
    upload(model, NAMES_ONLY + "Elev Ny\n")
    assert isinstance(model.question, Changed)
    model.confirm()
    assert [(kept.name, kept.students) for kept in model.classes] == [("", 7)]
