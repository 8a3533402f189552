from xml.etree import ElementTree

import pytest

from toolkit.errors import InputError
from toolkit.messages import Language
from toolkit.seating.picture import room_svg
from toolkit.seating.presets import Preset, room

SVG = "{http://www.w3.org/2000/svg}"
ISLANDS = room(Preset.ISLANDS, 8)
NAMES = {"a1": "Ida Berg", "a2": "Jonas Lie", "c2": "Åse-Marie Ødegård"}


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 our own


def texts(svg: str) -> list[str]:
    tree = parsed(svg)
    return [" ".join(filter(None, one.itertext())) for one in tree.iter(f"{SVG}text")]


def test_a_room_without_names_shows_its_seats() -> None:
    shown = texts(room_svg(ISLANDS, translate="en"))
    assert {place.seat for place in ISLANDS.places} <= {*shown}
    assert {"Board", "Teacher's desk", "Door"} <= {*shown}


def test_only_those_who_sit_there_are_named() -> None:
    shown = texts(room_svg(ISLANDS, NAMES))
    assert {"Ida Berg", "Jonas Lie"} <= {*shown}
    assert not {place.seat for place in ISLANDS.places} & {*shown}


@pytest.mark.parametrize(
    ("from_front", "side", "told"),
    [
        (False, "the students' side", "desk a: Ida Berg, Jonas Lie; desk c: Åse-Marie Ødegård."),
        (True, "the teacher's side", "desk c: Åse-Marie Ødegård; desk a: Jonas Lie, Ida Berg."),
    ],
)
def test_what_is_seen_is_told_in_its_order(from_front: bool, side: str, told: str) -> None:
    tree = parsed(room_svg(ISLANDS, NAMES, from_front=from_front, translate="en"))
    assert tree.attrib["role"] == "img"
    assert tree.attrib["lang"] == "en"
    assert [one.tag for one in tree][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert tree[0].text == f"Seating map, from {side}: islands"
    assert tree[1].text == told


def test_a_notebook_shows_a_room_so() -> None:
    assert ISLANDS._repr_svg_() == room_svg(ISLANDS, translate="en")


@pytest.mark.parametrize("language", Language)
def test_it_speaks_the_language_that_is_asked_for(language: Language) -> None:
    assert f'lang="{language}"' in room_svg(ISLANDS, translate=language)


HOSTILE = ("<script>alert(1)</script>", '"><img onerror="x">', "&lt;b&gt;", "\x00\ud800\uffff{a}")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_whatever_it_says(name: str) -> None:
    tree = parsed(room_svg(ISLANDS, {"a1": name}))
    assert {one.tag for one in tree.iter()} == {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "text", "tspan")
    }


def test_no_place_for_a_name_is_told() -> None:
    with pytest.raises(InputError, match="no seat z1"):
        room_svg(ISLANDS, {"z1": "Ida"})
    with pytest.raises(InputError, match="str"):
        room_svg(ISLANDS, {"a1": 1})  # type: ignore[dict-item]


def test_the_same_room_and_names_give_the_same_picture() -> None:
    assert room_svg(ISLANDS, NAMES) == room_svg(ISLANDS, dict(reversed(NAMES.items())))
