from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
import xlsxwriter
from ipywidgets import Dropdown, FileUpload, RadioButtons

from toolkit.files.headers import Meaning
from toolkit.files.plans import plans_to_text
from toolkit.messages import Language
from toolkit.planning.calls import plan_next
from toolkit.rules import Rules
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.files import Drop
from toolkit.ui.screens.names import NameList
from toolkit.ui.screens.roster import RosterScreen
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR

from ..conftest import keeper_of
from ..walking import button, html, of_kind, walk

CLASS = "Fornavn;Etternavn;Klasse\n" + "".join(f"{c};Berg;8A\n" for c in "ABCDE")


@pytest.fixture
def screen() -> Iterator[RosterScreen]:
    session = Session(COORDINATOR, language=Language.EN)
    made = RosterScreen(RosterModel(keeper_of(session)))
    yield made
    made.close()


def send(screen: RosterScreen, content: str, name: str = "8a.csv", to: int = 0) -> FileUpload:
    chooser = of_kind(screen.view, FileUpload)[to]
    file = {"name": name, "type": "", "size": 1, "last_modified": datetime(2026, 8, 17, tzinfo=UTC)}
    chooser.value = ({**file, "content": memoryview(content.encode())},)
    return chooser


def columns(screen: RosterScreen) -> dict[str, Dropdown]:
    return {one.description: one for one in of_kind(screen.view, Dropdown)}


def test_an_upload_is_shown_with_its_columns_named(screen: RosterScreen) -> None:
    chooser = send(screen, CLASS)
    assert chooser.value == ()
    assert ">5 students<" in html(screen.view)
    assert '<th scope="col">Etternavn</th>' in html(screen.view)
    assert columns(screen)["Fornavn"].value is Meaning.FIRST_NAME


def test_a_column_is_put_right_and_its_field_stays(screen: RosterScreen) -> None:
    send(screen, CLASS)
    field = columns(screen)["Klasse"]
    field.value = Meaning.LEFT_OUT
    assert columns(screen)["Klasse"] is field
    assert screen.session.work is not None
    assert screen.session.roster.classes == ("",)


def test_a_wrong_file_is_told_in_a_sentence(screen: RosterScreen) -> None:
    send(screen, CLASS)
    send(screen, "", "tom.csv")
    assert "tom.csv: The file is empty." in html(screen.view)
    assert "5 students" not in html(screen.view)
    assert screen.primary().blockers
    button(screen.view, "Back to 8A with 5 students").click()
    assert ">5 students<" in html(screen.view)
    assert "tom.csv" not in html(screen.view)
    assert not screen.primary().blockers


def test_one_of_several_classes_is_chosen(screen: RosterScreen) -> None:
    send(screen, CLASS + CLASS.split("\n", 1)[1].replace("8A", "8B"))
    choice = columns(screen)["Class"]
    assert screen.primary().blockers
    choice.value = "8B"
    assert not screen.primary().blockers
    assert screen.session.work is not None
    assert screen.session.roster.classes == ("8B",)


def test_a_changed_list_is_shown_asked_about_and_confirmed(screen: RosterScreen) -> None:
    send(screen, CLASS)
    screen.session.use_rules(Rules(interval_weeks=4))
    send(screen, CLASS.replace("E;Berg", "Eva;Ny") + "F;Vik;8A\n")
    assert "2 students have joined." in html(screen.view)
    assert "1 student has left." in html(screen.view)
    assert screen.primary().blockers
    button(screen.view, "Leave the class as it was").click()
    assert screen.session.work is not None
    assert len(screen.session.roster) == 5
    assert not screen.primary().blockers
    send(screen, CLASS + "F;Vik;8A\n")
    button(screen.view, "Confirm the changes").click()
    assert len(screen.session.roster) == 6
    assert screen.session.rules == Rules(interval_weeks=4)


def test_a_likely_match_is_asked_about(screen: RosterScreen) -> None:
    send(screen, CLASS.replace("A;Berg", "Kari;Berg"))
    send(screen, CLASS.replace("A;Berg", "Kåri;Berg"))
    assert "Is Kåri Berg the same student as Kari Berg?" in html(screen.view)
    assert button(screen.view, "Confirm the changes").disabled
    button(screen.view, "Yes, the same").click()
    button(screen.view, "Confirm the changes").click()
    assert screen.session.work is not None
    assert screen.session.roster.students[0].name == "Kåri Berg"


def test_who_is_who_in_an_earlier_plan_is_asked_about(screen: RosterScreen) -> None:
    send(screen, CLASS.replace("A;Berg", "Kari;Berg"))
    plan = plan_next(screen.session.roster)
    send(screen, CLASS.replace("A;Berg", "Kåri;Holm").replace("8A", "9A"))
    send(screen, plans_to_text((plan,)), "plan.csv", to=1)
    assert "Is Kåri Holm the same student as Kari Berg?" in html(screen.view)
    assert screen.primary().blockers
    button(screen.view, "Go on without the plan").click()
    assert not screen.session.plan.periods
    send(screen, plans_to_text((plan,)), "plan.csv", to=1)
    button(screen.view, "Yes, the same").click()
    assert len(screen.session.plan.periods) == 1
    assert {s.id for s in screen.session.plan.periods[0].students} == set(
        screen.session.roster.by_id
    )


def test_rules_are_uploaded_as_well(screen: RosterScreen) -> None:
    send(screen, CLASS)
    send(screen, "interval_weeks = 5\n", "regler.toml", to=2)
    assert screen.session.rules.interval_weeks == 5
    assert "The rules are read." in html(screen.view)


SECRET = "Fornavn;Etternavn;Klasse;Fødselsdato;Merknad\n" + "".join(
    f"{c};Berg;8A;0{at}.02.2012;Astma {at}\n" for at, c in enumerate("ABCDE", 1)
)


def everything(screen: RosterScreen) -> str:
    """All that the browser is told."""
    return "\n".join(str(widget.get_state()) for widget in walk(screen.view))


def listed(screen: RosterScreen) -> list[str]:
    (names,) = of_kind(screen.view, NameList)
    return [student["name"] for student in names.students]


def entry(screen: RosterScreen, label: str) -> Entry:
    return next(one for one in of_kind(screen.view, Entry) if one.label == label)


def write(screen: RosterScreen, label: str, text: str) -> None:
    field = entry(screen, label)
    field.text = text
    field.take()


def test_all_names_are_shown_as_they_were_read(screen: RosterScreen) -> None:
    names = [f"Elev Nordmann {number}" for number in range(120)]
    send(screen, "Navn;Klasse\n" + "".join(f"{name};{len(name)}A\n" for name in names))
    assert listed(screen) == names
    assert ">120 students in 3 classes<" in html(screen.view)
    (shown,) = of_kind(screen.view, NameList)
    assert shown.students[0]["detail"] == "15A"
    assert not shown.can_edit


def test_what_is_left_out_is_named_and_never_shown_until_it_is_asked_for(
    screen: RosterScreen,
) -> None:
    send(screen, SECRET)
    assert "Left out: Fødselsdato, Merknad" in html(screen.view)
    assert "Astma" not in everything(screen)
    assert "02.2012" not in everything(screen)
    columns(screen)["Merknad"].value = Meaning.ATTRIBUTE
    assert "Astma 1" in html(screen.view)
    columns(screen)["Merknad"].value = Meaning.LEFT_OUT
    assert "Astma" not in everything(screen)


def test_a_list_that_needs_a_column_chosen_shows_where(screen: RosterScreen) -> None:
    send(screen, CLASS)
    columns(screen)["Fornavn"].value = Meaning.LEFT_OUT
    columns(screen)["Etternavn"].value = Meaning.LEFT_OUT
    assert screen.primary().blockers
    assert listed(screen) == []
    columns(screen)["Fornavn"].value = Meaning.NAME
    assert listed(screen) == list("ABCDE")
    assert not screen.primary().blockers


def test_the_open_class_is_the_list_and_is_put_right_there(screen: RosterScreen) -> None:
    send(screen, CLASS)
    again = RosterScreen(screen.model)  # as after a reload
    (names,) = of_kind(again.view, NameList)
    assert names.can_edit
    names._hear({"correct": names.students[0]["key"], "name": "Anne Berg"})
    names._hear({"remove": names.students[1]["key"]})
    write(again, "One more student", "Mira Nordby")
    assert listed(again) == ["Anne Berg", "C Berg", "D Berg", "E Berg", "Mira Nordby"]
    assert entry(again, "One more student").text == ""
    button(again.view, "Undo").click()
    assert listed(again)[-1] == "E Berg"
    again.close()


def test_two_of_one_name_are_asked_about(screen: RosterScreen) -> None:
    send(screen, CLASS)
    write(screen, "One more student", "a berg")
    assert "a berg is in the list already." in html(screen.view)
    assert screen.primary().blockers
    button(screen.view, "Yes, there are two").click()
    assert listed(screen)[-1] == "a berg"


def test_a_name_that_is_refused_stays_in_its_field(screen: RosterScreen) -> None:
    send(screen, CLASS)
    write(screen, "One more student", "01010012356")
    assert "national identity number" in html(screen.view)
    assert "01010012356" not in html(screen.view)
    assert entry(screen, "One more student").text == "01010012356"
    write(screen, "The class's name", " ")
    assert entry(screen, "The class's name").text == "8A"


def test_pasted_names_are_asked_for_the_class_s_name(screen: RosterScreen) -> None:
    write(screen, "Or paste the names, one a line", "Ida Berg\nNora Dahl\nAli Khan\nJo Lie")
    assert listed(screen) == ["Ida Berg", "Nora Dahl", "Ali Khan", "Jo Lie"]
    assert entry(screen, "Or paste the names, one a line").text == ""
    assert "name" in str(screen.primary().blockers[0])
    write(screen, "The class's name", "8A")
    assert not screen.primary().blockers
    assert screen.session.work.name == "8A"


def test_one_more_is_added_where_too_few_names_were_pasted(screen: RosterScreen) -> None:
    write(screen, "Or paste the names, one a line", "Ida Berg\nNora Dahl\nAli Khan")
    assert entry(screen, "Or paste the names, one a line").text == ""
    write(screen, "The class's name", "8A")
    assert "at least four" in str(screen.primary().blockers[0])
    write(screen, "One more student", "Jo Lie")
    assert listed(screen) == ["Ida Berg", "Nora Dahl", "Ali Khan", "Jo Lie"]
    assert not screen.primary().blockers


def test_names_that_are_written_and_not_read_are_not_forgotten(screen: RosterScreen) -> None:
    send(screen, CLASS)
    entry(screen, "One more student").text = "Mira"
    assert "Mira" in str(screen.primary().blockers[0])
    again = RosterScreen(screen.model)
    assert entry(again, "One more student").text == "Mira"
    again.close()


def test_a_file_is_dropped_and_several_at_once_are_refused(screen: RosterScreen) -> None:
    (drop,) = of_kind(screen.view, Drop)
    drop.drop({"name": "8a.csv", "files": 1}, [memoryview(CLASS.encode())])
    assert len(listed(screen)) == 5
    drop.drop({"name": "8a.csv", "files": 2}, [memoryview(CLASS.encode())])
    assert "one at a time" in html(screen.view)
    assert screen.primary().blockers


def test_a_class_that_gave_way_can_be_kept_as_well(screen: RosterScreen) -> None:
    send(screen, CLASS)
    send(screen, CLASS.replace("8A", "8B").replace("Berg", "Dahl"))
    assert "8A with 5 students was not gone on with" in html(screen.view)
    button(screen.view, "Keep it as well").click()
    classes = screen.model.keeper.workspace.classes()
    assert sorted(kept.name for kept in classes) == ["8A", "8B"]


def test_a_kept_class_without_a_name_is_asked_for_one(screen: RosterScreen) -> None:
    write(screen, "Or paste the names, one a line", "Ida Berg\nNora Dahl\nAli Khan\nJo Lie")
    kept = screen.session.kept
    assert kept is not None
    screen.session.turn_to(None)
    screen.model.keeper.go_to(kept.class_id)
    assert screen.session.kept == kept
    assert "name" in str(screen.primary().blockers[0])


def test_a_name_that_stands_twice_in_a_list_is_asked_about(screen: RosterScreen) -> None:
    twice = CLASS + "A;Berg;8A\nB;Berg;8A\n"
    send(screen, twice)
    assert "A Berg stands twice in the list." in html(screen.view)
    assert not screen.primary().blockers
    button(screen.view, "Yes, there are two").click()
    assert "A Berg stands twice" not in html(screen.view)
    button(screen.view, "No, take one of them out").click()
    assert "stands twice" not in html(screen.view)
    assert listed(screen) == [*(f"{c} Berg" for c in "ABCDE"), "A Berg"]


def test_what_is_asked_about_a_list_has_its_likely_answer(screen: RosterScreen) -> None:
    send(screen, "Berg;Ida\nDahl;Nora\nKhan;Ali\nLie;Jo\n")
    assert "Ida Berg" in listed(screen)
    heading, _order = of_kind(screen.view, RadioButtons)
    assert heading.value == "student"
    heading.value = "heading"
    assert "Ida Berg" not in listed(screen)


def test_what_must_be_said_of_a_list_stands_above_it(screen: RosterScreen) -> None:
    send(screen, CLASS.replace("A;Berg", "P\ufffdl;Berg"))
    shown = html(screen.view)
    assert shown.index("lost in another program") < shown.index(">5 students<")


def test_the_column_that_the_sheets_make_is_called_in_our_words(screen: RosterScreen) -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for title in ("9A", "9B"):
            sheet = book.add_worksheet(title)
            for line, name in enumerate(
                ["Navn", *(f"{one} {title}sen" for one in ("Ada", "Bo", "Cy", "Dina", "Even"))]
            ):
                sheet.write_string(line, 0, name)
    screen.model.upload("klasser.xlsx", content.getvalue())
    assert '<th scope="col">Class</th>' in html(screen.view)
    labels = [one.description for one in of_kind(screen.view, Dropdown)]
    assert "class" not in labels
