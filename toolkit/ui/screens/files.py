"""Buttons for files: one that is taken in, and one that is made when it is asked for."""

from collections.abc import Callable

import anywidget
from ipywidgets import FileUpload
from traitlets import Unicode

type MakeFile = Callable[[], bytes | None]


class Download(anywidget.AnyWidget):
    """One button, one file. ``make`` builds the bytes at each click, or None where it cannot."""

    _esm = """
    export default {
      render({ model, el }) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "jupyter-button widget-button";
        button.textContent = model.get("description");
        button.addEventListener("click", () => model.send({ download: true }));
        const save = (message, buffers) => {
          const url = URL.createObjectURL(new Blob(buffers, { type: message.type }));
          const link = document.createElement("a");
          link.href = url;
          link.download = message.name;
          link.click();
          setTimeout(() => URL.revokeObjectURL(url), 60000);
        };
        model.on("msg:custom", save);
        el.appendChild(button);
        return () => model.off("msg:custom", save);
      },
    };
    """

    description = Unicode("").tag(sync=True)

    def __init__(
        self,
        description: str,
        name: str,
        type: str,
        make: MakeFile,
    ) -> None:
        super().__init__(description=description)
        self._name, self._type, self._make = name, type, make
        self.on_msg(lambda _widget, _content, _buffers: self.click())

    def click(self) -> None:
        """Build the file and send it to the browser, which saves it."""
        if (content := self._make()) is None:
            return
        self.send({"name": self._name, "type": self._type}, buffers=[content])


def upload(text: str, accept: str, take: Callable[[str, bytes], None]) -> FileUpload:
    """A button that takes one file, and the same file again."""
    chooser = FileUpload(description=text, tooltip=text, accept=accept, multiple=False)
    chooser.add_class("mk-upload")

    def uploaded(change: dict[str, tuple[dict[str, object], ...]]) -> None:
        for file in change["new"]:
            chooser.value = ()
            take(str(file["name"]), bytes(file["content"]))  # type: ignore[call-overload]

    chooser.observe(uploaded, "value")
    return chooser
