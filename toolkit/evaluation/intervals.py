"""How sure a share is, and a difference between two: 95 % intervals that hold for small classes.

Written out, for a library of statistics is larger than all else that the program needs.
"""

from math import hypot, sqrt

Z = 1.959963984540054  # of the normal distribution, 2.5 % are above it


def wilson(agree: float, n: float) -> tuple[float, float]:
    """The interval of a share ``agree / n``; ``n`` is above 0.

    Without a correction for continuity. Source: E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927), 209-212.
    """
    share = agree / n
    middle = share + Z**2 / (2 * n)
    half = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    whole = 1 + Z**2 / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def newcombe(agree: float, n: float, other_agree: float, other_n: float) -> tuple[float, float]:
    """The interval of the difference ``agree / n - other_agree / other_n``, both n above 0.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent
    proportions: comparison of eleven methods", Stat. Med. 17 (1998), 873-890, method 10.
    """
    share, other = agree / n, other_agree / other_n
    (low, high), (other_low, other_high) = wilson(agree, n), wilson(other_agree, other_n)
    return (
        share - other - hypot(share - low, other_high - other),
        share - other + hypot(high - share, other - other_low),
    )
