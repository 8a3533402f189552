"""Which of two columns without a heading holds the surnames."""

import re
from collections.abc import Iterable

# How many a surname of the north ends; first names seldom do.
_ENDING = re.compile(
    r".{2,}(?:sen|son|sson|dottir|berg|borg|stad|heim|dal|dahl|vik|rud|nes|næs|haug|hagen|moen|lund"
    r"|gård|gaard|gren|kvist|ström|strøm|set|sæter|seter|bakken|bakke|løkken|land|hus|rød|mark"
    r"|foss|skog|ås|eng|voll|øy|bø|strand|mann|müller|holm|quist|ski|ova|ovic|ović)",
    re.IGNORECASE,
)
_WHOLE = {
    *("lie", "moe", "mo", "foss", "aas", "dahl", "vik", "rud", "holm", "berg", "haug", "lund"),
    *("bø", "øy", "ås", "nguyen", "tran", "le", "pham", "ahmed", "ali", "khan", "hussain", "singh"),
    *("hassan", "mohamed", "næss", "ness", "vold", "hauge", "solheim", "hagen", "bakke", "eide"),
}


def surnames_first(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether the first of two columns looks more like surnames than the second does."""
    return _surnames(first) > _surnames(second)


def _surnames(cells: Iterable[str]) -> int:
    return sum(bool(_ENDING.fullmatch(cell)) or cell.casefold() in _WHOLE for cell in cells if cell)
