"""A school year with VIP Makkerskap on one page, for the leadership or for VIP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import attrgetter

from toolkit.evaluation import telling
from toolkit.evaluation.results import Result
from toolkit.evaluation.words import HIDDEN, percent
from toolkit.messages import Language, Message, Translator, Words
from toolkit.paper.facts import readable
from toolkit.paper.pdf import Page, pdf_of
from toolkit.school import class_table
from toolkit.school.adaptations import Adapted
from toolkit.school.class_table import NOTHING, average
from toolkit.school.implementation import Measured, Question, Share, Term, taking_part, together
from toolkit.school.report import SchoolReport
from toolkit.school.staff import LEAST_TEAM, Training
from toolkit.school.words import ADAPTED, ELSE, QUESTIONS, TRAININGS, nobody_from
from toolkit.values import only, translator

LAYOUT = "school_report"

type _Row = dict[str, object]


def school_report_pdf(
    report: SchoolReport, language: Words = Language.NB, *, school: str = ""
) -> bytes:
    """The report as one page to print, with the year before beside it.

    Nobody is named on it, and nothing is added up to one number. The same input gives the same
    bytes.
    """
    _ = translator(language)
    only(report, SchoolReport, "report")
    names = (only(school, str, "school"), _.language.date(report.on))
    is_inside = report.share is telling.Share.INSIDE
    content = {
        "title": _(Message("VIP Makkerskap {year}", year=report.school_year)),
        "of": " · ".join(readable(name) for name in names if name),
        "about": _(_INSIDE if is_inside else _OUTSIDE),
        "mark": "" if report.before is None else _(_MARK),
        "years": [report.school_year, "" if report.before is None else report.before.school_year],
        "parts": [
            _part(Message("What was done"), _done(report, _), _),
            _part(Message("Adaptations"), _adapted(report, _), _),
            _part(Message("VIP team and training"), _staffed(report, _), _),
            _part(Message("The team's answers (autumn / spring)"), _answered(report, _), _),
        ],
        "evaluation": _evaluation(report, _),
        "classes": _classes(report.classes, _) if is_inside and report.classes else None,
    }
    return pdf_of(Page(LAYOUT, content, _.language))


_INSIDE = Message(
    "To the school's leadership. The program counts from what the classes have done; the answers "
    "are the team's. Nobody is named, and nothing is added up to one number."
)
_OUTSIDE = Message(
    "To VIP. The program counts from what the classes of the school have done; the answers are the "
    "team's. No class and nobody is named, and nothing is added up to one number."
)
_MARK = Message("The mark on a bar is the year before.")
_COUNTED: tuple[tuple[Message, Callable[[Measured], Share]], ...] = (
    (Message("Planned makkerbytter held"), attrgetter("held")),
    (Message("Of these in time"), attrgetter("in_time")),
    (Message("Periods with a seating map"), attrgetter("seated")),
    (Message("Periods with group contracts"), attrgetter("contracts")),
    (Message("Groups of two pairs"), attrgetter("two_pairs")),
)
_REACHED: tuple[tuple[Message, Callable[[Measured], float]], ...] = (
    (Message("Acquainted, lowest to highest class"), attrgetter("coverage")),
    (Message("The most that was possible"), attrgetter("bound")),
)


def _part(title: Message, rows: Iterable[_Row], _: Translator) -> dict[str, object]:
    return {"title": _(title), "rows": list(rows)}


def _both(
    report: SchoolReport, label: str, told: Callable[[SchoolReport], str], bar: object = None
) -> _Row:
    """A line: what it is, and what is told of this year and of the one before."""
    before = "" if report.before is None else told(report.before)
    return {"label": label, "now": told(report), "before": before, "bar": bar}


def _share(
    report: SchoolReport, label: Message, counted: Callable[[SchoolReport], Share], _: Translator
) -> _Row:
    """A count out of a count, with a bar, and the year before as a mark on it."""
    was = None if report.before is None else _ratio(counted(report.before))
    reached = _ratio(counted(report))
    bar = None if reached is None else {"from": 0, "to": reached, "was": was}
    return _both(report, _(label), lambda one: _of(counted(one), _), bar)


def _ratio(share: Share) -> float | None:
    return share.part / share.whole if share.whole else None


def _of(share: Share, _: Translator) -> str:
    if not share.whole:
        return NOTHING
    return _(Message("{part} of {whole}", part=share.part, whole=share.whole))


def _done(report: SchoolReport, _: Translator) -> Iterator[_Row]:
    yield _share(report, Message("Classes that take part"), _taking_part, _)
    for label, counted in _COUNTED:
        yield _share(report, label, partial(_summed, counted=counted), _)
    yield _both(report, _(Message("Weeks per period, on average")), partial(_weeks, _=_))
    yield _both(report, _(Message("Times that two were makkere again")), _repeats)
    for label, reached in _REACHED:
        found = [reached(one) for one in report.classes if one.takes_part]
        bar = {"from": min(found), "to": max(found), "was": None} if found else None
        yield _both(report, _(label), partial(_range, reached=reached), bar)


def _taking_part(report: SchoolReport) -> Share:
    return taking_part(report.classes)


def _summed(report: SchoolReport, counted: Callable[[Measured], Share]) -> Share:
    return together(map(counted, report.classes))


def _weeks(report: SchoolReport, _: Translator) -> str:
    return average(together(one.weeks for one in report.classes), _)


def _repeats(report: SchoolReport) -> str:
    return str(sum(one.repeats for one in report.classes)) if report.classes else NOTHING


def _range(report: SchoolReport, reached: Callable[[Measured], float]) -> str:
    found = [round(100 * reached(one)) for one in report.classes if one.takes_part]
    ends = dict.fromkeys((min(found), max(found))) if found else {}
    return f"{'–'.join(map(str, ends))} %" if ends else NOTHING


def _adapted(report: SchoolReport, _: Translator) -> Iterator[_Row]:
    for what in (*Adapted, None):
        row = _both(report, _(ADAPTED.get(what, ELSE)), partial(_how_often, what=what))
        if what is not None or {row["now"], row["before"]} - {"", "0"}:
            yield row
    yield _share(report, Message("Of these planned"), partial(_told, part="planned"), _)
    yield _share(report, Message("Of these to go on with"), partial(_told, part="goes_on"), _)


def _how_often(report: SchoolReport, what: Adapted | None) -> str:
    return str(sum(one.what is what for one in report.adaptations))


def _told(report: SchoolReport, part: str) -> Share:
    told = [known for one in report.adaptations if (known := getattr(one, part)) is not None]
    return Share(sum(told), len(told))


def _staffed(report: SchoolReport, _: Translator) -> Iterator[_Row]:
    team = Message("In the team (at least {least})", least=LEAST_TEAM)
    yield _both(report, _(team), lambda one: str(one.staffed.in_team))
    meeting, course = (TRAININGS[one] for one in (Training.MEETING, Training.COURSE))
    whose = Message("{training}, of the team", training=meeting)
    yield _share(report, whose, lambda one: one.staffed.meeting, _)
    whose = Message("{training}, of the staff", training=course)
    yield _share(report, whose, lambda one: one.staffed.course, _)
    if missing := report.staffed.missing:
        yield {"label": _(nobody_from(missing)), "now": "", "before": "", "bar": None}


def _answered(report: SchoolReport, _: Translator) -> Iterator[_Row]:
    for question, (name, _statement) in QUESTIONS.items():
        yield _both(report, _(name), partial(_said, question=question))


def _said(report: SchoolReport, question: Question) -> str:
    return " / ".join(str(report.answers.get((term, question), NOTHING)) for term in Term)


def _evaluation(report: SchoolReport, _: Translator) -> dict[str, object] | None:
    """A line a question, as far as it may be told; None where nobody was asked."""
    if report.evaluation is None:
        return None
    limits = Message(
        "A figure is told where at least {least} have answered, and where it gives nobody away.",
        least=report.evaluation.least,
    )
    return {
        "title": _(Message("Evaluation: who agree or are satisfied")),
        "header": [
            *("", _(Message("Here")), _(Message("Likely between"))),
            *(_(Message("Published")), _(Message("The year before"))),
        ],
        "rows": [[one.item.text(_.language), *_figures(one, _)] for one in report.evaluation.items],
        "limits": _(limits),
    }


def _figures(one: Result, _: Translator) -> list[str]:
    if one.share is None or one.likely is None:
        return [_(HIDDEN), "", _published(one), _before(one, _)]
    here = f"{_(Message('{part} of {whole}', part=one.agree, whole=one.n))} ({percent(one.share)})"
    likely = "–".join(str(round(100 * end)) for end in one.likely)
    return [here, f"{likely} %", _published(one), _before(one, _)]


def _published(one: Result) -> str:
    published = one.published
    return "" if published is None else f"{percent(published.share)} (n = {published.n})"


def _before(one: Result, _: Translator) -> str:
    if one.before is None:
        return ""
    if one.before.share is None:
        return _(HIDDEN)
    return f"{percent(one.before.share)} (n = {one.before.n})"


def _classes(classes: Iterable[Measured], _: Translator) -> dict[str, object]:
    return {
        "title": _(Message("Class by class, in the order of their names")),
        "header": [_(words) for words in class_table.HEADER],
        "rows": [[readable(cell) for cell in class_table.row(one, _)] for one in classes],
    }
