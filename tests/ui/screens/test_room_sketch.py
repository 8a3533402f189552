"""The room that is drawn, in a real browser: the script and the model, without a kernel between."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from toolkit.files.rooms import map_of, read_room
from toolkit.files.sources import Source
from toolkit.messages import Translator
from toolkit.ui.screens.room_sketch import RoomSketch, room_sketch
from toolkit.ui.screens.screen import Watched
from toolkit.ui.state.sketching import Sketching

TEXT = """
name = "214"
front = "top"
map = '''
a a . T
. . . .
b c c D
'''
"""
HOLDS = """([script, states]) => {
    const told = {};
    const model = {
        get: name => states[name],
        on: (name, act) => (told[name] ??= []).push(act),
        send: async content => {
            const now = await hear(content);
            for (const name of Object.keys(now)) {
                if (JSON.stringify(states[name]) === JSON.stringify(now[name])) continue;
                states[name] = now[name];
                for (const act of told[`change:${name}`] ?? []) act();
            }
        },
    };
    const module = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    return import(module).then(({ default: { render } }) => render({ model, el: document.body }));
}"""


class Shown:
    """As much of a screen as the widget asks for."""

    def __init__(self) -> None:
        self._ = Translator("en")

    def watch(self, changed: Any, *watched: Watched) -> None:
        for model, name in watched:
            model.observe(lambda _change: changed(), name)


@pytest.fixture
def sketching() -> Sketching:
    return Sketching(read_room(Source("room.toml", TEXT.encode())))


@pytest.fixture
def page(browser: Browser, sketching: Sketching) -> Iterator[Page]:
    widget = room_sketch(Shown(), sketching)  # type: ignore[arg-type]
    names = [name for name in widget.traits(sync=True) if name in RoomSketch.__dict__]

    def states() -> dict[str, Any]:
        return {name: getattr(widget, name) for name in names if not name.startswith("_")}

    def hear(content: dict[str, Any]) -> dict[str, Any]:
        for act in widget._msg_callbacks.callbacks:
            act(widget, content, [])
        return states()

    page = browser.new_page(has_touch=True)
    page.expose_function("hear", hear)
    style = Path(room_sketch.__code__.co_filename).with_suffix(".css").read_text("utf-8")
    page.set_content(f"<style>{style}</style><body></body>")
    script = Path(room_sketch.__code__.co_filename).with_suffix(".js").read_text("utf-8")
    page.evaluate(HOLDS, [script, states()])
    yield page
    page.close()
    widget.close()


def rows(sketching: Sketching) -> list[str]:
    return map_of(sketching.room).replace(" ", "").split("\n")


def test_a_room_is_drawn_with_the_keyboard_alone(page: Page, sketching: Sketching) -> None:
    told = page.get_by_role("status")
    page.get_by_role("button", name="desk a, 2 places: row 1, column 1").focus()
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Picked up: desk a")
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(told).to_have_text("desk a, 2 places: row 2, column 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(told).to_have_text("Taken away: desk b, 1 place: row 3, column 1.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("r")
    expect(told).to_have_text("desk a, 2 places: row 2, column 1")
    assert rows(sketching) == ["...T", "a...", "accD"]
    page.keyboard.press("Control+z")
    expect(told).to_have_text("The last change is undone.")
    page.keyboard.press("Control+Shift+z")
    expect(told).to_have_text("The change is made again.")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Picked up")
    page.keyboard.press("Escape")
    expect(told).to_have_text("It stays where it was.")
    assert rows(sketching) == ["...T", "a...", "accD"]


def test_a_desk_is_dragged_with_the_mouse(page: Page, sketching: Sketching) -> None:
    page.get_by_role("button", name="desk a, 2 places: row 1, column 2").drag_to(
        page.get_by_role("button", name="floor: row 2, column 3")
    )
    expect(page.get_by_role("status")).to_have_text("desk a, 2 places: row 2, column 3")
    assert (rows(sketching), sketching.held) == (["...T", ".aa.", "bccD"], None)


def test_a_desk_is_put_and_turned_with_a_finger(page: Page, sketching: Sketching) -> None:
    page.get_by_role("button", name="Desk of two").tap()
    expect(page.get_by_role("button", name="Desk of two")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="floor: row 2, column 2").tap()
    expect(page.get_by_role("status")).to_have_text("desk d, 2 places: row 2, column 2")
    page.get_by_role("button", name="desk d, 2 places: row 2, column 3").tap()
    page.get_by_role("button", name="Turn").tap()
    expect(page.get_by_role("status")).to_contain_text("Something stands here already.")
    page.get_by_role("button", name="Take away").tap()
    expect(page.get_by_role("status")).to_contain_text("Taken away: desk d")
    assert rows(sketching) == ["aa.T", "....", "bccD"]


def test_the_room_itself_is_changed_by_its_fields(page: Page, sketching: Sketching) -> None:
    page.get_by_label("Name of the room").fill("215")
    page.get_by_label("Rows").fill("2")
    page.get_by_label("Columns").fill("5")
    expect(page.get_by_role("status")).to_contain_text("outside the room")
    page.get_by_label("Rows").fill("4")
    page.get_by_label("Rows").press("Tab")
    page.get_by_role("button", name="Left").click()
    expect(page.get_by_role("button", name="Left")).to_have_attribute("aria-pressed", "true")
    assert (sketching.room.name, sketching.room.rows) == ("215", 4)
