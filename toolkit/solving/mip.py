"""A model with whole numbers, solved by HiGHS through PuLP on one thread."""

from collections.abc import Callable
from typing import Any

import pulp

TOLERANCE = 1e-6
"""What is as good as zero in a reduced cost or a value, ten times what HiGHS takes for it."""


def solved(
    problem: pulp.LpProblem, *, keep_going: Callable[[], bool], **options: Any
) -> pulp.LpSolveStats:
    """Solve a problem with whole numbers until ``keep_going`` says no; how that went.

    An error in ``keep_going`` ends the search and is raised.
    """
    raised: list[BaseException] = []

    def on_event(kind: Any, message: str, out: Any, answer: Any, data: Any) -> None:
        try:
            answer.user_interrupt = bool(raised) or not keep_going()
        except BaseException as error:  # it must not pass through the solver's C++
            raised.append(error)
            answer.user_interrupt = True

    events = pulp.HiGHS.hscb
    assert events is not None, "PuLP comes with HiGHS here"
    solver = pulp.HiGHS(
        msg=False,
        threads=1,
        # It reads beside its own memory for some models, and takes the process with it:
        # https://github.com/ERGO-Code/HiGHS/issues/3166 and 2453.
        mip_detect_symmetry=False,
        callbackTuple=(on_event, None),
        callbacksToActivate=[events.HighsCallbackType.kCallbackMipInterrupt],
        **options,
    )
    stats = problem.solve(solver)
    if raised:
        raise raised[0]
    return stats
