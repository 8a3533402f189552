"""Rows of a list that are no students: totals, stamps, headings of a second list, and the like."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.files.broken_text import is_broken, is_no_name
from toolkit.files.categories import MOST, like_a_name, mostly_spaced
from toolkit.files.class_names import is_class
from toolkit.files.grids import Row
from toolkit.files.headers import NAMES, Meaning, meaning_of
from toolkit.files.questions import Question
from toolkit.messages import Message

STUDENT, NO_STUDENT = "student", "no student"

_TOTAL = Message("a total")
_PAGE = Message("a page number")
_STAMP = Message("a stamp of when the list was made")
_HEADING = Message("headings")
_CLASS = Message("a class")
_PLATFORM = Message("a line of the learning platform")
_ADULT = Message("an adult")
_NOTE = Message("a note")
_RULE = Message("a line between")
_LEFT_OVER = Message("formulas without names")

_WHO = (
    r"(?:elev\w*|student\w*|pupil\w*|schüler\w*|deltak\w*|deltag\w*|personer?|barn|jenter|gutter"
    r"|gutar|piger|drenge|flickor|pojkar|girls|boys|medlemm\w*|members|participants|rader|linjer"
    r"|rows|navn|namn|names)"
)
_COUNT = (
    r"(?:antall?|antal|tal på|talet på|sum|summa|totalt?|total number|i alt|til sammen|tilsammen"
    r"|samlet|gesamt|anzahl|number of|count|no\. of|insgesamt|sammenlagt)"
)
_DAY = r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}"
# What a row says that is no student, whatever else stands in it. Names hold no digits.
_SAYS = (
    (_TOTAL, rf"{_COUNT}(?: {_WHO})?(?: i \w+)?\s*[:=]?\s*\(?\d+\)?(?: {_WHO})?\.?"),
    (_TOTAL, rf"{_COUNT}(?: antall?)? {_WHO}(?: i klassen| in class)?\s*[:=]?"),
    (_TOTAL, rf"\(?\d+ {_WHO}\)?\.?(?: (?:i alt|totalt|in total|til sammen|tilsammen))?"),
    (_TOTAL, rf"{_WHO}\s*[:=]?\s*\(?\d+\)?"),
    (_TOTAL, rf"{_COUNT}\s*[:=]"),
    (_TOTAL, rf"\d+ {_COUNT}"),
    (
        _PAGE,
        r"(?:side|sida|sidan|sid|seite|page|pág|s|p)\.?:?\s*\d+(?:\s*(?:av|of|von|/|\|)\s*\d+)?",
    ),
    (_PAGE, r"\d+\s*(?:av|of|von|/)\s*\d+|-\s*\d+\s*-"),
    (
        _STAMP,
        r"(?:sist |senest |last )?(?:utskrift\w*|utskriven|skrevet ut|skriven ut|skrive ut"
        r"|udskrevet|gedruckt|ausgedruckt|printed|oppdater\w*|opdater\w*|uppdater\w*|updated"
        r"|generert|genererad|genereret|generated|erstellt|opprettet|oppretta|eksporter\w*"
        r"|exporter\w*|exported|downloaded|lastet ned|skoleår\w*|skuleår\w*|läsår\w*"
        r"|school ?year|schuljahr|(?:sist|senest|last) \w+ (?:av|by|den|on))\b(?=.*[\d:]).*",
    ),
    (  # of which some are names, and so the day follows at once
        _STAMP,
        r"(?:sist |senest |last )?(?:print|laget|laga|skapad|created|hentet|henta|hämtad|endret"
        r"|endra|changed|modified|stand|dato|date|datum|per|pr|uke|veke|kjørt|rapport\w*|report\w*)"
        r"\.?(?: den| dato| date)?\s*(?::.*|\d.*)",
    ),
    (_STAMP, rf"{_DAY}(?:[ ,kl.]+\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?)?"),
    (_STAMP, r"(?:©|\(c\)|copyright|https?://|www\.).*"),
    (
        _PLATFORM,
        r"(?:average|gjennomsnitt(?:et|leg)?|snitt|median|medel|medelvärde|durchschnitt|mean)"
        r"\s*[:=]?\s*\d[\d.,]*%?|(?:points|poeng|punkte)\s*\d[\d.,]*|(?:manual|automatic) posting",
    ),
    (
        _ADULT,
        r"(?:kontakt|klasse|fag|med|hoved|hovud|time|spesial)?(?:lærer|lærar|larer|lärare|læreren"
        r"|lehrer|lehrerin|teacher)[\w/ ]*(?:[:;]| [-–] ).*|(?:class |form |homeroom )?teacher:.*"
        r"|(?:mentor|rektor|rector|principal|assistent|inspektør|avdelingsleder|trinnleder|vikar"
        r"|teamleder|rådgiver|rådgjevar|klassekontakt\w*|fau|foreldrekontakt\w*|tutor)(?:\s*[:;]|\s+[-–]\s).*",
    ),
    (_NOTE, r"(?:signatur|signature|sign\.|underskrift|unterschrift|namnteckning)\b\s*[:._]*.*"),
    (
        _NOTE,
        r"(?:merk|merknad\w*|kommentar\w*|obs|nb|note|notes|ps|hilsen|mvh|vh|med (?:vennlig|venleg)"
        r" hilsen|best regards|regards|forklaring|tegnforklaring|legend|anm|bemerkung|kilde|source"
        r"|frist|deadline|husk|møt|oppmøte)\b\s*[:!,.](?:.*)",
    ),
    (_NOTE, r"(?:mvh|hilsen|med (?:vennlig|venleg) hilsen|(?:best |kind )?regards)\b.*"),
    (_NOTE, r"[*†‡]+\s*[=:–-].*|[a-zæøå*]\s*=\s*\w.*"),
    (_RULE, r"[-_=*~.·•–—\s]{2,}|[(\[]?(?:tom|blank|empty|slutt|end|eof)[)\]]|-{1,}"),
)
# What learning platforms put among the students, with an id and a class perhaps.
_PLATFORM_SAYS = re.compile(
    r"points possible|(?:overall|class|group) average|max(?:imum)? points|maks(?:imal)? ?poeng\w*"
    r"|student,? test|test student|teststudent|elev,? test|test elev|testelev|student, demo"
    r"|demo ?elev|demo ?student|preview user|mulige poeng|poeng mulige",
    re.IGNORECASE,
)
_REASONS = (_TOTAL, _PAGE, _STAMP, _CLASS, _NOTE, _RULE)  # what students may be called too
_SURE = tuple((reason, re.compile(words, re.IGNORECASE)) for reason, words in _SAYS)
# Somebody may be called so: it is told by how the row stands among the others.
_MAY_SAY = re.compile(
    rf"{_COUNT}|side|sida|seite|page|dato|date|datum|klasse|klassen|klass|class|elev|student|navn"
    r"|namn|name|jenter|gutter|gutar|girls|boys|piger|drenge|flickor|pojkar|lærer|lærar|teacher"
    r"|(?:klasse)?snitt|gjennomsnitt|average|median|mean|maks|test|slutt|reserve|vikar|n\.?n\.?"
    r"|summe|(?:total|del|sub|grand)[ -]?(?:sum\w*|total\w*)|fortrolig|fortruleg|förtrolig"
    r"|konfidensi\w+|confidential|vertraulich|vakant|ledig|ukjent|ny elev"
    r"|nye elever|sluttet|slutta|flyttet|flytta|venteliste|permisjon|gjest\w*|hospitant",
    re.IGNORECASE,
)
_ROLE = re.compile(r"rolle\w*|roles?|brukertype|user ?type|persontype|stilling", re.IGNORECASE)
_ADULT_ROLE = re.compile(
    r".*(?:lærer|lærar|lärare|lehrer|teacher|owner|eier|eigar|ansatt|tilsett|staff|foresatt|admin"
    r"|parent|tutor|assistent|assistant|instructor|rektor|leder|ägare|ejer|besitzer).*",
    re.IGNORECASE,
)
_ADULT_WORD = re.compile(
    r"\b(?:kontakt|klasse|fag)lær\w+|[,(]\s*(?:lær|rektor|assistent|vikar|teacher|mentor)\w*",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<= )(?:av|fra|frå|från|from|by|til|etter) ")  # and seldom in a name
_MARKS = re.compile(r"[|:;!?]|\.$")


@dataclass(frozen=True)
class Apart:
    """A row that is left out, and why."""

    row: Row
    reason: Message


@dataclass(frozen=True)
class Sifted:
    """The students among the rows, the rows that are none, and those that are asked about."""

    students: tuple[Row, ...]
    apart: tuple[Apart, ...] = ()
    questions: tuple[Question, ...] = ()


def key_of(row: Row) -> str:
    """The key of the question whether a row is a student."""
    place = f"{row.line}.{row.part}" if row.part else str(row.line)
    return " ".join(filter(None, ("row", row.sheet, place)))


def why_no_student(row: Row) -> Message | None:
    """What a row says it is, where it can be no student; None where it may be one."""
    cells = row.texts
    return _PLATFORM if speak_of_platform(cells) else _says_together(cells)


def sifted(rows: Sequence[Row], headings: Row | None, answers: Mapping[str, str]) -> Sifted:
    """The rows that are students, and the rest; where one is unsure, it is asked about.

    What looks like the other rows is a student, whatever it is called.
    """
    sieve = _Sieve(rows, headings)
    students = list[Row]()
    # By the line, for whoever is in several classes has several rows of one.
    apart, questions = dict[str, Apart](), dict[str, Question]()
    for index, row in enumerate(rows):
        if (reason := sieve.reason(index)) is not None:
            apart[key_of(row)] = Apart(row, reason)
            continue
        if (likely := sieve.doubt(row)) is not None:
            questions[key_of(row)] = _question(row, likely)
            if answers.get(key_of(row), likely) == NO_STUDENT:
                apart[key_of(row)] = Apart(row, _NOTE)
                continue
        students.append(row)
    return Sifted(tuple(students), tuple(apart.values()), tuple(questions.values()))


class _Sieve:
    """What the rows of a list are like, and which are otherwise."""

    def __init__(self, rows: Sequence[Row], headings: Row | None) -> None:
        self.rows = rows
        self.headings = headings
        width = max((len(row.cells) for row in rows), default=0)
        filled = [sum(bool(row.cell(index)) for row in rows) for index in range(width)]
        # The columns in which nearly every row has something.
        self.steady = [index for index in range(width) if filled[index] >= MOST * len(rows)]
        self.adults = self._adults()
        reasons = [self._own_reason(row) for row in rows]
        # What many rows say is what students are called here: "Elev 1", "Elev 2".
        counts = Counter(reason.text for reason in reasons if reason)
        many = {one for one in _REASONS if 3 * counts[one.text] > len(rows)}
        self.reasons = [None if one in many else one for one in reasons]
        texts = [cells[0] for row in rows if len(cells := row.texts) == 1]
        self.named = [text for text in texts if like_a_name(text)]
        self.ids = {
            index
            for index, cell in enumerate(headings.cells if headings else ())
            if meaning_of(cell) is Meaning.ID
        }
        self.end = len(rows)  # where nothing is left but what formulas leave
        while self.end and self._is_left_over(rows[self.end - 1]):
            self.end -= 1
        self.end = self.end or len(rows)

    def reason(self, index: int) -> Message | None:
        """Why a row is surely no student; None where it is or may be one."""
        if self.reasons[index] is not None:
            return self.reasons[index]
        return _LEFT_OVER if index >= self.end else None

    def doubt(self, row: Row) -> str | None:
        """What is likely of a row that may be no student; None where nothing is odd about it."""
        words = [cell for cell in row.texts if not cell.isdecimal()]
        odd = len(words) == 1 and _MAY_SAY.fullmatch(words[0].rstrip(":"))
        if self._like_others(row):
            return NO_STUDENT if odd and self._counts(row) else None
        if len(words) == 1 and _ADULT_WORD.search(words[0]):
            return NO_STUDENT
        if odd:
            alike = len(self.steady) == 1 and not mostly_spaced(self.named)
            return STUDENT if alike else NO_STUDENT
        if len(words) != 1 or not self._mostly_names():
            return None
        if like_a_name(words[0]) and not _FROM.search(words[0]):
            return STUDENT if self._is_less_than_others(words[0]) else None
        return NO_STUDENT if _is_sentence(words[0]) or _FROM.search(words[0]) else STUDENT

    def _own_reason(self, row: Row) -> Message | None:
        cells = row.texts
        if row.line in self.adults:
            return _ADULT
        if speak_of_platform(cells):
            return _PLATFORM
        if self._are_headings(cells):
            return _HEADING
        words = [cell for cell in cells if not cell.isdecimal()]
        if words and all(map(_says, words)):  # the first that says nothing ends it
            return _says(words[0])
        if self._like_others(row):
            return None
        if len(cells) == 1 and is_class(cells[0]):
            return _CLASS
        if len(cells) == 1 and cells[0].isdecimal():
            return _TOTAL if self._is_number_among_words(row) else None
        return _says_together(cells)

    def _like_others(self, row: Row) -> bool:
        """Whether a row of several cells is filled where the others are."""
        return len(self.steady) > 1 and all(row.cell(index) for index in self.steady)

    def _are_headings(self, cells: Sequence[str]) -> bool:
        known = [None if is_broken(cell) else meaning_of(cell) for cell in cells]
        above = {cell.strip().casefold() for cell in self.headings.cells} if self.headings else ()
        return bool(NAMES & set(known)) and all(
            meaning is not None or cell.casefold() in above
            for meaning, cell in zip(known, cells, strict=True)
        )

    def _adults(self) -> set[int]:
        """The lines of those whose role is not that of a student, where others' is."""
        for index, cell in enumerate(self.headings.cells if self.headings else ()):
            if _ROLE.fullmatch(cell.strip()):
                lines = {row.line for row in self.rows if _ADULT_ROLE.fullmatch(row.cell(index))}
                return lines if len(lines) < len(self.rows) else set()
        return set()

    def _is_number_among_words(self, row: Row) -> bool:
        """Whether a row has a number where others have words."""
        for index in range(len(row.cells)):
            if row.cell(index).isdecimal():
                others = [one.cell(index) for one in self.rows if one.cell(index)]
                if 2 * sum(map(str.isdecimal, others)) < len(others):
                    return True
        return False

    def _is_left_over(self, row: Row) -> bool:
        """Whether a row holds but numbers and errors, as formulas that were filled down do."""
        return all(
            is_no_name(row.cell(index)) and index not in self.ids
            for index in range(len(row.cells))
            if row.cell(index)
        )

    def _counts(self, row: Row) -> bool:
        """Whether a number stands in a row that may be the sum of those above."""
        is_last = row is self.rows[-1] and any(cell.isdecimal() for cell in row.texts)
        return is_last or self._is_number_among_words(row)

    def _is_less_than_others(self, text: str) -> bool:
        """Whether one word stands where nearly everyone has more: whole names, or other cells."""
        spaced = sum(" " in one for one in self.named)
        return " " not in text and (len(self.steady) > 1 or spaced >= MOST * len(self.named))

    def _mostly_names(self) -> bool:
        if len(self.steady) > 1:
            return True
        return 2 * len(self.named) > len(self.rows)


def _is_sentence(text: str) -> bool:
    first, *rest = text.split()
    small = sum(word[0].islower() for word in rest)
    return bool(_MARKS.search(text)) or first[0].islower() or 2 * small > len(rest) > 0


def _says(text: str) -> Message | None:
    return next((reason for reason, words in _SURE if words.fullmatch(text)), None)


def _says_together(cells: Sequence[str]) -> Message | None:
    """What a row says that is written in several cells, as "Antall elever" and "28"."""
    return _says(" ".join(" ".join(cells).split()))


def speak_of_platform(cells: Sequence[str]) -> bool:
    """Whether a learning platform has put a row there; its words may stand in two cells."""
    return any(map(_PLATFORM_SAYS.fullmatch, (*cells, *map(" ".join, pairwise(cells)))))


def _question(row: Row, likely: str) -> Question:
    return Question(
        key_of(row),
        Message("Is line {line} a student: {cells}?", line=row.line, cells=row.texts),
        ((STUDENT, Message("A student")), (NO_STUDENT, Message("No student"))),
        likely,
    )
