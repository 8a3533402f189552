"""What one class leaves behind on the page when another is opened."""

import pytest

from toolkit.rules import KeepApart, Rules
from toolkit.ui.app import Dashboard
from toolkit.ui.state.rules import RuleKind
from toolkit.ui.steps import ROSTER, RULES, START
from toolkit.workspace.work import Work

from .conftest import roster_of

NINE = roster_of("Per", "Pål", "Siv", "Tor", "Una", "Vår", "Yri", "Åse", school_class="9B")


@pytest.fixture
def page(coordinator: Dashboard) -> Dashboard:
    """Two classes, of which the second is open."""
    for roster in (roster_of(*"abcdefgh"), NINE):
        pair = KeepApart((roster.students[0].id, roster.students[1].id))
        coordinator.keeper.turn_to(Work(roster, Rules(keep_apart=(pair,))))
    return coordinator


def other_class(page: Dashboard) -> int:
    [other] = [
        kept.class_id
        for kept in page.models["classes"].classes
        if not page.models["classes"].is_open(kept)
    ]
    return other


def test_names_that_were_asked_for_are_hidden_again(page: Dashboard) -> None:
    page.session.discreet = False
    page.models["classes"].open(other_class(page))
    assert page.session.discreet


def test_names_stay_while_something_is_done_in_the_class(page: Dashboard) -> None:
    page.session.discreet = False
    page.models["rules"].remove(RuleKind.KEEP_APART, 0)
    assert not page.session.discreet


@pytest.mark.parametrize("which", ["another", "the same"])
def test_a_file_that_could_not_be_read_stands_in_the_way_of_no_other(
    page: Dashboard, which: str
) -> None:
    page.session.go(ROSTER)
    page.models["roster"].upload("list.csv", b"\x00\x01")
    page.session.go(START)
    current = page.session.kept
    assert current is not None
    page.models["classes"].open(other_class(page) if which == "another" else current.class_id)
    assert not page.frame._steps[RULES].disabled


def test_what_was_begun_in_one_class_is_none_of_the_next_s(page: Dashboard) -> None:
    listing, rules = page.models["roster"].listing, page.models["rules"]
    listing.typed = "Jo L"
    page.models["roster"].typed = "Jo Lie"
    rules.drafts[RuleKind.KEEP_APART].text = "Jo"
    page.models["classes"].open(other_class(page))
    assert listing.typed == page.models["roster"].typed == ""
    assert not rules.drafts[RuleKind.KEEP_APART].is_begun
    assert not page.frame._steps[RULES].disabled


def test_what_was_begun_stays_while_the_class_is_corrected(page: Dashboard) -> None:
    listing = page.models["roster"].listing
    listing.typed = "Jo L"
    listing.correct(page.session.roster.students[0].id, "Per Olsen")
    assert listing.typed == "Jo L"


def test_names_are_hidden_before_the_next_class_is_seen(page: Dashboard) -> None:
    seen = list[bool]()
    page.session.discreet = False
    page.session.observe(lambda _change: seen.append(page.session.discreet), ["work", "kept"])
    page.models["classes"].open(other_class(page))
    assert seen
    assert all(seen)
