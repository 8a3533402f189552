"""What a new class list changes: who has joined, left, moved or got a new name.

The students we have are held against those of the list. Name and id say who is who, where
neither contradicts the other; what is only likely is asked about, never guessed. Whoever was
here before keeps the id they had, so that plans and rules still name them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from unicodedata import combining, normalize

from toolkit.errors import InputError
from toolkit.messages import Message, plural
from toolkit.people import Roster, Student, normalised

_MADE_ID = re.compile(r"s[0-9a-f]{10}(-\d+)?")  # files/rosters.py makes them where a list has none
_ALIKE = 0.79  # of 1, for one name spelt in two ways: Filip and Phillip, but not Ida and Ada
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "'": "", "’": ""})


@dataclass(frozen=True, slots=True)
class Match:
    """A student we have, and one of the list who is the same, or may be."""

    old: Student
    new: Student

    @property
    def question(self) -> Message:
        """Whether the two are the same student, for the user to say."""
        old, new = self.old.name, self.new.name
        if _same_name(self):
            old, new = _in_full(self.old), _in_full(self.new)
        return Message("Is {new} the same student as {old}?", new=new, old=old)


ANSWERS = {True: Message("Yes, the same"), False: Message("No, someone else")}
"""What the user may say to a match's question."""


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
        return tuple(match for match in self.matches if not _moved(match) and _same_name(match))

    @cached_property
    def renamed(self) -> tuple[Match, ...]:
        """Those in the same class who have another name now."""
        return tuple(match for match in self.matches if not (_moved(match) or _same_name(match)))

    @cached_property
    def moved(self) -> tuple[Match, ...]:
        """Those in another class now, whatever their name is."""
        return tuple(filter(_moved, self.matches))

    @cached_property
    def updated(self) -> tuple[Match, ...]:
        """Those among ``stayed`` of whom the list says something new in another column."""
        return tuple(
            match
            for match in self.stayed
            if _said(self._attributes(match.new, match.old)) != _said(match.old.attributes)
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
            came = [m for m in self.moved if _class(m.old) == normalised(school_class)]
            heading = Message("Moved from {school_class}", school_class=school_class)
            sections.append(Section(heading, tuple(map(self._in_words, came))))
        return tuple(section for section in sections if section.lines)

    def _in_words(self, match: Match) -> str:
        new = self.listed.label(match.new)
        return new if _same_name(match) else f"{self.kept.label(match.old)} → {new}"

    @cached_property
    def _comparison(self) -> "_Comparison":
        return _Comparison(self.kept, self.listed, self.answers)

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
            and not _same_name(Match(student, self.listed.by_id[student.id]))
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


@dataclass(frozen=True)
class _Comparison:
    """Who is who in two rosters, as far as names, ids and the user's answers say it."""

    kept: Roster
    listed: Roster
    answers: Mapping[Match, bool]

    @cached_property
    def sure(self) -> tuple[Match, ...]:
        """Those who are the same, each student in one match at most."""
        said = (match for match, same in self.answers.items() if same and self._knows(match))
        found = _one_each(said)
        found += self._open(self._same_id_and_name(), found)
        claims = self._open({*self._same_name_alone(), *self._same_id_and_like_name()}, found)
        olds, news = Counter(m.old.id for m in claims), Counter(m.new.id for m in claims)
        return (*found, *(m for m in claims if olds[m.old.id] == news[m.new.id] == 1))

    @cached_property
    def likely(self) -> tuple[Match, ...]:
        """The best questions, each student in one at most."""
        olds = {match.old.id for match in self.sure}
        news = {match.new.id for match in self.sure}
        left = [student for student in self.kept if student.id not in olds]
        joined = [student for student in self.listed if student.id not in news]
        pairs = (Match(old, new) for old in left for new in joined)
        asked = self._open(filter(self._may_be_same, pairs), ())
        return _one_each(sorted(asked, key=self._likelihood, reverse=True))

    def covers(self, student: Student) -> bool:
        """Whether the list would name this student, were they still there."""
        return _class(student) in self._covered

    @cached_property
    def _covered(self) -> set[str]:
        """The classes the list holds: those it names, and those most of whose students it names.

        Such a class has another name now, as 8A is 9A after the summer.
        """
        names = set(map(_name, self.listed))
        sizes, there = Counter(map(_class, self.kept)), Counter[str]()
        there.update(_class(student) for student in self.kept if _name(student) in names)
        return {"", *self._named, *(one for one in sizes if 2 * there[one] > sizes[one])}

    @cached_property
    def _named(self) -> set[str]:
        return set(map(_class, self.listed))

    def _same_id_and_name(self) -> Iterator[Match]:
        """Certain, but for an id made from the name where some of that name came or went."""
        before, now = (Counter(map(_name_and_class, one)) for one in (self.kept, self.listed))
        for match in self._same_id:
            old, new = _name_and_class(match.old), _name_and_class(match.new)
            if _has_made_id(match.new):
                certain = old == new and before[old] == now[new]
            else:
                certain = _same_name(match)
            if certain:
                yield match

    def _same_name_alone(self) -> Iterator[Match]:
        """Those who alone have the name, within their class or among all whom the list covers."""
        yield from _alone(self.kept, self.listed, _name_and_class)
        yield from filter(lambda m: self.covers(m.old), _alone(self.kept, self.listed, _name))

    def _same_id_and_like_name(self) -> Iterator[Match]:
        for match in self._same_id:
            if self._ids_hold and not _has_made_id(match.new) and self._has_like_name(match):
                yield match

    @cached_property
    def _same_id(self) -> tuple[Match, ...]:
        both = ((self.kept.by_id.get(new.id), new) for new in self.listed)
        return tuple(Match(old, new) for old, new in both if old)

    @cached_property
    def _ids_hold(self) -> bool:
        """Whether ids are the students' own, not numbers for the rows that are new every time."""
        own = [match for match in self._same_id if not _has_made_id(match.new)]
        return 2 * sum(map(self._has_like_name, own)) >= len(own)

    def _may_be_same(self, match: Match) -> bool:
        """Whether it is worth a question."""
        if _same_name(match) or (self._ids_hold and match.old.id == match.new.id):
            return True
        if not self.covers(match.old):
            return False
        old, new = self._words[match.old], self._words[match.new]
        old_class = _class(match.old)
        same_class = old_class == _class(match.new) or old_class not in self._named
        return _spelt_alike(old, new) or (same_class and old[0] == new[0])

    def _has_like_name(self, match: Match) -> bool:
        old, new = self._words[match.old], self._words[match.new]
        return old[0] == new[0] or _spelt_alike(old, new)

    def _likelihood(self, match: Match) -> tuple[object, ...]:
        """More is likelier; the ids come last so that the order of the rows does not count."""
        from rapidfuzz import fuzz

        old, new = match.old, match.new
        return (
            _same_name(match),
            fuzz.token_set_ratio(" ".join(self._words[old]), " ".join(self._words[new])),
            old.id == new.id,
            _class(old) == _class(new),
            len(_said(old.attributes).items() & _said(new.attributes).items()),
            old.id,
            new.id,
        )

    @cached_property
    def _words(self) -> dict[Student, tuple[str, ...]]:
        return {student: _words(student) for student in (*self.kept, *self.listed)}

    def _knows(self, match: Match) -> bool:
        return match.old in self._words and match.new in self._words

    def _open(self, matches: Iterable[Match], found: Iterable[Match]) -> tuple[Match, ...]:
        """Those of the matches whose students are free, and to which nobody has said no."""
        olds, news = {match.old.id for match in found}, {match.new.id for match in found}
        return tuple(
            match
            for match in matches
            if match.old.id not in olds
            and match.new.id not in news
            and self.answers.get(match) is not False
        )


def _one_each(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches in turn, without those one of whose students has had a turn."""
    olds, news, found = set[str](), set[str](), []
    for match in matches:
        if match.old.id not in olds and match.new.id not in news:
            olds.add(match.old.id)
            news.add(match.new.id)
            found.append(match)
    return tuple(found)


def _alone[Key](kept: Roster, listed: Roster, key: Callable[[Student], Key]) -> Iterator[Match]:
    """Those in both rosters whose key nobody else has in either."""
    before, now = Counter(map(key, kept)), Counter(map(key, listed))
    new_of = {key(student): student for student in listed}
    for old in kept:
        if before[key(old)] == now[key(old)] == 1:
            yield Match(old, new_of[key(old)])


def _class(student: Student) -> str:
    return normalised(student.school_class)


def _name(student: Student) -> str:
    """The name, as it is compared: "berg, ida" is Ida Berg."""
    last, comma, first = student.name.partition(",")
    return normalised(normalize("NFC", f"{first} {last}" if comma else student.name))


def _name_and_class(student: Student) -> tuple[str, str]:
    return _name(student), _class(student)


def _same_name(match: Match) -> bool:
    return _name(match.old) == _name(match.new)


def _moved(match: Match) -> bool:
    """Whether the class is another; a class that was not written before is none."""
    return _class(match.old) not in ("", _class(match.new))


def _has_made_id(student: Student) -> bool:
    return _MADE_ID.fullmatch(student.id) is not None


def _said(attributes: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name: value for name, value in attributes if value}


def _in_full(student: Student) -> str:
    """The name and whatever else tells the student from one of the same name."""
    own_id = "" if _has_made_id(student) else student.id
    details = (student.school_class, own_id, *dict(student.attributes).values())
    told = ", ".join(filter(None, details))
    return f"{student.name} ({told})" if told else student.name


def _words(student: Student) -> tuple[str, ...]:
    """The words of a name in plain letters: Åse-Marie is ase marie, and so is Aase Marie."""
    letters = normalize("NFKD", _name(student).translate(_LETTERS))
    plain = "".join(letter for letter in letters if not combining(letter))
    return tuple(plain.replace("aa", "a").replace("-", " ").split()) or ("",)


def _spelt_alike(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether the words are one name in two spellings, or with a name more or less."""
    from rapidfuzz.distance import JaroWinkler

    def alike(one: str, other: str) -> bool:
        return JaroWinkler.similarity(one, other) >= _ALIKE

    if set(old) <= set(new) or set(new) <= set(old):
        return True
    surnames = any(alike(one, other) for one in old[1:] for other in new[1:])
    return surnames and alike(old[0], new[0])
