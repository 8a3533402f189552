"""Rules into TOML, the students by name where the name is theirs alone."""

import os
from collections.abc import Iterable

from toolkit.files.atomic import write_whole
from toolkit.files.strangers import refuse_strangers
from toolkit.people import Roster
from toolkit.rules import Rules, Scope
from toolkit.values import only


def write_rules(rules: Rules, roster: Roster, path: str | os.PathLike[str]) -> None:
    """Write the rules as TOML.

    Raises ``InputError`` for rules that name someone or something that the roster has not.
    """
    only(rules, Rules, "rules")
    only(roster, Roster, "roster")
    refuse_strangers(rules, roster)
    write_whole(path, rules_to_toml(rules, roster).encode())


def rules_to_toml(rules: Rules, roster: Roster) -> str:
    """The rules as the TOML text that ``read_rules`` reads."""
    import tomli_w

    def words(students: Iterable[str]) -> list[str]:
        return [_word(student, roster) for student in students]

    parts: list[tuple[str, dict[str, object]]] = [
        ("", {"interval_weeks": rules.interval_weeks, "group_shape": rules.group_shape.value})
    ]
    acquainted: dict[str, object] = {}
    if rules.acquainted.attributes:
        acquainted["attributes"] = list(rules.acquainted.attributes)
    if rules.acquainted.groups:
        acquainted["groups"] = [words(group) for group in rules.acquainted.groups]
    if acquainted:
        parts.append(("[acquainted]\n", acquainted))
    for apart in rules.keep_apart:
        table: dict[str, object] = {"students": words(apart.students)}
        if apart.scope is not Scope.GROUP:
            table["scope"] = apart.scope.value
        parts.append(("[[keep_apart]]\n", table))
    for together in rules.together:
        table = {"students": words(together.students)}
        if together.periods:
            table["periods"] = list(together.periods)
        parts.append(("[[together]]\n", table))
    for seat in rules.seats:
        table = {"students": words(seat.students)}
        table["not_near" if seat.avoid else "near"] = seat.near.value
        if seat.strict:
            table["strict"] = True
        parts.append(("[[seat]]\n", table))
    if rules.balance.attributes:
        parts.append(("[balance]\n", {"attributes": list(rules.balance.attributes)}))
    return "\n".join(header + tomli_w.dumps(table) for header, table in parts)


def _word(student: str, roster: Roster) -> str:
    """The name, where it leads to this student and no other; else the id."""
    known = roster.by_id.get(student)
    return known.name if known and roster.named(known.name) == (known,) else student
