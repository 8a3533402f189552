"""What is kept, how it is protected, and how it is let go of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from traitlets import Instance, Int
from traitlets import Tuple as TupleTrait

from toolkit.errors import InputError, MakkerskapError
from toolkit.messages import Message, plural
from toolkit.people import Roster, Student
from toolkit.ui.state.adapting import Adapting
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.workspace.erasing import (
    delete_class,
    delete_school_year,
    erase,
    leavers,
    pseudonymise,
)
from toolkit.workspace.handout import handout
from toolkit.workspace.protecting import SHORTEST_PASSPHRASE, backup, restored, with_passphrase
from toolkit.workspace.records import (
    Changed,
    changes,
    held_on,
    names_held,
)
from toolkit.workspace.workspace import KeptClass, Workspace

_NEWEST = 20
"""Lines of the log that are shown."""


@dataclass(frozen=True)
class Confirmation:
    """Something that cannot be undone, and waits for a yes in these ``words``.

    ``act`` does it, and ``done`` is what is said then.
    """

    text: Message
    words: Message
    act: Callable[[], None]
    done: Message


class ArchiveModel(StepModel):
    """Tells what the workspace holds, and does what is asked with it.

    ``asking`` is what waits for a yes. ``found`` is what is held on the student that was last
    asked for. ``version`` counts what has been done, for what is shown to be shown anew.
    ``adapting`` is what is done with the adaptations of the open class.
    """

    asking = Instance(Confirmation, allow_none=True)
    found = TupleTrait()
    version = Int(0)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.adapting = Adapting(keeper)
        self.session.observe(self._forget, "step")

    @property
    def is_file(self) -> bool:
        """Whether the workspace is a file, which can have a passphrase."""
        return self.keeper.workspace.path is not None

    @property
    def location(self) -> str:
        """Where the file is; empty where there is none."""
        return str(self.keeper.workspace.path or "")

    @property
    def is_encrypted(self) -> bool:
        """Whether only a passphrase opens the file."""
        return self.keeper.workspace.passphrase is not None

    @property
    def classes(self) -> tuple[KeptClass, ...]:
        """All classes."""
        return self.keeper.ask(Workspace.classes, ())

    @property
    def class_id(self) -> int | None:
        """The class that is open."""
        return None if self.session.kept is None else self.session.kept.class_id

    @property
    def leavers(self) -> tuple[Student, ...]:
        """Those who have left the open class and still stand there with their names."""
        return self._of_class(leavers)

    def label(self, student: Student) -> str:
        """The name, told apart from others of the class and those who have left it."""
        everyone = {one.id: one for one in (*self.session.roster, *self.leavers)}
        return Roster(tuple(everyone.values())).label(student)

    @property
    def changes(self) -> tuple[Changed, ...]:
        """The newest lines of the open class's log."""
        return self._of_class(partial(changes, newest=_NEWEST))

    def _of_class[Line](
        self, ask: Callable[[Workspace, int], tuple[Line, ...]]
    ) -> tuple[Line, ...]:
        if (class_id := self.class_id) is None:
            return ()
        return self.keeper.ask(lambda workspace: ask(workspace, class_id), ())

    def set_passphrase(self, passphrase: str, again: str, old: str = "") -> None:
        """Encrypt the file, or change what encrypts it for whoever knows the ``old`` one."""

        def act() -> Message:
            self._refuse_unless_known(old)
            if len(passphrase) < SHORTEST_PASSPHRASE:
                raise InputError(
                    plural(
                        "Choose a passphrase of at least {n} character.",
                        "Choose a passphrase of at least {n} characters.",
                        n=SHORTEST_PASSPHRASE,
                    )
                )
            if passphrase != again:
                raise InputError(Message("The two passphrases are not the same. Write them again."))
            self._protect(passphrase)
            return Message("The archive is encrypted. It opens with the passphrase only.")

        self._do(act)

    def remove_passphrase(self, old: str) -> None:
        """Ask whoever knows the passphrase whether the file should be readable for anyone."""

        def ask() -> None:
            self._refuse_unless_known(old)
            self.asking = Confirmation(
                Message("Shall anyone who gets hold of the file be able to read it?"),
                Message("Yes, remove the passphrase"),
                lambda: self._protect(None),
                Message("The archive is not encrypted any more."),
            )

        self.attempt(ask)

    def backup_file(self) -> bytes | None:
        """A copy of the workspace, under the same passphrase; None where ``error`` says why."""
        try:
            return backup(self.keeper.workspace)
        except MakkerskapError as error:
            self.error = error
            return None

    def restore(self, content: bytes, passphrase: str) -> None:
        """Take in a backup, where there is nothing yet that it would replace."""

        def act() -> Message:
            self.keeper.use(restored(self.keeper.workspace, content, passphrase or None))
            return Message("The backup is taken in. Open one of your classes.")

        self._do(act)

    @property
    def names(self) -> tuple[str, ...]:
        """Those on whom something is held."""
        return self.keeper.ask(names_held, ())

    def find(self, name: str) -> None:
        """Look up everything that is held on the students of a name."""

        def act() -> None:
            self.found = held_on(self.keeper.workspace, name) if name.strip() else ()
            if name.strip() and not self.found:
                raise InputError(Message("Nothing is held on anyone of that name."))

        self.attempt(act)

    def handout_file(self) -> bytes:
        """What was found, to hand out; with a mark that tells Windows how it is written."""
        return handout(self.found, self.session.translate).encode("utf-8-sig")

    def pseudonymise(self, student: Student) -> None:
        """Ask whether one who has left is to have another name."""
        self._ask_about(
            Message(
                "Give {student} another name? It cannot be undone.", student=self.label(student)
            ),
            Message("Yes, give another name"),
            lambda class_id: pseudonymise(
                self.keeper.workspace, class_id, student.id, self.session.translate
            ),
            Message("The one who has left has another name now."),
        )

    def erase(self, student: Student) -> None:
        """Ask whether one who has left is to be erased."""
        self._ask_about(
            Message("Erase {student}? It cannot be undone.", student=self.label(student)),
            Message("Yes, erase"),
            lambda class_id: erase(
                self.keeper.workspace, class_id, student.id, self.session.translate
            ),
            Message("The one who has left is erased."),
        )

    def delete_class(self, kept: KeptClass) -> None:
        """Ask whether a class is to be deleted."""
        what = described(kept, self.classes)
        self.asking = Confirmation(
            Message(
                "Delete {school_class}, its plans and rules? It cannot be undone.",
                school_class=what,
            ),
            Message("Yes, delete"),
            lambda: delete_class(self.keeper.workspace, kept.class_id),
            Message("Deleted: {school_class}, its plans and rules.", school_class=what),
        )

    def delete_school_year(self, name: str) -> None:
        """Ask whether a whole school year is to be deleted."""
        classes = self.classes
        gone = [described(kept, classes) for kept in classes if kept.school_year == name]
        self.asking = Confirmation(
            plural(
                "Delete the school year {year} with {n} class ({classes})? It cannot be undone.",
                "Delete the school year {year} with {n} classes ({classes})? It cannot be undone.",
                n=len(gone),
                year=name,
                classes=gone,
            ),
            Message("Yes, delete"),
            lambda: delete_school_year(self.keeper.workspace, name),
            Message("Deleted: the school year {year} ({classes}).", year=name, classes=gone),
        )

    def say_yes(self) -> None:
        """Do what was asked about."""
        asked, self.asking, self.found = self.asking, None, ()
        if asked is None:
            return

        def act() -> Message:
            asked.act()
            return asked.done

        self._do(act)

    def say_no(self) -> None:
        """Leave it."""
        self.asking = None

    def _forget(self, _change: object) -> None:
        """Nothing that was looked up stays for the next who sees the screen."""
        self.error = self.done = self.asking = None
        self.adapting.leave()
        self.found = ()

    def _ask_about(
        self, text: Message, words: Message, act: Callable[[int], None], done: Message
    ) -> None:
        if (class_id := self.class_id) is not None:
            self.asking = Confirmation(text, words, lambda: act(class_id), done)

    def _refuse_unless_known(self, passphrase: str) -> None:
        """Whoever finds the page open must not lock the others out, nor open the file to all."""
        if self.is_encrypted and passphrase != self.keeper.workspace.passphrase:
            raise InputError(
                Message("The passphrase that the archive has now was not written right. Try again.")
            )

    def _protect(self, passphrase: str | None) -> None:
        self.keeper.use(with_passphrase(self.keeper.workspace, passphrase))

    def _do(self, act: Callable[[], Message | None]) -> None:
        """Do it, tell how it went, and bring the session in line with what is there now."""

        def followed() -> Message | None:
            try:
                return act()
            finally:
                self._follow()

        self.attempt(followed)
        self.version += 1
        self.adapting.version += 1

    def _follow(self) -> None:
        """The open class may be another one now, or gone."""
        kept, workspace = self.session.kept, self.keeper.workspace
        if (
            kept is not None
            and not workspace.is_newest(kept)
            and not self.keeper.open(kept.class_id)
        ):
            self.session.turn_to(None)


def described(kept: KeptClass, classes: Iterable[KeptClass]) -> Message:
    """Which of the classes it is, told apart from others of the same name."""
    if sum(other.name == kept.name for other in classes) == 1:
        return kept.label
    return Message(
        "{school_class} (last changed {at}, school year {year})",
        school_class=kept.label,
        at=kept.changed_at,
        year=kept.school_year,
    )
