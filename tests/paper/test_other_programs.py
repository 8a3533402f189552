"""Papers are what other programs take them for: poppler, pikepdf, LibreOffice, vobject."""

import hashlib
import io
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
import vobject

import toolkit as mk
from tests.paper.classes import papers_of, plan_of, seated
from tests.paper.other_programs import OPENS_WORD, READS_PDF, office_pdfs, text_of
from toolkit.samples import samples

LANGUAGES = ("nb", "nn", "en")
SAMPLES = {sample.key: sample for sample in samples()}
CLASSES = (("ordinary", "8A", "nb"), ("small", "10C", "nn"), ("year", "1STC", "en"))
"""A sample, one of its classes, and the language of its papers."""


def sample_papers(key: str, school_class: str, language: str) -> tuple[mk.Plan, mk.Papers]:
    """The papers of a sample class, grouped and seated as its list has it."""
    everyone = [
        student
        for student in mk.read_roster(SAMPLES[key].roster_path)
        if student.school_class in (school_class, "")
    ]
    plan = plan_of(everyone)
    plan = mk.Plan(plan.periods, school_class)
    return plan, mk.papers(plan, 1, seating=seated(plan, "horseshoe"), language=language)


def names_in(group: mk.Group) -> list[str]:
    return [student.name for pair in group.pairs for student in pair.students]


def in_order(names: list[str], text: str) -> bool:
    """Whether the names stand in the text in this order, wherever lines are broken."""
    text, at = "".join(text.split()), 0
    for name in names:
        at = text.find("".join(name.split()), at)
        if at < 0:
            return False
    return True


@READS_PDF
@pytest.mark.parametrize(("key", "school_class", "language"), CLASSES)
def test_the_names_of_a_sample_class_are_read_in_the_order_of_its_groups(
    key: str, school_class: str, language: str
) -> None:
    plan, made = sample_papers(key, school_class, language)
    groups = [names_in(group) for group in plan.periods[0].groups]
    seats, groups_page, cards = [content for name, content in made.items() if ".pdf" in name]
    for names in groups:
        assert in_order(names, text_of(groups_page))
        assert in_order(names, text_of(cards))
    pages = text_of(seats).split("\f")
    assert len(pages) == 3  # the last is what stands behind the last page
    for page in pages[:2]:
        whole = "".join(page.replace("-\n", "").split())
        for name in (name for names in groups for name in names):
            assert name.replace(" ", "").replace("-", "") in whole.replace("-", ""), page


@pytest.mark.parametrize(("key", "school_class", "language"), CLASSES)
def test_every_pdf_is_tagged_and_says_what_and_in_which_language_it_is(
    key: str, school_class: str, language: str
) -> None:
    plan, made = sample_papers(key, school_class, language)
    names = [student.name for student in plan.periods[0].students]
    for name, content in made.items():
        if not name.endswith(".pdf"):
            continue
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert bool(pdf.Root.MarkInfo.Marked)
            assert str(pdf.Root.Lang) == language
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            with pdf.open_metadata() as about:
                assert about["dc:title"]
                assert about["pdfuaid:part"] == "1"
            figures = [one for one in structure(pdf.Root.StructTreeRoot) if "/Alt" in one]
            told = [str(one.Alt) for one in figures]
            assert len(told) == (2 if name in ("klassekart.pdf", "seating-map.pdf") else 0)
            assert all(who in text for text in told for who in names)
            assert [*structure(pdf.Root.StructTreeRoot)]
            assert all(one.get("/FontFile2") or one.get("/FontFile3") for one in fonts(pdf))


def structure(root: pikepdf.Object):
    """All parts of a tagged PDF that have a kind."""
    children = root.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from structure(child)


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """What tells of each font, which has to be in the file."""
    found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    found = [one for one in found if one.get("/Type") == pikepdf.Name.FontDescriptor]
    assert found
    return found


@OPENS_WORD
@READS_PDF
def test_a_word_processor_prints_a_page_a_group_and_one_of_the_letter(tmp_path: Path) -> None:
    plans, files = {}, {}
    for key, school_class, language in CLASSES:
        plan, made = sample_papers(key, school_class, language)
        for name, content in made.items():
            if name.endswith(".docx"):
                files[f"{language}-{name}"] = content
                plans[f"{language}-{name.removesuffix('.docx')}"] = plan
    printed = office_pdfs(files, tmp_path)
    assert printed.keys() == plans.keys()
    for name, content in printed.items():
        *pages, _ = text_of(content).split("\f")
        groups = [names_in(group) for group in plans[name].periods[0].groups]
        if "kontrakt" not in name and "contract" not in name:
            assert len(pages) == 1
            assert not any(one in pages[0] for names in groups for one in names)
        else:
            assert len(pages) == len(groups)
            for page, names in zip(pages, groups, strict=True):
                assert in_order(names * 2, page)  # its pairs, and room to sign


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_calendar_program_takes_whole_days_that_stay_the_same(language: str) -> None:
    year = mk.school_year(date(2026, 8, 17), date(2027, 6, 18))
    [name] = [name for name in papers_of(4, language) if name.endswith(".ics")]
    made = papers_of(4, language, calendar=year)[name]
    events = [*vobject.readOne(made.decode()).vevent_list]
    assert [event.dtstart.value for event in events] == [one.starts for one in year.periods]
    assert all(event.dtend.value - event.dtstart.value == timedelta(days=1) for event in events)
    assert all("8A" in event.summary.value for event in events)
    uids = [event.uid.value for event in events]
    assert len(set(uids)) == len(uids)
    again = vobject.readOne(papers_of(4, "nb", calendar=year)["makkerbytter.ics"].decode())
    assert [event.uid.value for event in again.vevent_list] == uids


MAKING = """
import hashlib
from tests.paper.classes import papers_of
print(hashlib.sha256(papers_of(11, "nn", "islands").zip()).hexdigest())
"""


def test_another_process_on_another_day_and_clock_makes_the_same_bytes() -> None:
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": "."}
    run = [sys.executable, "-c", MAKING]
    told = subprocess.run(run, env={**os.environ, **elsewhere}, check=True, capture_output=True)
    made = papers_of(11, "nn", "islands").zip()
    assert told.stdout.decode().strip() == hashlib.sha256(made).hexdigest()
