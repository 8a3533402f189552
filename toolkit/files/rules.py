"""Rules out of TOML. Students stand there by id or by name, as the user likes."""

from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.files.headers import attribute_called
from toolkit.files.identity import refuse_identity_number
from toolkit.files.limits import MOST_RULES_BYTES
from toolkit.files.sources import Readable
from toolkit.files.strangers import too_few_students
from toolkit.files.toml_positions import KeyPath
from toolkit.files.toml_values import Table, TomlValues, Words
from toolkit.messages import Message
from toolkit.names import class_key
from toolkit.people import Roster
from toolkit.rules import (
    LONGEST_INTERVAL,
    MOST_PARTNERS,
    Acquainted,
    Balance,
    GroupShape,
    KeepApart,
    Near,
    RuleKind,
    Rules,
    Scope,
    SeatRule,
    Together,
    Written,
)

_HEADINGS = tuple("seat" if name == "seats" else name for name in Rules.__dataclass_fields__)
_LATEST_PERIOD = 1_000
_LARGEST_ID = 10**18
_WORDS = Words(
    no_text=Message("This is no plain text. Save the rules as a file of text, and try again."),
    too_large=Message("The file is larger than any list of rules. Choose the rules themselves."),
    syntax=Message(
        "The rules cannot be read from here on. Look for a quotation mark, a comma or "
        "a bracket that is missing, or a heading that stands twice."
    ),
    unknown=Message("{key} is no rule."),
)


def read_rules(source: Readable, roster: Roster) -> Rules:
    """The rules in a TOML file, its students looked up in the whole roster.

    Where one class of several is planned, ``rules.for_class(...)`` keeps what concerns it.
    Raises ``InputError`` with line and column for whatever cannot be understood.
    """
    toml = TomlValues.of(source, MOST_RULES_BYTES, _WORDS)
    return _Reader(toml, roster).rules(toml.document)


@dataclass(frozen=True)
class _Reader:
    """Turns the values of a TOML document into rules, and knows where each stands."""

    toml: TomlValues
    roster: Roster

    def rules(self, document: Table) -> Rules:
        self.toml.know(document, (), _HEADINGS)
        shape = document.get("group_shape", GroupShape.FIVE.value)
        return Rules(
            interval_weeks=self.toml.number(
                document.get("interval_weeks", 3), ("interval_weeks",), most=LONGEST_INTERVAL
            ),
            group_shape=self.toml.choice(GroupShape, shape, ("group_shape",)),
            keep_apart=tuple(map(self.keep_apart, *self.toml.tables(document, "keep_apart"))),
            together=tuple(map(self.together, *self.toml.tables(document, "together"))),
            acquainted=self.acquainted(self.toml.table(document, "acquainted")),
            balance=self.balance(self.toml.table(document, "balance")),
            seats=tuple(map(self.seat, *self.toml.tables(document, "seat"))),
        )

    def keep_apart(self, table: Table, path: KeyPath) -> KeepApart:
        self.toml.know(table, path, ("students", "scope"))
        students, written = self.students(table, path)
        scope = table.get("scope", Scope.GROUP.value)
        return KeepApart(students, self.toml.choice(Scope, scope, (*path, "scope")), written)

    def together(self, table: Table, path: KeyPath) -> Together:
        self.toml.know(table, path, ("students", "periods"))
        students, written = self.students(table, path)
        spot = (*path, "students")
        if len(students) > MOST_PARTNERS:
            raise self.toml.error(Message("At most three students can be partners."), spot)
        classes = ({*map(class_key, self.roster.by_id[one].classes)} for one in students)
        if not set.intersection(*classes):
            raise self.toml.error(
                Message("These students are in different classes, so they cannot be partners."),
                spot,
            )
        periods = self.toml.array(table.get("periods", []), (*path, "periods"))
        return Together(
            students,
            tuple(
                self.toml.number(period, (*path, "periods", index), most=_LATEST_PERIOD)
                for index, period in enumerate(periods)
            ),
            written,
        )

    def acquainted(self, table: Table) -> Acquainted:
        path = ("acquainted",)
        self.toml.know(table, path, ("attributes", "groups"))
        groups = self.toml.array(table.get("groups", []), (*path, "groups"))
        return Acquainted(
            self.attributes(table, path),
            tuple(
                self.several(group, (*path, "groups", index))[0]
                for index, group in enumerate(groups)
            ),
        )

    def balance(self, table: Table) -> Balance:
        self.toml.know(table, ("balance",), ("attributes",))
        return Balance(self.attributes(table, ("balance",)))

    def seat(self, table: Table, path: KeyPath) -> SeatRule:
        self.toml.know(table, path, ("students", "near", "not_near", "strict"))
        students, written = self.students(table, path, RuleKind.SEAT.fewest)
        if "near" in table and "not_near" in table:
            raise InputError(
                Message("Near or not near: make two rules of it, one for each."),
                self.toml.spot_of_key((*path, "not_near")),
            )
        key = "not_near" if "not_near" in table else "near"
        if key not in table:
            raise self.toml.error(
                Message(
                    "Say where they are to sit, or where not: {near} or {not_near}.",
                    near='near = "front"',
                    not_near='not_near = "window"',
                ),
                path,
            )
        near = self.toml.choice(Near, table[key], (*path, key))
        strict = self.toml.yes_or_no(table.get("strict", False), (*path, "strict"))
        return SeatRule(students, near, key == "not_near", strict, written)

    def students(
        self, table: Table, path: KeyPath, fewest: int = 2
    ) -> tuple[tuple[str, ...], Written]:
        """The ids of a rule's students, and how the user wrote the rule."""
        if "students" not in table:
            raise self.toml.error(Message('Name the students here: students = ["…", "…"].'), path)
        ids, words = self.several(table["students"], (*path, "students"), fewest)
        return ids, Written(words, self.toml.spot(path).line)

    def several(
        self, value: object, path: KeyPath, fewest: int = 2
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of so many or more different students, and the user's words for them."""
        ids: list[str] = []
        words: list[str] = []
        for index, word in enumerate(self.toml.array(value, path)):
            here = (*path, index)
            words.append(self.text(word, here))
            ids.append(self.student(words[-1], here))
            if ids[-1] in ids[:-1]:
                raise self.toml.error(
                    Message("{student} stands twice in this list.", student=word), here
                )
        if len(ids) < fewest:
            raise self.toml.error(too_few_students(fewest), path)
        return tuple(ids), tuple(words)

    def student(self, word: str, path: KeyPath) -> str:
        """The id of the one student whose id or name this is."""
        refuse_identity_number(word, self.toml.spot(path))
        with self.toml.at(self.toml.spot(path)):
            return self.roster.student(word).id

    def attributes(self, table: Table, path: KeyPath) -> tuple[str, ...]:
        """The names of attributes, as the roster calls them."""
        path = (*path, "attributes")
        return tuple(
            self.attribute(self.text(word, (*path, index)), (*path, index))
            for index, word in enumerate(self.toml.array(table.get("attributes", []), path))
        )

    def attribute(self, word: str, path: KeyPath) -> str:
        refuse_identity_number(word, self.toml.spot(path))
        with self.toml.at(self.toml.spot(path)):
            return attribute_called(word, self.roster.attributes)

    def text(self, value: object, path: KeyPath) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, int) and 0 <= value < _LARGEST_ID:
            refuse_identity_number(str(value), self.toml.spot(path))
            raise self.toml.error(
                Message('Put this in quotation marks: "{word}".', word=value), path
            )
        raise self.toml.error(Message("A name or an id in quotation marks belongs here."), path)
