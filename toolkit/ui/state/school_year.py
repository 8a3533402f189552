"""The school year: its days, the days off as the school prints them, and every makkerbytte."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from traitlets import Bunch, Instance, Unicode

from toolkit.calendar.days import Calendar, DayOff, Moved, SchoolEvent
from toolkit.calendar.suggestions import Suggestion, suggested_year, suggestions
from toolkit.calendar.year import school_year
from toolkit.errors import MakkerskapError
from toolkit.files.calendars import calendar_to_text
from toolkit.files.days_off import days_off_as_lines, lines_in, read_days_off
from toolkit.files.makkerbytter import makkerbytter_ics
from toolkit.files.school_days.read import Answer, DaysOffRead, ReadLine
from toolkit.files.sources import Source
from toolkit.messages import Message
from toolkit.now import today
from toolkit.paper.dates import calendar_of
from toolkit.plan import Period
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.net import in_words
from toolkit.ui.state.new_event import new_event
from toolkit.ui.state.school_name import called
from toolkit.workspace.work import Work


@dataclass(frozen=True)
class _Written:
    """What the dates follow from: what is written, and what the class has.

    ``announced`` is the school year that the class was told of, or the dates that its periods have
    without one; None for neither.
    """

    starts: date
    ends: date
    lines: str
    interval_weeks: int
    announced: Calendar | None


@dataclass(frozen=True)
class _Found:
    """What the days off were understood as, and what follows of them."""

    read: DaysOffRead
    calendar: Calendar | None = None
    trouble: MakkerskapError | None = None


class SchoolYearModel(StepModel):
    """What is being written, and what follows of it; kept with the class when it is taken over.

    ``lines`` are the days off as text, and ``written`` is all that the dates follow from. They are
    found when they are first asked for: a page that opens elsewhere does not wait for them.
    """

    starts = Instance(date)
    ends = Instance(date)
    lines = Unicode("")
    written = Instance(_Written)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self._known: tuple[_Written, _Found] | None = None
        self._begin(self.session.work)
        self.observe(self._look_again, ["starts", "ends", "lines"])
        self.session.observe(self._follow, "work")

    @property
    def read(self) -> DaysOffRead:
        """What the days off were understood as."""
        return self._found.read

    @property
    def calendar(self) -> Calendar | None:
        """What follows of them, None as long as something is unclear."""
        return self._found.calendar

    @property
    def trouble(self) -> MakkerskapError | None:
        """What stands in the way."""
        return self._found.trouble

    @property
    def is_empty(self) -> bool:
        """Until a class is open."""
        return self.session.work is None

    @property
    def kept(self) -> Calendar | None:
        """The school year that the class has."""
        return None if self.session.work is None else self.session.work.calendar

    @property
    def is_kept(self) -> bool:
        """Whether what is written is what the class has."""
        return self.calendar is not None and self.calendar == self.kept

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Breaks that most counties share, for this school year."""
        return suggestions(self.starts)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The makkerbytter of the class that would have another date."""
        if self.calendar is None or self.kept is None:
            return ()
        return self.calendar.moved(self.kept)

    @property
    def undated(self) -> tuple[Period, ...]:
        """The periods in force that have no days, and get them with the school year."""
        work = self.session.work
        if work is None or self.calendar is None:
            return ()
        dated = work.with_calendar(self.calendar, today()).plan.periods
        both = zip(work.plan.periods, dated, strict=True)
        return tuple(after for before, after in both if before.starts is None and after.starts)

    @property
    def differing(self) -> tuple[MakkerskapError, ...]:
        """The printed counts of school days that do not agree."""
        return () if self.calendar is None else self.read.differing(self.calendar)

    def suggest(self, suggestion: Suggestion) -> None:
        """Write a suggestion behind the other days off."""
        self._add(days_off_as_lines([suggestion.days]))

    def answer(self, line: ReadLine, answer: Answer) -> None:
        """Write a line as it was meant."""
        lines = self.lines.splitlines()
        assert line.spot.line is not None, "what is pasted has lines"
        lines[line.spot.line - 1] = answer.lines
        self.lines = "\n".join(lines) + "\n"

    def add_event(self, ring: str, name: str, first: date | None, last: date | None) -> bool:
        """Put something into the year wheel of the class; without a last day, it is one day."""

        def act() -> None:
            kept = self.kept
            assert kept is not None, "the wheel is that of a school year"
            event = new_event(kept, ring, name, first, last)
            self._keep(kept.with_events([*kept.events, event]))

        return self.attempt(act)

    @property
    def more_rings(self) -> Mapping[str, Sequence[DayOff]]:
        """A class has no more than its school year holds."""
        return {}

    def remove_event(self, event: SchoolEvent) -> None:
        """Take something out of the year wheel."""
        if (kept := self.kept) is not None:
            self._keep(kept.with_events(one for one in kept.events if one != event))

    def take_file(self, name: str, content: bytes) -> None:
        """Write the days off of a file behind the others; printed lines come as they are."""

        def act() -> Message:
            self._add(lines_in(Source(name, content), self.starts, self.ends))
            return Message("The days off of {file} are added below.", file=name)

        self.attempt(act)

    def take_over(self) -> None:
        """Keep the school year with the class."""
        if self.calendar is not None:
            self._keep(self.calendar)

    def csv_file(self) -> bytes | None:
        """The periods for Excel, in Norway too; None where there is no school year."""
        if self.kept is None:
            return None
        return calendar_to_text(self.kept).replace(",", ";").encode("utf-8-sig")

    def ics_file(self) -> bytes | None:
        """Every makkerbytte for calendar programs; None where there is no school year."""
        if self.kept is None:
            return None
        return makkerbytter_ics(self.kept, self.session.class_name, self.session.translate)

    def wheel_file(self) -> bytes | None:
        """The year wheel as a page to print; None where there is no school year."""
        if self.kept is None:
            return None
        from toolkit.paper.year_wheel import year_wheel_pdf

        return year_wheel_pdf(
            self.kept,
            language=self.session.translate,
            school=called(self.keeper),
            school_class=self.session.class_name,
        )

    def _keep(self, calendar: Calendar) -> None:
        if self.session.work is not None:
            self.session.work = self.session.work.with_calendar(calendar, today())

    def _add(self, text: str) -> None:
        self.lines = f"{self.lines.rstrip()}\n{text.strip()}\n".lstrip()

    def _begin(self, work: Work | None) -> None:
        kept = None if work is None else work.calendar
        if kept is None:
            self.starts, self.ends = suggested_year(today())
            self.lines = ""
        else:
            self.starts, self.ends = kept.starts, kept.ends
            self.lines = days_off_as_lines(kept.days_off)
        self._look()

    def _follow(self, change: Bunch) -> None:
        """Another class has another school year; other weeks between rotations, other dates."""
        old, new = change.old, change.new
        is_other = old is None or new is None or old.name != new.name
        if is_other or (_bare(new.calendar) not in (_bare(old.calendar), _bare(self.calendar))):
            self._begin(new)
        else:
            self._look()

    def _look_again(self, _change: Bunch) -> None:
        self._look()

    def _look(self) -> None:
        interval = self.session.rules.interval_weeks
        self.written = _Written(self.starts, self.ends, self.lines, interval, self._announced)

    @property
    def _announced(self) -> Calendar | None:
        work = self.session.work
        if work is None or work.calendar is not None or work.last is None:
            return self.kept
        return calendar_of(work.plan, work.last.number)

    @property
    def _found(self) -> _Found:
        if self._known is None or self._known[0] != self.written:
            self._known = self.written, _found(self.written)
        return self._known[1]


def _found(written: _Written) -> _Found:
    """Read what is written, and find the dates."""
    read = DaysOffRead(())
    try:
        if written.lines.strip():
            source = Source("", written.lines.encode())
            read = read_days_off(source, written.starts, written.ends)
        return _Found(read, None if read.unclear else _dates(written, read.days_off))
    except Exception as error:
        return _Found(read, trouble=in_words(error))


def _dates(written: _Written, days_off: tuple[DayOff, ...]) -> Calendar:
    """The school year; what was announced of it stays as far as it can."""
    year = (written.starts, written.ends, written.interval_weeks)
    told, now = written.announced, today()
    if told is not None:
        if (*year, days_off) == (told.starts, told.ends, told.interval_weeks, told.days_off):
            return told
        begun = [one for one in told.periods if one.starts < now]
        if all(written.starts <= one.starts <= written.ends for one in begun):
            return school_year(*year, days_off, announced=told, from_day=now)
        return school_year(*year, days_off).replacing(told)
    return school_year(*year, days_off)


def _bare(calendar: Calendar | None) -> Calendar | None:
    """The dates alone, without what else the school has in its year."""
    return None if calendar is None else calendar.with_events(())
