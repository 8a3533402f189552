"""The adaptations of all classes on the screen."""

from collections.abc import Iterable

from ipywidgets import Box, Dropdown, VBox, Widget

from toolkit.school.adaptations import OfClass
from toolkit.school.words import told
from toolkit.ui.screens import markup
from toolkit.ui.screens.adaptations import adaptation_section
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.screen import Screen, row, section, shown
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.school_adaptations import SchoolAdaptationsModel


class SchoolAdaptationsScreen(Screen[SchoolAdaptationsModel]):
    """A class is chosen, and something noted; below it what all classes have done."""

    def build(self) -> Box:
        """Heading, the class with its form, and the table of all."""
        _, model = self._, self.model
        explanation = _(
            "A change that fits the class may be what makes it work. Tell what and why, so that "
            "the next one can learn from it."
        )
        title = shown(markup.heading(2, _("Adaptations"), explanation))
        if not model.school_classes:
            return VBox([title, shown(markup.paragraph(_("No class is kept yet."), "mk-muted"))])
        return VBox(
            [
                title,
                self._chooser(),
                adaptation_section(self, model.adapting),
                self.live(self._all, (model.adapting, "version")),
            ]
        )

    def _chooser(self) -> Widget:
        model = self.model
        ids = [one.class_id for one in model.school_classes]
        if model.adapting.chosen not in ids:
            model.choose(model.adapting.class_id if model.adapting.class_id in ids else ids[0])
        chooser = Dropdown(
            description=self._("Class"),
            options=[
                (one.name or self._("Class without a name"), one.class_id)
                for one in model.school_classes
            ],
            value=model.adapting.chosen,
        )
        chooser.observe(lambda change: model.choose(change["new"]), "value")
        return row(chooser, kind="mk-maker")

    def _all(self) -> Iterable[Widget]:
        _, model = self._, self.model
        found = model.adaptations
        if not found:
            return
        header = [_("Class"), _("Period"), _("What"), _("In a few words")]
        name = file_name(Content.ADAPTATIONS, ".csv", _)
        yield section(
            _("All classes this school year"),
            _("The file uses the terms of FRAME, as researchers do. It names nobody."),
            shown(markup.table(_("Adaptations"), header, map(self._row, found))),
            row(Download(_("Download as CSV"), name, model.file)),
        )

    def _row(self, one: OfClass) -> list[str]:
        what = ". ".join(self.say(told(one.adaptation)))
        return [one.school_class, str(one.number), f"{what}.", one.adaptation.note]
