"""The three curves of the course."""

import pytest

from toolkit.errors import InputError
from toolkit.figures.ways_compared import ways_compared
from toolkit.training.ways import ways


def test_each_way_is_a_curve_of_its_percent() -> None:
    found = ways(12)
    figure = ways_compared(found, "en")
    assert [curve.name for curve in figure.data] == ["By chance", "A careful teacher", "The plan"]
    for curve, way in zip(figure.data, (found.chance, found.careful, found.plan), strict=True):
        assert curve.y == pytest.approx([100 * share for share in way.shares[: len(curve.y)]])
        assert curve.x == tuple(range(len(curve.y)))


def test_the_plan_and_the_teacher_are_drawn_to_their_ends() -> None:
    _chance, careful, plan = ways_compared(ways(28)).data
    assert (careful.y[-1], plan.y[-1]) == (100, 100)
    assert len(plan.y) == 10


def test_no_curve_is_told_by_its_colour_alone() -> None:
    curves = ways_compared(ways(12)).data
    assert len({curve.line.dash for curve in curves}) == 3
    assert len({curve.marker.symbol for curve in curves}) == 3


def test_its_letters_are_read_from_the_back_of_a_hall() -> None:
    layout = ways_compared(ways(12)).layout
    assert min(layout.font.size, layout.legend.font.size, layout.hoverlabel.font.size) >= 24


def test_anything_else_is_refused() -> None:
    with pytest.raises(InputError):
        ways_compared(28)  # type: ignore[arg-type]
