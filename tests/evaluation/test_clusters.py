"""Classes as clusters: how sure a school's share is."""

import pytest

from toolkit.evaluation.clusters import Clustered, design_effect
from toolkit.evaluation.counts import Tally
from toolkit.evaluation.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("classes", "effect"),
    [
        # m / (m - 1) * sum((x - n p)^2) / (N p (1 - p)), by hand
        ([Tally(20, 10), Tally(20, 10)], 1.0),  # alike: no less sure than by themselves
        ([Tally(20, 5), Tally(20, 15)], 2 * 50 / 10),
        ([Tally(10, 8), Tally(20, 8), Tally(30, 20)], 1.5 * (4 + 16 + 4) / (60 * 0.6 * 0.4)),
    ],
)
def test_the_design_effect(classes: list[Tally], effect: float) -> None:
    assert design_effect(classes) == pytest.approx(effect)


def test_few_classes_say_little_of_others() -> None:
    def width(classes: int) -> float:
        low, high = Clustered.of([Tally(300 // classes, 210 // classes)] * classes).interval
        return high - low

    low, high = wilson(210, 300)
    widths = [width(number) for number in (2, 3, 5, 10, 30)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 5 * (high - low)
    assert high - low < widths[-1] < 1.1 * (high - low)


def test_the_interval_and_the_difference_are_those_of_what_the_answers_are_worth() -> None:
    clustered = Clustered.of([Tally(20, 5), Tally(20, 15), Tally(20, 10)])
    assert clustered.effect == pytest.approx(1.5 * 50 / 15 * (4.303 / 1.95996) ** 2, rel=1e-4)
    agree, n = clustered.worth
    assert (agree, n) == pytest.approx((30 / clustered.effect, 60 / clustered.effect))
    assert clustered.interval == wilson(agree, n)
    assert clustered.higher_than(67, 72) == newcombe(agree, n, 67, 72)
