// The page's own small duties: the loading screen, the language, the watch over the
// kernel, and what happens when the page closes. The dashboard itself is made of widgets.

const words = JSON.parse(document.getElementById("mk-words").textContent);
const { baseUrl, kernelId } = JSON.parse(
  document.getElementById("jupyter-config-data")?.textContent ?? "{}",
);
const lost = document.getElementById("mk-lost");
const PATIENCE_MS = 4000; // a connection that comes back within this is not worth a word
const START_LIMIT_MS = 60000;

// The dashboard's root names its language in a class, mk-lang-nb, and can change it.
function speak(language) {
  if (document.documentElement.lang === language && speak.done) return;
  speak.done = true;
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-mk-word]")) {
    element.textContent = words[language][element.dataset.mkWord];
  }
}

function followDashboard() {
  const root = document.querySelector(".mk-app");
  if (!root) return;
  document.getElementById("mk-loading").hidden = true;
  const named = [...root.classList].find((name) => name.startsWith("mk-lang-"));
  if (named) speak(named.slice("mk-lang-".length));
}

function setLost(isLost) {
  lost.hidden = !isLost;
}

// Voilà hands over its application by assigning to window.jupyterapp.
function watchKernel({ widgetManager }) {
  const kernel = widgetManager?.kernel;
  if (!kernel) return setLost(true);
  let waiting;
  let dead = false;
  kernel.statusChanged.connect((_, status) => {
    // A restarted kernel is an empty one: the page's widgets have nobody behind them.
    if (["restarting", "autorestarting", "dead"].includes(status)) {
      dead = true;
      setLost(true);
    }
  });
  kernel.connectionStatusChanged.connect((_, status) => {
    clearTimeout(waiting);
    if (status === "connected") setLost(dead);
    else waiting = setTimeout(setLost, PATIENCE_MS, true);
  });
}

speak(document.documentElement.lang);
new MutationObserver(followDashboard).observe(document.getElementById("rendered_cells"), {
  subtree: true,
  childList: true,
  attributeFilter: ["class"],
});
Object.defineProperty(window, "jupyterapp", { set: watchKernel });
setTimeout(() => setLost(!lost.hidden || !document.querySelector(".mk-app")), START_LIMIT_MS);
lost.querySelector("button").addEventListener("click", () => location.reload());

// Voilà ends the kernel when the page is about to close, even if the user then decides to
// stay. Here the kernel ends when the page is really gone.
window.addEventListener("beforeunload", (event) => {
  event.stopImmediatePropagation();
  if (lost.hidden && document.querySelector(".mk-unsaved")) event.preventDefault();
});
window.addEventListener("pagehide", () => {
  if (kernelId) navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
