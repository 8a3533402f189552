"""The lists of a period as an Excel file: the groups, and every student by name."""

from __future__ import annotations

from toolkit.files.printed_sheets import Sheet, workbook_of
from toolkit.messages import Message, Translator
from toolkit.paper.facts import Facts
from toolkit.paper.groups import heading


def lists_of(facts: Facts, translate: Translator) -> bytes:
    """The workbook. School, class and days stand on each of its sheets."""
    title = heading(facts, translate)
    return workbook_of(
        [
            Sheet(translate(Message("Groups")), title, _groups(facts, translate)),
            Sheet(translate(Message("Students")), title, _students(facts, translate)),
        ]
    )


def _groups(facts: Facts, translate: Translator) -> list[list[str]]:
    """One row a pair."""
    headings = (Message("Group"), Message("Pair"), Message("Students"))
    rows = [[translate(words) for words in headings]]
    for group in facts.groups:
        rows += [
            [group.label, label, ", ".join(names)]
            for label, names in zip(group.pair_labels, group.pairs, strict=True)
        ]
    return rows


def _students(facts: Facts, translate: Translator) -> list[list[str]]:
    """One row a student, in the order of their names."""
    headings = (Message("Student"), Message("Partner"), Message("Group"), Message("Pair"))
    rows = [
        [name, ", ".join(pair[:at] + pair[at + 1 :]), group.label, label]
        for group in facts.groups
        for label, pair in zip(group.pair_labels, group.pairs, strict=True)
        for at, name in enumerate(pair)
    ]
    return [[translate(words) for words in headings], *sorted(rows, key=_by_name)]


def _by_name(row: list[str]) -> str:
    return row[0].casefold()
