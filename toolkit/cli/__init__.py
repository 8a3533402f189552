"""The program ``makkerskap``."""

from toolkit.cli.program import main

__all__ = ["main"]
