"""The adaptations of a class on the screen: written down, corrected, removed."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ipywidgets import Box, Dropdown, Widget

from toolkit.messages import Message
from toolkit.school.words import ADAPTED, REASONS, told
from toolkit.ui.screens import markup
from toolkit.ui.screens.outcome import asked_first, outcome
from toolkit.ui.screens.screen import Screen, button, row, section, shown, text_field
from toolkit.ui.state.adapting import Adapting
from toolkit.workspace.adaptations import Noted


def adaptation_section(screen: Screen[Any], model: Adapting) -> Box:
    """What is on record, and a form for more; it stands for periods that there are."""
    parts = ("chosen", "correcting", "asking", "version", "error")
    return screen.live(lambda: _section(screen, model), *((model, part) for part in parts))


def _section(screen: Screen[Any], model: Adapting) -> Iterable[Widget]:
    _ = screen._
    if model.class_id is None:
        return
    yield section(
        _("Adaptations"),
        _("A makkerbytte that went otherwise than planned, and why. No names are needed."),
        *_answer(screen, model),
        *(_line(screen, model, noted) for noted in model.noted),
        _form(screen, model),
    )


def _answer(screen: Screen[Any], model: Adapting) -> Iterable[Widget]:
    _ = screen._
    if model.asking is not None:
        text = _("Remove the adaptation in period {number}?", number=model.asking.number)
        yield from asked_first(screen, text, _("Yes, remove"), model.remove, model.leave)
    else:
        yield from outcome(screen, model.error, model.done)


def _line(screen: Screen[Any], model: Adapting, noted: Noted) -> Widget:
    _ = screen._
    sentences = [*screen.say(told(noted.adaptation)), noted.adaptation.note]
    what = ". ".join(filter(None, sentences)).rstrip(".")
    day = _.language.date(noted.at.astimezone())
    return row(
        shown(markup.rule_line(_("Period {number}", number=noted.number), f"{what}. ({day})")),
        row(
            button(
                _("Correct"),
                partial(model.correct, noted),
                "mk-quiet",
                tooltip=_("Correct the adaptation in period {number}", number=noted.number),
            ),
            button(
                _("Remove"),
                partial(model.ask_to_remove, noted),
                "mk-quiet",
                tooltip=_("Remove the adaptation in period {number}", number=noted.number),
            ),
        ),
        kind="mk-rule",
    )


def _form(screen: Screen[Any], model: Adapting) -> Widget:
    """For a new one of the newest period, or with the one that is being corrected."""
    _, old, numbers = screen._, model.correcting, model.numbers
    if not numbers:
        text = _("Adaptations can be noted once a period is accepted.")
        return shown(markup.paragraph(text, "mk-muted"))
    before = None if old is None else old.adaptation
    period = Dropdown(
        description=_("Period"),
        options=[(str(number), number) for number in numbers],
        value=numbers[-1] if old is None else old.number,
    )
    what = _choice(screen, _("What"), ADAPTED.items())
    why = _choice(screen, _("Why"), REASONS.items())
    planned = _choice(screen, _("Planned"), [(False, Message("No")), (True, Message("Yes"))])
    goes_on = _choice(screen, _("Go on with it"), [(False, Message("No")), (True, Message("Yes"))])
    note = text_field(_("In a few words"), _("Without names"))
    if before is not None:
        why.value, note.value = before.why, before.note
        what.value = what.value if before.what is None else before.what
        planned.value, goes_on.value = bool(before.planned), bool(before.goes_on)

    def save() -> None:
        model.note(period.value, what.value, why.value, note.value, planned.value, goes_on.value)

    words = _("Save the adaptation") if old is None else _("Save the correction")
    leave = [] if old is None else [button(_("Cancel"), model.leave, "mk-quiet")]
    return row(
        *(period, what, why, planned, goes_on, note),
        button(words, save, "mk-add"),
        *leave,
        kind="mk-maker",
    )


def _choice(screen: Screen[Any], label: str, choices: Iterable[tuple[object, Message]]) -> Dropdown:
    return Dropdown(description=label, options=[(screen._(words), one) for one, words in choices])
