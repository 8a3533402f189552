"""What a dashboard is made of: its steps, each a row of a table."""

from dataclasses import dataclass
from enum import Enum
from pkgutil import resolve_name
from typing import Any

from toolkit.messages import Message


class Place(Enum):
    """Where a step stands: in a class, or beside all of them, as what is the SCHOOL's.

    In a class it is what is come home to, on the way to a period, or beside that way.
    """

    SCHOOL = "school"
    HOME = "home"
    PATH = "path"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a dashboard.

    ``key`` is what it is called where it is stored, ``title`` what the user sees. ``model`` and
    ``screen`` say where its two classes are ("package.module:Class"); a screen, and what it
    needs, is imported when it is first shown. ``invitation`` is what the button says that
    leads on to it from the step before on the path.
    """

    key: str
    title: Message
    model: str
    screen: str
    invitation: Message | None = None
    place: Place = Place.PATH

    def model_class(self) -> Any:
        """Its ``StepModel``."""
        return resolve_name(self.model)

    def screen_class(self) -> Any:
        """Its ``Screen``."""
        return resolve_name(self.screen)


type Steps = tuple[Step, ...]
"""The steps of a dashboard; those of its path are taken one after the other."""


def path(steps: Steps) -> Steps:
    """The steps that are taken one after the other."""
    return tuple(step for step in steps if step.place is Place.PATH)


def before(steps: Steps, step: Step) -> Steps:
    """The steps of the path that have to be taken before this one; none before another."""
    way = path(steps)
    return way[: way.index(step)] if step in way else ()


def behind(steps: Steps, step: Step) -> Step | None:
    """The step of the path that comes next; None at its end, and off it."""
    way = path(steps)
    following = way[way.index(step) + 1 :] if step in way else ()
    return following[0] if following else None


def beside(steps: Steps, step: Step) -> Steps:
    """The steps that are in sight at a step: the school's, or a class's and the way back."""
    schools = tuple(one for one in steps if one.place is Place.SCHOOL)
    if step in schools:
        return schools
    return (*schools[:1], *(one for one in steps if one.place is not Place.SCHOOL))


def called(steps: Steps, key: str) -> Step | None:
    """The step of this key, None where the dashboard has none."""
    return next((step for step in steps if step.key == key), None)
