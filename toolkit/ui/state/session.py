"""The one state that all steps share: whose class it is, and what has been made of it."""

from collections.abc import Callable
from dataclasses import replace

from traitlets import Bool, HasTraits, Instance, Int, Unicode, UseEnum
from traitlets import Tuple as TupleTrait

from toolkit.messages import Language, Translator
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import NO_RULES, Rules
from toolkit.ui.state.steps import Place, Step, Steps, behind, called, path
from toolkit.workspace.work import Kept, Work


class Session(HasTraits):
    """What a user has made so far, and where they are.

    ``work`` is the class that is open, None where none is: all that is made of it is made by
    putting another ``Work`` there. ``kept`` is the class as the workspace has it, None where it
    has it not yet, and ``unsaved`` tells that something would be lost with the page.
    ``is_lasting`` is false where the workspace is gone with the page, and ``keeps`` where the
    dashboard makes nothing that could be kept. ``passphrase`` is the
    workspace's, for the files that leave it; empty where it has none. ``discreet`` hides who
    is kept apart, for others may see the screen: at every visit and in every class, until the user
    asks for the names.
    ``turned`` counts the classes that were turned to: what was begun in one is none of the next's.
    ``chosen_language`` is the one that the user has chosen by hand, empty where they have not.
    ``steps`` are those of the dashboard, and ``step`` the one that is shown. ``is_home`` tells
    whether a home of theirs is where the user begins now.
    """

    language = UseEnum(Language, default_value=Language.NB)
    chosen_language = Unicode("")
    steps = TupleTrait()
    step = Instance(Step, allow_none=True)
    work = Instance(Work, allow_none=True)
    kept = Instance(Kept, allow_none=True)
    unsaved = Bool(False)
    is_lasting = Bool(True)
    keeps = Bool(True)
    passphrase = Unicode("")
    discreet = Bool(True)
    turned = Int(0)

    def __init__(self, steps: Steps = (), *, language: Language = Language.NB) -> None:
        super().__init__(steps=steps, step=next(iter(path(steps)), None), language=language)
        self.is_home: Callable[[Step], bool] = lambda _step: False

    @property
    def translate(self) -> Translator:
        """Puts messages into the session's language."""
        return Translator(self.language)

    @property
    def roster(self) -> Roster:
        """The class that is open; nobody where none is."""
        return Roster(()) if self.work is None else self.work.roster

    @property
    def class_name(self) -> str:
        """What it is called; empty where it has no name, and where none is open."""
        return "" if self.work is None else self.work.name

    @property
    def title(self) -> str:
        """The name of the class that is open, or that of its list."""
        return self.class_name or ", ".join(filter(None, self.roster.classes))

    @property
    def rules(self) -> Rules:
        """Its rules."""
        return NO_RULES if self.work is None else self.work.rules

    @property
    def plan(self) -> Plan:
        """Its periods in force."""
        return Plan() if self.work is None else self.work.plan

    @property
    def named_plan(self) -> Plan:
        """The same under the class's name, for what leaves the page."""
        return replace(self.plan, school_class=self.class_name)

    @property
    def planning_number(self) -> int:
        """The number of the period that is planned."""
        return 1 if self.work is None else self.work.planning_number

    @property
    def following(self) -> Step | None:
        """The step that comes next on the path."""
        return None if self.step is None else behind(self.steps, self.step)

    def go(self, step: Step) -> None:
        """Turn to a step, or to what the dashboard has in its place.

        One that has neither stays where it is.
        """
        if (own := called(self.steps, step.key)) is not None:
            self.step = own

    def go_home(self) -> None:
        """Turn to where a user begins: a home that is one now, or the path."""
        places = Place.SCHOOL, Place.HOME
        homes = (step for step in self.steps if step.place in places and self.is_home(step))
        self.step = next(homes, next(iter(path(self.steps)), None))

    def go_on(self) -> None:
        """Take the next step of the path."""
        if (following := self.following) is not None:
            self.step = following

    def turn_to(self, work: Work | None, kept: Kept | None = None) -> None:
        """Turn to a class that is ``kept`` already, or is new to the workspace; or to none."""
        is_other = kept is None or self.kept is None or kept.class_id != self.kept.class_id
        if is_other:
            self.discreet = True  # before the class is seen
        self.kept = kept
        self.work = work
        self.turned += is_other

    def use_rules(self, rules: Rules) -> None:
        """Go on under other rules."""
        if self.work is not None:
            self.work = self.work.with_rules(rules)
