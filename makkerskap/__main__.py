"""The program, where it is not found by its name: ``python -m makkerskap``."""

import sys

from toolkit.cli import run

sys.exit(run())
