"""Many names, each to be pressed in or out."""

from collections.abc import Callable, Iterable

import anywidget
from traitlets import Dict, List, Unicode


class Toggles(anywidget.AnyWidget):
    """A button a name, which stays in when it is pressed.

    The whole list is one stop of the Tab key, and the arrow keys go through it. ``pressed`` is
    told the key of each that is pressed, and whether it is in.
    """

    _esm = """
    export default {
      render({ model, el }) {
        const list = document.createElement("div");
        list.className = "mk-toggles";
        list.setAttribute("role", "group");
        list.setAttribute("aria-label", model.get("label"));
        const buttons = model.get("names").map(({ key, name, on }, at) => {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "mk-toggle";
          button.textContent = name;
          button.tabIndex = at ? -1 : 0; // one stop of the Tab key: the one that was gone to last
          button.setAttribute("aria-pressed", on);
          button.addEventListener("click", () => {
            const now = button.getAttribute("aria-pressed") !== "true";
            button.setAttribute("aria-pressed", now);
            model.send({ key, on: now });
          });
          button.addEventListener("focus", () => {
            for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
          });
          return button;
        });
        list.append(...buttons);
        list.addEventListener("keydown", (event) => {
          const at = buttons.indexOf(event.target);
          const to = {
            ArrowRight: at + 1,
            ArrowDown: at + 1,
            ArrowLeft: at - 1,
            ArrowUp: at - 1,
            Home: 0,
            End: buttons.length - 1,
          }[event.key];
          if (to === undefined) return;
          event.preventDefault();
          buttons[to]?.focus();
        });
        el.append(list);
      },
    };
    """

    label = Unicode("").tag(sync=True)
    names = List(Dict()).tag(sync=True)

    def __init__(
        self,
        label: str,
        names: Iterable[tuple[str, str, bool]],
        pressed: Callable[[str, bool], object],
    ) -> None:
        made = [{"key": key, "name": name, "on": on} for key, name, on in names]
        super().__init__(label=label, names=made)
        self._pressed = pressed
        self.on_msg(lambda _widget, content, _buffers: self.press(content["key"], content["on"]))

    def press(self, key: str, on: bool) -> None:
        """Do what a press does."""
        self._pressed(key, on)
