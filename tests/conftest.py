from collections.abc import Callable

import pytest

from toolkit.people import Roster, Student

type MakeClass = Callable[..., Roster]


@pytest.fixture(scope="session")
def make_class() -> MakeClass:
    """Gives a class of n students s0, s1, …; attributes are sequences that repeat."""

    def make(n: int, **attributes: str) -> Roster:
        return Roster(
            tuple(
                Student(
                    f"s{i}",
                    f"Elev {i}",
                    "8A",
                    tuple((name, values[i % len(values)]) for name, values in attributes.items()),
                )
                for i in range(n)
            )
        )

    return make
