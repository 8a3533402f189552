"""The class that is open as a list: what it is called, and its students put right by hand."""

from __future__ import annotations

from dataclasses import dataclass

from traitlets import Any, Instance, Unicode
from traitlets import Tuple as TupleTrait

from toolkit.messages import Message
from toolkit.names import normalised
from toolkit.people import Student
from toolkit.roster_editing import again, namesakes, typed_name, with_joined, with_name, without
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.workspace.work import Work


@dataclass(frozen=True)
class Namesake:
    """A name that another has already, for the student ``key`` or, None, for one more.

    Whether there are two of that name is asked.
    """

    name: str
    key: str | None

    @property
    def text(self) -> Message:
        """The question."""
        return Message(
            "{name} is in the list already. Are there two who are called the same?", name=self.name
        )


class ListModel(StepModel):
    """Puts the list of the open class right: each call is one step, and the last is undone again.

    ``asking`` is what waits for a yes or a no. ``typed`` is what stands in the field for one
    more student and is not in the list yet. ``different`` are names of which the user has said
    that several students have them.
    """

    asking = Instance(Namesake, allow_none=True)
    typed = Unicode("")
    different = TupleTrait()
    _step = Any(None, allow_none=True)  # the work before the last step, and the work after it

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.session.observe(self._forget, "work")
        self.session.observe(self._begin_anew, "turned")

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why the class cannot be gone on with as it stands here."""
        if self.asking is not None:
            return (self.asking.text,)
        if name := self.typed.strip():
            return (Message("Add {name} to the list first, or empty the field.", name=name),)
        if self.session.work is not None and not self.session.work.name:
            return (Message("Give the class a name first, such as 8A."),)
        return ()

    @property
    def can_undo(self) -> bool:
        """Whether the last step here is the last of all, and can be undone."""
        return self._step is not None and self._step[1] is self.session.work

    @property
    def doubles(self) -> tuple[Student, ...]:
        """Those who are called as someone above them, where nobody has said that it is right."""
        return tuple(
            student
            for student in again(self.session.roster)
            if normalised(student.name) not in self.different
        )

    def say_different(self, student: Student) -> None:
        """Say that this student and whoever has the same name are not the same."""
        self.different = (*self.different, normalised(student.name))

    def name_class(self, name: str) -> bool:
        """Call the class otherwise, and tell whether that was a name."""

        def act() -> Message | None:
            renamed = self._work.renamed(name)
            if renamed is self._work:
                return None
            return self._put(renamed, Message("The class is called {name}.", name=renamed.name))

        return self.attempt(act)

    def join(self, name: str, *, surely: bool = False) -> bool:
        """Take one more student into the list, or ask first whether there are two of that name.

        Tells whether that was a name.
        """

        def act() -> Message | None:
            if not surely and self._asks(name, None):
                return None
            joined = with_joined(self._work.roster, name, self._work.everyone)
            student = joined.students[-1]
            if surely:
                self.say_different(student)
            return self._put(
                self._work.corrected(joined), Message("{name} is in the list.", name=student.name)
            )

        return self.attempt(act)

    def correct(self, key: str, name: str, *, surely: bool = False) -> None:
        """Write a student's name otherwise, or ask first whether there are two of that name."""

        def act() -> Message | None:
            before = self._work.roster.by_id[key].name
            if typed_name(name) == before or (not surely and self._asks(name, key)):
                return None
            corrected = self._work.corrected(with_name(self._work.roster, key, name))
            now = corrected.roster.by_id[key].name
            return self._put(corrected, Message("{old} is {new} now.", old=before, new=now))

        if key in self.session.roster.by_id:
            self.attempt(act)

    def remove(self, key: str) -> None:
        """Take a student out of the list. What has happened stays; rules let go of them."""

        def act() -> Message:
            name = self._work.roster.label(self._work.roster.by_id[key])
            left = self._work.corrected(without(self._work.roster, key))
            return self._put(left, Message("{name} is out of the list.", name=name))

        if key in self.session.roster.by_id:
            self.attempt(act)

    def undo(self) -> None:
        """Go back to the class before the last step here."""
        if self.can_undo:
            self.error = self.done = None
            self.session.work = self._step[0]

    def say_yes(self) -> None:
        """Yes, there are two who are called the same."""
        question, self.asking = self.asking, None
        if question is None:
            return
        if question.key is None:
            self.join(question.name, surely=True)
        else:
            self.correct(question.key, question.name, surely=True)

    def say_no(self) -> None:
        """No, it was meant for the one who is there."""
        self.asking = None

    def _asks(self, name: str, key: str | None) -> bool:
        name = typed_name(name)
        others = namesakes(self._work.roster, name, but=key or "")
        self.asking = Namesake(name, key) if others else None
        return self.asking is not None

    def _put(self, work: Work, said: Message) -> Message:
        self._step = (self._work, work)
        self.session.work = work
        return said

    @property
    def _work(self) -> Work:
        assert self.session.work is not None
        return self.session.work

    def _begin_anew(self, _change: object) -> None:
        """What was written in another class is not for this one."""
        self.typed, self.different, self._step = "", (), None
        self._forget(None)

    def _forget(self, _change: object) -> None:
        """What was said of another state of the class, or of another class, is said no more."""
        self.asking = None
        if not self.can_undo:
            self.error = self.done = None
