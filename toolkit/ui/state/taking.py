"""From a list that was read to the class that is open, or to what has to be asked first."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.names import class_key
from toolkit.people import Roster
from toolkit.rules import LARGEST_CLASS
from toolkit.ui.state.begun import Begun
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.known_classes import (
    Changed,
    brought_up_to_date,
    changes_in,
    known_classes,
)
from toolkit.ui.state.reading import Reading
from toolkit.workspace.work import Kept, Work


@dataclass(frozen=True)
class Tried:
    """What has been made of a sample before; whether it goes on from there is asked."""

    kept: Kept

    @property
    def blockers(self) -> tuple[Message, ...]:
        """It waits for an answer."""
        return (Message("Go on where you were, or start afresh?"),)


@dataclass(frozen=True)
class Taken:
    """What came of a list: its class is open, or a question waits, or neither.

    ``set_aside`` is a class that gave way to it, and ``said`` what is to be said of it all.
    """

    is_open: bool = True
    question: Tried | Changed | None = None
    set_aside: Work | None = None
    said: Message | None = None


class Taker:
    """Opens the class of a list, begun anew or as it is known already."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._begun = Begun(keeper)

    def take(self, reading: Reading) -> Taken:
        """Open the class that is meant, or ask first where it is known already."""
        if self._begun.is_of(reading) and _can_be_put_right(reading.shown):
            return self.begin(reading, self._read_otherwise(reading), self._keeper.session.kept)
        if reading.sample is not None:
            return self._take_sample(reading)
        self._keeper.catch_up()  # what is known is looked up in the workspace
        # Who is in several classes has joined or left none of them for being in another.
        listed = reading.shown if reading.roster.overlaps else reading.roster
        known = known_classes(self._keeper.workspace, listed)
        if not known:
            return self._begin_new(reading)
        changed = Changed(changes_in(known, listed), known)
        if not changed.changes.is_unchanged and not self._is_only_begun(changed):
            return Taken(is_open=False, question=changed)
        taken = self.bring_up_to_date(reading, changed)
        return replace(taken, said=changed.changes.sentences[0])

    def bring_up_to_date(self, reading: Reading, changed: Changed) -> Taken:
        """Save every known class of the list in one piece, and open the one that is meant."""
        tentative = self._begun.tentative
        roster, workspace = changed.changes.roster, self._keeper.workspace
        known = brought_up_to_date(workspace, roster, changed.known)
        chosen = class_key(reading.school_class)
        for name, kept in known:
            if reading.classes == ("",) or class_key(name) == chosen:
                self._keeper.turn_to(kept.work, kept)
                if tentative is not None and tentative.class_id == kept.class_id:
                    self._begun.remember(reading)
                elif tentative is not None and tentative.class_id not in {
                    k.class_id for _, k in known
                }:
                    return Taken(set_aside=self._let_go(tentative))
                return Taken()
        return self._begin_new(reading)

    def _is_only_begun(self, changed: Changed) -> bool:
        """Whether it is the list of a class again that was only begun, and nobody is in doubt."""
        tentative = self._begun.tentative
        return (
            tentative is not None
            and not changed.changes.blockers
            and all(kept.class_id == tentative.class_id for _, kept in changed.known)
        )

    def is_newest(self, changed: Changed) -> bool:
        """Whether nobody has saved one of the known classes since they were looked up."""
        return all(self._keeper.workspace.is_newest(kept) for _, kept in changed.known)

    def begin(self, reading: Reading, work: Work, kept: Kept | None = None) -> Taken:
        """Begin a class of the list, or begin a class that is ``kept`` anew."""
        self._keeper.turn_to(work, kept)
        self._begun.remember(reading)
        return Taken()

    def keep_all(self, reading: Reading) -> None:
        """Keep every class of the list that is not kept yet."""
        workspace = self._keeper.workspace
        known = {name for name, _ in known_classes(workspace, reading.roster)}
        if reading.sample is not None:
            key = reading.sample.key
            known |= {kept.name for kept in workspace.classes() if kept.sample == key}
        for name in reading.classes:
            if name not in known:
                workspace.begin(reading.work(name))
        self._begun.settle()

    def _take_sample(self, reading: Reading) -> Taken:
        work, workspace = reading.work(reading.school_class), self._keeper.workspace
        for known in workspace.classes():
            tried = workspace.load(known.class_id) if known.sample == work.sample else None
            if tried is None or tried.work.written_class != work.written_class:
                continue
            if _is_fresh(tried.work, work):
                return self.begin(reading, work, tried)
            return Taken(is_open=False, question=Tried(tried))
        return self._begin_new(reading)

    def _read_otherwise(self, reading: Reading) -> Work:
        """The open class as its list is understood now; its name and rules stay."""
        work = reading.work(reading.school_class)
        work = replace(work, rules=self._keeper.session.rules.for_class(work.roster))
        given = self._begun.given_name()
        return work.renamed(given) if given else work

    def _begin_new(self, reading: Reading) -> Taken:
        """Begin a class, in the place of one that was only begun here."""
        work = reading.work(reading.school_class)
        if not _can_be_put_right(work.roster):
            return Taken(is_open=False)  # it is shown, and nothing is made of it
        tentative = self._begun.tentative
        if tentative is not None and work.sample and not tentative.work.sample:
            tentative = None  # a sample is no other file for it
        self.begin(reading, work, tentative)
        return Taken(set_aside=_own(tentative))

    def _let_go(self, tentative: Kept) -> Work | None:
        """Of a class that was only begun here, from the wrong list, there is nothing left."""
        from toolkit.workspace.erasing import delete_class

        with suppress(MakkerskapError):  # then it is one of the classes
            delete_class(self._keeper.workspace, tentative.class_id)
            return _own(tentative)
        return None


def _can_be_put_right(roster: Roster) -> bool:
    """Whether a list is opened: one of too few students can be added to, of too many not parted."""
    return 0 < len(roster) <= LARGEST_CLASS


def _own(tentative: Kept | None) -> Work | None:
    """A class that was read from a list of the user's own."""
    return None if tentative is None or tentative.work.sample else tentative.work


def _is_fresh(work: Work, sample: Work) -> bool:
    """Whether nothing has been made of a sample since it was taken."""
    return (
        work.rules == sample.rules
        and work.year is None
        and not work.proposals
        and (len(work.plan.periods) == len(sample.plan.periods))
    )
