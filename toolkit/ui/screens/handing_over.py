"""Handing over on the screen: the same as on paper."""

from collections.abc import Iterable

from ipywidgets import Box, VBox, Widget

from toolkit.school.handing_over import Part
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.screen import Screen, row, section, shown
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.handing_over import HandingOverModel


class HandingOverScreen(Screen[HandingOverModel]):
    """What a new coordinator needs to know."""

    def build(self) -> Box:
        """Heading, the page as a file, and its parts."""
        _, model = self._, self.model
        title = _("Handing over {year}", year=model.year)
        explanation = _("For whoever takes over as coordinator, all that is needed on one page.")
        name = file_name(Content.HANDING_OVER, ".pdf", _)
        return VBox(
            [
                shown(markup.heading(2, title, explanation)),
                row(Download(_("To print (.pdf)"), name, model.file)),
                *self._parts(),
            ]
        )

    def _parts(self) -> Iterable[Widget]:
        found = self.model.found
        return () if found is None else map(self._part, found.parts)

    def _part(self, part: Part) -> Widget:
        lines = self.say(part.lines)
        words = markup.bullets(lines) or markup.paragraph(self._(part.otherwise), "mk-muted")
        return section(self._(part.title), "", shown(words))
