"""All classes as a table: a row each, and the name is a button that opens it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict, List, Unicode


class ClassTable(anywidget.AnyWidget):
    """The rows; ``open`` is given the key of the one that is pressed.

    A row has its ``key``, ``name``, ``marks`` and ``details``, the ``cells`` behind these, and the
    sentences of the last column, ``missing``, or what is said ``otherwise``.
    """

    _esm = Path(__file__).with_name("class_table.js")

    caption = Unicode("").tag(sync=True)
    header = List(Unicode()).tag(sync=True)
    rows = List(Dict()).tag(sync=True)

    def __init__(self, open: Callable[[int], object], **traits: object) -> None:
        super().__init__(**traits)
        self._open = open
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def _hear(self, content: Mapping[str, Any]) -> None:
        self._open(content["open"])
