"""The workspace as pandas DataFrames for an analyst, who needs nobody's name for most questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from toolkit.acquaintance import Coverage, coverage
from toolkit.errors import InputError
from toolkit.files.atomic import write_whole
from toolkit.messages import Message
from toolkit.people import Student
from toolkit.workspace import tables
from toolkit.workspace.loading import load_class
from toolkit.workspace.pseudonyms import Pseudonyms
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass, Workspace, kept_classes

if TYPE_CHECKING:
    import pandas as pd

type _Row = tuple[Any, ...]

_DAY, _MOMENT = "datetime64[ms]", "datetime64[us, UTC]"
_WHICH = {"class_id": "int64", "school_year": "str", "school_class": "str"}
_CLASSES = {
    **_WHICH,
    **{"students": "int64", "periods": "int64", "interval_weeks": "int64", "group_shape": "str"},
    **{"fewest": "Int64", "acquainted": "float64", "unmet": "int64", "sample": "str"},
    "changed_at": _MOMENT,
}
_PERIODS = {
    **_WHICH,
    **{"period": "int64", "starts": _DAY, "ends": _DAY, "group": "str", "pair": "str"},
    **{"student": "str", "name": "str", "is_trio": "bool"},
}
_MEETINGS = {
    **_WHICH,
    **{"student": "str", "name": "str", "other": "str", "other_name": "str"},
    **{"knew_before": "bool", "first_period": "Int64"},
    **{"periods_in_group": "int64", "periods_as_partners": "int64"},
}
_LOG = {**_WHICH, "at": _MOMENT, "kind": "str", "number": "int64", "by": "str"}
_NAMES = {"name", "other_name", "by"}


@dataclass(frozen=True, repr=False)
class Frames:
    """All classes of a workspace as four pandas DataFrames, of one moment.

    Every row begins with ``class_id`` (int64, what ``load`` takes), ``school_year`` (str,
    2026/2027) and ``school_class`` (str). Students are called by a pseudonym (str, 16 letters
    and digits): of a student of a class it is the same in every frame and at every opening of
    this workspace, in another workspace it is another, and without the file nobody can tell whose
    it is. Rows stand in the order of the pseudonyms, which tells nothing of the class list's.
    Attributes of students and the rules that name them are in none. With ``names=True`` each
    column of pseudonyms has one of names behind it.

    ``classes``: a row a class, the one that was changed last first. ``students`` (int64) who are
    in the list now; ``periods`` (int64) in force; ``interval_weeks`` (int64); ``group_shape``
    (str, five or trio); ``fewest`` (Int64), how few periods any plan needs, missing where it is
    not proven; ``acquainted`` (float64, 0 to 1), the share of all two who may meet that know each
    other by now, missing before the first period; ``unmet`` (int64), how many two do not;
    ``sample`` (str), empty where it is no sample class; ``changed_at`` (datetime64[us, UTC]).

    ``periods``: a row for each student in each period in force. ``period`` (int64, from 1);
    ``starts`` and ``ends`` (datetime64[ms], midnight, missing where no date is set); ``group``
    and ``pair`` (str); ``student`` (str; ``name``); ``is_trio`` (bool), whether the pair is one.
    Of a period that was corrected while it ran, each seating has its rows and its days.

    ``meetings``: a row for every two who are in the list now. ``student`` and ``other`` (str;
    ``name`` and ``other_name``); ``knew_before`` (bool), by the rules, before the first period;
    ``first_period`` (Int64, missing where they have not met); ``periods_in_group`` and
    ``periods_as_partners`` (int64), in how many periods they were in one makkergruppe, and makkere.

    ``log``: a row a change, the oldest first. ``at`` (datetime64[us, UTC]); ``kind`` (str, as
    ``put_in_force``); ``number`` (int64), how many it was, or which period. With ``names=True``
    also ``by`` (str), who made it.
    """

    classes: pd.DataFrame
    periods: pd.DataFrame
    meetings: pd.DataFrame
    log: pd.DataFrame

    def __repr__(self) -> str:
        told = ", ".join(f"{len(frame)} {name}" for name, frame in self._by_name())
        return f"Frames({told})"

    def to_parquet(self, folder: str | Path) -> tuple[Path, ...]:
        """Write the four into a folder, as ``classes.parquet`` and so on; gives the files.

        Raises ``InputError`` where ``makkerskap[analyse]`` is not installed, or where nothing can
        be written. With names they are personal data, wherever they lie.
        """
        try:
            import pyarrow  # noqa: F401  # pandas needs it, and says so at greater length
        except ImportError:
            raise InputError(
                Message("Parquet needs one more part: pip install makkerskap[analyse]")
            ) from None
        written = []
        for name, frame in self._by_name():
            written.append(Path(folder) / f"{name}.parquet")
            write_whole(written[-1], frame.to_parquet(index=False))
        return tuple(written)

    def _by_name(self) -> Iterator[tuple[str, pd.DataFrame]]:
        yield from vars(self).items()


def frames_of(workspace: Workspace, *, names: bool = False) -> Frames:
    """All classes of an open workspace as DataFrames, of one moment.

    Students go by pseudonyms, and the log tells of nobody, unless ``names`` are asked for. A
    damaged class is left out.
    """
    classes, periods, meetings = list[_Row](), list[_Row](), list[_Row]()
    with workspace.reading() as connection:
        pseudonyms = Pseudonyms(connection)
        for kept in kept_classes(connection):
            loaded = None if kept.is_damaged else load_class(connection, kept.class_id)
            if loaded is not None:
                which = (kept.class_id, kept.school_year, kept.name)
                called = _Called(pseudonyms, kept.class_id)
                report = coverage(loaded.work.plan, loaded.work.rules, loaded.work.roster)
                classes.append((*which, *_class(kept, loaded.work, report)))
                periods += [(*which, *row) for row in _periods(loaded.work, called)]
                meetings += [(*which, *row) for row in _meetings(report, called)]
        log = list(_log(connection))
    return Frames(
        _framed(_CLASSES, classes, names),
        _framed(_PERIODS, periods, names),
        _framed(_MEETINGS, meetings, names),
        _framed(_LOG, log, names),
    )


@dataclass(frozen=True)
class _Called:
    """The pseudonym and the name of the students of a class."""

    pseudonyms: Pseudonyms
    class_id: int

    def __call__(self, student: Student) -> tuple[str, str]:
        return self.pseudonyms.of(self.class_id, student.id), student.name


def _class(kept: KeptClass, work: Work, report: Coverage) -> _Row:
    return (
        *(kept.students, kept.periods, work.rules.interval_weeks, work.rules.group_shape.value),
        work.bound or None,
        report.by_period[-1] if report.by_period else None,
        *(len(report.unmet), kept.sample, kept.changed_at),
    )


def _periods(work: Work, called: _Called) -> Iterator[_Row]:
    for period in work.plan.periods:
        for seating in period.seatings:
            yield from sorted(
                (
                    *(period.number, seating.starts, seating.ends, group.label, pair.label),
                    *(*called(student), pair.is_trio),
                )
                for group in seating.groups
                for pair in group.pairs
                for student in pair.students
            )


def _meetings(report: Coverage, called: _Called) -> list[_Row]:
    everyone = sorted((called(student), student.id) for student in report.students)
    return [
        (
            *(*one, *other, met.knew_before, met.in_group[0] if met.in_group else None),
            *(len(met.in_group), len(met.as_partners)),
        )
        for (one, one_id), (other, other_id) in combinations(everyone, 2)
        for met in (report.between(one_id, other_id),)
    ]


def _log(connection: Connection) -> Iterator[_Row]:
    rows = connection.execute(
        select(tables.Change, tables.SchoolClass.name, tables.SchoolYear.name.label("school_year"))
        .join(tables.SchoolClass, tables.SchoolClass.id == tables.Change.school_class_id)
        .join(tables.SchoolYear, tables.SchoolYear.id == tables.SchoolClass.school_year_id)
        .order_by(tables.Change.id)
    )
    for row in rows:
        which = (row.school_class_id, row.school_year, row.name)
        yield (*which, row.at, row.kind, row.number, row.by)


def _framed(columns: dict[str, str], rows: list[_Row], names: bool) -> pd.DataFrame:
    """The rows under their columns, each of its dtype; of names only where they are wanted."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    return frame if names else frame.drop(columns=[one for one in columns if one in _NAMES])
