"""The one place where text becomes HTML. Every text is escaped here, for names are hostile."""

from collections.abc import Iterable, Sequence
from html import escape


def heading(level: int, text: str, below: str = "") -> str:
    """A heading, and a sentence below it; the page's title is level 1, a step is level 2."""
    sentence = _element("p", escape(below), "mk-below") if below else ""
    return _element(f"h{level}", escape(text)) + sentence


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


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a caption for screen readers; the first cell of a row names it."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(_row(row) for row in rows)
    return (
        '<div class="mk-table" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table>'
        f'<caption class="mk-unseen">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


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


def rule_line(names: str, words: str) -> str:
    """A rule in words, the names first."""
    return f"<p><strong>{escape(names)}</strong> {escape(words)}</p>"


def waiting(label: str) -> str:
    """A bar that moves to and fro, for work whose end nobody can tell."""
    return f'<progress aria-label="{escape(label)}"></progress>'


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
