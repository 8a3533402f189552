"""What papers are made of, as the command line names it."""

import argparse
from pathlib import Path

from toolkit.cli.seats import class_to_seat, room_for
from toolkit.errors import InputError, Spot
from toolkit.files.sources import Readable
from toolkit.messages import Message, Translator
from toolkit.paper.making import Papers, papers

_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc")


def made(options: argparse.Namespace, translate: Translator) -> Papers:
    """The papers that are asked for."""
    if (options.seats is None) != (options.room is None):
        raise InputError(Message("Give both or neither: --seats and --room."))
    plan, roster, _, read = class_to_seat(options, translate)
    room = None if options.room is None else room_for(options.room, plan, roster)
    return papers(
        plan,
        options.period,
        roster=roster,
        seating=None if room is None else read(options.seats, room),
        school=options.school,
        templates={} if options.templates is None else _templates_in(options.templates),
        language=translate,
    )


def _templates_in(folder: str) -> dict[str, Readable]:
    """The Word files in a folder, by their names; what Word keeps of an open one is none."""
    if not Path(folder).is_dir():
        raise InputError(Message("There is no such folder. Check its name."), Spot(folder))
    word = sorted(path for path in Path(folder).iterdir() if path.suffix.casefold() in _WORD)
    return {path.name: path for path in word if not path.name.startswith(("~$", "."))}


def as_names(files: Papers, options: argparse.Namespace) -> dict[str, object]:
    """What ``--json`` tells of them."""
    return {"period": options.period, "papers": [*files]}
