"""The process behind a page: a Jupyter kernel that has imported what its page needs.

It may be begun before anybody knows what it is to be connected to, and goes on when it is told to,
by a line on its standard input. If the server ends before that, it ends too.
"""

import sys
from collections.abc import Sequence

# Nobody debugs a page, and what Jupyter would do it with is a fifth of a kernel.
sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]

from ipykernel.kernelapp import launch_new_instance  # noqa: E402

from toolkit.ui import app  # noqa: E402, F401  # what the notebook asks for first
from toolkit.ui.steps import COORDINATOR, SCHOOL  # noqa: E402


def import_screens() -> None:
    """Import what the steps of all dashboards are made of."""
    for step in {*COORDINATOR, *SCHOOL}:
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
