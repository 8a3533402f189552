"""The paper that goes with a task of the leadership, made when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.files.sources import Source
from toolkit.messages import Message, Translator
from toolkit.paper.file_names import Paper
from toolkit.school.tasks import Task
from toolkit.ui.state.file_names import Content
from toolkit.workspace.handing_over import handing_over
from toolkit.workspace.reporting import school_report
from toolkit.workspace.school_name import school_name
from toolkit.workspace.school_wheel import school_wheel
from toolkit.workspace.templates import templates
from toolkit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which workspace and school year, on which day, in which language."""

    workspace: Workspace
    year: str
    today: date
    translate: Translator

    @property
    def school(self) -> str:
        """What it is called."""
        return school_name(self.workspace)


@dataclass(frozen=True, slots=True)
class TaskPaper:
    """What the button says, what the file is called, and what makes it."""

    words: Message
    content: Content
    ending: str
    make: Callable[[Asked], bytes]


def _handing_over(asked: Asked) -> bytes:
    from toolkit.paper.handing_over import handing_over_pdf

    handed = handing_over(asked.workspace, asked.year, on=asked.today)
    return handing_over_pdf(handed, asked.translate, school=asked.school)


def _wheel(asked: Asked) -> bytes:
    from toolkit.paper.year_wheel import year_wheel_pdf

    wheel = school_wheel(asked.workspace, asked.year)
    words = asked.translate
    return year_wheel_pdf(wheel.calendar, wheel.rings(words), words, school=asked.school)


def _dates(asked: Asked) -> bytes:
    return school_wheel(asked.workspace, asked.year).ics(asked.translate, on=asked.today)


def _letter(asked: Asked) -> bytes:
    from toolkit.paper.letter import information_letter

    language, calendar = asked.translate, school_wheel(asked.workspace, asked.year).calendar
    own = (
        Source(Paper.LETTER.file_name(language), one.content)
        for one in templates(asked.workspace)
        if one.paper is Paper.LETTER and one.language is language.language
    )
    return information_letter(calendar, language, school=asked.school, template=next(own, None))


def _report(asked: Asked) -> bytes:
    from toolkit.paper.school_report import school_report_pdf

    report = school_report(asked.workspace, asked.year, on=asked.today)
    return school_report_pdf(report, asked.translate, school=asked.school)


_SHARING = TaskPaper(Message("What was done (.pdf)"), Content.TO_LEADERSHIP, ".pdf", _report)

TASK_PAPERS: Mapping[Task, TaskPaper] = {
    Task.COORDINATOR: TaskPaper(
        Message("Handing over (.pdf)"), Content.HANDING_OVER, ".pdf", _handing_over
    ),
    Task.PLANS: TaskPaper(Message("The year wheel (.pdf)"), Content.WHEEL, ".pdf", _wheel),
    Task.INFORMATION: TaskPaper(
        Message("Letter to the homes (.docx)"), Content.LETTER, ".docx", _letter
    ),
    Task.TIME_SET_ASIDE: TaskPaper(Message("All dates (.ics)"), Content.WHEEL, ".ics", _dates),
    Task.SHARING_AUTUMN: _SHARING,
    Task.SHARING_SPRING: _SHARING,
}
"""Of what the primary schools know, there is no paper of ours."""
