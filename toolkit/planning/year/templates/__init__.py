"""The shortest full years that are known, for a class in which nobody knows anybody.

One file for each class size and shape; ``search/years.py`` found them. A line is a period:
groups apart by spaces, their pairs by ``|``, the students by their number. Where the shortest
year is bought with uneven turns in trios or an early repeat, the best one without is there as well,
second by the order of importance.
"""

from functools import cache
from importlib.resources import files

from toolkit.planning.arrays import PairedGroups
from toolkit.shapes import Sizes


def file_name(sizes: Sizes, *, is_second: bool = False) -> str:
    """The file that holds the best year for a class with groups of these sizes, or the second."""
    odd = "fives" if sizes.fives else "threes" if sizes.threes else "fours"
    return f"{sum(sizes.as_tuple())}-{odd}{'.second' if is_second else ''}.txt"


@cache
def known_years(sizes: Sizes) -> tuple[tuple[PairedGroups, ...], ...]:
    """All years for a class with groups of these sizes, the best by the order of importance first.

    The periods of each come in the order in which the most meet early.
    """
    here = (files(__name__).joinpath(file_name(sizes, is_second=i)) for i in (False, True))
    return tuple(from_text(file.read_text(encoding="utf-8")) for file in here if file.is_file())


def template(sizes: Sizes) -> tuple[PairedGroups, ...] | None:
    """The best of them, which is the shortest; None where there is none."""
    return next(iter(known_years(sizes)), None)


def from_text(text: str) -> tuple[PairedGroups, ...]:
    """The periods that such a file holds."""
    return tuple(
        tuple(
            tuple(tuple(map(int, pair.split(","))) for pair in group.split("|"))
            for group in line.split()
        )
        for line in text.splitlines()
    )


def to_text(periods: tuple[PairedGroups, ...]) -> str:
    """The text of a file that holds these periods."""
    return "".join(
        " ".join("|".join(",".join(map(str, pair)) for pair in group) for group in period) + "\n"
        for period in periods
    )
