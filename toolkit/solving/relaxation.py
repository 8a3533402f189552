"""What the linear relaxation of a model tells of its whole solutions, with one column a choice."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.solving.mip import TOLERANCE


@dataclass(frozen=True)
class Relaxation:
    """The linear relaxation's ``value`` and every column's reduced cost (m,)."""

    value: float
    reduced: NDArray[np.float64]

    @classmethod
    def solved(cls, value: float, reduced: NDArray[np.float64], chosen: int) -> "Relaxation":
        """As the solver found it, where so many columns are ``chosen`` in any whole solution.

        The solver's tolerance leaves some reduced costs a hair below zero; a whole solution can
        gain that much on the value at most, so the bound is safe without it.
        """
        slightly_less = chosen * float(reduced.min(initial=0.0))
        return cls(value + slightly_less, np.maximum(reduced, 0.0))

    @property
    def bound(self) -> int:
        """The least whole cost that any choice of columns can have."""
        return int(np.ceil(self.value - TOLERANCE))

    def could_be_in(self, most: int) -> NDArray[np.bool_]:
        """The columns (m,) that a choice of cost ``most`` or less can contain."""
        mask: NDArray[np.bool_] = self.reduced <= most - self.value + TOLERANCE
        return mask
