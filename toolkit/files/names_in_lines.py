"""Names as they are typed and pasted: numbered, bulleted, many in a line, with addresses behind."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.files.categories import like_a_name, mostly_spaced
from toolkit.files.class_names import is_group
from toolkit.files.grids import Grid, Row
from toolkit.files.headers import meaning_of

_NUMBER = re.compile(r"\s*\(?\d{1,3}\s?(?:[.):]\)?\s*|\s+[-–]\s*|\s+)(?=[^\W\d_])")
_BULLET = re.compile(
    r"\s*(?:[-–—*•·●○▪■□☐☑✓>→➢➤➔@'‘\"“«\uf0b7]+|[a-zæøå]\)|\[[ xX]?\]|o\s"
    r"|(?:elev|student|pupil)\s)\s*(?=[^\W\d_])",
    re.IGNORECASE,
)
# A dot behind an initial is part of the name.
_TAIL = re.compile(
    r"\s*(?:(?<=[^\W\d_]{2})[.,;:*]|[✓✔☐☑☒□▢'’\"”»]|\(\d{1,3}\)|[-–] ?(?:elev|student|pupil))\s*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\s*(?:<(?:mailto:)?[^<>\s]+@[^<>\s]+>|[(\[](?:mailto:)?[^()\[\]\s]+@[^()\[\]\s]+[)\]])"
)
_LABEL = re.compile(r"\s*[^\W\d_][\w .]{0,25}:\s+(?=[^\W\d_])")
_AND = re.compile(r"\s+(?:og|and|och|und|&)\s+(?=[^\W\d_])")
_BEHIND = re.compile(
    r"([^\d]+?)(?:,|\s[-–])?\s*[(\[]?(\d{1,2}\s?[A-Za-zÆØÅæøå])[)\]]?"
    r"|([^\d]+? [^\d]+?)(?:,\s*|\s+)[(\[]?([JGKMFjgkmf])[)\]]?"
)
_MOST = 2 / 3  # of the cells of a column, for what stands before them to be no part of the names
_QUOTES = "'\"“”‘’«»"


def without_marks(grid: Grid) -> Grid:
    """The sheet without numbers and bullets before its names, and without addresses behind."""
    width = max((len(row.cells) for row in grid.rows), default=0)
    marked = {index: mark for index in range(width) if (mark := _mark(grid.rows, index))}
    tailed = {index for index in range(width) if _is_tailed(grid.rows, index)}
    rows = tuple(
        replace(
            row,
            cells=tuple(
                _plain(cell, marked.get(index), tailed=index in tailed)
                for index, cell in enumerate(row.cells)
            ),
        )
        for row in grid.rows
    )
    return replace(grid, rows=tuple(row for row in rows if row.filled))


def without_address(text: str) -> str:
    """A name without the address behind it: Ida Berg <ida@skole.example>."""
    if "@" not in text or (without := _ADDRESS.sub("", text)) == text:
        return text
    return without.strip(f" {_QUOTES}") or text


def one_a_row(grid: Grid) -> Grid:
    """The names that stand in a line, one below the other; any other sheet as it is."""
    lines = _pairs_apart(grid.rows)
    if not _are_names_in_lines(lines):
        return grid
    rows = tuple(
        Row(row.line, (name,), row.sheet, part)
        for row in lines
        for part, name in enumerate(name for cell in row.cells for name in _names(cell))
    )
    return replace(grid, rows=rows)


def in_columns(grid: Grid) -> Grid:
    """The sheet with the class, or girl or boy, in a column of its own where all names have it."""
    found = [_BEHIND.fullmatch(row.cell(0)) for row in grid.rows if row.filled == 1]
    parts = [[part for part in match.groups() if part] for match in found if match]
    kinds = {part[1].casefold() for part in parts}
    if len(parts) < max(2, len(grid.rows)) or not all(like_a_name(part[0]) for part in parts):
        return grid
    if any(map(str.isalpha, kinds)) and len(kinds) > 2:  # initials
        return grid
    rows = tuple(
        replace(row, cells=tuple(part)) for row, part in zip(grid.rows, parts, strict=True)
    )
    return replace(grid, rows=rows)


def _plain(cell: str, mark: re.Pattern[str] | None, *, tailed: bool) -> str:
    plain = without_address(cell if mark is None else mark.sub("", cell, count=1))
    return _TAIL.sub("", plain) if tailed else plain


def _mark(rows: Sequence[Row], index: int) -> re.Pattern[str] | None:
    """What stands before nearly every cell of a column and is no part of it."""
    cells = _worded(rows, index)
    for mark in (_NUMBER, _BULLET):
        found = [mark.match(cell) for cell in cells]
        kept = [cell for cell, match in zip(cells, found, strict=True) if match]
        rest = [mark.sub("", cell, count=1) for cell in kept]
        if kept and len(kept) >= _MOST * len(cells) and all(map(_may_be_a_name, rest)):
            if mark is _NUMBER and not _counts(kept):
                continue
            return mark
    return None


def _is_tailed(rows: Sequence[Row], index: int) -> bool:
    """Whether nearly every cell of a column ends in a mark, as names that are ticked off do."""
    cells = _worded(rows, index)
    plain = [_TAIL.sub("", cell) for cell in cells]
    if not cells or not all(map(_may_be_a_name, plain)):
        return False
    return sum(one != other for one, other in zip(cells, plain, strict=True)) >= _MOST * len(cells)


def _worded(rows: Sequence[Row], index: int) -> list[str]:
    """The cells of a column that have letters in them."""
    return [row.cell(index) for row in rows if any(map(str.isalpha, row.cell(index)))]


def _may_be_a_name(cell: str) -> bool:
    return len(cell) > 1 and not any(map(str.isdigit, cell))


def _counts(cells: Sequence[str]) -> bool:
    """Whether the numbers before the cells rise, as those of a list do: 8A, 8A, 8B do not."""
    numbers = [int(re.sub(r"\D", "", _NUMBER.match(cell)[0])) for cell in cells]  # type: ignore[index]
    return all(one < other for one, other in pairwise(numbers))


def _are_names_in_lines(rows: Sequence[Row]) -> bool:
    """Whether every cell is a name by itself, several in a line, and no columns are meant."""
    if rows and all(is_group(cell) for cell in rows[0].cells if cell):
        return False
    counts = [row.filled for row in rows]
    few = max(counts, default=0) < 3 and not _are_pairs(rows)
    if few and not (len(rows) == 1 and _AND.search(" ".join(rows[0].cells))):
        return False
    names = [name for row in rows for cell in row.cells for name in _names(cell)]
    if not all(map(like_a_name, names)) or any(meaning_of(name) for name in names):
        return False
    if len(rows) == 1:
        return True
    return mostly_spaced(names) or len(set(counts)) > 1


def _are_pairs(rows: Sequence[Row]) -> bool:
    """Whether two whole names stand in nearly every row, and not a student and a parent."""
    pairs = [[cell.split() for cell in row.cells if cell.strip()] for row in rows]
    whole = [len(words) > 1 for pair in pairs for words in pair]
    kin = sum(len(pair) == 2 and pair[0][-1] == pair[1][-1] for pair in pairs)
    names = [" ".join(words) for pair in pairs for words in pair]
    several = len(rows) > 1 and len(names) > len(rows)
    return several and all(whole) and 3 * kin < len(rows) and len(set(names)) == len(names)


def _pairs_apart(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with two names in two cells, where "Ida Berg, Nora Dahl" stands in every cell."""
    cells = [row.cells[0].split(",") if row.filled == len(row.cells) == 1 else [] for row in rows]
    whole = all(len(one) == 2 and all(" " in part.strip() for part in one) for one in cells)
    if not whole or len(rows) < 2:
        return rows
    return [
        replace(row, cells=tuple(map(str.strip, one))) for row, one in zip(rows, cells, strict=True)
    ]


def _names(cell: str) -> list[str]:
    plain = _LABEL.sub("", cell, count=1).strip().removesuffix(".")
    return [name.strip() for name in _AND.split(plain) if name.strip()]
