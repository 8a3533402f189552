"""Nothing goes into a paper but what may stand there, and no name is cut or taken for markup."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from pypdf.generic import StreamObject
from python_calamine import CalamineWorkbook

import toolkit as mk
from tests.paper.classes import SECRETS, document, plan_of, seated, students, within, words
from tests.paper.word_files import paragraphs_of
from toolkit.names import tidy
from toolkit.paper.facts import readable
from toolkit.samples import Sample, samples

LANGUAGES = ("nb", "nn", "en")
SVG = "{http://www.w3.org/2000/svg}"
ANY = ("transform",)  # an attribute that depends on how much room there is

HOSTILE = (
    *('#panic("x")', "$x$ *y* _z_ `q`", '#read("/etc/passwd")', "[#x]", "\\u{1F600}", "= Heading"),
    *("// Ida", "/* Ida */", "<b>Ida</b>", "Ida & Emil", "<w:p/>", "]]>", "&amp;", "&#x41;"),
    *("<!--", "{{ 7*7 }}", "{% for x in y %}", "{# x #}", "{_{ x }_}", "{{ cycler.__init__ }}"),
    *("${x}", "%s", "=1+1", "@SUM(A1)", "+1", "-1", '=HYPERLINK("x")', "http://x.no", "'Ida"),
    *("mailto:x@x.no", "CON", "../../x", "C:\\x", "a/b", "x:y", "NUL.txt", "Ida\tBerg"),
    *("Ida\nBerg", "Ida\x00Berg", "\u202eIda", "I\u00adda", "Ida\ud800", "Ida\ufffe"),
    *("\U0001f600 Ida", "李 伟", "محمد", "e\u0301va", "A" * 300, "Anne-" * 30 + "Li"),
    *(" ".join(["Maria"] * 40), "Ŋ" * 60),
    *("AUX", "COM1.docx", "LPT1 ", "Ida...", "Eva\x7f", "\ufeffLiv", "Z\u0334\u0310\u0315a" * 9),
    *("\u2066Åse\u2069", "\u200fEva Vik", "\U0001f469\u200d\U0001f467", "1\ufe0f\u20e3 Ida"),
    *("=cmd|'/c calc'!A0", '"Ida";"Berg"', "\\input{x}", "{\\rtf1}", "%PDF-1.7", "\x1b[31mMia"),
    *("@ida", "<label>", "{{ request.application }}", "<?xml version='1.0'?>", "<![CDATA[x"),
)


def bytes_in(made: mk.Papers) -> Iterator[bytes]:
    """All that is in the archive: what is packed in it unpacked, and the archive itself."""
    yield made.zip()
    for name, content in made.items():
        yield name.encode()
        yield content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.infolist():
                    yield member.filename.encode() + member.comment + member.extra
                    yield archive.read(member)
        if content.startswith(b"%PDF"):
            pdf = document(content)
            yield f"{pdf.metadata} {words(content)}".encode()
            for at in range(1, pdf.trailer["/Size"]):
                one = pdf.get_object(at)
                yield one.get_data() if isinstance(one, StreamObject) else str(one).encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_attribute_no_id_and_no_other_period_is_in_any_byte(language: str) -> None:
    everyone = students(8)
    twins = [*everyone[:6], replace(everyone[6], name="Ida Tvilling"), everyone[7]]
    twins[7] = replace(
        everyone[7], name="Ida Tvilling", attributes={"primary_school": "Annenskole"}
    )
    plan = plan_of(twins)
    earlier = mk.Period(2, plan_of([*twins[:7], mk.Student("x", "Sluttet Elev")]).periods[0].groups)
    longer = mk.Plan((*plan.periods, earlier), "8A")
    roster = mk.Roster(tuple(twins))
    made = mk.papers(
        longer,
        1,
        roster=roster,
        seating=seated(plan, "islands"),
        language=language,
        school="Skolen",
    )
    secrets = (*SECRETS, *SECRETS.values(), "Annenskole", "hemmelig-id", "Sluttet")
    for content in bytes_in(made):
        for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
            for secret in secrets:
                assert secret.encode(encoding) not in content, secret


def test_the_search_finds_what_is_there() -> None:
    made = mk.papers(plan_of(students(8)), 1, school="Hemmeligskolen")
    found = [content for content in bytes_in(made) if b"Hemmeligskolen" in content]
    assert len(found) >= 3  # two PDFs and a workbook


# Every class in one language, and every language with two classes.
CLASSES = [(sample, LANGUAGES[at % 3]) for at, sample in enumerate(samples())]


@pytest.mark.parametrize(("sample", "language"), CLASSES, ids=lambda one: getattr(one, "key", one))
def test_papers_are_the_same_whatever_the_rules_the_attributes_and_the_ids(
    sample: Sample, language: str
) -> None:
    listed = mk.read_class_list(sample.roster_path).roster
    rules = mk.read_rules(sample.rules_path, listed) if sample.rules_path else mk.Rules()
    name = listed.classes[0] if listed.classes else ""
    roster = mk.Roster(tuple(one for one in listed if one.school_class == name))
    rules = rules.for_class(roster)
    rules = replace(rules, seats=(mk.SeatRule((roster.students[0].id,), mk.Near.FRONT),))
    plan = mk.plan_next(roster, rules, time_limit=1)
    plan = mk.Plan(plan.periods[:1], name)
    ids = [student.id for student in plan.periods[0].students]
    room = mk.room("islands", len(ids))
    seats = tuple(zip(ids, (place.seat for place in room.places), strict=False))
    made = mk.papers(
        plan,
        1,
        roster=roster,
        seating=mk.Seating((mk.SeatedPeriod(1, room, seats),)),
        language=language,
    )
    known = {student.id: f"x{at}" for at, student in enumerate(reversed(roster.students))}

    def bare(student: mk.Student) -> mk.Student:
        return mk.Student(known[student.id], student.name, student.school_class)

    groups = tuple(
        replace(
            group,
            pairs=tuple(
                replace(pair, students=tuple(map(bare, pair.students))) for pair in group.pairs
            ),
        )
        for group in plan.periods[0].groups
    )
    others = tuple((known[who], seat) for who, seat in seats)
    other = mk.papers(
        mk.Plan((replace(plan.periods[0], groups=groups),), plan.school_class),
        1,
        roster=mk.Roster(tuple(map(bare, roster))),
        seating=mk.Seating((mk.SeatedPeriod(1, room, others),)),
        language=language,
    )
    assert other.zip() == made.zip()
    values = {str(value) for student in roster for _, value in student.attributes}
    told = {value for value in values if len(value) > 3}  # shorter ones are in any file
    for content in bytes_in(made):
        for secret in told:
            assert not re.search(rb"\b" + re.escape(secret.encode()) + rb"\b", content), secret


@cache
def of_hostile(part: int) -> tuple[dict[str, str], Mapping[str, bytes], tuple[str, ...]]:
    """Half of the hostile names as they are shown, and the papers, picture and pages of a class."""
    names = HOSTILE[part::2]
    everyone = [mk.Student(f"s{at}", name, "8A") for at, name in enumerate(names)]
    plan = plan_of(everyone)
    seating = seated(plan, "islands")
    with within(10):
        made = mk.papers(plan, 1, seating=seating, school=names[0], school_class=names[-1])
        files = dict(made)
    with zipfile.ZipFile(io.BytesIO(made.zip())) as archive:
        assert archive.namelist() == [*made]
    [seats] = seating.periods
    called = {seat: everyone[int(who[1:])].name for who, seat in seats.seats}
    pages = (
        mk.room_svg(seats.room, called),
        mk.projector_page(plan, 1),
        mk.seats_page(plan, seats),
    )
    return {name: readable(name) for name in names}, files, pages


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_is_a_name(name: str) -> None:
    shown, made, pages = of_hostile(HOSTILE.index(name) % 2)
    own = shown[name]
    contract = "\n".join(paragraphs_of(made["gruppekontrakter.docx"]))
    # docxtpl takes these for braces that are to be written.
    assert own.replace("{_{", "{{").replace("}_}", "}}") in contract
    book = CalamineWorkbook.from_filelike(io.BytesIO(made["lister.xlsx"]))
    people = book.get_sheet_by_index(1).to_python()
    assert own in {row[0] for row in people[2:]}
    if own.isascii() or own[0] in "éŊ":
        for paper in ("makkergrupper.pdf", "makkerkort.pdf"):
            assert own.replace(" ", "") in pdf_words(made[paper]), paper
    picture = ElementTree.fromstring(pages[0])  # noqa: S314  # our own
    texts = ["".join("".join(text.itertext()).split()) for text in picture.iter(f"{SVG}text")]
    assert "".join(tidy(name).replace("\ud800", "").replace("\ufffe", "").split()) in texts


@cache
def pdf_words(content: bytes) -> str:
    return words(content).replace(" ", "")


@pytest.mark.parametrize("part", [0, 1])
def test_hostile_names_make_no_element_and_no_script(part: int) -> None:
    names, _, pages = of_hostile(part)
    plan = plan_of([mk.Student(f"s{at}", f"Elev {at}", "8A") for at in range(len(names))])
    [seats] = seated(plan, "islands").periods
    called = {seat: f"Elev {who[1:]}" for who, seat in seats.seats}
    others = (
        mk.room_svg(seats.room, called),
        mk.projector_page(plan, 1),
        mk.seats_page(plan, seats),
    )
    for page, other in zip(pages, others, strict=True):
        assert elements(page) == elements(other)
        assert "<b>" not in page


def elements(page: str) -> set[str]:
    """The kinds of elements that a page is made of, with their attributes."""
    found = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            found.add(" ".join((tag, *sorted(name for name, _ in attributes if name not in ANY))))

    Reader().feed(page)
    return found


def test_a_name_that_stands_twice_is_told_apart_by_a_number() -> None:
    everyone = students(4)
    everyone = [replace(one, name="Ida Berg") for one in everyone]
    text = words(mk.papers(plan_of(everyone), 1)["makkergrupper.pdf"])
    assert "Ida Berg 1" in text
    assert "Ida Berg 4" in text
