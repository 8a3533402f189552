"""The paragraphs of a Word file, in their order, and what a template says in them.

What is wrong is told with the paragraph in which it stands, before the whole is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from toolkit.messages import Message
from toolkit.paper.expressions import NotAllowed, Sandbox

_MOST_TAGS, _LONGEST_TAG, _MOST_BRACES = 500, 200, 4_000
_LONG = f".{{0,{_LONGEST_TAG}}}?"  # a bound, or many beginnings without an end take for ever
_TAG = re.compile(rf"\{{\{{{_LONG}\}}\}}|\{{%{_LONG}%\}}|\{{#{_LONG}#\}}")
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")
_PREFIX = re.compile(r"(?<=\{[{%#])(?:p|tr|tc|r) ")
_OPENED = re.compile(r"\{[{%#]|[%#}]\}")
_TOO_MANY = Message("There are far more fields than a template has.")
_CLOSES = {"endfor": "for", "endif": "if"}
_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " "})


def paragraphs_in(content: bytes) -> list[str]:
    """The text of each paragraph of a part. Raises ``NotAllowed`` for a field outside the text."""
    return _Reader().read(content)


def refuse_unfit(paragraphs: list[str]) -> None:
    """Raise ``NotAllowed``, with the number of the paragraph, for what no template may say."""
    if sum(text.count("{") for text in paragraphs) > _MOST_BRACES:
        raise NotAllowed(1, _TOO_MANY)
    tags = [
        (number, tag)
        for number, text in enumerate(paragraphs, start=1)
        for tag in _tags(number, text)
    ]
    if len(tags) > _MOST_TAGS:
        raise NotAllowed(1, _TOO_MANY)
    _refuse_unclosed(tags)
    lines = [_PREFIX.sub("", text.translate(_TYPOGRAPHIC)) for text in paragraphs]
    Sandbox().parse("\n".join(" ".join(line.split()) for line in lines))


def _tags(number: int, text: str) -> Iterator[str]:
    """The fields, loops and conditions in a paragraph, each whole."""
    rest = _TAG.sub("", text)
    if _OPENED.search(rest):
        message = Message("A field begins or ends here, and its other braces are missing.")
        raise NotAllowed(number, message)
    for tag in _TAG.findall(text):
        yield _PREFIX.sub("", tag)


def _refuse_unclosed(tags: list[tuple[int, str]]) -> None:
    """Every loop and every condition ends, in the order in which they began."""
    open_: list[tuple[int, str, str]] = []
    for number, tag in tags:
        found = _WORD.match(tag)
        word = found[1] if found else ""
        if word in _CLOSES.values():
            open_.append((number, word, tag))
        elif word in _CLOSES:
            if not open_ or open_[-1][1] != _CLOSES[word]:
                message = Message("{tag} ends nothing that has begun before it.", tag=tag)
                raise NotAllowed(number, message)
            open_.pop()
    if open_:
        number, word, tag = open_[-1]
        end = f"{{% end{word} %}}"
        raise NotAllowed(
            number, Message("{tag} is never ended: {end} is missing.", tag=tag, end=end)
        )


@dataclass
class _Reader:
    """Collects the text of paragraphs; a paragraph may stand in another, as in a text box."""

    depth: int = 0

    def read(self, content: bytes) -> list[str]:
        self._found: list[str] = []
        self._open: list[int] = []
        self._in_text = False
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)
        return self._found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        for value in attributes.values():
            self._refuse_field(value)
        if name == "w:p":
            self._found.append("")
            self._open.append(len(self._found) - 1)
        self._in_text = name == "w:t"

    def _end(self, name: str) -> None:
        self._in_text = False
        if name == "w:p":
            self._open.pop()

    def _text(self, text: str) -> None:
        if self._in_text and self._open:
            self._found[self._open[-1]] += text
        else:
            self._refuse_field(text)

    def _refuse_field(self, text: str) -> None:
        if _OPENED.search(text) and any(mark in text for mark in ("{{", "{%", "{#")):
            raise NotAllowed(len(self._found) or 1, Message("A field may stand in text alone."))
