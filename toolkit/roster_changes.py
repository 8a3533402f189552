"""What a new class list changes: who has joined, left, moved or got a new name.

Whoever was here before keeps the id they had, so that plans and rules still name them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

from toolkit.errors import InputError
from toolkit.matching import Comparison, Match, class_of, said
from toolkit.messages import Message, plural
from toolkit.names import class_key, normalised
from toolkit.people import Roster, Student


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and a line for each student below it."""

    heading: Message
    lines: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class RosterChanges:
    """A new list held against the students we have; ``compare`` makes it.

    ``former`` are students whom plans may name though they have left. ``answers`` tell of
    matches whether the user has called the two the same. Everything else follows from these
    and is worked out when it is first asked for.
    """

    kept: Roster
    listed: Roster
    former: tuple[Student, ...] = ()
    answers: Mapping[Match, bool] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return (
            f"RosterChanges({len(self.matches)} matches, {len(self.joined)} joined, "
            f"{len(self.left)} left, {len(self.doubtful)} doubtful)"
        )

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Those who are the same students for sure, in the order of the list."""
        by_new = {match.new.id: match for match in self._comparison.sure}
        return tuple(by_new[student.id] for student in self.listed if student.id in by_new)

    @cached_property
    def doubtful(self) -> tuple[Match, ...]:
        """Those to ask about, the most likely first; no student is in two of them.

        A no may bring up who is next in likelihood: ask until this is empty.
        """
        return self._comparison.likely

    @cached_property
    def stayed(self) -> tuple[Match, ...]:
        """Those whose class and name are the same."""
        return tuple(match for match in self.matches if not match.has_moved and match.has_same_name)

    @cached_property
    def renamed(self) -> tuple[Match, ...]:
        """Those in the same class who have another name now."""
        return tuple(
            match for match in self.matches if not (match.has_moved or match.has_same_name)
        )

    @cached_property
    def moved(self) -> tuple[Match, ...]:
        """Those in another class now, whatever their name is."""
        return tuple(match for match in self.matches if match.has_moved)

    @cached_property
    def updated(self) -> tuple[Match, ...]:
        """Those among ``stayed`` of whom the list says something new in another column."""
        return tuple(
            match
            for match in self.stayed
            if said(self._attributes(match.new, match.old)) != said(match.old.attributes)
        )

    @cached_property
    def joined(self) -> tuple[Student, ...]:
        """Those of the list who are none of the students we have."""
        found = {match.new.id for match in (*self.matches, *self.doubtful)}
        return tuple(student for student in self.listed if student.id not in found)

    @cached_property
    def left(self) -> tuple[Student, ...]:
        """Those we have who are not in the list, though their class is."""
        found = {match.old.id for match in (*self.matches, *self.doubtful)}
        return tuple(
            student
            for student in self.kept
            if student.id not in found and self._comparison.covers(student)
        )

    @cached_property
    def roster(self) -> Roster:
        """The students of the list in its order, who was here before under the id they had.

        What we know of a student stays, where the list has no such column. A newcomer whose
        id has been another's gets a number behind it. Raises ``InputError`` while there are
        questions.
        """
        if self.blockers:
            raise InputError(self.blockers[0])
        old_of = {match.new.id: match.old for match in self.matches}
        new_ids = self._ids_of_joined()
        return Roster(
            tuple(
                replace(
                    student,
                    id=old_of[student.id].id if student.id in old_of else new_ids[student.id],
                    attributes=self._attributes(student, old_of.get(student.id)),
                )
                for student in self.listed
            )
        )

    def decided(self, answers: Mapping[Match, bool]) -> "RosterChanges":
        """The changes once the user has said of these whether they are the same student."""
        return replace(self, answers={**self.answers, **answers})

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is no new roster yet."""
        if not self.doubtful:
            return ()
        return (
            plural(
                "Answer the question about {n} student first.",
                "Answer the questions about {n} students first.",
                n=len(self.doubtful),
            ),
        )

    @property
    def is_unchanged(self) -> bool:
        """Whether the list says nothing new. Its order does not count."""
        return len(self.stayed) == len(self.listed) and not (self.left or self.updated)

    @property
    def sentences(self) -> tuple[Message, ...]:
        """What has changed, in a sentence for each kind of change; questions not counted."""
        if self.is_unchanged:
            return (Message("The list is the same as before."),)
        counted = tuple(sentence for sentence in self._counted() if sentence.values["n"])
        if self.kept.students and not (self.matches or self.doubtful):
            wrong = Message("Nobody in this list was here before. Is it the right list?")
            return (wrong, *counted)
        return counted

    def _counted(self) -> Iterator[Message]:
        yield plural("{n} student has joined.", "{n} students have joined.", n=len(self.joined))
        yield plural("{n} student has left.", "{n} students have left.", n=len(self.left))
        yield plural(
            "{n} student has a new name.", "{n} students have new names.", n=len(self.renamed)
        )
        yield plural(
            "{n} student has changed class.", "{n} students have changed class.", n=len(self.moved)
        )
        yield plural(
            "The list has something new about {n} student.",
            "The list has something new about {n} students.",
            n=len(self.updated),
        )

    @property
    def sections(self) -> tuple[Section, ...]:
        """Who it is that has joined, left, got a new name or moved; no section is empty."""
        sections = [
            Section(Message("New in the class"), tuple(map(self.listed.label, self.joined))),
            Section(Message("Left the class"), tuple(map(self.kept.label, self.left))),
            Section(Message("New name"), tuple(map(self._in_words, self.renamed))),
        ]
        for school_class in Roster(tuple(match.old for match in self.moved)).classes:
            came = [m for m in self.moved if class_of(m.old) == class_key(school_class)]
            heading = Message("Moved from {school_class}", school_class=school_class)
            sections.append(Section(heading, tuple(map(self._in_words, came))))
        return tuple(section for section in sections if section.lines)

    def _in_words(self, match: Match) -> str:
        new = self.listed.label(match.new)
        return new if match.has_same_name else f"{self.kept.label(match.old)} → {new}"

    @cached_property
    def _comparison(self) -> Comparison:
        return Comparison(self.kept, self.listed, self.answers)

    def _attributes(self, new: Student, old: Student | None) -> tuple[tuple[str, str], ...]:
        """What the list says, in our spelling of its columns, and what only we know."""
        ours = {normalised(name): name for name in self.kept.attributes}
        said = {ours.get(normalised(name), name): value for name, value in new.attributes}
        columns = {ours.get(normalised(name), name) for name in self.listed.attributes}
        known = old.attributes if old else ()
        return (*said.items(), *((name, value) for name, value in known if name not in columns))

    def _ids_of_joined(self) -> dict[str, str]:
        """The id of each newcomer, under the id in the list: free where that is another's."""
        taken = {student.id for student in self.kept} | {
            student.id
            for student in self.former
            if student.id in self.listed.by_id
            and not Match(student, self.listed.by_id[student.id]).has_same_name
        }
        ids = {student.id: student.id for student in self.joined if student.id not in taken}
        taken |= ids.keys() | {student.id for student in self.former}
        for student in self.joined:
            if student.id not in ids:
                numbered = (f"{student.id}-{number}" for number in count(2))
                ids[student.id] = next(key for key in numbered if key not in taken)
        return ids


def compare(kept: Roster, listed: Roster, former: Iterable[Student] = ()) -> RosterChanges:
    """What a new list changes among the students we have, of one class or of several.

    A list says nothing about classes that it does not hold. Without a class column it is the
    list of the class we have. ``former`` are students in plans who may have left: nobody new
    gets their ids. Raises ``InputError`` where we have several classes and the list has no
    class column.
    """
    if listed.classes == ("",) and kept.classes:
        if len(kept.classes) > 1:
            raise InputError(
                Message("The list does not say who is in which class. Add a column called Class.")
            )
        listed = Roster(tuple(replace(s, school_class=kept.classes[0]) for s in listed))
    return RosterChanges(kept, listed, tuple(former))
