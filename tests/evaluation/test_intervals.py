"""The intervals, held against those of the papers they come from."""

import pytest

from toolkit.evaluation.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("agree", "n", "interval"),
    [
        # R. G. Newcombe, Stat. Med. 17 (1998), 857-872, table I, method 3
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_a_share(agree: int, n: int, interval: tuple[float, float]) -> None:
    assert wilson(agree, n) == pytest.approx(interval, abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "interval"),
    [
        # R. G. Newcombe, Stat. Med. 17 (1998), 873-890, table II, method 10
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
    ],
)
def test_a_difference(
    first: tuple[int, int], second: tuple[int, int], interval: tuple[float, float]
) -> None:
    assert newcombe(*first, *second) == pytest.approx(interval, abs=5e-5)
    low, high = newcombe(*second, *first)
    assert (-high, -low) == pytest.approx(newcombe(*first, *second))
