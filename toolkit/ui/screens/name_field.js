// A field for a name, and under it the students whom the letters fit: a combobox with a list box,
// as the WAI-ARIA Authoring Practices describe them. All that is looked for is here, so that the
// list is right at any speed of typing; Python is told what was typed, and who was chosen.

const SPELLED = { å: "aa", æ: "ae", ä: "ae", ø: "oe", ö: "oe", ü: "ue" };
const PLAIN = { æ: "ae", ø: "o" }; // å, ä, ö and ü are letters with a mark
const ALWAYS = { ß: "ss", ð: "d", þ: "th", ł: "l", đ: "d", ı: "i" };

// Without case, accents and signs: å as a and as aa.
function folded(text) {
  const low = text.normalize("NFC").toLowerCase();
  const forms = [PLAIN, SPELLED].map((letters) =>
    [...low]
      .map((letter) => letters[letter] ?? ALWAYS[letter] ?? letter)
      .join("")
      .normalize("NFD")
      .replace(/\p{M}|['’‘`´]/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  );
  return [...new Set(forms.map((form) => form || low.trim()))];
}

const some = (names, typed, test) => names.some((name) => typed.some((form) => test(name, form)));
const isSame = (name, typed) => name === typed;
const begins = (name, typed) => name.startsWith(typed);
const contains = (name, typed) => name.includes(typed);
// Every word that was typed begins a word of the name: "berg i" is Ida Berg.
const beginsWords = (name, typed) => {
  const words = name.split(" ");
  return typed.split(" ").every((part) => words.some((word) => word.startsWith(part)));
};

// Those whom the text fits; only where it begins no word, those who have it inside one.
function matching(people, text) {
  const typed = folded(text);
  const at = people.filter(({ names }) => some(names, typed, beginsWords));
  const found = at.length ? at : people.filter(({ names }) => some(names, typed, contains));
  const first = (one) => (some(one.names, typed, begins) ? 0 : 1);
  return found.sort((one, other) => first(one) - first(other));
}

// The one whose whole name was written, as it is or folded; nobody where that may be two.
function whole(people, text) {
  const low = text.trim().toLowerCase();
  const typed = folded(text);
  const written = people.filter((one) =>
    [one.name, one.label].some((name) => name.toLowerCase() === low),
  );
  const alike = people.filter(({ names }) => some(names, typed, isSame));
  return [written, alike].find((found) => found.length === 1)?.[0];
}

function element(tag, properties, attributes = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function render({ model, el }) {
  // By chance: each field is a module of its own, so none can count them.
  const id = `mk-name-${Math.random().toString(36).slice(2)}`;
  const words = model.get("words");
  const label = element("label", {
    className: "widget-label",
    htmlFor: id,
    textContent: model.get("description"),
  });
  const input = element(
    "input",
    { id, type: "text", placeholder: model.get("placeholder"), value: model.get("text") },
    {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      "aria-describedby": `${id}-said`,
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
    },
  );
  const list = element(
    "ul",
    { id: `${id}-list`, hidden: true },
    { role: "listbox", "aria-label": model.get("description") },
  );
  const said = element("p", { id: `${id}-said` }, { role: "status" });
  const box = element("div", { className: "mk-name-box" });
  box.append(input, list);
  el.classList.add("mk-name-field");
  el.append(label, box, said);

  let people = [];
  let shown = [];
  let current = -1;
  const taken = new Set(); // chosen, and not yet gone from Python's list

  function read() {
    const options = model.get("options");
    const offered = new Set(options.map(([key]) => key));
    for (const key of taken) if (!offered.has(key)) taken.delete(key);
    people = options.map(([key, name, label, note]) => ({
      key,
      name,
      label,
      note,
      names: [...new Set([...folded(name), ...folded(label)])],
    }));
  }

  const left = () => people.filter(({ key }) => !taken.has(key));
  const fitting = () => (input.value.trim() ? matching(left(), input.value) : left());

  function say() {
    const count = input.value.trim() ? fitting().length : undefined;
    const sentence = { undefined: "", 0: words.nobody, 1: words.one }[count] ?? words.several;
    said.textContent = sentence.replace("{n}", count).replace("{text}", input.value.trim());
  }

  function tell() {
    const matches = input.value.trim() ? fitting().length : 0;
    model.set({ text: input.value, matches });
    model.save_changes();
  }

  function light(position) {
    list.children[current]?.setAttribute("aria-selected", "false");
    current = position;
    const option = list.children[current];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function open() {
    shown = fitting();
    list.replaceChildren(
      ...shown.map(({ label, note }, at) => {
        const option = element(
          "li",
          { id: `${id}-${at}`, textContent: label },
          { role: "option", "aria-selected": "false" },
        );
        if (note) option.append(element("span", { textContent: note }));
        option.addEventListener("click", () => take(shown[at]));
        return option;
      }),
    );
    light(-1);
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) list.scrollIntoView({ block: "nearest" });
  }

  function close() {
    light(-1);
    list.hidden = true;
    list.replaceChildren(); // nobody stays in the page unseen
    input.setAttribute("aria-expanded", "false");
  }

  // What was asked for comes below the field, little by little, and is to be in sight.
  let growing;
  function bringUp() {
    growing?.disconnect();
    growing = new ResizeObserver(() => el.scrollIntoView({ block: "start" }));
    growing.observe(el.parentElement);
    for (const moved of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      window.addEventListener(moved, () => growing.disconnect(), { once: true, capture: true });
    }
  }

  function take(one) {
    taken.add(one.key);
    input.value = "";
    close();
    say();
    tell();
    model.send({ pick: one.key });
    if (model.get("leads_on")) bringUp();
  }

  function step(by) {
    if (list.hidden) open();
    if (!shown.length) return;
    const from = current < 0 && by < 0 ? shown.length : current;
    light((from + by + shown.length) % shown.length);
  }

  function enter() {
    if (!list.hidden && current >= 0) return take(shown[current]);
    if (!input.value.trim()) return undefined;
    const found = fitting();
    const meant = found.length === 1 ? found[0] : whole(left(), input.value);
    return meant ? take(meant) : say();
  }

  // What was meant is sure only where the whole name stands there.
  function leave() {
    close();
    const meant = input.value.trim() && whole(left(), input.value);
    if (meant) take(meant);
    else say();
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: enter,
    Escape: () => {
      if (list.hidden) input.value = "";
      close();
      say();
      tell();
    },
  };
  function typed() {
    if (input.value.trim()) open();
    else close();
    said.textContent = "";
    if (list.hidden) say();
    tell();
  }

  input.addEventListener("input", typed);
  input.addEventListener("click", open);
  input.addEventListener("blur", leave);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  // The field keeps the keyboard while the mouse chooses.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  const follow = () => {
    read();
    if (document.activeElement === input && said.textContent) typed();
    else if (!list.hidden) open();
  };
  const focus = (message) => {
    if (message.do === "focus") input.focus();
  };
  read();
  say();
  model.on("change:options", follow);
  model.on("msg:custom", focus);
  return () => {
    growing?.disconnect();
    model.off("change:options", follow);
    model.off("msg:custom", focus);
  };
}

export default { render };
