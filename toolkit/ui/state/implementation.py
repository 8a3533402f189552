"""Implementation at the school: what was counted, and what the team answers."""

from functools import partial

from toolkit.school.implementation import Measured, Question, Term
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.workspace.school import answers, keep_answer, measured_classes


class ImplementationModel(ProgrammeModel):
    """Reads the log, and keeps the team's answers."""

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

    def answer(self, question: Question, answer: int) -> None:
        """Keep what the team answers now."""
        keep = partial(keep_answer, self.keeper.workspace, self.year, self.term)
        self.change(partial(keep, question, answer))
