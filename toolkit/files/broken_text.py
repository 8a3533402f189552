"""Text that another program broke: mended where there is but one way, else told of."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.files.grids import Grid
from toolkit.messages import Message

_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])[?_{}|\[\]](?=[^\W\d_])|(?<!\S)[?_\\\]](?=[^\W\d_]{2})")
# What Windows-1252 and ISO-8859-2 make of each other's letters: the letters of one where names in
# it never have them (ø, æ and å become ř, ć and ĺ, among consonants), and the signs of the other.
_SIGN = "[¡£¤¥¦©¬®¯±³¶¹¼½¾¿]"
_TAKEN_ACROSS = re.compile(
    r"[ĺĹ]|(?<=[bcdfghjklmnpqrstvwxz])[řć](?=[bcdfghjklmnpqrstvxz]|\b)"
    r"|\b[ŘĆ](?=[bcdfghjklmnpqrstvxyz])|(?<=i)æ\b"
    r"|(?-i:[\u2500-\u259f≈∆√∂∑∏π◊Ωσ])"  # signs that older codes have where letters were
    rf"|(?<![ÃÂ]){_SIGN}(?=[^\W\d_])|(?<=[^\W\d_ÃÂ]){_SIGN}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,4});")
_ERROR = re.compile(
    r"#(?:[A-ZÆØÅÄÖÜ_]+(?:/[A-Z0-9]+)?[!?]?|DIV/0!|GETTING_DATA)|#+|(?:Err|Feil|Fel|Fejl|Fehler):\d+"
)
_FORMULA = re.compile(r"=.*\b[A-Z]{1,3}\$?\d+\b.*")
# What programs write where there is nothing, and the places that a form letter fills.
_NOTHING = re.compile(
    r"n/a|N/A|null|NULL|None|nan|NaN|undefined|TRUE|FALSE|True|False|SANN|USANN|Error|ERROR"
    r"|[{<«%$(\[]{1,2}[\w ]{1,20}[}>»%)\]]{1,2}|\$\w+|=[\w.]+\([\w;, .]*\)"
)
_TAKEN_FOR = ("windows-1252", "mac_roman", "cp850")  # what UTF-8 has been taken for
_MOST_TIMES = 3


def mended(grids: Sequence[Grid]) -> tuple[tuple[Grid, ...], tuple[Message, ...]]:
    """The sheets with their letters as they were meant, and what must be said of it.

    Letters that were taken for two, and the codes of web pages for letters, become what they
    were where all of the file agrees; where a part of it does not, it is told.
    """
    told: list[Message] = []
    for undo in (_undone, _unescaped):
        odd = {cell: undo(cell) for cell in _cells(grids) if not cell.isascii() or "&" in cell}
        broken = {cell for cell, meant in odd.items() if meant is not None}
        if not broken:
            continue
        if undo is _undone and any(odd[cell] is None for cell in odd if not cell.isascii()):
            lines = sorted(
                {row.line for grid in grids for row in grid.rows if broken & {*row.cells}}
            )
            told.append(
                Message(
                    "Letters are garbled by another program: lines {lines}. Export the list "
                    "anew, as Excel or CSV UTF-8, or put the names right.",
                    lines=lines,
                )
            )
            continue
        grids = [_with_cells(grid, odd) for grid in grids]
        told.append(
            Message("Letters that another program had garbled are put right. Look the names over.")
        )
    return tuple(grids), tuple(told)


def is_broken(cell: str) -> bool:
    """Whether a spreadsheet's error or a formula stands where its result should."""
    return _ERROR.fullmatch(cell) is not None or _FORMULA.fullmatch(cell) is not None


def is_no_name(cell: str) -> bool:
    """Whether something stands here that nobody is called: an error, a formula, a number."""
    return bool(cell) and (is_broken(cell) or not any(map(str.isalpha, cell)))


def lost_letters(
    rows: Iterable[tuple[int, Sequence[str]]], *, decoded: bool = True
) -> tuple[Message, ...]:
    """What is said of names in which letters are lost; ``rows`` are lines and their cells.

    Only text that was ``decoded`` from bytes can have been taken for that of another alphabet.
    """
    lost = (_LOST, _TAKEN_ACROSS) if decoded else (_LOST,)
    lines = [
        line for line, cells in rows if any(one.search(cell) for one in lost for cell in cells)
    ]
    if not lines:
        return ()
    return (
        Message(
            "Letters were lost in another program: lines {lines}. Export the list anew, as "
            "Excel or CSV UTF-8, or put the names right.",
            lines=lines,
        ),
    )


def hardly_names(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Message, ...]:
    """What is said of cells for names in which programs have written that there is nothing."""
    lines = [line for line, cells in rows if any(map(_NOTHING.fullmatch, cells))]
    if not lines:
        return ()
    return (
        Message("What stands on these lines is hardly a name: {lines}. Look at them.", lines=lines),
    )


def errors_left(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Message, ...]:
    """What is said of a spreadsheet's errors in columns that rules may speak of."""
    lines = [line for line, cells in rows if any(map(is_broken, cells))]
    if not lines:
        return ()
    return (
        Message("Errors of the spreadsheet are read as empty cells: lines {lines}.", lines=lines),
    )


def _cells(grids: Iterable[Grid]) -> Iterator[str]:
    return (cell for grid in grids for row in grid.rows for cell in row.cells)


def _undone(cell: str) -> str | None:
    """The text that was UTF-8 and was taken for something else; None where it was not."""
    for encoding in _TAKEN_FOR:
        text: str = cell
        for _ in range(_MOST_TIMES):  # it may have been saved so again
            try:
                text = b"".join(_byte(letter, encoding) for letter in text).decode("utf-8")
            except UnicodeError:
                break
            if text.isascii():
                break
        if text != cell:
            return text
    return None


def _byte(letter: str, encoding: str) -> bytes:
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        if encoding != _TAKEN_FOR[0]:
            raise
        return letter.encode("latin-1")  # some bytes have no letter there, and stay


def _unescaped(cell: str) -> str | None:
    if not _ENTITY.search(cell):
        return None
    text = html.unescape(cell)
    return text if text != cell else None


def _with_cells(grid: Grid, meant: Mapping[str, str | None]) -> Grid:
    """The sheet, each cell as it was meant where that is known."""
    rows = (
        replace(row, cells=tuple(meant.get(cell) or cell for cell in row.cells))
        for row in grid.rows
    )
    return replace(grid, rows=tuple(rows))
