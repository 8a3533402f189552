"""The school's year wheel: what is in it, what the school puts into it, and its files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from traitlets import Any

from toolkit.calendar.days import Calendar, DayOff, SchoolEvent
from toolkit.school.wheel import SchoolWheel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.new_event import new_event
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.ui.state.school_name import called
from toolkit.workspace.school_events import add_event, remove_event
from toolkit.workspace.school_wheel import school_wheel


class SchoolWheelModel(ProgrammeModel):
    """Keeps the school's own events. ``wheel`` is how it was looked at last, None before."""

    wheel = Any(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.observe(lambda _change: self.look(), "version")

    def look(self) -> None:
        """Ask the workspace how it is now."""
        nothing: SchoolWheel | None = None
        self.wheel = self.keeper.ask(partial(school_wheel, school_year=self.year), nothing)

    @property
    def kept(self) -> Calendar | None:
        """The school year with the school's own events; None where it cannot be read."""
        return None if self.wheel is None else self.wheel.calendar

    @property
    def more_rings(self) -> Mapping[str, Sequence[DayOff]]:
        """The ring of the leadership's tasks."""
        return {} if self.wheel is None else self.wheel.rings(self.session.translate)

    def add_event(self, ring: str, name: str, first: date | None, last: date | None) -> bool:
        """Put something into the school's wheel, and tell whether it was done."""

        def act() -> None:
            assert self.kept is not None, "there is no field without a wheel"
            event = new_event(self.kept, ring, name, first, last)
            add_event(self.keeper.workspace, self.year, event)

        return self.change(act)

    def remove_event(self, event: SchoolEvent) -> None:
        """Take something out of it."""
        self.change(partial(remove_event, self.keeper.workspace, self.year, event))

    def wheel_file(self) -> bytes | None:
        """The wheel as a page to print; None where it cannot be read."""
        from toolkit.paper.year_wheel import year_wheel_pdf

        words, school = self.session.translate, called(self.keeper)

        def made(wheel: SchoolWheel) -> bytes:
            return year_wheel_pdf(wheel.calendar, wheel.rings(words), words, school=school)

        return self._file(made)

    def ics_file(self) -> bytes | None:
        """All that is dated, for calendar programs; None where it cannot be read."""
        return self._file(lambda wheel: wheel.ics(self.session.translate, on=self.today))

    def _file(self, make: Callable[[SchoolWheel], bytes]) -> bytes | None:
        self.look()
        return None if self.wheel is None else make(self.wheel)
