"""Keeps the session in the workspace, one step at a time, and opens what is kept there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from traitlets import Any, Bool, HasTraits, Instance, Int
from traitlets import Tuple as TupleTrait

from toolkit.errors import InputError, MakkerskapError
from toolkit.messages import Language, Message
from toolkit.now import now
from toolkit.ui.state.net import in_words
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import called
from toolkit.workspace.backups import newest_backups
from toolkit.workspace.causes import Cause
from toolkit.workspace.database import CannotSave
from toolkit.workspace.differences import differences
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.protecting import opened_anew, restored_for
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Bookmark, ChangedElsewhere, Replaced, Workspace


class NotSaved(MakkerskapError):
    """The class that is open holds something that is not saved, and would be lost."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "What you have done in this class is not saved yet. See to that first, at the top "
                "of the page."
            )
        )


@dataclass(frozen=True)
class Conflict:
    """The class as another has saved it (None: deleted), and as it is here and not saved.

    ``before`` is what both began with, and ``told`` says who the other is.
    """

    before: Work
    theirs: Kept | None
    mine: Work
    told: Message

    @property
    def their_changes(self) -> tuple[Message, ...]:
        """What the other has done."""
        if self.theirs is None:
            return (Message("The class has been deleted."),)
        return differences(self.before, self.theirs.work)

    @property
    def my_changes(self) -> tuple[Message, ...]:
        """What has been done here."""
        return differences(self.before, self.mine)

    @property
    def can_keep_mine(self) -> bool:
        """Whether there is something to save, and it would bring back nobody who was erased."""
        if not self.my_changes or self.theirs is None:
            return False
        return self.before.everyone.by_id.keys() <= self.theirs.work.everyone.by_id.keys()


class Keeper(HasTraits):
    """Saves every step in one piece, before the screens, which watch later, show it.

    ``is_saving`` while a save is under way; ``saved_at`` is when the last one was. ``error`` tells
    why one could not be, and ``conflict`` that another has saved the class in between: until it is
    settled, nothing of it is kept. ``strange`` tells what was stored and is not known to this
    version. ``is_closed`` while no browser shows the page. ``opened`` counts the classes that were
    opened by hand, and ``settled`` the conflicts in which another's state was taken, which no
    screen was built from. ``is_opening`` while the page goes back to where it was.
    """

    is_saving = Bool(False)
    saved_at = Instance(datetime, allow_none=True)
    error = Any(None, allow_none=True)
    conflict = Instance(Conflict, allow_none=True)
    strange = TupleTrait()
    opened = Int(0)
    settled = Int(0)

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__()
        self.session = session
        self.use(workspace)
        self._bookmark: Bookmark | None = None
        self._shared: dict[object, object] = {}
        self.is_closed = False
        self.is_opening = False
        session.observe(self._keep_step, ["work", "step", "chosen_language"])

    def use(self, workspace: Workspace) -> None:
        """Keep everything in this workspace from now on."""
        self.workspace = workspace
        self.session.is_lasting = workspace.is_lasting
        self.session.passphrase = workspace.passphrase or ""
        self.strange = workspace.notices

    def shared[Made](self, make: Callable[[Keeper], Made]) -> Made:
        """What several steps of the page have in common, made for the first that asks for it."""
        if make not in self._shared:
            self._shared[make] = make(self)
        return cast(Made, self._shared[make])

    def ask[Answer](self, question: Callable[[Workspace], Answer], otherwise: Answer) -> Answer:
        """What the workspace answers; where it cannot, ``error`` says why."""
        try:
            return question(self.workspace)
        except Exception as error:
            self.error = in_words(error)
            return otherwise

    def open_bookmark(self, *, anew: bool = False) -> None:
        """Go back to the class that this user had open, where it is still there and can be read.

        At the step that was shown last, or at home: where the page is opened ``anew``.
        """
        self.is_opening = True
        self._go_back_to_bookmark(anew=anew)
        self.is_opening = False

    def _go_back_to_bookmark(self, *, anew: bool) -> None:
        bookmark = self.ask(Workspace.bookmark, None)
        self.strange = self.workspace.notices
        if bookmark is None:
            self.session.go_home()
            return
        session, unknown = self.session, list[Message]()
        if session.chosen_language:
            pass  # what was chosen since counts
        elif bookmark.language in set(Language):
            session.language = session.chosen_language = Language(bookmark.language)
        elif bookmark.language:
            unknown.append(_UNKNOWN_LANGUAGE)
        kept = None if bookmark.class_id is None else self._loaded(bookmark.class_id)
        if kept is not None:
            self._turn_to(kept.work, kept)
        if kept is None or anew:
            session.go_home()
        elif (step := called(session.steps, bookmark.step)) is not None:
            session.step = step
        else:
            session.go_home()
            unknown.append(_UNKNOWN_STEP)
        self.strange = (*self.workspace.notices, *(() if kept is None else kept.strange), *unknown)

    def _loaded(self, class_id: int) -> Kept | None:
        return self.ask(lambda workspace: workspace.load(class_id), None)

    def open(self, class_id: int) -> bool:
        """Turn to a class of the workspace, and tell whether it is there.

        Raises ``NotSaved`` where something of the one that is open would be lost.
        """
        kept = self.workspace.load(class_id)
        if kept is not None:
            self.turn_to(kept.work, kept)
        return kept is not None

    def go_to(self, class_id: int) -> None:
        """Go on with a class of the workspace; the one that is open stays as it is.

        Raises as ``open`` does, and ``InputError`` where the class is gone.
        """
        current = self.session.kept
        if (current is None or current.class_id != class_id) and not self.open(class_id):
            raise InputError(_GONE)
        self.opened += 1

    def change(self, class_id: int, step: Callable[[Work], Work]) -> None:
        """Take a step in a class, whether it is the one that is open or not.

        Raises ``InputError`` where it is gone, and what the step and the workspace raise.
        """
        session = self.session
        if session.work is not None and session.kept and session.kept.class_id == class_id:
            session.work = step(session.work)
            return
        if (kept := self.workspace.load(class_id)) is None:
            raise InputError(_GONE)
        self.workspace.save(kept, step(kept.work))

    def turn_to(self, work: Work | None, kept: Kept | None = None) -> None:
        """Turn to another class, to another state of the same, or to none.

        Raises ``NotSaved`` where something of the one that is open would be lost.
        """
        self.catch_up()
        if not self._is_kept and self.session.is_lasting:
            raise NotSaved
        self._turn_to(work, kept)

    def _turn_to(self, work: Work | None, kept: Kept | None) -> None:
        self.conflict = None
        self.strange = () if kept is None else kept.strange
        before = self.session.work
        self.session.turn_to(work, kept)
        if before == work:  # which nobody is told of
            self.keep()

    def leave(self) -> None:
        """Turn away from the class; it stays in the workspace."""
        self.strange = ()
        with self.session.hold_trait_notifications():
            self.session.turn_to(None)
            self.session.go_home()

    def keep(self) -> None:
        """Save what is not saved yet; on failure say why, and change nothing.

        A page that is closed saves nothing: what a search of it finds would be another's change
        for whoever goes on in a new page.
        """
        if self.is_closed:
            self._tell()
            return
        self.is_saving = True  # seen at once, however long the workspace lets us wait
        try:
            self._keep_work()
            self._keep_bookmark()
        except ChangedElsewhere as changed:
            self._meet(changed)
        except Exception as error:
            self.error = in_words(error)
        else:
            self.error = None
        self.is_saving = False
        self._tell()

    @property
    def can_save_anew(self) -> bool:
        """Whether the file is gone or another one, and what is here can be saved in its place."""
        error, path = self.error, self.workspace.path
        is_gone = isinstance(error, CannotSave) and error.cause in (Cause.DAMAGED, Cause.GONE)
        return path is not None and (isinstance(error, Replaced) or is_gone)

    @property
    def can_go_back(self) -> bool:
        """Whether a class is damaged, and there is a backup that may have it whole."""
        path = self.workspace.path
        return isinstance(self.error, Unreadable) and bool(path and newest_backups(path))

    def save_anew(self) -> None:
        """Save the open class in what is now at the place of the file, on top of what it has."""

        def act() -> None:
            self.use(opened_anew(self.workspace))
            kept = self.session.kept
            theirs = None if kept is None else self.workspace.load(kept.class_id)
            self._bookmark = None
            self.session.kept = theirs
            self.keep()

        self._try(act)

    def go_back(self) -> None:
        """Open the last backup instead of the file, which is put aside."""

        def act() -> None:
            path, passphrase = self.workspace.path, self.workspace.passphrase
            assert path is not None
            self.catch_up()
            if not self._is_kept:
                raise NotSaved
            who = self.workspace.by.who
            opened = restored_for(path, newest_backups(path)[0], passphrase, who=who)
            self.workspace.close()
            self.use(opened)
            self.leave()
            self.error = None
            self.open_bookmark()

        self._try(act)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:
            self.error = in_words(error)

    def catch_up(self) -> None:
        """Save what could not be saved before; nothing where all is kept."""
        if not self._is_kept:
            self.keep()

    def take_theirs(self) -> None:
        """Settle a conflict: what the other has saved counts."""
        conflict, self.conflict = self.conflict, None
        if conflict is None:
            return
        if conflict.theirs is None:
            self.leave()
        else:
            self._turn_to(conflict.theirs.work, conflict.theirs)
        self.settled += 1

    def keep_mine(self) -> None:
        """Settle a conflict: what has been done here is saved on top of what the other saved."""
        conflict, self.conflict = self.conflict, None
        if conflict is not None:
            self.session.kept = conflict.theirs
            self.keep()

    def _keep_step(self, _change: object) -> None:
        self.keep()

    def _keep_work(self) -> None:
        work, kept = self.session.work, self.session.kept
        if work is None:
            self.conflict = None
            return
        if self.conflict is not None:
            self.conflict = replace(self.conflict, mine=work)
            return
        if kept is None:
            self.session.kept = self.workspace.begin(work)
        elif kept.work != work:
            self.session.kept = self.workspace.save(kept, work)
        else:
            self.workspace.refuse_outdated(kept)
        self.saved_at = now().astimezone()

    def _keep_bookmark(self) -> None:
        session, kept = self.session, self.session.kept
        if self.conflict is not None:
            kept = self.conflict.theirs  # None where it has been deleted
        bookmark = Bookmark(
            None if kept is None else kept.class_id,
            "" if session.step is None else session.step.key,
            session.chosen_language,
        )
        if bookmark != self._bookmark:
            self.workspace.keep_bookmark(bookmark)
            self._bookmark = bookmark

    def _meet(self, changed: ChangedElsewhere) -> None:
        work, kept = self.session.work, self.session.kept
        assert work is not None
        assert kept is not None
        self.conflict = Conflict(kept.work, changed.theirs, work, changed.message)

    def _tell(self) -> None:
        self.session.unsaved = self.session.keeps and (
            not self._is_kept or (self.session.work is not None and not self.session.is_lasting)
        )

    @property
    def _is_kept(self) -> bool:
        """Whether the workspace has all that has been made of the class."""
        work, kept = self.session.work, self.session.kept
        return work is None or (kept is not None and kept.work == work)


_GONE = Message("This class is not here any more.")
_UNKNOWN_LANGUAGE = Message("The language that you chose last is not known here.")
_UNKNOWN_STEP = Message("This page is opened at its first step: the last one is not known here.")
