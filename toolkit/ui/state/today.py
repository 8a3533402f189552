"""The class as it is on the day: who sits with whom, and what is to be done about it."""

from datetime import date
from enum import Enum

from traitlets import Bool, Bunch, Instance, UseEnum

from toolkit.messages import Message
from toolkit.now import today
from toolkit.people import Roster, Student
from toolkit.plan import Period
from toolkit.ui.state.accepting import is_accepted
from toolkit.ui.state.away import Away
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.correcting import Correcting
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.met import met_by_each
from toolkit.ui.state.model import StepModel
from toolkit.workspace.troubles import Troubles
from toolkit.workspace.work import Work


class Panel(Enum):
    """What can be opened on the page of the day."""

    AWAY = "away"
    AGAIN = "again"


class TodayModel(StepModel):
    """Reads the newest period in force, of a class that has one.

    ``today`` is the day, as of the last look at it. ``panel`` is what is open beside the groups.
    ``is_new`` while a period that was just accepted is shown for the first time.
    """

    today = Instance(date)
    panel = UseEnum(Panel, default_value=None, allow_none=True)
    is_new = Bool(False)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.today = today()
        self.away = Away(self.session)
        self.correcting = Correcting(keeper)
        self.charting = keeper.shared(Charting)
        self._troubles: Troubles | None = None
        self.session.observe(self._follow, "work")
        self.session.observe(self._leave, "step")

    @property
    def is_home(self) -> bool:
        """A class that has a period in force is opened here."""
        return self.period is not None

    @property
    def is_empty(self) -> bool:
        """Until the first period is in force."""
        return self.period is None

    @property
    def period(self) -> Period | None:
        """The one that is running."""
        return None if self.session.work is None else self.session.work.last

    def look_at_the_day(self) -> None:
        """See whether a new one has begun; nobody is away then yet, and no period is new."""
        if self.today != (now := today()):
            self.away.ids, self.is_new, self.today = (), False, now

    @property
    def next_number(self) -> int:
        """The number of the period that comes next."""
        return self.session.plan.next_number

    @property
    def next_rotation(self) -> date | None:
        """The day on which the next period begins; None where no calendar is known."""
        return None if self.session.work is None else self.session.work.next_rotation

    @property
    def met(self) -> Message | None:
        """Whom each has met, in a sentence."""
        from toolkit.acquaintance import coverage

        session = self.session
        return met_by_each(coverage(session.plan, session.rules, session.roster))

    @property
    def troubles(self) -> Troubles | None:
        """What is wrong with the running period; None where nothing is running."""
        work, period = self.session.work, self.period
        if work is None or period is None:
            return None
        if self._troubles is None or self._troubles.work is not work:
            self._troubles = Troubles(work, period)
        return self._troubles

    def label(self, student: Student) -> str:
        """The student's name, told apart from others of the same name."""
        return self.everyone.label(student)

    @property
    def everyone(self) -> Roster:
        """All who are in the class, and all who have a place in the period."""
        placed = () if self.period is None else self.period.students
        known = {student.id: student for student in placed}
        return Roster(tuple({**known, **self.session.roster.by_id}.values()))

    def named(self, id: str) -> str:
        """The name of the student of this id."""
        return self.label(self.everyone.by_id[id])

    @property
    def is_corrected_today(self) -> bool:
        """Whether the newest correction of the period is one of today, and can be undone."""
        return self.session.work is not None and self.session.work.corrected_on == self.today

    def swap_now(self) -> None:
        """Change the running period by hand."""
        self.panel = None
        self.correcting.begin()

    def find_smallest(self) -> None:
        """Look for the smallest change after which the rules are kept."""
        self.panel = None
        self.correcting.find()

    def accept_change(self) -> None:
        """Let the running period be as it was changed, from today on."""
        self.look_at_the_day()
        self.correcting.accept(self.today)

    def undo_correction(self) -> None:
        """Let the running period be as it was before today's correction."""
        self.look_at_the_day()
        if self.session.work is not None and self.is_corrected_today:
            self.session.work = self.session.work.correction_undone()

    def begin_again(self) -> None:
        """Plan the running period anew; it stays in force until another is accepted."""
        if self.session.work is not None:
            self.panel = None
            self.session.work = self.session.work.begun_again()

    def toggle(self, panel: Panel) -> None:
        """Open something beside the groups, or close it."""
        self.correcting.give_up()
        self.panel = None if self.panel is panel else panel

    def _follow(self, change: Bunch) -> None:
        if is_accepted(change.old, change.new):
            self.is_new = True
        elif _in_force(change.old) != _in_force(change.new):
            self.is_new, self.panel = False, None

    def _leave(self, change: Bunch) -> None:
        """What was shown for the first time has been seen when its page is left."""
        if change.old is not None and change.old.model_class() is type(self):
            self.is_new, self.panel = False, None


def _in_force(work: Work | None) -> object:
    return None if work is None else (work.name, work.plan.periods)
