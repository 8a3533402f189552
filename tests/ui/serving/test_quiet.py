"""A log tells what went wrong and where, and nothing of what was said."""

import logging

import pytest

from toolkit.ui.serving.quiet import only_a_line

NAME = "Olav Tryggvason"


def fails(depth: int) -> None:
    if depth:
        fails(depth - 1)
    raise KeyError(NAME)


def test_an_error_is_told_by_kind_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("tests.quiet")
    only_a_line(log)
    try:
        fails(20)
    except KeyError:
        log.exception("of %s", NAME)
    log.error("of %s", NAME)
    log.warning("of %s", NAME)
    told, plain = capsys.readouterr().err.splitlines()
    assert told.startswith(
        f"makkerskap: KeyError {__name__}:{fails.__code__.co_firstlineno + 3} < "
    )
    assert NAME not in told
    assert len(told) < 500
    assert plain == "makkerskap: tests.quiet"
