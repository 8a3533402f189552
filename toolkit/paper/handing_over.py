"""What whoever takes over needs to know, on one page."""

from __future__ import annotations

from toolkit.messages import Language, Message, Words
from toolkit.paper.facts import readable
from toolkit.paper.pdf import Page, pdf_of
from toolkit.school.handing_over import HandingOver
from toolkit.values import only, translator


def handing_over_pdf(
    handed: HandingOver, language: Words = Language.NB, *, school: str = ""
) -> bytes:
    """The page to print. It names the staff; the same input gives the same bytes."""
    _ = translator(language)
    only(handed, HandingOver, "handed")
    names = (only(school, str, "school"), handed.school_year, _.language.date(handed.on))
    content = {
        "title": _(Message("VIP Makkerskap: handing over")),
        "of": " · ".join(readable(name) for name in names if name),
        "parts": [
            {
                "title": _(part.title),
                "lines": [readable(_(one)) for one in part.lines],
                "otherwise": _(part.otherwise),
                "open": part.is_open,
            }
            for part in handed.parts
        ],
    }
    return pdf_of(Page("handing_over", content, _.language))
