"""Word templates of a school's own: what they may say, and what none may."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest

import toolkit as mk
from tests.paper.classes import plan_of, students, within
from tests.paper.word_files import (
    DOCUMENT,
    TYPES,
    changed,
    cut_into_runs,
    in_body,
    paragraphs_of,
    related,
    with_field,
    word,
)
from toolkit.errors import InputError
from toolkit.files.sources import Source
from toolkit.messages import Language, Translator
from toolkit.paper.documents import document_of
from toolkit.paper.facts import facts_of
from toolkit.paper.fields import FIELDS
from toolkit.paper.file_names import TEMPLATED
from toolkit.paper.own_templates import own_template

LETTER = "informasjonsbrev.docx"
POPEN = "cycler.__init__.__globals__.os.popen('id').read()"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def made(template: bytes, language: str = "nb") -> list[str]:
    """The paragraphs of a letter made of this template, for a class of nine."""
    facts = facts_of(plan_of(students(9)), 1)
    return paragraphs_of(document_of(Source(LETTER, template), facts, Translator(language)))


def refusal(template: bytes) -> str:
    """The one sentence with which a template is refused."""
    facts = facts_of(plan_of(students(36)), 1)
    with within(2), pytest.raises(InputError) as caught:
        document_of(Source(LETTER, template), facts, Translator("en"))
    return str(caught.value)


def test_names_loops_and_conditions() -> None:
    template = word(
        "{{ skole }} {{ klasse }} {{ periode }} {{ starter }}–{{ slutter }}",
        "{%p for gruppe in grupper %}",
        "{{ gruppe.nummer }}: {% for elev in gruppe.elever %}{{ elev }}"
        "{% if not loop.last %}, {% endif %}{% endfor %}",
        "{%p endfor %}",
        "{% if skole %}Skolen{% elif klasse == “8A” %}Klassen{% else %}Ingen{% endif %}",
        table=(("{%tr for elev in elever %}",), ("{{ elev }}",), ("{%tr endfor %}",)),
        header="{{ klasse }}",
    )
    names = [student.name for student in students(9)]
    assert made(template) == [
        " 8A 1 17.08.2026–06.09.2026",
        f"1: {', '.join(names[:4])}",
        f"2: {', '.join(names[4:])}",
        "Klassen",
        *names,
    ]


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_a_field_may_be_cut_into_runs(length: int) -> None:
    assert made(cut_into_runs("Klasse {{ klasse }}.", length)) == ["Klasse 8A."]


@pytest.mark.parametrize("language", list(Language))
def test_the_fields_of_one_language_serve_in_all(language: Language) -> None:
    named = " ".join(
        f"{{{{ {Translator(language)(field.called)} }}}}" for field in FIELDS.fields[:3]
    )
    for other in Language:
        assert made(word(named), other) == [" 8A 1"]


def test_what_is_written_as_it_is_has_commas_between() -> None:
    names = ", ".join(student.name for student in students(9))
    assert made(word("{{ elever }}")) == [names]


@pytest.mark.parametrize("paper", TEMPLATED)
@pytest.mark.parametrize("language", list(Language))
def test_our_own_templates_are_what_a_school_may_use(paper, language: Language) -> None:
    translate = Translator(language)
    example = own_template(paper, translate)
    name = paper.file_name(translate)
    plan = plan_of(students(9))
    ours = mk.papers(plan, 1, language=language)[name]
    assert mk.papers(plan, 1, language=language, templates={name: example})[name] == ours
    document = docx.Document(io.BytesIO(ours))
    assert document.core_properties.language.startswith(language.value)
    assert [one.style.name for one in document.paragraphs].count("Heading 1") >= 1
    assert "{" not in "".join(paragraphs_of(ours))


@pytest.mark.parametrize("school", ["Ås skole", ""])
@pytest.mark.parametrize("school_class", ["8A", ""])
def test_the_letter_begins_with_whose_it_is(school: str, school_class: str) -> None:
    plan = replace(plan_of(students(9)), school_class=school_class)
    letter = mk.papers(plan, 1, school=school)[LETTER]
    assert paragraphs_of(letter)[0] == " · ".join(filter(None, (school, school_class)))


@pytest.mark.parametrize(("language", "name"), [("nb", "gruppekontrakter.docx")])
def test_a_contract_for_each_group_with_room_to_sign(language: str, name: str) -> None:
    made_ = mk.papers(plan_of(students(9)), 1, language=language)[name]
    document = docx.Document(io.BytesIO(made_))
    headings = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert len(headings) == len(document.tables) == 2
    assert all(one.paragraph_format.page_break_before for one in headings)
    names = [row.cells[0].text for table in document.tables for row in table.rows[1:]]
    assert names == [student.name for student in students(9)]
    assert "Periode 1: 17.08.2026 til 06.09.2026" in paragraphs_of(made_)


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (
            ("Hei", "{{ klase }}"),
            "In paragraph 2, “{{ klase }}”: There is no field klase here. Did ",
        ),
        (("{{ gruppe.nummer }}",), "In paragraph 1, "),
        (("{% for g in grupper %}{{ g.elev }}{% endfor %}",), "no field elev here. Did you mean"),
        (("{% for g in grupper %}", "{{ g.nummer }}"), "In paragraph 1, “{% for g in grupper %}”"),
        (("Hei", "{% endfor %}"), "In paragraph 2, “{% endfor %}”: {% endfor %} ends nothing"),
        (("{% if skole %}", "{% endfor %}"), "In paragraph 2"),
        (("{{ skole",), "In paragraph 1, “{{ skole”"),
        (("Hei", "", "skole }}"), "In paragraph 3"),
        (("{{ klasse | upper }}",), "Only the names of fields"),
        (("{{ grupper[0] }}",), "Only the names of fields"),
        (("{% for k in klasse %}{{ k }}{% endfor %}",), "A loop goes through several"),
        (("{% for g in grupper %}{{ g }}{% endfor %}",), "g is to be gone through"),
        (("{{ klasse.navn }}",), "klasse has no fields of its own"),
        (("{% for %}x{% endfor %}",), "In paragraph 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_paragraph(paragraphs: tuple[str, ...], said: str) -> None:
    assert said in refusal(word(*paragraphs))


EXPRESSIONS = (
    *(f"{{{{ {POPEN} }}}}", "{{ ''.__class__.__mro__ }}", "{{ self.__init__ }}", "{{ lipsum }}"),
    *("{{ config }}", "{{ range(10**9) }}", "{{ 'x' * 10**9 }}", "{{ 10**10**10 }}", "{{ 7*7 }}"),
    *("{{ skole.__class__ }}", "{{ skole|attr('x') }}", "{{ skole() }}", "{{ dict() }}"),
    *("{{ 'x' }}", "{{ [1] }}", "{{ {} }}", "{{ skole ~ klasse }}", "{{ skole is defined }}"),
    *("{% set x = 1 %}", "{% include '/etc/passwd' %}", "{% import 'os' as os %}"),
    *("{% extends 'x' %}", "{% macro m() %}{% endmacro %}", "{% call m() %}{% endcall %}"),
    *("{% block b %}{% endblock %}", "{% filter upper %}x{% endfilter %}", "{% raw %}{{ x }}"),
    *("{% with x = 1 %}{% endwith %}", "{% do skole.x() %}", "{% debug %}", "{{ joiner() }}"),
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for g in grupper recursive %}{{ loop(g) }}{% endfor %}",
    "{% for a, b in grupper %}{% endfor %}",
    "{% for loop in grupper %}{% endfor %}",
    "{% if 9**9**9 %}x{% endif %}",
    "{% if skole.__init__.__globals__ %}x{% endif %}",
    "{% for g in grupper if cycler() %}x{% endfor %}",
    "{{ " + "(" * 5_000 + "skole" + ")" * 5_000 + " }}",
    "{{ " * 50_000,
    "{{ skole }}" * 20_000,
    "{" * 100_000,
    "{{ " + "9" * 5_000 + " }}",
    "".join(f"{{% for a{at} in elever %}}" for at in range(9)) + "x" + "{% endfor %}" * 9,
    "{% if skole %}" * 400 + "{% endif %}" * 400,
    "{% vm %}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ klasse['__class__'] }}",
    "{{ '%c'|format(99) }}",
    "{{ '{0.__class__}'.format(skole) }}",
    "{%- from 'os' import system -%}",
    "{%p include 'x.docx' %}",
    "{%tr import 'x' as x %}",
    "{{p subdoc }}",
    "{{r skole|safe }}",
    "{% autoescape false %}{{ skole }}{% endautoescape %}",
    "{% if range(10**9)|list %}x{% endif %}",
    "{% for e in elever %}{% for f in loop.__class__ %}x{% endfor %}{% endfor %}",
    "{{ [].append(skole) }}",
    "{{ (lambda: 1)() }}",
    "{{ skole if cycler else klasse }}",
    "{{ klasse }}{# {{ x",
    "{% colspan skole %}",
)


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda text: ascii(text[:40]))
def test_nothing_in_a_template_can_run_or_hang(expression: str) -> None:
    said = refusal(word("Hei", expression))
    assert "paragraph" in said or "damaged" in said, said
    assert "uid=" not in said


def huge(text: bytes) -> bytes:
    return changed(word("Hei"), {"word/extra.xml": b"<x>" + text * 10_000_000 + b"</x>"})


FILES = {
    "an empty file": b"",
    "a text": b"Hei {{ klasse }}",
    "an archive of nothing": b"PK\x05\x06" + bytes(18),
    "another archive": changed(word("x"), {}).replace(b"word/document.xml", b"word/documend.xml"),
    "half a file": word("Hei")[:9_000],
    "a bomb": huge(b"a"),
    "many files": changed(word("x"), {f"word/x{at}.xml": b"<x/>" for at in range(500)}),
    "entities": changed(word("x"), {DOCUMENT: (BOMB + "]><x>&i;</x>").encode()}),
    "an entity from a file": changed(
        word("x"),
        {"word/x.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'},
    ),
    "entities in UTF-16": changed(
        word("x"), {"word/x.xml": (BOMB + "]><x>&i;</x>").encode("utf-16")}
    ),
    "what is nested": changed(word("x"), {"word/x.xml": b"<x>" * 9_000 + b"</x>" * 9_000}),
    "what is nested in the text": in_body("<w:p>" * 9_000 + "</w:p>" * 9_000),
    "macros": changed(
        word("x"),
        {TYPES: lambda old: old.replace(b"document.main+xml", b"document.macroEnabled+xml")},
    ),
    "a project of macros": related("vbaProject", "vbaProject.bin", "Internal"),
    "an object": in_body("<w:p><w:r><w:object/></w:r></w:p>"),
    "another document": in_body('<w:altChunk xmlns:r="r" r:id="rId99"/>'),
    "a template from elsewhere": related("attachedTemplate", "http://x.no/mal.dotm"),
    "a picture from elsewhere": related("image", "http://x.no/bilde.png"),
    "a picture from a share": related("image", "file://x/bilde.png"),
    "a frame": related("frame", "http://x.no/"),
    "an embedded file": related("package", "embeddings/x.xlsx", "Internal"),
    "a control": related("control", "activeX/x.xml", "Internal"),
    "a link that runs": related("hyperlink", "javascript:alert(1)"),
    "a link to a file": related("hyperlink", "file:///etc/passwd"),
    "a field that reads": with_field("INCLUDETEXT /etc/passwd"),
    "a field that fetches": with_field("INCLUDEPICTURE http://x.no/x.png"),
    "a field that runs": with_field("DDEAUTO c:\\\\cmd.exe"),
    "a simple field": in_body('<w:p><w:fldSimple w:instr="DDE x"/></w:p>'),
    "a loop that ends in a table": word("{% for g in grupper %}", table=(("x{% endfor %}",),)),
    "a field in an attribute": in_body(
        '<w:p><w:r><w:rPr><w:color w:val="{{ x }}"/></w:rPr></w:r></w:p>'
    ),
    "a field outside the text": in_body("<w:p><w:r><w:tab/>{{ x }}</w:r></w:p>"),
    "a field in the header": word("x", header="{{ " + POPEN + " }}"),
    "XML that ends early": changed(word("x"), {DOCUMENT: lambda old: old[:-9]}),
    "a header that is a picture": changed(
        word("x"),
        {
            TYPES: lambda old: old.replace(
                b"</Types>",
                b'<Override PartName="/word/x.png" ContentType="application/header+xml"/></Types>',
            )
        },
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_harmless_word_file_is_refused(kind: str) -> None:
    said = refusal(FILES[kind])
    assert said.startswith(f"{LETTER}: ")
    assert said.count("\n") == 0


def test_a_link_and_a_number_of_the_page_may_stand_in_it() -> None:
    assert made(related("hyperlink", "https://skolen.no"))[0] == "Hei"
    assert made(with_field("PAGE"))[0] == "Hei"


@pytest.mark.parametrize("name", ["Ånde & <Sønn>", "{{ 7*7 }}", "{_{ klasse }_}", "</w:t>", "]]>"])
def test_a_name_is_no_markup(name: str) -> None:
    everyone = [mk.Student("x", name), *students(4)[1:]]
    plan = plan_of(everyone)
    templates = {LETTER: Source(LETTER, word("{{ elever }}"))}
    [text] = paragraphs_of(mk.papers(plan, 1, templates=templates)[LETTER])
    assert text.startswith(name.replace("{_{", "{{").replace("}_}", "}}"))


def test_a_template_for_no_paper_is_told() -> None:
    with pytest.raises(InputError, match=r"called brev\.docx"):
        mk.papers(plan_of(students(4)), 1, templates={"brev.docx": Source("brev.docx", word("x"))})


def test_the_same_template_gives_the_same_bytes() -> None:
    plan, template = plan_of(students(4)), {LETTER: Source(LETTER, word("{{ klasse }}"))}
    one, other = (mk.papers(plan, 1, templates=template)[LETTER] for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
