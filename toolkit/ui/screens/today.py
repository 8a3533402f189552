"""The class as it is on the day: who sits with whom, and what is to be done about it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from ipywidgets import Box, VBox, Widget

from toolkit.showing.projector import projector_page
from toolkit.ui.screens import markup
from toolkit.ui.screens.away import away_panel
from toolkit.ui.screens.browser_button import BrowserButton
from toolkit.ui.screens.cards import Cards
from toolkit.ui.screens.changing import change
from toolkit.ui.screens.conflicts import why_not
from toolkit.ui.screens.new_day import NewDay
from toolkit.ui.screens.screen import Action, Screen, Watched, button, row, shown
from toolkit.ui.screens.seat_board import seat_board, seat_search, stop_looking, todays_seats
from toolkit.ui.screens.seat_changes import room_changes
from toolkit.ui.screens.seating import groups_list
from toolkit.ui.screens.trouble import looking_for_a_change, trouble_notes
from toolkit.ui.state.today import Panel, TodayModel
from toolkit.ui.steps import ARCHIVE, PAPERS, PROPOSAL


class TodayScreen(Screen[TodayModel]):
    """Who sits with whom, large, below what a teacher does with it."""

    def build(self) -> Box:
        """What day it is, what can be done, and the groups."""
        plan, people = (self.session, "work.plan"), (self.session, "work.roster")
        rules, new = (self.session, "work.rules"), (self.model, "is_new")
        self.model.look_at_the_day()
        day = (self.model, "today")
        correcting, charting = self.model.correcting, self.model.charting
        cards = Cards(self, correcting, self.model.label, (correcting, "period"))
        head = self.live(self._head, plan, people, rules, new, day, kind="mk-today-head")
        screen = VBox(
            [
                head,
                self.live(
                    partial(trouble_notes, self),
                    *(plan, people, rules, (self.session, "discreet")),
                    *((correcting, "period"), (correcting.job, "running")),
                    kind="mk-standing",
                ),
                looking_for_a_change(self),
                self.live(
                    lambda: why_not(self, correcting.error),
                    *((correcting, "error"), (self.session, "discreet")),
                ),
                self.live(self._acts, plan, people, kind="mk-acts"),
                self.live(self._panel, (self.model, "panel"), day),
                self.live(
                    partial(change, self),
                    *((correcting, "period"), (self.session, "discreet")),
                ),
                self.live(self._groups, plan, people, (correcting, "period")),
                cards.hint,
                cards.view,
                todays_seats(self, charting),
                self.live(
                    lambda: room_changes(self, charting),
                    *((self.session, "work"), (charting.job, "running"), (charting, "offer")),
                ),
                seat_search(self, charting),
                seat_board(self, charting),
                self.live(self._afterwards, plan, (self.model, "panel")),
                NewDay(self.model.look_at_the_day),
            ]
        )
        screen.add_class("mk-today")
        return screen

    def primary(self) -> Action | None:
        """Nothing in the bar: what can be done stands above the groups."""
        return None

    def secondary(self) -> Action | None:
        """Stop looking for seats."""
        return stop_looking(self, self.model.charting)

    def follows(self) -> Sequence[Watched]:
        """The action is there while seats are looked for."""
        return [(self.model.charting.job, "running")]

    def _head(self) -> Iterable[Widget]:
        model, _ = self.model, self._
        period = model.period
        if period is None:
            yield shown(markup.heading(2, _("Today"), _("No period is in force yet.")))
            return
        number = period.number
        title = (
            _("Period {number} is ready", number=number)
            if model.is_new
            else _("Period {number}", number=number)
        )
        day = _.language.in_words(model.today)
        yield shown(markup.dated(title, self.session.class_name, day[:1].upper() + day[1:]))
        if model.session.work is not None and (on := model.session.work.corrected_on):
            yield from self._corrected(on)
        told = [self._next_rotation()]
        if (met := model.met) is not None:
            told.insert(0, _(met))
        yield shown(markup.paragraph(" ".join(told), "mk-muted mk-today-facts"))

    def _corrected(self, on: date) -> Iterable[Widget]:
        """When the period was corrected, and the way back on the same day."""
        _ = self._
        if self.model.is_corrected_today:
            yield shown(markup.note([_("The groups were changed today.")], "good"))
            yield row(button(_("Undo the change"), self.model.undo_correction, "mk-quiet"))
        else:
            text = _("The groups were changed on {day}.", day=on)
            yield shown(markup.paragraph(text, "mk-muted"))

    def _next_rotation(self) -> str:
        day, number = self.model.next_rotation, self.model.next_number
        if day is None:
            return self._("Next makkerbytte: period {number}.", number=number)
        return self._(
            "Next makkerbytte: period {number}, {day}.",
            number=number,
            day=self._.language.in_words(day),
        )

    def _acts(self) -> Iterable[Widget]:
        model, _ = self.model, self._
        if model.period is None:
            return
        page = projector_page(self.session.named_plan, None, _)
        show = BrowserButton(_("Show in class"), page)
        show.add_class("mk-main-act")
        yield show
        if action := self.leading_to(PAPERS, _("Print")):
            yield button(action.text, action.run)
        yield button(_("Some are away"), partial(model.toggle, Panel.AWAY))
        yield button(_("Swap two now"), model.swap_now)
        if action := self.leading_to(PROPOSAL, self._("Next makkerbytte")):
            yield button(action.text, self._plan_next, "mk-quiet")

    def _panel(self) -> Iterable[Widget]:
        if self.model.panel is Panel.AWAY:
            yield away_panel(self)

    def _plan_next(self) -> None:
        self.session.go(PROPOSAL)

    def _groups(self) -> Iterable[Widget]:
        model = self.model
        if model.period is None or model.correcting.period is not None:
            return
        yield shown(
            groups_list(
                model.period,
                lambda group: self._("Group {label}", label=group.label),
                model.label,
            )
        )

    def _afterwards(self) -> Iterable[Widget]:
        """What is seldom needed."""
        model, _ = self.model, self._
        if (period := model.period) is None:
            return
        acts: list[Widget] = []
        number = period.number
        if PROPOSAL in self.session.steps:
            words = _("Make period {number} anew …", number=number)
            acts.append(button(words, partial(model.toggle, Panel.AGAIN), "mk-quiet"))
        if action := self.leading_to(ARCHIVE, _("Note an adaptation")):
            acts.append(button(action.text, action.run, "mk-quiet"))
        yield row(*acts)
        if model.panel is Panel.AGAIN:
            text = _(
                "Make other groups for period {number}? These stay in force until you accept "
                "the new ones.",
                number=number,
            )
            yield shown(markup.note([text], "warning"))
            yield row(
                button(_("Yes, make new groups"), self._begin_again),
                button(_("No, leave it"), partial(model.toggle, Panel.AGAIN), "mk-quiet"),
            )

    def _begin_again(self) -> None:
        self.model.begin_again()
        self._plan_next()
