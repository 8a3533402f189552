"""A form: what is asked, what may be answered, and what others have answered before."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from toolkit.messages import Language

MOST_WISHES = 3
"""So many things a class writes down that it wants to try."""


class Role(StrEnum):
    """Who answers."""

    STUDENT = "student"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure: ``share`` of ``n`` who agree, and who and when that was."""

    share: float
    n: int
    who: str
    years: str

    @property
    def agree(self) -> int:
        """The number behind the share, as near as it can be told."""
        return round(self.share * self.n)


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to choose from; ``labels`` in the order of ``Language``."""

    key: str
    labels: tuple[str, ...]
    is_agreeing: bool = False
    also: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """What stands beside the box."""
        return self.labels[list(Language).index(language)]

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that it may be called in a file."""
        return (self.key, *self.labels, *self.also)


@dataclass(frozen=True, slots=True)
class Item:
    """One question; ``texts`` in the order of ``Language``."""

    key: str
    role: Role
    texts: tuple[str, ...]
    answers: tuple[Answer, ...]
    published: tuple[Published, ...] = ()
    also: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        """What is asked."""
        return self.texts[list(Language).index(language)]

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that it may be called in a file."""
        return (self.key, *self.texts, *self.also)

    def answer(self, written: str) -> Answer | None:
        """The answer that is meant, however it is cased and spaced; None where it is none."""
        return next((one for one in self.answers if _is_one_of(written, one.spellings)), None)


@dataclass(frozen=True)
class Form:
    """The questions of a year, those of students and those of teachers."""

    items: tuple[Item, ...]

    @cached_property
    def by_key(self) -> dict[str, Item]:
        """The questions by their keys."""
        return {item.key: item for item in self.items}

    def item(self, written: str) -> Item | None:
        """The question that is meant, however it is cased and spaced; None where it is none."""
        return next((one for one in self.items if _is_one_of(written, one.spellings)), None)


def plain(written: str) -> str:
    """Letters and digits alone, for form tools change spaces and signs."""
    return "".join(filter(str.isalnum, written.casefold()))


def _is_one_of(written: str, spellings: tuple[str, ...]) -> bool:
    return bool(plain(written)) and plain(written) in map(plain, spellings)
