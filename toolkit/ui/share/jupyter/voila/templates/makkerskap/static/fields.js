// What is done with every field of the page, for widgets make them: what is typed in them stays
// out of the browser's own files, and a file that is too large is refused before it is sent.

const FIELDS = "input, textarea, select";

// Browsers keep the values of fields, to bring a closed page back: on the disk, names and all.
// They do not for the fields of a form that asks them not to; the page's own is empty, and its
// fields name it, so that Enter and buttons go on as if there were none.
function keepOut(field) {
  if (field.getAttribute("form") !== "mk-fields") field.setAttribute("form", "mk-fields");
  if (field.autocomplete !== "off") field.autocomplete = "off";
}

function keepOutAll(root) {
  if (root.matches?.(FIELDS)) keepOut(root);
  for (const field of root.querySelectorAll?.(FIELDS) ?? []) keepOut(field);
}

// Widgets choose files with an input that is in no document, so it is found when it is pressed.
const press = HTMLInputElement.prototype.click;
HTMLInputElement.prototype.click = function () {
  if (this.type === "file" && !this.mkGuarded) {
    this.mkGuarded = true;
    this.addEventListener("change", (event) => refuse(event, this.files, this.accept), true);
  }
  press.call(this);
};

let most; // bytes: of a list, and of a backup
let sayTooBig;
let button; // the one that was pressed last, beside which a refusal is said

function refuse(event, files, accept = "") {
  document.getElementById("mk-too-big")?.remove();
  const limit = accept.includes(".db") ? most.backup : most.list;
  if (![...files].some(({ size }) => size > limit)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  if (event.target.type === "file") event.target.value = "";
  const notice = document.createElement("p");
  Object.assign(notice, { id: "mk-too-big", className: "mk-notice", textContent: sayTooBig(limit) });
  notice.setAttribute("role", "alert");
  (button?.isConnected ? button : document.querySelector("main").firstChild).after(notice);
}

// `tooBig` has the sentence, in the page's language; the form of all fields has the limits.
export function guardFields(tooBig) {
  const form = document.getElementById("mk-fields");
  most = { list: Number(form.dataset.most), backup: Number(form.dataset.mostBackup) };
  sayTooBig = (limit) => tooBig().replace("{most}", Math.floor(limit / 1e6));
  form.addEventListener("submit", (event) => event.preventDefault());
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(keepOutAll);
  }).observe(document.body, { subtree: true, childList: true });
  document.addEventListener("click", ({ target }) => (button = target.closest("button") ?? button), true);
  document.addEventListener("drop", (event) => refuse(event, event.dataTransfer?.files ?? []), true);
}
