// The classes of the school, a row each. A press on a class opens it.

function make(tag, kind = "", text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}

function render({ model, el }) {
  const box = make("div", "mk-table mk-class-table");
  Object.assign(box, { tabIndex: 0, role: "region", ariaLabel: model.get("caption") });
  const table = make("table");
  const body = make("tbody");
  const head = make("tr");
  for (const text of model.get("header")) {
    const cell = make("th", "", text);
    cell.scope = "col";
    head.append(cell);
  }
  const top = make("thead");
  top.append(head);
  table.append(make("caption", "mk-unseen", model.get("caption")), top, body);
  box.append(table);
  el.append(box);

  function opener(one) {
    const button = make("button", "jupyter-button widget-button mk-class-link", one.name);
    button.type = "button";
    button.addEventListener("click", () => model.send({ open: one.key }));
    return button;
  }

  function row(one) {
    const made = make("tr");
    made.dataset.key = one.key;
    const name = make("th");
    name.scope = "row";
    name.append(opener(one), ...one.marks.map((mark) => make("span", "mk-mark", mark)));
    name.append(make("div", "mk-muted", one.details));
    const missing = make("td");
    const list = make("ul", "mk-missing");
    list.append(...one.missing.map((text) => make("li", "", text)));
    missing.append(one.missing.length ? list : make("span", "mk-muted", one.otherwise));
    made.append(name, ...one.cells.map(cell), missing);
    // For a narrow screen, which has one below the other.
    for (const [at, text] of model.get("header").entries()) made.cells[at].dataset.heading = text;
    return made;
  }

  // What counts, and lines below it.
  function cell([first, ...below]) {
    const made = make("td", "", first);
    made.append(...below.map((line) => make("div", "mk-muted", line)));
    return made;
  }

  function show() {
    const held = body.contains(document.activeElement)
      ? document.activeElement.closest("tr").dataset.key
      : undefined;
    body.replaceChildren(...model.get("rows").map(row));
    body.querySelector(`[data-key="${held}"] button`)?.focus();
  }

  model.on("change:rows", show);
  show();
  return () => model.off("change:rows", show);
}

export default { render };
