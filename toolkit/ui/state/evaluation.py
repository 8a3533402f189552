"""The yearly evaluation at the school: counted, and told as far as it may be."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from traitlets import Any, Bool, Unicode

from toolkit.calendar.school_years import year_before
from toolkit.evaluation.as_values import evaluation_values
from toolkit.evaluation.counts import Count, Counts
from toolkit.evaluation.form import Item, Role
from toolkit.evaluation.results import Evaluation, Result, evaluate
from toolkit.evaluation.telling import Share
from toolkit.evaluation.words import evaluation_table
from toolkit.files.answers import read_answers
from toolkit.files.cells import as_text
from toolkit.files.sources import Source
from toolkit.files.tally import tallied_class
from toolkit.messages import Message, Translator, plural
from toolkit.names import class_order
from toolkit.ui.state.evaluation_form import EvaluationFormModel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.ui.state.school_name import called
from toolkit.ui.state.wishes import WishesModel
from toolkit.workspace.evaluations import delete_counts, evaluated_years, keep_counts, kept_counts


class EvaluationModel(ProgrammeModel):
    """What students, or teachers, have answered in a school year: only how many gave each answer.

    ``school_class`` is the class that is counted and looked at, None for the whole school.
    ``is_typing`` tells that forms on paper are being counted, ``asking`` that the year's numbers
    may be deleted.
    """

    chosen_year = Unicode("")
    role = Any(Role.STUDENT)
    school_class = Any(None, allow_none=True)
    share = Any(Share.INSIDE)
    is_typing = Bool(False)
    asking = Bool(False)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.form = EvaluationFormModel(keeper)
        self.wishes = WishesModel(keeper)

    @property
    def year(self) -> str:
        """The school year that is looked at: the one that was chosen, or that it is now."""
        return self.chosen_year or super().year

    @property
    def years(self) -> tuple[str, ...]:
        """The newest first: the one that it is, the one before, and all that are counted."""
        nothing: tuple[str, ...] = ()
        now = super().year
        counted = self.keeper.ask(evaluated_years, nothing)
        return tuple(sorted({now, year_before(now), *counted}, reverse=True))

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the school year, and those that have answered besides."""
        names = {one.name for one in self.school_classes} | set(self.counts.classes)
        return tuple(sorted(filter(None, names), key=class_order))

    @property
    def missing(self) -> tuple[str, ...]:
        """The classes of which nothing is counted yet."""
        counted = self.counts.classes
        return tuple(name for name in self.classes if name not in counted)

    @property
    def items(self) -> tuple[Item, ...]:
        """What they are asked."""
        return tuple(item for item in self.form.form.items if item.role is self.role)

    @property
    def counts(self) -> Counts:
        """How often each answer was given this year."""
        return self._counts_of(self.year)

    @property
    def evaluation(self) -> Evaluation | None:
        """What may be told of them, None where nothing is counted."""
        counts = self.counts
        if not counts.counts:
            return None
        before = self._counts_of(year_before(self.year))
        return evaluate(counts, self.share, before=before if before.counts else None)

    @property
    def is_counted(self) -> bool:
        """Whether there is something of the class, or of anybody where none is chosen."""
        classes = self.counts.classes
        return bool(classes) if self.school_class is None else self.school_class in classes

    def told_class(self, evaluation: Evaluation) -> str | None:
        """Of which class of an evaluation is told, None for all; one that is alone is all."""
        return self.school_class if evaluation.classes else None

    def results(self, evaluation: Evaluation) -> tuple[Result, ...]:
        """What is told, question by question."""
        return evaluation.of_class(self.told_class(evaluation))

    def choose(self, school_class: str | None) -> None:
        """Turn to a class, or to the whole school."""
        self.forget()
        self.school_class = school_class

    def turn_to(self, role: Role) -> None:
        """Turn to the students, or to the teachers, who are asked for no class."""
        self.forget()
        with self.hold_trait_notifications():
            self.role, self.school_class, self.is_typing = role, None, False

    def choose_year(self, year: str) -> None:
        """Look at another school year."""
        self.forget()
        with self.hold_trait_notifications():
            self.chosen_year, self.school_class = year, None

    def forget(self) -> None:
        """What came of the last thing that was done, and what was asked."""
        self.asking, self.error, self.done = False, None, None

    def take(self, name: str, content: bytes) -> None:
        """Count what a form tool has exported; answers without a class are the chosen class's."""

        def act() -> Message:
            classes = [one.name for one in self.school_classes if one.name]
            counts = read_answers(Source(name, content), self.form.form, classes)
            self._keep(self._of_the_class(counts))
            return _counted(counts)

        self.change(act)

    def count_typed(self, asked: int | None, rows: Sequence[Sequence[int] | None]) -> bool:
        """Count forms on paper: a row of numbers a question, None for one that was not asked.

        ``asked`` is how many forms there were. Tells whether they are kept.
        """

        def act() -> Message:
            name = self.school_class or ""
            counts = tallied_class(rows, self.form.form, self.role, name, asked)
            # What was counted of a question before goes, where there is nothing of it any more.
            gone = (
                Count(name, item.key, "", 0)
                for item, row in zip(self.items, rows, strict=True)
                if row is not None and not any(row)
            )
            self._keep(Counts(counts.form, (*counts.counts, *gone)))
            return _counted(counts)

        return self.change(act)

    def start_typing(self) -> None:
        """Begin to count forms on paper, or leave it."""
        self.forget()
        self.is_typing = not self.is_typing

    def ask_to_delete(self) -> None:
        """Ask whether the numbers of the year are to be deleted."""
        self.forget()
        self.asking = True

    def delete(self) -> None:
        """Delete the numbers of the year."""

        def act() -> Message:
            delete_counts(self.keeper.workspace, self.year)
            return Message("The numbers of {year} are deleted.", year=self.year)

        self.asking = False
        self.change(act)

    def page(self, translate: Translator) -> bytes | None:
        """The results as a page to print."""
        from toolkit.paper.evaluation import evaluation_pdf  # heavy

        def made(evaluation: Evaluation) -> bytes:
            return evaluation_pdf(
                evaluation,
                translate,
                school=called(self.keeper),
                year=self.year,
                school_class=self.told_class(evaluation),
                things=self.wishes.of(self.year, self.school_class) if self.school_class else (),
            )

        return self._made(made)

    def table(self, translate: Translator) -> bytes | None:
        """The results as CSV, a row a question and class."""
        return self._made(lambda told: as_text(evaluation_table(told, translate)).encode())

    def values(self) -> bytes | None:
        """The results as JSON, as the program prints them."""
        return self._made(
            lambda told: json.dumps(evaluation_values(told), ensure_ascii=False, indent=2).encode()
        )

    def _counts_of(self, year: str) -> Counts:
        nothing = Counts(self.form.form, ())
        return self.keeper.ask(partial(kept_counts, school_year=year), nothing).of(self.role)

    def _of_the_class(self, counts: Counts) -> Counts:
        """Students' answers without a class are the chosen one's; teachers answer for none."""
        if self.school_class is None:
            return counts
        students = {item.key for item in counts.form.items if item.role is Role.STUDENT}
        placed = (
            replace(one, school_class=one.school_class or self.school_class)
            if one.item in students
            else one
            for one in counts.counts
        )
        return Counts(counts.form, tuple(placed))

    def _keep(self, counts: Counts) -> None:
        keep_counts(self.keeper.workspace, counts, self.year)
        if not counts.of(self.role).counts:  # the file was of the others
            self.turn_to(Role.TEACHER if self.role is Role.STUDENT else Role.STUDENT)

    def _made(self, make: Callable[[Evaluation], bytes]) -> bytes | None:
        evaluation = self.evaluation
        return None if evaluation is None else make(evaluation)


def _counted(counts: Counts) -> Message:
    """How many have answered, as far as the question that most were asked tells."""
    asked = {
        item: sum(tally.asked for tally in counts.tallies(item).values()) for item in counts.items
    }
    return plural(
        "{n} form is counted. Nothing but numbers is kept of it.",
        "{n} forms are counted. Nothing but numbers is kept of them.",
        n=max(asked.values(), default=0),
    )
