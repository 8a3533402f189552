"""Adaptations of the classes in the workspace: written down, corrected, taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.names import class_order
from toolkit.school.adaptations import Adaptation, Adapted, OfClass, Reason
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import known, periods_in_force
from toolkit.workspace.log import Kind, log_change
from toolkit.workspace.no_names import refuse_students
from toolkit.workspace.workspace import Workspace, kept_classes


@dataclass(frozen=True, slots=True)
class Noted:
    """An adaptation in a period, by number, and who wrote it down or corrected it when.

    ``row`` is where it stands.
    """

    row: int
    number: int
    adaptation: Adaptation
    at: datetime
    by: str


def note_adaptation(
    workspace: Workspace, class_id: int, number: int, adaptation: Adaptation
) -> None:
    """Write down that the makkerbytte to period ``number`` went otherwise, and why.

    Raises ``InputError`` for a period that is not in force, and for a note that names a student.
    """
    by = workspace.by
    with workspace.transaction() as connection:
        values = _values(connection, adaptation)
        _refuse_unknown_period(connection, class_id, number)
        added(
            connection,
            tables.Adaptation,
            school_class_id=class_id,
            number=number,
            at=by.at,
            by=by.who,
            **values,
        )
        log_change(connection, class_id, Kind.ADAPTED, number, by)


def correct_adaptation(
    workspace: Workspace, class_id: int, row: int, number: int, adaptation: Adaptation
) -> None:
    """Write down otherwise what was written down of a makkerbytte.

    Raises ``InputError`` as noting does, and where the row is not there.
    """
    by = workspace.by
    with workspace.transaction() as connection:
        values = _values(connection, adaptation)
        if _found(connection, class_id, row).number != number:
            _refuse_unknown_period(connection, class_id, number)
        connection.execute(
            update(tables.Adaptation)
            .where(tables.Adaptation.id == row)
            .values(number=number, at=by.at, by=by.who, **values)
        )
        log_change(connection, class_id, Kind.ADAPTATION_CORRECTED, number, by)


def remove_adaptation(workspace: Workspace, class_id: int, row: int) -> None:
    """Take back what was written down. Raises ``InputError`` where the row is not there."""
    with workspace.transaction() as connection:
        number = _found(connection, class_id, row).number
        connection.execute(delete(tables.Adaptation).where(tables.Adaptation.id == row))
        log_change(connection, class_id, Kind.ADAPTATION_REMOVED, number, workspace.by)


def adaptations(workspace: Workspace, class_id: int) -> tuple[Noted, ...]:
    """The adaptations of a class, in the order in which they were written down."""
    with workspace.reading() as connection:
        return tuple(_noted(connection, class_id))


def adaptations_of_year(workspace: Workspace, school_year: str) -> tuple[OfClass, ...]:
    """Those of all classes of a school year, class by class; made-up classes have none."""
    with workspace.reading() as connection:
        return tuple(
            OfClass(kept.name, one.number, one.at.astimezone().date(), one.adaptation)
            for kept in sorted(kept_classes(connection), key=lambda kept: class_order(kept.name))
            if kept.school_year == school_year and not kept.sample
            for one in _noted(connection, kept.class_id)
        )


def _noted(connection: Connection, class_id: int) -> Iterator[Noted]:
    rows = connection.execute(
        select(tables.Adaptation)
        .where(tables.Adaptation.school_class_id == class_id)
        .order_by(tables.Adaptation.id)
    ).all()
    for row in rows:
        adaptation = Adaptation(
            known(Adapted, row.kind),
            known(Reason, row.reason) or Reason.OTHER,
            row.note,
            row.planned,
            row.goes_on,
        )
        yield Noted(row.id, row.number, adaptation, row.at, row.by)


def _values(connection: Connection, adaptation: Adaptation) -> dict[str, Any]:
    """The columns of an adaptation. Raises ``InputError`` where its note names a student."""
    only(adaptation, Adaptation, "adaptation")
    told = Message("A student is named here. Write what was changed without a name.")
    refuse_students(connection, [adaptation.note], told, "note")
    return {
        "kind": only(adaptation.what, Adapted, "what"),
        "reason": adaptation.why,
        "note": adaptation.note,
        "planned": adaptation.planned,
        "goes_on": adaptation.goes_on,
    }


def _found(connection: Connection, class_id: int, row: int) -> Row[Any]:
    found = connection.execute(
        select(tables.Adaptation).where(
            tables.Adaptation.id == row, tables.Adaptation.school_class_id == class_id
        )
    ).first()
    if found is None:
        raise InputError(Message("This adaptation is not here any more."))
    return found


def _refuse_unknown_period(connection: Connection, class_id: int, number: int) -> None:
    if number not in periods_in_force(connection, class_id):
        raise InputError(
            Message("Period {number} is not in the plan. Accept it first.", number=number)
        )
