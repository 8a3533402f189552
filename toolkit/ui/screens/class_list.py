"""All classes, as they stand on the start page: each is a button, and can be renamed there."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict, List

from toolkit.messages import Translator


class ClassList(anywidget.AnyWidget):
    """The classes, found by typing where they are many. ``open`` and ``rename`` are given keys."""

    _esm = Path(__file__).with_name("class_list.js")

    classes = List(Dict()).tag(sync=True)
    words = Dict().tag(sync=True)

    def __init__(
        self,
        translate: Translator,
        open: Callable[[int], object],
        rename: Callable[[int, str], object],
    ) -> None:
        _ = translate
        super().__init__(
            words={
                "list": _("Your classes"),
                "find": _("Find a class"),
                "count": _("{n} of {all} classes"),
                "nobody": _("No class is called “{text}”."),
                "rename": _("Rename"),
                "name": _("Give it a name"),
                "field": _("The name of the class"),
                "save": _("Save"),
                "cancel": _("Cancel"),
            }
        )
        self._open, self._rename = open, rename
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def _hear(self, content: Mapping[str, Any]) -> None:
        if "open" in content:
            self._open(content["open"])
        elif "rename" in content:
            self._rename(content["rename"], content["name"])
