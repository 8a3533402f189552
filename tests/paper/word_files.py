"""Word files as templates, made by kinds: paragraphs, and what else a stranger may put in."""

import io
import zipfile
from collections.abc import Callable, Mapping

import docx

DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*paragraphs: str, table: tuple[tuple[str, ...], ...] = (), header: str = "") -> bytes:
    """A Word file with these paragraphs, and a table below them."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        rows = document.add_table(rows=len(table), cols=len(table[0])).rows
        for row, texts in zip(rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def cut_into_runs(text: str, length: int) -> bytes:
    """A paragraph in runs of so many letters, as Word leaves them."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for at in range(0, len(text), length):
        paragraph.add_run(text[at : at + length]).bold = bool(at % 2)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def changed(content: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The same file with some of its parts changed, or others put in."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        parts[name] = change if isinstance(change, bytes) else change(parts[name])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """A Word file that says it belongs together with something."""
    more = (
        f'<Relationship Id="rId99" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    ).encode()
    end = b"</Relationships>"
    return changed(word("Hei"), {RELATIONS: lambda old: old.replace(end, more + end)})


def in_body(xml: str) -> bytes:
    """A Word file with this in its text."""
    end = b"<w:sectPr"
    return changed(word("Hei"), {DOCUMENT: lambda old: old.replace(end, xml.encode() + end, 1)})


def with_field(instruction: str) -> bytes:
    """A Word file with a field of Word's own, told in two runs."""
    runs = (
        '<w:fldChar w:fldCharType="begin"/>',
        *(f"<w:instrText>{part}</w:instrText>" for part in (instruction[:3], instruction[3:])),
        '<w:fldChar w:fldCharType="end"/>',
    )
    return in_body("<w:p>" + "".join(f"<w:r>{run}</w:r>" for run in runs) + "</w:p>")


def paragraphs_of(content: bytes) -> list[str]:
    """All paragraphs of a made document, those in tables last."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells
