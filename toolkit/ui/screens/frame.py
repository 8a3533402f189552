"""The frame of a dashboard: its head, the way through the steps, and the action bar."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from ipywidgets import HTML, Box, Button, VBox
from traitlets import Bunch

from toolkit.messages import Language, plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.browser_history import BrowserHistory
from toolkit.ui.screens.notices import Notices
from toolkit.ui.screens.screen import (
    Action,
    Screen,
    button,
    close,
    mark,
    mark_one,
    once_a_click,
    row,
    set_visible,
)
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.net import NET
from toolkit.ui.state.steps import Place, Step, before, beside, called


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
        self._history = BrowserHistory(self._shown_step.key)
        self._history.observe(self._follow_browser, "step")
        self._notices = Notices(keeper)
        self._primary, self._secondary = Button(button_style="primary"), Button()
        self._why_not = HTML()
        self._actions: dict[Button, Action | None] = {}
        self._content = Box()
        self._bar = row(self._secondary, self._why_not, self._primary, kind="mk-bar")
        self.view = self._layout()
        self._refresh_once = once_a_click(self._refresh)
        NET.spread(lambda error: setattr(keeper, "error", error))
        self.session.observe(self._show, ["step", "language"])
        self.session.observe(self._follow, "work")
        self.session.observe(self._show_kept, "unsaved")
        keeper.observe(self._show_kept, ["saved_at", "is_saving"])
        keeper.observe(self._show, "settled")
        self._show()

    def _layout(self) -> VBox:
        languages = row(*self._languages.values(), kind="mk-languages")
        way = row(*self._steps.values(), languages, kind="mk-way")
        head = row(self._title, way, self._saved, kind="mk-head")
        self._title.add_class("mk-unseen")
        self._saved.add_class("mk-saved")
        self._primary.add_class("mk-primary")
        for pressed in (self._primary, self._secondary):
            pressed.on_click(self._run)
        view = VBox([head, self._notices.view, self._content, self._bar, self._history])
        self._content.add_class("mk-screen")
        view.add_class("mk-app")
        return view

    def _speak(self, language: Language) -> None:
        self.session.chosen_language = language
        self.session.language = language

    def _go(self, step: Step) -> None:
        if self._can_turn_to(step):
            self.session.step = step

    def go_to(self, key: str) -> None:
        """Take the step of this key, or stay where it cannot be taken now."""
        if (step := called(self.session.steps, key)) is not None:
            self._go(step)

    def _follow_browser(self, change: Bunch) -> None:
        """Take the step that Back or Forward leads to."""
        self.go_to(change.new)
        self._history.step = self._shown_step.key

    @property
    def _shown_step(self) -> Step:
        step = self.session.step
        assert step is not None
        return step

    def _run(self, pressed: Button) -> None:
        action = self._actions[pressed]
        if action is None or action.blockers:
            return
        with NET.under():
            action.run()

    def _show(self, change: object = None) -> None:
        """Build the screen of the step anew, in the session's language."""
        old, self.screen = self.screen, self._built(self._shown_step)
        self.screen.watch(self._refresh_once, *self.screen.follows())
        self._history.step = self._shown_step.key  # a slow page would not know what it shows
        self._history.turn()
        self._content.children = (self.screen.view,)
        # With all else that one click changes; before there is a page, at once.
        if change is None:
            self._refresh()
        else:
            self._refresh_once()
        if old is not None:  # only now, or the page would show it being taken apart
            old.close()

    def _built(self, step: Step) -> Screen[Any]:
        model = self._models[step.key]
        with NET.under():
            made: Screen[Any] = step.screen_class()(model)
            return made
        return NothingToShow(model)

    def _follow(self, _change: object) -> None:
        self._refresh_once()

    def _refresh(self) -> None:
        """Bring the head, the steps and the actions in line with the state."""
        _, session = self.session.translate, self.session
        self._title.value = self._heading()
        self._history.step = self._shown_step.key
        mark_one(self._languages.values(), "mk-current", self._languages[session.language])
        for language in sorted(Language, key=lambda one: one is session.language):
            mark(self.view, f"mk-lang-{language}", language is session.language)
        self._show_kept()
        number, in_sight = 0, beside(session.steps, self._shown_step)
        for step, choice in self._steps.items():
            set_visible(choice, step in in_sight)
            on_path, model = step.place is Place.PATH, self._models[step.key]
            number += on_path
            choice.description = model.called or _(step.title)
            if on_path:
                choice.description = f"{number}  {choice.description}"
            choice.disabled = not self._can_turn_to(step)
        mark_one(self._steps.values(), "mk-current", self._steps[self._shown_step])
        self._show_actions()

    def _heading(self) -> str:
        _, work = self.session.translate, self.session.work
        if work is None:
            return markup.heading(1, _("Everyone gets to know everyone"))
        details = [plural("{n} student", "{n} students", n=len(work.roster))]
        if number := len(work.plan.periods):
            details.append(plural("{n} period planned", "{n} periods planned", n=number))
        title = self.session.title or _("Your class")
        return markup.heading(1, title, " · ".join(map(_, details)))

    def _show_actions(self) -> None:
        assert self.screen is not None
        primary, secondary = self.screen.primary(), self.screen.secondary()
        self._actions = {self._primary: primary, self._secondary: secondary}
        for pressed, action in self._actions.items():
            set_visible(pressed, action is not None)
            pressed.description = action.text if action else ""
        set_visible(self._bar, any((primary, secondary)))
        blockers = () if primary is None else primary.blockers
        self._primary.disabled = bool(blockers)
        hint = "" if primary is None else primary.hint
        why_not = " ".join(map(self.session.translate, blockers)) or hint
        self._why_not.value = markup.status(why_not, "mk-muted")

    def _can_turn_to(self, step: Step) -> bool:
        """Whether there is something to see there, and nothing before it stands in the way."""
        earlier = before(self.session.steps, step)
        return not self._models[step.key].is_empty and not any(
            self._models[one.key].blockers for one in earlier
        )

    def _show_kept(self, _change: object = None) -> None:
        """When the last step was saved, or that it is not, or what is not finished yet."""
        _ = self.session.translate
        begun = [one.unfinished for one in self._models.values() if one.unfinished is not None]
        mark(self.view, "mk-unsaved", bool(self.session.unsaved or begun))
        text = ""
        if not self.session.keeps:
            pass  # and nobody expects it
        elif self.keeper.is_saving and self.session.work is not None:
            text = _("Not saved yet …")
        elif self.session.unsaved:
            text = _("Not saved")
        elif begun:
            text = _(begun[0])
        elif self.session.work is not None and self.keeper.saved_at is not None:
            text = _("Saved {time}", time=f"{self.keeper.saved_at:%H:%M}")
        self._saved.value = markup.paragraph(text, "mk-muted") if text else ""

    def close(self) -> None:
        """Stop watching, and free every widget."""
        self.session.unobserve(self._show, ["step", "language"])
        self.session.unobserve(self._follow, "work")
        self.session.unobserve(self._show_kept, "unsaved")
        self.keeper.unobserve(self._show_kept, ["saved_at", "is_saving"])
        self.keeper.unobserve(self._show, "settled")
        if self.screen is not None:
            self.screen.close()
        self._notices.close()
        close(self.view)
        NET.fold()


class NothingToShow(Screen[StepModel]):
    """Stands in for a screen that could not be built; what went wrong is told above it."""

    def build(self) -> Box:
        """Nothing."""
        return Box()

    def primary(self) -> Action | None:
        """Nothing to do here; the other steps are where they were."""
        return None


def _kinds(step: Step) -> tuple[str, ...]:
    """The CSS classes of the button that leads to a step."""
    return "mk-step", f"mk-{step.place.value}-step", f"mk-to-{step.key}"
