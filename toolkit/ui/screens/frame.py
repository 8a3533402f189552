"""The frame of the dashboard: its head, the way through the steps, and the action bar."""

from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic

from ipywidgets import HTML, Box, Button, VBox, Widget

from toolkit.messages import Language, Message, plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Action, Screen, button, close, mark, row
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.session import PATH, Session, Step

LANGUAGES = {Language.NB: "Bokmål", Language.NN: "Nynorsk", Language.EN: "English"}

DOUBLE_CLICK = 0.3
"""Seconds between the two clicks, at most."""

type Blockers = Callable[[], tuple[Message, ...]]


class Frame:
    """Shows one screen at a time; ``view`` is the whole dashboard.

    ``screens`` build the screen of a step, ``blockers`` tell why a step is not finished.
    """

    def __init__(
        self,
        session: Session,
        keeper: Keeper,
        screens: dict[Step, Callable[[], Screen]],
        blockers: dict[Step, Blockers],
    ) -> None:
        self.session = session
        self.keeper = keeper
        self.screen: Screen | None = None
        self._screens = screens
        self._blockers = blockers
        self._title = HTML()
        self._languages = {
            language: button(name, partial(self._speak, language), "mk-language")
            for language, name in LANGUAGES.items()
        }
        self._steps = {step: button("", partial(self._go, step), "mk-step") for step in PATH}
        self._archive = button("", partial(self._go, Step.ARCHIVE), "mk-language", "mk-archive")
        self._saved = HTML()
        self._notices = VBox()
        self._primary, self._secondary = Button(button_style="primary"), Button()
        self._why_not = HTML()
        self._actions: dict[Button, Action | None] = {}
        self._pressed_at = -DOUBLE_CLICK
        self._content = Box()
        self.view = self._layout()
        self._watched = (
            (self._show, ["step", "language"]),
            (self._refresh, ["roster", "plan", "rules"]),
            (self._show_kept, ["unsaved"]),
            (self._show_notices, ["language"]),
        )
        for changed, names in self._watched:
            session.observe(changed, names)
        keeper.observe(self._show_kept, ["saved_at"])
        keeper.observe(self._show_notices, ["error", "conflict"])
        self._show()
        self._show_notices()

    def _layout(self) -> VBox:
        head = row(
            self._title,
            row(self._saved, self._archive, *self._languages.values(), kind="mk-languages"),
            kind="mk-head",
        )
        for pressed, kind in ((self._primary, "mk-primary"), (self._secondary, "mk-secondary")):
            pressed.add_class(kind)
            pressed.on_click(self._run)
        bar = row(self._secondary, self._why_not, self._primary, kind="mk-bar")
        steps = row(*self._steps.values(), kind="mk-steps")
        view = VBox([head, steps, self._notices, self._content, bar])
        self._content.add_class("mk-screen")
        self._notices.add_class("mk-region")
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
        self.screen = self._screens[self.session.step]()
        for model, trait in self.screen.follows():
            self.screen.watch(model, self._refresh, trait)
        self._content.children = (self.screen.view,)
        self._refresh()

    def _refresh(self, _change: object = None) -> None:
        """Bring the head, the steps and the actions in line with the state."""
        _ = self.session.translate
        roster, plan = self.session.roster, self.session.plan
        if roster is None:
            title, details = _("Everyone gets to know everyone"), []
        else:
            title = ", ".join(filter(None, roster.classes)) or _("Your class")
            details = [plural("{n} student", "{n} students", n=len(roster))]
            if plan.periods:
                details.append(
                    plural("{n} period planned", "{n} periods planned", n=len(plan.periods))
                )
        self._title.value = markup.heading(1, title, " · ".join(map(_, details))).value
        for language, choice in self._languages.items():
            mark(choice, "mk-current", language is self.session.language)
            mark(self.view, f"mk-lang-{language}", language is self.session.language)
        names = {
            Step.ROSTER: _("Class list"),
            Step.RULES: _("Rules"),
            Step.PROPOSAL: _("Proposal"),
            Step.OVERVIEW: _("Overview"),
        }
        self._archive.description = _("Archive")
        mark(self._archive, "mk-current", self.session.step is Step.ARCHIVE)
        self._show_kept()
        for number, (step, choice) in enumerate(self._steps.items(), start=1):
            choice.description = f"{number}  {names[step]}"
            choice.disabled = bool(self._reasons_against(step))
            mark(choice, "mk-current", step is self.session.step)
        self._show_actions()

    def _show_actions(self) -> None:
        assert self.screen is not None
        _ = self.session.translate
        primary, secondary = self.screen.primary(), self.screen.secondary()
        self._actions = {self._primary: primary, self._secondary: secondary}
        self._primary.description = primary.text
        self._primary.disabled = bool(primary.blockers)
        self._secondary.layout.display = None if secondary else "none"
        self._secondary.description = secondary.text if secondary else ""
        markup.say(self._why_not, " ".join(map(_, primary.blockers)) or primary.hint, "mk-muted")

    def _reasons_against(self, step: Step) -> tuple[Message, ...]:
        earlier = PATH[: PATH.index(step)] if step in PATH else ()
        return tuple(reason for one in earlier for reason in self._blockers[one]())

    def _show_kept(self, _change: object = None) -> None:
        """When the last step was saved, or that it is not."""
        _ = self.session.translate
        mark(self.view, "mk-unsaved", self.session.unsaved)
        text = ""
        if self.session.unsaved:
            text = _("Not saved")
        elif self.session.roster is not None and self.keeper.saved_at is not None:
            text = _("Saved {time}", time=f"{self.keeper.saved_at:%H:%M}")
        self._saved.value = markup.paragraph(text, "mk-muted").value if text else ""

    def _show_notices(self, _change: object = None) -> None:
        """What stands in the way of saving, and what can be done about it."""
        old, self._notices.children = self._notices.children, tuple(self._kept_notices())
        for widget in old:
            close(widget)

    def _kept_notices(self) -> Iterable[Widget]:
        _, keeper = self.session.translate, self.keeper
        if not self.session.is_lasting:
            text = _(
                "Nothing is saved: all is gone when you close the page. Download what you need."
            )
            yield markup.note([text], "warning")
        if keeper.error is not None:
            yield markup.note([keeper.error.translated(_)], "danger")
            yield row(button(_("Try again"), keeper.keep))
        if (conflict := keeper.conflict) is not None:
            yield markup.note(
                [_("Someone else has changed this class in the meantime. They have done this:")],
                "warning",
                list(map(_, conflict.their_changes)),
            )
            choices = [button(_("Use theirs"), keeper.take_theirs)]
            if mine := conflict.my_changes:
                text = _("You have done this, and it is not saved:")
                yield markup.note([text], "quiet", list(map(_, mine)))
            if conflict.can_keep_mine:
                choices.append(button(_("Save mine on top"), keeper.keep_mine, "mk-quiet"))
            yield row(*choices)

    def close(self) -> None:
        """Stop watching, and free every widget."""
        for changed, names in self._watched:
            self.session.unobserve(changed, names)
        self.keeper.unobserve(self._show_kept, ["saved_at"])
        self.keeper.unobserve(self._show_notices, ["error", "conflict"])
        if self.screen is not None:
            self.screen.close()
        close(self.view)
