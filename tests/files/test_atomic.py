import os
import stat
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.files.atomic import write_whole


def test_writes_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "plan.csv"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failing_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "plan.csv"
    path.write_bytes(b"old")

    def fail(*_args):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match=r"plan\.csv: The file cannot be written"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_keeps_the_permissions_of_the_old_file(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    other, path = tmp_path / "other", tmp_path / "plan.csv"
    other.touch()
    write_whole(path, b"new")
    assert path.stat().st_mode == other.stat().st_mode


def test_writes_through_a_link(tmp_path):
    path, link = tmp_path / "plan.csv", tmp_path / "link"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_writes_to_a_device():
    write_whole(os.devnull, b"new")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "says"), [("", "This is a folder"), ("none/plan.csv", "does not exist")]
)
def test_says_why_it_cannot_write(tmp_path, name, says):
    with pytest.raises(InputError, match=says):
        write_whole(tmp_path / name, b"new")
