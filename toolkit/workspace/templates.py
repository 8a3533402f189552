"""Word templates of the school's own, kept beside its classes: one a paper and language."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from toolkit.errors import InputError, Spot
from toolkit.files.sources import Readable, opened
from toolkit.messages import Language, Message, Translator
from toolkit.paper.file_names import TEMPLATED, Paper
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import Unreadable, whole
from toolkit.workspace.workspace import Workspace, the_school

MOST_TEMPLATE = 5_000_000
"""Bytes of a template: it is in every backup, and a letterhead needs far fewer."""


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """The Word file of which a paper is made in a language."""

    paper: Paper
    language: Language
    content: bytes = field(repr=False)


def templates(workspace: Workspace) -> tuple[KeptTemplate, ...]:
    """All that can be read; what is damaged, or only a newer version knows, is left alone."""
    with workspace.reading() as connection:
        found = (_kept(connection, paper, language) for paper in TEMPLATED for language in Language)
        return tuple(kept for kept in found if kept is not None)


def keep_template(
    workspace: Workspace, paper: Paper, language: Language, source: Readable
) -> KeptTemplate:
    """Keep the template of a paper in a language, in the place of the one that there was.

    What it is called is not kept. Raises ``InputError`` for what is no template or too large, with
    the paragraph in which something stands that none may say.
    """
    from toolkit.paper.documents import tried  # heavy, where the first page is light

    if paper not in TEMPLATED:
        names = ", ".join(one.file_name(Translator(language)) for one in TEMPLATED)
        raise InputError(Message("Templates are for these papers: {names}.", names=names))
    file = opened(source, is_table=False)
    if len(file.content) > MOST_TEMPLATE:
        raise InputError(
            Message(
                "The template is larger than {most} MB. Make its pictures smaller, and try again.",
                most=MOST_TEMPLATE // 1_000_000,
            ),
            Spot(file.name),
        )
    tried(file)
    with workspace.transaction() as connection:
        school = the_school(connection)
        connection.execute(delete(tables.Template).where(_is(paper, language)))
        added(
            connection,
            tables.Template,
            school_id=school,
            paper=paper.key,
            language=language.value,
            content=file.content,
        )
    return KeptTemplate(paper, language, file.content)


def delete_template(workspace: Workspace, paper: Paper, language: Language) -> None:
    """Let go of a template; the paper is made of ours from then on."""
    with workspace.transaction() as connection:
        connection.execute(delete(tables.Template).where(_is(paper, language)))


def _is(paper: Paper, language: Language) -> ColumnElement[bool]:
    table = tables.Template
    return and_(table.paper == paper.key, table.language == language.value)


def _kept(connection: Connection, paper: Paper, language: Language) -> KeptTemplate | None:
    try:
        with whole():
            found = connection.execute(select(tables.Template.content).where(_is(paper, language)))
            content = found.scalar()
            if content is None:
                return None
            return KeptTemplate(paper, language, only(content, bytes, "content"))
    except Unreadable:
        return None
