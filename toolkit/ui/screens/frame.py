"""The frame of a dashboard: its head, the way through the steps, and the action bar."""

from collections.abc import Mapping
from functools import partial
from time import monotonic
from typing import Any

from ipywidgets import HTML, Box, Button, VBox

from toolkit.messages import Language, Message, plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.notices import Notices
from toolkit.ui.screens.screen import Action, Screen, button, close, mark, once_a_click, row
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.steps import Step, before

DOUBLE_CLICK = 0.3
"""Seconds between the two clicks, at most."""


class Frame:
    """Shows one screen at a time; ``view`` is the whole dashboard.

    ``models`` are those of the session's steps, by their keys.
    """

    def __init__(self, keeper: Keeper, models: Mapping[str, StepModel]) -> None:
        self.session = keeper.session
        self.keeper = keeper
        self.screen: Screen[Any] | None = None
        self._models = models
        self._title = HTML()
        self._languages = {
            language: button(language.label, partial(self._speak, language), "mk-language")
            for language in Language
        }
        self._steps = {
            step: button("", partial(self._go, step), *_kinds(step)) for step in self.session.steps
        }
        self._saved = HTML()
        self._notices = Notices(keeper)
        self._primary, self._secondary = Button(button_style="primary"), Button()
        self._why_not = HTML()
        self._actions: dict[Button, Action | None] = {}
        self._pressed_at = -DOUBLE_CLICK
        self._content = Box()
        self.view = self._layout()
        self._refresh_once = once_a_click(self._refresh)
        self.session.observe(self._show, ["step", "language"])
        self.session.observe(self._follow, "work")
        self.session.observe(self._show_kept, "unsaved")
        keeper.observe(self._show_kept, "saved_at")
        keeper.observe(self._show, "settled")
        self._show()

    def _layout(self) -> VBox:
        aside = (choice for step, choice in self._steps.items() if step.aside)
        head = row(
            self._title,
            row(self._saved, *aside, *self._languages.values(), kind="mk-languages"),
            kind="mk-head",
        )
        for pressed, kind in ((self._primary, "mk-primary"), (self._secondary, "mk-secondary")):
            pressed.add_class(kind)
            pressed.on_click(self._run)
        bar = row(self._secondary, self._why_not, self._primary, kind="mk-bar")
        way = (choice for step, choice in self._steps.items() if not step.aside)
        steps = row(*way, kind="mk-steps")
        view = VBox([head, steps, self._notices.view, self._content, bar])
        self._content.add_class("mk-screen")
        view.add_class("mk-app")
        return view

    def _speak(self, language: Language) -> None:
        self.session.chosen_language = language
        self.session.language = language

    def _go(self, step: Step) -> None:
        if not self._reasons_against(step):
            self.session.step = step

    def _run(self, pressed: Button) -> None:
        action, now = self._actions[pressed], monotonic()
        is_double_click = now - self._pressed_at < DOUBLE_CLICK
        self._pressed_at = now
        if action is None or action.blockers or (action.deliberate and is_double_click):
            return
        action.run()

    def _show(self, _change: object = None) -> None:
        """Build the screen of the step anew, in the session's language."""
        if self.screen is not None:
            self.screen.close()
        step = self.session.step
        assert step is not None
        self.screen = made = step.screen_class()(self._models[step.key])
        made.watch(self._refresh_once, *made.follows())
        self._content.children = (made.view,)
        self._refresh()

    def _follow(self, _change: object) -> None:
        self._refresh_once()

    def _refresh(self) -> None:
        """Bring the head, the steps and the actions in line with the state."""
        _, session = self.session.translate, self.session
        self._title.value = self._heading()
        for language, choice in self._languages.items():
            mark(choice, "mk-current", language is session.language)
            mark(self.view, f"mk-lang-{language}", language is session.language)
        self._show_kept()
        number = 0
        for step, choice in self._steps.items():
            number += not step.aside
            choice.description = _(step.title) if step.aside else f"{number}  {_(step.title)}"
            choice.disabled = bool(self._reasons_against(step))
            mark(choice, "mk-current", step is session.step)
        self._show_actions()

    def _heading(self) -> str:
        _, work = self.session.translate, self.session.work
        if work is None:
            return markup.heading(1, _("Everyone gets to know everyone"))
        details = [plural("{n} student", "{n} students", n=len(work.roster))]
        if number := len(work.plan.periods):
            details.append(plural("{n} period planned", "{n} periods planned", n=number))
        title = ", ".join(filter(None, work.roster.classes)) or _("Your class")
        return markup.heading(1, title, " · ".join(map(_, details)))

    def _show_actions(self) -> None:
        assert self.screen is not None
        primary, secondary = self.screen.primary(), self.screen.secondary()
        self._actions = {self._primary: primary, self._secondary: secondary}
        for pressed, action in self._actions.items():
            pressed.layout.display = None if action else "none"
            pressed.description = action.text if action else ""
        blockers = () if primary is None else primary.blockers
        self._primary.disabled = bool(blockers)
        hint = "" if primary is None else primary.hint
        why_not = " ".join(map(self.session.translate, blockers)) or hint
        self._why_not.value = markup.status(why_not, "mk-muted")

    def _reasons_against(self, step: Step) -> tuple[Message, ...]:
        earlier = before(self.session.steps, step)
        return tuple(reason for one in earlier for reason in self._models[one.key].blockers)

    def _show_kept(self, _change: object = None) -> None:
        """When the last step was saved, or that it is not."""
        _ = self.session.translate
        mark(self.view, "mk-unsaved", self.session.unsaved)
        text = ""
        if self.session.unsaved:
            text = _("Not saved")
        elif self.session.work is not None and self.keeper.saved_at is not None:
            text = _("Saved {time}", time=f"{self.keeper.saved_at:%H:%M}")
        self._saved.value = markup.paragraph(text, "mk-muted") if text else ""

    def close(self) -> None:
        """Stop watching, and free every widget."""
        self.session.unobserve(self._show, ["step", "language"])
        self.session.unobserve(self._follow, "work")
        self.session.unobserve(self._show_kept, "unsaved")
        self.keeper.unobserve(self._show_kept, "saved_at")
        self.keeper.unobserve(self._show, "settled")
        if self.screen is not None:
            self.screen.close()
        self._notices.close()
        close(self.view)


def _kinds(step: Step) -> tuple[str, ...]:
    """The CSS classes of the button that leads to a step."""
    return ("mk-language", "mk-side-step") if step.aside else ("mk-step",)
