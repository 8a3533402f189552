"""Fields for names: what is typed or pasted there, the browser neither keeps nor spells."""

from collections.abc import Callable, Mapping

import anywidget
from traitlets import Int, Unicode


class Entry(anywidget.AnyWidget):
    """A field with its label and a button; Enter presses it where there is but one line.

    Without words for the button, the field is taken when it is left. ``take`` is given the text
    and tells whether it was taken: then the field is empty. ``text`` is what stands there.
    """

    _esm = """
    export default {
      render({ model, el }) {
        const lines = model.get("lines");
        const entry = document.createElement("div");
        entry.className = "mk-entry";
        entry.classList.toggle("mk-entry-tall", lines > 1);
        const label = document.createElement("label");
        const words = document.createElement("span");
        words.textContent = model.get("label");
        const field = document.createElement(lines > 1 ? "textarea" : "input");
        if (lines > 1) field.rows = lines;
        field.autocomplete = "off";
        field.spellcheck = false;
        field.autocapitalize = "words";
        field.setAttribute("autocorrect", "off");
        field.placeholder = model.get("placeholder");
        field.value = model.get("text");
        label.append(words, field);
        entry.append(label);
        // Messages keep their order, as states that follow each other quickly do not: what is
        // taken is what stood there at that moment.
        const send = (content) => {
          model.set("text", field.value);
          model.send({ text: field.value, ...content });
        };
        const tell = () => send({});
        let taken = "";
        const take = () => {
          if (taken && taken === field.value) return; // it is on its way already
          taken = field.value;
          send({ take: true });
        };
        const told = () => {
          const text = model.get("text");
          if (field.value === text) return;
          // Whoever has gone on to the next name in the meantime keeps it.
          const goneOn = !text && taken && field.value.startsWith(taken);
          field.value = goneOn ? field.value.slice(taken.length) : text;
          if (field.value !== text) tell();
        };
        const answered = () => (taken = "");
        field.addEventListener("input", tell);
        if (model.get("words")) {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "jupyter-button widget-button";
          button.textContent = model.get("words");
          button.addEventListener("click", take);
          entry.append(button);
        }
        // Not by a form: the page gives all its fields to one that keeps nothing.
        field.addEventListener("keydown", (event) => {
          if (event.key === "Enter" && lines === 1 && !event.isComposing) take();
        });
        if (!model.get("words")) field.addEventListener("change", take);
        model.on("change:text", told);
        model.on("msg:custom", answered);
        el.append(entry);
        return () => {
          model.off("change:text", told);
          model.off("msg:custom", answered);
        };
      },
    };
    """

    label = Unicode("").tag(sync=True)
    placeholder = Unicode("").tag(sync=True)
    words = Unicode("").tag(sync=True)
    text = Unicode("").tag(sync=True)
    lines = Int(1).tag(sync=True)

    def __init__(
        self,
        label: str,
        words: str,
        take: Callable[[str], bool],
        *,
        text: str = "",
        placeholder: str = "",
        lines: int = 1,
    ) -> None:
        super().__init__(label=label, words=words, text=text, placeholder=placeholder, lines=lines)
        self._take = take
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def take(self) -> None:
        """Give what stands there to whoever waits for it."""
        if self.words and not self.text.strip():
            return
        if self._take(self.text):
            self.text = ""

    def _hear(self, content: Mapping[str, object]) -> None:
        """What stands in the field now, which the page knows; and whether it is to be taken."""
        text = str(content.get("text", ""))
        with self._lock_property(text=text):
            self.text = text
        if content.get("take"):
            self.take()
            self.send({"answered": True})
