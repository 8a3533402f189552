"""A Word file from a stranger, looked at before anything opens it.

A template needs text, styles, pictures and links. Whatever else a Word file can bring, as macros,
embedded files or parts that stand on another machine, is refused; so is one that is far too large.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePosixPath
from xml.parsers import expat

from toolkit.errors import InputError, Spot
from toolkit.files.archives import opened_archive
from toolkit.files.sources import Source
from toolkit.messages import Message

MOST_XML = 2_000_000
"""Bytes of text and styles, unpacked."""

_MOST_MEMBERS, _MOST_ELEMENTS, _MOST_DEPTH = 300, 100_000, 100
_DOCUMENT = "word/document.xml"
_NAMED_LINKS = ("http://", "https://", "mailto:")
_RELATIONS = frozenset(
    (
        *("officeDocument", "core-properties", "extended-properties", "custom-properties"),
        *("thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable"),
        *("theme", "numbering", "header", "footer", "footnotes", "endnotes", "comments", "image"),
        *("commentsExtended", "commentsIds", "commentsExtensible", "people", "hyperlink"),
        *("customXml", "customXmlProps", "font", "glossaryDocument"),
    )
)
_FIELDS = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "SAVEDATE", "CREATEDATE"),
        *("TOC", "PAGEREF", "REF", "SEQ", "STYLEREF", "TITLE", "SUBJECT", "SYMBOL", "HYPERLINK"),
    )
)
_OUTSIDE = frozenset(("altChunk", "subDoc", "object", "OLEObject", "control", "attachedTemplate"))
_MEDIA = frozenset(
    ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "ttf", "odttf")
)
_WHOLE_FIELD = re.compile(r"\s*([A-Za-z=]*)")


def xml_of(source: Source) -> dict[str, bytes]:
    """The XML of a Word file in which nothing can run, and that asks for nothing from outside.

    Raises ``InputError`` with one sentence where it is something else.
    """
    spot = Spot(source.name)
    if not source.content.startswith(b"PK"):
        raise _no_docx(spot)
    archive = opened_archive(source)
    members = archive.infolist()
    names = [member.filename.casefold() for member in members]
    if _DOCUMENT not in archive.namelist() or "[Content_Types].xml" not in archive.namelist():
        raise _no_docx(spot)
    xml = [member for member in members if _is_xml(member)]
    size = sum(member.file_size for member in xml)
    if len(members) > _MOST_MEMBERS or len(set(names)) < len(names) or size > MOST_XML:
        raise _too_much(spot)
    look = _Look(spot)
    parts = {member.filename: archive.read(member) for member in xml}
    for content in parts.values():
        look.at(content)
    return parts


def _is_xml(member: zipfile.ZipInfo) -> bool:
    """Whatever is no picture and no font is looked at, and is damaged where it is no XML."""
    return not _is_medium(member.filename) and not member.is_dir()


def _is_medium(name: str) -> bool:
    return PurePosixPath(name).suffix.casefold().removeprefix(".") in _MEDIA


class _Look:
    """Follows the XML of every part, and refuses what does not belong in a template."""

    def __init__(self, spot: Spot) -> None:
        self._spot = spot
        self._elements = 0

    def at(self, content: bytes) -> None:
        """Look at one part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._depth, self._instructions, self._in_instruction = 0, "", False
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            raise InputError(
                Message("The file is damaged. Open it, save it again, and try once more."),
                self._spot,
            ) from None

    def _refuse_doctype(self, *_declared: object) -> None:
        raise self._refusal(Message("declarations that no Word document needs"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _MOST_DEPTH:
            raise _too_much(self._spot)
        if local == "Relationship":
            self._relationship(attributes)
        elif local in ("Override", "Default"):
            self._kind(attributes)
        elif local in _OUTSIDE:
            raise self._refusal(Message("other files"))
        elif local == "fldSimple":
            self._field("".join(v for k, v in attributes.items() if k.endswith("instr")))
        elif local == "fldChar":
            self._field_part(attributes)
        self._in_instruction = local == "instrText"

    def _kind(self, attributes: dict[str, str]) -> None:
        """A part, or all of an ending, and what it is: no picture is anything else."""
        kind = attributes.get("ContentType", "").casefold()
        name = attributes.get("PartName") or f"x.{attributes.get('Extension', '')}"
        if "macro" in kind or "vba" in kind:
            raise self._refusal(Message("macros"))
        if _is_medium(name) and "xml" in kind:
            raise self._refusal(Message("other files"))

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._in_instruction = False

    def _text(self, text: str) -> None:
        if self._in_instruction:
            self._instructions += text

    def _field_part(self, attributes: dict[str, str]) -> None:
        """A field of Word begins, or what it does has been told."""
        kind = next((v for k, v in attributes.items() if k.endswith("fldCharType")), "")
        if kind in ("begin", "separate", "end"):
            self._field(self._instructions)
            self._instructions = ""

    def _field(self, instruction: str) -> None:
        if not instruction.strip():
            return
        [word] = _WHOLE_FIELD.match(instruction).groups()  # type: ignore[union-attr]
        linked = word.upper() == "HYPERLINK" and "\\\\" in instruction
        if word.upper() not in _FIELDS or linked:
            raise self._refusal(Message("the Word field {name}", name=word or instruction[:20]))

    def _relationship(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if kind not in _RELATIONS:
            raise self._refusal(
                Message("macros") if "vba" in kind.casefold() else Message("other files")
            )
        if attributes.get("TargetMode", "").casefold() == "external" and not (
            kind == "hyperlink" and target.casefold().startswith(_NAMED_LINKS)
        ):
            raise self._refusal(Message("parts that are fetched from elsewhere"))
        if ":" in target and attributes.get("TargetMode", "").casefold() != "external":
            raise self._refusal(Message("parts that are fetched from elsewhere"))

    def _refusal(self, what: Message) -> InputError:
        return InputError(
            Message("A template may not hold {what}. Take it out, and try again.", what=what),
            self._spot,
        )


def _no_docx(spot: Spot) -> InputError:
    return InputError(Message("This is no Word document. Save it as .docx, and try again."), spot)


def _too_much(spot: Spot) -> InputError:
    return InputError(
        Message("This document is far larger than a template. Make a shorter one."), spot
    )
