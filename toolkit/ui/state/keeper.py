"""Keeps the session in the workspace, one step at a time, and opens what is kept there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from traitlets import Any, HasTraits, Instance, Int
from traitlets import Tuple as TupleTrait

from toolkit.errors import MakkerskapError
from toolkit.given import everyone_in
from toolkit.messages import Language, Message
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import called
from toolkit.workspace.differences import differences
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Bookmark, ChangedElsewhere, Workspace


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

    ``before`` is what both began with.
    """

    before: Work
    theirs: Kept | None
    mine: Work

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
        return _everyone(self.before) <= _everyone(self.theirs.work)


class Keeper(HasTraits):
    """Saves every step in one piece, before the screens, which watch later, show it.

    ``saved_at`` is when the last one was; ``error`` tells why one could not be, and
    ``conflict`` that another has saved the class in between: until it is settled, nothing of
    it is kept. ``strange`` tells what was stored and is not known to this version. ``settled``
    counts the conflicts in which another's state was taken, which no screen was built from.
    """

    saved_at = Instance(datetime, allow_none=True)
    error = Any(None, allow_none=True)
    conflict = Instance(Conflict, allow_none=True)
    strange = TupleTrait()
    settled = Int(0)

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__()
        self.session = session
        self.use(workspace)
        self._bookmark: Bookmark | None = None
        session.observe(self._keep_step, ["work", "step", "discreet", "chosen_language"])

    def use(self, workspace: Workspace) -> None:
        """Keep everything in this workspace from now on."""
        self.workspace = workspace
        self.session.is_lasting = workspace.is_lasting
        self.session.passphrase = workspace.passphrase or ""

    def ask[Answer](self, question: Callable[[Workspace], Answer], otherwise: Answer) -> Answer:
        """What the workspace answers; where it cannot, ``error`` says why."""
        try:
            return question(self.workspace)
        except MakkerskapError as error:
            self.error = error
            return otherwise

    def open_bookmark(self) -> None:
        """Go back to where this user was, where that is still there and can be read."""
        bookmark = self.ask(Workspace.bookmark, None)
        if bookmark is None:
            return
        session, unknown = self.session, list[Message]()
        if bookmark.language in set(Language):
            session.language = session.chosen_language = Language(bookmark.language)
        elif bookmark.language:
            unknown.append(_UNKNOWN_LANGUAGE)
        session.discreet = bookmark.discreet
        kept = None if bookmark.class_id is None else self._loaded(bookmark.class_id)
        if kept is not None:
            self._turn_to(kept.work, kept)
            if (step := called(session.steps, bookmark.step)) is not None:
                session.step = step
            else:
                unknown.append(_UNKNOWN_STEP)
        self.strange = (*self.strange, *unknown)

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

    def turn_to(self, work: Work, kept: Kept | None = None) -> None:
        """Turn to another class, or to another state of the same.

        Raises ``NotSaved`` where something of the one that is open would be lost.
        """
        self.catch_up()
        if not self._is_kept and self.session.is_lasting:
            raise NotSaved
        self._turn_to(work, kept)

    def _turn_to(self, work: Work, kept: Kept | None) -> None:
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
            self.session.step = self.session.steps[0]

    def keep(self) -> None:
        """Save what is not saved yet; on failure say why, and change nothing."""
        try:
            self._keep_work()
            self._keep_bookmark()
        except ChangedElsewhere as changed:
            self._meet(changed.theirs)
        except MakkerskapError as error:
            self.error = error
        else:
            self.error = None
        self._tell()

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
        elif not self.workspace.is_newest(kept):
            raise ChangedElsewhere(self.workspace.load(kept.class_id))
        self.saved_at = datetime.now().astimezone()

    def _keep_bookmark(self) -> None:
        session, kept = self.session, self.session.kept
        if self.conflict is not None:
            kept = self.conflict.theirs  # None where it has been deleted
        bookmark = Bookmark(
            None if kept is None else kept.class_id,
            "" if session.step is None else session.step.key,
            session.chosen_language,
            session.discreet,
        )
        if bookmark != self._bookmark:
            self.workspace.keep_bookmark(bookmark)
            self._bookmark = bookmark

    def _meet(self, theirs: Kept | None) -> None:
        work, kept = self.session.work, self.session.kept
        assert work is not None
        assert kept is not None
        self.conflict = Conflict(kept.work, theirs, work)

    def _tell(self) -> None:
        self.session.unsaved = not self._is_kept or (
            self.session.work is not None and not self.session.is_lasting
        )

    @property
    def _is_kept(self) -> bool:
        """Whether the workspace has all that has been made of the class."""
        work, kept = self.session.work, self.session.kept
        return work is None or (kept is not None and kept.work == work)


_UNKNOWN_LANGUAGE = Message("The language that you chose last is not known here.")
_UNKNOWN_STEP = Message("This page is opened at its first step: the last one is not known here.")


def _everyone(work: Work) -> set[str]:
    """The ids of all who are in the class, and of those whom its periods name, planned or not."""
    plans = (work.plan, *(proposal.year for proposal in work.proposals))
    plans = plans if work.year is None else (*plans, work.year)
    return everyone_in(*plans).by_id.keys() | work.roster.by_id.keys()
