"""The first step: whose class it is, from a sample or from the user's own files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from traitlets import Any, Bunch, HasTraits, Instance, Unicode
from traitlets import Dict as DictTrait

from toolkit.errors import InputError, MakkerskapError, Spot
from toolkit.matching import Match
from toolkit.messages import Message, plural
from toolkit.people import Roster, normalised
from toolkit.plan import Plan
from toolkit.planning.shapes import SMALLEST_CLASS
from toolkit.roster_changes import RosterChanges
from toolkit.rules import Rules
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.known_classes import KnownClasses, changes_in, known_classes
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import KeptClass, Workspace

if TYPE_CHECKING:
    from toolkit.files.headers import Meaning
    from toolkit.files.sources import Source
    from toolkit.files.tables import Table
    from toolkit.samples import Sample

LARGEST_CLASS = 40
"""More students than this is never one class, but a list without its class column."""


class RosterModel(HasTraits):
    """Reads a class list, lets its columns be put right, and hands one class to the session.

    ``table`` is the list as it was read, ``columns`` what each of its columns holds,
    ``listed`` all its students and ``school_class`` the class that was chosen among them.
    ``error`` is what was wrong with the last file, and ``done`` what a good one gave; a file
    that cannot be read changes nothing else. ``changes`` are what the list changes in classes
    that are kept already, and wait for a yes. ``sample`` is the sample that was taken, if one
    was, and ``tried`` what has been made of it before, which waits for a choice too.
    """

    session = Instance(Session)
    table = Any(None, allow_none=True)
    columns = DictTrait()
    listed = Instance(Roster, args=((),))
    school_class = Unicode("")
    error = Any(None, allow_none=True)
    done = Any(None, allow_none=True)
    changes = Instance(RosterChanges, allow_none=True)
    sample = Any(None, allow_none=True)
    tried = Instance(Kept, allow_none=True)

    def __init__(self, session: Session, keeper: Keeper) -> None:
        super().__init__(session=session)
        self.keeper = keeper
        # The known classes that the list is of, with their names in it.
        self._affected: KnownClasses = ()
        # The class that came from this table, as the columns are put right.
        self._from_table: tuple[Table, int] | None = None
        session.observe(self._forget_list, "roster")

    @property
    def classes(self) -> tuple[KeptClass, ...]:
        """The classes in the workspace, the one that was changed last first."""
        return self.keeper.ask(Workspace.classes, ())

    def open(self, class_id: int) -> None:
        """Go on with a class of the workspace."""
        self.keep()
        self._try(lambda: self._open(class_id))

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is no class to plan for yet."""
        roster = self.session.roster
        if self.tried is not None:
            return (Message("Go on where you were, or start afresh?"),)
        if self.changes is not None:
            return self.changes.blockers or (
                Message("Confirm the changes, or leave the class as it was."),
            )
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
            from toolkit.files.tables import read_table

            table = read_table(self._source(name, content))
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
            self.session.rules = rules.for_class(roster)
            self.done = Message("The rules are read.")

        self._try(take)

    def upload_plan(self, name: str, content: bytes) -> None:
        """Read an earlier plan for the class that is chosen, to go on from."""

        def take() -> None:
            from toolkit.files.plans import read_plan

            roster = self._class()
            plan = read_plan(self._source(name, content), roster)
            if not any(s.id in roster.by_id for period in plan.periods for s in period.students):
                raise InputError(
                    Message(
                        "None of the students in this plan is in the class list. "
                        "Is it the plan of another class?"
                    ),
                    Spot(name),
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
        self._forget_questions()
        self.school_class = school_class
        if not self.must_choose_class:
            self._try(self._offer)

    def keep_all(self) -> None:
        """Keep every class of the list that is not kept yet, to be opened one by one."""

        def take() -> None:
            known = {name for name, _ in known_classes(self.keeper.workspace, self.listed)}
            if self.sample is not None:
                kept = self.keeper.workspace.classes()
                known |= {one.name for one in kept if one.sample == self.sample.key}
            names = [name for name in self.listed.classes if name not in known]
            for name in names:
                self.keeper.workspace.begin(self._work_of(name))
            self.done = plural(
                "{n} class is kept. Choose one of them.",
                "{n} classes are kept. Choose one of them.",
                n=len(self.listed.classes),
            )

        self._try(take)

    def answer(self, match: Match, is_same: bool) -> None:
        """Say whether two who may be the same student are."""
        if self.changes is not None:
            self.changes = self.changes.decided({match: is_same})

    def confirm(self) -> None:
        """Yes: the classes become as the list says. What has happened in them stays."""
        if self.changes is not None and not self.changes.blockers:
            self._try(self._apply)

    def start_over(self) -> None:
        """Begin the sample anew; what was made of it before is gone."""
        if (tried := self.tried) is not None:
            self._try(lambda: self._settle(lambda: self._begin(self._chosen_work(), tried)))

    def go_on(self) -> None:
        """Go on with what was made of the sample before."""
        if (tried := self.tried) is not None:
            self._try(lambda: self._settle(lambda: self._open(tried.class_id)))

    def keep(self) -> None:
        """Forget the list that was read; the classes stay as they are."""
        self._forget_questions()
        self.table = self.sample = None
        self.listed, self.columns, self.school_class = Roster(()), {}, ""

    def _settle(self, choice: Callable[[], None]) -> None:
        """Do what was chosen of a sample; where it fails, the choice is still there."""
        choice()
        self.tried = None

    def _forget_questions(self) -> None:
        """What was asked about another reading of the list is no question any more."""
        self.changes = self.tried = None
        self._affected = ()

    def _forget_list(self, change: Bunch) -> None:
        """A class that was left, for it was deleted perhaps, leaves nobody on the screen."""
        if change.new is None:
            self.keep()

    def _read(self, table: Table) -> None:
        from toolkit.files.columns import guess_columns

        self.columns, self.school_class = guess_columns(table), ""
        self.table = table
        self._list()

    def _list(self) -> None:
        """The students of the table, and the class among them if there is but one."""
        from toolkit.files.rosters import roster_from_table

        self._forget_questions()
        self.listed = Roster(())
        self.listed = roster_from_table(self.table, self.columns)
        if len(self.listed.classes) == 1:
            self.school_class = self.listed.classes[0]
        if not self.must_choose_class:
            self._offer()

    def _offer(self) -> None:
        """Hand the chosen class to the session, or ask first where it is known already."""
        self.keeper.keep()
        self._forget_questions()
        if self._is_fresh_from_table():
            self._begin(self._chosen_work(), self.session.kept)
        elif self.sample is not None:
            self._offer_sample()
        else:
            self._offer_list()

    def _offer_sample(self) -> None:
        work = self._chosen_work()
        for known in self.keeper.workspace.classes():
            if known.sample == work.sample and known.name == work.name:
                tried = self.keeper.workspace.load(known.class_id)
                if tried is not None and not _is_fresh(tried.work, work):
                    self.tried = tried
                    return
                self._begin(work, tried)
                return
        self._begin(work)

    def _offer_list(self) -> None:
        self._affected = known_classes(self.keeper.workspace, self.listed)
        if not self._affected:
            self._begin(self._chosen_work())
            return
        changes = changes_in(self._affected, self.listed)
        if changes.is_unchanged:
            self._bring_up_to_date(changes.roster)
            self.done = changes.sentences[0]
        else:
            self.changes = changes

    def _apply(self) -> None:
        changes = self.changes
        assert changes is not None
        if not all(self.keeper.workspace.is_newest(kept) for _, kept in self._affected):
            self._offer()
            raise InputError(
                Message("The class was changed in the meantime. Look at the changes again.")
            )
        self._bring_up_to_date(changes.roster)
        self.changes = None
        self.done = Message("The class list is up to date. Groups and plans are as they were.")

    def _bring_up_to_date(self, roster: Roster) -> None:
        """Save every known class of the list in one piece, and open the chosen one."""
        self.keeper.keep()
        works = [
            (kept, kept.work.corrected(now))
            for name, kept in self._affected
            if (now := roster.of_class(name)) != kept.work.roster
        ]
        saved = {kept.class_id: kept for kept in self.keeper.workspace.save_together(works)}
        for name, kept in self._affected:
            if self.listed.classes == ("",) or normalised(name) == normalised(self.school_class):
                newest = saved.get(kept.class_id, kept)
                self.keeper.turn_to(newest.work, newest)
                return
        self._begin(self._chosen_work())

    def _open(self, class_id: int) -> None:
        current = self.session.kept
        if current is not None and current.class_id == class_id:
            return
        if not self.keeper.open(class_id):
            raise InputError(Message("This class is not here any more."))

    def _begin(self, work: Work, kept: Kept | None = None) -> None:
        self.keeper.turn_to(work, kept)
        if self.session.kept is not None:
            self._from_table = (self.table, self.session.kept.class_id)

    def _is_fresh_from_table(self) -> bool:
        """Whether the session's class is the chosen one as this table was read before.

        That is so while its columns are put right, and until something is made of it.
        """
        kept, work = self.session.kept, self.keeper.work
        return (
            kept is not None
            and work is not None
            and self._from_table is not None
            and self._from_table[0] is self.table
            and self._from_table[1] == kept.class_id
            and self.sample is None
            and _is_untouched(work)
            and (work.name == self.school_class or work.name not in self.listed.classes)
        )

    def _chosen_work(self) -> Work:
        """The chosen class of the list; rules that name nobody stay while columns are put right."""
        work = self._work_of(self.school_class)
        if self._is_fresh_from_table():
            return replace(work, rules=self.session.rules.for_class(work.roster))
        return work

    def _work_of(self, school_class: str) -> Work:
        """A class of the list, with the rules and the plan that a sample has."""
        roster = self.listed.of_class(school_class)
        if self.sample is None:
            return Work(roster)
        from toolkit.files.plans import read_plan
        from toolkit.files.rules import read_rules

        rules, plan = self.sample.rules_path, self.sample.plan_path
        return Work(
            roster,
            Rules() if rules is None else read_rules(rules, self.listed).for_class(roster),
            Plan() if plan is None else read_plan(plan, roster),
            sample=self.sample.key,
        )

    def _source(self, name: str, content: bytes) -> Source:
        """A file of the user's, opened where the passphrase of the workspace opens it."""
        from toolkit.files.locked import unlocked
        from toolkit.files.sources import Source

        return Source(name, unlocked(content, self.session.passphrase))

    def _class(self) -> Roster:
        """The session's class. Raises ``InputError`` where there is none yet."""
        if self.session.roster is None:
            raise InputError(Message("Choose the class list first."))
        return self.session.roster

    def _try(self, step: Callable[[], None]) -> None:
        self.error = self.done = None
        try:
            step()
        except MakkerskapError as error:
            self.error = error


def _is_untouched(work: Work) -> bool:
    """Whether no student is named in a rule and nothing is planned."""
    rules = work.rules
    named = rules.keep_apart or rules.together or rules.acquainted.groups
    return not (named or work.plan.periods or work.proposals)


def _is_fresh(work: Work, sample: Work) -> bool:
    """Whether nothing has been made of a sample since it was taken."""
    return (
        work.rules == sample.rules
        and work.year is None
        and not work.proposals
        and (len(work.plan.periods) == len(sample.plan.periods))
    )
