"""The process behind a page: a Jupyter kernel that has imported what its page needs.

It may be begun before anybody knows what it is to be connected to, and goes on when it is told to,
by a line on its standard input. If the server ends before that, it ends too.
"""

import sys

from ipykernel.kernelapp import launch_new_instance

from toolkit.ui import app  # noqa: F401  # what the notebook asks for first
from toolkit.ui.steps import COORDINATOR, SCHOOL


def main() -> None:
    """Import, wait, and be the kernel that the command line describes."""
    for step in {*COORDINATOR, *SCHOOL}:
        step.model_class()
        step.screen_class()
    if sys.stdin.readline():
        # Imported before there was a kernel, ipywidgets has not yet told it what it answers to.
        launch_new_instance(extensions=["ipywidgets"])


if __name__ == "__main__":
    main()
