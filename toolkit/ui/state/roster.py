"""The first step: whose class it is, from a sample or from the user's own files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from traitlets import Any, Bunch, Instance

from toolkit.errors import InputError, Spot
from toolkit.matching import Match
from toolkit.messages import Message, plural
from toolkit.people import Roster, normalised
from toolkit.roster_changes import RosterChanges
from toolkit.rules import LARGEST_CLASS, SMALLEST_CLASS
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.known_classes import KnownClasses, changes_in, known_classes
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.reading import Reading
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import KeptClass, Workspace

if TYPE_CHECKING:
    from toolkit.files.headers import Meaning
    from toolkit.files.sources import Source
    from toolkit.files.tables import Table
    from toolkit.samples import Sample


@dataclass(frozen=True)
class Tried:
    """What has been made of a sample before; whether it goes on from there is asked."""

    kept: Kept

    @property
    def blockers(self) -> tuple[Message, ...]:
        """It waits for an answer."""
        return (Message("Go on where you were, or start afresh?"),)


@dataclass(frozen=True)
class Changed:
    """What a list changes in classes that are ``known``; whether that is right is asked."""

    changes: RosterChanges
    known: KnownClasses

    @property
    def blockers(self) -> tuple[Message, ...]:
        """It waits for an answer."""
        return self.changes.blockers or (
            Message("Confirm the changes, or leave the class as it was."),
        )


class RosterModel(StepModel):
    """Reads a class list, lets its columns be put right, and hands one class to the session.

    ``reading`` is the list as it was read, and ``question`` what waits for an answer before
    the class is taken. A file that cannot be read changes neither.
    """

    reading = Instance(Reading, allow_none=True)
    question = Any(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        # The class that came from this table, as the columns are put right.
        self._from_table: tuple[Table, int] | None = None
        self.session.observe(self._forget_list, "work")

    @property
    def classes(self) -> tuple[KeptClass, ...]:
        """The classes in the workspace, the one that was changed last first."""
        return self.keeper.ask(Workspace.classes, ())

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is no class to plan for yet."""
        roster, reading = self.session.roster, self.reading
        if self.question is not None:
            return tuple(self.question.blockers)
        if reading is not None and not len(reading.listed):
            return (Message("Choose what the columns hold first."),)
        if reading is not None and reading.must_choose_class:
            return (Message("Choose one of the classes."),)
        if self.session.work is None:
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

    def open(self, class_id: int) -> bool:
        """Go on with a class of the workspace, and tell whether it could be opened."""
        self.keep()
        return self.attempt(lambda: self._open(class_id))

    def use_sample(self, sample: Sample) -> None:
        """Take a sample class, with the rules and the plan that belong to its story."""

        def take() -> Message | None:
            from toolkit.files.tables import read_table

            return self._read(Reading.of(read_table(sample.roster_path), sample))

        self.attempt(take)

    def upload(self, name: str, content: bytes) -> None:
        """Read a class list of the user's."""

        def take() -> Message | None:
            from toolkit.files.tables import read_table

            return self._read(Reading.of(read_table(self._source(name, content))))

        self.attempt(take)

    def upload_rules(self, name: str, content: bytes) -> None:
        """Read rules for the class that is chosen."""

        def take() -> Message:
            from toolkit.files.rules import read_rules
            from toolkit.files.sources import Source

            roster = self._class().roster
            listed = roster if self.reading is None else self.reading.listed or roster
            self.session.use_rules(read_rules(Source(name, content), listed).for_class(roster))
            return Message("The rules are read.")

        self.attempt(take)

    def upload_plan(self, name: str, content: bytes) -> None:
        """Read an earlier plan for the class that is chosen, to go on from."""

        def take() -> Message:
            from toolkit.files.plans import read_plan

            work = self._class()
            plan = read_plan(self._source(name, content), work.roster)
            present = work.roster.by_id
            if not any(s.id in present for period in plan.periods for s in period.students):
                raise InputError(
                    Message(
                        "None of the students in this plan is in the class list. "
                        "Is it the plan of another class?"
                    ),
                    Spot(name),
                )
            self.session.work = work.continuing(plan)
            return plural(
                "The plan is read: {n} period has happened.",
                "The plan is read: {n} periods have happened.",
                n=len(plan.periods),
            )

        self.attempt(take)

    def set_column(self, heading: str, meaning: Meaning) -> None:
        """Say what a column holds, and read the list again in that light."""
        if (reading := self.reading) is not None:
            self.attempt(lambda: self._read(reading.with_column(heading, meaning)))

    def choose_class(self, school_class: str) -> None:
        """Take one of the classes in the list."""
        if self.reading is None:
            return
        self.question = None
        self.reading = self.reading.with_class(school_class)
        if not self.reading.must_choose_class:
            self.attempt(self._offer)

    def keep_all(self) -> None:
        """Keep every class of the list that is not kept yet, to be opened one by one."""
        if (reading := self.reading) is None:
            return

        def take() -> Message:
            workspace = self.keeper.workspace
            known = {name for name, _ in known_classes(workspace, reading.listed)}
            if reading.sample is not None:
                kept = workspace.classes()
                known |= {one.name for one in kept if one.sample == reading.sample.key}
            for name in reading.listed.classes:
                if name not in known:
                    workspace.begin(reading.work(name))
            return plural(
                "{n} class is kept. Choose one of them.",
                "{n} classes are kept. Choose one of them.",
                n=len(reading.listed.classes),
            )

        self.attempt(take)

    def answer(self, match: Match, is_same: bool) -> None:
        """Say whether two who may be the same student are."""
        if isinstance(question := self.question, Changed):
            self.question = replace(question, changes=question.changes.decided({match: is_same}))

    def confirm(self) -> None:
        """Yes: the classes become as the list says. What has happened in them stays."""
        if isinstance(question := self.question, Changed) and not question.changes.blockers:
            self.attempt(lambda: self._apply(question))

    def start_over(self) -> None:
        """Begin the sample anew; what was made of it before is gone."""
        self._settle(lambda kept: self._begin(self._chosen_work(), kept))

    def go_on(self) -> None:
        """Go on with what was made of the sample before."""
        self._settle(lambda kept: self._open(kept.class_id))

    def keep(self) -> None:
        """Forget the list that was read; the classes stay as they are."""
        self.question = self.reading = None

    def _settle(self, choice: Callable[[Kept], None]) -> None:
        """Do what was chosen of a sample; where it fails, the choice is still there."""
        if isinstance(question := self.question, Tried) and self.attempt(
            lambda: choice(question.kept)
        ):
            self.question = None

    def _forget_list(self, change: Bunch) -> None:
        """A class that was left, for it was deleted perhaps, leaves nobody on the screen."""
        if change.new is None:
            self.keep()

    def _read(self, reading: Reading) -> Message | None:
        """Show what was read, and offer its class if there is but one."""
        self.question = None
        self.reading = reading
        self.reading = reading = reading.listing()
        return None if reading.must_choose_class else self._offer()

    def _offer(self) -> Message | None:
        """Hand the chosen class to the session, or ask first where it is known already."""
        reading = self._list()
        self.question = None
        if self._is_fresh_from_table():
            self._begin(self._chosen_work(), self.session.kept)
        elif reading.sample is not None:
            self._offer_sample()
        else:
            return self._offer_list()
        return None

    def _offer_sample(self) -> None:
        work, workspace = self._chosen_work(), self.keeper.workspace
        for known in workspace.classes():
            if known.sample == work.sample and known.name == work.name:
                tried = workspace.load(known.class_id)
                if tried is not None and not _is_fresh(tried.work, work):
                    self.question = Tried(tried)
                    return
                self._begin(work, tried)
                return
        self._begin(work)

    def _offer_list(self) -> Message | None:
        listed = self._list().listed
        self.keeper.catch_up()  # what is known is looked up in the workspace
        known = known_classes(self.keeper.workspace, listed)
        if not known:
            self._begin(self._chosen_work())
            return None
        changes = changes_in(known, listed)
        if not changes.is_unchanged:
            self.question = Changed(changes, known)
            return None
        self._bring_up_to_date(changes.roster, known)
        return changes.sentences[0]

    def _apply(self, question: Changed) -> Message:
        if not all(self.keeper.workspace.is_newest(kept) for _, kept in question.known):
            self._offer()
            raise InputError(
                Message("The class was changed in the meantime. Look at the changes again.")
            )
        self._bring_up_to_date(question.changes.roster, question.known)
        self.question = None
        return Message("The class list is up to date. Groups and plans are as they were.")

    def _bring_up_to_date(self, roster: Roster, known: KnownClasses) -> None:
        """Save every known class of the list in one piece, and open the chosen one."""
        reading = self._list()
        works = [
            (kept, kept.work.corrected(now))
            for name, kept in known
            if (now := roster.of_class(name)) != kept.work.roster
        ]
        saved = {kept.class_id: kept for kept in self.keeper.workspace.save_together(works)}
        chosen = normalised(reading.school_class)
        for name, kept in known:
            if reading.listed.classes == ("",) or normalised(name) == chosen:
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
            self._from_table = (self._list().table, self.session.kept.class_id)

    def _is_fresh_from_table(self) -> bool:
        """Whether the session's class is the chosen one as this table was read before.

        That is so while its columns are put right, and until something is made of it.
        """
        reading, kept, work = self._list(), self.session.kept, self.session.work
        return (
            kept is not None
            and work is not None
            and self._from_table is not None
            and self._from_table[0] is reading.table
            and self._from_table[1] == kept.class_id
            and reading.sample is None
            and _is_untouched(work)
            and (work.name == reading.school_class or work.name not in reading.listed.classes)
        )

    def _chosen_work(self) -> Work:
        """The chosen class of the list; rules that name nobody stay while columns are put right."""
        reading = self._list()
        work = reading.work(reading.school_class)
        if self._is_fresh_from_table():
            return replace(work, rules=self.session.rules.for_class(work.roster))
        return work

    def _source(self, name: str, content: bytes) -> Source:
        """A file of the user's, opened where the passphrase of the workspace opens it."""
        from toolkit.files.locked import unlocked
        from toolkit.files.sources import Source

        return Source(name, unlocked(content, self.session.passphrase))

    def _list(self) -> Reading:
        assert self.reading is not None
        return self.reading

    def _class(self) -> Work:
        """The session's class. Raises ``InputError`` where there is none yet."""
        if self.session.work is None:
            raise InputError(Message("Choose the class list first."))
        return self.session.work


def _is_untouched(work: Work) -> bool:
    """Whether no student is named in a rule and nothing is planned."""
    return not (work.rules.naming() or work.plan.periods or work.proposals)


def _is_fresh(work: Work, sample: Work) -> bool:
    """Whether nothing has been made of a sample since it was taken."""
    return (
        work.rules == sample.rules
        and work.year is None
        and not work.proposals
        and (len(work.plan.periods) == len(sample.plan.periods))
    )
