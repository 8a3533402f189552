"""The one place where text becomes HTML. Every text is escaped here, for names are hostile."""

from collections.abc import Iterable, Sequence
from html import escape

from ipywidgets import HTML


def heading(level: int, text: str, below: str = "") -> HTML:
    """A heading, and a sentence below it; the page's title is level 1, a step is level 2."""
    sentence = _element("p", escape(below), "mk-below") if below else ""
    return HTML(_element(f"h{level}", escape(text)) + sentence)


def paragraph(text: str, kind: str = "mk-text") -> HTML:
    """A paragraph of plain text."""
    return HTML(_element("p", escape(text), kind))


def status(text: str, kind: str = "mk-status") -> HTML:
    """Text that a screen reader says when it changes; change it with ``say``."""
    widget = HTML()
    say(widget, text, kind)
    return widget


def say(widget: HTML, text: str, kind: str = "mk-status") -> None:
    """Put another text into a status."""
    widget.value = f'<div role="status" class="{escape(kind)}">{escape(text)}</div>'


def note(texts: Sequence[str], kind: str, items: Sequence[str] = ()) -> HTML:
    """A framed text, or several and a list below them.

    ``kind`` is ``good``, ``warning``, ``danger`` or ``quiet``.
    """
    role = "alert" if kind == "danger" else "status"
    body = "".join(_element("p", escape(text)) for text in texts)
    return HTML(
        f'<div role="{role}" class="mk-note mk-{escape(kind)}">{body}{_bullets(items)}</div>'
    )


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> HTML:
    """A table with a caption for screen readers; the first cell of a row names it."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(_row(row) for row in rows)
    return HTML(
        '<div class="mk-table" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table>'
        f'<caption class="mk-unseen">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def facts(items: Iterable[tuple[str, str]]) -> HTML:
    """A few figures with what they mean below, side by side."""
    body = "".join(
        f"<div><dd>{escape(figure)}</dd><dt>{escape(meaning)}</dt></div>"
        for figure, meaning in items
    )
    return HTML(f'<dl class="mk-facts">{body}</dl>')


def bullets(texts: Sequence[str]) -> HTML:
    """A list of sentences."""
    return HTML(_bullets(texts))


def rule_line(names: str, words: str) -> HTML:
    """A rule in words, the names first."""
    return HTML(f"<p><strong>{escape(names)}</strong> {escape(words)}</p>")


def waiting(label: str) -> HTML:
    """A bar that moves to and fro, for work whose end nobody can tell."""
    return HTML(f'<progress aria-label="{escape(label)}"></progress>')


def _bullets(texts: Sequence[str]) -> str:
    if not texts:
        return ""
    return _element("ul", "".join(_element("li", escape(text)) for text in texts))


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return (
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(_element("td", escape(cell)) for cell in rest)
        + "</tr>"
    )


def _element(tag: str, escaped: str, kind: str = "") -> str:
    attribute = f' class="{escape(kind)}"' if kind else ""
    return f"<{tag}{attribute}>{escaped}</{tag}>"
