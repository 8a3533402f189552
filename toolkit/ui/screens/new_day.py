"""The page is told when another day has begun while it was open."""

from collections.abc import Callable

import anywidget


class NewDay(anywidget.AnyWidget):
    """Calls ``begun`` on a new day; it is not seen.

    The browser looks once a minute, and when its window is turned to: what it was to do at
    midnight would wait while the machine sleeps.
    """

    _esm = """
    export default {
      render({ model }) {
        const today = () => new Date().toDateString();
        let day = today();
        const look = () => {
          if (day === today()) return;
          day = today();
          model.send({ begun: true });
        };
        const every = setInterval(look, 60_000);
        document.addEventListener("visibilitychange", look);
        return () => {
          clearInterval(every);
          document.removeEventListener("visibilitychange", look);
        };
      },
    };
    """

    def __init__(self, begun: Callable[[], object]) -> None:
        super().__init__()
        self.layout.display = "none"
        self.on_msg(lambda _widget, _content, _buffers: begun())
