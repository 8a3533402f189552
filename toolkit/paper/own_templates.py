"""Our own templates: Word files like those that a school may make, and an example for these.

They are put together here from sentences in the user's language, and know the same fields.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from toolkit.absence import GREETING
from toolkit.files.sources import Source
from toolkit.messages import Language, Message, Translator
from toolkit.paper.cards import DUTIES, WHEN_AWAY
from toolkit.paper.file_names import Paper, rezipped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LOCALES = {Language.NB: "nb-NO", Language.NN: "nn-NO", Language.EN: "en-GB"}
_FONT, _SIZE = "Calibri", 11
_SAME_TIME = datetime(2000, 1, 1)  # noqa: DTZ001  # Word's own times have no zone
_LINES, _LINE_HEIGHT = 3, 21  # to write on, below each heading of a contract; in points

AGREED = (
    Message("How we get to know each other and work together"),
    Message("How we look after each other, so that everyone is doing well"),
    Message("How we get in touch when someone is away"),
    Message("What we do when something becomes difficult"),
)
"""What a group agrees on, one heading each."""


def own_template(paper: Paper, translate: Translator) -> Source:
    """Our template for the contracts or the letter."""
    make = {Paper.CONTRACTS: _contract, Paper.LETTER: _letter}[paper]
    document = make(translate)
    content = io.BytesIO()
    document.save(content)
    return Source(paper.file_name(translate), rezipped(content))


def _contract(_: Translator) -> Document:
    """A page for each group."""
    title = _("Group contract")
    document = _blank(title, _)
    group = _("group")
    _loop(document, group, _("groups"))
    heading = document.add_heading(title, level=1)
    heading.paragraph_format.page_break_before = True
    document.add_paragraph(f"{_('Group')} {_field(group, _('number'))}{_of_class(_)}")
    document.add_paragraph(_period(_))
    pair = _("pair")
    _loop(document, pair, f"{group}.{_('pairs')}")
    document.add_paragraph(f"{_('Pair')}: {_field(pair)}")
    _end_of_loop(document)
    for agreed in AGREED:
        document.add_heading(_(agreed), level=2)
        for _number in range(_LINES):
            _ruled(document.add_paragraph())
    _signatures(document, group, _)
    _end_of_loop(document)
    return document


def _letter(_: Translator) -> Document:
    """To students and guardians, without a student's name."""
    title = _("Information about VIP Makkerskap")
    document = _blank(title, _)
    document.add_paragraph(_whose(_))
    document.add_heading(title, level=1)
    document.add_paragraph(_("To students and guardians"))
    document.add_paragraph(
        _(
            "The class uses VIP Makkerskap. The contact teacher divides the class into pairs of "
            "partners and groups of two pairs, from the first school day. After about three weeks "
            "everyone gets a new partner and a new group, so that all get to know all."
        )
    )
    document.add_paragraph(
        _(
            "The aim is a good learning environment in which everyone feels safe and that they "
            "belong. To be partners is to be a good colleague to each other: it is not the same as "
            "being friends."
        )
    )
    document.add_heading(_("What partners do"), level=2)
    for duty in DUTIES:
        document.add_paragraph(_(duty), style="List Bullet")
    document.add_paragraph(f"{_(WHEN_AWAY)} {_(GREETING)}", style="List Bullet")
    document.add_heading(_("This period"), level=2)
    document.add_paragraph(_period(_))
    document.add_paragraph(
        _("At every change, each group writes a contract on how they want it to be together.")
    )
    document.add_heading(_("Questions"), level=2)
    document.add_paragraph(
        _(
            "If you wonder about something, or know of something that the school should take into "
            "account, speak to the contact teacher."
        )
    )
    document.add_paragraph()
    document.add_paragraph(_("Kind regards"))
    document.add_paragraph(f"{_('Contact teacher')}: ______________________________")
    return document


def _field(*names: str) -> str:
    return f"{{{{ {'.'.join(names)} }}}}"


def _of_class(_: Translator) -> str:
    name = _("class")
    return f"{{% if {name} %}} · {_field(name)}{{% endif %}}"


def _whose(_: Translator) -> str:
    """The school and the class, or what is known of them."""
    school, school_class = _("school"), _field(_("class"))
    return (
        f"{{% if {school} %}}{_field(school)}{_of_class(_)}{{% else %}}{school_class}{{% endif %}}"
    )


def _period(_: Translator) -> str:
    starts, ends = _("starts"), _("ends")
    days = _("{starts} to {ends}", starts=_field(starts), ends=_field(ends))
    return f"{_('Period')} {_field(_('period'))}{{% if {starts} %}}: {days}{{% endif %}}"


def _loop(document: Document, name: str, through: str) -> None:
    document.add_paragraph(f"{{%p for {name} in {through} %}}")


def _end_of_loop(document: Document) -> None:
    document.add_paragraph("{%p endfor %}")


def _signatures(document: Document, group: str, _: Translator) -> None:
    """A row for each name, with room to sign beside it."""
    student = _("student")
    document.add_heading(_("We agree on this"), level=2)
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    rows = (
        (_("Name"), _("Signature")),
        (f"{{%tr for {student} in {group}.{_('students')} %}}", ""),
        (_field(student), ""),
        ("{%tr endfor %}", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_before = _points(4)
            cell.paragraphs[0].paragraph_format.space_after = _points(6)
    _add(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _add(table.rows[2]._tr.get_or_add_trPr(), "w:cantSplit")


def _ruled(paragraph: Paragraph) -> None:
    """A line to write on."""
    borders = _add(paragraph._p.get_or_add_pPr(), "w:pBdr")
    _add(borders, "w:bottom", val="single", sz="6", space="1", color="777777")
    _add(borders, "w:between", val="single", sz="6", space="1", color="777777")
    paragraph.paragraph_format.line_spacing = _points(_LINE_HEIGHT)
    paragraph.paragraph_format.space_after = _points(0)


def _blank(title: str, _: Translator) -> Document:
    """An empty page of A4, in the user's language."""
    import docx
    from docx.shared import Mm, RGBColor

    document: Document = docx.Document()
    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(18)
    for name, size in (("Normal", _SIZE), ("Heading 1", 20), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, _points(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after = _points(4)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(_qualified(kind), None)
    document.styles["Heading 2"].paragraph_format.space_before = _points(8)
    for language in document.styles.element.iter(_qualified("w:lang")):
        language.set(_qualified("w:val"), _LOCALES[_.language])
    about = document.core_properties
    about.title, about.author, about.language = title, "", _LOCALES[_.language]
    about.comments, about.last_modified_by = "", ""
    about.created = about.modified = _SAME_TIME
    return document


def _add(parent: Any, name: str, **attributes: str) -> Any:
    """A new element of this name in another."""
    from docx.oxml import OxmlElement

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(_qualified(f"w:{key}"), value)
    parent.append(element)
    return element


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    qualified: str = qn(name)
    return qualified


def _points(number: float) -> Any:
    from docx.shared import Pt

    return Pt(number)
