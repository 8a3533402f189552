"""The table of the numbers that were chosen, in the documentation, against the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import toolkit

PACKAGE = Path(toolkit.__file__).parent
SEARCHES = (
    *("planning/**/*.py", "solving/*.py"),
    *("seating/search/*.py", "seating/ahead.py", "seating/clashes.py"),
)
TEXT = (Path(__file__).parents[2] / "docs" / "mathematics.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([a-z_]+\.[A-Z_]+)` \| ([\d., ]+) \|", TEXT, re.MULTILINE)

NOT_CHOSEN = {
    "seats.NOBODY",  # marks who has no place
    "problem.LARGEST_SUM",  # follows from 64 bits
    "clock.REPORTS_PER_SECOND",  # for the eye
    "school.SECONDS_BETWEEN_QUESTIONS",
    "school.SECONDS_FOR_A_SCHEDULER",  # decides no plan
    *("shared.MOST", "shared._LOOK_S", "shared._TELL_S"),  # nor do these
}


def numbers() -> Iterator[tuple[str, tuple[float, ...]]]:
    """Every constant of the searches that is a number or several, by module and name."""
    for file in (file for one in SEARCHES for file in PACKAGE.glob(one)):
        for node in ast.parse(file.read_text("utf-8")).body:
            if not isinstance(node, ast.Assign):
                continue
            [target] = node.targets
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            code = compile(ast.Expression(node.value), file, "eval")
            try:
                value = eval(code, {})  # noqa: S307
            except NameError:
                continue
            values = value if isinstance(target, ast.Tuple) else [value]
            for name, one in zip(names, values, strict=True):
                several = one if isinstance(one, tuple) else (one,)
                if all(isinstance(number, int | float) for number in several):
                    yield f"{file.stem}.{name.id}", several


def test_every_number_stands_in_the_documentation_as_it_is() -> None:
    told = {
        name: tuple(float(number.replace(" ", "")) for number in value.split(","))
        for name, value in ROWS
    }
    chosen = dict(numbers())
    assert chosen.keys() >= NOT_CHOSEN
    assert told == {name: value for name, value in chosen.items() if name not in NOT_CHOSEN}
