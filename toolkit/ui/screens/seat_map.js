// A room with who sits in it: desks, and a button for each seat. The buttons stay while students
// move between them, so the keyboard stays where it is. Tab leads to one of them, arrows to the others.
// Who has no seat stands above it, a button each.

const LEAST_PX = 8; // letters do not get smaller than this
const READ_PX = 14; // smaller ones are not bold, so that they are larger
const ASIDE = 0.25; // units: so much wider is a seat than it is drawn, to either side, for its name
const WIDE = 115; // units: such a room has the page for itself, and what is said of it above
const BEHIND = 2; // how much more a step aside counts than one ahead, for the arrows
const AHEAD = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}

const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

function render({ model, el }) {
  const floor = element("div", "mk-floor");
  floor.setAttribute("role", "group");
  const buttons = new Map(); // by seat
  let current = ""; // the seat that Tab leads to
  const bench = element("div", "mk-bench");
  const title = element("span", "mk-bench-title");
  bench.setAttribute("role", "group");
  bench.append(title);
  el.classList.add("mk-seat-map");
  el.append(bench, floor);

  /** Puts an element where it is in the room; all is measured in the room's own units. */
  function put(made, { x, y, width, height }) {
    const { width: across, height: down } = model.get("room");
    made.style.left = `${(100 * x) / across}%`;
    made.style.top = `${(100 * y) / down}%`;
    made.style.width = `${(100 * width) / across}%`;
    made.style.height = `${(100 * height) / down}%`;
    return made;
  }

  function furnish() {
    // Nothing where nobody has a seat.
    const { width = 1, height = 1, label = "", things = [] } = model.get("room");
    floor.setAttribute("aria-label", label);
    floor.classList.toggle("mk-wide", width > WIDE);
    floor.style.setProperty("--mk-across", width);
    floor.style.setProperty("--mk-down", height);
    floor.querySelectorAll(".mk-thing").forEach((thing) => thing.remove());
    const made = things.map((one) => put(element("div", `mk-thing mk-${one.kind}`, one.text), one));
    floor.prepend(...made);
    arrange();
  }

  function arrange() {
    const seats = model.get("seats");
    const kept = new Set(seats.map(({ seat }) => seat));
    for (const [seat, button] of buttons) {
      if (!kept.has(seat)) {
        button.remove();
        buttons.delete(seat);
      }
    }
    if (!kept.has(current)) current = seats[0]?.seat ?? "";
    for (const one of seats) {
      if (!buttons.has(one.seat)) buttons.set(one.seat, element("button", ""));
      const wider = { ...one, x: one.x - ASIDE, width: one.width + 2 * ASIDE };
      const button = put(buttons.get(one.seat), wider);
      button.type = "button";
      button.dataset.seat = one.seat;
      button.className = `mk-seat mk-place ${one.kinds}`;
      button.setAttribute("aria-label", one.label);
      button.title = one.label;
      button.tabIndex = one.seat === current ? 0 : -1;
      if (button.textContent !== one.text) button.textContent = one.text;
    }
    // In the order of the seats, which is that of `Dragging` too; what stands right is not moved.
    seats.forEach(({ seat }, at) => {
      const stands = floor.querySelectorAll(".mk-place")[at];
      if (stands !== buttons.get(seat)) floor.insertBefore(buttons.get(seat), stands ?? null);
    });
    fit();
  }

  /** Those who have no seat. The buttons stay as they do in the room, and so does the keyboard. */
  function stand() {
    const standing = model.get("standing");
    const hasFocus = bench.contains(document.activeElement);
    bench.hidden = !standing.length;
    bench.setAttribute("aria-label", model.get("bench"));
    title.textContent = model.get("bench");
    const kept = new Map([...bench.querySelectorAll("button")].map((one) => [one.dataset.seat, one]));
    const shown = standing.map(({ seat, text, label, kinds }) => {
      const button = kept.get(seat) ?? element("button", "");
      button.type = "button";
      button.dataset.seat = seat;
      button.className = `mk-seat mk-place ${kinds}`;
      button.title = label;
      button.setAttribute("aria-label", label);
      if (button.textContent !== text) button.textContent = text;
      return button;
    });
    for (const button of kept.values()) if (!shown.includes(button)) button.remove();
    for (const button of shown) if (!button.parentElement) bench.append(button);
    if (hasFocus && !bench.contains(document.activeElement)) {
      (shown[0] ?? buttons.get(current))?.focus();
    }
  }

  /** As large as they can be there, letters of at most the size that they would have; it is told. */
  function letter(made) {
    const isClipped = () =>
      made.scrollWidth > made.clientWidth + 1 || made.scrollHeight > made.clientHeight + 1;
    made.style.fontSize = "";
    let size = parseFloat(getComputedStyle(made).fontSize);
    while (size > LEAST_PX && isClipped()) {
      size -= 0.5;
      made.style.fontSize = `${size}px`;
    }
    return size;
  }

  /** The letters give way before a name is clipped, or what a thing is called. */
  function fit() {
    for (const button of buttons.values()) {
      button.style.fontWeight = "";
      if (letter(button) >= READ_PX) continue;
      button.style.fontWeight = "400";
      letter(button);
    }
    floor.querySelectorAll(".mk-thing").forEach(letter);
  }

  /** The nearest seat in the direction of an arrow. */
  function toward(seat, [across, down]) {
    const seats = model.get("seats");
    const [x, y] = middle(seats.find((one) => one.seat === seat));
    let best, least = Infinity;
    for (const other of seats) {
      const [dx, dy] = [middle(other)[0] - x, middle(other)[1] - y];
      const ahead = dx * across + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * across);
      const cost = ahead + BEHIND * aside;
      if (ahead > 0 && aside <= 2 * ahead && cost < least) [best, least] = [other.seat, cost];
    }
    return best;
  }

  floor.addEventListener("keydown", (event) => {
    const { seat } = event.target.dataset;
    if (!seat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === "l") model.send({ lock: seat });
    if (!AHEAD[event.key]) return;
    event.preventDefault();
    buttons.get(toward(seat, AHEAD[event.key]))?.focus();
  });
  floor.addEventListener("focusin", ({ target }) => {
    if (!target.dataset.seat) return;
    const before = buttons.get(current);
    if (before) before.tabIndex = -1;
    current = target.dataset.seat;
    target.tabIndex = 0;
  });

  const watcher = new ResizeObserver(fit);
  watcher.observe(floor);
  model.on("change:room", furnish);
  model.on("change:seats", arrange);
  model.on("change:standing", stand);
  furnish();
  stand();
  return () => {
    watcher.disconnect();
    model.off("change:room", furnish);
    model.off("change:seats", arrange);
    model.off("change:standing", stand);
  };
}

export default { render };
