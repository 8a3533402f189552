from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rules import KeepApart, RuleKind, Rules
from toolkit.ui.state.archive import ArchiveModel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.session import Session
from toolkit.ui.steps import ARCHIVE, COORDINATOR
from toolkit.workspace import scrubbing
from toolkit.workspace.database import PassphraseNeeded, WrongPassphrase
from toolkit.workspace.log import Kind
from toolkit.workspace.opening import open_workspace, temporary_workspace
from toolkit.workspace.scrubbing import NotScrubbed
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import FOUR_WORDS, change, period_of, roster_of

OTHER_WORDS = "fem andre korte ord"


def archive_of(workspace: Workspace) -> ArchiveModel:
    keeper = Keeper(Session(COORDINATOR), workspace)
    keeper.open_bookmark()
    return ArchiveModel(keeper)


def works_on(model: ArchiveModel, roster: Roster) -> None:
    """The class with its first period, and a rule."""
    s = roster.students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    rules = Rules(keep_apart=(KeepApart((s[0].id, s[4].id)),))
    model.keeper.turn_to(Work(roster, rules, plan))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "makkerskap.db"


@pytest.fixture
def model(file: Path, eight: Roster) -> Iterator[ArchiveModel]:
    made = archive_of(open_workspace(str(file), who="Kari"))
    works_on(made, eight)
    yield made
    made.keeper.workspace.close()


@pytest.fixture
def with_leaver(model: ArchiveModel, eight: Roster) -> ArchiveModel:
    """Ola has left; he has sat with Ea."""
    model.session.work = model.session.work.corrected(Roster(eight.students[:-1]))
    return model


def opens(file: Path, passphrase: str | None = None) -> Work:
    """The class in a workspace file, as another program finds it."""
    workspace = open_workspace(str(file), passphrase, who="Kari")
    (one,) = workspace.classes()
    kept = workspace.load(one.class_id)
    workspace.close()
    assert kept is not None
    return kept.work


class TestThePassphrase:
    @pytest.mark.parametrize(
        ("written", "again", "told"),
        [("kort", "kort", "at least 10 characters"), (FOUR_WORDS, OTHER_WORDS, "not the same")],
    )
    def test_that_is_short_or_written_wrong_changes_nothing(
        self, model: ArchiveModel, file: Path, written: str, again: str, told: str
    ) -> None:
        model.set_passphrase(written, again)
        assert told in str(model.error)
        assert not model.is_encrypted
        model.keeper.workspace.close()
        assert opens(file) == model.session.work

    def test_is_needed_once_it_is_set_and_the_work_goes_on(
        self, model: ArchiveModel, file: Path
    ) -> None:
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        assert (model.error, model.is_encrypted) == (None, True)
        assert "is encrypted" in str(model.done)
        model.session.use_rules(Rules(interval_weeks=5))
        assert not model.session.unsaved
        model.keeper.workspace.close()
        assert b"Ida Berg" not in file.read_bytes()
        with pytest.raises(PassphraseNeeded):
            open_workspace(str(file))
        assert opens(file, FOUR_WORDS) == model.session.work

    def test_tells_of_a_backup_that_could_not_be_deleted(
        self, model: ArchiveModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def held(_path: Path) -> None:
            raise PermissionError

        monkeypatch.setattr(scrubbing, "delete_backups", held)
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        assert model.is_encrypted
        (told,) = model.keeper.strange
        assert "could not be deleted" in str(told)

    def test_can_be_changed(self, model: ArchiveModel, file: Path) -> None:
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        model.set_passphrase(OTHER_WORDS, OTHER_WORDS, FOUR_WORDS)
        model.keeper.workspace.close()
        with pytest.raises(WrongPassphrase):
            open_workspace(str(file), FOUR_WORDS)
        assert opens(file, OTHER_WORDS) == model.session.work

    def test_is_removed_only_after_a_question(self, model: ArchiveModel, file: Path) -> None:
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        model.remove_passphrase(FOUR_WORDS)
        model.say_no()
        assert (model.asking, model.is_encrypted) == (None, True)
        model.remove_passphrase(FOUR_WORDS)
        assert model.is_encrypted
        model.say_yes()
        assert (model.asking, model.is_encrypted) == (None, False)
        model.keeper.workspace.close()
        assert opens(file) == model.session.work

    @pytest.mark.parametrize("old", ["", OTHER_WORDS])
    def test_is_changed_and_removed_only_by_who_knows_it(
        self, model: ArchiveModel, file: Path, old: str
    ) -> None:
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        for act in (
            lambda: model.set_passphrase(OTHER_WORDS, OTHER_WORDS, old),
            lambda: model.remove_passphrase(old),
        ):
            act()
            assert "has now was not written right" in str(model.error)
            model.say_yes()
        model.keeper.workspace.close()
        assert opens(file, FOUR_WORDS) == model.session.work

    def test_cannot_be_set_while_another_page_is_open(
        self, model: ArchiveModel, file: Path
    ) -> None:
        other = open_workspace(str(file), who="Per")
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        assert "open in another tab" in str(model.error)
        assert not model.is_encrypted
        model.session.use_rules(Rules(interval_weeks=5))
        assert not model.session.unsaved
        other.close()
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        assert model.is_encrypted

    def test_protects_a_backup_too(self, model: ArchiveModel, tmp_path: Path) -> None:
        plain, locked = tmp_path / "plain.db", tmp_path / "locked.db"
        plain.write_bytes(model.backup_file())
        assert opens(plain) == model.session.work
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        locked.write_bytes(model.backup_file())
        with pytest.raises(PassphraseNeeded):
            open_workspace(str(locked))
        assert opens(locked, FOUR_WORDS) == model.session.work

    def test_is_for_files_only(self) -> None:
        model = archive_of(temporary_workspace())
        assert (model.is_file, model.location, model.is_encrypted) == (False, "", False)


class TestOneStudent:
    def test_is_found_however_the_name_is_written(self, model: ArchiveModel) -> None:
        model.find("  ida BERG ")
        (held,) = model.found
        assert held.student.id == "8A-0"
        assert model.error is None

    def test_gets_all_that_is_held_and_nothing_of_the_rules(self, model: ArchiveModel) -> None:
        model.find("Ida Berg")
        text = model.handout_file().decode("utf-8-sig")
        for held in ("Ida Berg", "8A-0", "Nora Dahl", "Ali Khan", "Jo Lie"):
            assert held in text
        (held_on_ida,) = model.found
        assert RuleKind.KEEP_APART in dict(held_on_ida.rules)
        assert "Emil Vik" not in text

    def test_who_is_not_there_is_told(self, model: ArchiveModel) -> None:
        model.find("Ida Berg")
        model.find("Kjell Nilsen")
        assert model.found == ()
        assert "Nothing is held" in str(model.error)

    def test_who_has_left_is_found_too(self, with_leaver: ArchiveModel) -> None:
        with_leaver.find("Ola")
        assert [held.has_left for held in with_leaver.found] == [True]


class TestWhoHasLeft:
    LETTING_GO = (ArchiveModel.pseudonymise, ArchiveModel.erase)

    @pytest.fixture(params=LETTING_GO, ids=lambda act: act.__name__)
    def let_go(self, request: pytest.FixtureRequest) -> Callable[..., None]:
        act: Callable[..., None] = request.param
        return act

    def test_is_listed_and_nobody_else(self, model: ArchiveModel, eight: Roster) -> None:
        assert model.leavers == ()
        model.session.work = model.session.work.corrected(Roster(eight.students[:-1]))
        assert [student.name for student in model.leavers] == ["Ola"]

    def test_is_let_go_of_only_after_a_yes(
        self, with_leaver: ArchiveModel, let_go: Callable[..., None]
    ) -> None:
        (ola,) = with_leaver.leavers
        let_go(with_leaver, ola)
        assert with_leaver.asking is not None
        assert "Ola" in str(with_leaver.asking.text)
        with_leaver.say_no()
        with_leaver.say_yes()
        assert with_leaver.leavers == (ola,)

    def test_is_gone_from_the_file_and_from_what_is_shown(
        self, with_leaver: ArchiveModel, file: Path, let_go: Callable[..., None]
    ) -> None:
        model = with_leaver
        (ola,) = model.leavers
        model.find("Ola")
        let_go(model, ola)
        model.say_yes()
        assert (model.error, model.leavers, model.found) == (None, (), ())
        assert "Ola" not in {s.name for s in model.session.plan.periods[0].students}
        assert len(model.session.plan.periods[0].students) == 8
        assert (model.keeper.conflict, model.session.unsaved) == (None, False)
        model.session.use_rules(Rules(interval_weeks=5))
        assert (model.keeper.conflict, model.session.unsaved) == (None, False)
        model.find("Ola")
        assert model.found == ()
        model.keeper.workspace.close()
        assert b"Ola" not in file.read_bytes()

    def test_is_told_from_one_of_the_same_name_who_stays(
        self, with_leaver: ArchiveModel, let_go: Callable[..., None]
    ) -> None:
        (ola,) = with_leaver.leavers
        roster = with_leaver.session.roster
        with_leaver.session.work = with_leaver.session.work.corrected(
            Roster((*roster, Student("8A-8", "Ola", "8A")))
        )
        let_go(with_leaver, ola)
        assert "Ola 1" in str(with_leaver.asking.text)

    def test_is_in_the_log_without_a_name(self, with_leaver: ArchiveModel) -> None:
        with_leaver.erase(with_leaver.leavers[0])
        with_leaver.say_yes()
        assert with_leaver.changes[0].kind is Kind.ERASED


class TestDeleting:
    @pytest.fixture
    def two(self, model: ArchiveModel) -> ArchiveModel:
        """8A and 8B, with 8B open."""
        works_on(model, roster_of(*"abcdefgh", school_class="8B"))
        return model

    def test_another_class_leaves_the_open_one(self, two: ArchiveModel) -> None:
        (old,) = (kept for kept in two.classes if kept.name == "8A")
        two.delete_class(old)
        assert two.asking is not None
        assert str(two.asking.text) == (
            "Delete 8A with 8 students, its plans and rules? It cannot be undone."
        )
        assert len(two.classes) == 2
        before = two.session.work
        two.say_yes()
        assert str(two.done) == "Deleted: 8A with 8 students, its plans and rules."
        assert [kept.name for kept in two.classes] == ["8B"]
        assert two.session.work == before
        assert two.error is None

    def test_the_open_class_turns_the_session_away_from_it(
        self, two: ArchiveModel, file: Path
    ) -> None:
        (own,) = (kept for kept in two.classes if kept.name == "8B")
        two.session.step = ARCHIVE
        two.delete_class(own)
        two.say_yes()
        session = two.session
        assert (session.work, session.kept, session.plan) == (None, None, Plan())
        assert (session.step, session.unsaved) == (ARCHIVE, False)
        assert (two.class_id, two.adapting.noted, two.changes, two.leavers) == (None, (), (), ())
        assert (two.error, two.keeper.error, two.keeper.conflict) == (None, None, None)
        two.keeper.workspace.close()
        assert opens(file).name == "8A"

    def test_a_school_year_tells_how_many_classes_go_with_it(self, two: ArchiveModel) -> None:
        two.delete_school_year(two.classes[0].school_year)
        assert two.asking is not None
        assert "with 2 classes (8B with 8 students; 8A with 8 students)?" in str(two.asking.text)
        year = two.classes[0].school_year
        two.say_yes()
        assert str(two.done) == (
            f"Deleted: the school year {year} (8B with 8 students; 8A with 8 students)."
        )
        assert (two.classes, two.session.work) == ((), None)
        assert (two.error, two.keeper.conflict) == (None, None)

    def test_classes_of_one_name_are_told_apart(self, model: ArchiveModel) -> None:
        for names in ("abcdefgh", "ijklmnop"):
            works_on(model, roster_of(*names, school_class=""))
        described = []
        for kept in model.classes:
            model.delete_class(kept)
            assert model.asking is not None
            described.append(model.asking.text.values["school_class"])
        unnamed, _other, own = described
        newest = model.classes[0]
        assert str(own) == "8A with 8 students"
        assert str(unnamed).startswith("a class with 8 students (last changed ")
        assert (unnamed.values["at"], unnamed.values["year"]) == (
            newest.changed_at,
            newest.school_year,
        )

    def test_works_where_nothing_lasts(self, eight: Roster) -> None:
        model = archive_of(temporary_workspace())
        works_on(model, eight)
        model.delete_class(model.classes[0])
        model.say_yes()
        assert (model.error, model.classes, model.session.work) == (None, (), None)

    def test_that_cannot_be_ended_leaves_no_class_that_is_not_there(
        self, model: ArchiveModel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_workspace: Workspace) -> None:
            raise NotScrubbed

        monkeypatch.setattr("toolkit.workspace.scrubbing._scrub", fail)
        model.delete_class(model.classes[0])
        model.say_yes()
        assert model.error is not None
        assert model.done is None
        assert (model.classes, model.session.work) == ((), None)


def test_the_log_tells_the_newest_change_first(model: ArchiveModel) -> None:
    model.session.use_rules(Rules(interval_weeks=5))
    assert [(one.kind, one.number) for one in model.changes[:1]] == [(Kind.RULES, 0)]
    change(model.session, plan=Plan())
    assert (model.changes[0].kind, model.changes[0].number) == (Kind.TAKEN_BACK, 1)
    for _time in range(15):
        model.session.use_rules(Rules(interval_weeks=4))
        model.session.use_rules(Rules(interval_weeks=5))
    assert len(model.changes) == 20


def test_what_is_looked_up_loses_nothing_that_another_has_not_seen(
    model: ArchiveModel, file: Path
) -> None:
    other = archive_of(open_workspace(str(file), who="Per"))
    assert model.class_id is not None
    assert other.keeper.open(model.class_id)
    model.session.use_rules(Rules(interval_weeks=4))
    other.session.use_rules(Rules(interval_weeks=5))
    other.find("Ida Berg")
    assert other.session.rules == Rules(interval_weeks=5)
    assert other.keeper.conflict is not None
    other.keeper.workspace.close()


class TestABackup:
    def test_is_taken_in_where_nothing_is_yet(
        self, model: ArchiveModel, tmp_path: Path, eight: Roster
    ) -> None:
        model.set_passphrase(FOUR_WORDS, FOUR_WORDS)
        content = model.backup_file()
        new = archive_of(open_workspace(str(tmp_path / "new.db")))
        new.restore(content, OTHER_WORDS)
        assert new.error is not None
        assert new.classes == ()
        new.restore(content, FOUR_WORDS)
        assert (new.error, new.is_encrypted) == (None, True)
        assert [kept.students for kept in new.classes] == [len(eight)]
        assert new.session.passphrase == FOUR_WORDS
        new.keeper.workspace.close()

    def test_never_takes_the_place_of_a_class(self, model: ArchiveModel) -> None:
        before = model.classes
        model.restore(model.backup_file(), "")
        assert model.error is not None
        assert model.classes == before
