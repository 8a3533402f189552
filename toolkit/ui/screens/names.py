"""The names of a class, numbered and in columns, each to be put right where it stands."""

from collections.abc import Callable

import anywidget
from traitlets import Bool, Dict, List

from toolkit.messages import Translator
from toolkit.people import Roster


class NameList(anywidget.AnyWidget):
    """All names of a list. With ``correct`` and ``remove``, a click on a name opens it.

    The whole list is one stop of the Tab key, and the arrow keys go through it.
    """

    _esm = """
    export default {
      render({ model, el }) {
        const words = model.get("words");
        const box = document.createElement("div");
        box.className = "mk-names-box";
        const list = document.createElement("ol");
        list.className = "mk-names";
        list.setAttribute("aria-label", words.list);
        box.append(list);
        el.append(box);

        const make = (tag, kind, text) => {
          const made = document.createElement(tag);
          made.className = kind;
          made.textContent = text ?? "";
          return made;
        };
        const pressed = (text, act) => {
          const button = make("button", "jupyter-button mk-small", text);
          button.type = "button";
          button.addEventListener("click", act);
          button.addEventListener("pointerdown", (event) => event.preventDefault()); // no way out
          return button;
        };
        const names = () => [...list.querySelectorAll(".mk-name")];
        // One stop of the Tab key: the name that was gone to last.
        const stop = (name) => {
          for (const one of names()) one.tabIndex = one === name ? 0 : -1;
        };
        const go = (name) => {
          stop(name);
          name?.focus();
        };

        function open(row, { key, name, label }) {
          close();
          const form = make("div", "mk-name-form");
          const field = make("input", "");
          field.value = name;
          field.autocomplete = "off";
          field.spellcheck = false;
          field.setAttribute("autocorrect", "off");
          field.setAttribute("aria-label", words.field.replace("{name}", label));
          const back = () => {
            close();
            go(row.querySelector(".mk-name"));
          };
          const save = () => model.send({ correct: key, name: field.value });
          const done = () => (field.value.trim() === name ? back() : save());
          // Whoever goes elsewhere has written what they meant.
          form.addEventListener("focusout", (event) => {
            if (form.isLeft || form.contains(event.relatedTarget)) return;
            if (field.value.trim() === name) close();
            else save();
          });
          form.addEventListener("keydown", (event) => {
            if (event.key === "Escape") back();
            if (event.key === "Enter" && event.target === field && !event.isComposing) done();
          });
          form.append(
            field,
            pressed(words.save, done),
            pressed(words.remove, () => model.send({ remove: key })),
            pressed(words.cancel, back),
          );
          row.classList.add("mk-open");
          row.append(form);
          field.focus();
          field.select();
          form.scrollIntoView({ block: "nearest" }); // with its buttons
        }

        function close() {
          for (const row of list.querySelectorAll(".mk-open")) {
            const form = row.querySelector(".mk-name-form");
            form.isLeft = true; // what is taken away loses the focus too, and means nothing by it
            form.remove();
            row.classList.remove("mk-open");
          }
        }

        function show() {
          const at = names().findIndex((one) => one.parentElement.contains(document.activeElement));
          const students = model.get("students");
          close();
          if (model.get("can_edit")) box.removeAttribute("tabindex");
          else box.tabIndex = 0; // or the keyboard could not scroll it
          list.replaceChildren(
            ...students.map((student) => {
              const row = document.createElement("li");
              const kind = model.get("can_edit") ? "button" : "span";
              const name = make(kind, "mk-name", student.label);
              if (kind === "button") {
                name.type = "button";
                name.title = words.open.replace("{name}", student.label);
                name.addEventListener("click", () => open(row, student));
              }
              row.append(name);
              if (student.detail) row.append(make("span", "mk-detail", student.detail));
              return row;
            }),
          );
          stop(names()[Math.max(at, 0)]);
          if (at >= 0) go(names()[Math.min(at, students.length - 1)]);
        }

        list.addEventListener("keydown", (event) => {
          const all = names();
          const at = all.indexOf(event.target);
          if (at < 0) return;
          const to = {
            ArrowDown: at + 1,
            ArrowRight: at + 1,
            ArrowUp: at - 1,
            ArrowLeft: at - 1,
            Home: 0,
            End: all.length - 1,
          }[event.key];
          if (to === undefined) return;
          event.preventDefault();
          if (all[to]) go(all[to]);
        });
        const look = () => {
          if (list.contains(document.activeElement)) return; // who is at work there goes on
          const step = el.closest(".mk-screen"); // with what is asked about the list
          step.tabIndex = -1;
          step.focus({ preventScroll: true });
          step.scrollIntoView({ block: "start" });
        };
        model.on("change:students change:can_edit", show);
        model.on("msg:custom", look);
        show();
        return () => {
          model.off("change:students change:can_edit", show);
          model.off("msg:custom", look);
        };
      },
    };
    """

    students = List(Dict()).tag(sync=True)
    can_edit = Bool(False).tag(sync=True)
    words = Dict().tag(sync=True)

    def __init__(
        self,
        translate: Translator,
        correct: Callable[[str, str], None],
        remove: Callable[[str], None],
    ) -> None:
        self._correct, self._remove = correct, remove
        _ = translate
        super().__init__(
            words={
                "list": _("The students in the list"),
                "open": _("Put {name} right, or take the student out"),
                "field": _("The name of {name}"),
                "save": _("Save"),
                "remove": _("Take out"),
                "cancel": _("Cancel"),
            }
        )
        self.on_msg(lambda _widget, content, _buffers: self._hear(content))

    def show(self, roster: Roster, *, can_edit: bool) -> None:
        """Show these students, with their class where there are several classes.

        Of one class, those of the same name are called as they are wherever they are spoken of.
        """
        several = len(roster.classes) > 1
        self.can_edit = can_edit
        self.students = [
            {
                "key": s.id,
                "name": s.name,
                "label": s.name if several else roster.label(s),
                "detail": s.school_class if several else "",
            }
            for s in roster
        ]

    def look(self) -> None:
        """Bring the list into sight, from the top of the step on, and go on from there."""
        self.send({"look": True})

    def _hear(self, content: dict[str, str]) -> None:
        if "correct" in content:
            self._correct(content["correct"], content["name"])
        elif "remove" in content:
            self._remove(content["remove"])
