"""The one place where text becomes HTML. Every text is escaped here, for names are hostile."""

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_PERCENT = re.compile(r"(?<=\d) %")


def escape(text: str) -> str:
    """The text as HTML shows it, a number and its percent sign on one line."""
    return _PERCENT.sub("\N{NO-BREAK SPACE}%", html.escape(text))


def heading(level: int, text: str, below: str = "", kind: str = "") -> str:
    """A heading, and a sentence below it; the page's title is level 1, a step is level 2."""
    sentence = _element("p", escape(below), "mk-below") if below else ""
    return _element(f"h{level}", escape(text), kind) + sentence


def dated(title: str, name: str, day: str) -> str:
    """The heading of a step, and beside it the day; ``name`` is read on paper alone."""
    named = _element("span", escape(name), "mk-printed")
    return _element("h2", escape(title)) + _element("p", f"{named} {escape(day)}", "mk-day")


def paragraph(text: str, kind: str = "mk-text") -> str:
    """A paragraph of plain text."""
    return _element("p", escape(text), kind)


def status(text: str, kind: str = "mk-status") -> str:
    """Text that a screen reader says when it changes."""
    return f'<div role="status" class="{escape(kind)}">{escape(text)}</div>'


def note(texts: Sequence[str], kind: str, items: Sequence[str] = ()) -> str:
    """A framed text, or several and a list below them.

    ``kind`` is ``good``, ``warning``, ``danger`` or ``quiet``.
    """
    role = "alert" if kind == "danger" else "status"
    body = "".join(_element("p", escape(text)) for text in texts)
    return f'<div role="{role}" class="mk-note mk-{escape(kind)}">{body}{bullets(items)}</div>'


def table(
    caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], kind: str = ""
) -> str:
    """A table with a caption for screen readers; the first cell of a row names it.

    Each cell knows its column's heading, for a narrow screen that has one below the other.
    """
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(_row(header, row) for row in rows)
    kinds = f"mk-table {escape(kind)}".strip()
    return (
        f'<div class="{kinds}" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table>'
        f'<caption class="mk-unseen">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


class Field(NamedTuple):
    """One cell of a board: what kind it is of (which gives it a colour), its text, what is told."""

    kind: str
    text: str
    told: str


def board(
    caption: str,
    corner: str,
    columns: Iterable[tuple[str, str]],
    rows: Iterable[tuple[tuple[str, str], Iterable[Field]]],
    kind: str,
) -> str:
    """A large table in a box that scrolls, in which the names of rows and columns stay in sight.

    Each of those is a short name and the whole one; ``corner`` says what the rows are.
    """
    head = "".join(_named("col", *names) for names in columns)
    body = "".join(
        f"<tr>{_named('row', *names)}{''.join(map(_field, fields))}</tr>" for names, fields in rows
    )
    return (
        f'<div class="mk-table mk-board-table {escape(kind)}" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table>'
        f'<caption class="mk-unseen">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{escape(corner)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def legend(entries: Iterable[tuple[str, str]]) -> str:
    """What the kinds of a board's cells mean, each beside its colour."""
    body = "".join(
        f'<li><i class="mk-is-{escape(kind)}" aria-hidden="true"></i>{escape(words)}</li>'
        for kind, words in entries
    )
    return f'<ul class="mk-legend">{body}</ul>'


def facts(items: Iterable[tuple[str, str]]) -> str:
    """A few figures with what they mean below, side by side."""
    body = "".join(
        f"<div><dd>{escape(figure)}</dd><dt>{escape(meaning)}</dt></div>"
        for figure, meaning in items
    )
    return f'<dl class="mk-facts">{body}</dl>'


def bullets(texts: Sequence[str]) -> str:
    """A list of sentences; nothing where there are none."""
    if not texts:
        return ""
    return _element("ul", "".join(_element("li", escape(text)) for text in texts))


def items(texts: Iterable[str], kind: str) -> str:
    """A list of short texts."""
    return _element("ul", "".join(_element("li", escape(text)) for text in texts), kind)


def cards(made: Iterable[str], kind: str) -> str:
    """A list of what is marked up already, a card each."""
    return _element("ol", "".join(_element("li", one) for one in made), kind)


def titled_list(title: str, texts: Sequence[str]) -> str:
    """A list of sentences below what they are."""
    return _element("h4", escape(title)) + bullets(texts)


def rule_line(names: str, words: str) -> str:
    """A rule in words, the names first."""
    return f"<p><strong>{escape(names)}</strong> {escape(words)}</p>"


def waiting(label: str) -> str:
    """A bar that moves to and fro, for work whose end nobody can tell."""
    return f'<progress aria-label="{escape(label)}"></progress>'


def progress(label: str, done: int, all: int) -> str:
    """A bar that fills, for work that is counted."""
    return f'<progress aria-label="{escape(label)}" value="{done}" max="{all}"></progress>'


def drawing(picture: str, label: str) -> str:
    """A picture (SVG) as wide as there is room for; a narrow page scrolls it."""
    return (
        f'<div class="mk-drawing" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"{picture}</div>"
    )


def image(content: bytes, label: str) -> str:
    """A picture (PNG), and what it is of for those who do not see it."""
    code = b64encode(content).decode()
    return f'<img class="mk-picture" alt="{escape(label)}" src="data:image/png;base64,{code}">'


def _named(scope: str, short: str, whole: str) -> str:
    told = f' title="{escape(whole)}"' if whole != short else ""
    return f'<th scope="{scope}"{told}><span>{escape(short)}</span></th>'


def _field(field: Field) -> str:
    kind, text, told = map(escape, field)
    return f'<td class="mk-is-{kind}" title="{told}">{text}</td>'


def _row(header: Sequence[str], cells: Sequence[str]) -> str:
    first, *rest = cells
    fields = "".join(
        f'<td data-heading="{escape(heading)}">{escape(cell)}</td>'
        for heading, cell in zip(header[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{escape(first)}</th>{fields}</tr>'


def _element(tag: str, escaped: str, kind: str = "") -> str:
    attribute = f' class="{escape(kind)}"' if kind else ""
    return f"<{tag}{attribute}>{escaped}</{tag}>"
