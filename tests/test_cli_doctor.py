"""The command doctor."""

import importlib.metadata
import json
import os
import socket
import sqlite3
import sys
from datetime import datetime
from pathlib import Path
from subprocess import run

import pytest

from toolkit.cli import doctor, main
from toolkit.errors import InputError
from toolkit.ui.serving.ports import DEFAULT_PORT, PORT_RETRIES
from toolkit.workspace.database import connected
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import with_passphrase

SECRET = "Ida Berg"  # a name, where paths and addresses might be told
PASSPHRASE = "en lang setning som ingen gjetter"


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine in order, whose workspace is in a folder called after somebody."""
    folder = tmp_path / SECRET
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", str(folder / f"{SECRET}.db"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("BROWSER", f"{sys.executable} %s")
    monkeypatch.setattr("webbrowser._tryorder", None)  # as it is before it has looked around
    return folder


@pytest.fixture
def file(machine: Path) -> Path:
    return machine / f"{SECRET}.db"


def examined(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, tuple[bool, str]]:
    """Whether each is fine, and what is said of it; the status is held to be as that."""
    status = main(["doctor", "--json", *more])
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert err == ""
    assert SECRET not in out
    assert answer["fine"] == all(one["fine"] for one in answer["checks"]) == (status == 0)
    assert status in (0, 1)
    return {one["check"]: (one["fine"], one["message"]) for one in answer["checks"]}


def wrong(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, str]:
    found = examined(capsys, *more)
    return {check: message for check, (is_fine, message) in found.items() if not is_fine}


def test_on_a_machine_in_order_nothing_is_wrong_and_nothing_is_made(machine, capsys) -> None:
    assert wrong(capsys) == {}
    assert list(machine.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "last"),
    [("nb", "Ingenting er galt."), ("nn", "Ingenting er gale."), ("en", "Nothing is wrong.")],
)
def test_it_says_so_in_words(capsys, language: str, last: str) -> None:
    assert main(["doctor", "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == last
    assert len(lines) == 9


def test_what_is_wrong_is_told_among_the_rest(capsys, file: Path) -> None:
    file.write_text("no workspace at all, but somebody's notes")
    assert main(["doctor", "--lang", "nb"]) == 1
    out = capsys.readouterr().out
    assert "GALT" in out
    assert out.splitlines()[-1] == "Ikke alt er som det skal."


class TestPython:
    def test_an_older_one_is_too_old(self) -> None:
        with pytest.raises(InputError, match=r"Python is 3\.11\.9, and the program needs >=3\.12"):
            doctor.python((3, 11, 9))

    def test_a_newer_one_will_do(self) -> None:
        assert "3.14.0" in str(doctor.python((3, 14, 0)))


class TestPackages:
    def test_one_that_is_missing_or_too_old_is_named(self, monkeypatch, capsys) -> None:
        real = importlib.metadata.version

        def version(name: str) -> str:
            if name == "typst":
                raise importlib.metadata.PackageNotFoundError(name)
            return "6.0" if name == "ipywidgets" else real(name)

        monkeypatch.setattr(importlib.metadata, "version", version)
        said = wrong(capsys)
        assert set(said) == {"packages"}
        assert "typst>=" in said["packages"]
        assert "ipywidgets<9,>=8" in said["packages"]
        assert "pandas" not in said["packages"]

    def test_parts_that_only_a_server_needs_are_not_missed(self, monkeypatch, capsys) -> None:
        real = importlib.metadata.version

        def version(name: str) -> str:
            if name in ("psycopg", "distributed"):
                raise importlib.metadata.PackageNotFoundError(name)
            return real(name)

        monkeypatch.setattr(importlib.metadata, "version", version)
        assert wrong(capsys) == {}

    @pytest.mark.parametrize("missing", ["sqlalchemy", "voila", "tornado", "typst", "numpy"])
    def test_without_one_the_rest_is_still_looked_at(self, missing: str) -> None:
        broken = f"import sys; sys.modules[{missing!r}] = None; from toolkit.cli import main; "
        answer = run(
            [sys.executable, "-c", broken + "sys.exit(main(['doctor', '--json']))"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.stderr == ""
        found = json.loads(answer.stdout)
        assert len(found["checks"]) == 8


class TestFiles:
    def test_a_font_that_is_not_there_is_missed(self, monkeypatch, machine, capsys) -> None:
        monkeypatch.setattr("toolkit.paper.pdf.FONTS", machine)
        assert "missing: fonts." in wrong(capsys)["files"]

    def test_without_dashboards_it_says_so(self, monkeypatch, machine, capsys) -> None:
        monkeypatch.setattr("toolkit.ui.serving.start._PACKAGE", machine / "toolkit")
        assert "missing: dashboards." in wrong(capsys)["files"]


class TestWorkspace:
    def test_one_that_is_there_is_not_touched(self, file: Path, capsys) -> None:
        open_workspace(file).close()
        before = {one: (one.stat().st_mtime_ns, one.read_bytes()) for one in file.parent.iterdir()}
        assert examined(capsys)["workspace"] == (True, "The workspace can be opened and saved to.")
        after = {one: (one.stat().st_mtime_ns, one.read_bytes()) for one in file.parent.iterdir()}
        assert after == before

    def test_an_encrypted_one_stays_closed(self, file: Path, capsys) -> None:
        with_passphrase(open_workspace(file), PASSPHRASE).close()
        is_fine, said = examined(capsys)["workspace"]
        assert is_fine
        assert "passphrase" in said

    def test_another_programs_is_not_taken(self, file: Path, capsys) -> None:
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.close()
        assert "another program" in wrong(capsys)["workspace"]

    def test_a_newer_versions_is_told(self, file: Path, capsys) -> None:
        open_workspace(file).close()
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()
        assert "newer version" in wrong(capsys)["workspace"]

    def test_one_that_another_holds_locked_is_told(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, capsys
    ) -> None:
        monkeypatch.setattr("toolkit.workspace.database._PATIENCE", 0.1)
        open_workspace(file).close()
        holding = connected(file, None)  # a lock of the same library: POSIX has one a process
        holding.execute("BEGIN EXCLUSIVE")
        try:
            assert "is using the workspace" in wrong(capsys)["workspace"]
        finally:
            holding.close()

    def test_a_damaged_one_is_told(self, file: Path, capsys) -> None:
        open_workspace(file).close()
        content = bytearray(file.read_bytes())
        content[4096:12288] = b"\x00" * 8192
        file.write_bytes(content)
        assert "damaged" in wrong(capsys)["workspace"]

    @pytest.mark.parametrize("there", [True, False])
    def test_one_that_may_not_be_written_is_told(
        self, file: Path, monkeypatch, capsys, there: bool
    ) -> None:
        if there:
            open_workspace(file).close()
        forbidden = file if there else file.parent
        monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != forbidden)
        assert "may not be written" in wrong(capsys)["workspace"]

    def test_a_folder_is_no_workspace(self, machine: Path, capsys) -> None:
        assert "cannot be opened" in wrong(capsys, "--workspace", str(machine))["workspace"]

    def test_where_nothing_is_kept_nothing_is_looked_for(self, machine: Path, capsys) -> None:
        assert wrong(capsys, "--workspace", "none") == {}
        assert list(machine.iterdir()) == []

    def test_a_server_that_does_not_answer_is_told_without_its_address(self, capsys) -> None:
        address = "postgresql://ida:hemmelig@127.0.0.1:1/skole"
        assert main(["doctor", "--json", "--workspace", address]) == 1
        out = capsys.readouterr().out
        assert "cannot be opened" in out
        assert not any(word in out for word in ("hemmelig", "127.0.0.1", "ida"))


def test_a_full_disk_is_told(monkeypatch, capsys) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: type("", (), {"free": 3_000_000}))
    assert "3 MB are free" in wrong(capsys)["space"]


def test_a_clock_that_is_before_the_last_save_is_wrong(file: Path, capsys) -> None:
    open_workspace(file).close()
    ahead = datetime.now().timestamp() + 7 * 86_400  # noqa: DTZ005 the machine's own
    os.utime(file, (ahead, ahead))
    assert "clock of this machine is wrong" in wrong(capsys)["clock"]


class TestPort:
    def test_one_that_is_taken_is_no_harm(self, capsys) -> None:
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                taken.bind(("127.0.0.1", DEFAULT_PORT))
                taken.listen()
            except OSError:
                pass  # somebody else has it, which is as good
            is_fine, said = examined(capsys)["port"]
        assert is_fine
        assert f"Port {DEFAULT_PORT} is taken" in said

    def test_that_all_are_taken_is(self, monkeypatch, capsys) -> None:
        def refuse(_host: str, _port: int) -> None:
            raise InputError(doctor.Message("taken"))

        monkeypatch.setattr("toolkit.ui.serving.start.refuse_unusable", refuse)
        assert f"to {DEFAULT_PORT + PORT_RETRIES} is taken" in wrong(capsys)["port"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_there_is_no_browser(monkeypatch, capsys) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "--no-browser" in wrong(capsys)["browser"]


def test_whatever_breaks_a_check_the_rest_is_told(monkeypatch, capsys) -> None:
    def broken() -> doctor.Message:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(doctor, "browser", broken)
    assert wrong(capsys) == {"browser": "This could not be looked at: RuntimeError."}
