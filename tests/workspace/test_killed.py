"""Killed in the middle of what writes files anew: at every step, before it and after it.

What is there afterwards is the old or the new, whole; nothing half-made is left when it has been
opened again, and no name stands where it should not.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.workspace.attempts import Attempts
from toolkit.workspace.beside import last_backup
from toolkit.workspace.database import is_encrypted
from toolkit.workspace.opening import open_workspace

from .kept import PASSPHRASE, Database, everything, holds
from .works import NAMES, a_class

TESTS = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills")

# Starts a child for every line of JSON, and tells how it ended; they are copies of this process,
# which has the imports behind it.
PROGRAM = """
import json, os, signal, sys, tempfile, traceback
from pathlib import Path
from quick_keys import derive_quickly
from toolkit.workspace import copying, protecting, scrubbing, taking_in
from toolkit.workspace.erasing import delete_school_year
from toolkit.workspace.opening import open_workspace

owners = {"Path": Path, "protecting": protecting, "copying": copying, "scrubbing": scrubbing,
          "taking_in": taking_in}
derive_quickly()

def act(folder, location, passphrase, what, owner, name, moment):
    def deadly(act):
        def acting(*given, **named):
            if moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            act(*given, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        return acting

    def die():
        setattr(owners[owner], name, deadly(getattr(owners[owner], name)))

    tempfile.tempdir = folder
    workspace = open_workspace(location, passphrase)
    if what == "set":
        die(); protecting.with_passphrase(workspace, "en helt ny setning")
    elif what == "remove":
        die(); protecting.with_passphrase(workspace, None)
    elif what == "backup":
        die(); protecting.backup(workspace)
    elif what == "delete":
        year = workspace.classes()[0].school_year
        die(); delete_school_year(workspace, year)
    elif what == "restore":
        content = protecting.backup(workspace)
        (kept,) = workspace.classes()
        delete_school_year(workspace, kept.school_year)
        die(); protecting.restored(workspace, content, passphrase)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        try:
            act(*json.loads(line))
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""

ANEW = [
    ("Path", "replace"),
    ("scrubbing", "delete_backups"),
    ("scrubbing", "run_alone"),
    ("copying", "copy_rows"),
    ("copying", "run_alone"),  # the backup of what is new
]
STEPS = {
    "set": ANEW,
    "remove": ANEW,
    "backup": [("copying", "run_alone"), ("Path", "read_bytes")],
    "delete": [
        ("scrubbing", "_set_mark"),
        ("scrubbing", "delete_backups"),
        ("scrubbing", "run_alone"),
        ("Path", "unlink"),
    ],
    "restore": [("taking_in", "copy_rows"), ("Path", "replace"), ("Path", "write_bytes")],
}
CASES = [
    (what, *step, moment)
    for what, steps in STEPS.items()
    for step in steps
    for moment in ("before", "after")
]


type Kill = Callable[..., int]


@pytest.fixture(scope="module")
def killed() -> Iterator[Kill]:
    """Does something to a database in a process that kills itself; gives how that one ended."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=TESTS,
    ) as children:
        assert children.stdin
        assert children.stdout
        told = children.stdout

        def killed(database: Database, folder: Path, *case: str) -> int:
            given = (str(folder), database.location, database.passphrase, *case)
            print(json.dumps(given), file=children.stdin, flush=True)
            return int(told.readline())

        yield killed


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_nothing_half_made_is_left(
    case: tuple[str, str, str, str],
    plain: Database,
    encrypted: Database,
    tmp_path: Path,
    killed: Kill,
) -> None:
    what = case[0]
    database = encrypted if what == "remove" else plain
    workspace = database.open()
    workspace.begin(a_class(periods=1))
    before = everything(workspace)
    database.close()
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    assert killed(database, elsewhere, *case) == -signal.SIGKILL
    assert list(elsewhere.iterdir()) == []  # no copy where nobody would look for it
    Attempts(database.path).forget()
    asked = is_encrypted(database.path)
    is_as_before = asked == (what == "remove")
    if what in ("set", "remove") and is_as_before:
        assert last_backup(database.path).exists()
    database.passphrase = (
        None if not asked else PASSPHRASE if what == "remove" else "en helt ny setning"
    )
    workspace = database.open()
    found = everything(workspace)
    if what == "delete" or what == "restore":
        assert found["student"] in ([], before["student"])
    else:
        assert found == before
    if what in ("set", "remove"):
        kept_beside = open_workspace(str(last_backup(database.path)), database.passphrase)
        assert everything(kept_beside)["student"] == before["student"]
        kept_beside.close()
    left = {file.name for file in database.path.parent.iterdir()}
    allowed = {"makkerskap.db", "makkerskap.db.in-use", "makkerskap.db.backup-last"}
    assert left <= allowed
    expected = (
        set()
        if asked or not found["student"]
        else left & {"makkerskap.db", "makkerskap.db.backup-last"}
    )
    for name in NAMES[:2]:
        assert holds(database.path.parent, name) == expected
    database.close()


def test_a_half_made_copy_in_plain_text_is_gone_before_anyone_is_let_in(
    encrypted: Database,
) -> None:
    encrypted.open().begin(a_class())
    encrypted.close()
    half = encrypted.path.with_name("makkerskap.db.new-0123abcd")
    half.write_text(NAMES[0])
    half.with_name(half.name + "-journal").write_text(NAMES[0])
    with pytest.raises(Exception, match="opens with its passphrase"):
        open_workspace(encrypted.location)
    assert holds(encrypted.path.parent, NAMES[0]) == set()


def test_what_another_page_is_writing_is_left_alone(plain: Database) -> None:
    page = plain.open()
    half = plain.path.with_name("makkerskap.db.new-0123abcd")
    half.write_text("theirs")
    plain.open()
    assert half.exists()
    page.close()


def test_a_backup_that_was_broken_off_never_has_a_whole_one_s_name(
    plain: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    replace = Path.replace

    def look(self: Path, target: Path) -> Path:
        seen.append({file.name for file in self.parent.iterdir()})
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look)
    plain.open().begin(a_class())
    (there,) = seen
    assert "makkerskap.db.backup-last" not in there
