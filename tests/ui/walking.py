"""Finding widgets in a tree, as a user finds them on the page."""

from collections.abc import Iterator

from ipywidgets import HTML, Button, Widget

from toolkit.ui.screens.dragging import Dragging


def walk(widget: Widget) -> Iterator[Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def of_kind[Kind: Widget](root: Widget, kind: type[Kind]) -> list[Kind]:
    return [widget for widget in walk(root) if isinstance(widget, kind)]


def button(root: Widget, text: str) -> Button:
    found = [one for one in of_kind(root, Button) if text in one.description]
    assert found, f"no button says {text}: {[one.description for one in of_kind(root, Button)]}"
    return found[0]


def html(root: Widget) -> str:
    return "\n".join(widget.value for widget in of_kind(root, HTML))


def classed(root: Widget, name: str) -> list[Widget]:
    return [widget for widget in walk(root) if name in getattr(widget, "_dom_classes", ())]


def drop(root: Widget, one: str, other: str) -> None:
    """Do what the page does when a student, by id, is carried to another and dropped there."""
    found = of_kind(root, Dragging)
    dragging = next((each for each in found if one in each.seats), found[0])
    dragging.carried = one
    dragging._handle_custom_msg({"swap": [one, other]}, [])
    dragging.carried = ""
