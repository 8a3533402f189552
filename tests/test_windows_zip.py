"""How the zip for Windows is laid out; what is in it runs on Windows alone, and is not run here."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program that makes it, which here installs one file in place of the packages."""
    found = spec_from_file_location("windows", Path(__file__).parents[1] / "deploy" / "windows.py")
    assert found
    assert found.loader
    program = module_from_spec(found)
    found.loader.exec_module(program)

    def install(packages: Path, version: str) -> None:
        for file in (f"toolkit/{version}.py", "share/jupyter/labextensions/package.json"):
            (packages / file).parent.mkdir(parents=True)
            (packages / file).touch()

    monkeypatch.setattr(program, "install", install)
    return program


def embeddable(folder: Path, *names: str) -> Path:
    file = folder / "embed.zip"
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return file


def test_python_finds_what_lies_beside_it(windows: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / windows.NAME
    folder.mkdir()
    windows.lay_out(embeddable(tmp_path, "python.exe", "python314._pth", "python314.zip"), folder)
    windows.pack(folder, tmp_path / "dist" / "made.zip")
    with ZipFile(tmp_path / "dist" / "made.zip") as made:
        files = {name for name in made.namelist() if not name.endswith("/")}
        paths = made.read(f"{windows.NAME}/python314._pth").decode()
        start = made.read(f"{windows.NAME}/{windows.NAME}.cmd").decode()
    assert files == {
        f"{windows.NAME}/{name}"
        for name in (
            "LES MEG.txt",
            "Lib/site-packages/toolkit/3.14.py",
            "python.exe",
            "python314._pth",
            "python314.zip",
            "share/jupyter/labextensions/package.json",
            f"{windows.NAME}.cmd",
        )
    }
    assert paths.split("\r\n") == ["python314.zip", ".", "Lib\\site-packages", "import site", ""]
    assert start.startswith('@"%~dp0python.exe" -m toolkit dashboard')


@pytest.mark.parametrize(
    "names", [(), ("python.exe",), ("python313._pth",), ("a/python.exe", "a/python313._pth")]
)
def test_another_zip_is_told(windows: ModuleType, tmp_path: Path, names: tuple[str, ...]) -> None:
    given = embeddable(tmp_path, *names)
    with pytest.raises(SystemExit, match="is no Windows embeddable package of Python"):
        windows.lay_out(given, tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"PK"])
def test_what_is_no_zip_is_told(windows: ModuleType, tmp_path: Path, content: bytes | None) -> None:
    given = tmp_path / "embed.zip"
    if content is not None:
        given.write_bytes(content)
    with pytest.raises(SystemExit, match="is no Windows embeddable package of Python"):
        windows.version_of(given)


def test_it_is_asked_for_with_one_zip(windows: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["windows.py"])
    with pytest.raises(SystemExit, match=r"python deploy/windows\.py python-3"):
        windows.main()
