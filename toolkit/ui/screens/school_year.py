"""The school year on the screen: its days, days off as they are printed, and every makkerbytte."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from ipywidgets import Box, DatePicker, Textarea, VBox, Widget

from toolkit.calendar.words import MONTHS, WEEKDAYS
from toolkit.files.school_days.read import ReadLine, Said
from toolkit.messages import Message
from toolkit.ui.screens import markup
from toolkit.ui.screens.day_lines import unclear_lines
from toolkit.ui.screens.files import Download, upload
from toolkit.ui.screens.screen import Action, Screen, Watched, button, row, section, shown
from toolkit.ui.screens.year_wheel import YearWheel
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.school_year import SchoolYearModel

_ACCEPTED = ".txt,.ics,.csv,.xlsx"
_SAYS = {
    Said.FIRST: Message("the first school day, or the first after a break"),
    Said.LAST: Message("the last school day, or the last before a break"),
    Said.EVENT: Message("school as always"),
    Said.HEADING: Message("a heading"),
}


class SchoolYearScreen(Screen[SchoolYearModel]):
    """When it is school, and when makkerbytte is."""

    def build(self) -> Box:
        """What is written, how it was understood, and what follows of it."""
        model, _ = self.model, self._
        written = (model, "written")
        kept = (self.session, "work.calendar")
        screen = VBox(
            [
                shown(
                    markup.heading(
                        2,
                        _("The school year"),
                        _(
                            "When makkerbytte is, round holidays and days off. Every date is the "
                            "first school day of a week."
                        ),
                    )
                ),
                self._days(),
                self._days_off(),
                self.live(self._troubles, (model, "error"), (model, "done"), written),
                self.live(partial(unclear_lines, self), written),
                self.live(self._dates, written),
                self.live(self._downloads, kept),
                self.live(self._understood, written),
                YearWheel(self, model, kept, self.session.class_name).view,
            ]
        )
        screen.add_class("mk-school-year")
        return screen

    def primary(self) -> Action | None:
        """Keep the dates with the class."""
        model, _ = self.model, self._
        if model.is_kept:
            return Action(_("Use these dates"), model.take_over, (Message("These are in use."),))
        blockers: tuple[Message, ...] = ()
        if model.calendar is None:
            blockers = (Message("First put right what is not understood."),)
        return Action(_("Use these dates"), model.take_over, blockers)

    def follows(self) -> list[Watched]:
        """The button depends on whether there are dates, and whether the class has them."""
        return [(self.model, "written")]

    def _days(self) -> Widget:
        model, _ = self.model, self._
        fields = []
        for words, name in ((_("First school day"), "starts"), (_("Last school day"), "ends")):
            field = DatePicker(description=words, value=getattr(model, name))
            field.observe(partial(self._set, name), "value")
            fields.append(field)
        return row(*fields)

    def _set(self, name: str, change: dict[str, object]) -> None:
        """A field that was emptied, while a day is typed, says nothing."""
        if change["new"] is not None:
            setattr(self.model, name, change["new"])

    def _days_off(self) -> Widget:
        model, _ = self.model, self._
        text = Textarea(
            description=_("Days off, one line each"),
            placeholder=_("Høstferie uke 40"),
            value=model.lines,
            rows=8,
            continuous_update=False,
        )
        text.observe(lambda change: setattr(model, "lines", change["new"]), "value")
        self.watch(lambda: setattr(text, "value", model.lines), (model, "lines"))
        text.add_class("mk-days-off")
        return section(
            _("Days off"),
            _(
                "Paste the lines from your school's calendar, or choose its file. Public holidays "
                "are known already."
            ),
            text,
            row(upload(_("Choose a calendar file"), _ACCEPTED, model.take_file)),
            self.live(self._suggested, (model, "starts")),
        )

    def _suggested(self) -> Iterable[Widget]:
        model, _ = self.model, self._
        yield shown(
            markup.paragraph(_("Suggestions, to be checked against the school's own:"), "mk-muted")
        )
        yield row(
            *(
                button(f"+ {_(one.title)}", partial(model.suggest, one), "mk-quiet")
                for one in model.suggestions
            )
        )

    def _troubles(self) -> Iterable[Widget]:
        model, _ = self.model, self._
        for error in (model.error, model.trouble):
            if error is not None:
                yield shown(markup.note([error.translated(_)], "danger"))
        if model.done is not None:
            yield shown(markup.note([_(model.done)], "good"))

    def _understood(self) -> Iterable[Widget]:
        """Each line with the days that it was understood as, and the school days of each month."""
        model, _ = self.model, self._
        clear = [line for line in model.read.lines if line.problem is None]
        if clear:
            rows = [(line.text, self._meaning(line)) for line in clear]
            header = (_("Line"), _("Understood as"))
            title = _("How the lines are understood")
            yield section(title, "", shown(markup.table(title, header, rows)), level=3)
        if model.calendar is not None:
            title = _("School days each month")
            months = model.calendar.school_days_by_month.items()
            rows = [(f"{_(MONTHS[month - 1])} {year}", str(days)) for (year, month), days in months]
            rows.append((_("In all"), str(model.calendar.school_days)))
            header = (_("Month"), _("School days"))
            table = shown(markup.table(title, header, rows))
            yield section(title, _("Hold them against the school's own count."), table)

    def _meaning(self, line: ReadLine) -> str:
        _ = self._
        if line.said is Said.COUNT:
            return _("a count of school days, which is checked")
        if line.said is Said.OFF:
            spans = (
                self._day(one.first)
                if one.first == one.last
                else f"{self._day(one.first)} – {self._day(one.last)}"
                for one in line.days
            )
            return _("off: {days}", days=", ".join(spans))
        return _(_SAYS[line.said])

    def _day(self, day: date) -> str:
        return f"{self._(WEEKDAYS[day.weekday()])} {self._.language.date(day)}"

    def _dates(self) -> Iterable[Widget]:
        model, _ = self.model, self._
        if model.calendar is None:
            return
        if model.moved and not model.is_kept:
            texts = [_(one.message) for one in model.moved]
            yield shown(
                markup.note([_("Dates that the class has been told of move:")], "warning", texts)
            )
        if model.undated:
            numbers = [one.number for one in model.undated]
            words = _(
                "These periods are in force without days, and get them: {numbers}.", numbers=numbers
            )
            yield shown(markup.note([words], "good"))
        title = _("Every makkerbytte")
        rows = [
            (
                _("Period {number}", number=one.number),
                self._day(one.starts),
                self._day(one.ends),
                str(one.school_days),
            )
            for one in model.calendar.periods
        ]
        header = (_("Period"), _("Makkerbytte"), _("Lasts until"), _("School days"))
        yield section(title, "", shown(markup.table(title, header, rows)))

    def _downloads(self) -> Iterable[Widget]:
        model, _ = self.model, self._
        if model.kept is None:
            return
        name = self.session.class_name
        yield section(
            _("Take the dates along"),
            _("The calendar file can be opened again after a change: the events move."),
            row(
                Download(
                    _("For calendars (.ics)"),
                    file_name(Content.CALENDAR, ".ics", _, name),
                    model.ics_file,
                ),
                Download(
                    _("As a list (.csv)"),
                    file_name(Content.CALENDAR, ".csv", _, name),
                    model.csv_file,
                ),
            ),
        )
