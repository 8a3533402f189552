"""The window that the class looks at is the same, whatever rules and wishes there are."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from playwright.sync_api import Page, expect

import toolkit as mk
from toolkit.messages import Language, Translator
from toolkit.rules import NO_RULES, KeepApart, Near, Rules, SeatRule
from toolkit.workspace.work import Work

from . import classes
from .coordinating import to_step

_ = Translator(Language.NB)

# A window that was opened gets its size a moment later, and its letters theirs after that.
AS_LARGE_AS = "({width, height}) => innerWidth === width && innerHeight === height"
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def everything_about(roster: mk.Roster) -> Rules:
    """Every two kept apart, and a wish for everyone to sit at every place and not to."""
    ids = [student.id for student in roster]
    wishes = ((one, near, avoid) for one in ids for near in Near for avoid in (False, True))
    return Rules(
        keep_apart=tuple(map(KeepApart, combinations(ids, 2))),
        seats=tuple(SeatRule((one,), near, avoid) for one, near, avoid in wishes),
    )


def test_the_window_is_the_same_with_and_without_rules(
    open_page: Callable[..., Page], keep: Callable[[Work], None]
) -> None:
    accepted = classes.small().accepted()
    room = mk.room("rows", students=len(accepted.roster))
    seated = replace(accepted, seating=mk.seat_year(accepted.plan, room).seating)

    def windows(rules: Rules) -> list[tuple[str, str]]:
        """The whole of both windows, and what they are called."""
        keep(replace(seated, rules=rules))
        page = open_page()
        to_step(page, "today")
        expect(page.locator(".mk-place").first).to_be_visible()
        found = []
        for words in ("Show in class", "Show the seating map in class"):
            with page.context.expect_page() as opened:
                page.get_by_role("button", name=_(words), exact=True).click()
            window = opened.value
            expect(window.locator("li").first).to_be_visible()
            window.wait_for_function(AS_LARGE_AS, arg=page.viewport_size)
            window.evaluate(TWO_FRAMES)
            found.append((re.sub(r"blob:[^\"]+", "", window.content()), window.title()))
        return found

    without = windows(NO_RULES)
    assert windows(everything_about(accepted.roster)) == without
    (_groups, _title), (seats, title) = without
    assert title == f"{accepted.name} · Klassekart, periode 1"
    assert not any(student.id in seats for student in accepted.roster)
