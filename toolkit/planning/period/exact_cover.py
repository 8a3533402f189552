"""Any groups that cover the class, or none: an exhaustive search with a limit."""

from dataclasses import dataclass

import numpy as np

from toolkit.planning.arrays import Indices, Mask
from toolkit.planning.period.candidates import Candidates
from toolkit.shapes import Sizes
from toolkit.solving.clock import Undecided


def find_cover(groups: Candidates, students: int, sizes: Sizes, most_nodes: int) -> Indices | None:
    """Groups that hold every student once, by their numbers in the list; None where there are none.

    Knuth's Algorithm X ("Dancing links", 2000) over whole columns at once: branch on the
    student with the fewest groups to choose from. Raises ``Undecided`` after ``most_nodes``
    branchings.
    """
    contains = np.zeros((len(groups), students + 1), dtype=bool)
    np.put_along_axis(contains, groups.members, True, axis=1)
    search = _Search(groups, contains[:, :students], most_nodes)
    everyone = np.ones(students, dtype=bool)
    chosen = search.extend(np.arange(len(groups)), everyone, sizes.by_size)
    return None if chosen is None else np.array(chosen, dtype=np.intp)


@dataclass
class _Search:
    """``contains`` (m, n) tells which students each group holds."""

    groups: Candidates
    contains: Mask
    nodes_left: int

    def extend(self, available: Indices, uncovered: Mask, left: dict[int, int]) -> list[int] | None:
        """Cover the uncovered (n,) with available groups (any,), so many as are left of each size.

        Returns the chosen groups, or None where there are none. Raises ``Undecided``.
        """
        if not uncovered.any():
            return []
        if self.nodes_left == 0:
            raise Undecided
        self.nodes_left -= 1
        options = np.where(uncovered, self.contains[available].sum(axis=0), len(self.groups) + 1)
        hardest = int(options.argmin())
        for j in map(int, available[self.contains[available, hardest]]):
            size = int(self.groups.size[j])
            left_then = {**left, size: left[size] - 1}
            if left_then[size] < 0:
                continue
            members = self.contains[j]
            rest = available[~self.contains[available][:, members].any(axis=1)]
            found = self.extend(rest, uncovered & ~members, left_then)
            if found is not None:
                return [j, *found]
        return None
