// What every page for the projector shares: its data, the buttons of its bar, its keys, and its rest.
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const [stage, bar] = ["stage", "bar"].map((id) => document.getElementById(id));
const REST_MS = 4000; // after so long without a hand on it, the bar is out of sight
const SETTLED_MS = 100; // so long a window keeps its size before all is set anew

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const isDark = () => document.documentElement.classList.contains("dark");
const dark = () => document.documentElement.classList.toggle("dark");
const blank = () => document.body.classList.toggle("blank");
const full = () =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();

/** A button for each of the acts, by its name; `mark` lets those that stay pressed say so. */
const buttonsFor = (acts, pressed) => {
  const buttons = {};
  const mark = () => {
    for (const [name, isPressed] of Object.entries(pressed)) {
      buttons[name].setAttribute("aria-pressed", String(isPressed()));
    }
  };
  for (const [name, act] of Object.entries(acts)) {
    buttons[name] = element("button", { type: "button" }, words[name] ?? "");
    buttons[name].addEventListener("click", (event) => {
      if (event.detail) buttons[name].blur(); // clicked, not pressed: a key is for the page again
      act();
      mark();
    });
  }
  bar.setAttribute("aria-label", words.bar);
  return { buttons, mark };
};

/** What the keys do, those of every page and its own. */
const listen = (own = {}) => {
  const keys = { b: blank, ".": blank, f: full, ...own };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const presses = (key === " " || key === "Enter") && event.target.closest("button");
    if (event.target.closest("select") || presses || !keys[key]) return;
    event.preventDefault();
    keys[key]();
  });
};

/** Sets the page, now and whenever the window has another size; the bar rests with the hand. */
const begin = (arrange) => {
  let rest;
  const wake = () => {
    document.body.classList.remove("idle");
    clearTimeout(rest);
    rest = setTimeout(() => document.body.classList.add("idle"), REST_MS);
  };
  for (const event of ["pointermove", "pointerdown", "keydown"]) addEventListener(event, wake);
  wake();
  let resized;
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(arrange, SETTLED_MS);
  });
  arrange();
};
