"""Lays out the dashboard for Windows as one zip: unpacked anywhere, it runs, and installs nothing.

python deploy/windows.py python-3.13.N-embed-amd64.zip

The zip that is given is Python's own "Windows embeddable package (64-bit)" from python.org. All
else are wheels for Windows, in the versions and with the checksums of requirements.lock. This
works on any system; what it makes runs on Windows alone.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

ROOT = Path(__file__).parents[1]
NAME = "VIP Makkerskap"
PLATFORM = "x86_64-pc-windows-msvc"
START = '@"%~dp0python.exe" -m toolkit dashboard %*\r\n@if errorlevel 1 pause\r\n'
READ_ME = """\
VIP Makkerskap

1. Pakk ut hele mappa, for eksempel i Dokumenter. Den kan ikke brukes fra zip-fila.
2. Dobbeltklikk på "VIP Makkerskap" (Windows-kommandoskript). Nettleseren åpner seg.
3. La vinduet stå åpent mens du arbeider. Lukk det når du er ferdig.

Ingenting blir installert. Klassene dine ligger i din egen brukermappe, ikke i denne mappa:
den kan slettes eller byttes ut med en nyere uten at de blir borte.
"""


def version_of(embedded: Path) -> str:
    """Which Python an embeddable package is ("3.13"); ends the program if it is none."""
    try:
        with ZipFile(embedded) as archive:
            names = archive.namelist()
    except (OSError, BadZipFile):
        names = []
    found = [named for name in names if (named := re.fullmatch(r"python(\d)(\d+)\._pth", name))]
    if len(found) != 1 or "python.exe" not in names:
        sys.exit(f"{embedded} is no Windows embeddable package of Python; python.org has it.")
    return f"{found[0][1]}.{found[0][2]}"


def lay_out(embedded: Path, folder: Path) -> None:
    """Put Python, the packages and what starts them into an empty folder."""
    version = version_of(embedded)
    with ZipFile(embedded) as archive:
        archive.extractall(folder)
    packages = folder / "Lib" / "site-packages"
    install(packages, version)
    # Jupyter looks for what belongs to packages beside the program.
    shutil.move(packages / "share", folder / "share")
    python = "python" + version.replace(".", "")
    (folder / f"{python}._pth").write_text(
        f"{python}.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n", "ascii", newline=""
    )
    (folder / f"{NAME}.cmd").write_text(START, "ascii", newline="")
    (folder / "LES MEG.txt").write_text(READ_ME, "utf-8-sig", newline="\r\n")


def install(packages: Path, version: str) -> None:
    """Install what the lock holds for Windows, and this checkout."""
    into = ("--target", packages, "--python-platform", PLATFORM, "--python-version", version)
    with TemporaryDirectory() as place:
        _run("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", place, ROOT)
        (wheel,) = Path(place).glob("*.whl")
        uv = ("uv", "pip", "install", "--quiet", "--only-binary", ":all:", *into)
        _run(*uv, "--require-hashes", "-r", ROOT / "requirements.lock")
        _run(*uv, "--no-deps", wheel)


def pack(folder: Path, file: Path) -> None:
    """Put a folder into a zip, under the program's name."""
    made = shutil.make_archive(str(folder), "zip", folder.parent, folder.name)
    file.parent.mkdir(exist_ok=True)
    shutil.move(made, file)


def _run(*command: str | Path) -> None:
    subprocess.run([sys.executable, "-m", *command], check=True)


def main() -> None:
    """Make the zip in dist/."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with TemporaryDirectory() as place:
        folder = Path(place) / NAME
        folder.mkdir()
        lay_out(Path(sys.argv[1]), folder)
        file = ROOT / "dist" / "makkerskap-windows.zip"
        pack(folder, file)
    print(f"{file}: {file.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
