"""Papers opened by other programs: poppler reads PDF, LibreOffice makes PDF of Word files."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

READS_PDF = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdftoppm"))),
    reason="pdftotext and pdftoppm are not installed (Debian: apt-get install poppler-utils)",
)
OPENS_WORD = pytest.mark.skipif(
    not shutil.which("soffice"),
    reason="LibreOffice is not installed (Debian: apt-get install libreoffice-writer-nogui)",
)
POINT = 25.4 / 72
"""In mm."""

_CAPITALS = 0.714 / 1.362  # of our font: how much of a line as poppler sees it they are high


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, and where it stands, in points from the upper left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def capitals(self) -> float:
        """How high its capitals are, in mm, flat or upright; of four letters or more."""
        return min(self.right - self.left, self.bottom - self.top) * _CAPITALS * POINT


def text_of(pdf: bytes) -> str:
    """What a PDF says, in the order in which it is read."""
    return _run(["pdftotext", "-raw", "-", "-"], pdf).decode()


def words_of(pdf: bytes) -> list[Word]:
    """All words of a PDF with their places."""
    places = _run(["pdftotext", "-bbox", "-", "-"], pdf)
    tree = ElementTree.fromstring(places)  # noqa: S314  # poppler's own
    pages = tree.iter("{http://www.w3.org/1999/xhtml}page")
    return [
        Word(
            number,
            one.text or "",
            *(float(one.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")),
        )
        for number, page in enumerate(pages)
        for one in page.iter("{http://www.w3.org/1999/xhtml}word")
    ]


def greys(pdf: bytes, page: int, dots: int) -> np.ndarray:
    """A page as a printer without colours has it: how light each dot is, from 0 to 1."""
    number = str(page + 1)
    picture = _run(["pdftoppm", "-gray", "-r", str(dots), "-f", number, "-l", number, "-"], pdf)
    file = io.BytesIO(picture)
    assert file.readline() == b"P5\n"
    width, height = map(int, file.readline().split())
    assert file.readline() == b"255\n"
    return np.frombuffer(file.read(), np.uint8).reshape(height, width) / 255


def office_pdfs(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word files as LibreOffice prints them to PDF, by their names without the ending."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = folder / "made"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", made]
    subprocess.run([*command, *(folder / name for name in files)], check=True, capture_output=True)
    return {file.stem: file.read_bytes() for file in made.glob("*.pdf")}


def _run(command: list[str], given: bytes) -> bytes:
    return subprocess.run(command, input=given, check=True, capture_output=True).stdout
