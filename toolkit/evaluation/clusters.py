"""Classes as clusters: students of a class answer alike, so a school's share is less sure.

What a class is like moves all of its answers. So the answers of a school count for fewer than they
are, by a design effect that the classes themselves show, and for fewer still where few classes show
it: the interval is about such classes, not about these students. Of the usual ways this one holds
at the few classes of a school; ``benchmarks/results/evaluation.md`` has how often.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from toolkit.evaluation.counts import Tally
from toolkit.evaluation.intervals import Z, newcombe, wilson

# Student's t, 2.5 % above it, by degrees of freedom from 1.
_T = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)


@dataclass(frozen=True, slots=True)
class Clustered:
    """A share of ``n`` answers in so many ``classes``, each answer worth ``1 / effect`` of one."""

    agree: int
    n: int
    classes: int
    effect: float

    @classmethod
    def of(cls, classes: Sequence[Tally]) -> Self:
        """Of what two classes or more have answered, each with an answer, neither all nor none."""
        together = sum(classes, Tally())
        effect = design_effect(classes)
        t = _T[min(len(classes) - 1, len(_T)) - 1]
        return cls(together.agree, together.n, len(classes), effect * (t / Z) ** 2)

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share, at the number of answers that these are worth.

        Sources: E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small
        expected number of positive counts estimated from survey data", Surv. Methodol. 24 (1998),
        193-201, for the effective number and its t; N. Dean and M. Pagano, "Evaluating confidence
        interval methods for binomial proportions in clustered surveys", J. Surv. Stat. Methodol. 3
        (2015), 484-503, for Wilson's interval at it.
        """
        return wilson(*self.worth)

    @property
    def worth(self) -> tuple[float, float]:
        """Those who agree and all who answered, as many as they are worth."""
        return self.agree / self.effect, self.n / self.effect

    def higher_than(self, agree: float, n: float) -> tuple[float, float]:
        """Newcombe's 95 % interval of how much higher the share is than ``agree / n``."""
        return newcombe(*self.worth, agree, n)


def design_effect(classes: Sequence[Tally]) -> float:
    """How many times the variance of the share is that of as many students by themselves, from 1.

    Source: J. N. K. Rao and A. J. Scott, "A simple method for the analysis of clustered binary
    data", Biometrics 48 (1992), 577-585, the variance of a ratio.
    """
    together = sum(classes, Tally())
    share = together.agree / together.n
    residuals = sum((one.agree - one.n * share) ** 2 for one in classes)
    variance = len(classes) / (len(classes) - 1) * residuals / together.n**2
    return max(1.0, variance / (share * (1 - share) / together.n))
