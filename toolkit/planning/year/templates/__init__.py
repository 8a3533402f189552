"""The shortest full years that are known, for a class in which nobody knows anybody.

One file for each class size and shape; ``search/years.py`` found them. A line is a period:
groups apart by spaces, their pairs by ``|``, the students by their number.
"""

from functools import cache
from importlib.resources import files

from toolkit.planning.arrays import PairedGroups
from toolkit.shapes import Sizes


def file_name(sizes: Sizes) -> str:
    """The file that holds the year for a class with groups of these sizes."""
    odd = "fives" if sizes.fives else "threes" if sizes.threes else "fours"
    return f"{sum(sizes.as_tuple())}-{odd}.txt"


@cache
def template(sizes: Sizes) -> tuple[PairedGroups, ...] | None:
    """The periods of the year for a class with groups of these sizes; None where there is none.

    The periods come in the order in which the most meet early.
    """
    file = files(__name__).joinpath(file_name(sizes))
    return from_text(file.read_text(encoding="utf-8")) if file.is_file() else None


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
