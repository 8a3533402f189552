"""The first step: whose class it is, from a sample or from the user's own files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from traitlets import Any, HasTraits, Instance, Unicode
from traitlets import Dict as DictTrait

from toolkit.errors import InputError, Place
from toolkit.messages import Message, plural
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.shapes import SMALLEST_CLASS
from toolkit.rules import Rules
from toolkit.ui.state.session import Session

if TYPE_CHECKING:
    from toolkit.files.headers import Meaning
    from toolkit.files.tables import Table
    from toolkit.samples import Sample

LARGEST_CLASS = 40
"""More students than this is never one class, but a list without its class column."""


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class that would take the place of the session's."""

    roster: Roster
    rules: Rules
    plan: Plan


class RosterModel(HasTraits):
    """Reads a class list, lets its columns be put right, and hands one class to the session.

    ``table`` is the list as it was read, ``columns`` what each of its columns holds,
    ``listed`` all its students and ``school_class`` the class that was chosen among them.
    ``error`` is what was wrong with the last file, and ``done`` what a good one gave; after
    an error everything else is as before. ``waiting`` is a class that would throw away work
    that nobody has downloaded, and so waits for a yes. ``sample`` is the sample that was
    taken, if one was.
    """

    session = Instance(Session)
    table = Any(None, allow_none=True)
    columns = DictTrait()
    listed = Instance(Roster, args=((),))
    school_class = Unicode("")
    error = Any(None, allow_none=True)
    done = Any(None, allow_none=True)
    waiting = Instance(NewClass, allow_none=True)
    sample = Any(None, allow_none=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session=session)

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is no class to plan for yet."""
        roster = self.session.roster
        if self.waiting is not None:
            return (Message("Keep your class, or start with the new one?"),)
        if self.table is not None and not len(self.listed):
            return (Message("Choose what the columns hold first."),)
        if self.must_choose_class:
            return (Message("Choose one of the classes."),)
        if roster is None:
            return (Message("Choose a sample class, or upload your own class list."),)
        if len(roster) < SMALLEST_CLASS:
            return (
                plural(
                    "A class needs at least four students; there is {n}.",
                    "A class needs at least four students; there are {n}.",
                    n=len(roster),
                ),
            )
        if len(roster) > LARGEST_CLASS:
            return (
                Message(
                    "{students} students are too many for one class. "
                    "Which column holds the class? Choose it above.",
                    students=len(roster),
                ),
            )
        return ()

    @property
    def must_choose_class(self) -> bool:
        """Whether the list holds several classes and none of them is chosen yet."""
        return len(self.listed.classes) > 1 and self.school_class not in self.listed.classes

    @property
    def count(self) -> Message:
        """How many students and classes there are in the list."""
        students = plural("{n} student", "{n} students", n=len(self.listed))
        if len(self.listed.classes) < 2:
            return Message("{students} in one class.", students=students)
        return Message(
            "{students} in {classes} classes.",
            students=students,
            classes=len(self.listed.classes),
        )

    def use_sample(self, sample: Sample) -> None:
        """Take a sample class, with the rules and the plan that belong to its story."""

        def take() -> None:
            from toolkit.files.tables import read_table

            self.sample = sample
            self._read(read_table(sample.roster_path))

        self._try(take)

    def upload(self, name: str, content: bytes) -> None:
        """Read a class list of the user's."""

        def take() -> None:
            from toolkit.files.sources import Source
            from toolkit.files.tables import read_table

            table = read_table(Source(name, content))
            self.sample = None
            self._read(table)

        self._try(take)

    def upload_rules(self, name: str, content: bytes) -> None:
        """Read rules for the class that is chosen."""

        def take() -> None:
            from toolkit.files.rules import read_rules
            from toolkit.files.sources import Source

            roster = self._class()
            rules = read_rules(Source(name, content), self.listed or roster)
            self.session.use_rules(rules.for_class(roster))
            self.done = Message("The rules are read.")

        self._try(take)

    def upload_plan(self, name: str, content: bytes) -> None:
        """Read an earlier plan for the class that is chosen, to go on from."""

        def take() -> None:
            from toolkit.files.plans import read_plan
            from toolkit.files.sources import Source

            roster = self._class()
            plan = read_plan(Source(name, content), roster)
            if not any(s.id in roster.by_id for period in plan.periods for s in period.students):
                raise InputError(
                    Message(
                        "None of the students in this plan is in the class list. "
                        "Is it the plan of another class?"
                    ),
                    Place(name),
                )
            self.session.use_plan(plan)
            self.done = plural(
                "The plan is read: {n} period has happened.",
                "The plan is read: {n} periods have happened.",
                n=len(plan.periods),
            )

        self._try(take)

    def set_column(self, heading: str, meaning: Meaning) -> None:
        """Say what a column holds, and read the list again in that light."""

        def take() -> None:
            self.columns = {**self.columns, heading: meaning}
            self._list()

        self._try(take)

    def choose_class(self, school_class: str) -> None:
        """Take one of the classes in the list."""
        self.school_class = school_class
        if not self.must_choose_class:
            self._try(self._offer)

    def start_over(self) -> None:
        """Yes: the waiting class takes the place of the session's."""
        if self.waiting is not None:
            new, self.waiting = self.waiting, None
            self.session.begin(new.roster, new.rules, new.plan)

    def keep(self) -> None:
        """No: the session's class stays, and the waiting one is forgotten."""
        self.waiting = self.table = None
        self.listed, self.columns, self.school_class = Roster(()), {}, ""

    def _read(self, table: Table) -> None:
        from toolkit.files.columns import guess_columns

        self.columns, self.school_class = guess_columns(table), ""
        self.table = table
        self._list()

    def _list(self) -> None:
        """The students of the table, and the class among them if there is but one."""
        from toolkit.files.rosters import roster_from_table

        self.listed = Roster(())
        self.listed = roster_from_table(self.table, self.columns)
        if len(self.listed.classes) == 1:
            self.school_class = self.listed.classes[0]
        if not self.must_choose_class:
            self._offer()

    def _offer(self) -> None:
        """Hand the chosen class to the session, unless that would throw work away."""
        new = self._chosen_class()
        if self.sample is None and self.session.is_same_class(new.roster):
            self.waiting = None
            self.session.correct(new.roster)
        elif self.session.unsaved:
            self.waiting = new
        else:
            self.waiting = None
            self.session.begin(new.roster, new.rules, new.plan)

    def _chosen_class(self) -> NewClass:
        roster = self.listed.of_class(self.school_class)
        if self.sample is None:
            return NewClass(roster, Rules(), Plan())
        from toolkit.files.plans import read_plan
        from toolkit.files.rules import read_rules

        rules, plan = self.sample.rules_path, self.sample.plan_path
        return NewClass(
            roster,
            Rules() if rules is None else read_rules(rules, self.listed).for_class(roster),
            Plan() if plan is None else read_plan(plan, roster),
        )

    def _class(self) -> Roster:
        """The session's class. Raises ``InputError`` where there is none yet."""
        if self.session.roster is None:
            raise InputError(Message("Choose the class list first."))
        return self.session.roster

    def _try(self, step: Callable[[], None]) -> None:
        self.error = self.done = None
        try:
            step()
        except InputError as error:
            self.error = error
