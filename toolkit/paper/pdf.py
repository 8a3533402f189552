"""A page layout and what is to stand in it, as a tagged PDF that anyone can have read aloud.

The layouts in ``typst/`` get what they show as JSON, so that nothing in a name is ever markup.
The font is our own, with the letters of Norwegian and Sámi; what it has not, as Arabic or Chinese,
is looked for among the fonts of the machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from toolkit.messages import Language

_HERE = Path(__file__).parent
_LAYOUTS, FONTS = _HERE / "typst", _HERE / "fonts"
_SAME_TIME = 946_684_800  # of every document, in seconds: the same input gives the same bytes
_ACCESSIBLE = ("ua-1",)
_POINTS_AN_INCH = 72


@dataclass(frozen=True, slots=True)
class Page:
    """What is laid out: by which layout, with a ``title`` among the content, in which language."""

    layout: str
    content: Mapping[str, object]
    language: Language


def pdf_of(page: Page) -> bytes:
    """The PDF/UA-1 of a page, or of several.

    Where no font of the machine has a letter of a name, a box stands for it, and the PDF, still
    tagged, is not PDF/UA.
    """
    from typst import TypstError

    for own_font_alone in (True, False):
        try:
            return _compiled(page, "pdf", own_font_alone=own_font_alone, standards=_ACCESSIBLE)[0]
        except TypstError:  # a letter that no font has
            continue
    return _compiled(page, "pdf")[0]


def picture_of(page: Page) -> bytes:
    """The first page as a PNG, some 600 points wide where it is A4 upright."""
    return _compiled(page, "png")[0]


def _compiled(
    page: Page, kind: Literal["pdf", "png"], *, own_font_alone: bool = False, standards: Any = ()
) -> list[bytes]:
    """A file, or the picture of each page."""
    import typst

    made = typst.compile(
        _LAYOUTS / f"{page.layout}.typ",
        root=_LAYOUTS,
        font_paths=[FONTS],
        ignore_system_fonts=own_font_alone,
        format=kind,
        ppi=_POINTS_AN_INCH,
        pdf_standards=[*standards],
        sys_inputs={"data": json.dumps({**page.content, "language": page.language.value})},
        timestamp=_SAME_TIME,
    )
    return [made] if isinstance(made, bytes) else list(made)
