"""The evaluation's form out of TOML, as a school or VIP Makkerskap writes it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import toolkit.evaluation
from toolkit.evaluation.form import Answer, Form, Item, Published, Role, plain
from toolkit.files.limits import MOST_FORM_BYTES
from toolkit.files.sources import Readable
from toolkit.files.toml_positions import KeyPath
from toolkit.files.toml_values import Table, TomlValues, Words
from toolkit.messages import Language, Message

SHIPPED = Path(toolkit.evaluation.__file__).with_name("makkerskap.toml")
"""The form that is used where no other is given; a copy of it is a good beginning."""

_LANGUAGES = tuple(language.value for language in Language)
_MOST_N = 1_000_000
_WORDS = Words(
    no_text=Message("This is no plain text. Save the form as a file of text, and try again."),
    too_large=Message("The file is larger than any form. Choose the form itself."),
    syntax=Message(
        "The form cannot be read from here on. Look for a quotation mark, a comma or a bracket "
        "that is missing, or a heading that stands twice."
    ),
    unknown=Message("{key} is nothing that a form has."),
)


@cache
def shipped_form() -> Form:
    """The questions of the programme's leaflet, with the figures that are published there."""
    return read_form(SHIPPED)


def read_form(source: Readable) -> Form:
    """The questions in a TOML file, their answers, and the figures to hold them against.

    Raises ``InputError`` with line and column for whatever cannot be understood.
    """
    toml = TomlValues.of(source, MOST_FORM_BYTES, _WORDS)
    return _Reader(toml).form(toml.document)


@dataclass(frozen=True)
class _Reader:
    """Turns the values of a TOML document into a form, and knows where each stands."""

    toml: TomlValues

    def form(self, document: Table) -> Form:
        self.toml.know(document, (), ("scale", "item"))
        scales = {
            name: self.answers(self.toml.table(self.toml.table(document, "scale"), name), name)
            for name in self.toml.table(document, "scale")
        }
        items: list[Item] = []
        for table, path in zip(*self.toml.tables(document, "item"), strict=True):
            item = self.item(table, path, scales)
            self.refuse_twice(item.spellings, [one.spellings for one in items], path)
            items.append(item)
        if not items:
            raise self.toml.error(
                Message("The form has no questions: write one under [[item]]."), ()
            )
        return Form(tuple(items))

    def answers(self, table: Table, name: str) -> tuple[Answer, ...]:
        path: KeyPath = ("scale", name)
        self.toml.know(table, path, ("answers",))
        listed, paths = self.toml.tables(table, "answers")
        answers: list[Answer] = []
        for one, end in zip(listed, paths, strict=True):
            spot = (*path, *end)
            answer = self.answer(one, spot)
            self.refuse_twice(answer.spellings, [other.spellings for other in answers], spot)
            answers.append(answer)
        agreeing = sum(answer.is_agreeing for answer in answers)
        if not 0 < agreeing < len(answers):
            raise self.toml.error(
                Message("Some of the answers must agree (agrees = true), and not all of them."),
                path,
            )
        return tuple(answers)

    def answer(self, table: Table, path: KeyPath) -> Answer:
        self.toml.know(table, path, ("key", *_LANGUAGES, "agrees", "also"))
        return Answer(
            self.text(table, path, "key"),
            tuple(self.text(table, path, language) for language in _LANGUAGES),
            self.toml.yes_or_no(table.get("agrees", False), (*path, "agrees")),
            self.also(table, path),
        )

    def item(self, table: Table, path: KeyPath, scales: dict[str, tuple[Answer, ...]]) -> Item:
        self.toml.know(table, path, ("key", "role", "scale", *_LANGUAGES, "published", "also"))
        scale = self.text(table, path, "scale")
        if scale not in scales:
            raise self.toml.error(
                Message("Choose one of these: {choices}.", choices=list(scales)), (*path, "scale")
            )
        published = self.toml.array(table.get("published", []), (*path, "published"))
        return Item(
            self.text(table, path, "key"),
            self.toml.choice(Role, table.get("role", Role.STUDENT.value), (*path, "role")),
            tuple(self.text(table, path, language) for language in _LANGUAGES),
            scales[scale],
            tuple(
                self.published(one, (*path, "published", index))
                for index, one in enumerate(published)
            ),
            self.also(table, path),
        )

    def published(self, value: object, path: KeyPath) -> Published:
        if not isinstance(value, dict):
            example = "{ share = 0.9, n = 72 }"
            raise self.toml.error(
                Message("A figure belongs here: {example}.", example=example), path
            )
        self.toml.know(value, path, ("share", "n", "who", "years"))
        share = value.get("share")
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise self.toml.error(Message("A share from 0 to 1 belongs here."), (*path, "share"))
        return Published(
            float(share),
            self.toml.number(value.get("n"), (*path, "n"), most=_MOST_N),
            self.toml.text_of(value.get("who", ""), (*path, "who")),
            self.toml.text_of(value.get("years", ""), (*path, "years")),
        )

    def also(self, table: Table, path: KeyPath) -> tuple[str, ...]:
        listed = self.toml.array(table.get("also", []), (*path, "also"))
        return tuple(
            self.toml.text_of(one, (*path, "also", index)) for index, one in enumerate(listed)
        )

    def text(self, table: Table, path: KeyPath, key: str) -> str:
        """What is said there, and something must be; a language may be left to bokmål."""
        if key in _LANGUAGES and key not in table:
            key = Language.NB.value
        if key not in table:
            raise self.toml.error(Message("{key} is missing here.", key=key), path)
        text = self.toml.text_of(table[key], (*path, key)).strip()
        if not plain(text):
            raise self.toml.error(Message("This must not be empty."), (*path, key))
        return text

    def refuse_twice(
        self, spellings: tuple[str, ...], others: list[tuple[str, ...]], path: KeyPath
    ) -> None:
        """One that could be taken for another would be counted as that."""
        own = set(map(plain, spellings))
        if any(own & set(map(plain, one)) for one in others):
            raise self.toml.error(Message("This has the same words as another one above it."), path)
