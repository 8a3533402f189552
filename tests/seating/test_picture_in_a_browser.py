"""Whether every name is whole, in a real browser's letters."""

import pytest
from playwright.sync_api import Browser

from toolkit.rooms import Room, Side, desk_at
from toolkit.seating.drawing import drawn
from toolkit.seating.picture import room_svg
from toolkit.seating.presets import Preset, room

NAMES = (
    *("Ida Berg", "Ole", "Bo Li", "Maximilian Alexander Thoresen-Kristoffersen", "Liv Moe"),
    *("Anne-Margrethe Wilhelmsen", "WWWWWWWWWWWW", "Mohammed Abdulrahman", "Åse Ødegård-Ås"),
    *("Ida Kristoffersenwilhelmsenabrahamsen", "Мария Ивановна Ж", "王小明", "Zoë Żółć 🦊"),
)
LONG = Room("", Side.LEFT, 4, 7, (desk_at("a", [(r, c) for r in (1, 2) for c in range(1, 8)]),))
WHERE = """() => {
    const svg = document.querySelector("svg"), turn = svg.getScreenCTM().inverse();
    return [...svg.querySelectorAll("text[font-weight]")].map(one => {
        const box = one.getBoundingClientRect();
        const at = (x, y) => new DOMPoint(x, y).matrixTransform(turn);
        const [from, to] = [at(box.left, box.top), at(box.right, box.bottom)];
        return [from.x, from.y, to.x, to.y];
    });
}"""


@pytest.mark.parametrize("from_front", [False, True])
def test_no_name_leaves_its_place(browser: Browser, from_front: bool) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    for here in (*(room(preset, n) for preset in Preset for n in (5, 27, 40)), LONG):
        names = {p.seat: NAMES[n % len(NAMES)] for n, p in enumerate(here.places)}
        page.set_content(room_svg(here, names, from_front=from_front))
        places = drawn(here, from_front=from_front).seats
        found = page.evaluate(WHERE)
        assert len(found) == len(names)
        in_order = sorted(places.values(), key=lambda box: (box.y, box.x))
        for place, (left, top, right, bottom) in zip(in_order, found, strict=True):
            assert left >= place.x
            assert top >= place.y
            assert right <= place.x + place.width
            assert bottom <= place.y + place.height
    page.close()
