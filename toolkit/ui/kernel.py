"""The process behind a page: a Jupyter kernel that has imported what its page needs.

It may be begun before anybody knows what it is to be connected to, and goes on when it is told to,
by a line on its standard input. If the server ends before that, it ends too.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module

# Nobody debugs a page, and what Jupyter would do it with is a fifth of a kernel.
sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]

from ipykernel.kernelapp import launch_new_instance  # noqa: E402

from toolkit.ui import app  # noqa: E402, F401  # what the notebook asks for first
from toolkit.ui.state.steps import Step  # noqa: E402
from toolkit.ui.steps import COORDINATOR, COURSE, SCHOOL, TRYING  # noqa: E402

_NEEDED_LATER = (
    "toolkit.training.classes",  # and the solver with it, for a class and for its seats
    "toolkit.planning.shared",
    "toolkit.seating.mending",
    "toolkit.files.rosters",
    "toolkit.figures.ways_compared",  # and Plotly
)
"""What only some pages ask for, and each would import for itself."""


def import_screens() -> None:
    """Import what the steps of the coordinators' dashboards are made of."""
    _import_steps({*COORDINATOR, *SCHOOL})


def imports_ahead() -> Iterator[Callable[[], object]]:
    """What else may be imported while nobody waits, a little at a time."""
    yield partial(_import_steps, {*COURSE, *TRYING})
    for name in _NEEDED_LATER:
        yield partial(import_module, name)


def _import_steps(steps: Iterable[Step]) -> None:
    for step in steps:
        step.model_class()
        step.screen_class()


def be_kernel(arguments: Sequence[str]) -> None:
    """Be the kernel that the command line describes, until it is told to end."""
    # Imported before there was a kernel, ipywidgets has not yet told it what it answers to.
    launch_new_instance(argv=[*arguments], extensions=["ipywidgets"])


def main() -> None:
    """Import, wait, and be a kernel."""
    import_screens()
    if sys.stdin.readline():
        be_kernel(sys.argv[1:])


if __name__ == "__main__":
    main()
