"""The field for the name that stands on the school's papers."""

from ipywidgets import Text

from toolkit.ui.screens.screen import Screen, text_field
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.school_name import SchoolName


def school_name_field[Model: StepModel](screen: Screen[Model], school: SchoolName) -> Text:
    """It has what was said before, on this screen or another."""
    school.look()
    field = text_field(screen._("The school's name"), value=school.name)
    field.observe(lambda change: school.say(change["new"]), "value")
    screen.watch(lambda: setattr(field, "value", school.name), (school, "name"))
    return field
