"""The fields that make a rule of one kind, and what stands in the way of it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ipywidgets import VBox, Widget

from toolkit.messages import plural
from toolkit.rules import RuleKind
from toolkit.ui.screens import markup
from toolkit.ui.screens.hidden_names import names_button
from toolkit.ui.screens.picker import NameField, student_picker
from toolkit.ui.screens.screen import Screen, button, row, shown
from toolkit.ui.state.rules import RulesModel

_CHOICES = ("scope", "periods", "near", "avoid", "strict")


def rule_maker(
    screen: Screen[Any], model: RulesModel, kind: RuleKind, *choices: Widget
) -> tuple[NameField, Widget]:
    """The name field, and all that makes a rule: it, the kind's own choices, and *Add*."""
    _ = screen._
    draft = model.drafts[kind]
    field, chips = student_picker(
        screen,
        model.roster,
        lambda: draft.students,
        draft.pick,
        draft.drop,
        (draft, "students"),
        text=draft.text,
    )
    field.observe(lambda change: setattr(draft, change["name"], change["new"]), ["text", "matches"])

    def done_by(act: Callable[[RuleKind], bool]) -> None:
        """The keyboard goes on where the next rule is made, for the button is off or gone."""
        if act(kind):
            field.focus()

    add = button(_("Add"), partial(done_by, model.add), "mk-add")
    why = shown(markup.status("", "mk-muted"))

    def update() -> None:
        missing = draft.missing if draft.students or draft.periods.strip() else ()
        add.disabled = bool(draft.blockers or model.objection(kind))
        why.value = markup.status(" ".join(screen.say(missing)), "mk-muted")

    parts = [(draft, name) for name in ("students", *_CHOICES)]
    rules = (screen.session, "work.rules")
    update()
    screen.watch(update, *parts, (draft, "text"), (draft, "matches"), rules)
    instead = partial(done_by, model.add_instead)
    objection = screen.live(
        partial(_objection, screen, model, kind, instead),
        *parts,
        rules,
        (screen.session, "discreet"),
    )
    picking = VBox([row(field, *choices, add, kind="mk-maker"), chips, why, objection])
    picking.add_class("mk-picking")
    return field, picking


def _objection(
    screen: Screen[Any], model: RulesModel, kind: RuleKind, add_instead: Callable[[], object]
) -> Iterable[Widget]:
    """What the draft contradicts, and the way out of it where there is one."""
    _ = screen._
    if (objection := model.objection(kind)) is None:
        return
    if objection.is_secret and screen.session.discreet:
        hidden = _("This does not go together with another rule. Show the names to see which one.")
        yield shown(markup.note([hidden], "warning"))
        yield row(names_button(screen))
        return
    yield shown(markup.note(screen.say(objection.why), "warning", screen.say(objection.rules)))
    if objection.replaceable:
        words = plural(
            "Remove that rule, and add this one",
            "Remove those rules, and add this one",
            n=len(objection.replaceable),
        )
        yield row(button(_(words), add_instead))
