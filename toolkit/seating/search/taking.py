"""What a student takes from the others by sitting somewhere: the rows of the model."""

from itertools import combinations

import numpy as np

from toolkit.seating.search.grid import Mask
from toolkit.seating.search.problem import Problem


def taking(problem: Problem) -> dict[tuple[int, int], list[int]]:
    """What each student takes on each seat, as numbers: of all that take the same, one may.

    It is the seat itself, and for each set of students who are all kept apart from each other,
    every crowd of seats that it is in.
    """
    grid = problem.grid
    sets = _apart_sets(problem.apart)
    return {
        (student, seat): [
            seat,
            *(
                len(grid) + number * len(grid.crowds) + crowd
                for number, apart in enumerate(sets)
                if student in apart
                for crowd in grid.crowds_of[seat]
            ),
        ]
        for student in range(len(problem))
        for seat in range(len(grid))
    }


def _apart_sets(apart: Mask) -> list[list[int]]:
    """Sets of students who are all kept apart from each other; every two such are in one."""
    left = {(int(one), int(other)) for one, other in np.argwhere(np.triu(apart))}
    found = []
    while left:
        apart_set = list(min(left))
        for student in range(len(apart)):
            if student not in apart_set and apart[student, apart_set].all():
                apart_set.append(student)
        apart_set.sort()
        left -= set(combinations(apart_set, 2))
        found.append(apart_set)
    return found
