"""The command install-shortcut, and the program without a command."""

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.cli import commands, main
from toolkit.cli.shortcut import Shortcut
from toolkit.errors import InputError

ODD = '50 % rabatt/Åse\'s $HOME "mappe" `ls` \\'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "en")
    for name in ("XDG_DATA_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
class TestEverySystem:
    def test_it_is_put_there_and_taken_away(self, system: str, home: Path) -> None:
        shortcut = Shortcut.on(system, home, ["python", "-m", "toolkit"])
        shortcut.install()
        shortcut.install()  # once more is as once
        assert [one for one in home.rglob("*") if one.is_file()] == [shortcut.path]
        assert os.access(shortcut.path, os.X_OK)
        assert "Your classes are kept" in str(shortcut.remove())
        assert not shortcut.path.exists()
        assert "no shortcut" in str(shortcut.remove())

    def test_anothers_file_is_left(self, system: str, home: Path) -> None:
        shortcut = Shortcut.on(system, home, ["python"])
        shortcut.path.parent.mkdir(parents=True)
        shortcut.path.write_text("mine")
        for refused in (shortcut.install, shortcut.remove):
            with pytest.raises(InputError, match="Another file"):
                refused()
        assert shortcut.path.read_text() == "mine"

    def test_where_it_may_not_be_written_it_says_so(self, system: str, home: Path) -> None:
        (home / "taken").write_text("a file where a folder should be")
        with pytest.raises(InputError, match="may not be written to"):
            Shortcut.on(system, home / "taken", ["python"]).install()


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_whatever_the_folder_is_called_its_python_is_started(system: str, home: Path) -> None:
    program = home / ODD / "python"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n')
    program.chmod(0o755)
    command = [str(program), "-m", "toolkit", "--lang", "nn"]
    shortcut = Shortcut.on(system, home, command)
    shortcut.install()
    started = [str(shortcut.path)] if system == "darwin" else as_a_desktop_reads(shortcut.path)
    said = subprocess.run(started, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == command


def as_a_desktop_reads(path: Path) -> list[str]:
    """The words of Exec: first a string's escapes, then the quotes, then the field codes."""
    entry = configparser.RawConfigParser(comment_prefixes="#")
    entry.optionxform = str
    entry.read(path, "utf-8")
    line = entry["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    words, word, signs = [], None, iter(line)
    for sign in signs:
        if sign == '"':
            words, word = (words, "") if word is None else ([*words, word], None)
        elif word is not None:
            word += next(signs) if sign == "\\" else sign
    return [one.replace("%%", "%") for one in words]


def test_windows_reads_it_as_utf_8_and_as_it_is_written(home: Path) -> None:
    shortcut = Shortcut.on("win32", home, [r"C:\Users\Åse\50 %TEMP%\python.exe", "-m", "toolkit"])
    lines = shortcut.content.decode().split("\r\n")
    assert lines[0] == "@echo off"
    assert lines.index("chcp 65001 >nul") < 4
    assert r'"C:\Users\Åse\50 %%TEMP%%\python.exe" "-m" "toolkit"' in lines
    assert "\n" not in "".join(lines)
    assert shortcut.path.relative_to(home).parts[-3:-1] == ("Start Menu", "Programs")


@pytest.mark.skipif(sys.platform != "linux", reason="looks where Linux has it")
@pytest.mark.parametrize(
    ("language", "there", "gone"),
    [
        ("nb", "VIP Makkerskap står nå blant programmene", "Snarveien er tatt bort"),
        ("nn", "VIP Makkerskap står no blant programma", "Snarvegen er teken bort"),
    ],
)
def test_the_command(home: Path, capsys, language: str, there: str, gone: str) -> None:
    assert main(["install-shortcut", "--lang", language]) == 0
    assert there in capsys.readouterr().out
    (made,) = (home / ".local/share/applications").iterdir()
    assert as_a_desktop_reads(made) == [sys.executable, "-m", "toolkit", "--lang", language]
    assert main(["install-shortcut", "--remove", "--lang", language]) == 0
    assert gone in capsys.readouterr().out
    assert not made.exists()


@pytest.mark.parametrize("before", [(), ("--lang", "nn")])
def test_without_a_command_the_dashboard_opens(monkeypatch, before: tuple[str, ...]) -> None:
    asked = []
    monkeypatch.setattr(commands, "dashboard", lambda options, _translate: asked.append(options))
    main(before)
    main([*before, "dashboard"])
    alone, named = asked
    assert vars(alone) == vars(named)
