from collections.abc import Callable
from dataclasses import replace

import pytest

from toolkit.files.headers import Meaning
from toolkit.files.plans import plans_to_text
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.samples import Sample, samples
from toolkit.ui.state.earlier import Earlier
from toolkit.ui.state.known_classes import Changed
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.session import Session
from toolkit.ui.state.taking import Tried
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace import workspace as workspace_module
from toolkit.workspace.database import CannotSave
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass

from ..conftest import change, keeper_of, period_of, roster_of

SIX = "Navn;Klasse\n" + "".join(f"Elev {letter};8A\n" for letter in "ABCDEF")
TWO_CLASSES = "Navn;Klasse\n" + "".join(
    f"Elev {letter};{'8A' if letter < 'E' else '8B'}\n" for letter in "ABCDEFGHI"
)


@pytest.fixture
def model() -> RosterModel:
    return RosterModel(keeper_of(Session(COORDINATOR)))


def classes_of(model: RosterModel) -> tuple[KeptClass, ...]:
    return model.keeper.workspace.classes()


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
    assert model.is_open


@pytest.mark.parametrize("wrong", ["", "%PDF-1.7", "Fødselsnummer;Navn\n01010012356;A\n"])
def test_a_wrong_file_leaves_no_class_ready_and_the_one_before_is_gone_back_to(
    model: RosterModel, wrong: str
) -> None:
    upload(model, SIX)
    before = model.session.work
    upload(model, wrong, "feil.csv")
    assert "feil.csv" in str(model.error)
    assert (model.reading, model.is_open) == (None, False)
    assert model.blockers
    assert model.session.work is before
    model.keep()
    assert (model.error, model.is_open, model.blockers) == (None, True, ())
    upload(model, wrong, "feil.csv")
    upload(model, SIX)
    assert (model.error, model.is_open) == (None, True)


def test_several_classes_are_asked_about(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    assert model.reading.must_choose_class
    assert model.blockers
    assert model.session.work is None
    model.choose_class("8B")
    assert model.session.roster == model.reading.roster.of_class("8B")
    assert not model.blockers


def test_going_back_to_no_class_leaves_the_session_alone(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    model.choose_class("8B")
    model.choose_class("")
    assert model.session.roster == model.reading.roster.of_class("8B")
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
    model.keeper.go_to(first.class_id)
    assert model.session.roster.students[0].name == "Elev A"
    assert model.session.rules == Rules(interval_weeks=4)


def test_the_same_list_again_opens_the_class(model: RosterModel) -> None:
    upload(model, SIX)
    model.session.use_rules(Rules(interval_weeks=4))
    upload(model, SIX.replace("8A", "8B").replace("Elev", "Annen"))
    model.session.go_on()
    upload(model, SIX)
    assert model.question is None
    assert "same as before" in str(model.done)
    assert model.session.rules == Rules(interval_weeks=4)
    assert len(classes_of(model)) == 2


OTHERS = SIX.replace("8A", "8B").replace("Elev", "Annen")


def test_a_wrong_file_leaves_no_class_behind_and_can_be_kept_as_well(model: RosterModel) -> None:
    upload(model, OTHERS)
    upload(model, SIX)
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("8A", 6)]
    assert model.set_aside is not None
    model.keep_both()
    assert sorted(kept.name for kept in classes_of(model)) == ["8A", "8B"]
    assert (model.set_aside, model.session.work.name) == (None, "8A")


def test_a_wrong_file_before_the_right_one_of_a_known_class_leaves_nothing(
    model: RosterModel,
) -> None:
    upload(model, SIX)
    model.session.go_on()
    upload(model, OTHERS)
    upload(model, SIX)
    assert [kept.name for kept in classes_of(model)] == ["8A"]
    assert model.session.work.name == "8A"
    model.keep_both()
    assert sorted(kept.name for kept in classes_of(model)) == ["8A", "8B"]


@pytest.mark.parametrize(
    "then",
    [
        lambda model: model.session.go_on(),
        lambda model: model.listing.join("Elev Ny"),
        lambda model: model.listing.name_class("8C"),
        lambda model: model.session.use_rules(Rules(interval_weeks=5)),
    ],
    ids=["gone on with", "one more student", "another name", "other rules"],
)
def test_a_class_that_something_was_made_of_stays(
    model: RosterModel, then: Callable[[RosterModel], None]
) -> None:
    upload(model, OTHERS)
    then(model)
    upload(model, SIX)
    assert len(classes_of(model)) == 2
    assert model.set_aside is None


def test_another_page_s_change_makes_it_stay_too(model: RosterModel) -> None:
    upload(model, OTHERS)
    kept = model.session.kept
    assert kept is not None
    model.keeper.workspace.save(kept, replace(kept.work, rules=Rules(interval_weeks=5)))
    upload(model, SIX)
    assert len(classes_of(model)) == 2


def test_trying_samples_leaves_one_class_and_an_own_list_is_not_replaced(
    model: RosterModel,
) -> None:
    first, *_, small = (one for one in samples() if one.key in ("ordinary", "small"))
    model.use_sample(first)
    model.use_sample(small)
    assert [kept.sample for kept in classes_of(model)] == ["small"]
    upload(model, SIX)
    assert [kept.sample for kept in classes_of(model)] == [""]
    model.use_sample(small)
    assert sorted(kept.sample for kept in classes_of(model)) == ["", "small"]
    assert model.set_aside is None


def test_a_list_that_was_put_right_at_once_is_taken_without_a_question(model: RosterModel) -> None:
    upload(model, SIX)
    upload(model, SIX.replace("Elev A", "Annen Elev") + "Ny Elev;8A\n")
    assert (model.question, model.set_aside) == (None, None)
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("8A", 7)]
    assert "joined" in str(model.done)
    upload(model, OTHERS)
    assert [kept.name for kept in classes_of(model)] == ["8B"]


def test_too_few_are_put_right_by_hand_before_they_are_gone_on_with(model: RosterModel) -> None:
    assert model.write("Ida Berg\nNora Dahl\nAli Khan")
    assert [kept.students for kept in classes_of(model)] == [3]
    model.listing.name_class("8A")
    assert "at least four" in str(model.blockers[0])
    assert model.listing.join("Jo Lie")
    assert not model.blockers
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("8A", 4)]


def test_too_few_that_nothing_was_made_of_give_way_to_the_next_list(model: RosterModel) -> None:
    model.write("Ida Berg\nNora Dahl\nAli Khan")
    upload(model, SIX)
    assert [kept.name for kept in classes_of(model)] == ["8A"]


def test_a_question_about_too_few_is_answered_in_the_same_class(model: RosterModel) -> None:
    upload(model, "Deltakere\nIda Berg\nNora Dahl\nAli Khan\n")
    assert len(model.session.roster) == 3
    model.answer_list("heading", "student")
    assert len(model.session.roster) == 4
    assert [kept.students for kept in classes_of(model)] == [4]


def test_too_many_are_no_class(model: RosterModel) -> None:
    upload(model, "Navn\n" + "".join(f"Elev nr {i}\n" for i in range(120)))
    assert classes_of(model) == ()
    assert not model.is_open


def test_pasted_names_are_a_class_that_is_asked_for_a_name(model: RosterModel) -> None:
    assert model.write("Ida Berg\nNora Dahl\nAli Khan\nJo Lie\n")
    assert "name" in str(model.blockers[0])
    model.listing.name_class("8A")
    assert (model.blockers, [kept.name for kept in classes_of(model)]) == (
        (),
        ["8A"],
    )


def test_names_that_are_written_and_not_read_stand_in_the_way(model: RosterModel) -> None:
    upload(model, SIX)
    model.typed = "Mira"
    assert model.blockers
    model.typed = ""
    assert not model.blockers


def test_identity_numbers_are_refused_when_pasted(model: RosterModel) -> None:
    assert not model.write("Ida Berg 01010012356\nNora Dahl\nAli Khan\nJo Lie")
    assert "010100" not in str(model.error)
    assert classes_of(model) == ()


def test_a_name_that_was_given_stays_while_columns_are_put_right(model: RosterModel) -> None:
    upload(model, "Navn;Hus\n" + "".join(f"Elev {letter};Nord\n" for letter in "ABCDEF"))
    model.listing.name_class("8A")
    model.set_column("Hus", Meaning.LEFT_OUT)
    assert model.session.work.name == "8A"
    assert len(classes_of(model)) == 1


def test_a_name_put_right_by_hand_is_not_lost_when_a_column_is(model: RosterModel) -> None:
    upload(model, "Navn;Hus\n" + "".join(f"Elev {letter};Nord\n" for letter in "ABCDEF"))
    model.listing.correct(model.session.roster.students[0].id, "Elev Første")
    model.set_column("Hus", Meaning.PRIMARY_SCHOOL)
    assert isinstance(model.question, Changed)
    model.keep()
    assert model.session.roster.students[0].name == "Elev Første"


def test_a_renamed_class_is_known_by_its_students(model: RosterModel) -> None:
    upload(model, SIX)
    model.listing.name_class("Klassen vår")
    upload(model, SIX + "Elev Ny;8A\n")
    assert isinstance(model.question, Changed)
    model.confirm()
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("Klassen vår", 7)]


def test_a_named_class_gets_its_list_s_class_and_keeps_its_name(model: RosterModel) -> None:
    model.write(NAMES_ONLY)
    model.listing.name_class("Vår klasse")
    upload(model, SIX)
    if model.question is not None:
        model.confirm()
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("Vår klasse", 6)]
    assert model.session.work.written_class == "8A"


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
    (other,) = (kept for kept in classes_of(model) if kept.name == "8A")
    assert other.students == 3
    model.keeper.go_to(other.class_id)
    assert model.session.roster.of_class("8A") == model.session.roster
    assert len(model.session.plan.periods[0].students) == 4


def test_all_classes_of_a_list_are_kept_at_once_and_none_twice(model: RosterModel) -> None:
    upload(model, TWO_CLASSES)
    model.choose_class("8A")
    for _ in range(2):
        model.keep_all()
        assert {(kept.name, kept.students) for kept in classes_of(model)} == {
            ("8A", 4),
            ("8B", 5),
        }
        assert len(classes_of(model)) == 2
    model.choose_class("8B")
    assert len(classes_of(model)) == 2
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
    assert len(classes_of(model)) == 1


def test_an_earlier_plan_is_gone_on_from(session: Session, eight: Roster) -> None:
    s = eight.students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    model = RosterModel(keeper_of(session))
    model.upload_plan("plan.csv", plans_to_text((plan,)).encode())
    assert model.error is None
    assert session.plan.next_number == 2
    assert model.done is not None


def renamed(roster: Roster, name: str) -> Roster:
    """Another list of the class, without ids, where one has another name."""
    first, *rest = (replace(s, id=f"sffffffff{n:02}") for n, s in enumerate(roster))
    return Roster((replace(first, name=name), *rest))


def test_who_may_be_who_in_an_earlier_plan_is_asked(session: Session, eight: Roster) -> None:
    s = renamed(eight, "Ida Lie-Berg").students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    text = plans_to_text((plan,)).encode()
    model = RosterModel(keeper_of(session))
    model.upload_plan("plan.csv", text)
    assert isinstance(model.question, Earlier)
    assert (session.plan, model.done) == (Plan(), None)
    assert model.blockers
    (match,) = model.question.meeting.doubtful
    assert (match.old.name, match.new.name) == ("Ida Lie-Berg", eight.students[0].name)
    model.leave_plan()
    assert (model.question, session.plan, model.blockers) == (None, Plan(), ())

    model.upload_plan("plan.csv", text)
    model.answer(match, is_same=True)
    assert model.question is None
    assert {s.id for s in session.plan.periods[0].students} == set(eight.by_id)

    model.upload_plan("plan.csv", text)
    model.answer(match, is_same=False)
    assert model.question is None
    assert len({s.id for s in session.plan.periods[0].students} & set(eight.by_id)) == 7
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
        model.choose_class(model.reading.classes[0])
    assert (model.error, model.blockers) == (None, ())
    assert (model.session.plan != Plan()) == (sample.plan_path is not None)


NAMES_ONLY = "Navn\n" + "".join(f"Elev {letter}\n" for letter in "ABCDEF")


def test_a_list_without_classes_is_that_of_the_class_its_students_are_in(
    model: RosterModel,
) -> None:
    upload(model, SIX.replace("8A", "8B").replace("Elev", "Annen"))
    model.session.go_on()
    upload(model, SIX)
    upload(model, NAMES_ONLY)
    assert "same as before" in str(model.done)
    assert model.session.work is not None
    assert (model.session.roster.classes, len(model.session.roster)) == (("8A",), 6)
    model.session.go_on()
    upload(model, NAMES_ONLY + "Elev Ny\n")
    assert isinstance(model.question, Changed)
    model.confirm()
    assert (model.session.roster.classes, len(model.session.roster)) == (("8A",), 7)
    assert sorted(kept.name for kept in classes_of(model)) == ["8A", "8B"]


def test_a_class_gets_its_name_from_a_later_list(model: RosterModel) -> None:
    model.write(NAMES_ONLY)
    plan = plan_for(model)
    change(model.session, plan=plan)
    upload(model, SIX)
    if model.question is not None:
        model.confirm()
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("8A", 6)]
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
    before = [(kept.name, kept.students) for kept in classes_of(model)]
    upload(model, TWO_CLASSES + "Elev Ny;8A\n")
    model.choose_class("8A")
    assert isinstance(model.question, Changed)
    then(model)
    assert model.question is None
    model.confirm()
    assert [(kept.name, kept.students) for kept in classes_of(model)] == before


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
    assert {(kept.name, kept.students) for kept in classes_of(model)} == {
        ("8A", 4),
        ("8B", 5),
    }
    monkeypatch.setattr(workspace_module, "save_work", real)
    model.confirm()
    assert {(kept.name, kept.students) for kept in classes_of(model)} == {
        ("8A", 3),
        ("8B", 6),
    }


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
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("8A", 6)]


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
    assert sorted(kept.name for kept in classes_of(model)) == ["", "8A"]


def test_a_class_that_its_list_does_not_name_is_called_as_the_file(model: RosterModel) -> None:
    upload(model, NAMES_ONLY, "Vår klasse.csv")
    assert (model.session.work.name, model.blockers) == ("Vår klasse", ())
    upload(model, NAMES_ONLY.replace("Elev", "Annen"), "01010012356.csv")
    assert model.session.work.name == ""
    assert model.blockers


def test_a_class_that_never_had_a_name_is_known_again(model: RosterModel) -> None:
    model.write(NAMES_ONLY)
    change(model.session, plan=plan_for(model))
    upload(model, NAMES_ONLY + "Elev Ny\n")
    assert isinstance(model.question, Changed)
    model.confirm()
    assert [(kept.name, kept.students) for kept in classes_of(model)] == [("", 7)]


def test_one_of_several_classes_of_the_same_students_is_taken(model: RosterModel) -> None:
    rows = [f"{n};Elev {n};{subject}\n" for n in range(6) for subject in ("Norsk 8A", "Matte 8A")]
    for _ in range(2):
        upload(model, "id;Navn;Klasse\n" + "".join(rows))
        assert model.reading is not None
        assert model.reading.must_choose_class
        model.choose_class("Matte 8A")
        assert (model.error, model.question) == (None, None)
        assert [s.school_class for s in model.session.roster] == ["Matte 8A"] * 6
    model.keep_all()
    assert {kept.name for kept in classes_of(model)} == {"Matte 8A", "Norsk 8A"}
    model.choose_class("Norsk 8A")
    assert model.error is None
    assert model.session.roster.classes == ("Norsk 8A",)
    assert len(classes_of(model)) == 2
