"""Names of people and of classes: how they are kept, and when two of them are the same.

Everything that takes a name in, keeps what ``tidy`` makes of it, and nothing compares names but
by what is below it here. What is shown is what was written, but for what nobody can see.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, normalize

# Characters that show nothing, though Unicode does not call them marks of format.
_UNSEEN = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0))
).union(map(chr, range(0xFE00, 0xFE10)), map(chr, range(0xE0100, 0xE01F0)))
_APOSTROPHES, _HYPHENS = "’‘‛ʼʻʹʾʿ′`´＇ꞌ", "‐‑‒–—―−﹣－⁃֊"
_ALIKE = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_HYPHENS, "-")})
_ROUND_HYPHENS = re.compile(r" ?- ?")
_BEFORE_A_LETTER = re.compile(r"(?<=\d)[ ./-]+(?=[^\W\d_])|(?<=[^\W\d_]) (?=\d)")
_BEFORE_A_CLASS = re.compile(
    r"(?:(?:klasse|klass|class|kl)(?:[ .:]+(?=[^\W_])|(?=\d)))?(?:0+(?=[1-9]))?"
)
_WORDS = r"[^\W\d_][^,;:!?@|/\\()]*"
_NICKNAME = r"\([^()]*\)"
_SURNAME_FIRST = re.compile(rf"({_WORDS}(?:{_NICKNAME})?),\s*({_WORDS}(?:{_NICKNAME})?)")
_NICKNAMES = re.compile(rf"\s*{_NICKNAME}\s*")


# A plan says each name over and over again.
_remembered = lru_cache(maxsize=10_000)


@_remembered
def tidy(text: str) -> str:
    """The text as it is kept: in composed letters, single spaces, and nothing that is not seen.

    Soft hyphens, marks of width and direction and the like go; what is nothing but them is empty.

    >>> tidy(" Åse  Berg ")
    'Åse Berg'
    """
    if not (text.isascii() and text.isprintable()):
        seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _is_hidden(c))
        text = normalize("NFC", seen)
        if all(letter == " " or category(letter)[0] == "M" for letter in text):
            return ""
    return " ".join(text.split())


@_remembered
def normalised(text: str) -> str:
    """How names and headings are compared.

    Case, runs of spaces, the kind of an apostrophe or a hyphen, and the characters that letters
    are made of do not count; the letters themselves do.

    >>> normalised("D’Arcy  Anne – Marie") == normalised("d'arcy anne-marie")
    True
    """
    text = tidy(text)
    if not text.isascii():
        text = normalize("NFKC", text.translate(_ALIKE).casefold())
    return " ".join(_ROUND_HYPHENS.sub("-", text).casefold().split())


@_remembered
def class_key(name: str) -> str:
    """How the names of classes are compared: 8A is 8 A, 8a, 8.A, 8/A, 08A and Klasse 8A."""
    named = normalised(name)
    before = _BEFORE_A_CLASS.match(named)
    return _BEFORE_A_LETTER.sub("", named[before.end() :] if before else named)


def class_order(name: str) -> tuple[bool, list[str | int]]:
    """What classes are sorted by: 8A before 10A, and last those without a name.

    >>> sorted(["", "10A", "8B", "8A"], key=class_order)
    ['8A', '8B', '10A', '']
    """
    parts = re.split(r"(\d+)", class_key(name))
    return not name, [int(part) if part.isdecimal() else part for part in parts]


@_remembered
def first_name_first(name: str) -> str:
    """The name in the order in which it is said: "Berg, Ida (Idun)" is Ida (Idun) Berg."""
    turned = _SURNAME_FIRST.fullmatch(name)
    return f"{turned[2]} {turned[1]}" if turned else name


def is_surname_first(name: str) -> bool:
    """Whether this is written as "Berg, Ida"."""
    return _SURNAME_FIRST.fullmatch(tidy(name)) is not None


def without_nickname(name: str) -> str:
    """The name without what stands in brackets, unless that is all of it."""
    return _NICKNAMES.sub(" ", name).strip() or name


def _is_hidden(letter: str) -> bool:
    return letter in _UNSEEN or category(letter) in ("Cf", "Cc")


# Names that are everyday words too, so that "hver dag" names nobody; with a capital they do.
_EVERYDAY = frozenset(
    (
        *("ask", "bjørn", "bo", "dag", "eik", "even", "gro", "hans", "hope", "joy", "live"),
        *("liv", "mai", "mark", "may", "mine", "my", "odd", "per", "rose", "sol", "stein", "storm"),
        *("tor", "will", "vår"),
    )
)
_WORD = re.compile(r"[\w'-]+")


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Whether one of these people is named in a text, by any part of the name, also as Karis.

    >>> names_somebody("mer tid med karis gruppe", ["Kari Berg"])
    True
    """
    parts = {normalised(part) for name in names for part in name.split() if len(part) > 1}
    return any(
        not parts.isdisjoint({word, word.removesuffix("'s"), word.removesuffix("s")})
        for written in _WORD.findall(tidy(text))
        for word in [normalised(written)]
        if written not in _EVERYDAY
    )
