"""Rules in and out of TOML. Students stand there by id or by name, as the user likes."""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from toolkit.errors import InputError, Spot
from toolkit.files.atomic import write_whole
from toolkit.files.headers import attribute_called
from toolkit.files.identity import refuse_identity_number
from toolkit.files.limits import MOST_RULES_BYTES
from toolkit.files.sources import Readable, opened
from toolkit.files.toml_positions import KeyPath, Positions, positions
from toolkit.messages import Message
from toolkit.people import Roster, did_you_mean
from toolkit.rules import (
    LONGEST_INTERVAL,
    MOST_PARTNERS,
    Acquainted,
    Balance,
    GroupShape,
    KeepApart,
    Rules,
    Scope,
    Together,
    Written,
)
from toolkit.values import only

_LATEST_PERIOD = 1_000
_LARGEST_ID = 10**18
_MOST_PARTS = 20
_TEXT_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_SYNTAX = Message(
    "The rules cannot be read from here on. Look for a quotation mark, a comma or "
    "a bracket that is missing, or a heading that stands twice."
)
_SYNTAX_PLACE = re.compile(r"at line (\d+), column (\d+)")

type Table = Mapping[str, object]


def read_rules(source: Readable, roster: Roster) -> Rules:
    """The rules in a TOML file, its students looked up in the whole roster.

    Where one class of several is planned, ``rules.for_class(...)`` keeps what concerns it.
    Raises ``InputError`` with line and column for whatever cannot be understood.
    """
    upload = opened(source)
    if len(upload.content) > MOST_RULES_BYTES:
        raise InputError(
            Message("The file is larger than any list of rules. Choose the rules themselves."),
            Spot(upload.name),
        )
    text = upload.text()
    _refuse_long_keys(upload.name, text)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers too long, brackets too deep
        raise InputError(_SYNTAX, _syntax_spot(upload.name, text, str(error))) from None
    return _Reader(upload.name, positions(text), roster).rules(document)


def _refuse_long_keys(file: str, text: str) -> None:
    # The time that TOML takes grows with the square of a key's parts: a.b.c
    for number, line in enumerate(text.splitlines(), start=1):
        if _TEXT_OR_COMMENT.sub("", line).count(".") > _MOST_PARTS:
            raise InputError(_SYNTAX, Spot(file, number, 1))


def _syntax_spot(file: str, text: str, error: str) -> Spot:
    if found := _SYNTAX_PLACE.search(error):
        return Spot(file, int(found[1]), int(found[2]))
    lines = text.splitlines() or [""]
    return Spot(file, len(lines), len(lines[-1]) + 1)


@dataclass(frozen=True)
class _Reader:
    """Turns the values of a TOML document into rules, and knows where each stands."""

    file: str
    positions: Positions
    roster: Roster

    def rules(self, document: Table) -> Rules:
        self.know(document, (), Rules.__dataclass_fields__)
        shape = document.get("group_shape", GroupShape.FIVE.value)
        return Rules(
            interval_weeks=self.number(
                document.get("interval_weeks", 3), ("interval_weeks",), most=LONGEST_INTERVAL
            ),
            group_shape=self.choice(GroupShape, shape, ("group_shape",)),
            keep_apart=tuple(map(self.keep_apart, *self.tables(document, "keep_apart"))),
            together=tuple(map(self.together, *self.tables(document, "together"))),
            acquainted=self.acquainted(self.table(document, "acquainted")),
            balance=self.balance(self.table(document, "balance")),
        )

    def keep_apart(self, table: Table, path: KeyPath) -> KeepApart:
        self.know(table, path, ("students", "scope"))
        students, written = self.students(table, path)
        scope = table.get("scope", Scope.GROUP.value)
        return KeepApart(students, self.choice(Scope, scope, (*path, "scope")), written)

    def together(self, table: Table, path: KeyPath) -> Together:
        self.know(table, path, ("students", "periods"))
        students, written = self.students(table, path)
        spot = (*path, "students")
        if len(students) > MOST_PARTNERS:
            raise self.error(Message("At most three students can be makkere."), spot)
        if len({self.roster.by_id[student].school_class for student in students}) > 1:
            raise self.error(
                Message("These students are in different classes, so they cannot be makkere."),
                spot,
            )
        periods = self.array(table.get("periods", []), (*path, "periods"))
        return Together(
            students,
            tuple(
                self.number(period, (*path, "periods", index), most=_LATEST_PERIOD)
                for index, period in enumerate(periods)
            ),
            written,
        )

    def acquainted(self, table: Table) -> Acquainted:
        path = ("acquainted",)
        self.know(table, path, ("attributes", "groups"))
        groups = self.array(table.get("groups", []), (*path, "groups"))
        return Acquainted(
            self.attributes(table, path),
            tuple(
                self.several(group, (*path, "groups", index))[0]
                for index, group in enumerate(groups)
            ),
        )

    def balance(self, table: Table) -> Balance:
        self.know(table, ("balance",), ("attributes",))
        return Balance(self.attributes(table, ("balance",)))

    def students(self, table: Table, path: KeyPath) -> tuple[tuple[str, ...], Written]:
        """The ids of a rule's students, and how the user wrote the rule."""
        if "students" not in table:
            raise self.error(Message('Name the students here: students = ["…", "…"].'), path)
        ids, words = self.several(table["students"], (*path, "students"))
        return ids, Written(words, self.spot(path).line)

    def several(self, value: object, path: KeyPath) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of two or more different students, and the user's words for them."""
        ids: list[str] = []
        words: list[str] = []
        for index, word in enumerate(self.array(value, path)):
            here = (*path, index)
            words.append(self.text(word, here))
            ids.append(self.student(words[-1], here))
            if ids[-1] in ids[:-1]:
                raise self.error(
                    Message("{student} stands twice in this list.", student=word), here
                )
        if len(ids) < 2:
            raise self.error(Message("At least two students belong here."), path)
        return tuple(ids), tuple(words)

    def student(self, word: str, path: KeyPath) -> str:
        """The id of the one student whose id or name this is."""
        refuse_identity_number(word, self.spot(path))
        with self.at(self.spot(path)):
            return self.roster.student(word).id

    def attributes(self, table: Table, path: KeyPath) -> tuple[str, ...]:
        """The names of attributes, as the roster calls them."""
        path = (*path, "attributes")
        return tuple(
            self.attribute(self.text(word, (*path, index)), (*path, index))
            for index, word in enumerate(self.array(table.get("attributes", []), path))
        )

    def attribute(self, word: str, path: KeyPath) -> str:
        refuse_identity_number(word, self.spot(path))
        with self.at(self.spot(path)):
            return attribute_called(word, self.roster.attributes)

    def know(self, table: Table, path: KeyPath, keys: Iterable[str]) -> None:
        """Refuse a key that means nothing."""
        for key in table:
            if key not in keys:
                refuse_identity_number(key, self.spot_of_key((*path, key)))
                message = Message("{key} is no rule.", key=key)
                raise InputError(
                    did_you_mean(message, key, ((name, name) for name in keys)),
                    self.spot_of_key((*path, key)),
                )

    def table(self, document: Table, key: str) -> Table:
        value = document.get(key, {})
        if not isinstance(value, Mapping):
            raise self.error(Message("Write this as a table: [{key}].", key=key), (key,))
        return value

    def tables(self, document: Table, key: str) -> tuple[list[Table], list[KeyPath]]:
        """The tables of an array of tables, and where they are."""
        value = document.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise self.error(Message("Write each of these rules under [[{key}]].", key=key), (key,))
        return value, [(key, index) for index in range(len(value))]

    def array(self, value: object, path: KeyPath) -> list[object]:
        if not isinstance(value, list):
            raise self.error(Message('A list belongs here: ["…", "…"].'), path)
        return value

    def text(self, value: object, path: KeyPath) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, int) and 0 <= value < _LARGEST_ID:
            refuse_identity_number(str(value), self.spot(path))
            raise self.error(Message('Put this in quotation marks: "{word}".', word=value), path)
        raise self.error(Message("A name or an id in quotation marks belongs here."), path)

    def number(self, value: object, path: KeyPath, most: int | None = None) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.error(Message("A whole number from 1 belongs here."), path)
        if most is not None and value > most:
            raise self.error(Message("At most {most} is allowed here.", most=most), path)
        return value

    def choice[Choice: StrEnum](self, kind: type[Choice], value: object, path: KeyPath) -> Choice:
        if not isinstance(value, str) or value not in set(kind):
            choices = [f'"{choice}"' for choice in kind]
            raise self.error(Message("Choose one of these: {choices}.", choices=choices), path)
        return kind(value)

    @contextmanager
    def at(self, spot: Spot) -> Iterator[None]:
        """Say where the word stands that cannot be understood."""
        try:
            yield
        except InputError as error:
            raise InputError(error.message, spot) from None

    def error(self, message: Message, path: KeyPath) -> InputError:
        return InputError(message, self.spot(path))

    def spot(self, path: KeyPath) -> Spot:
        """Where a value stands, or the nearest thing around it that has a spot."""
        while path and path not in self.positions.values:
            if path in self.positions.keys:
                return self.spot_of_key(path)
            path = path[:-1]
        return Spot(self.file, *self.positions.values[path]) if path else Spot(self.file)

    def spot_of_key(self, path: KeyPath) -> Spot:
        """Where a key or the header of a table stands."""
        return Spot(self.file, *self.positions.keys[path])


def write_rules(rules: Rules, roster: Roster, path: str | os.PathLike[str]) -> None:
    """Write the rules as TOML, the students by name where the name is theirs alone."""
    only(rules, Rules, "rules")
    only(roster, Roster, "roster")
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
    if rules.balance.attributes:
        parts.append(("[balance]\n", {"attributes": list(rules.balance.attributes)}))
    return "\n".join(header + tomli_w.dumps(table) for header, table in parts)


def _word(student: str, roster: Roster) -> str:
    """The name, where it leads to this student and no other; else the id."""
    known = roster.by_id.get(student)
    return known.name if known and roster.named(known.name) == (known,) else student
