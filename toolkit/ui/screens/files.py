"""Files in and out: chosen, dropped on the page, or made when they are asked for."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import anywidget
from ipywidgets import FileUpload
from traitlets import Int, Unicode

from toolkit.files.limits import MOST_BYTES
from toolkit.ui.state.net import NET

type MakeFile = Callable[[], bytes | None]


_SAVE = """
const save = (message, buffers) => {
  const url = URL.createObjectURL(new Blob(buffers, { type: message.type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = message.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
};
"""

_TYPES = {
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ics": "text/calendar",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".toml": "application/toml",
    ".json": "application/json",
    ".db": "application/octet-stream",
}


def _named(name: str) -> dict[str, str]:
    """What the browser is to know of a file: its name, and the type that its ending stands for."""
    return {"name": name, "type": _TYPES[PurePath(name).suffix]}


class Delivery(anywidget.AnyWidget):
    """Unseen: hands files to the browser, which saves them, when they are ready."""

    _esm = (
        _SAVE
        + """
    export default {
      render({ model }) {
        model.on("msg:custom", save);
        return () => model.off("msg:custom", save);
      },
    };
    """
    )

    def hand_over(self, name: str, content: bytes) -> None:
        """Let the browser save a file of this name."""
        self.send(_named(name), buffers=[content])


class Download(anywidget.AnyWidget):
    """One button, one file. ``make`` builds the bytes at each click, or None where it cannot."""

    _esm = (
        _SAVE
        + """
    export default {
      render({ model, el }) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "jupyter-button widget-button";
        button.textContent = model.get("description");
        button.addEventListener("click", () => model.send({ download: true }));
        model.on("msg:custom", save);
        el.appendChild(button);
        return () => model.off("msg:custom", save);
      },
    };
    """
    )

    description = Unicode("").tag(sync=True)

    def __init__(self, description: str, name: str, make: MakeFile) -> None:
        super().__init__(description=description)
        self._name, self._make = name, make
        self.on_msg(lambda _widget, _content, _buffers: self.click())

    def click(self) -> None:
        """Build the file and send it to the browser, which saves it."""
        with NET.under():
            if (content := self._make()) is not None:
                self.send(_named(self._name), buffers=[content])


class Drop(anywidget.AnyWidget):
    """Takes a file that is dropped anywhere on the page, and shows while one is held over it."""

    _esm = """
    export default {
      render({ model, el }) {
        const veil = document.createElement("div");
        veil.className = "mk-veil";
        veil.hidden = true;
        veil.textContent = model.get("words");
        el.append(veil);
        const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
        const over = (event) => {
          if (!holdsFiles(event)) return;
          event.preventDefault(); // or the browser opens the file and the page is gone
          veil.hidden = false;
        };
        const leave = (event) => {
          if (!event.relatedTarget) veil.hidden = true;
        };
        const drop = async (event) => {
          if (!holdsFiles(event)) return;
          event.preventDefault();
          veil.hidden = true;
          const files = [...event.dataTransfer.files];
          const content = await files[0].slice(0, model.get("most")).arrayBuffer();
          model.send({ name: files[0].name, files: files.length }, undefined, [content]);
        };
        const heard = { dragenter: over, dragover: over, dragleave: leave, drop };
        for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear);
        return () => {
          for (const [name, hear] of Object.entries(heard)) removeEventListener(name, hear);
        };
      },
    };
    """

    words = Unicode("").tag(sync=True)
    most = Int(MOST_BYTES + 1).tag(sync=True)  # bytes: enough to see that it is too much

    def __init__(
        self, words: str, take: Callable[[str, bytes], object], refuse: Callable[[], object]
    ) -> None:
        super().__init__(words=words)
        self._take, self._refuse = take, refuse
        self.on_msg(lambda _widget, content, buffers: self.drop(content, buffers))

    def drop(self, content: dict[str, Any], buffers: list[memoryview]) -> None:
        """Take the file that was dropped; several at once are refused."""
        if content["files"] > 1:
            self._refuse()
        else:
            self._take(content["name"], bytes(buffers[0]))


def upload(text: str, accept: str, take: Callable[[str, bytes], object]) -> FileUpload:
    """A button that takes one file, and the same file again."""
    chooser = FileUpload(description=text, tooltip=text, accept=accept, multiple=False)
    chooser.add_class("mk-upload")

    def uploaded(change: dict[str, tuple[dict[str, object], ...]]) -> None:
        for file in change["new"]:
            chooser.value = ()
            with NET.under():
                take(str(file["name"]), bytes(file["content"]))  # type: ignore[call-overload]

    chooser.observe(uploaded, "value")
    return chooser
