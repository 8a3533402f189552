"""What a template may say: every field, by its name in each language, and what it stands for.

A template keeps its names when it is used in another language: all of them are known in all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from toolkit.messages import Language, Message, Translator
from toolkit.paper.facts import Facts


@dataclass(frozen=True, slots=True)
class Text:
    """A field that is written as it is."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a loop gives that has fields of its own."""

    fields: tuple[Field, ...]

    @property
    def by_shape(self) -> Mapping[str, Shape]:
        """The shape of each of its fields, under its names in all languages."""
        return {name: field.shape for field in self.fields for name in field.names}


@dataclass(frozen=True, slots=True)
class Several:
    """What a loop goes through, ``most`` of them at most."""

    each: Text | Record | Several
    most: int


type Shape = Text | Record | Several


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what it is called, what it means, and its shape."""

    called: Message
    means: Message
    shape: Shape

    @property
    def names(self) -> tuple[str, ...]:
        """Its name in every language."""
        return tuple(dict.fromkeys(Translator(one)(self.called) for one in Language))


TEXT = Text()
_NAMES, _PAIR = Several(TEXT, 100), Several(TEXT, 3)
_GROUP = Record(
    (
        Field(Message("number"), Message("what the group is called, as 3"), TEXT),
        Field(Message("students"), Message("the names of all in the group"), Several(TEXT, 5)),
        Field(Message("pairs"), Message("its pairs, each with names"), Several(_PAIR, 2)),
    )
)
FIELDS = Record(
    (
        Field(Message("school"), Message("what the school is called"), TEXT),
        Field(Message("class"), Message("what the class is called, as 8A"), TEXT),
        Field(Message("period"), Message("the number of the period"), TEXT),
        Field(Message("starts"), Message("the first day of the period, where it has dates"), TEXT),
        Field(Message("ends"), Message("the last day of the period, where it has dates"), TEXT),
        Field(Message("groups"), Message("every group, for a loop"), Several(_GROUP, 30)),
        Field(Message("students"), Message("the names of all in the class"), _NAMES),
    )
)
"""Everything that a template may say."""

OF_A_LOOP = frozenset(("first", "last", "index", "length"))
"""What a loop knows of itself, in every language: ``loop.first``."""


class Names(tuple[object, ...]):
    """Several, to go through; written as they are, they have commas between them."""

    def __str__(self) -> str:
        return ", ".join(map(str, self))


def values_of(facts: Facts, translate: Translator) -> dict[str, object]:
    """What every name stands for."""
    day = translate.language.date
    groups = Names(
        _under_all_names(_GROUP, (group.label, Names(group.names), Names(map(Names, group.pairs))))
        for group in facts.groups
    )
    return _under_all_names(
        FIELDS,
        (
            facts.school,
            facts.school_class,
            facts.period,
            day(facts.starts) if facts.starts else "",
            day(facts.ends) if facts.ends else "",
            groups,
            Names(chain.from_iterable(group.names for group in facts.groups)),
        ),
    )


def _under_all_names(record: Record, values: tuple[object, ...]) -> dict[str, object]:
    pairs = zip(record.fields, values, strict=True)
    return {name: value for field, value in pairs for name in field.names}
