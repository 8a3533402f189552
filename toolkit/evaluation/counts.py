"""How often each answer was given: all that is ever kept of a form that was filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from toolkit.evaluation.form import Form, Item, Role


@dataclass(frozen=True, slots=True)
class Count:
    """``count`` of a class gave this answer; ``answer`` is empty for those who gave none."""

    school_class: str
    item: str
    answer: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Of ``n`` answers to a question ``agree`` agree; ``missing`` were asked and gave none."""

    n: int = 0
    agree: int = 0
    missing: int = 0

    @property
    def asked(self) -> int:
        """How many had the question before them."""
        return self.n + self.missing

    @property
    def rest(self) -> int:
        """How many answered something else."""
        return self.n - self.agree

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.n + other.n, self.agree + other.agree, self.missing + other.missing)


@dataclass(frozen=True)
class Counts:
    """The counts of a form. One of a class, a question and an answer stands once."""

    form: Form
    counts: tuple[Count, ...]

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The classes, in the order in which they first stand."""
        return tuple(dict.fromkeys(one.school_class for one in self.counts))

    @property
    def items(self) -> Iterator[Item]:
        """The questions that were asked, in the order of the form."""
        asked = {one.item for one in self.counts}
        return (item for item in self.form.items if item.key in asked)

    def of(self, role: Role) -> "Counts":
        """Those of the questions to students, or to teachers, alone."""
        asked = {item.key for item in self.form.items if item.role is role}
        return Counts(self.form, tuple(one for one in self.counts if one.item in asked))

    def tallies(self, item: Item) -> dict[str, Tally]:
        """What each class that was asked has answered, those with somebody in them."""
        agreeing = {answer.key for answer in item.answers if answer.is_agreeing}
        found: dict[str, Tally] = {}
        for one in self.counts:
            if one.item == item.key:
                tally = (
                    Tally(one.count, one.count * (one.answer in agreeing))
                    if one.answer
                    else Tally(missing=one.count)
                )
                found[one.school_class] = found.get(one.school_class, Tally()) + tally
        return {one: tally for one, tally in found.items() if tally.asked}
