import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from ipywidgets import Label, Output

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Near, Rules, SeatRule
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.overview import OverviewScreen
from toolkit.ui.screens.picker import NameField
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import change, keeper_of, period_of, roster_of
from ..seats import seated_class
from ..walking import button, html, of_kind

PLOTLY = "application/vnd.plotly.v1+json"


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[OverviewScreen]:
    session.language = Language.EN
    s = eight.students
    session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),)))
    change(
        session,
        plan=Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),)),
    )
    made = OverviewScreen(OverviewModel(keeper_of(session)))
    yield made
    made.close()


def figures(screen: OverviewScreen) -> list[dict[str, object]]:
    return [one.outputs[0]["data"][PLOTLY] for one in of_kind(screen.view, Output)]


def test_a_figure_and_two_tables_are_each_told_in_a_sentence(screen: OverviewScreen) -> None:
    assert len(figures(screen)) == 1
    json.dumps(figures(screen))
    shown = html(screen.view)
    assert shown.count("<table>") == 2
    assert shown.index("Each student has met 3 of 7.") < shown.index("44\N{NO-BREAK SPACE}%")
    assert "at the earliest" in shown
    assert "acquaintances remain before everyone knows everyone" in shown
    assert "Nobody has had the same partner twice." in shown


def test_the_rest_of_the_planned_year_is_shown(session: Session) -> None:
    session.language = Language.EN
    four = roster_of(*"abcd")
    a, b, c, d = four.students
    session.turn_to(Work(four))
    change(session, year=Plan((period_of(1, ((a, b), (c, d))),)))
    screen = OverviewScreen(OverviewModel(keeper_of(session)))
    curves = [trace["name"] for trace in figures(screen)[0]["data"]]  # type: ignore[attr-defined]
    assert curves == ["Upper limit for any plan", "The rest of the year", "This plan"]
    assert "everyone knows everyone after period 1. No plan can be faster." in html(screen.view)
    screen.close()


def test_a_picked_student_gets_a_page(screen: OverviewScreen) -> None:
    (field,) = of_kind(screen.view, NameField)
    field.pick("8A-0")
    assert len(figures(screen)) == 2
    assert "Ida Berg knows 3 of 7 classmates." in html(screen.view)
    button(screen.view, "Ida Berg").click()
    assert len(figures(screen)) == 1


def test_who_is_kept_apart_is_not_seen_here(screen: OverviewScreen) -> None:
    everything = html(screen.view) + json.dumps(figures(screen))
    assert "apart" not in everything.lower()


def test_the_plan_and_the_lists_are_downloaded(
    screen: OverviewScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[dict[str, str], list[bytes]]] = []
    monkeypatch.setattr(
        Download, "send", lambda self, content, buffers: sent.append((content, buffers))
    )
    plan, lists = of_kind(screen.view, Download)
    assert not sent
    plan.click()
    lists.click()
    (first, (text,)), (second, (book,)) = sent
    assert first["name"].endswith(".csv")
    assert text.startswith(b"\xef\xbb\xbfperiod;starts;ends")
    assert second["name"].endswith(".xlsx")
    assert book.startswith(b"PK")


def test_downloads_are_called_by_the_name_that_the_class_was_given(
    session: Session, screen: OverviewScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    monkeypatch.setattr(
        Download, "send", lambda self, content, buffers: names.append(content["name"])
    )
    assert session.work is not None
    session.work = session.work.renamed("Blå gruppe")
    again = OverviewScreen(screen.model)
    for download in of_kind(again.view, Download):
        download.click()
    again.close()
    assert [name.split("-20")[0] for name in names] == [
        "makkerskap-Blå-gruppe-plan",
        "makkerskap-Blå-gruppe-lists",
    ]


def test_the_tables_have_the_names_on_top_and_the_newest_period_first(session: Session) -> None:
    session.language = Language.EN
    four = roster_of(*"abcd")
    a, b, c, d = four.students
    session.turn_to(Work(four, plan=Plan((period_of(1, ((a, b), (c, d))),))))
    change(session, plan=Plan((*session.plan.periods, period_of(2, ((a, c), (b, d))))))
    screen = OverviewScreen(OverviewModel(keeper_of(session)))
    met, sat = html(screen.view).split("<table>")[1:]
    assert [met.index(f"<span>{name}</span>") for name in "abcd"] < [met.index("<tbody>")]
    assert 'class="mk-is-self" title="a"></td>' in met
    assert 'class="mk-is-partners" title="a – b\nPartners in period 1' in met
    assert met.count("●1</td>") == 8  # four two by two, seen from both
    assert sat.index("Period 2") < sat.index("Period 1")
    row = sat.split("<tbody>")[1].split("</tr>")[0]
    assert row.index(">c</td>") < row.index(">b</td>")
    screen.close()


def test_who_was_renamed_has_one_name_everywhere(screen: OverviewScreen) -> None:
    session = screen.session
    work = session.work
    assert work is not None
    new = replace(work.roster.by_id["8A-0"], name="Idun Berg")
    session.work = replace(work, roster=Roster((new, *work.roster.students[1:])))
    again = OverviewScreen(screen.model)
    everything = html(again.view) + " ".join(one.value for one in of_kind(again.view, Label))
    again.close()
    assert "Idun Berg" in everything
    assert "Ida" not in everything


def test_where_each_has_sat_is_drawn_and_told_beside_it(session: Session, eight: Roster) -> None:
    session.language = Language.EN
    session.turn_to(
        seated_class(eight, Rules(seats=(SeatRule(("8A-5",), Near.FRONT, strict=True),)))
    )
    screen = OverviewScreen(OverviewModel(keeper_of(session)))
    assert len(figures(screen)) == 2
    shown = html(screen.view).split("Where each student has sat")[1]
    assert "Each student has sat at the front 0 to 1 times." in shown
    assert html(screen.view).count("<table>") == 3
    assert "▲ a1" in html(screen.view)
    wished = html(screen.view)
    screen.close()
    session.use_rules(Rules())
    screen = OverviewScreen(OverviewModel(keeper_of(session)))
    assert html(screen.view) == wished
    screen.close()


def test_nothing_is_told_of_seats_where_nobody_has_one(screen: OverviewScreen) -> None:
    assert "Where each student has sat" not in html(screen.view)
