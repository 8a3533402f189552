"""The seats for the projector: where everyone sits, and nothing that only the teacher may know."""

import json
import re
from dataclasses import replace

import pytest

import toolkit as mk
from toolkit.rooms import Room, Side, desk_at
from toolkit.seats import SeatedPeriod
from toolkit.showing.seats_page import seats_page

from .test_projector import HOSTILE, PLAN, plan_of

DESKS = [
    desk_at(name, [(row, at), (row, at + 1)])
    for row, at, name in (
        (1, 1, "a"),
        (1, 4, "b"),
        (3, 1, "c"),
        (3, 4, "d"),
        (3, 7, "e"),
    )
]
ROOM = Room("Rom 214", Side.TOP, 3, 8, tuple(DESKS))
SEATS = ("a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2")


def seated(plan: mk.Plan, number: int = 1) -> SeatedPeriod:
    """Everyone in the order of their ids."""
    ids = sorted(student.id for student in plan.periods[0].students)
    return SeatedPeriod(number, ROOM, tuple(zip(ids, SEATS, strict=False)))


def told(page: str) -> dict[str, list[list[dict[str, object]]]]:
    """What the page has of data."""
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def texts(page: str) -> list[list[object]]:
    return [[one["text"] for one in row] for row in told(page)["rows"]]


def test_everyone_is_at_their_desk_by_what_the_class_calls_them() -> None:
    assert texts(seats_page(PLAN, seated(PLAN))) == [
        ["Ida B.", "Ali"],
        ["Nora", "Ida M."],
        ["Liv", "Bo"],
        ["Al", "Eva"],
        ["", ""],
    ]


def test_the_board_is_above_and_the_room_is_seen_from_behind() -> None:
    first, *_, last = told(seats_page(PLAN, seated(PLAN)))["rows"]
    assert first[0]["y"] < last[0]["y"]
    assert first[0]["x"] < first[1]["x"]
    turned = replace(seated(PLAN), room=replace(ROOM, front=Side.BOTTOM))
    first, *_, last = told(seats_page(PLAN, turned))["rows"]
    assert first[0]["y"] > last[0]["y"]


def test_it_has_no_seat_no_id_and_nobody_who_has_left() -> None:
    gone = replace(seated(PLAN), seats=(("s99", "e1"), *seated(PLAN).seats))
    page = seats_page(PLAN, gone)
    assert page == seats_page(PLAN, seated(PLAN))
    data = json.dumps(told(page))
    assert not re.search(r'"[a-e][12]"', data)
    assert not re.search(r"s\d", data)


def test_it_says_which_class_and_which_period() -> None:
    page = seats_page(PLAN, seated(PLAN, 2), mk.Language.NB)
    assert "<title>8A · Klassekart, periode 2</title>" in page
    assert '<html lang="nb"' in page


def test_a_period_that_the_plan_has_not_is_refused() -> None:
    with pytest.raises(mk.InputError, match="The plan has no period 3"):
        seats_page(PLAN, seated(PLAN, 3))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_markup(name: str) -> None:
    plan = plan_of(name, "Ida Berg", "Ali Khan", "Nora Dahl", school_class=name)
    page = seats_page(plan, seated(plan))
    assert texts(page)[0][1] == "Ida"
    assert page.count("<script") == 2
