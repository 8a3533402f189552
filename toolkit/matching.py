"""Who is who in two class lists: the students we have, and those of a new one.

Name and id say so, where neither contradicts the other; what is only likely is asked about,
never guessed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining, normalize

from toolkit.messages import Message
from toolkit.names import class_key, first_name_first, normalised
from toolkit.people import Roster, Student, has_made_id

_ALIKE = 0.79  # of 1, for one name spelt in two ways: Filip and Phillip, but not Ida and Ada
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "'": ""})


@dataclass(frozen=True, slots=True)
class Match:
    """A student we have, and one of the list who is the same, or may be."""

    old: Student
    new: Student

    @property
    def question(self) -> Message:
        """Whether the two are the same student, for the user to say."""
        old, new = self.old.name, self.new.name
        if self.has_same_name:
            old, new = _in_full(self.old), _in_full(self.new)
        return Message("Is {new} the same student as {old}?", new=new, old=old)

    @property
    def has_same_name(self) -> bool:
        """Whether the name is the same, however it is written."""
        return name_of(self.old) == name_of(self.new)

    @property
    def has_like_name(self) -> bool:
        """Whether the names may well be of one: the first names are the same, or all is alike."""
        old, new = _words(self.old), _words(self.new)
        return old[0] == new[0] or _spelt_alike(old, new)

    @property
    def has_moved(self) -> bool:
        """Whether the class is another; a class that was not written before is none."""
        return class_of(self.old) not in ("", class_of(self.new))


ANSWERS = {True: Message("Yes, the same"), False: Message("No, someone else")}
"""What the user may say to a match's question."""


@dataclass(frozen=True)
class Comparison:
    """Who is who in two rosters, as far as names, ids and the user's answers say it."""

    kept: Roster
    listed: Roster
    answers: Mapping[Match, bool]

    @cached_property
    def sure(self) -> tuple[Match, ...]:
        """Those who are the same, each student in one match at most."""
        told = (match for match, same in self.answers.items() if same and self._knows(match))
        found = _one_each(told)
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
        return class_of(student) in self._covered

    @cached_property
    def _covered(self) -> set[str]:
        """The classes the list holds: those it names, and those most of whose students it names.

        Such a class has another name now, as 8A is 9A after the summer.
        """
        names = set(map(name_of, self.listed))
        sizes, there = Counter(map(class_of, self.kept)), Counter[str]()
        there.update(class_of(student) for student in self.kept if name_of(student) in names)
        return {"", *self._named, *(one for one in sizes if 2 * there[one] > sizes[one])}

    @cached_property
    def _named(self) -> set[str]:
        return set(map(class_of, self.listed))

    def _same_id_and_name(self) -> Iterator[Match]:
        """Certain, but for an id made from the name where some of that name came or went."""
        before, now = (Counter(map(_name_and_class, one)) for one in (self.kept, self.listed))
        for match in self._same_id:
            old, new = _name_and_class(match.old), _name_and_class(match.new)
            if has_made_id(match.new):
                certain = old == new and before[old] == now[new]
            else:
                certain = match.has_same_name
            if certain:
                yield match

    def _same_name_alone(self) -> Iterator[Match]:
        """Those who alone have the name, within their class or among all whom the list covers."""
        yield from _alone(self.kept, self.listed, _name_and_class)
        yield from filter(lambda m: self.covers(m.old), _alone(self.kept, self.listed, name_of))

    def _same_id_and_like_name(self) -> Iterator[Match]:
        for match in self._same_id:
            if self._ids_hold and not has_made_id(match.new) and match.has_like_name:
                yield match

    @cached_property
    def _same_id(self) -> tuple[Match, ...]:
        both = ((self.kept.by_id.get(new.id), new) for new in self.listed)
        return tuple(Match(old, new) for old, new in both if old)

    @cached_property
    def _ids_hold(self) -> bool:
        """Whether ids are the students' own, not numbers for the rows that are new every time."""
        own = [match for match in self._same_id if not has_made_id(match.new)]
        return 2 * sum(match.has_like_name for match in own) >= len(own)

    def _may_be_same(self, match: Match) -> bool:
        """Whether it is worth a question."""
        if match.has_same_name or (self._ids_hold and match.old.id == match.new.id):
            return True
        if not self.covers(match.old):
            return False
        old, new = self._words[match.old], self._words[match.new]
        old_class = class_of(match.old)
        same_class = old_class == class_of(match.new) or old_class not in self._named
        return _spelt_alike(old, new) or (same_class and old[0] == new[0])

    def _likelihood(self, match: Match) -> tuple[object, ...]:
        """More is likelier; the ids come last so that the order of the rows does not count."""
        from rapidfuzz import fuzz

        old, new = match.old, match.new
        return (
            match.has_same_name,
            fuzz.token_set_ratio(" ".join(self._words[old]), " ".join(self._words[new])),
            old.id == new.id,
            class_of(old) == class_of(new),
            len(said(old.attributes).items() & said(new.attributes).items()),
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


def class_of(student: Student) -> str:
    """The class, as it is compared."""
    return class_key(student.school_class)


def name_of(student: Student) -> str:
    """The name, as it is compared: "berg, ida" is Ida Berg."""
    return normalised(first_name_first(student.name))


def _name_and_class(student: Student) -> tuple[str, str]:
    return name_of(student), class_of(student)


def said(attributes: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The attributes that say something, by name."""
    return {name: value for name, value in attributes if value}


def _in_full(student: Student) -> str:
    """The name and whatever else tells the student from one of the same name."""
    own_id = "" if has_made_id(student) else student.id
    details = (student.school_class, own_id, *dict(student.attributes).values())
    told = ", ".join(filter(None, details))
    return f"{student.name} ({told})" if told else student.name


def _words(student: Student) -> tuple[str, ...]:
    """The words of a name in plain letters: Åse-Marie is ase marie, and so is Aase Marie."""
    letters = normalize("NFKD", name_of(student).translate(_LETTERS))
    plain = "".join(letter for letter in letters if not combining(letter))
    return tuple(re.sub("[-()]", " ", plain.replace("aa", "a")).split()) or ("",)


def _spelt_alike(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether the words are one name in two spellings, or with a name more or less."""
    from rapidfuzz.distance import JaroWinkler

    def alike(one: str, other: str) -> bool:
        return JaroWinkler.similarity(one, other) >= _ALIKE

    if set(old) <= set(new) or set(new) <= set(old):
        return True
    surnames = any(alike(one, other) for one in old[1:] for other in new[1:])
    return surnames and alike(old[0], new[0])
