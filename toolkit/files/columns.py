"""What the columns of a class list seem to hold, and what is asked about them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.files.categories import mostly_spaced, own_names, part_a_class
from toolkit.files.class_names import is_class, may_be_class, one_spelling, year_of
from toolkit.files.first_rows import GENDER_WORD
from toolkit.files.headers import NAMES, Meaning, meaning_of, meanings_of
from toolkit.files.personal import (
    are_identity_numbers,
    is_personal,
    is_personal_heading,
    speak_of_somebody,
)
from toolkit.files.questions import Question
from toolkit.files.surnames import surnames_first
from toolkit.files.tables import Table
from toolkit.messages import Message
from toolkit.names import is_surname_first
from toolkit.rules import SMALLEST_CLASS

CLASS, HALF_NAME, WHOLE_NAME, ORDER = "class", "half name", "name", "name order"
"""Questions: which column is the class, the other half of a name, the name; which half is first."""

NONE = "none"
"""The answer that no column is."""

FIRST, LAST = "first name first", "last name first"

_COUNTERS = {"", "nr", "no", "løpenr", "løpenummer", "linje", "rad", "nummer", "plass", "lfdnr"}
_SURE_STEMS = ("klass", "class")
_CLASS_STEMS = (*_SURE_STEMS, "grupp", "group", "section", "seksjon", "avdeling", "kl.", "gr.")
_PARALLEL_STEMS = ("parallel", "bokstav", "letter", "buchstabe", "spor", "zug", "section")
_LETTER_STEMS = (*_CLASS_STEMS, *_PARALLEL_STEMS, "form")
_PEOPLE = ("lær", "lærar", "teacher", "kontakt", "lehrer", "trinn", "level", "størrelse", "size")

type Answers = Mapping[str, str]


@dataclass(frozen=True)
class Columns:
    """The meaning of each column, by its heading, and the questions about them."""

    meanings: dict[str, Meaning]
    questions: tuple[Question, ...] = ()


def guess_columns(table: Table) -> dict[str, Meaning]:
    """What each column seems to hold, with the likely answers to what may be asked."""
    return columns_of(table, {}).meanings


def columns_of(table: Table, answers: Answers, *, as_is: bool = False) -> Columns:
    """What each column seems to hold, by its heading; by its cells where that tells nothing.

    What is unknown is kept where its cells part the class, as schools and subjects do. Birth
    dates, contact, family, health, secrets, free text and the like are left out, and so is
    whatever nearly everyone has a value of their own in, unless the list is meant ``as_is``.
    """
    guess = _Guess(table, answers)
    if table.header_line is None:
        guess.by_cells()
    else:
        guess.by_headings()
    guess.leave_out(as_is=as_is)
    return Columns(guess.meanings, tuple(guess.questions))


class _Guess:
    """The meanings as they are found, one thing after another."""

    def __init__(self, table: Table, answers: Answers) -> None:
        self.table = table
        self.answers = answers
        self.meanings: dict[str, Meaning] = dict.fromkeys(table.header, Meaning.ATTRIBUTE)
        self.questions: list[Question] = []

    def by_headings(self) -> None:
        self.meanings = meanings_of(self.table.header)
        for heading in self.table.header:  # of two alike, the one that is filled
            others = meanings_of([one for one in self.table.header if one != heading])
            if not self._filled(heading) and self.meanings[heading] in others.values():
                self.meanings |= {**others, heading: Meaning.ATTRIBUTE}
        self._settle_names()
        self._find_whole_name()
        self._find_half_name()
        self._part_year()
        self._find_class()
        self._settle_year()

    def by_cells(self) -> None:
        """Of a list without headings."""
        words = []
        for heading in self.table.header:
            cells = self._filled(heading)
            if meaning_of(heading) is Meaning.CLASS:  # as sheets are called
                self.meanings[heading] = Meaning.CLASS
            elif is_personal("", cells) or all(cell.rstrip(".").isdecimal() for cell in cells):
                self.meanings[heading] = Meaning.LEFT_OUT
            elif all(map(is_class, cells)) and Meaning.CLASS not in self.meanings.values():
                self.meanings[heading] = Meaning.CLASS
            elif all(map(GENDER_WORD.fullmatch, cells)) and not self._has(Meaning.GENDER):
                self.meanings[heading] = Meaning.GENDER
            else:
                words.append(heading)
        if words:
            self._name_by_cells(*words)

    def leave_out(self, *, as_is: bool) -> None:
        """Whatever is still unknown and no plan needs, and ids that are more than ids."""
        for heading, meaning in self.meanings.items():
            if meaning is Meaning.ID and are_identity_numbers(self.table.column(heading)):
                self.meanings[heading] = Meaning.LEFT_OUT
        for heading in self._unknown():
            cells = self.table.column(heading)
            titled = "" if self.table.header_line is None else heading
            if (
                is_personal(titled, cells)
                or _is_counter(heading, cells)
                or not (as_is or (part_a_class(cells) and not speak_of_somebody(cells)))
            ):
                self.meanings[heading] = Meaning.LEFT_OUT

    def _name_by_cells(self, first: str, *rest: str) -> None:
        if not rest or not _halves(*map(self.table.column, (first, rest[0]))):
            self.meanings[first] = Meaning.NAME
            return
        other = rest[0]
        likely = LAST if surnames_first(*map(self.table.column, (first, other))) else FIRST
        one, two = (self.table.cell(self.table.rows[0], column) for column in (first, other))
        options = (
            (FIRST, Message("{name} is the last name", name=two)),
            (LAST, Message("{name} is the last name", name=one)),
        )
        ask = Message("Which is the last name: {one} or {other}?", one=one, other=two)
        self.questions.append(Question(ORDER, ask, options, likely, said=False))
        names = (Meaning.FIRST_NAME, Meaning.LAST_NAME)
        turned = self.answers.get(ORDER, likely) == LAST
        self.meanings[first], self.meanings[other] = names[::-1] if turned else names

    def _settle_names(self) -> None:
        """Whether "Navn" is the whole name, or what stands beside "Fornavn"."""
        named = {meaning: heading for heading, meaning in self.meanings.items()}
        known = NAMES & named.keys()
        if known == {Meaning.LAST_NAME}:
            heading = named[Meaning.LAST_NAME]
            if all(map(is_surname_first, self.table.column(heading))):
                self.meanings[heading] = Meaning.NAME  # "Etternavn": "Olsen, Mari"
        elif known == {Meaning.NAME, Meaning.FIRST_NAME}:
            whole, first = named[Meaning.NAME], named[Meaning.FIRST_NAME]
            pairs = zip(self.table.column(whole), self.table.column(first), strict=True)
            if not any(one in name for name, one in pairs if one):  # "Name, Vorname"
                self.meanings[whole] = Meaning.LAST_NAME

    def _part_year(self) -> None:
        """Whether "Trinn" holds classes, and "Klasse" but the year beside a letter."""
        named = {meaning: heading for heading, meaning in self.meanings.items()}
        year, own = named.get(Meaning.YEAR), named.get(Meaning.CLASS)
        if year is not None and own is None and self._like_classes(year):
            self.meanings[year] = Meaning.CLASS
        elif year is None and own is not None and all(map(year_of, self._filled(own))):
            unknown = list(self._unknown())
            if whole := next(filter(self._like_classes, unknown), None):
                self.meanings |= {own: Meaning.ATTRIBUTE, whole: Meaning.CLASS}
            elif letters := [one for one in unknown if self._are_letters(one, _PARALLEL_STEMS)]:
                self.meanings |= {own: Meaning.YEAR, letters[0]: Meaning.CLASS}

    def _settle_year(self) -> None:
        """The year is part of what a class is called only where the class is a mere letter."""
        named = {meaning: heading for heading, meaning in self.meanings.items()}
        if (year := named.get(Meaning.YEAR)) is None:
            return
        own = named.get(Meaning.CLASS)
        if own is None or any(any(map(str.isdecimal, cell)) for cell in self.table.column(own)):
            self.meanings[year] = Meaning.ATTRIBUTE

    def _find_whole_name(self) -> None:
        if NAMES & set(self.meanings.values()):
            return
        found = [
            heading
            for heading in self._unknown()
            if own_names(cells := self.table.column(heading))
            and mostly_spaced(cells)
            and not is_personal_heading(heading)
        ]
        self._ask(
            WHOLE_NAME,
            Message("Which column holds the students' names?"),
            found,
            Meaning.NAME,
        )

    def _find_half_name(self) -> None:
        known = NAMES & set(self.meanings.values())
        other = {
            frozenset({Meaning.FIRST_NAME}): Meaning.LAST_NAME,
            frozenset({Meaning.LAST_NAME}): Meaning.FIRST_NAME,
        }.get(frozenset(known))
        if other is None:
            return
        found = [
            heading
            for heading in self._unknown()
            if own_names(self.table.column(heading))
            and not part_a_class(self.table.column(heading))
            and not is_personal_heading(heading)
        ]
        question = (
            Message("Which column holds the last names?")
            if other is Meaning.LAST_NAME
            else Message("Which column holds the first names?")
        )
        self._ask(HALF_NAME, question, found, other)

    def _find_class(self) -> None:
        own = next((one for one in self.meanings if self.meanings[one] is Meaning.CLASS), None)
        if own is not None and not self._is_doubtful_class(own):
            return
        unknown = [one for one in self._unknown() if not is_personal_heading(one)]
        like = [one for one in self._unknown() if self._like_classes(one)]
        sure = [one for one in like if _has_stem(one, _CLASS_STEMS)]
        if self._has(Meaning.YEAR):
            sure += [one for one in unknown if self._are_letters(one, _LETTER_STEMS)]
        if own is not None and like:  # "Gruppe": "Rød" beside "Avdeling": "8A"
            self.meanings |= {own: Meaning.ATTRIBUTE, like[0]: Meaning.CLASS}
        if sure and own is None:
            self.meanings[sure[0]] = Meaning.CLASS
        if sure or own is not None:
            return
        like += [
            one
            for one in unknown
            if _has_stem(one, _SURE_STEMS) and part_a_class(self.table.column(one))
        ]
        self._ask(CLASS, Message("Which column holds the class?"), like, Meaning.CLASS)

    def _is_doubtful_class(self, heading: str) -> bool:
        """Whether a column is headed by a word for any group, and holds no classes."""
        return not _has_stem(heading, (*_SURE_STEMS, "basis", "room")) and not any(
            map(is_class, self._filled(heading))
        )

    def _like_classes(self, heading: str) -> bool:
        filled = self._filled(heading)
        several = 2 * len(set(one_spelling(filled))) <= len(filled)
        return several and bool(filled) and all(map(may_be_class, filled))

    def _are_letters(self, heading: str, stems: Iterable[str]) -> bool:
        """Whether a column holds the letters of classes, beside one of their year."""
        filled = self._filled(heading)
        return bool(filled) and _has_stem(heading, stems) and all(map(_is_letter, filled))

    def _ask(self, key: str, message: Message, found: Sequence[str], meaning: Meaning) -> None:
        """Take the first column that may hold something, and ask whether it does."""
        if not found:
            return
        options = tuple((heading, Message("{heading}", heading=heading)) for heading in found)
        none = (NONE, Message("None of the columns"))
        self.questions.append(Question(key, message, (*options, none), found[0]))
        answer = self.answers.get(key, found[0])
        if answer in self.meanings:
            self.meanings[answer] = meaning

    def _has(self, meaning: Meaning) -> bool:
        return meaning in self.meanings.values()

    def _unknown(self) -> Iterator[str]:
        return (one for one in self.table.header if self.meanings[one] is Meaning.ATTRIBUTE)

    def _filled(self, heading: str) -> list[str]:
        return [cell for cell in self.table.column(heading) if cell]


def _is_letter(cell: str) -> bool:
    return len(cell) == 1 and cell.isalpha()


def _has_stem(heading: str, stems: Iterable[str]) -> bool:
    plain = heading.casefold()
    return any(stem in plain for stem in stems) and not any(word in plain for word in _PEOPLE)


def _halves(first: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two columns are the halves of names, and not a name and something else."""
    if mostly_spaced(first):
        return False
    if len(first) < SMALLEST_CLASS:
        return not any(" " in cell for cell in first)
    return not part_a_class(other)


def _is_counter(heading: str, cells: Sequence[str]) -> bool:
    """Whether the cells number the lines: 1, 2, 3, or whatever numbers below "Nr."."""
    numbers = [cell.rstrip(".") for cell in cells]
    if heading.strip(" .#").casefold() in _COUNTERS:
        return all(map(str.isdecimal, filter(None, numbers)))
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]
