"""The process behind a page: a Jupyter kernel that has imported what its page needs.

It may be begun before anybody knows what it is to be connected to, and goes on when it is told to,
by a line on its standard input. If the server ends before that, it ends too.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, ClassVar

# Nobody debugs a page, and what Jupyter would do it with is a fifth of a kernel.
sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]

from ipykernel import ipkernel  # noqa: E402
from ipykernel.kernelapp import IPKernelApp  # noqa: E402
from traitlets.config import Config  # noqa: E402

from toolkit.ui import app  # noqa: E402, F401  # what the notebook asks for first
from toolkit.ui.state.steps import Step  # noqa: E402
from toolkit.ui.steps import COORDINATOR, COURSE, SCHOOL, TRYING  # noqa: E402

_NEEDED_BY_KERNELS = (
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "faulthandler",
    "ipykernel.debugger",
    "psutil",
    "tornado.platform.asyncio",
    "tornado.queues",
)
"""What Jupyter imports when a kernel begins."""

_NEEDED_LATER = (
    "toolkit.training.classes",  # and the solver with it, for a class and for its seats
    "toolkit.planning.shared",
    "toolkit.seating.mending",
    "toolkit.files.rosters",
    "toolkit.figures.ways_compared",  # and Plotly
)
"""What only some pages ask for, and each would import for itself."""


def import_screens() -> None:
    """Import what a kernel is made of, and the steps of the coordinators' dashboards."""
    for name in _NEEDED_BY_KERNELS:
        import_module(name)
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


def be_kernel(connection_file: str) -> None:
    """Be the kernel that a connection file describes, until it is told to end."""
    _Kernel.launch_instance(
        argv=[],
        connection_file=connection_file,
        # Imported before there was a kernel, ipywidgets has not yet told it what it answers to.
        default_extensions=["ipywidgets"],
        config=Config(HistoryManager={"enabled": False}),  # of what is typed, which nothing is
    )


class _Kernel(IPKernelApp):
    """Jupyter's kernel without what no page needs, for each would have it for itself: 9 MB."""

    def parse_command_line(self, argv: object = None) -> None:
        """There is none, and to read it would take a parser of all that can be set."""

    def init_pdb(self) -> None:
        """Leave the debugger alone."""


class _SysOfTheKernel:
    """``sys`` without its modules, which the kernel lists for a debugger.

    Who looks at a module is counted in it, and so a fork copies every one of them: 7 MB a page.
    """

    modules: ClassVar[dict[str, object]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


setattr(ipkernel, "sys", _SysOfTheKernel())  # noqa: B010  # what it imports is not its to give


def main() -> None:
    """Import, wait, and be a kernel."""
    import_screens()
    if sys.stdin.readline():
        be_kernel(sys.argv[1])


if __name__ == "__main__":
    main()
