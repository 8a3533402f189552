"""How far the planning of many classes is, and what has come of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from ipywidgets import VBox, Widget

from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.outcome import outcome
from toolkit.ui.screens.screen import Screen, set_visible, shown
from toolkit.ui.state.planning_all import PlanningAll
from toolkit.workspace.proposing import Proposed


def progress_of(screen: Screen[Any], planning: PlanningAll) -> VBox:
    """A bar while they are planned."""
    sentence, bar = shown(markup.status("")), shown("")
    box = VBox([sentence, bar])
    box.add_class("mk-search-progress")

    def update() -> None:
        now, _, is_on = planning.progress, screen._, planning.job.running
        set_visible(box, is_on)
        told = _("{planned} of {n} classes are planned.", planned=now.planned, n=now.of)
        sentence.value = markup.status(told if is_on else "")
        bar.value = markup.progress(_("Planned classes"), now.planned, now.of)

    update()
    screen.watch(update, (planning.job, "running"), (planning, "progress"))
    return box


def come_of(screen: Screen[Any], planning: PlanningAll) -> Iterable[Widget]:
    """How many have a proposal, and which have none and why; nothing while they are planned."""
    if planning.job.running:
        return
    yield from outcome(screen, planning.error, None)
    if planning.outcomes:
        yield shown(_outcomes(screen, planning.outcomes))


def _outcomes(screen: Screen[Any], outcomes: Sequence[Proposed]) -> str:
    _ = screen._
    named = sorted(outcomes, key=lambda one: one.name)
    without = [one for one in named if one.error is not None]
    texts = list[str]()
    if number := len(named) - len(without):
        kept = plural(
            "A proposal is kept with {n} class. It is accepted there.",
            "A proposal is kept with each of {n} classes. It is accepted there.",
            n=number,
        )
        texts.append(_(kept))
    if without:
        texts.append(_("These have none:"))
    reasons = [_("{name}: {why}", name=_called(screen, one), why=one.told) for one in without]
    return markup.note(texts, "warning" if without else "good", reasons)


def _called(screen: Screen[Any], one: Proposed) -> str:
    return one.name or screen._("Class without a name")
