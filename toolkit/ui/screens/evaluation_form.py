"""The form of the evaluation on the screen: printed, changed and used."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ipywidgets import Widget

from toolkit.evaluation.form import Role
from toolkit.messages import Language, Message, Translator
from toolkit.ui.screens.files import Download, upload
from toolkit.ui.screens.outcome import asked_first, outcome
from toolkit.ui.screens.screen import Screen, Watched, button, row, section
from toolkit.ui.state.evaluation_form import EvaluationFormModel
from toolkit.ui.state.file_names import Content, file_name

ROLES = {Role.STUDENT: Message("Students"), Role.TEACHER: Message("Teachers")}


def form_section(
    screen: Screen[Any], model: EvaluationFormModel, role: Callable[[], Role], *watched: Watched
) -> Widget:
    """What the form is, on paper in each language, and as a file."""
    _ = screen._
    return section(
        _("1. The form"),
        _("Print it, or make it in your form tool with the same words. No names are asked for."),
        screen.live(lambda: _papers(screen, model, role()), (model, "version"), *watched),
        screen.live(lambda: _files(screen, model), (model, "version")),
        screen.live(
            lambda: _answer(screen, model), (model, "asking"), (model, "error"), (model, "done")
        ),
    )


def _papers(screen: Screen[Any], model: EvaluationFormModel, role: Role) -> Iterable[Widget]:
    _ = screen._
    who = _(ROLES[role])
    if not any(item.role is role for item in model.form.items):
        return
    yield row(
        *(
            Download(
                _("Print: {language}", language=language.label),
                file_name(Content.FORM, ".pdf", Translator(language), f"{who}-{language}".lower()),
                partial(model.paper, role, language),
            )
            for language in Language
        )
    )


def _files(screen: Screen[Any], model: EvaluationFormModel) -> Iterable[Widget]:
    _ = screen._
    acts: list[Widget] = [
        Download(_("Take the form to change it"), file_name(Content.FORM, ".toml", _), model.file),
        upload(_("Choose a changed form"), ".toml", model.take),
    ]
    if model.is_own:
        acts.append(button(_("Use the leaflet's form again"), model.ask_to_delete, "mk-quiet"))
    yield row(*acts)


def _answer(screen: Screen[Any], model: EvaluationFormModel) -> Iterable[Widget]:
    _ = screen._
    if model.asking:
        text = _("Let go of the school's own form? Answers to its own questions go out of sight.")
        yield from asked_first(screen, text, _("Yes, use the leaflet's"), model.delete, model.leave)
    else:
        yield from outcome(screen, model.error, model.done)
