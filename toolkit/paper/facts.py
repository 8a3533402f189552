"""All that the papers are told of a class. They are made of this and of nothing else.

No rule, no wish, no attribute and no id is among it, nor any other period than the one on paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.given import period_of
from toolkit.messages import Message
from toolkit.names import tidy
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.short_names import short_names

_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

type Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A makkergruppe: what it and each of its pairs is called, and the names in them."""

    label: str
    pair_labels: Names
    pairs: tuple[Names, ...]

    @property
    def names(self) -> Names:
        """Everyone in it."""
        return tuple(name for pair in self.pairs for name in pair)


@dataclass(frozen=True, slots=True)
class Facts:
    """A period of a class, as ``when`` calls it. The dates are None where no calendar was given.

    ``names`` and ``short_names``, what the class calls each other, are by id, which stays here.
    """

    school: str
    school_class: str
    when: Message
    period: int
    starts: date | None
    ends: date | None
    groups: tuple[GroupFacts, ...]
    names: Mapping[str, str]
    short_names: Mapping[str, str]


def facts_of(
    plan: Plan, number: int, roster: Roster | None = None, school: str = "", school_class: str = ""
) -> Facts:
    """What may stand on paper of a period, by the names in the class list where there is one.

    The class is called what is given, else what the plan calls it, else what the list does. Raises
    ``InputError`` where the plan has no such period.
    """
    period = period_of(plan if roster is None else plan.of(roster), number)
    bare = Roster(tuple(_bare(student) for student in period.students))
    names = {student.id: readable(bare.label(student)) for student in bare}
    short = {key: readable(name) for key, name in short_names(bare).items()}
    classes = () if roster is None else roster.classes
    listed = classes[0] if len(classes) == 1 else ""
    return Facts(
        readable(school),
        readable(school_class or plan.school_class or listed),
        period.heading,
        period.number,
        period.starts,
        period.ends,
        tuple(
            GroupFacts(
                readable(group.label),
                tuple(readable(pair.label) for pair in group.pairs),
                tuple(tuple(names[one.id] for one in pair.students) for pair in group.pairs),
            )
            for group in period.groups
        ),
        names,
        short,
    )


def readable(text: str) -> str:
    """The text as it can stand in any document: what no file can hold is a question mark."""
    return _NO_XML.sub("?", tidy(text))


def _bare(student: Student) -> Student:
    """The student without attributes, by which namesakes could be told apart on paper."""
    return Student(student.id, student.name or student.id, student.school_class)
