import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from ipywidgets import HTML, Button, Dropdown, Label

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, RuleKind, Rules
from toolkit.samples import samples
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.picker import NameField
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Step
from toolkit.ui.steps import COORDINATOR, OVERVIEW, PROPOSAL, ROSTER, RULES, TODAY
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from .conftest import HOSTILE, Planner, period_of, roster_of
from .walking import button, classed, html, walk

HEAVY = (
    "pandas",
    "numpy",
    "pulp",
    "highspy",
    "plotly",
    "python_calamine",
    "xlsxwriter",
    "alembic",
    "holidays",
)


@pytest.fixture(autouse=True)
def _in_english(coordinator: Dashboard) -> None:
    coordinator.session.language = Language.EN


def press(coordinator: Dashboard, text: str) -> None:
    button(coordinator.frame.view, text).click()


def primary(coordinator: Dashboard) -> Button:
    (found,) = classed(coordinator.frame.view, "mk-primary")
    assert isinstance(found, Button)
    return found


def secondary(coordinator: Dashboard) -> Button:
    (bar,) = classed(coordinator.frame.view, "mk-bar")
    found = next(one for one in walk(bar) if isinstance(one, Button))
    assert found is not primary(coordinator)
    return found


@pytest.mark.parametrize("steps", ["COORDINATOR", "SCHOOL"])
def test_the_first_page_is_light(tmp_path: Path, steps: str) -> None:
    program = f"""
import sys
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.picker import NameField
from toolkit.ui.state.session import Session
from toolkit.ui.steps import {steps}
from toolkit.workspace.opening import open_workspace
Dashboard(Session({steps}), open_workspace("new.db"), anew=True)
print([name for name in {HEAVY} if name in sys.modules])
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout.strip() == "[]"


def test_from_a_sample_to_the_overview(coordinator: Dashboard) -> None:
    session = coordinator.session
    assert primary(coordinator).disabled
    coordinator.models["roster"].use_sample(
        next(sample for sample in samples() if sample.key == "small")
    )
    assert not primary(coordinator).disabled
    primary(coordinator).click()
    assert session.step is RULES
    primary(coordinator).click()
    assert session.step is PROPOSAL
    coordinator.models["proposal"].job.wait(60)
    assert "Accept" in primary(coordinator).description
    primary(coordinator).click()
    assert len(session.plan.periods) == 1
    assert session.step is TODAY
    press(coordinator, "Overview")
    assert session.step is OVERVIEW
    primary(coordinator).click()
    assert session.step is PROPOSAL


def test_a_button_that_is_off_does_nothing_even_when_it_is_pressed(
    coordinator: Dashboard,
) -> None:
    press(coordinator, "Overview")
    primary(coordinator).click()
    assert coordinator.session.step is ROSTER


def test_every_step_tells_why_it_cannot_go_on(coordinator: Dashboard) -> None:
    assert "Choose your own class list" in html(coordinator.frame.view)
    press(coordinator, "Try this class")
    coordinator.session.step = RULES
    draft = coordinator.models["rules"].drafts[RuleKind.KEEP_APART]
    draft.pick(coordinator.models["rules"].roster.students[0].id)
    assert "You began a rule" in html(coordinator.frame.view)
    assert primary(coordinator).disabled
    draft.clear()
    assert "You began a rule" not in html(coordinator.frame.view)


@pytest.mark.parametrize("step", COORDINATOR, ids=lambda step: step.key)
def test_switching_language_keeps_the_work(
    coordinator: Dashboard, planner: Planner, eight: Roster, step: Step
) -> None:
    coordinator.session.turn_to(Work(eight))
    session, proposal = coordinator.session, coordinator.models["proposal"]
    proposal.solve()
    proposal.job.wait(10)
    proposal.accept()
    proposal.solve()
    proposal.job.wait(10)
    proposal.chosen = session.plan.periods[0].students[0].id
    coordinator.models["rules"].drafts[RuleKind.TOGETHER].pick("8A-1")
    session.step = step
    before = (
        session.roster,
        session.rules,
        session.plan,
        session.step,
        proposal.period,
        proposal.chosen,
        coordinator.models["rules"].drafts[RuleKind.TOGETHER].students,
    )
    english = html(coordinator.frame.view)
    for language in ("Nynorsk", "English"):
        press(coordinator, language)
    assert html(coordinator.frame.view) == english
    assert before == (
        session.roster,
        session.rules,
        session.plan,
        session.step,
        proposal.period,
        proposal.chosen,
        coordinator.models["rules"].drafts[RuleKind.TOGETHER].students,
    )


def test_leaving_a_screen_frees_its_widgets(coordinator: Dashboard) -> None:
    press(coordinator, "Try this class")
    coordinator.session.step = RULES
    assert coordinator.frame.screen is not None
    old = list(walk(coordinator.frame.screen.view))
    coordinator.session.step = ROSTER
    assert len(old) > 20
    assert all(widget.comm is None for widget in old)


def test_unsaved_work_is_marked_for_the_page(coordinator: Dashboard) -> None:
    assert not classed(coordinator.frame.view, "mk-unsaved")
    press(coordinator, "Try this class")  # in a workspace that is gone with the test
    assert classed(coordinator.frame.view, "mk-unsaved")


def test_headings_come_in_order_on_every_screen(coordinator: Dashboard, planner: Planner) -> None:
    press(coordinator, "Try this class")
    coordinator.models["proposal"].solve()
    coordinator.models["proposal"].job.wait(10)
    coordinator.models["proposal"].accept()
    for step in COORDINATOR:
        coordinator.session.step = step
        levels = [
            int(text[2]) for text in html(coordinator.frame.view).splitlines() if text[:2] == "<h"
        ]
        assert levels[:2] == [1, 2]
        assert levels.count(1) == levels.count(2) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_field_has_a_label(coordinator: Dashboard) -> None:
    press(coordinator, "Try this class")
    for step in (ROSTER, RULES):
        coordinator.session.step = step
        for field in walk(coordinator.frame.view):
            if isinstance(field, (Dropdown, NameField)):
                assert field.description


class TestHostileNames:
    @pytest.fixture
    def hostile(self, coordinator: Dashboard, planner: Planner) -> Dashboard:
        names = [HOSTILE, '"><script>', "=1+Bo", "'; DROP TABLE", "&lt;b&gt;", "Ida", "Ea", "Bo"]
        text = "Navn;Klasse;<u>\n" + "".join(
            f'"{name.replace(chr(34), chr(34) * 2)}";<i>8A</i>;<s>\n' for name in names
        )
        coordinator.models["roster"].upload("<b>.csv", text.encode())
        assert coordinator.models["roster"].error is None
        ids = [student.id for student in coordinator.models["rules"].roster]
        coordinator.session.use_rules(Rules(keep_apart=(KeepApart((ids[0], ids[4])),)))
        for kind, draft in coordinator.models["rules"].drafts.items():
            draft.pick(ids[0])
            draft.pick(ids[1])
            coordinator.models["rules"].add(kind)
        coordinator.session.use_rules(Rules(keep_apart=coordinator.session.rules.keep_apart[:1]))
        for draft in coordinator.models["rules"].drafts.values():
            draft.pick(ids[0])
        return coordinator

    @pytest.mark.parametrize("step", COORDINATOR, ids=lambda step: step.key)
    def test_are_text_in_every_html_widget(self, hostile: Dashboard, step: Step) -> None:
        proposal = hostile.models["proposal"]
        proposal.solve()
        proposal.job.wait(10)
        proposal.accept()
        proposal.solve()
        proposal.job.wait(10)
        ids = [student.id for student in hostile.models["rules"].roster]
        proposal.swap(ids[1], ids[4])
        assert proposal.verdict.broken_rules
        proposal.chosen = ids[0]
        hostile.models["overview"].student = ids[0]
        hostile.session.step = step
        hostile.models["roster"].upload("<b>.csv", b"")
        shown = html(hostile.frame.view)
        for hostile_tag in ("<img", "<script", "<i>", "<u>", "<s>", "<b>"):
            assert hostile_tag not in shown
        assert "&lt;" in shown

    def test_are_shown_whole_in_the_widgets_that_are_safe(self, hostile: Dashboard) -> None:
        hostile.session.step = PROPOSAL
        hostile.models["proposal"].solve()
        hostile.models["proposal"].job.wait(10)
        seats = [seat.description for seat in classed(hostile.frame.view, "mk-student")]
        assert HOSTILE in seats

    def test_no_widget_but_ours_takes_html(self, hostile: Dashboard) -> None:
        for step in (ROSTER, RULES, PROPOSAL):
            hostile.session.step = step
            for widget in walk(hostile.frame.view):
                assert not getattr(widget, "description_allow_html", False)
                assert isinstance(widget, HTML | Label) or "HTML" not in type(widget).__name__


def test_the_head_tells_whose_plan_it_is(coordinator: Dashboard) -> None:
    four: Roster = roster_of("A", "B", "C", "D", school_class="9C")
    a, b, c, d = four.students
    coordinator.session.turn_to(Work(four, plan=Plan((period_of(1, ((a, b), (c, d))),))))
    shown = html(coordinator.frame.view)
    assert ">9C</h1>" in shown
    assert "4 students · 1 period planned" in shown


def test_every_sample_has_a_card(coordinator: Dashboard) -> None:
    shown = html(coordinator.frame.view)
    assert all(coordinator.session.translate(sample.title) in shown for sample in samples())


def test_a_kept_class_without_a_name_is_opened_where_it_is_asked_for_one(
    workspace: Workspace,
) -> None:
    first = Dashboard(Session(COORDINATOR), workspace)
    first.session.turn_to(Work(roster_of(*"abcdefgh", school_class="")))
    first.session.go(PROPOSAL)
    first.models["proposal"].job.wait(10)
    again = Dashboard(Session(COORDINATOR), workspace)
    assert again.session.step is ROSTER
    again.models["roster"].listing.name_class("8A")
    again.session.go(PROPOSAL)
    again.models["proposal"].job.wait(10)
    third = Dashboard(Session(COORDINATOR), workspace)
    assert third.session.step is PROPOSAL
    for page in (first, again, third):
        page.frame.close()
