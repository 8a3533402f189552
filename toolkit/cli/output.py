"""What the program answers with: its result on standard output, and how it ended."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.standard_output import ours


class Exit(IntEnum):
    """How the program ended."""

    DONE = 0
    BROKEN_RULES = 1
    UNUSABLE_INPUT = 2
    CONFLICT = 3
    INTERRUPTED = 130


@contextmanager
def writing() -> Iterator[None]:
    """Write to standard output, all of it at the end of this, so that a failure is explained.

    Raises ``InputError`` where it cannot be written.
    """
    try:
        with ours():
            yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(Message("The output cannot be written. Is the disk full?")) from error


def refuse_unwritable_output(options: argparse.Namespace) -> None:
    """Raise ``InputError`` where the file to write cannot be, before anything is worked out."""
    refuse_unwritable_file(options.output)


def refuse_unwritable_file(path: str | None) -> None:
    """Raise ``InputError`` where there is to be a file that cannot be written."""
    from toolkit.files.atomic import refuse_unwritable

    if path is not None:
        with ours():  # which the file may be, as /dev/stdout
            refuse_unwritable(path)


def refuse_unwritable_pdf(path: str | None) -> None:
    """The same of a file that is to be a PDF, and has to be called one."""
    if path is not None and Path(path).suffix.lower() != ".pdf":
        raise InputError(Message("Give the file the ending .pdf."), Spot(Path(path).name or path))
    refuse_unwritable_file(path)


def write(text: str) -> None:
    """Write a whole text as the result. Raises as ``writing``."""
    with writing():
        sys.stdout.write(text)


def write_json(value: dict[str, object]) -> None:
    """Write one object on a line as the result. Raises as ``writing``."""
    write(as_json(value))


def as_json(value: dict[str, object]) -> str:
    """One object on a line."""
    return json.dumps(value, ensure_ascii=False) + "\n"
