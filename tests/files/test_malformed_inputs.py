"""A thousand malformed files: each is read, or refused in a sentence, within bounds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .malformed import LARGE, malformed

TESTS = Path(__file__).parents[1]
MOST_MEMORY = 500_000_000  # bytes, the program itself included


def read_in_a_process(*arguments: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "files.reading_malformed", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))},
        check=False,
    )
    # What it tells last on standard error is the number of the file that ended it.
    assert done.returncode == 0, done.stderr[-3_000:]
    return json.loads(done.stdout)


def test_a_thousand_malformed_files_are_read_or_refused_in_a_sentence():
    found = read_in_a_process("1000")
    assert found["faults"] == []
    assert found["peak"] < MOST_MEMORY
    assert found["outcomes"]["refused"] > 500
    assert found["outcomes"]["read"] > 50
    assert sum(found["outcomes"].values()) == 1000


@pytest.mark.parametrize("number", [len(LARGE), 500, 999])
def test_the_same_number_gives_the_same_file(number):
    assert malformed(number) == malformed(number)
