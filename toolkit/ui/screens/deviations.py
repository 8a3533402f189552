"""The deviations of the open class on the screen: written down, corrected, removed."""

from functools import partial
from typing import Any

from ipywidgets import Dropdown, Widget

from toolkit.messages import Message
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, button, row, section, shown
from toolkit.ui.state.archive import ArchiveModel
from toolkit.workspace.records import Deviation, Noted, Reason

ELSE = Message("Something else")
_DEVIATIONS: dict[Deviation | None, Message] = {
    Deviation.LATE: Message("The makkerbytte came late"),
    Deviation.SKIPPED: Message("The makkerbytte was skipped"),
    Deviation.INTERVAL: Message("The period had another length"),
    Deviation.NO_CONTRACT: Message("No group contract was written"),
}
_REASONS = {
    Reason.HOLIDAY: Message("Holiday"),
    Reason.EXAMS: Message("Tests or exams"),
    Reason.TRIP: Message("Trip or project"),
    Reason.TEACHER_AWAY: Message("The teacher was away"),
    Reason.NO_TIME: Message("There was no time"),
    Reason.CLASS_NEEDED_IT: Message("The class needed it"),
    Reason.OTHER: ELSE,
}


def deviation_section(screen: Screen[Any], model: ArchiveModel) -> Widget:
    """What is on record, and a form for more; it stands for periods that there are."""
    _ = screen._
    return section(
        _("Deviations"),
        _("A makkerbytte that went otherwise than planned, and why. No names are needed."),
        *(_line(screen, model, noted) for noted in model.deviations),
        _form(screen, model),
    )


def _line(screen: Screen[Any], model: ArchiveModel, noted: Noted) -> Widget:
    _ = screen._
    what = _(_DEVIATIONS.get(noted.deviation, ELSE))
    why = _(_REASONS[noted.reason])
    day = _.language.date(noted.at.astimezone())
    return row(
        shown(
            markup.rule_line(_("Period {number}", number=noted.number), f"{what}. {why}. ({day})")
        ),
        row(
            button(
                _("Correct"),
                partial(model.correct, noted),
                "mk-quiet",
                tooltip=_("Correct the deviation in period {number}", number=noted.number),
            ),
            button(
                _("Remove"),
                partial(model.remove, noted),
                "mk-quiet",
                tooltip=_("Remove the deviation in period {number}", number=noted.number),
            ),
        ),
        kind="mk-rule",
    )


def _form(screen: Screen[Any], model: ArchiveModel) -> Widget:
    """For a new one of the newest period, or with the one that is being corrected."""
    _, old = screen._, model.correcting
    numbers = [period.number for period in screen.session.plan.periods]
    if old is not None and old.number not in numbers:  # its period was taken back
        numbers.insert(0, old.number)
    if not numbers:
        text = _("Deviations can be noted once a period is accepted.")
        return shown(markup.paragraph(text, "mk-muted"))
    period = Dropdown(
        description=_("Period"),
        options=[(str(number), number) for number in numbers],
        value=numbers[-1] if old is None else old.number,
    )
    what = Dropdown(
        description=_("What"),
        options=[(_(words), one) for one, words in _DEVIATIONS.items()],
    )
    why = Dropdown(
        description=_("Why"), options=[(_(words), one) for one, words in _REASONS.items()]
    )
    words = _("Save the deviation")
    if old is not None:
        words, why.value = _("Save the correction"), old.reason
        if old.deviation is not None:
            what.value = old.deviation
    save = button(words, lambda: model.note(period.value, what.value, why.value), "mk-add")
    leave = [] if old is None else [button(_("Cancel"), partial(model.correct, None), "mk-quiet")]
    return row(period, what, why, save, *leave, kind="mk-maker")
