"""What is known of a search while it goes on."""

from collections.abc import Callable
from typing import Any

from ipywidgets import VBox

from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, Watched, set_visible, shown
from toolkit.ui.state.job import Job


def search_box(
    screen: Screen[Any],
    job: Job[Any],
    kind: str,
    waiting: str,
    is_on: Callable[[], bool],
    text: Callable[[], str],
    *watched: Watched,
) -> VBox:
    """Tells of a job while it ``is_on``, with the seconds that it has taken.

    Only what is new in ``text`` is said to a screen reader. ``watched`` is what the two depend on
    beside the job.
    """
    sentence, time = shown(markup.status("")), shown(markup.paragraph(""))
    box = VBox([sentence, shown(markup.waiting(waiting)), time])
    box.add_class(kind)

    def update() -> None:
        is_shown, now = is_on(), job.progress
        set_visible(box, is_shown)
        sentence.value = markup.status(text() if is_shown else "")
        seconds = "" if now is None else screen._("{seconds} s", seconds=round(now.seconds))
        time.value = markup.paragraph(seconds, "mk-muted")

    update()
    screen.watch(update, (job, "running"), (job, "progress"), *watched)
    return box
