"""Letting go of people: one who has left, a class, a school year; from the file's bytes too."""

from collections.abc import Iterable
from secrets import token_hex

from sqlalchemy import Connection, delete, func, select, update

from toolkit.errors import InputError
from toolkit.messages import Language, Message, Translator
from toolkit.people import Student
from toolkit.rules import RuleKind
from toolkit.values import translator
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import known_rules, load_students
from toolkit.workspace.log import Kind, log_change
from toolkit.workspace.saving_plans import digest_of
from toolkit.workspace.scrubbing import deleting
from toolkit.workspace.workspace import Workspace

type _Words = Translator | Language | str


def leavers(workspace: Workspace, class_id: int) -> tuple[Student, ...]:
    """Those who have left a class and still stand there with their names."""
    with workspace.reading() as connection:
        kept = load_students(connection, class_id)
        left = connection.scalars(
            select(tables.Student.id)
            .where(
                tables.Student.school_class_id == class_id,
                tables.Student.position.is_(None),
                ~tables.Student.has_pseudonym,
            )
            .order_by(tables.Student.id)
        ).all()
        return tuple(kept[row][0] for row in left)


def pseudonymise(
    workspace: Workspace,
    class_id: int,
    key: str,
    translate: _Words = Language.NB,
) -> None:
    """Give one who has left another name and id, the same in every period.

    The name is in the language of whoever asks for it. Raises ``InputError`` for a student of
    the class list, and ``NotScrubbed``.
    """
    with deleting(workspace) as connection:
        row = _leaver(connection, class_id, key)
        connection.execute(
            update(tables.Student).where(tables.Student.id == row).values(**_nobody(translate))
        )
        _forget_rules(connection, class_id, row)
        _tell(connection, workspace, class_id)


def erase(
    workspace: Workspace,
    class_id: int,
    key: str,
    translate: _Words = Language.NB,
) -> None:
    """Let nobody stand for one who has left, another nobody in each period.

    What the others have met stays countable; that it was one and the same cannot be seen. Where
    the student sat, nobody sits any more.
    Raises ``InputError`` for a student of the class list, and ``NotScrubbed``.
    """
    with deleting(workspace) as connection:
        row = _leaver(connection, class_id, key)
        periods = (
            connection.execute(
                select(tables.Member.period_id).where(tables.Member.student_id == row)
            )
            .scalars()
            .all()
        )
        for period in periods:
            nobody = added(
                connection,
                tables.Student,
                school_class_id=class_id,
                **_nobody(translate),
            )
            connection.execute(
                update(tables.Member)
                .where(tables.Member.period_id == period, tables.Member.student_id == row)
                .values(student_id=nobody)
            )
            _sum_up(connection, period)
        _forget_rules(connection, class_id, row)
        connection.execute(delete(tables.Student).where(tables.Student.id == row))
        _tell(connection, workspace, class_id)


def delete_class(workspace: Workspace, class_id: int) -> None:
    """Delete a class with everything in it. Raises ``NotScrubbed``."""
    with deleting(workspace) as connection:
        connection.execute(delete(tables.SchoolClass).where(tables.SchoolClass.id == class_id))


def delete_school_year(workspace: Workspace, name: str) -> None:
    """Delete every class of a school year. Raises ``NotScrubbed``."""
    with deleting(workspace) as connection:
        connection.execute(delete(tables.SchoolYear).where(tables.SchoolYear.name == name))


def _nobody(translate: _Words) -> dict[str, object]:
    name = translator(translate)(Message("Student {token}", token=token_hex(4)))
    return {
        "key": name,
        "name": name,
        "written_class": "",
        "attributes": [],
        "position": None,
        "has_pseudonym": True,
    }


def _leaver(connection: Connection, class_id: int, key: str) -> int:
    """The row of one who has left."""
    found = connection.execute(
        select(tables.Student.id, tables.Student.position).where(
            tables.Student.school_class_id == class_id, tables.Student.key == key
        )
    ).first()
    if found is None or found.position is not None:
        raise InputError(
            Message("Only one who has left the class can be erased. Upload the new list first.")
        )
    return int(found.id)


def _forget_rules(connection: Connection, class_id: int, student: int) -> None:
    """Take a student out of every rule, and out goes a rule that names fewer than its kind does.

    One of a kind that only a newer version of the program knows may name any number.
    """
    connection.execute(delete(tables.RuleStudent).where(tables.RuleStudent.student_id == student))
    for kind in RuleKind:
        enough = (
            select(tables.RuleStudent.rule_id)
            .group_by(tables.RuleStudent.rule_id)
            .having(func.count() >= kind.fewest)
        )
        connection.execute(
            delete(tables.Rule).where(
                tables.Rule.school_class_id == class_id,
                tables.Rule.kind == kind.value,
                *known_rules(),
                tables.Rule.id.not_in(enough),
            )
        )


def _sum_up(connection: Connection, period_id: int) -> None:
    """Write anew what tells a period from others, for another student is in it."""
    period = connection.execute(select(tables.Period).where(tables.Period.id == period_id)).one()
    earlier = connection.scalars(
        select(tables.EarlierSeating.seating_id)
        .where(tables.EarlierSeating.period_id == period_id)
        .order_by(tables.EarlierSeating.position)
    ).all()
    members: Iterable[tuple[str, str, int]] = connection.execute(
        select(tables.Member.group_label, tables.Member.pair_label, tables.Member.student_id)
        .where(tables.Member.period_id == period_id)
        .order_by(tables.Member.position)
    ).all()
    digest = digest_of(period.number, (period.starts, period.ends), list(members), list(earlier))
    connection.execute(
        update(tables.Period).where(tables.Period.id == period_id).values(digest=digest)
    )


def _tell(connection: Connection, workspace: Workspace, class_id: int) -> None:
    """Let other pages know that the class is another one now."""
    by = workspace.by
    connection.execute(
        update(tables.SchoolClass)
        .where(tables.SchoolClass.id == class_id)
        .values(revision=tables.SchoolClass.revision + 1, changed_at=by.at)
    )
    log_change(connection, class_id, Kind.ERASED, 1, by)
