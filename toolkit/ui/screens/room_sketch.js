// A room to be drawn: a grid of cells, each a button. Tab leads to one of them, arrows to the others.
// What a press or a drag means is decided in Python; here it is only told which cell it was.

const FAR = 6; // pixels from which on a press is a drag
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}

function render({ model, el }) {
  const words = model.get("words");
  const act = (content) => model.send(content);
  let current = [1, 1]; // the cell that Tab leads to
  let cells = []; // their buttons, row by row

  const choices = (kind, label, pairs, press) => {
    const list = element("div", `mk-sketch-row ${kind}`);
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", label);
    const buttons = pairs.map(([key, text]) => {
      const button = element("button", "mk-toggle", text);
      button.type = "button";
      button.dataset.key = key;
      button.addEventListener("click", () => press(key));
      return button;
    });
    list.append(...buttons);
    return [list, buttons];
  };
  const field = (name, type, tell) => {
    const label = element("label", "mk-sketch-field", words[name]);
    const input = document.createElement("input");
    input.type = type;
    input.autocomplete = "off";
    if (type === "number") Object.assign(input, { min: 1, max: 60 });
    input.addEventListener("change", tell);
    label.append(input);
    return [label, input];
  };

  const [tools, toolButtons] = choices("mk-tools", words.tools, model.get("tools"), (tool) =>
    act({ do: "choose", tool }),
  );
  const at = () => (model.get("held").length ? model.get("held") : current);
  const doing = ["turn", "remove", "number", "undo", "redo"].map((name) => [name, words[name]]);
  const [acts, actButtons] = choices("mk-sketch-acts", words.map, doing, (name) =>
    act({ do: name, at: at() }),
  );
  const [sides, sideButtons] = choices("mk-sides", words.front, model.get("sides"), (side) =>
    act({ do: "face", side }),
  );
  sides.prepend(element("span", "mk-sketch-word", words.front));
  const sized = () => act({ do: "size", rows: Number(rows.value), columns: Number(columns.value) });
  const [nameLabel, name] = field("name", "text", () => act({ do: "title", name: name.value }));
  const [rowsLabel, rows] = field("rows", "number", sized);
  const [columnsLabel, columns] = field("columns", "number", sized);
  const size = element("div", "mk-sketch-row");
  size.append(nameLabel, rowsLabel, columnsLabel);

  const frame = element("div", "mk-sketch-frame");
  const board = element("div", "mk-sketch-board", words.board);
  const grid = element("div", "mk-sketch-grid");
  grid.setAttribute("role", "group");
  grid.setAttribute("aria-label", words.map);
  frame.append(board, grid);
  const told = element("p", "mk-sketch-told");
  told.setAttribute("role", "status");
  el.classList.add("mk-sketch");
  el.append(element("p", "mk-sketch-help", words.help), size, sides, tools, acts, told, frame);

  const placeOf = (button) => {
    const index = cells.indexOf(button);
    const across = model.get("room").columns;
    return [Math.floor(index / across) + 1, (index % across) + 1];
  };
  const cellAt = ([row, column]) => {
    const { rows: down, columns: across } = model.get("room");
    if (row < 1 || column < 1 || row > down || column > across) return undefined;
    return cells[(row - 1) * across + column - 1];
  };
  const go = (place) => {
    const button = cellAt(place);
    if (!button) return;
    current = place;
    for (const one of cells) one.tabIndex = one === button ? 0 : -1;
  };

  function furnish() {
    const { rows: down, columns: across, front, name: title } = model.get("room");
    const wanted = down * across;
    while (cells.length > wanted) cells.pop().remove();
    while (cells.length < wanted) {
      const button = element("button", "");
      button.type = "button";
      cells.push(button);
      grid.append(button);
    }
    grid.style.setProperty("--mk-columns", across);
    frame.dataset.front = front;
    for (const [input, value] of [[name, title], [rows, down], [columns, across]]) {
      if (document.activeElement !== input) input.value = value;
    }
    for (const one of sideButtons) one.setAttribute("aria-pressed", one.dataset.key === front);
    look();
    go([Math.min(current[0], down), Math.min(current[1], across)]);
  }

  function look() {
    const all = model.get("cells");
    const held = cellAt(model.get("held"));
    cells.forEach((button, index) => {
      const one = all[index];
      if (!one) return; // the room is told first, its cells behind it
      const mark = button === held ? " mk-held" : "";
      button.className = `mk-cell ${one.kinds}${mark}`;
      button.setAttribute("aria-label", one.label);
      if (button.textContent !== one.text) button.textContent = one.text;
    });
    for (const one of toolButtons) {
      one.setAttribute("aria-pressed", one.dataset.key === model.get("tool"));
    }
    for (const one of actButtons) {
      const [undo, redo] = [model.get("can_undo"), model.get("can_redo")];
      const dead = (one.dataset.key === "undo" && !undo) || (one.dataset.key === "redo" && !redo);
      one.setAttribute("aria-disabled", dead);
    }
  }
  const say = () => (told.textContent = model.get("told"));

  grid.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = placeOf(event.target);
    const step = STEPS[event.key];
    if (step) {
      const next = [place[0] + step[0], place[1] + step[1]];
      go(next);
      cellAt(next)?.focus();
    } else if (event.key === "Delete" || event.key === "Backspace") act({ do: "remove", at: place });
    else if (event.key.toLowerCase() === "r") act({ do: "turn", at: place });
    else if (event.key === "Escape" && model.get("held").length) act({ do: "let_go" });
    else return;
    event.preventDefault();
  });
  el.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
    const key = event.key.toLowerCase();
    const name = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    act({ do: name });
  });

  // A drag ends where the pointer is let go; the click that follows it is none.
  let from = null;
  let dragged = false;
  grid.addEventListener("pointerdown", (event) => {
    const button = event.target.closest(".mk-cell");
    dragged = false;
    from = button && /mk-(desk|teacher|door|window|obstacle)/.test(button.className)
      ? { place: placeOf(button), x: event.clientX, y: event.clientY }
      : null;
  });
  grid.addEventListener("pointermove", (event) => {
    if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > FAR) dragged = true;
    frame.classList.toggle("mk-dragging", dragged);
  });
  const drop = (event) => {
    frame.classList.remove("mk-dragging");
    if (from && dragged) {
      const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(".mk-cell");
      if (over && cells.includes(over)) act({ do: "move", at: from.place, to: placeOf(over) });
    }
    from = null;
  };
  grid.addEventListener("pointerup", drop);
  grid.addEventListener("pointercancel", () => {
    from = null;
    frame.classList.remove("mk-dragging");
  });
  grid.addEventListener("click", (event) => {
    const button = event.target.closest(".mk-cell");
    if (!button || dragged) return;
    const place = placeOf(button);
    go(place);
    act({ do: "press", at: place });
  });

  furnish();
  say();
  model.on("change:room", furnish);
  model.on("change:cells", furnish);
  for (const name of ["held", "tool", "can_undo", "can_redo"]) model.on(`change:${name}`, look);
  model.on("change:told", say);
}

export default { render };
