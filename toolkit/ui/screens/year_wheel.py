"""The year wheel on the screen, and what the school puts into it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from ipywidgets import Box, DatePicker, Dropdown, VBox, Widget

from toolkit.calendar.days import LONGEST_WORDS, Calendar, DayOff, SchoolEvent
from toolkit.calendar.rings import OPEN_RINGS, ring_title
from toolkit.calendar.wheel import wheel_events
from toolkit.ui.screens import markup
from toolkit.ui.screens.figures import figure_of
from toolkit.ui.screens.files import Download, MakeFile
from toolkit.ui.screens.screen import (
    Screen,
    Watched,
    button,
    row,
    section,
    set_visible,
    shown,
    text_field,
)
from toolkit.ui.state.file_names import Content, file_name

_OWN = ""

type Files = Iterable[tuple[str, str, MakeFile]]
"""What a button says, what its file is called, and what makes it."""


class WheelModel(Protocol):
    """What has a year wheel: a class, or the school."""

    @property
    def kept(self) -> Calendar | None:
        """The school year, with what was put into its wheel; None where there is none."""

    @property
    def more_rings(self) -> Mapping[str, Sequence[DayOff]]:
        """What else stands in the wheel."""

    def add_event(self, ring: str, name: str, first: date | None, last: date | None) -> bool:
        """Put something into the wheel, and tell whether it was done."""

    def remove_event(self, event: SchoolEvent) -> None:
        """Take something out of it."""

    def wheel_file(self) -> bytes | None:
        """The wheel as a page to print."""


class YearWheel:
    """The wheel with a table beside it, a field for one event more, and those that there are.

    ``kept`` is what is watched for the school year; ``more`` are other files of it.
    """

    def __init__(
        self, screen: Screen[Any], model: WheelModel, kept: Watched, name: str, more: Files = ()
    ) -> None:
        self._, self._model = screen._, model
        # What can be clicked and typed into stays while what is in the wheel changes.
        self._stays = (
            self._drawn(screen.live(self._wheel, kept), name, more),
            Adding(screen, model, screen.live(self._own, kept)).view,
        )
        self._show()
        screen.watch(self._show, kept)
        self.view = VBox([*self._stays, screen.live(self._table, kept)])
        self.view.add_class("mk-region")

    def _show(self) -> None:
        for one in self._stays:
            set_visible(one, self._model.kept is not None)

    def _drawn(self, wheel: Widget, name: str, more: Files) -> Box:
        _ = self._
        page = file_name(Content.WHEEL, ".pdf", _, name)
        return section(
            _("The year wheel"),
            _(
                "What is a suggestion stands there until you have put the school's own in its "
                "place."
            ),
            wheel,
            row(
                Download(_("To print (.pdf)"), page, self._model.wheel_file),
                *(Download(words, file, make) for words, file, make in more),
            ),
        )

    def _wheel(self) -> Iterable[Widget]:
        if (kept := self._model.kept) is not None:
            from toolkit.figures.year_wheel import year_wheel

            yield figure_of(year_wheel(kept, self._model.more_rings, self._), self._)

    def _own(self) -> Iterable[Widget]:
        kept = self._model.kept
        for event in () if kept is None else kept.events:
            yield self._event(event)

    def _event(self, event: SchoolEvent) -> Box:
        _ = self._
        ring = _(ring_title(event.ring))
        what = f"{ring}: {event.name}" if event.name else ring
        days = " – ".join(_.language.date(day) for day in dict.fromkeys((event.first, event.last)))
        remove = button(
            _("Remove"),
            partial(self._model.remove_event, event),
            "mk-quiet",
            tooltip=_("Remove {what}", what=what),
        )
        return row(shown(markup.rule_line(what, days)), remove, kind="mk-rule")

    def _table(self) -> Iterable[Widget]:
        if (kept := self._model.kept) is None:
            return
        _ = self._
        day = _.language.date
        rows = [
            (_(event.ring), _(event.title), day(event.first), day(event.last))
            for event in wheel_events(kept, self._model.more_rings)
        ]
        title = _("What stands in the year wheel")
        header = (_("Ring"), _("What"), _("From"), _("Lasts until"))
        yield section(title, "", shown(markup.table(title, header, rows)))


class Adding:
    """The fields for one event more, which are emptied when it is in the wheel."""

    def __init__(self, screen: Screen[Any], model: WheelModel, there_are: Widget) -> None:
        _, self._model = screen._, model
        rings = [(_(ring.words), ring.value) for ring in OPEN_RINGS]
        self._kind = Dropdown(
            description=_("Ring"), options=[*rings, (_("A ring of our own"), _OWN)]
        )
        self._ring = text_field(_("What the ring is called"), "MOT")
        self._name = text_field(_("What it is (may be empty)"))
        self._first = DatePicker(description=_("First day"))
        self._last = DatePicker(description=_("Last day (may be empty)"))
        self._kind.observe(lambda change: self._show_ring(), "value")
        self._show_ring()
        self.view = section(
            _("Put something into the wheel"),
            _("What the school has, such as MOT or a project week. Write no names of students."),
            row(self._kind, self._ring, self._name),
            row(self._first, self._last),
            row(button(_("Add"), self._add)),
            there_are,
        )

    def _show_ring(self) -> None:
        set_visible(self._ring, self._kind.value == _OWN)

    def _add(self) -> None:
        ring = self._kind.value or self._ring.value
        name = self._name.value[: LONGEST_WORDS + 1]
        if self._model.add_event(ring, name, self._first.value, self._last.value):
            self._name.value, self._first.value, self._last.value = "", None, None
