"""What the cells of a column are like: names, or a few values that part a class."""

import re
from collections.abc import Sequence

from toolkit.rules import SMALLEST_CLASS

MOST = 0.8
"""Of the rows or cells, for what they are like to be what the list is like."""

_MOST_NAMES = 6
_MOST_LOWER = 2  # words of a name that is typed without a capital
_SENTENCE = re.compile(r"[|:;!?\d]|\.$")
_INITIAL = re.compile(r"[^\W\d_]\.$")
_LONGEST = 30
_MOST_WORDS = 4
_YES_NO = re.compile(
    r"ja|nei|nej|nein|yes|no|y|n|x|v|true|false|sann|usann|sant|usant|[01✓✔☑☒✗-]", re.IGNORECASE
)
_DECIMAL = re.compile(r"-?\d+[.,]\d+%?|\d+\s?%")


def like_a_name(cell: str) -> bool:
    """Whether a lone cell may be a name and not a sentence: "Ida van der Berg", "Espen A."."""
    words = cell.split()
    if not any(map(str.isalpha, cell)) or len(words) > _MOST_NAMES:
        return False
    if words[-1][0].islower() and not (words[0][0].islower() and len(words) <= _MOST_LOWER):
        return False
    return not _SENTENCE.search(_INITIAL.sub("", cell))


def own_names(cells: Sequence[str]) -> bool:
    """Whether nearly everyone has a cell of their own, and all may be names."""
    filled = [cell for cell in cells if cell]
    several = {one.casefold() for one in filled}
    return (
        len(filled) > 1
        and 10 * len(filled) >= 9 * len(cells)
        and all(map(like_a_name, filled))
        and 2 * len(several) > len(filled)
    )


def mostly_spaced(cells: Sequence[str]) -> bool:
    """Whether most of the filled cells are of several words, as whole names are."""
    filled = [cell for cell in cells if cell]
    return 2 * sum(" " in cell for cell in filled) > len(filled)


def part_a_class(cells: Sequence[str]) -> bool:
    """Whether the cells are few short values that several share, as schools and subjects are.

    Where nearly everyone has a value of their own, or all the same, or only yes or no, no rule
    for the class can be meant. Of fewer students than a class has, nothing can be told.
    """
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    if not filled:
        return False
    if any(len(one) > _LONGEST or len(one.split()) > _MOST_WORDS for one in filled):
        return False
    if all(map(_DECIMAL.fullmatch, filled)):
        return False
    if len(cells) < SMALLEST_CLASS:
        return True
    values = {one.casefold() for one in filled}
    if all(map(_YES_NO.fullmatch, filled)):
        return False
    if len(values) == 1 and len(filled) == len(cells):
        return False
    return len(values) <= max(SMALLEST_CLASS - 1, len(filled) // 2)
