"""The classes of the school side by side, as they stand today."""

from dataclasses import replace
from functools import partial

from traitlets import Bunch, Instance

from toolkit.calendar.days import Calendar
from toolkit.calendar.usual_year import usual_year
from toolkit.errors import InputError, MakkerskapError
from toolkit.messages import Message, one_after_another, plural
from toolkit.now import today
from toolkit.ui.state.classes import ClassesModel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.planning_all import PlanningAll
from toolkit.workspace.school_now import ClassNow, SchoolNow, school_now
from toolkit.workspace.work import Work


class SchoolModel(ClassesModel):
    """Where a coordinator begins who follows all classes; opens, begins and names them too.

    ``now`` is how they stood when they were last looked at, and ``planning`` plans them together.
    """

    now = Instance(SchoolNow)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.now = SchoolNow("", today(), ())
        self.planning = PlanningAll(keeper)
        self.session.observe(self._leave, "step")

    def look(self) -> None:
        """See how the classes stand by now."""
        on = today()
        self.now = self.keeper.ask(partial(school_now, on=on), SchoolNow("", on, ()))

    @property
    def plannable(self) -> tuple[int, ...]:
        """The classes, by their rows, whose next period can be planned."""
        return tuple(one.class_id for one in self.now.classes if not one.is_damaged)

    @property
    def without_proposal(self) -> tuple[int, ...]:
        """Those of them for which no proposal waits."""
        waiting = {one.class_id for one in self.now.classes if one.proposed}
        return tuple(one for one in self.plannable if one not in waiting)

    @property
    def undated(self) -> tuple[ClassNow, ...]:
        """The classes that have no school year."""
        return tuple(one for one in self._ours if not one.is_damaged and not one.calendar)

    @property
    def dated(self) -> ClassNow | None:
        """The first class of the school year that most classes have; None where none has one."""
        usual = usual_year(one.calendar for one in self._ours if one.calendar)
        return next((one for one in self._ours if usual and one.calendar == usual[0]), None)

    @property
    def _ours(self) -> tuple[ClassNow, ...]:
        """Those that are not made up, where there are any."""
        every = self.now.classes
        return tuple(one for one in every if not one.sample) or every

    def give_dates(self) -> None:
        """Give the classes that have no school year the one that most have.

        One that cannot have it is named, and the others have it.
        """
        like, refused, given = self.dated, list[Message](), 0
        if like is None or like.calendar is None:
            return
        for one in self.undated:
            try:
                self.keeper.change(one.class_id, partial(_with_dates, like.calendar))
                given += 1
            except MakkerskapError as error:
                refused.append(
                    Message(
                        "{name}: {why}",
                        name=one.name or Message("Class without a name"),
                        why=error.message,
                    )
                )
        told = plural(
            "{n} class has the dates of {name} now.",
            "{n} classes have the dates of {name} now.",
            n=given,
            name=like.name,
        )
        self.error = MakkerskapError(one_after_another(*refused)) if refused else None
        self.done = told if given else None
        self.look()

    def _leave(self, _change: Bunch) -> None:
        """What was told of the last press has been read."""
        self.error = self.done = None

    @property
    def is_home(self) -> bool:
        """Where a page is opened anew, and while no class is open."""
        return self.session.work is None or self.keeper.is_opening

    @property
    def is_empty(self) -> bool:
        """Never: the school is there before its classes."""
        return False

    @property
    def called(self) -> str:
        """As the class that is open, which is left that way; among the school's as they are."""
        return "" if self.is_here else self.session.title


def _with_dates(calendar: Calendar, work: Work) -> Work:
    """A class with the days of this school year, without its events; one that has its own keeps it.

    Raises ``InputError`` where it has other weeks between its makkerbytter.
    """
    if work.calendar is not None:
        return work
    if work.rules.interval_weeks != calendar.interval_weeks:
        raise InputError(
            Message(
                "It has another number of weeks between its makkerbytter, and needs dates of its "
                "own."
            )
        )
    days = replace(calendar, events=(), revision=0, dropped=())
    return work.with_calendar(days, today())
