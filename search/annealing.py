"""A whole year under a symmetry, annealed by the C program beside this file.

Plain annealing stalls a period or two above the bound. So symmetry is imposed: a group acts on
the students and on the periods (``actions.py``), and what is left to choose is one period of
each orbit, which must be as it is under all that leave it in its place.
"""

import ctypes
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
from actions import Action, Permutations
from constructions import Year
from tasks import Task, groupings_of

from toolkit.planning.arrays import Groupings, groups_of

HERE = Path(__file__).parent

HOT, COLD = 0.8, 0.13
"""The heat at the start and in the end, for each image of a move."""

MOST_TRIES = 100
"""So often groups that a symmetry leaves as they are are dealt, until some come out."""


class _Year(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int) for name in ("n", "periods", "groups", "order")),
        *((name, ctypes.c_void_p) for name in ("student", "period", "early")),
        *((name, ctypes.c_int) for name in ("least", "most", "extras")),
    ]


class Annealer:
    """The C program; needs a compiler (``cc``)."""

    def __init__(self) -> None:
        library = Path(tempfile.mkdtemp()) / "anneal.so"
        source = HERE / "anneal.c"
        subprocess.run(["cc", "-O3", "-shared", "-fPIC", source, "-o", library, "-lm"], check=True)
        self._library = ctypes.CDLL(library)
        self._library.anneal.argtypes = [
            ctypes.POINTER(_Year), ctypes.c_void_p, ctypes.c_long, ctypes.c_double,
            ctypes.c_double, ctypes.c_uint64,
        ]  # fmt: skip

    def run(
        self,
        task: Task,
        action: Action,
        moves: int,
        seed: int,
        *,
        start: Year | None = None,
        extras: int = 0,
        hot: float = HOT,
    ) -> tuple[int, Year] | None:
        """The least cost in so many moves, and its groups; None where the symmetry fits no groups.

        ``extras`` is what early repeats, partners in a trio again and uneven turns weigh, where
        two who have not met weigh 1. Without a ``start`` the groups are dealt by chance.
        """
        rng = np.random.default_rng(seed)
        groupings = groupings_of(start) if start else dealt(task, action, rng)
        if groupings is None:
            return None
        group_of = groupings.astype(np.int32)
        periods, n = group_of.shape
        early = np.zeros(periods, dtype=np.int32)
        early[:3] = task.early_may_be_new
        turns = sum(size for size in task.sizes.as_tuple() if size != 4) * periods
        if task.sizes.fives:  # three of the five are a trio, and who they are is chosen later
            least, most = 3 * task.sizes.fives * periods // n, periods
        else:
            least, most = turns // n, -(-turns // n)
        year = _Year(
            n, periods, task.sizes.groups, len(action), action.students.ctypes.data,
            action.periods.ctypes.data, early.ctypes.data, least, most, extras,
        )  # fmt: skip
        order = len(action)
        cost = self._library.anneal(
            ctypes.byref(year), group_of.ctypes.data, moves, hot * order, COLD * order, seed
        )
        return cost, [groups_of(period) for period in group_of]


def dealt(task: Task, action: Action, rng: np.random.Generator) -> Groupings | None:
    """Groups by chance that the symmetry leaves as they are; None where none came out."""
    sizes = task.sizes.as_tuple()
    periods = np.empty((action.periods.shape[1], task.students), dtype=np.intp)
    for base in action.bases():
        grouping = invariant_grouping(sizes, action.staying(base), rng)
        if grouping is None:
            return None
        for students, to in zip(action.students, action.periods[:, base], strict=True):
            periods[to, students] = grouping
    return periods


def invariant_grouping(
    sizes: tuple[int, ...], staying: Permutations, rng: np.random.Generator
) -> Groupings | None:
    """One period by chance that these permutations leave as it is (n,); None where none came out.

    A group is made of orbits of one of the permutations and its powers; its images are groups
    as well.
    """
    n = staying.shape[1]
    for _ in range(MOST_TRIES):
        grouping, number = np.full(n, -1, dtype=np.intp), 0
        left = Counter(sizes)
        while (grouping < 0).any():
            size = int(rng.choice(list(left.elements())))
            group = _group(size, np.flatnonzero(grouping < 0), staying, rng)
            if group is None:
                break
            images = {tuple(sorted(image[group].tolist())) for image in staying}
            taken = [student for image in images for student in image]
            if len(set(taken)) < len(taken) or len(images) > left[size]:
                break
            for image in images:
                grouping[list(image)] = number
                number += 1
            left[size] -= len(images)
        else:
            return grouping
    return None


def _group(
    size: int, free: np.ndarray, staying: Permutations, rng: np.random.Generator
) -> list[int] | None:
    """So many of the free students by chance, made of orbits of one of the permutations."""
    turn = staying[rng.integers(len(staying))] if rng.random() < 0.7 else np.arange(len(staying[0]))
    group = list[int]()
    for student in rng.permutation(free).tolist():
        orbit = [student]
        while (following := int(turn[orbit[-1]])) != student:
            orbit.append(following)
        if student not in group and len(group) + len(orbit) <= size:
            group += orbit
    return group if len(group) == size else None
