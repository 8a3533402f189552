"""The report of a school year, from all that the workspace has of it."""

from dataclasses import replace
from datetime import date

from toolkit.calendar.school_years import known_year, school_year_of, year_before
from toolkit.evaluation import telling
from toolkit.evaluation.results import Evaluation, evaluate
from toolkit.now import today
from toolkit.school.report import SchoolReport, Staffed
from toolkit.values import choice, day, only
from toolkit.workspace.adaptations import adaptations_of_year
from toolkit.workspace.evaluations import kept_counts
from toolkit.workspace.implementation import answers, measured_classes
from toolkit.workspace.school_staff import staff
from toolkit.workspace.workspace import Workspace


def school_report(
    workspace: Workspace,
    school_year: str | None = None,
    *,
    share: telling.Share | str = telling.Share.INSIDE,
    on: date | None = None,
) -> SchoolReport:
    """What there is to tell of a school year (2026/2027), the one that it is now without one.

    It is as it stood ``on`` a day, today where none is given. ``share`` is ``inside`` for the
    school's leadership, ``outside`` for VIP: then no class has a name, and the evaluation keeps the
    limits for outside. The year before stands beside it where there is something of it. Raises
    ``InputError`` for what is no school year.
    """
    only(workspace, Workspace, "workspace")
    whom = choice(share, telling.Share, "share")
    on = today() if on is None else day(on, "on")
    year = school_year_of(on) if school_year is None else known_year(school_year)
    before = _of_year(workspace, year_before(year), whom, on)
    found = replace(
        _of_year(workspace, year, whom, on), evaluation=_evaluated(workspace, year, whom)
    )
    return found if before.is_empty else replace(found, before=before)


def _of_year(workspace: Workspace, year: str, share: telling.Share, on: date) -> SchoolReport:
    classes = measured_classes(workspace, year, on)
    if share is telling.Share.OUTSIDE:
        classes = tuple(replace(one, school_class="") for one in classes)
    noted = (one.adaptation for one in adaptations_of_year(workspace, year))
    return SchoolReport(
        year,
        on,
        share,
        classes,
        tuple(replace(one, note="") for one in noted),
        Staffed.of(one.member for one in staff(workspace, year)),
        answers(workspace, year),
    )


def _evaluated(workspace: Workspace, year: str, share: telling.Share) -> Evaluation | None:
    counts = kept_counts(workspace, year)
    if not counts.counts:
        return None
    before = kept_counts(workspace, year_before(year))
    found = evaluate(counts, share, before=before if before.counts else None)
    return replace(found, classes={}) if share is telling.Share.OUTSIDE else found
