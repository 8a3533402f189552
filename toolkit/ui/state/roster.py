"""The first step: whose class it is, from a sample or from the user's own lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from traitlets import Any, Bool, Bunch, Instance, Unicode

from toolkit.errors import InputError
from toolkit.matching import Match
from toolkit.meeting import Meeting
from toolkit.messages import Message, one_after_another, plural
from toolkit.ui.state.earlier import Earlier, met_in
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.known_classes import Changed
from toolkit.ui.state.listing import ListModel
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.reading import Reading, wrong_size
from toolkit.ui.state.taking import Taken, Taker, Tried
from toolkit.workspace.work import Work

if TYPE_CHECKING:
    from toolkit.files.class_list import ClassList
    from toolkit.files.headers import Meaning
    from toolkit.files.sources import Source
    from toolkit.samples import Sample


class RosterModel(StepModel):
    """Reads class lists, lets them be put right, and hands one class to the session.

    ``reading`` is the list as it was read last. ``is_open`` tells whether the class that is open
    is what the step shows: not while a list waits for an answer, nor when one could not be read.
    ``question`` is what is asked about classes that are kept already. ``set_aside`` is a class
    that was begun here and gave way to another. ``typed`` is what stands in the field for names
    and is not read yet. ``listing`` is for the list of the open class.
    """

    reading = Instance(Reading, allow_none=True)
    question = Any(None, allow_none=True)
    is_open = Bool(True)
    set_aside = Instance(Work, allow_none=True)
    typed = Unicode("")

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.listing = ListModel(keeper)
        self._taker = Taker(keeper)
        self.session.observe(self._forget_list, "work")
        keeper.observe(lambda _change: self.keep(), "opened")
        self.session.observe(lambda _change: setattr(self, "typed", ""), "turned")

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is no class to plan for yet."""
        if self.question is not None:
            return tuple(self.question.blockers)
        if not self.is_open:
            return self._unread
        if self.typed.strip():
            return (Message("Read the names that you have written first, or empty the field."),)
        if self.session.work is None:
            return (Message("Choose your own class list, paste the names, or try a sample class."),)
        return self.listing.blockers or wrong_size(self.session.roster)

    @property
    def _unread(self) -> tuple[Message, ...]:
        """Why what was given last is no class yet."""
        return (() if self.reading is None else self.reading.blockers) or (
            Message("The list was not read. Choose another."),
        )

    def use_sample(self, sample: Sample) -> None:
        """Take a sample class, with the rules and the plan that belong to its story."""

        def take() -> Message | None:
            from toolkit.files.class_list import read_class_list

            return self._read(Reading(read_class_list(sample.roster_path), sample))

        self._fresh(take)

    def upload(self, name: str, content: bytes) -> None:
        """Read a class list of the user's."""

        def take() -> Message | None:
            from toolkit.files.class_list import read_class_list

            return self._read(Reading(read_class_list(self._source(name, content))))

        self._fresh(take)

    def refuse_several(self) -> None:
        """Say that one file at a time is read."""

        def refuse() -> Message:
            raise InputError(Message("These are several files. Drop one at a time."))

        self._fresh(refuse)

    def write(self, text: str) -> bool:
        """Read names that were typed or pasted, and tell whether a class came of them."""

        def take() -> Message | None:
            from toolkit.files.class_list import pasted, read_class_list

            return self._read(Reading(read_class_list(pasted(text))))

        return self._fresh(take) and (self.is_open or self.question is not None)

    def upload_rules(self, name: str, content: bytes) -> None:
        """Read rules for the class that is chosen."""

        def take() -> Message:
            from toolkit.files.sources import Source
            from toolkit.ui.state.earlier import under_rules

            work = self._class()
            listed = work.roster if self.reading is None else self.reading.roster or work.roster
            self.session.work = under_rules(work, Source(name, content), listed)
            return Message("The rules are read.")

        self.attempt(take)

    def upload_plan(self, name: str, content: bytes) -> None:
        """Read an earlier plan for the class that is chosen, to go on from."""

        def take() -> Message | None:
            return self._go_on_from(met_in(self._class(), self._source(name, content)))

        self.attempt(take)

    def leave_plan(self) -> None:
        """Go on without the earlier plan that was asked about."""
        if isinstance(self.question, Earlier):
            self.question = None

    def _go_on_from(self, meeting: Meeting) -> Message | None:
        """Go on from an earlier plan once it is clear who is who in it."""
        if meeting.doubtful:
            self.question = Earlier(meeting)
            return None
        self.session.work = self._class().continuing(meeting.plan)
        self.question = None
        read = plural(
            "The plan is read: {n} period has happened.",
            "The plan is read: {n} periods have happened.",
            n=len(meeting.plan.periods),
        )
        return one_after_another(read, *meeting.sentences)

    def set_column(self, heading: str, meaning: Meaning) -> None:
        """Say what a column holds, and read the list again in that light."""
        self._read_again(lambda reading: reading.listed.with_column(heading, meaning))

    def answer_list(self, key: str, value: str) -> None:
        """Answer a question about the list, and read it again in that light."""
        self._read_again(lambda reading: reading.listed.answered(key, value))

    def choose_class(self, school_class: str) -> None:
        """Take one of the classes in the list."""
        if (reading := self.reading) is not None:
            self.attempt(lambda: self._read(reading.of_class(school_class)))

    def keep_all(self) -> bool:
        """Keep every class of the list that is not kept yet, and tell whether they are.

        They are opened one by one.
        """
        if (reading := self.reading) is None:
            return False

        def take() -> Message:
            self._taker.keep_all(reading)
            return plural(
                "{n} class is kept. Choose one of them.",
                "{n} classes are kept. Choose one of them.",
                n=len(reading.classes),
            )

        return self.attempt(take)

    def answer(self, match: Match, is_same: bool) -> None:
        """Say whether two who may be the same student are."""
        if isinstance(question := self.question, Changed):
            self.question = replace(question, changes=question.changes.decided({match: is_same}))
        elif isinstance(question, Earlier):
            self.attempt(lambda: self._go_on_from(question.decided(match, is_same).meeting))

    def confirm(self) -> None:
        """Yes: the classes become as the list says. What has happened in them stays."""
        question, reading = self.question, self.reading
        if not isinstance(question, Changed) or question.changes.blockers or reading is None:
            return

        def act() -> Message:
            if not self._taker.is_newest(question):
                self._show(self._taker.take(reading))
                raise InputError(
                    Message("The class was changed in the meantime. Look at the changes again.")
                )
            self._show(self._taker.bring_up_to_date(reading, question))
            return Message("The class list is up to date. Groups and plans are as they were.")

        self.attempt(act)

    def start_over(self) -> None:
        """Begin the sample anew; what was made of it before is gone."""
        question, reading = self.question, self.reading
        if isinstance(question, Tried) and reading is not None:
            work = reading.work(reading.school_class)
            self.attempt(lambda: self._show(self._taker.begin(reading, work, question.kept)))

    def go_on(self) -> None:
        """Go on with what was made of the sample before."""
        if isinstance(question := self.question, Tried):
            self.attempt(lambda: self.keeper.go_to(question.kept.class_id))

    def keep(self) -> None:
        """Forget the list that was read or could not be; the open class stays as it is."""
        self.question = self.reading = self.error = self.done = None
        self.is_open = True

    def keep_both(self) -> None:
        """Keep the class that gave way to another as well."""
        if (work := self.set_aside) is None:
            return

        def take() -> Message:
            self.keeper.workspace.begin(work)
            self.set_aside = None
            return Message("{name} is kept as well.", name=work.name)

        self.attempt(take)

    def _fresh(self, act: Callable[[], Message | None]) -> bool:
        """Turn to something else; whatever was read before is gone, whether it can be or not."""
        self.question = self.reading = self.set_aside = None
        self.is_open = False
        return self.attempt(act)

    def _read_again(self, change: Callable[[Reading], ClassList]) -> None:
        if (reading := self.reading) is not None:
            self.attempt(lambda: self._read(replace(reading, listed=change(reading))))

    def _forget_list(self, change: Bunch) -> None:
        """A class that was left, for it was deleted perhaps, leaves nobody on the screen."""
        if change.new is None:
            self.keep()

    def _read(self, reading: Reading) -> Message | None:
        """Show what was read, and take its class where there is but one."""
        self.question, self.is_open = None, False
        self.reading = reading
        if reading.listed.error is not None:
            raise reading.listed.error
        return None if reading.must_choose_class else self._show(self._taker.take(reading))

    def _show(self, taken: Taken) -> Message | None:
        """Show what came of a list, and give what is said of it."""
        self.question, self.set_aside = taken.question, taken.set_aside
        self.is_open = taken.is_open
        return taken.said

    def _source(self, name: str, content: bytes) -> Source:
        """A file of the user's, opened where the passphrase of the workspace opens it."""
        from toolkit.files.locked import unlocked
        from toolkit.files.sources import Source

        return Source(name, unlocked(content, self.session.passphrase))

    def _class(self) -> Work:
        """The session's class. Raises ``InputError`` where there is none yet."""
        if self.session.work is None:
            raise InputError(Message("Choose the class list first."))
        return self.session.work
