"""Which classes of the workspace a new list is of, and what it changes in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from toolkit.people import Roster, Student, normalised
from toolkit.roster_changes import RosterChanges, compare
from toolkit.workspace.work import Kept
from toolkit.workspace.workspace import Workspace, school_year_of

type KnownClasses = tuple[tuple[str, Kept], ...]
"""Classes of the workspace, each with what it is called now."""


def known_classes(workspace: Workspace, listed: Roster) -> KnownClasses:
    """Those classes of this school year whose list this is, with their names as they are now.

    A list without classes is that of the class that most of its students are in. Raises
    ``CannotSave`` where the workspace does not answer.
    """
    this_year = school_year_of(date.today())  # noqa: DTZ011  # the user's own day
    found = []
    for known in workspace.classes():
        if known.sample or known.school_year != this_year:
            continue
        kept = workspace.load(known.class_id)
        if kept is not None and (share := _found_in_list(kept, listed)) is not None:
            found.append((*share, kept))
    if listed.classes == ("",):
        found = sorted(found, key=lambda one: one[0])[-1:]
    taken = {kept.work.name for _, _, kept in found if kept.work.name}
    return tuple((name, kept) for _, name, kept in found if kept.work.name or name not in taken)


def changes_in(known: KnownClasses, listed: Roster) -> RosterChanges:
    """What the list changes in the classes that are known."""
    return compare(
        Roster(tuple(student for name, kept in known for student in _in_class(kept, name))),
        _of_classes(known, listed),
        (s for _, kept in known for period in kept.work.plan.periods for s in period.students),
    )


def _found_in_list(kept: Kept, listed: Roster) -> tuple[int, str] | None:
    """How many of a class are in the list, and what it calls their class; None for others.

    At least half of them are there, and the class is called the same, or one has no name.
    """
    name, own = kept.work.name, kept.work.roster
    if listed.classes == ("",):
        names: tuple[str, ...] = (name,)
    elif name:
        names = tuple(n for n in listed.classes if normalised(n) == normalised(name))
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
    """The students of a class as its list calls it now; it may have had no name."""
    for student in kept.work.roster:
        yield student if kept.work.name else replace(student, school_class=name)
