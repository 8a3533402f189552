"""What a notebook shows of a value: one line that counts and names nobody, and a table."""

from collections.abc import Iterable, Sequence
from html import escape

_MOST_ROWS = 200


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 period``, ``28 students``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def line(kind: str, *parts: object) -> str:
    """The line: ``Roster(28 students, 8A)``; what is empty is left out."""
    return f"{kind}({', '.join(str(part) for part in parts if part not in ('', None))})"


def table(caption: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """A table as HTML, everything in it escaped; of a long one the beginning."""
    rows = list(rows)
    left_out = rows[_MOST_ROWS:]
    parts = [
        "<table>",
        f"<caption>{escape(caption)}</caption>",
        f"<thead>{_row('th', header)}</thead>",
        "<tbody>",
        *(_row("td", row) for row in rows[:_MOST_ROWS]),
        *([_row("td", [f"… {len(left_out)} more"])] if left_out else []),
        "</tbody></table>",
    ]
    return "".join(parts)


def _row(tag: str, cells: Iterable[object]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(str(cell))}</{tag}>' for cell in cells)}</tr>"
