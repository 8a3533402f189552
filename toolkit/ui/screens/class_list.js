// The classes of the start page. A press on a class opens it. Where they are many, what is typed
// in a field finds them, here and at once; Enter opens the only one that is left.

const MANY = 7;

// Without case and marks, so that "8å" finds "8Å" and "bla" finds "Blå".
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

function make(tag, kind, text = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  if (tag === "button") made.type = "button";
  return made;
}

function press(kind, text, act) {
  const button = make("button", `jupyter-button widget-button ${kind}`, text);
  button.addEventListener("click", act);
  return button;
}

function bare(field) {
  Object.assign(field, { type: "text", autocomplete: "off", spellcheck: false });
  field.setAttribute("autocorrect", "off");
  return field;
}

function render({ model, el }) {
  const words = model.get("words");
  const find = make("label", "mk-find");
  const field = bare(make("input", ""));
  const said = make("p", "mk-muted");
  said.setAttribute("role", "status");
  find.append(make("span", "", words.find), field);
  const list = make("ul", "mk-classes");
  list.setAttribute("aria-label", words.list);
  el.append(find, said, list);

  const fitting = () => {
    const typed = folded(field.value);
    return model.get("classes").filter(({ name }) => folded(name).includes(typed));
  };

  function rename(item, { key, called }) {
    const form = make("div", "mk-class-form");
    const name = bare(make("input", ""));
    name.value = called;
    name.setAttribute("aria-label", words.field);
    const back = () => {
      form.remove();
      item.classList.remove("mk-open");
      item.querySelector(".mk-rename").focus();
    };
    const save = () => model.send({ rename: key, name: name.value });
    form.append(name, press("mk-small", words.save, save), press("mk-small", words.cancel, back));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") back();
      if (event.key === "Enter" && event.target === name && !event.isComposing) save();
    });
    item.classList.add("mk-open");
    item.append(form);
    name.focus();
    name.select();
  }

  function item(one) {
    const made = make("li", "mk-class-item");
    made.dataset.key = one.key;
    made.classList.toggle("mk-damaged", one.damaged);
    const head = make("div", "mk-class-head");
    head.append(press("mk-class-open", one.name, () => model.send({ open: one.key })));
    head.append(...one.marks.map((mark) => make("span", "mk-mark", mark)));
    made.append(head);
    if (one.due) made.append(make("p", "mk-class-due", one.due));
    made.append(make("p", "mk-muted", one.details));
    if (!one.damaged) {
      const words_ = one.called ? words.rename : words.name;
      const renaming = press("mk-quiet mk-rename", words_, () => rename(made, one));
      renaming.setAttribute("aria-label", `${words_}: ${one.name}`);
      made.append(renaming);
    }
    return made;
  }

  function show() {
    const held = list.contains(document.activeElement)
      ? document.activeElement.closest("li").dataset.key
      : undefined;
    const all = model.get("classes");
    const found = fitting();
    find.hidden = all.length < MANY;
    const sentence = found.length ? words.count : words.nobody;
    said.textContent = field.value.trim()
      ? sentence.replace("{n}", found.length).replace("{all}", all.length).replace("{text}", field.value.trim())
      : "";
    list.replaceChildren(...found.map(item));
    list.querySelector(`[data-key="${held}"] .mk-rename`)?.focus();
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const found = fitting();
    if (field.value.trim() && found.length === 1) model.send({ open: found[0].key });
  });
  model.on("change:classes", show);
  show();
  return () => model.off("change:classes", show);
}

export default { render };
