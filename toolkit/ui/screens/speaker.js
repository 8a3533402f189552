// The speaker's notes, in a window of their own for the screen that the hall does not see. One
// window serves the whole course: each part that is shown writes its notes into it.

const SECOND_MS = 1000;
const kept = (globalThis.mkSpeaker ??= { window: null, part: "", since: 0 });

const LOOK = `
  body { margin: 2rem; background: #1b2a30; color: #fff; font: 1.5rem/1.5 system-ui, sans-serif; }
  h1 { margin: 0; font-size: 2rem; }
  li { margin-block: 0.75rem; }
  p { margin: 0.25rem 0 0; color: #cfdad8; font-variant-numeric: tabular-nums; }
`;

const clock = (since) => {
  const seconds = Math.floor((performance.now() - since) / SECOND_MS);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

const isOpen = () => kept.window && !kept.window.closed;

function element(page, tag, text) {
  const made = page.createElement(tag);
  made.textContent = text;
  return made;
}

function write(model) {
  if (!isOpen()) return;
  const page = kept.window.document;
  page.documentElement.lang = model.get("language");
  page.title = model.get("window");
  const list = page.createElement("ul");
  list.append(...model.get("notes").map((note) => element(page, "li", note)));
  page.head.replaceChildren(element(page, "title", page.title), element(page, "style", LOOK));
  const time = element(page, "p", "");
  const tick = () => (time.textContent = `${clock(kept.since)} ${model.get("minutes")}`);
  clearInterval(kept.ticking);
  kept.ticking = setInterval(tick, SECOND_MS);
  tick();
  const main = page.createElement("main");
  main.append(element(page, "h1", model.get("title")), time, list);
  main.append(element(page, "p", model.get("following")));
  page.body.replaceChildren(main);
}

export default {
  render({ model, el }) {
    if (kept.part !== model.get("part")) {
      Object.assign(kept, { part: model.get("part"), since: performance.now() });
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "jupyter-button widget-button mk-quiet";
    button.textContent = model.get("button");
    button.addEventListener("click", () => {
      if (!isOpen()) kept.window = window.open("", "", "popup,width=720,height=640");
      write(model);
      kept.window?.focus();
    });
    el.append(button);
    write(model);
  },
};
