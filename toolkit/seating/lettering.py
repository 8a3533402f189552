"""How large words can be in a box, on as many lines as serve it best, with no browser to measure.

Widths are those of DejaVu Sans in bold, the widest of the fonts that may be there: in any other the
words are a little narrower than reckoned, never wider.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from unicodedata import combining

LINE_HEIGHT = 1.15
"""From line to line, in sizes of the letters."""

_ROOMY = 0.92  # how much of a box its words may take up
_MOST_LINES, _MOST_BREAKS = 4, 6
_WIDTHS = {
    sign: width
    for width, signs in (
        (0.38, " '’,./|IJijlìíîïıł"),
        (0.46, "f:;!()[]-"),
        (0.52, 'rtțţ"*–_'),
        (0.61, "cçčćszšśșžzżź?"),
        (0.69, "aàáâäåãăąeèéêëęėkvxyýLŁEFT"),
        (0.73, "bdgğhnñńopqußùúûüòóôöøðđ0123456789CPSŚŠYZŻŽ"),
        (0.82, "AÁÅÄÀBGKRUÚÜVX"),
        (0.88, "DĐHNOÖØQ+=<>~#&"),
        (1.1, "mMwWæÆœŒ%@"),
    )
    for sign in signs
}
_LAST_LATIN = "\u024f"
_OTHER_LOWER, _OTHER_UPPER, _NOT_LATIN = 0.75, 0.9, 1.25


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words on lines, and the size of their letters."""

    lines: tuple[str, ...]
    size: float


def lettering(words: str, width: float, height: float) -> Lettering:
    """The words as large as they can be in a box of this size: on one line or several."""
    return max(
        (Lettering(lines, _size(lines, width, height)) for lines in _ways(" ".join(words.split()))),
        key=lambda one: one.size,
    )


def _size(lines: tuple[str, ...], width: float, height: float) -> float:
    widest = max(map(width_of, lines)) or 1.0
    return _ROOMY * min(width / widest, height / (LINE_HEIGHT * len(lines)))


def _ways(words: str) -> Iterator[tuple[str, ...]]:
    """The words on one line, or broken where there is a blank or behind a hyphen."""
    breaks = [at + 1 for at, sign in enumerate(words[:-1]) if sign in " -"][:_MOST_BREAKS]
    for number in range(_MOST_LINES):
        for chosen in combinations(breaks, number):
            ends = pairwise((0, *chosen, len(words)))
            yield tuple(words[begin:end].strip() for begin, end in ends)


def width_of(text: Iterable[str]) -> float:
    """How wide it is, in sizes of the letters."""
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> float:
    if combining(sign):
        return 0.0
    if sign > _LAST_LATIN:
        return _NOT_LATIN
    return _WIDTHS.get(sign, _OTHER_UPPER if sign.isupper() else _OTHER_LOWER)
