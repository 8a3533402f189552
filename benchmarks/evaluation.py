"""What is told of an evaluation: whether it gives anybody away, and how sure it is.

An attacker who has all that is ever told of a school, of two years and to everybody, and knows how
many were asked in every class, looks for hidden answers of which one number alone fits; with the
classes that are hidden for the sake of others, and without. Then how often the intervals hold the
share of such classes, where students of a class answer more or less alike.

    .venv/bin/python benchmarks/evaluation.py [--schools 1000] [--drawn 4000]
"""

import argparse
import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np

from tests.evaluation.attacking import a_school, must_be_hidden, told_of_earlier, worked_out
from toolkit.evaluation import results
from toolkit.evaluation.clusters import Clustered, design_effect
from toolkit.evaluation.counts import Tally
from toolkit.evaluation.intervals import wilson
from toolkit.evaluation.results import evaluate
from toolkit.evaluation.telling import Share, hidden_classes
from toolkit.files.evaluation_forms import shipped_form

RESULTS = Path(__file__).parent / "results" / "evaluation.md"
FORM = shipped_form()
type Interval = tuple[float, float]


def attacked(seed: int) -> tuple[int, int]:
    """How many answers of a school are hidden, and how many of them can be worked out."""
    random = Random(seed)
    first, second = a_school(random, FORM), a_school(random, FORM)
    earlier = [evaluate(first, share) for share in Share]
    later = [evaluate(second, share, before=first) for share in Share]
    hidden = sum(
        one.is_hidden
        for told in (earlier[0], later[0])
        for of_class in told.classes.values()
        for one in of_class
    )
    told = (*earlier, *map(told_of_earlier, later))
    found = [*worked_out(first, *told), *worked_out(second, *later)]
    return hidden, len(found)


def attacks(schools: int) -> Iterator[str]:
    """A row with the classes that are hidden for others, and one without."""
    for name, hiding in (("as it is", hidden_classes), ("without", must_be_hidden)):
        results.hidden_classes = hiding
        found = [attacked(seed) for seed in range(schools)]
        hidden, answers = map(sum, zip(*found, strict=True))
        fallen = sum(out > 0 for _, out in found)
        yield f"| {name} | {schools} | {hidden} | {answers} | {fallen} |"
    results.hidden_classes = hidden_classes


def plain(classes: list[Tally]) -> Interval:
    """Wilson's interval, as if every student answered for themselves."""
    together = sum(classes, Tally())
    return wilson(together.agree, together.n)


def with_effect(classes: list[Tally]) -> Interval:
    """The same with the design effect alone."""
    together, effect = sum(classes, Tally()), design_effect(classes)
    return wilson(together.agree / effect, together.n / effect)


def ours(classes: list[Tally]) -> Interval:
    """And with what few classes do not show."""
    return Clustered.of(classes).interval


def covered(drawn: int) -> Iterator[str]:
    """How often the interval of each kind holds the share, by classes and likeness."""
    rng = np.random.default_rng(1)
    share = 0.8
    kinds: tuple[Callable[[list[Tally]], Interval], ...] = (plain, with_effect, ours)
    for likeness in (0.0, 0.05, 0.1):
        for number in (2, 3, 4, 6, 10, 20):
            held, widths, tried = np.zeros(3), np.zeros(3), 0
            for _ in range(drawn):
                sizes = rng.integers(18, 30, number)
                scale = 1 / likeness - 1 if likeness else 0
                shares = rng.beta(share * scale, (1 - share) * scale, number) if scale else share
                agree = rng.binomial(sizes, shares)
                if not 0 < agree.sum() < sizes.sum():
                    continue
                tried += 1
                classes = [Tally(int(n), int(x)) for n, x in zip(sizes, agree, strict=True)]
                for at, kind in enumerate(kinds):
                    low, high = kind(classes)
                    held[at] += low <= share <= high
                    widths[at] += high - low
            cells = " | ".join(
                f"{100 * h / tried:.0f} % ({w / tried:.2f})"
                for h, w in zip(held, widths, strict=True)
            )
            yield f"| {likeness:.2f} | {number} | {cells} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=1000)
    parser.add_argument("--drawn", type=int, default=4000)
    options = parser.parse_args()
    lines = [
        "# What is told of an evaluation",
        "",
        f"By `benchmarks/evaluation.py`, Python {platform.python_version()}.",
        "",
        "Hidden answers of two years of a school that an attacker can work out, who has all that is"
        " told inside and outside and knows how many were asked; as it is, and without the classes"
        " that are hidden for the sake of others.",
        "",
        "| hiding | schools | hidden answers | worked out | schools with one |",
        "|---|---|---|---|---|",
        *attacks(options.schools),
        "",
        "How often a 95 % interval of a school's share (0.8) holds it, and how wide it is, by the"
        " number of classes and how alike students of a class answer (intraclass correlation):"
        " Wilson's as if each answered for themselves, with a design effect, and with a design"
        f" effect and Student's t, which is what is told. {options.drawn} schools each.",
        "",
        "| alike | classes | Wilson's | with design effect | as told |",
        "|---|---|---|---|---|",
        *covered(options.drawn),
        "",
    ]
    RESULTS.write_text("\n".join(lines), "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
