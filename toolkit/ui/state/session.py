"""The one state that all steps share: whose class, which rules, and the accepted plan."""

from dataclasses import replace
from enum import StrEnum

from traitlets import Bool, HasTraits, Instance, Int, UseEnum, observe

from toolkit.messages import Language, Translator
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules


class Step(StrEnum):
    """The path through the dashboard, in order."""

    ROSTER = "roster"
    RULES = "rules"
    PROPOSAL = "proposal"
    OVERVIEW = "overview"


class Session(HasTraits):
    """What a coordinator has made so far.

    ``roster`` is the one class that is planned for. ``plan`` holds the periods that are
    accepted, and ``year`` those and the ones behind them as they were last planned, the
    proposal among them; it is None before anything is planned. No plan for this class and
    these rules that goes on from ``plan`` needs fewer periods than ``bound``, as far as the
    planner has proven; 0 where it has not. ``changing`` tells that a proposal has been
    changed by hand and not accepted yet; ``unsaved`` that it has, or that the rules or the
    plan differ from what was last loaded or downloaded. ``discreet`` hides who is kept
    apart, for when others see the screen.
    """

    language = UseEnum(Language, default_value=Language.NB)
    step = UseEnum(Step, default_value=Step.ROSTER)
    roster = Instance(Roster, allow_none=True)
    rules = Instance(Rules, args=())
    plan = Instance(Plan, args=())
    year = Instance(Plan, allow_none=True)
    bound = Int(0)
    unsaved = Bool(False)
    changing = Bool(False)
    discreet = Bool(False)

    def __init__(self, language: Language = Language.NB) -> None:
        super().__init__(language=language)
        self._saved_rules = self.rules
        self._saved_plan = self.plan

    @property
    def translate(self) -> Translator:
        """Puts messages into the session's language."""
        return Translator(self.language)

    def begin(self, roster: Roster, rules: Rules, plan: Plan) -> None:
        """Start with another class, its rules and what has happened in it already."""
        self._saved_rules, self._saved_plan = rules, plan
        with self.hold_trait_notifications():
            self.roster, self.rules, self.plan = roster, rules, plan
            self.year, self.bound = None, 0
        self._compare()

    def correct(self, roster: Roster) -> None:
        """Go on with the same class as it is now: someone joined, left, or got a new column.

        The plan is kept as it happened; rules let go of students who are no longer there.
        """
        with self.hold_trait_notifications():
            self.roster, self.rules = roster, self.rules.for_class(roster)

    def use_rules(self, rules: Rules) -> None:
        """Take rules from a file of the user's."""
        self._saved_rules = self.rules = rules
        self._compare()

    def use_plan(self, plan: Plan) -> None:
        """Take what has happened from a file of the user's."""
        self.year, self.bound = None, 0
        self._saved_plan = self.plan = plan
        self._compare()

    @property
    def foreseen(self) -> Plan | None:
        """The accepted plan with the rest of the year behind it; None where no more is planned."""
        planned = () if self.year is None else self.year.periods
        to_come = tuple(period for period in planned if period.number >= self.plan.next_number)
        return replace(self.plan, periods=(*self.plan.periods, *to_come)) if to_come else None

    def is_same_class(self, roster: Roster) -> bool:
        """Whether at least half of these students are in the class already."""
        if self.roster is None:
            return False
        known = {(student.id, student.name) for student in self.roster}
        return 2 * sum((student.id, student.name) in known for student in roster) >= len(roster)

    def rules_downloaded(self) -> None:
        """The rules are now in a file of the user's."""
        self._saved_rules = self.rules
        self._compare()

    def plan_downloaded(self) -> None:
        """The plan is now in a file of the user's."""
        self._saved_plan = self.plan
        self._compare()

    @observe("roster", "rules")
    def _doubt(self, _change: object) -> None:
        self.bound = 0

    @observe("rules", "plan", "changing")
    def _compare(self, _change: object = None) -> None:
        self.unsaved = (
            self.changing or self.rules != self._saved_rules or self.plan != self._saved_plan
        )
