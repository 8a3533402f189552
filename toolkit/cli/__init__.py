"""The program ``makkerskap``."""

from toolkit.cli.program import main, run

__all__ = ["main", "run"]
