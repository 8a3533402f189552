"""A text to be taken along by copying it."""

import anywidget
from traitlets import Unicode


class CopiedText(anywidget.AnyWidget):
    """A text and a button that copies it; where the browser does not allow that, it is marked."""

    _esm = """
    export default {
      render({ model, el }) {
        const box = document.createElement("div");
        box.className = "mk-copied";
        const text = document.createElement("p");
        text.textContent = model.get("text");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "jupyter-button mk-small";
        button.textContent = model.get("words");
        const told = document.createElement("span");
        told.setAttribute("role", "status");
        button.addEventListener("click", async () => {
          getSelection().selectAllChildren(text);
          try {
            await navigator.clipboard.writeText(text.textContent);
            told.textContent = model.get("done");
          } catch {
            told.textContent = model.get("by_hand");
          }
        });
        box.append(text, button, told);
        el.append(box);
      },
    };
    """

    text = Unicode("").tag(sync=True)
    words = Unicode("").tag(sync=True)
    done = Unicode("").tag(sync=True)
    by_hand = Unicode("").tag(sync=True)
