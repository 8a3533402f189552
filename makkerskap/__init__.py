"""Form and rotate student pairs: ``import makkerskap as mk``, by the name it is installed by.

The names, and what they stand for, are those of ``toolkit``.
"""

import toolkit

__all__ = toolkit.__all__


def __getattr__(name: str) -> object:
    return getattr(toolkit, name)


def __dir__() -> list[str]:
    return dir(toolkit)
