"""The school's own form of the evaluation, kept beside its classes; without one, the leaflet's."""

from sqlalchemy import Connection, delete, select

from toolkit.errors import InputError
from toolkit.evaluation.form import Form
from toolkit.files.evaluation_forms import read_form, shipped_form
from toolkit.files.sources import Readable, Source, opened
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import Unreadable, whole
from toolkit.workspace.workspace import Workspace, the_school


def keep_form(workspace: Workspace, source: Readable) -> Form:
    """Keep a form (TOML) as the school's own, in the place of the one that there was.

    What it is called is not kept. Raises ``InputError`` as ``read_form`` does.
    """
    file = opened(source, is_table=False)
    form = read_form(file)
    with workspace.transaction() as connection:
        school = the_school(connection)
        connection.execute(delete(tables.EvaluationForm))
        added(connection, tables.EvaluationForm, school_id=school, content=file.content)
    return form


def kept_form(workspace: Workspace) -> Form:
    """The school's own form; the leaflet's where there is none, or it is damaged."""
    with workspace.reading() as connection:
        return form_of(connection)


def kept_form_file(workspace: Workspace) -> bytes | None:
    """The school's own form as it was taken in; None where there is none."""
    with workspace.reading() as connection:
        return _content(connection)


def delete_form(workspace: Workspace) -> None:
    """Let go of the school's own form; the leaflet's is used from then on."""
    with workspace.transaction() as connection:
        connection.execute(delete(tables.EvaluationForm))


def form_of(connection: Connection) -> Form:
    """As ``kept_form``, amid other reading."""
    content = _content(connection)
    if content is None:
        return shipped_form()
    try:
        return read_form(Source("form.toml", content))
    except InputError:
        return shipped_form()


def _content(connection: Connection) -> bytes | None:
    try:
        with whole():
            content = connection.execute(select(tables.EvaluationForm.content)).scalar()
            return None if content is None else only(content, bytes, "content")
    except Unreadable:
        return None
