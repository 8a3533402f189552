// The page's own small duties: asking for its kernel, the language, drawing figures, the watch
// over the kernel, and what happens when the page closes. The dashboard itself is widgets.
import { guardFields } from "./fields.js";
import { guardScreens } from "./screens.js";

const PLOTLY = "application/vnd.plotly.v1+json";
const PATIENCE_MS = 4000; // a connection that comes back within this is not worth a word
const KNOCK_MS = 500; // how often a page that lost its connection looks for the server
const START_LIMIT_MS = 60000;
const ANYWIDGET_LIMIT_MS = 2000; // what it gives a widget to begin
const STARTED_AGAIN = "mk-started-again"; // of this tab, until a page is shown

const words = JSON.parse(document.getElementById("mk-words").textContent);
const content = document.getElementById("rendered_cells");
const loading = document.getElementById("mk-loading");
const lost = document.getElementById("mk-lost");
// Any other notebook is shown as its cells are: there the page itself is what is waited for.
const findDashboard = () =>
  content.querySelector(".mk-app") ?? (content.matches(".mk-app") ? content : null);
const spoken = (word) => words[document.documentElement.lang][word];
let kernelId; // of this page's kernel, when there is one
let watched; // the kernel itself, when the page is connected to it

function speak(language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-mk-word]")) {
    const { mkWord, mkKind } = element.dataset;
    element.textContent = spoken(mkWord).replace("{kind}", mkKind);
  }
}

// The dashboard's root names its language in a class, mk-lang-nb, and can change it.
function followDashboard() {
  const root = findDashboard();
  if (!root) {
    startAgain();
    return;
  }
  if (!loading.hidden) sessionStorage.removeItem(STARTED_AGAIN);
  loading.hidden = true;
  const named = [...root.classList].find((name) => name.startsWith("mk-lang-"));
  const language = named?.slice("mk-lang-".length);
  if (language && language !== document.documentElement.lang) speak(language);
}

// A page whose kernel does not know of its widgets has nothing to show: another kernel does.
function startAgain() {
  const shown = content.querySelector(".jupyter-widgets")?.textContent ?? "";
  if (!shown.startsWith("Error displaying widget")) return;
  content.replaceChildren();
  if (sessionStorage.getItem(STARTED_AGAIN)) {
    giveUp("error", "", "again");
    return;
  }
  sessionStorage.setItem(STARTED_AGAIN, "yes");
  location.reload();
}

function giveUp(word, kind = "", button = "reload") {
  const sentence = lost.querySelector("p");
  Object.assign(sentence.dataset, { mkWord: word, mkKind: kind });
  lost.querySelector("button").dataset.mkWord = button;
  loading.hidden = true;
  lost.hidden = false;
  speak(document.documentElement.lang);
}

// ---- Opening ----

// Asking for the page is a request of its own, which no other site can make the browser send.
async function open() {
  const answer = await fetch("page", { method: "POST", headers: { "X-Makkerskap": "page" } });
  const told = await answer.text();
  if (!answer.ok) {
    const { reason, kind } = answer.status < 500 ? { reason: "error" } : JSON.parse(told);
    giveUp(reason, kind, "again");
    return;
  }
  const page = document.createElement("div");
  page.innerHTML = told;
  const settings = page.querySelector("#jupyter-config-data");
  ({ kernelId } = JSON.parse(settings.textContent));
  document.body.dataset.kernelId = kernelId; // what Voilà knew before it knew this stands above
  document.getElementById("jupyter-config-data").remove();
  content.replaceChildren(page);
  if (!told.includes("widget-view+json") && !findDashboard()) giveUp("error"); // the notebook showed nothing
  setTimeout(() => findDashboard() ?? giveUp("error"), START_LIMIT_MS);
  beginVoila();
}

// Voilà's scripts are loaded beside the page, and would begin when the window is loaded: they wait
// for the page.
let beginVoila;
const filled = new Promise((resolve) => {
  beginVoila = resolve;
});
const listen = window.addEventListener;
window.addEventListener = (kind, listener, ...options) => {
  if (kind === "load") filled.then(listener);
  else listen.call(window, kind, listener, ...options);
};

// A widget that a slow machine begins later than anywidget waits would never hear its kernel again.
const { timeout } = AbortSignal;
AbortSignal.timeout = (ms) =>
  timeout.call(AbortSignal, ms === ANYWIDGET_LIMIT_MS ? START_LIMIT_MS : ms);

function start() {
  open().catch(() => giveUp("error", "", "again"));
}

// Voilà calls this when its theme is there, if it finds the cells loaded; or it was faster.
function show() {
  content.style.display = "";
}
window.voila_finish = show;
window.cellLoaded = true;
if (window.themeLoaded) show();

// ---- The kernel ----

// Voilà hands over its application by assigning it to window.jupyterapp.
function begin({ widgetManager }) {
  lookOnceMore(widgetManager);
  watch(widgetManager.kernel);
  drawFigures(widgetManager.rendermime);
}

// A widget is looked for again and again for two seconds, but not once more when they are over: on
// a busy machine it may have come since it was looked for last.
function lookOnceMore(manager) {
  const find = manager.get_model.bind(manager);
  manager.get_model = (id) =>
    find(id).catch((error) => {
      if (manager.has_model(id)) return find(id);
      throw error;
    });
}

function watch(kernel) {
  watched = kernel;
  let waiting;
  let dead = false;
  kernel.statusChanged.connect((_, status) => {
    // A restarted kernel is an empty one: the page's widgets have nobody behind them.
    if (["restarting", "autorestarting", "dead"].includes(status)) {
      dead = true;
      giveUp("lost");
    }
  });
  kernel.connectionStatusChanged.connect((_, status) => {
    clearTimeout(waiting);
    if (status !== "connected") {
      waiting = setTimeout(giveUp, PATIENCE_MS, "lost");
      knock(kernel);
    }
    else {
      // JupyterLab asks the kernel who it is before it sends what was clicked meanwhile, but puts
      // the question behind that, and so waits for its own patience to end.
      kernel._sendPending?.();
      // A page that was cut off while it was built does not build itself later.
      if (!dead && findDashboard()) lost.hidden = true;
    }
  });
  // What a callback could not do is said in the kernel's outputs only, where nobody looks.
  kernel.iopubMessage.connect((_, message) => {
    if (message.header.msg_type !== "error") return;
    if ("develop" in content.dataset) {
      showFault(message.content);
      return;
    }
    if (findDashboard()) giveUp("trouble");
    else giveUp(...reasonOf(message.content));
  });
}

// JupyterLab tries again after ever longer waits; this one asks as soon as somebody answers, and
// then lets it come through: another connection would end the one that is being made.
let knocking = false;
async function knock(kernel) {
  if (knocking) return;
  knocking = true;
  while (kernel.connectionStatus !== "connected" && !kernel.isDisposed) {
    await after(KNOCK_MS);
    const answer = await fetch(`api/kernels/${kernel.id}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => null);
    if (answer?.ok && kernel.connectionStatus !== "connected") {
      await Promise.race([kernel.reconnect().catch(() => null), after(PATIENCE_MS)]);
    }
  }
  knocking = false;
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Whoever develops a notebook sees what a callback's error tells, in the terminal's colours or not.
function showFault({ traceback }) {
  const fault = document.createElement("pre");
  fault.className = "mk-fault";
  fault.setAttribute("role", "alert");
  fault.textContent = traceback.join("\n").replace(/\x1b\[[\d;]*m/g, "");
  content.append(fault);
  fault.scrollIntoView({ block: "nearest" });
}

function reasonOf({ ename, evalue }) {
  if (ename === "MemoryError") return ["memory", "", "again"];
  if (/\[Errno (28|122)\]/.test(evalue)) return ["space", "", "again"];
  return ["failed", ename, "again"];
}

// ---- Figures ----

// Plotly is 5 MB of script, fetched when the first figure is to be drawn.
let plotly;
function loadPlotly() {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "voila/static/plotly.min.js";
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return plotly;
}

// A box has no size before it is in the page, and Plotly would take another one then. It is told
// of its first size as of all that come.
function drawAsWideAsItsBox(Plotly, node, { data, layout, config }) {
  let drawn = 0;
  const follow = new ResizeObserver(() => {
    const width = node.clientWidth;
    if (width && width !== drawn) Plotly.react(node, data, { ...layout, width }, config);
    drawn = width;
  });
  follow.observe(node);
  return follow;
}

// Figures that cells show, and no widget: Voilà puts what cells show into the page by itself.
function drawStanding() {
  for (const node of content.querySelectorAll(".mk-plotly > script")) {
    const box = node.parentElement;
    const figure = JSON.parse(node.textContent);
    node.remove();
    loadPlotly().then((Plotly) => drawAsWideAsItsBox(Plotly, box, figure));
  }
}

function drawFigures(rendermime) {
  rendermime.addFactory({
    safe: true,
    mimeTypes: [PLOTLY],
    createRenderer() {
      // A renderer has to be a widget of JupyterLab's; the plainest one lends us its place.
      const renderer = rendermime.createRenderer("text/plain");
      renderer.renderModel = async ({ data }) => {
        const Plotly = await loadPlotly();
        const follow = drawAsWideAsItsBox(Plotly, renderer.node, data[PLOTLY]);
        renderer.disposed.connect(() => {
          follow.disconnect();
          Plotly.purge(renderer.node);
        });
      };
      return renderer;
    },
  });
}

// ---- Beginning and end ----

function follow() {
  followDashboard();
  drawStanding();
}

new MutationObserver(follow).observe(content, {
  subtree: true,
  childList: true,
  attributeFilter: ["class"],
});
guardScreens(content, () => watched?.status === "idle");
guardFields(() => spoken("too_big"));
Object.defineProperty(window, "jupyterapp", { set: begin });
lost.querySelector("button").addEventListener("click", () => location.reload());

// A file that is dropped where nothing takes it would be opened, and the page be gone.
for (const name of ["dragover", "drop"]) {
  window.addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}

// Voilà ends the kernel when the page is about to close, even if the user then decides to
// stay. Here the kernel ends when the page is really gone.
window.addEventListener("beforeunload", (event) => {
  event.stopImmediatePropagation();
  if (lost.hidden && document.querySelector(".mk-unsaved")) event.preventDefault();
});
window.addEventListener("pagehide", () => {
  if (kernelId) navigator.sendBeacon(`voila/api/shutdown/${kernelId}`);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// A page that the browser only thinks will be wanted has no kernel until it is.
if (document.prerendering) document.addEventListener("prerenderingchange", start, { once: true });
else start();
