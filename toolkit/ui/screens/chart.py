"""The klassekart on the screen: the room with who sits where, and what a teacher does with it."""

from collections.abc import Iterable, Sequence

from ipywidgets import Box, VBox, Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.conflicts import why_not
from toolkit.ui.screens.room_picker import room_drawing, room_picker
from toolkit.ui.screens.school_rooms import school_rooms
from toolkit.ui.screens.screen import Action, Screen, Watched, button, row, set_visible, shown
from toolkit.ui.screens.seat_board import (
    seat_board,
    seat_search,
    shown_in_class,
    stop_looking,
)
from toolkit.ui.screens.seat_changes import class_changes, room_changes
from toolkit.ui.screens.seat_wishes import seat_wishes
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.steps import TODAY


class ChartScreen(Screen[ChartModel]):
    """The seats of the running period, and beside them what is to be said of them."""

    def build(self) -> Box:
        """The map, and beside it what can be done with it."""
        model, charting = self.model, self.model.charting
        work = (self.session, "work")
        settled = ((charting.job, "running"), (charting, "offer"))
        rest = VBox(
            [
                self.live(lambda: class_changes(self, charting), work),
                self.live(lambda: room_changes(self, charting), work, *settled),
                room_picker(self),
                school_rooms(self, model.school),
                self._acts(),
                self.live(self._wishes, (model, "has_wishes")),
                seat_search(self, charting),
                seat_board(self, charting),
            ]
        )
        rest.add_class("mk-chart")

        def make_room() -> None:
            """While a room is drawn, nothing else is to be looked at."""
            set_visible(rest, model.sketching is None)

        make_room()
        self.watch(make_room, (model, "sketching"))
        return VBox(
            [
                self.live(self._opening, work),
                rest,
                # Behind what is hidden, for the keyboard goes on from there.
                self.live(lambda: room_drawing(self), (model, "sketching")),
                self.live(lambda: why_not(self, model.error), (model, "error")),
            ]
        )

    def primary(self) -> Action | None:
        """To the page of the day, whether or not the seats are found."""
        return self.leading_to(TODAY, self._("Next: the day"))

    def secondary(self) -> Action | None:
        """Stop looking."""
        return stop_looking(self, self.model.charting)

    def follows(self) -> Sequence[Watched]:
        """The actions change as the search begins and ends."""
        return [(self.model.charting.job, "running")]

    def _opening(self) -> Iterable[Widget]:
        period, _ = self.model.charting.period, self._
        below = "" if period is None else _("Period {number}", number=period.number)
        yield shown(markup.heading(2, _("Seating map"), below))

    def _acts(self) -> Box:
        """What is done with the whole map. The buttons stay while the seats change."""
        model, charting, _ = self.model, self.model.charting, self._
        turn, again = button("", charting.turn), button("", charting.solve)
        wishes = button("", model.toggle_wishes, "mk-quiet")

        def update() -> None:
            for one in (turn, again):
                set_visible(one, charting.seated is not None)
            turn.description = _("From the teacher's side")
            if charting.from_front:
                turn.description = _("From the students' side")
            again.description = (
                _("Seat the others anew") if charting.locked else _("Seat everyone anew")
            )
            again.disabled = charting.is_searching
            wishes.description = (
                _("Close the wishes") if model.has_wishes else _("Wishes about seats")
            )

        update()
        self.watch(update, (self.session, "work"), (charting.job, "running"))
        self.watch(update, (charting, "from_front"), (model, "has_wishes"))
        return row(shown_in_class(self, charting), turn, again, wishes, kind="mk-acts")

    def _wishes(self) -> Iterable[Widget]:
        if self.model.has_wishes:
            yield from seat_wishes(self, self.model.wishes)
