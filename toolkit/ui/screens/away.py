"""Some are away: who writes to them, and who sits together today."""

from collections.abc import Iterable, Sequence

from ipywidgets import Widget

from toolkit.absence import GREETING, Absence
from toolkit.people import Student
from toolkit.ui.screens import markup
from toolkit.ui.screens.copied import CopiedText
from toolkit.ui.screens.screen import Screen, reply, shown
from toolkit.ui.screens.toggles import Toggles
from toolkit.ui.state.today import TodayModel


def away_panel(screen: Screen[TodayModel]) -> Widget:
    """The class to tick, and below it what follows."""
    _, model = screen._, screen.model
    label, away = model.label, model.away
    names = ((one.id, label(one), one.id in away.ids) for one in screen.session.roster)
    return reply(
        _("Who is away today?"),
        _("Only for today: nothing of it is saved or counted."),
        Toggles(_("The students of the class"), names, away.set),
        screen.live(lambda: _what_follows(screen), (away, "ids"), kind="mk-away"),
    )


def _what_follows(screen: Screen[TodayModel]) -> Iterable[Widget]:
    if (absence := screen.model.away.absence) is None:
        return
    _ = screen._
    messages = [
        _("{one} writes to {other}.", one=_name(screen, sent.sender), other=_name(screen, sent.to))
        for sent in absence.messages
    ]
    messages += [
        _("You write to {student}.", student=_name(screen, one)) for one in absence.teacher
    ]
    yield shown(markup.titled_list(_("Who writes to whom"), messages))
    yield CopiedText(
        text=_(GREETING),
        words=_("Copy the message"),
        done=_("Copied."),
        by_hand=_("The text is marked: press Ctrl+C to copy it."),
    )
    yield from _seats(screen, absence)


def _seats(screen: Screen[TodayModel], absence: Absence) -> Iterable[Widget]:
    """Who is put together, and who has nobody; everyone else sits as always."""
    _ = screen._
    together = [_joined(screen, students) for students in absence.put_together]
    for one in absence.alone:
        company = absence.company.get(one.id)
        together.append(
            _("{student} has nobody today.", student=_name(screen, one))
            if company is None
            else _(
                "{student} sits with {others}.",
                student=_name(screen, one),
                others=_joined(screen, company),
            )
        )
    if together:
        yield shown(markup.titled_list(_("Together today"), together))
    yield shown(markup.status(_("All the others sit with their makker as always."), "mk-muted"))


def _joined(screen: Screen[TodayModel], students: Sequence[Student]) -> str:
    *first, last = [_name(screen, student) for student in students]
    if not first:
        return last
    return screen._("{one} and {other}", one=", ".join(first), other=last)


def _name(screen: Screen[TodayModel], student: Student) -> str:
    return screen.model.label(student)
