"""What is said to the user: sentences without a language, and the translators that give them one.

A sentence is written once, in English, where it belongs (``Message("Row {row} …", row=3)``),
travels as a value (in errors, blockers, broken rules) and is put into words at the edge, by
the ``Translator`` that the program or the screen holds. Nothing is translated at import.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache, reduce
from pathlib import Path
from typing import Self

DOMAIN = "makkerskap"
LOCALE_DIR = Path(__file__).parent / "locale"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""As English has them; what ``strftime`` says depends on the machine."""


class Language(StrEnum):
    """The languages of the product, and how numbers and dates are written in each.

    The value is the code in file names and settings, ``label`` what the language calls itself;
    ``decimal`` and ``thousands`` are the signs in numbers.
    """

    NB = "nb", "Bokmål", ",", " ", "{day:02}.{month:02}.{year}"
    NN = "nn", "Nynorsk", ",", " ", "{day:02}.{month:02}.{year}"
    EN = "en", "English", ".", ",", "{day} {word} {year}"

    label: str
    decimal: str
    thousands: str
    _dates: str

    def __new__(
        cls, code: str, label: str = "", decimal: str = "", thousands: str = "", dates: str = ""
    ) -> Self:
        """A language by its code, with its signs and the form of its dates."""
        language = str.__new__(cls, code)
        language._value_ = code
        language.label, language.decimal, language.thousands = label, decimal, thousands
        language._dates = dates
        return language

    def in_words(self, day: date) -> str:
        """A day written out, with the day of the week: tirsdag 25. august 2026."""
        from babel.dates import format_date  # a twentieth of a second, where no day is written

        return format_date(day, "full", "en_GB" if self is Language.EN else self.value)

    def date(self, day: date) -> str:
        """A day: 17.08.2026, 17 Aug 2026."""
        word = _MONTHS[day.month - 1]
        return self._dates.format(day=day.day, month=day.month, year=day.year, word=word)

    def moment(self, at: datetime) -> str:
        """A day and the time of it, where the user is."""
        local = at.astimezone()
        return f"{self.date(local)} {local:%H:%M}"


@dataclass(frozen=True, init=False)
class Message:
    """A sentence for the user, in no language yet.

    ``text`` is the English sentence, with ``{fields}`` that ``values`` fill; a value may
    itself be a ``Message``, a date or a moment, or a list or tuple: words are joined with
    commas, messages, which may have commas of their own, with semicolons. ``many`` is set by
    ``plural``.
    """

    text: str
    values: Mapping[str, object] = field(hash=False)
    many: str | None = None

    def __init__(self, text: str, /, **values: object) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        return Translator(Language.EN)(self)


def plural(one: str, many: str, /, *, n: int, **values: object) -> Message:
    """A message whose wording depends on the number ``n``, which is also a field of it."""
    message = Message(one, n=n, **values)
    object.__setattr__(message, "many", many)
    return message


def one_after_another(first: Message, *rest: Message) -> Message:
    """Several sentences as one message."""
    return reduce(lambda one, other: Message("{one} {other}", one=one, other=other), rest, first)


class Translator:
    """Puts messages into one language. ``translator("Save")``, ``translator(message)``."""

    def __init__(self, language: Language | str) -> None:
        self.language = Language(language)
        self._catalog = _catalog(self.language)

    def __call__(self, message: Message | str, /, **values: object) -> str:
        """The sentence in this translator's language, its fields filled in."""
        if isinstance(message, str):
            message = Message(message, **values)
        if message.many is None:
            text = self._catalog.gettext(message.text)
        else:
            number = message.values["n"]
            assert isinstance(number, int)
            text = self._catalog.ngettext(message.text, message.many, number)
        if not message.values:
            return text
        return text.format(**{key: self._word(value) for key, value in message.values.items()})

    def _word(self, value: object) -> object:
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, list | tuple):
            between = "; " if any(isinstance(item, Message) for item in value) else ", "
            return between.join(str(self._word(item)) for item in value)
        if isinstance(value, datetime):
            return self.language.moment(value)
        if isinstance(value, date):
            return self.language.date(value)
        return value


@lru_cache(maxsize=len(Language))
def _catalog(language: Language) -> gettext.NullTranslations:
    # English is what the sentences are written in, so it has no catalog and falls through.
    return gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)


type Words = Translator | Language | str
"""What gives sentences a language: a translator, or the language by its code."""


def preferred_language(environment: Mapping[str, str]) -> Language:
    """The first language of ours that ``LANGUAGE`` or ``LANG`` asks for, else bokmål."""
    wanted = [*environment.get("LANGUAGE", "").split(":"), environment.get("LANG", "")]
    for locale in wanted:
        code = locale.split(".")[0].split("_")[0].lower()
        if code == "no":
            return Language.NB
        if code in set(Language):
            return Language(code)
    return Language.NB
