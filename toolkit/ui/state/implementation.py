"""Implementation at the school: what was counted, and what the team answers."""

from functools import partial

from toolkit.evaluation.telling import Share
from toolkit.messages import Language
from toolkit.school.implementation import Measured, Question, Term
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.ui.state.school_name import SchoolName, called
from toolkit.workspace.implementation import answers, keep_answer, measured_classes
from toolkit.workspace.reporting import school_report


class ImplementationModel(ProgrammeModel):
    """Reads the log, and keeps the team's answers."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.school = keeper.shared(SchoolName)

    @property
    def classes(self) -> tuple[Measured, ...]:
        """What is counted in each class of this school year, by name."""
        nothing: tuple[Measured, ...] = ()
        ask = partial(measured_classes, school_year=self.year, today=self.today)
        return self.keeper.ask(ask, nothing)

    @property
    def term(self) -> Term:
        """The term that it is now."""
        return Term.AUTUMN if self.today.month >= 8 else Term.SPRING

    @property
    def answers(self) -> dict[tuple[Term, Question], int]:
        """What the team has answered this school year."""
        nothing: dict[tuple[Term, Question], int] = {}
        return self.keeper.ask(partial(answers, school_year=self.year), nothing)

    def report(self, share: Share, language: Language) -> bytes | None:
        """All of it on one page, for the leadership or for VIP; None where it cannot be read."""
        from toolkit.paper.school_report import school_report_pdf

        ask = partial(school_report, school_year=self.year, share=share, on=self.today)
        found = self.keeper.ask(ask, None)
        school = called(self.keeper)
        return None if found is None else school_report_pdf(found, language, school=school)

    def answer(self, question: Question, answer: int) -> None:
        """Keep what the team answers now."""
        keep = partial(keep_answer, self.keeper.workspace, self.year, self.term)
        self.change(partial(keep, question, answer))
