import random

import pytest

from toolkit.errors import InputError
from toolkit.files.locked import locked_workbook, unlocked
from toolkit.files.rosters import read_roster
from toolkit.files.sources import Source

from .building import xlsx

PASSPHRASE = "blåbær på fjellet"
BOOK = xlsx([["Navn"], ["Ida Berg"], ["Ola Lie"]])


@pytest.fixture(scope="module")
def locked() -> bytes:
    return locked_workbook(BOOK, PASSPHRASE)


def test_a_locked_workbook_opens_with_its_passphrase_and_no_other(locked: bytes) -> None:
    assert unlocked(locked, PASSPHRASE) == BOOK
    assert unlocked(locked, "rødbær på fjellet") == locked
    assert unlocked(locked, "") == locked


def test_its_bytes_hold_no_name(locked: bytes) -> None:
    for name in ("Ida Berg", "Ola Lie"):
        assert name.encode() not in locked
        assert name.encode("utf-16-le") not in locked


def test_the_reader_asks_for_a_copy_without_the_password(locked: bytes) -> None:
    with pytest.raises(InputError, match="password"):
        read_roster(Source("liste.xlsx", locked))


def test_what_is_not_locked_comes_back_as_it_was() -> None:
    for content in (b"", b"Navn\nIda\n", BOOK):
        assert unlocked(content, PASSPHRASE) == content


def test_a_damaged_one_comes_back_as_it_was(locked: bytes) -> None:
    rng = random.Random(1)
    for _ in range(40):
        damaged = bytearray(locked)
        for place in rng.sample(range(8, len(damaged)), 40):
            damaged[place] = rng.randrange(256)
        assert unlocked(bytes(damaged), PASSPHRASE) == bytes(damaged)


def test_one_that_would_take_forever_is_left_alone(locked: bytes) -> None:
    slow = locked.replace(b'spinCount="100000"', b'spinCount="999999999"')
    assert slow != locked
    assert unlocked(slow, PASSPHRASE) == slow
