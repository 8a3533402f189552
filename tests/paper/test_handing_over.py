"""The page of handing over, opened with other programs."""

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

import toolkit as mk
from tests.paper.classes import words
from tests.school.reports import STAFF
from toolkit.errors import InputError
from toolkit.messages import Message, Translator
from toolkit.school.adaptations import Adaptation, Adapted, OfClass, Reason
from toolkit.school.handing_over import Coming, HandingOver
from toolkit.school.tasks import dated_tasks

DAY = date(2027, 1, 11)
FULL = HandingOver(
    "2026/2027",
    DAY,
    tuple(STAFF),
    tuple(
        OfClass("8A", at, DAY, Adaptation(Adapted.LATE, Reason.OTHER, "n" * 70 + f" {at:03}"))
        for at in range(40)
    ),
    tuple(Coming(DAY + timedelta(at), Message("Period {number}", number=at)) for at in range(3)),
    tuple(dated_tasks(date(2026, 8, 17))),
)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_full_year_is_one_page_and_says_all_of_it(language: str) -> None:
    made = mk.handing_over_pdf(FULL, language, school="Lia skole")
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    read = "".join(words(made).split())
    _ = Translator(language)
    for part in FULL.parts:
        for one in (part.title, *part.lines):
            assert "".join(_(one).split()) in read
    assert made == mk.handing_over_pdf(FULL, language, school="Lia skole")
    with pytest.raises(InputError, match="HandingOver"):
        mk.handing_over_pdf("2026")  # type: ignore[arg-type]
