"""Which classes of the workspace a new list is of, and what it changes in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.calendar.school_years import school_year_of
from toolkit.messages import Message
from toolkit.names import class_key, normalised
from toolkit.now import today
from toolkit.people import Roster, Student
from toolkit.roster_changes import RosterChanges, compare
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.work import Kept
from toolkit.workspace.workspace import Workspace

type KnownClasses = tuple[tuple[str, Kept], ...]
"""Classes of the workspace, each with what the new list calls it."""


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


def known_classes(workspace: Workspace, listed: Roster) -> KnownClasses:
    """Those classes of this school year whose list this is, with their names as they are now.

    A list without classes is that of the class that most of its students are in. Raises
    ``CannotSave`` where the workspace does not answer.
    """
    this_year = school_year_of(today())
    found = []
    for known in workspace.classes():
        if known.sample or known.school_year != this_year:
            continue
        try:
            kept = workspace.load(known.class_id)
        except Unreadable:
            continue  # what is damaged cannot be what the list is of
        if kept is not None and (share := _found_in_list(kept, listed)) is not None:
            found.append((*share, kept))
    if listed.classes == ("",):
        found = sorted(found, key=lambda one: one[0])[-1:]
    taken = {name for _, name, kept in found if kept.work.written_class}
    return tuple(
        (name, kept) for _, name, kept in found if kept.work.written_class or name not in taken
    )


def changes_in(known: KnownClasses, listed: Roster) -> RosterChanges:
    """What the list changes in the classes that are known."""
    return compare(
        Roster(tuple(student for name, kept in known for student in _in_class(kept, name))),
        _of_classes(known, listed),
        (s for _, kept in known for period in kept.work.plan.periods for s in period.everyone),
    )


def brought_up_to_date(workspace: Workspace, roster: Roster, known: KnownClasses) -> KnownClasses:
    """The known classes as the list has them now, all of them saved or none."""
    works = [
        (kept, kept.work.corrected(now))
        for name, kept in known
        if (now := roster.of_class(name)) != kept.work.roster
    ]
    saved = {kept.class_id: kept for kept in workspace.save_together(works)}
    return tuple((name, saved.get(kept.class_id, kept)) for name, kept in known)


def _found_in_list(kept: Kept, listed: Roster) -> tuple[int, str] | None:
    """How many of a class are in the list, and what it calls their class; None for others.

    At least half of them are there, and the class is called the same, or one has no name there.
    """
    name, own = kept.work.written_class, kept.work.roster
    if listed.classes == ("",):
        names: tuple[str, ...] = (name,)
    elif name:
        names = tuple(n for n in listed.classes if class_key(n) == class_key(name))
    else:
        names = listed.classes
    shares = [(_shared(own, listed if name else listed.of_class(one)), one) for one in names]
    best = max(shares, default=None)
    return best if best is not None and len(own) and 2 * best[0] >= len(own) else None


def _of_classes(known: KnownClasses, listed: Roster) -> Roster:
    """What the list says of classes that are known; of others there is nothing to compare."""
    if listed.classes == ("",):
        return listed
    return Roster(tuple(s for name, _ in known for s in listed.of_class(name)))


def _shared(own: Roster, listed: Roster) -> int:
    """How many of the students are in a list, by id or by name."""
    known = {normalised(student.name) for student in listed} | listed.by_id.keys()
    return sum(student.id in known or normalised(student.name) in known for student in own)


def _in_class(kept: Kept, name: str) -> Iterator[Student]:
    """The students of a class as its list calls it now; its list may have had no name for it."""
    for student in kept.work.roster:
        yield student if kept.work.written_class else replace(student, school_class=name)
