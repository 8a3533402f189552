// A button for what only the browser can do, and only while it is being clicked.

/** The address of a page as a window of its own; its script is a blob, for none inline may run. */
const address = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const script of page.querySelectorAll("script:not([type])")) {
    const code = new Blob([script.textContent], { type: "text/javascript" });
    const other = page.createElement("script");
    other.src = URL.createObjectURL(code);
    script.replaceWith(other);
  }
  const whole = `<!DOCTYPE html>${page.documentElement.outerHTML}`;
  return URL.createObjectURL(new Blob([whole], { type: "text/html;charset=utf-8" }));
};

// Not let go of: the window may be loaded again, and the browser does it with this page.
const open = (model) => window.open(address(model.get("page")), "_blank", "popup");

export default {
  render({ model, el }) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "jupyter-button widget-button";
    const say = () => (button.textContent = model.get("description"));
    button.addEventListener("click", () => open(model));
    say();
    model.on("change:description", say);
    el.append(button);
    return () => model.off("change:description", say);
  },
};
