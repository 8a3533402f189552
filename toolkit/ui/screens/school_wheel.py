"""The school's year wheel on the screen."""

from collections.abc import Iterable

from ipywidgets import Box, VBox, Widget

from toolkit.messages import Message
from toolkit.school.implementation import Share
from toolkit.ui.screens import markup
from toolkit.ui.screens.outcome import outcome
from toolkit.ui.screens.screen import Screen, shown
from toolkit.ui.screens.year_wheel import YearWheel
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.school_wheel import SchoolWheelModel


class SchoolWheelScreen(Screen[SchoolWheelModel]):
    """The wheel, what the school puts into it, and its files."""

    def build(self) -> Box:
        """Heading, whose makkerbytter these are, and the wheel."""
        _, model = self._, self.model
        model.look()
        explanation = _("The makkerbytter, the leadership's tasks and what the school has beside.")
        title = _("The school's year wheel {year}", year=model.year)
        files = [
            (
                _("For calendars (.ics)"),
                file_name(Content.WHEEL, ".ics", _),
                model.ics_file,
            )
        ]
        return VBox(
            [
                shown(markup.heading(2, title, explanation)),
                self.live(self._told, (model, "wheel")),
                self.live(lambda: outcome(self, model.error, model.done), (model, "error")),
                YearWheel(self, model, (model, "wheel"), "", files).view,
            ]
        )

    def _told(self) -> Iterable[Widget]:
        if (wheel := self.model.wheel) is not None:
            yield shown(markup.note([self._(whose(wheel.classes))], "quiet"))


def whose(classes: Share) -> Message:
    """Whose makkerbytter stand in the wheel."""
    if not classes.whole:
        return Message(
            "No class has a school year yet. Until then, the makkerbytter are a suggestion."
        )
    if classes.part == classes.whole:
        return Message("All classes have these makkerbytter.")
    return Message(
        "{part} of {whole} classes have these makkerbytter. The others have their own.",
        part=classes.part,
        whole=classes.whole,
    )
