import json
from collections.abc import Iterator

import pytest
from ipywidgets import Combobox, Output

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.overview import OverviewScreen
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import change, keeper_of, period_of, roster_of
from ..walking import html, of_kind

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


def test_there_are_three_figures_each_told_in_a_sentence(screen: OverviewScreen) -> None:
    assert len(figures(screen)) == 3
    json.dumps(figures(screen))
    shown = html(screen.view)
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
    assert curves == ["Best possible", "The rest of the year", "This plan"]
    assert "everyone knows everyone after period 1. No plan can be faster." in html(screen.view)
    screen.close()


def test_a_picked_student_gets_a_page(screen: OverviewScreen) -> None:
    (search,) = of_kind(screen.view, Combobox)
    search.value = "Ida Berg"
    assert len(figures(screen)) == 4
    assert "Ida Berg knows 3 of 7 classmates." in html(screen.view)


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
    assert text.startswith(b"period,starts,ends")
    assert second["name"].endswith(".xlsx")
    assert book.startswith(b"PK")
