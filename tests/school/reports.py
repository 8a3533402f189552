"""Reports of school years as they may be, of as many classes as wanted."""

from datetime import date, timedelta

from toolkit.evaluation.counts import Count, Counts
from toolkit.evaluation.results import evaluate
from toolkit.evaluation.telling import Share as Whom
from toolkit.files.evaluation_forms import shipped_form
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.school.implementation import Measured, Question, Share, Term
from toolkit.school.report import SchoolReport, Staffed
from toolkit.school.staff import Role, StaffMember

FIRST = date(2026, 8, 10)
STAFF = [
    StaffMember(
        f"Ansatt {at}",
        [Role.TEACHERS, Role.LEADERSHIP][at % 2],
        FIRST,
        is_in_team=at < 5,
        meeting=FIRST if at < 4 else None,
        course=FIRST + timedelta(1) if at < 31 else None,
    )
    for at in range(45)
]


def class_measured(name: str, at: int = 0) -> Measured:
    """A class that has held nine of its ten makkerbytter, each a little otherwise."""
    return Measured(
        name,
        Share(9, 10),
        Share(5 + at % 4, 9),
        Share(30, 9),
        Share(8, 9),
        Share(4 + at % 5, 9),
        Share(54, 63),
        at % 5,
        0.6 + at / 100,
        0.7 + at / 100,
    )


def counts_of(names: list[str], agree: int) -> Counts:
    """Twenty answers to each question in each class."""
    form = shipped_form()
    return Counts(
        form,
        tuple(
            Count(name, item.key, item.answers[at].key, number)
            for name in names
            for item in form.items
            for at, number in ((0, agree), (2, 20 - agree))
        ),
    )


def report(
    classes: int, share: Whom = Whom.INSIDE, before: SchoolReport | None = None
) -> SchoolReport:
    """Of a school of so many classes."""
    names = [f"{8 + at % 3}{'ABCDEFGHIJKLM'[at // 3]}" for at in range(classes)]
    is_inside = share is Whom.INSIDE
    return SchoolReport(
        "2025/2026" if before is None else "2026/2027",
        date(2027, 6, 14),
        share,
        tuple(class_measured(name if is_inside else "", at) for at, name in enumerate(names)),
        tuple(
            Adaptation(what, Reason.NO_TIME, planned=at % 2 == 0, goes_on=at % 3 == 0)
            for at, what in enumerate([*Adapted, *Adapted, Adapted.LATE])
        ),
        Staffed.of(STAFF),
        {(term, question): 3 for term in Term for question in Question},
        evaluate(counts_of(names, 13), share, before=counts_of(names, 9)),
        before,
    )
