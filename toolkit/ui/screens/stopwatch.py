"""A clock that runs in the browser, for a game against it."""

import anywidget
from traitlets import Bool, Float


class Stopwatch(anywidget.AnyWidget):
    """Counts on from ``seconds`` while it is ``running``, and shows them while it is not."""

    _esm = """
    const shown = (ms) => {
      const seconds = Math.floor(ms / 1000);
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    export default {
      render({ model, el }) {
        const time = document.createElement("p");
        time.className = "mk-stopwatch";
        time.setAttribute("role", "timer");
        el.append(time);
        let ticking, since;
        const follow = () => {
          clearInterval(ticking);
          since = performance.now() - 1000 * model.get("seconds");
          time.textContent = shown(performance.now() - since);
          if (!model.get("running")) return;
          ticking = setInterval(() => (time.textContent = shown(performance.now() - since)), 250);
        };
        model.on("change:running change:seconds", follow);
        follow();
        return () => clearInterval(ticking);
      },
    };
    """

    running = Bool(False).tag(sync=True)
    seconds = Float(0).tag(sync=True)


def in_minutes(seconds: float) -> str:
    """Seconds as a clock shows them, ``0:00`` before there are any."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02}"
