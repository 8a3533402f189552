// What students see: the groups, in letters as large as there is room for. It asks nobody for anything.
const [told, clock, which] = ["told", "clock", "page"].map((id) => document.getElementById(id));
const ALL = Infinity;
const state = { view: "groups", short: null, page: 0, revealed: ALL, numbers: false };
let pages = [];

// --- What there is to show ---

const items = () =>
  state.view === "groups"
    ? data.groups
    : data.groups.flatMap((group) => group.pairs.map((pair) => ({ ...group, pairs: [pair] })));

const card = (item, short) => {
  const list = (pair) =>
    element("ul", { class: "pair" }, ...pair.map((student) => element("li", {}, student[short ? "short" : "name"])));
  const word = element("span", { class: "word" }, `${words.group} `);
  const names = element("div", { class: "names" }, ...item.pairs.map(list));
  return element("section", {}, element("h2", {}, word, item.label), names);
};

// --- The largest letters that there is room for ---

const least = () => Math.max(18, 40 * Math.min(innerWidth / 1280, innerHeight / 720));

const laidOut = (cards, columns, size) => {
  const grid = element("div", { class: "cards" }, ...cards);
  grid.style.setProperty("--size", `${size}px`);
  grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  stage.replaceChildren(grid);
  return grid;
};

const fits = (grid) =>
  stage.scrollHeight <= stage.clientHeight &&
  [...grid.querySelectorAll("li, h2")].every((text) => text.scrollWidth <= text.clientWidth);

/** The best number of columns and size of letters (px) for these cards on one page, or null. */
const best = (make) => {
  let found = null;
  for (let columns = 1; columns <= 7; columns++) {
    const cards = make();
    let [low, high] = [found ? found.size + 1 : least(), 3 * least()];
    if (!fits(laidOut(cards, columns, low))) continue;
    while (high - low > 1) {
      const middle = (low + high) / 2;
      if (fits(laidOut(cards, columns, middle))) low = middle;
      else high = middle;
    }
    found = { columns, size: low };
  }
  return found;
};

/** The items on so many pages, as evenly as can be. */
const dealt = (all, count) =>
  Array.from({ length: count }, (_, n) =>
    all.slice(Math.round((n * all.length) / count), Math.round(((n + 1) * all.length) / count)),
  );

const layout = (short, most) => {
  const all = items();
  for (let count = 1; count <= Math.min(most, all.length); count++) {
    const parts = dealt(all, count);
    const plans = parts.map((part) => best(() => part.map((item) => card(item, short))));
    if (plans.every(Boolean)) {
      const size = Math.min(...plans.map((plan) => plan.size));
      return parts.map((part, n) => ({ items: part, short, columns: plans[n].columns, size }));
    }
  }
  return null;
};

/** Whole names where they have room on one page, else what the class calls them, else more pages. */
const plan = () => {
  document.body.classList.remove("anywhere");
  const ways = state.short === null ? [[false, 1], [true, 1], [true, ALL]] : [[state.short, ALL]];
  for (const [short, most] of ways) {
    const found = layout(short, most);
    if (found) return found;
  }
  document.body.classList.add("anywhere");
  return items().map((item) => ({ items: [item], short: Boolean(state.short), columns: 1, size: least() }));
};

// --- On the page ---

const before = (page) => pages.slice(0, page).reduce((sum, one) => sum + one.items.length, 0);

const paint = (isNew = false) => {
  const page = pages[state.page];
  const cards = page.items.map((item) => card(item, page.short));
  cards.forEach((one, n) => {
    const number = before(state.page) + n;
    one.classList.toggle("waiting", number >= state.revealed);
    if (number >= state.revealed) one.querySelector(".names").setAttribute("aria-hidden", "true");
    one.classList.toggle("new", isNew && number === state.revealed - 1);
  });
  laidOut(cards, page.columns, page.size);
  mark();
  const many = pages.length > 1;
  for (const name of ["back", "next"]) buttons[name].hidden = !many && state.revealed === ALL;
  which.textContent = many ? `${state.page + 1} / ${pages.length}` : "";
  told.textContent = isNew ? cards[state.revealed - 1 - before(state.page)].innerText : which.textContent;
};

const arrange = () => {
  document.body.classList.toggle("numbers", state.numbers);
  const first = pages.length ? before(state.page) : 0;
  pages = plan();
  state.page = Math.max(0, pages.findLastIndex((_, n) => before(n) <= first));
  paint();
};

// --- What the keys and the buttons do ---

const go = (step) => {
  if (state.revealed === ALL) {
    state.page = Math.min(pages.length - 1, Math.max(0, state.page + step));
    paint();
    return;
  }
  state.revealed = Math.max(0, state.revealed + step);
  const all = items().length;
  const shown = Math.max(0, Math.min(state.revealed, all) - 1);
  state.page = Math.max(0, pages.findLastIndex((_, n) => before(n) <= shown));
  const isNew = step > 0 && state.revealed <= all;
  paint(isNew);
  if (state.revealed > all) {
    state.revealed = ALL;
    paint();
  }
};

const jump = (page) => {
  state.page = page;
  state.revealed = ALL;
  paint();
};

const show = (view) => {
  state.view = view;
  state.page = 0;
  if (state.revealed !== ALL) state.revealed = 0;
  arrange();
};

const reveal = () => {
  state.revealed = state.revealed === ALL ? 0 : ALL;
  state.page = 0;
  paint();
};

// --- The countdown ---

const time = { left: 0, ends: null };

const tick = () => {
  const left = time.ends === null ? time.left : Math.max(0, time.ends - Date.now());
  const seconds = Math.ceil(left / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const isOver = time.ends !== null && left === 0;
  clock.textContent = isOver ? words.over : text;
  clock.classList.toggle("over", isOver);
  if (isOver) {
    told.textContent = words.over;
    [time.left, time.ends] = [0, null];
  }
  buttons.clock.textContent = time.ends === null ? words.start : words.pause;
};

const startOrPause = () => {
  if (time.ends !== null) {
    [time.left, time.ends] = [Math.max(0, time.ends - Date.now()), null];
  } else {
    time.ends = Date.now() + (time.left || 60000 * Number(minutes.value));
  }
  clock.hidden = false;
  tick();
};

const anew = () => {
  [time.left, time.ends] = [0, null];
  clock.hidden = true;
  buttons.clock.textContent = words.start;
};

// --- The bar ---

const acts = {
  groups: () => show("groups"),
  pairs: () => show("pairs"),
  short: () => {
    state.short = !pages[state.page].short;
    arrange();
  },
  numbers: () => {
    state.numbers = !state.numbers;
    arrange();
  },
  reveal,
  back: () => go(-1),
  next: () => go(1),
  clock: startOrPause,
  dark,
  full,
};
const pressed = {
  groups: () => state.view === "groups",
  pairs: () => state.view === "pairs",
  short: () => pages[state.page].short,
  numbers: () => state.numbers,
  reveal: () => state.revealed !== ALL,
  dark: isDark,
};
const { buttons, mark } = buttonsFor(acts, pressed);
buttons.clock.textContent = words.start;
const minutes = element(
  "select",
  { "aria-label": words.minutes },
  ...[1, 2, 3, 5, 10, 15, 20].map((n) => element("option", { value: n }, `${n} ${words.min}`)),
);
minutes.value = "5";
minutes.addEventListener("change", anew);
const gap = () => element("span", { class: "gap" });
bar.append(
  buttons.groups, buttons.pairs, buttons.short, buttons.numbers, gap(),
  buttons.reveal, buttons.back, buttons.next, gap(),
  minutes, buttons.clock, gap(), buttons.dark, buttons.full,
);

listen({
  ArrowRight: acts.next, ArrowDown: acts.next, PageDown: acts.next, " ": acts.next, Enter: acts.next,
  ArrowLeft: acts.back, ArrowUp: acts.back, PageUp: acts.back, Backspace: acts.back,
  Home: () => jump(0), End: () => jump(pages.length - 1),
  t: startOrPause,
});
setInterval(() => time.ends !== null && tick(), 200);
begin(arrange);
