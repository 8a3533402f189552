"""The one state that all steps share: whose class, which rules, and the accepted plan."""

from dataclasses import replace
from enum import StrEnum

from traitlets import Bool, HasTraits, Instance, Int, Unicode, UseEnum, observe

from toolkit.messages import Language, Translator
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.workspace.work import Kept, Work


class Step(StrEnum):
    """The screens of the dashboard."""

    ROSTER = "roster"
    RULES = "rules"
    PROPOSAL = "proposal"
    OVERVIEW = "overview"
    ARCHIVE = "archive"


PATH = (Step.ROSTER, Step.RULES, Step.PROPOSAL, Step.OVERVIEW)
"""The steps that are taken one after the other."""


class Session(HasTraits):
    """What a coordinator has made so far.

    ``roster`` is the one class that is planned for. ``plan`` holds the periods that are
    accepted, and ``year`` those and the ones behind them as they were last planned, the
    proposal among them; it is None before anything is planned. No plan for this class and
    these rules that goes on from ``plan`` needs fewer periods than ``bound``, as far as the
    planner has proven; 0 where it has not. ``sample`` is the key of the sample that the class
    is, if it is one. ``kept`` is the class as the workspace has it, None where it has it not
    yet, and ``unsaved`` tells that something would be lost with the page. ``is_lasting`` is false
    where the workspace is gone with the page. ``passphrase`` is
    the workspace's, for the files that leave it; empty where it has none. ``discreet`` hides
    who is kept apart, for when others see the screen. ``chosen_language`` is the one that the
    user has chosen by hand, empty where they have not.
    """

    language = UseEnum(Language, default_value=Language.NB)
    chosen_language = Unicode("")
    step = UseEnum(Step, default_value=Step.ROSTER)
    roster = Instance(Roster, allow_none=True)
    rules = Instance(Rules, args=())
    plan = Instance(Plan, args=())
    year = Instance(Plan, allow_none=True)
    bound = Int(0)
    sample = Unicode("")
    kept = Instance(Kept, allow_none=True)
    unsaved = Bool(False)
    is_lasting = Bool(True)
    passphrase = Unicode("")
    discreet = Bool(False)

    @property
    def translate(self) -> Translator:
        """Puts messages into the session's language."""
        return Translator(self.language)

    def begin(self, work: Work, kept: Kept | None = None) -> None:
        """Turn to a class: one that is ``kept`` already, or one that is new to the workspace."""
        with self.hold_trait_notifications():
            self.kept, self.sample = kept, work.sample
            self.roster, self.rules, self.plan = work.roster, work.rules, work.plan
            self.year = work.year
        self.bound = work.bound

    def leave(self) -> None:
        """Turn away from the class; there is none now."""
        with self.hold_trait_notifications():
            self.kept, self.roster, self.year, self.sample = None, None, None, ""
            self.rules, self.plan = Rules(), Plan()

    def correct(self, roster: Roster) -> None:
        """Go on with the same class as it is now: someone joined, left, or got a new column.

        The plan is kept as it happened; rules let go of students who are no longer there.
        """
        with self.hold_trait_notifications():
            self.roster, self.rules = roster, self.rules.for_class(roster)

    def use_plan(self, plan: Plan) -> None:
        """Take what has happened from a file of the user's."""
        self.year, self.bound = None, 0
        self.plan = plan

    @property
    def foreseen(self) -> Plan | None:
        """The accepted plan with the rest of the year behind it; None where no more is planned."""
        planned = () if self.year is None else self.year.periods
        to_come = tuple(period for period in planned if period.number >= self.plan.next_number)
        return replace(self.plan, periods=(*self.plan.periods, *to_come)) if to_come else None

    @observe("roster", "rules")
    def _doubt(self, _change: object) -> None:
        self.bound = 0
