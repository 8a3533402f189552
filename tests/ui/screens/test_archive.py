import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from ipywidgets import Button, Dropdown, FileUpload, Password, Text

from toolkit.messages import Language
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rules import Acquainted, KeepApart, RuleKind, Rules
from toolkit.school.adaptations import Adapted, Reason
from toolkit.ui.screens.archive import NAMED, ArchiveScreen
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.picker import NameField
from toolkit.ui.state.archive import ArchiveModel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.session import Session
from toolkit.ui.steps import ARCHIVE, COORDINATOR, ROSTER, START
from toolkit.workspace.opening import open_workspace, temporary_workspace
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import FOUR_WORDS, HOSTILE, period_of, roster_of
from ..walking import button, html, of_kind, walk


def archive_of(workspace: Workspace, roster: Roster) -> ArchiveModel:
    """A class with a period and rules behind it, whose last student has left."""
    session = Session(COORDINATOR, language=Language.EN)
    session.step = ARCHIVE
    keeper = Keeper(session, workspace)
    s = roster.students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    rules = Rules(
        keep_apart=(KeepApart((s[0].id, s[4].id)),),
        acquainted=Acquainted(groups=((s[0].id, s[5].id),)),
    )
    keeper.turn_to(Work(roster, rules, plan))
    session.work = session.work.corrected(Roster(s[:-1]))
    return ArchiveModel(keeper)


@pytest.fixture
def model(tmp_path: Path, eight: Roster) -> Iterator[ArchiveModel]:
    made = archive_of(open_workspace(str(tmp_path / "makkerskap.db"), who="Kari"), eight)
    yield made
    made.keeper.workspace.close()


@pytest.fixture
def screen(model: ArchiveModel) -> Iterator[ArchiveScreen]:
    made = ArchiveScreen(model)
    yield made
    made.close()


def press(screen: ArchiveScreen, text: str) -> None:
    button(screen.view, text).click()


def encrypt(screen: ArchiveScreen, passphrase: str, again: str) -> list[Password]:
    fields = of_kind(screen.view, Password)
    old = [FOUR_WORDS] if screen.model.is_encrypted else []
    for field, written in zip(fields, (*old, passphrase, again), strict=True):
        field.value = written
    press(screen, "passphrase" if screen.model.is_encrypted else "Encrypt the archive")
    return fields


def ask_for(screen: ArchiveScreen, name: str) -> None:
    (field,) = of_kind(screen.view, NameField)
    field.pick(name)


def handouts(screen: ArchiveScreen) -> list[Download]:
    return [one for one in of_kind(screen.view, Download) if one.description == "Download it"]


def test_tells_where_the_file_is_and_who_can_read_it(screen: ArchiveScreen, tmp_path: Path) -> None:
    shown = html(screen.view)
    assert str(tmp_path / "makkerskap.db") in shown
    assert "whoever gets hold of the file can read it" in shown
    encrypt(screen, FOUR_WORDS, FOUR_WORDS)
    shown = html(screen.view)
    assert "Its passphrase opens it" in shown
    assert "whoever gets hold of the file" not in shown
    assert button(screen.view, "Change the passphrase")


@pytest.mark.parametrize(
    "written", [("kort", "kort"), (FOUR_WORDS, FOUR_WORDS), (FOUR_WORDS, "noe annet")]
)
def test_a_passphrase_stays_in_no_field(screen: ArchiveScreen, written: tuple[str, str]) -> None:
    fields = encrypt(screen, *written)
    assert {field.value for field in (*fields, *of_kind(screen.view, Password))} == {""}
    assert FOUR_WORDS not in repr([widget.get_state() for widget in walk(screen.view)])


def test_what_is_wrong_with_a_passphrase_is_told(screen: ArchiveScreen) -> None:
    encrypt(screen, FOUR_WORDS, "noe annet")
    assert "The two passphrases are not the same." in html(screen.view)
    assert button(screen.view, "Encrypt the archive")


def test_the_passphrase_is_removed_after_a_yes(screen: ArchiveScreen) -> None:
    encrypt(screen, FOUR_WORDS, FOUR_WORDS)
    press(screen, "Remove the passphrase")
    assert "not written right" in html(screen.view)
    of_kind(screen.view, Password)[0].value = FOUR_WORDS
    press(screen, "Remove the passphrase")
    assert "Shall anyone who gets hold of the file be able to read it?" in html(screen.view)
    press(screen, "No, leave it")
    assert screen.model.is_encrypted
    of_kind(screen.view, Password)[0].value = FOUR_WORDS
    press(screen, "Remove the passphrase")
    press(screen, "Yes, remove the passphrase")
    assert not screen.model.is_encrypted
    assert "Shall anyone" not in html(screen.view)


def test_a_workspace_that_is_no_file_has_no_passphrase(eight: Roster) -> None:
    screen = ArchiveScreen(archive_of(temporary_workspace(), eight))
    assert not of_kind(screen.view, Password)
    assert "Those who have left" in html(screen.view)
    screen.close()


def test_one_student_is_shown_and_the_rules_are_for_the_school_alone(
    screen: ArchiveScreen,
) -> None:
    screen.session.discreet = True
    ask_for(screen, "Ida Berg")
    assert "Emil Vik" not in html(screen.view)
    press(screen, "Show the names")
    shown = html(screen.view)
    assert "Period 1: partners Nora Dahl" in shown
    assert "Kept apart: Ida Berg, Emil Vik" in shown
    assert "The student is named in 2 rules. They are not in the file" in shown
    (download,) = handouts(screen)
    sent = []
    download.send = lambda content, buffers=None: sent.append((content, buffers))
    download.click()
    ((content, (file,)),) = sent
    assert "Ida" not in content["name"]
    assert b"Nora Dahl" in file
    assert b"Emil Vik" not in file
    encrypt(screen, FOUR_WORDS, FOUR_WORDS)
    ask_for(screen, "Nora Dahl")
    assert "The file is for the student to read, and not encrypted." in html(screen.view)


def test_those_can_be_asked_for_on_whom_something_is_held(screen: ArchiveScreen) -> None:
    (field,) = of_kind(screen.view, NameField)
    names = {student.name for student in screen.session.roster}
    assert {option[0] for option in field.options} > names  # one has left
    leaver = screen.model.leavers[0]
    press(screen, "Erase")
    press(screen, "Yes, erase")
    assert leaver.name not in {option[0] for option in field.options}


@pytest.mark.parametrize("words", ["Give another name", "Erase"])
def test_who_has_left_is_let_go_of_after_a_yes(screen: ArchiveScreen, words: str) -> None:
    press(screen, words)
    assert "It cannot be undone." in html(screen.view)
    press(screen, "No, leave it")
    assert "Ola" in html(screen.view)
    press(screen, words)
    press(screen, f"Yes, {words.lower()}")
    shown = html(screen.view)
    assert "Ola" not in shown
    assert "Those who have left" not in shown
    assert "One who has left was erased" in shown


def test_a_class_is_deleted_after_a_yes_and_its_parts_go_from_the_screen(
    screen: ArchiveScreen,
) -> None:
    (delete,) = (b for b in of_kind(screen.view, Button) if b.description == "Delete")
    delete.click()
    assert "Delete 8A with 7 students, its plans and rules?" in html(screen.view)
    press(screen, "Yes, delete")
    shown = html(screen.view)
    assert "Deleted: 8A with 7 students, its plans and rules." in shown
    assert "Adaptations" not in shown
    assert "Who changed what" not in shown
    assert shown.count("8A") == 1


def test_an_adaptation_is_written_down_and_shown(screen: ArchiveScreen) -> None:
    fields = {field.description: field for field in of_kind(screen.view, Dropdown)}
    assert [number for _word, number in fields["Period"].options] == [1]
    fields["What"].value, fields["Why"].value = Adapted.SKIPPED, Reason.EXAMS
    press(screen, "Save the adaptation")
    shown = html(screen.view)
    assert "The makkerbytte was skipped. Tests or exams." in shown
    assert "The adaptation in period 1 is saved." in shown
    assert '<th scope="row">' + Language.EN.date(datetime.now(UTC).astimezone()) in shown
    assert ">Kari</td>" in shown


def test_an_adaptation_is_corrected_in_the_form_that_it_was_written_in(
    screen: ArchiveScreen,
) -> None:
    screen.model.adapting.note(1, Adapted.SKIPPED, Reason.EXAMS)
    screen.session.work = replace(screen.session.work, plan=Plan())  # it happened all the same
    press(screen, "Correct")
    fields = {field.description: field for field in of_kind(screen.view, Dropdown)}
    assert [fields[name].value for name in ("Period", "What", "Why")] == [
        1,
        Adapted.SKIPPED,
        Reason.EXAMS,
    ]
    fields["What"].value = Adapted.LATE
    press(screen, "Save the correction")
    assert "The makkerbytte came late. Tests or exams." in html(screen.view)
    press(screen, "Remove")
    press(screen, "Yes, remove")
    assert "The makkerbytte came late." not in html(screen.view)
    assert "Adaptations can be noted once a period is accepted." in html(screen.view)


def test_leads_back_home(screen: ArchiveScreen) -> None:
    screen.session.go(ARCHIVE)
    screen.primary().run()
    assert screen.session.step is ROSTER
    screen.session.turn_to(None)
    screen.session.is_home = lambda step: step is START
    screen.primary().run()
    assert screen.session.step is START


def everything(screen: ArchiveScreen) -> None:
    """Let the screen show all it has."""
    encrypt(screen, FOUR_WORDS, FOUR_WORDS)
    screen.model.adapting.note(1, Adapted.LATE, Reason.TRIP)
    name = screen.session.plan.periods[0].students[0].name
    ask_for(screen, name)
    screen.model.erase(screen.model.leavers[0])


def test_the_headings_come_in_order(screen: ArchiveScreen) -> None:
    everything(screen)
    levels = [int(level) for level in re.findall(r"<h(\d)", html(screen.view))]
    assert levels[0] == 2
    assert levels.count(2) == 1
    assert 4 in levels
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_field_and_button_says_what_it_is(screen: ArchiveScreen) -> None:
    everything(screen)
    fields = [w for w in walk(screen.view) if isinstance(w, (Dropdown, Text, Button, Download))]
    assert len(fields) > 10
    assert all(field.description for field in fields)


def test_hostile_names_are_only_text(tmp_path: Path) -> None:
    names = [HOSTILE, "<b>Bo</b>", "a", "b", "c", "d", "e", "<s>Ola</s>"]
    roster = roster_of(*names, school_class="<i>8A</i>")
    with_attribute = Student("<u>", HOSTILE, "<i>8A</i>", (("<em>", "<em>"),))
    roster = Roster((with_attribute, *roster.students[1:]))
    model = archive_of(open_workspace(str(tmp_path / "<i>.db"), who="<b>Kari</b>"), roster)
    screen = ArchiveScreen(model)
    everything(screen)
    shown = html(screen.view)
    model.say_no()
    model.delete_class(model.classes[0])
    shown += html(screen.view)
    for name in (HOSTILE, "<b>Bo</b>", "<s>Ola</s>", "<i>8A</i>", "<b>Kari</b>", "<em>"):
        assert name not in shown
        assert name.replace("<", "&lt;").replace(">", "&gt;") in shown
    screen.close()
    model.keeper.workspace.close()


def words(screen: ArchiveScreen) -> set[str]:
    """All that can be read on the screen, but numbers and dates."""
    texts = re.findall(r">([^<]+)<", html(screen.view).replace("\n", ""))
    for widget in walk(screen.view):
        texts += [getattr(widget, "description", ""), getattr(widget, "tooltip", "") or ""]
        texts += getattr(widget, "_options_labels", ())
    return {text.strip() for text in texts if re.search("[a-zæøå]", text, re.IGNORECASE)}


def test_all_of_it_is_said_in_each_language(screen: ArchiveScreen, eight: Roster) -> None:
    everything(screen)
    own = {str(screen.model.location), "Kari", "8A", "gender: j", *(s.name for s in eight)}
    english = words(screen) - own
    assert len(english) > 50
    for language in (Language.NB, Language.NN):
        screen.session.language = language
        other = ArchiveScreen(screen.model)
        assert words(other) & english == set()
        other.close()


def test_a_backup_can_be_taken_in_only_where_there_are_no_classes(
    screen: ArchiveScreen, tmp_path: Path
) -> None:
    assert not of_kind(screen.view, FileUpload)
    content = screen.model.backup_file()
    session = Session(COORDINATOR, language=Language.EN)
    session.step = ARCHIVE
    workspace = open_workspace(str(tmp_path / "new.db"))
    new = ArchiveScreen(ArchiveModel(Keeper(session, workspace)))
    (chooser,) = of_kind(new.view, FileUpload)
    file = {"name": "backup.db", "type": "", "size": 1, "content": memoryview(content)}
    chooser.value = ({**file, "last_modified": datetime(2026, 8, 17, tzinfo=UTC)},)
    assert "The backup is taken in." in html(new.view)
    assert not of_kind(new.view, FileUpload)
    assert "8A" in html(new.view)
    new.close()
    new.model.keeper.workspace.close()


def test_a_rule_of_any_kind_has_its_words() -> None:
    assert set(NAMED) == set(RuleKind)
