"""The steps in the browser's own history, so that its Back leads to the step before."""

import anywidget
from traitlets import Unicode


class BrowserHistory(anywidget.AnyWidget):
    """``step`` is the key of the step that is shown, or that Back and Forward ask for.

    The browser keeps it beside the address, which stays what it is. A notebook's own page is left
    alone. ``turn`` tells the page that another screen is about to be put there.
    """

    _esm = """
    export default {
      render({ model }) {
        if (!document.body.classList.contains("mk-page")) return undefined;
        const there = () => history.state?.mkStep;
        const follow = () => {
          const step = model.get("step");
          if (there() === step) return;
          const change = there() === undefined ? "replaceState" : "pushState";
          history[change]({ ...history.state, mkStep: step }, "");
        };
        const ask = () => {
          if (there() === undefined) return;
          model.set("step", there());
          model.save_changes();
        };
        const turn = () => dispatchEvent(new Event("mk-turn"));
        follow();
        model.on("change:step", follow);
        model.on("msg:custom", turn);
        addEventListener("popstate", ask);
        return () => {
          model.off("change:step", follow);
          model.off("msg:custom", turn);
          removeEventListener("popstate", ask);
        };
      },
    };
    """

    step = Unicode("").tag(sync=True)

    def __init__(self, step: str) -> None:
        super().__init__(step=step)
        self.layout.display = "none"

    def turn(self) -> None:
        """Let the page keep a picture of what is shown until the next screen is there."""
        self.send({"turn": True})
