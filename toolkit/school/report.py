"""What there is to tell of a school year, to the school's leadership or to VIP outside of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.evaluation import telling
from toolkit.evaluation.results import Evaluation
from toolkit.school.adaptations import Adaptation
from toolkit.school.implementation import Measured, Question, Share, Term
from toolkit.school.staff import Role, StaffMember, Training, missing_roles, team
from toolkit.shown import counted, line


@dataclass(frozen=True, slots=True)
class Staffed:
    """The VIP team and the training of the staff, as counts; nobody is named.

    ``in_team`` is how many there are in the team, ``missing`` whom nobody in it comes from. Of the
    team ``meeting`` have had the 60 minutes, of the staff ``course`` the three hours.
    """

    in_team: int
    missing: tuple[Role, ...]
    meeting: Share
    course: Share

    @classmethod
    def of(cls, staff: Iterable[StaffMember]) -> "Staffed":
        """Those that are written down; students of the student council are not trained."""
        everyone = tuple(staff)
        trained = [one for one in everyone if one.role is not Role.STUDENT_COUNCIL]
        return cls(
            len(team(everyone)),
            missing_roles(everyone),
            _had(Training.MEETING, team(trained)),
            _had(Training.COURSE, trained),
        )


def _had(training: Training, staff: Iterable[StaffMember]) -> Share:
    had = [one.trained_on(training) is not None for one in staff]
    return Share(sum(had), len(had))


@dataclass(frozen=True, repr=False)
class SchoolReport:
    """A school year as it stood ``on`` a day. No student and none of the staff is in it.

    ``share`` says for whom it is: outside of the school no class has a name. ``classes`` is what
    was counted in each, ``adaptations`` what went otherwise, without the notes, ``answers`` what
    the team said of the five conditions, from 1 to 5. ``evaluation`` is there where any answer is
    kept, and ``before`` the school year before, where there is something of it.
    """

    school_year: str
    on: date
    share: telling.Share
    classes: tuple[Measured, ...]
    adaptations: tuple[Adaptation, ...]
    staffed: Staffed
    answers: Mapping[tuple[Term, Question], int]
    evaluation: Evaluation | None = None
    before: "SchoolReport | None" = None

    def __repr__(self) -> str:
        classes = counted(len(self.classes), "class", "classes")
        return line("SchoolReport", self.school_year, self.share.value, classes)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of the school year."""
        return not (self.classes or self.adaptations or self.answers or self.staffed.course.whole)
