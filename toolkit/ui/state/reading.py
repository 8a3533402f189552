"""A class list as it was read, and which class of it was chosen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.messages import Message, plural
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import LARGEST_CLASS, SMALLEST_CLASS, Rules
from toolkit.workspace.work import Work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.files.class_list import ClassList
    from toolkit.files.headers import Meaning
    from toolkit.files.questions import Question
    from toolkit.samples import Sample


@dataclass(frozen=True)
class Reading:
    """``listed`` is the list with all that was answered about it.

    ``chosen`` is the class that was chosen where it holds several, empty where none was;
    ``sample`` is the sample that was taken, if one was.
    """

    listed: ClassList
    sample: Sample | None = None
    chosen: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of its columns; nothing where an answer has left no table of it."""
        try:
            return self.listed.table.header
        except InputError:
            return ()

    @property
    def columns(self) -> Mapping[str, Meaning]:
        """What each column holds, by its heading."""
        return self.listed.columns if self.header else {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked about it."""
        return self.listed.questions if self.header else ()

    def preview(self, rows: int) -> list[list[str]]:
        """The first rows with their lines, without what is left out; the headings come first."""
        from toolkit.files.headers import Meaning

        kept = [one for one, meaning in self.columns.items() if meaning is not Meaning.LEFT_OUT]
        table = self.listed.table
        cells = ([str(row.line), *(table.cell(row, one) for one in kept)] for row in table.rows)
        return [kept, *islice(cells, rows)]

    @property
    def roster(self) -> Roster:
        """All students of the list; nobody where it cannot be read as it is understood."""
        return Roster(()) if self.listed.error is not None else self.listed.roster

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the list, as it calls them."""
        return self.roster.classes

    @property
    def school_class(self) -> str:
        """The class that is meant, as the list calls it."""
        return self.classes[0] if len(self.classes) == 1 else self.chosen

    @property
    def must_choose_class(self) -> bool:
        """Whether the list holds several classes and none of them is chosen yet."""
        return len(self.classes) > 1 and self.chosen not in self.classes

    @property
    def shown(self) -> Roster:
        """The students of the class that is meant; all of them while none is chosen."""
        return self.roster if self.must_choose_class else self.roster.of_class(self.school_class)

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is no class in it to plan for yet."""
        if self.listed.error is not None:
            return (Message("Choose what the columns hold first."),)
        if self.must_choose_class:
            return (Message("Choose one of the classes."),)
        return wrong_size(self.shown)

    def work(self, school_class: str) -> Work:
        """A class of the list under its likely name, with what a sample has in store for it."""
        roster = self.roster.of_class(school_class)
        work = Work(roster) if self.sample is None else self._of_sample(self.sample, roster)
        if work.name or len(self.classes) > 1:
            return work
        with suppress(InputError):  # what is no name leaves it without one
            return work.renamed(self.listed.title or Path(self.listed.file).stem)
        return work

    def _of_sample(self, sample: Sample, roster: Roster) -> Work:
        from toolkit.files.plans import read_plan
        from toolkit.files.rules import read_rules

        rules, plan = sample.rules_path, sample.plan_path
        return Work(
            roster,
            Rules() if rules is None else read_rules(rules, self.roster).for_class(roster),
            Plan() if plan is None else read_plan(plan, roster).of(roster),
            sample=sample.key,
        )

    def of_class(self, school_class: str) -> Reading:
        """With one of its classes chosen, or none."""
        return replace(self, chosen=school_class)


def wrong_size(roster: Roster) -> tuple[Message, ...]:
    """Why so many students are no class to plan for; nothing where they are one."""
    number = len(roster)
    if number < SMALLEST_CLASS:
        return (
            plural(
                "A class needs at least four students; there is {n}.",
                "A class needs at least four students; there are {n}.",
                n=number,
            ),
        )
    if number > LARGEST_CLASS:
        return (
            Message(
                "{students} students are too many for one class. "
                "Which column holds the class? Choose it below.",
                students=number,
            ),
        )
    return ()
