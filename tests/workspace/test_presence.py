"""Who has a workspace open: as long as anybody has, nobody else takes it for their own."""

import os
from pathlib import Path

import pytest

from toolkit.workspace.presence import Presence, in_use

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows needs no such lock")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "makkerskap.db"


def test_one_is_alone_and_two_are_not(path: Path) -> None:
    one = Presence(path)
    assert one.is_alone()
    one.let_in()
    other = Presence(path)
    assert not one.is_alone()
    assert not other.is_alone()
    other.leave()
    assert one.is_alone()
    one.leave()


def test_to_ask_in_vain_takes_nobody_s_presence_away(path: Path) -> None:
    """POSIX lets go of the lock that is held when another one is refused."""
    one, other = Presence(path), Presence(path)
    for _ in range(2):
        assert not one.is_alone()
        assert not other.is_alone()
    one.leave()
    other.leave()


def test_who_leaves_takes_nobody_else_s_presence_along(path: Path) -> None:
    one, other = Presence(path), Presence(path)
    one.leave()
    assert in_use(path).exists()
    third = Presence(path)
    assert not third.is_alone()
    other.leave()
    assert third.is_alone()
    third.leave()
    assert not in_use(path).exists()
