// The page's own small duties: the loading screen, the language, drawing figures, the watch
// over the kernel, and what happens when the page closes. The dashboard itself is widgets.

const PLOTLY = "application/vnd.plotly.v1+json";
const PATIENCE_MS = 4000; // a connection that comes back within this is not worth a word
const START_LIMIT_MS = 60000;

const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");
const words = read("mk-words");
const { baseUrl, kernelId } = read("jupyter-config-data");
const content = document.getElementById("rendered_cells");
const lost = document.getElementById("mk-lost");
const findDashboard = () => document.querySelector(".mk-app");

function speak(language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-mk-word]")) {
    element.textContent = words[language][element.dataset.mkWord];
  }
}

// The dashboard's root names its language in a class, mk-lang-nb, and can change it.
function followDashboard() {
  const root = findDashboard();
  if (!root) return;
  document.getElementById("mk-loading").hidden = true;
  const named = [...root.classList].find((name) => name.startsWith("mk-lang-"));
  const language = named?.slice("mk-lang-".length);
  if (language && language !== document.documentElement.lang) speak(language);
}

function giveUp(word) {
  const sentence = lost.querySelector("p");
  sentence.dataset.mkWord = word;
  document.getElementById("mk-loading").hidden = true;
  lost.hidden = false;
  speak(document.documentElement.lang);
}

// Voilà calls this when its theme is there, if it finds the cells loaded; or it was faster.
function show() {
  content.style.display = "";
}
window.voila_finish = show;
window.cellLoaded = true;
if (window.themeLoaded) show();

// Voilà hands over its application by assigning it to window.jupyterapp.
function begin({ widgetManager }) {
  watch(widgetManager.kernel);
  drawFigures(widgetManager.rendermime);
}

function watch(kernel) {
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
    if (status !== "connected") waiting = setTimeout(giveUp, PATIENCE_MS, "lost");
    // A page that was cut off while it was built does not build itself later.
    else if (!dead && findDashboard()) lost.hidden = true;
  });
}

// Plotly is 5 MB of script, fetched when the first figure is to be drawn.
let plotly;
function loadPlotly() {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${baseUrl}voila/static/plotly.min.js`;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return plotly;
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
        const figure = data[PLOTLY];
        await Plotly.react(renderer.node, figure.data, figure.layout, figure.config);
        renderer.disposed.connect(() => Plotly.purge(renderer.node));
      };
      return renderer;
    },
  });
}

new MutationObserver(followDashboard).observe(content, {
  subtree: true,
  childList: true,
  attributeFilter: ["class"],
});
Object.defineProperty(window, "jupyterapp", { set: begin });
lost.querySelector("button").addEventListener("click", () => location.reload());
if (!content.innerHTML.includes("widget-view+json")) giveUp("error"); // the notebook failed
setTimeout(() => findDashboard() ?? giveUp("error"), START_LIMIT_MS);

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
