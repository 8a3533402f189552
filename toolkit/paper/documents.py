"""A Word document made of a template, ours or a school's own."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import Environment

from toolkit.errors import InputError, Spot, show_developers
from toolkit.files.sources import Source
from toolkit.messages import Language, Message, Translator
from toolkit.paper.docx_files import xml_of
from toolkit.paper.expressions import NotAllowed, Sandbox
from toolkit.paper.facts import Facts, GroupFacts
from toolkit.paper.fields import values_of
from toolkit.paper.file_names import rezipped
from toolkit.paper.paragraphs import paragraphs_in, refuse_unfit

_LONGEST_QUOTE = 60
_TRIO = GroupFacts("1", ("1", "2"), (("Å", "B"), ("C", "D", "E")))
_MOST = Facts(
    "S", "8A", Message("Period {number}", number=1), 1, date.min, date.max, (_TRIO,), {}, {}
)
_LEAST = replace(_MOST, school="", school_class="", starts=None, ends=None, groups=())


def refuse_unusable(source: Source) -> None:
    """Raise ``InputError`` for what is no template, with the paragraph in which it stands."""
    for content in xml_of(source).values():
        _refuse_part(source.name, content)


def tried(source: Source) -> None:
    """Make a document of a template as a trial, of all that there may be and of the least.

    Raises ``InputError`` as ``document_of``.
    """
    for facts in (_MOST, _LEAST):
        document_of(source, facts, Translator(Language.NB))


def document_of(source: Source, facts: Facts, translate: Translator) -> bytes:
    """The document: the template with the facts in it. The same input gives the same bytes.

    Raises ``InputError`` as ``refuse_unusable``.
    """
    refuse_unusable(source)
    template = _Whole(io.BytesIO(source.content))
    made = io.BytesIO()
    try:
        template.render(values_of(facts, translate), Sandbox(), autoescape=True)
        template.save(made)
    except NotAllowed as error:
        raise InputError(error.message, Spot(source.name)) from None
    except _Unfit:
        raise InputError(
            Message(
                "A loop or a condition ends in another place of the document than it begins in. "
                "Let it begin and end in paragraphs of their own."
            ),
            Spot(source.name),
        ) from None
    except Exception as error:  # of the libraries below, for a document that nobody can read
        show_developers(error)
        raise InputError(
            Message("The file is damaged. Open it, save it again, and try once more."),
            Spot(source.name),
        ) from None
    return rezipped(made)


class _Unfit(Exception):
    """What a template came to is no document."""


class _Whole(DocxTemplate):  # type: ignore[misc]  # it has no types
    """A template whose result is looked at: what is broken would be mended by leaving parts out."""

    def render_xml_part(
        self, src_xml: str, part: object, context: dict[str, object], jinja_env: Environment
    ) -> str:
        """The part with the facts in it. Raises ``_Unfit`` where it is no XML any more."""
        made: str = super().render_xml_part(src_xml, part, context, jinja_env)
        try:
            expat.ParserCreate().Parse(made, True)
        except expat.ExpatError:
            raise _Unfit from None
        return made


def _refuse_part(file: str, content: bytes) -> None:
    paragraphs: list[str] = []
    try:
        paragraphs = paragraphs_in(content)
        refuse_unfit(paragraphs)
    except NotAllowed as error:
        text = paragraphs[error.line - 1].strip() if error.line <= len(paragraphs) else ""
        quote = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
        raise InputError(
            Message(
                "In paragraph {number}, “{text}”: {problem}",
                number=error.line,
                text=quote,
                problem=error.message,
            ),
            Spot(file),
        ) from None
