"""Whose turn at the front it is, planned for several periods."""

import pytest

from toolkit.seating.ahead import even_fronts
from toolkit.seating.search.fronts import Fronts, Way
from toolkit.solving.clock import Clock


def test_a_plan_whose_time_is_over_is_better_than_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then what each period can really have is not looked for, and it is seated near to it."""
    monkeypatch.setattr("toolkit.seating.ahead.cheapest", lambda *_: None)
    periods = [Fronts(((Way(frozenset("ab")), Way(frozenset("cd"))),), 2)] * 4
    planned = even_fronts(periods, {}, "abcd", 0, Clock())
    assert sorted("".join(sorted(front)) for front in planned) == ["ab", "ab", "cd", "cd"]
