import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.ui.serving import accounts
from toolkit.ui.serving.folder import folder_of_this_run

BE_KILLED = """
import os, sys
from pathlib import Path
from toolkit.ui.serving.folder import folder_of_this_run
with folder_of_this_run(Path(sys.argv[1])) as folder:
    (folder / "kopi.db").write_text("Ida Berg")
    print(folder, flush=True)
    os.kill(os.getpid(), 9)
"""


def test_it_is_gone_afterwards(tmp_path: Path) -> None:
    with folder_of_this_run(tmp_path) as mine:
        assert mine.stat().st_mode & 0o077 == 0
        (mine / "sub").mkdir()
    assert not mine.exists()


def test_what_a_killed_program_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "makkerskap-klasse").mkdir()
    command = [sys.executable, "-c", BE_KILLED, str(tmp_path)]
    killed = subprocess.run(command, capture_output=True, text=True, check=False)
    left = Path(killed.stdout.strip())
    assert (left / "kopi.db").exists()
    with folder_of_this_run(tmp_path) as one, folder_of_this_run(tmp_path) as another:
        assert one.exists()
        assert another.exists()
        assert not left.exists()
        assert (tmp_path / "makkerskap-klasse").exists()


def test_a_home_is_lived_in_when_more_is_there_than_it_was_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skeleton, home = tmp_path / "skel", tmp_path / "kari"
    for made in (skeleton, home):
        made.mkdir()
        (made / ".profile").touch()
    monkeypatch.setattr(accounts, "_SKELETON", skeleton)
    assert not accounts._is_lived_in(home)
    assert not accounts._is_lived_in(tmp_path / "nobody")
    (home / ".bash_history").touch()
    assert accounts._is_lived_in(home)


def test_where_it_is_not_known_others_are_thought_to_be_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> bool:
        raise OSError

    monkeypatch.setattr(accounts, "_others_on_posix", fail)
    assert accounts.is_shared()
