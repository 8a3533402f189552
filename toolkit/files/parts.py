"""Several lists in one sheet: side by side, or one below the other under the names of classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.files.categories import MOST, like_a_name, own_names
from toolkit.files.class_names import class_in, is_class, is_group
from toolkit.files.first_rows import TITLE_ROWS, header_index
from toolkit.files.grids import Grid, Row, column_letters
from toolkit.files.headers import NAMES, meaning_of

_MOST_WORDS = 3  # of what a class is called where it stands alone: "Klasse 8 A"


def lists_apart(grid: Grid) -> tuple[Grid, ...]:
    """The lists of a sheet, each with the class that stands above it; one where there is one."""
    beside = _side_by_side(grid)
    if len(beside) > 1:
        return beside
    below = _one_below_the_other(grid)
    return below if len(below) > 1 else (grid,)


def _side_by_side(grid: Grid) -> tuple[Grid, ...]:
    start = header_index(grid.rows)
    if start is not None:
        starts = _starts_of_headings(grid.rows[start], grid.rows[start + 1 :])
        top = start
    else:
        top, starts = _classes_over_names(grid.rows)
    if len(starts) < 2:
        return ()
    ends = [*starts[1:], max(len(row.cells) for row in grid.rows)]
    parts = []
    for first, end in zip(starts, ends, strict=True):
        titles = [row.cell(index) for row in grid.rows[:top] for index in range(first, end)]
        if start is None:
            titles.append(grid.rows[top].cell(first))
        name = next(filter(None, map(class_in, titles)), "")
        if start is None:
            name = name or titles[-1]
        where = "–".join(dict.fromkeys(map(column_letters, (first, end - 1))))
        rows = _cut(grid.rows[top + (start is None) :], first, end)
        parts.append(Grid(grid.file, rows, name or f"{grid.sheet} {where}".strip()))
    return tuple(parts)


def _cut(rows: Sequence[Row], first: int, end: int) -> tuple[Row, ...]:
    cut = (replace(row, cells=row.cells[first:end]) for row in rows)
    return tuple(row for row in cut if row.filled)


def _starts_of_headings(headings: Row, below: Sequence[Row]) -> list[int]:
    """The columns in which lists begin that stand side by side below one row of headings."""
    width = max(len(row.cells) for row in (headings, *below))
    cells = [headings.cell(index).casefold() for index in range(width)]
    blank = [
        index for index in range(width) if not any(row.cell(index) for row in (headings, *below))
    ]
    blocks = list(_runs(width, blank))
    if sum(_has_names(cells[first:end]) for first, end in blocks) > 1:
        return [first for first, end in blocks if _has_names(cells[first:end])]
    first = next(index for index in range(width) if meaning_of(cells[index]) in NAMES)
    again = [index for index in range(width) if cells[index] and cells[index] == cells[first]]
    if len(again) < 2:
        return []
    period = again[1] - again[0]
    start = max(0, again[0] - (width - again[-1] < period) * (period - (width - again[-1])))
    starts = [start + at - again[0] for at in again]
    if period == 1:
        columns = [[row.cell(at) for row in below] for at in again]
        filled = [[cell for cell in column if cell] for column in columns]
        return starts if all(map(own_names, filled)) and _apart(filled) else []
    same = all(
        cells[at + step] == cells[starts[0] + step]
        for at in starts
        for step in range(period)
        if at + step < width
    )
    return starts if same else []


def _apart(columns: Sequence[Sequence[str]]) -> bool:
    """Whether whole names stand in all columns, and no name in two."""
    everyone = [cell for column in columns for cell in column]
    return all(" " in cell for cell in everyone) and len(set(everyone)) == len(everyone)


def _runs(width: int, blank: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of columns between blank ones: their first, and the one behind them."""
    first = 0
    for end in (*blank, width):
        if end > first:
            yield first, end
        first = end + 1


def _has_names(cells: Sequence[str]) -> bool:
    return any(meaning_of(cell) in NAMES for cell in cells)


def _classes_over_names(rows: Sequence[Row]) -> tuple[int, list[int]]:
    """The row with a class over each list, and the columns where these begin."""
    for top, row in enumerate(rows[:TITLE_ROWS]):
        starts = [index for index in range(len(row.cells)) if row.cell(index)]
        if len(starts) < 2:
            continue
        columns = [[one.cell(at) for one in rows[top + 1 :] if one.cell(at)] for at in starts]
        if all(map(is_group, map(row.cell, starts))) and all(map(own_names, columns)):
            return (top, starts) if _apart(columns) else (0, [])
        if all(is_class(row.cell(index)) for index in starts):
            below = [one.cell(index) for one in rows[top + 1 :] for index in starts]
            filled = [cell for cell in below if cell]
            if filled and sum(map(like_a_name, filled)) >= MOST * len(filled):
                return top, starts
    return 0, []


def _one_below_the_other(grid: Grid) -> tuple[Grid, ...]:
    """The lists under rows that hold nothing but a class, with the headings above the first."""
    tops = [index for index, row in enumerate(grid.rows) if _class_alone(row)]
    tops = [top for top in tops if top + 1 < len(grid.rows) and top + 1 not in tops]
    if len(tops) < 2 or tops[0] >= TITLE_ROWS:
        return ()
    shared = header_index(grid.rows)
    above = grid.rows[: tops[0]]
    headings = (grid.rows[shared],) if shared is not None and shared < tops[0] else ()
    if any(row.filled > 1 for row in above if row not in headings):
        return ()
    parts = []
    for top, end in zip(tops, [*tops[1:], len(grid.rows)], strict=True):
        rows = grid.rows[top + 1 : end]
        parts.append(Grid(grid.file, (*headings, *rows), _class_alone(grid.rows[top])))
    return tuple(parts) if len({part.sheet for part in parts}) == len(parts) else ()


def _class_alone(row: Row) -> str:
    """The class of a row in which nothing else stands, or nothing."""
    if len(texts := row.texts) != 1:
        return ""
    cell = texts[0].rstrip(":")
    words = cell.split()
    if len(words) > _MOST_WORDS:
        return ""
    if is_class(cell):
        return class_in(cell) or cell
    return class_in(cell) if any(word.casefold().startswith("klas") for word in words) else ""
