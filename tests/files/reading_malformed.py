"""A program that reads malformed files one after another, and tells what became of them.

It is a process of its own, so that its memory is that of the readers, and so that a reader that
never ends can be ended.
"""

import faulthandler
import json
import re
import resource
import sys
import traceback
from collections import Counter
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files.plans import read_plans
from toolkit.files.rooms import read_room
from toolkit.files.rosters import read_roster
from toolkit.files.rules import read_rules
from toolkit.files.sources import Source
from toolkit.messages import Translator

from .building import IDENTITY_NUMBER
from .malformed import ROWS, all_malformed

_HANGING = 120  # seconds for one file, on the slowest machine
_IN_BOKMAL = Translator("nb")


def outcome_of(reader: str, content: bytes, roster) -> str:
    """What kind of end the reading came to; anything but "read" and "refused" is a fault."""
    source = Source("class.csv", content)
    try:
        match reader:
            case "roster":
                found = read_roster(source).students
            case "rules":
                found = read_rules(source, roster)
            case "room":
                found = read_room(source)
            case "plan":
                found = read_plans(source)
    except InputError as error:
        return fault_of(error) or "refused"
    return "kept an identity number" if tells(repr(found)) else "read"


def fault_of(error: InputError) -> str:
    if error.spot is None or not error.spot.file.startswith("class.csv"):
        return "no place"
    for text in (str(error), error.translated(_IN_BOKMAL)):
        if tells(text):
            return "told an identity number"
        if len(text) > 2_000:
            return "a very long sentence"
    return ""


def tells(text: str) -> bool:
    return IDENTITY_NUMBER in re.sub(r"[\s.]", "", text)


def main(count: int) -> None:
    roster = read_roster(Source("8a.csv", "".join(";".join(row) + "\n" for row in ROWS).encode()))
    outcomes: Counter[str] = Counter()
    faults = []
    for number, (reader, content) in all_malformed(count):
        faulthandler.dump_traceback_later(_HANGING, exit=True)
        sys.stderr.write(f"{number}\n")
        try:
            outcome = outcome_of(reader, content, roster)
        except BaseException:
            outcome = traceback.format_exc()
        faulthandler.cancel_dump_traceback_later()
        outcomes[outcome if outcome in ("read", "refused") else "fault"] += 1
        if outcome not in ("read", "refused"):
            faults.append(f"{number} ({reader}): {outcome}")
    sys.stdout.write(json.dumps({"outcomes": outcomes, "faults": faults, "peak": peak_memory()}))


def peak_memory() -> int:
    """The most that this program has held at once, in bytes.

    On Linux not from ``getrusage``, which begins with what the process that started us held.
    """
    if sys.platform == "linux":
        (line,) = re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
        return int(line) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main(int(sys.argv[1]))
