// How one screen gives way to the next, and what a click may do meanwhile. The next is made unseen
// while a picture of the one before stands there; then they change in one go.

const REST_MS = window.mkRestMs ?? 1000; // in which a changed screen or bar takes no click
const LOOK_MS = 20; // how often is looked whether the next screen is there
const QUIET = 4; // looks without a change: it is
const LONGEST = 100; // looks, whatever still changes
const ANSWER_MS = window.mkAnswerMs ?? 5000; // a notice within this is the answer to a click
const ANSWERS = ".mk-note, .mk-reply"; // a notice, and the heading of a section

const bar = () => document.querySelector(".mk-bar");
const said = Object.assign(document.createElement("div"), { className: "mk-unseen" });
said.setAttribute("role", "status");

let isIdle; // whether the kernel has answered everything
let turning; // while one screen gives way to the next
let waking;
let words = ""; // of the bar
let step; // that is shown
let changedAt = -Infinity;
let pressedAt = -Infinity;
let first; // what the button said that was clicked last
const removed = new Set(); // the headings of the sections that were there, by this click
let risen = []; // of these the answer is brought in sight as soon as nothing changes any more
let settling;

// The bar is dead from a click on until what it led to has been there for a while. It keeps the
// keyboard, which a button that is switched off would lose.
function rest() {
  for (const button of bar()?.querySelectorAll("button") ?? []) {
    button.setAttribute("aria-disabled", "true");
  }
  clearTimeout(waking);
  waking = setTimeout(wake, REST_MS);
}

function wake() {
  if (turning || !isIdle()) {
    waking = setTimeout(wake, LOOK_MS);
    return;
  }
  for (const button of bar()?.querySelectorAll("button") ?? []) {
    button.removeAttribute("aria-disabled");
  }
}

// A click that was meant for what stood there before: on a bar at rest, on a screen that has just
// come, or the second half of a double click on what is another button now.
function isLate(button, event) {
  if (button.getAttribute("aria-disabled") === "true") return true;
  if (button.closest(".mk-screen") && performance.now() - changedAt < REST_MS) return true;
  return event.detail > 1 && button.textContent !== first;
}

function hear(event) {
  const button = event.target.closest?.("button");
  if (!button) return;
  if (isLate(button, event)) {
    event.stopImmediatePropagation();
    event.preventDefault();
    return;
  }
  first = button.textContent;
  pressedAt = performance.now();
  removed.clear();
  if (button.closest(".mk-bar, .mk-way")) rest();
}

// The kernel tells just before it puts the next screen there.
function turn() {
  const screen = document.querySelector(".mk-screen");
  const before = screen?.firstElementChild;
  if (!before) return;
  if (turning) {
    Object.assign(turning, { before, quiet: 0 });
    return;
  }
  const ghost = before.cloneNode(true);
  ghost.classList.add("mk-ghost");
  ghost.inert = true;
  ghost.setAttribute("aria-hidden", "true");
  for (const part of ghost.querySelectorAll("[id], [name]")) {
    part.removeAttribute("id"); // which are the real ones' alone
    part.removeAttribute("name"); // or a radio button would be chosen instead of the real one
  }
  turning = { before, ghost, looks: 0, quiet: 0 };
  screen.classList.add("mk-turning");
  screen.append(ghost);
  setTimeout(look, LOOK_MS, screen);
}

function look(screen) {
  turning.quiet += 1;
  turning.looks += 1;
  const [next] = screen.children;
  const isThere = next !== turning.before && next !== turning.ghost && next.textContent;
  if ((isThere && turning.quiet >= QUIET) || turning.looks >= LONGEST) show(screen);
  else setTimeout(look, LOOK_MS, screen);
}

function show(screen) {
  turning.ghost.remove();
  turning = undefined;
  screen.classList.remove("mk-turning");
  const shown = history.state?.mkStep;
  if (step !== shown) {
    scrollTo(0, 0);
    changedAt = performance.now();
    screen.classList.add("mk-resting");
    setTimeout(() => screen.classList.remove("mk-resting"), REST_MS);
    said.textContent = screen.querySelector("h2")?.textContent ?? "";
  }
  step = shown;
  rest();
}

// Where the way is longer than its line, the step that is shown is in sight, and the one before it
// stands whole beside the class, which stays where it is.
function showTheWay() {
  const way = document.querySelector(".mk-way");
  const current = way?.querySelector(".mk-step.mk-current");
  if (!current) return;
  const [held] = way.children;
  const before = current.previousElementSibling;
  if (!before || before === held) way.scrollLeft = 0;
  else way.scrollLeft += before.getBoundingClientRect().left - held.getBoundingClientRect().right;
}

// The answer to a click is in sight, and not under the bar. The keyboard goes along where the
// button is gone that it was on.
function bringUp() {
  // What stands there however often it is made again answers nothing; what is added has its
  // classes a moment later.
  const answers = risen.filter((one) => one.isConnected && !one.closest(".mk-standing"));
  risen = [];
  const answer = answers.findLast(isReply)?.closest(".mk-section") ?? answers[0];
  if (!answer) return;
  pressedAt = -Infinity;
  const { top, bottom } = answer.getBoundingClientRect();
  const floor = bar()?.getBoundingClientRect().top || innerHeight;
  if (top < 0 || bottom > floor) answer.scrollIntoView({ block: "nearest" });
  if (document.activeElement !== document.body) return;
  answer.tabIndex = -1;
  answer.focus({ preventScroll: true });
}

const answersIn = (nodes) =>
  [...nodes]
    .filter((node) => node.querySelector)
    .map((node) => (node.matches(ANSWERS) ? node : node.querySelector(ANSWERS)))
    .filter(Boolean);

const isReply = (answer) => answer.matches(".mk-reply");

// A section that was searched for may come late; one that is only made again answers nothing.
const isNew = (answer) =>
  (isReply(answer) ? !removed.has(answer.textContent) : performance.now() - pressedAt < ANSWER_MS) &&
  answer.closest(".mk-app");

function follow(changes) {
  for (const { addedNodes, removedNodes } of changes) {
    if (turning) {
      turning.quiet = 0;
      continue;
    }
    for (const section of answersIn(removedNodes).filter(isReply)) removed.add(section.textContent);
    risen.push(...answersIn(addedNodes).filter(isNew));
  }
  if (risen.length) {
    clearTimeout(settling);
    settling = setTimeout(bringUp, QUIET * LOOK_MS);
  }
  const now = [...(bar()?.querySelectorAll("button") ?? [])].map((one) => one.textContent).join();
  if (now !== words) rest();
  words = now;
}

export function guardScreens(content, kernelIsIdle) {
  isIdle = kernelIsIdle;
  document.body.append(said);
  document.addEventListener("click", hear, true);
  addEventListener("mk-turn", turn);
  addEventListener("resize", showTheWay);
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.matches(".mk-step.mk-current"))) showTheWay();
  }).observe(content, { subtree: true, attributeFilter: ["class"] });
  new MutationObserver(follow).observe(content, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}
