"""A class list as it was read, and how its columns and its class were put right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from toolkit.messages import Message, plural
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.workspace.work import Work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.files.headers import Meaning
    from toolkit.files.tables import Table
    from toolkit.samples import Sample


@dataclass(frozen=True)
class Reading:
    """``columns`` tell what each column of ``table`` holds, by its heading.

    ``listed`` are all students that come of it, ``school_class`` the class that was chosen
    among them. ``sample`` is the sample that was taken, if one was.
    """

    table: Table
    columns: Mapping[str, Meaning]
    sample: Sample | None = None
    listed: Roster = field(default=Roster(()))
    school_class: str = ""

    @classmethod
    def of(cls, table: Table, sample: Sample | None = None) -> Reading:
        """The table with its columns as they are guessed; nobody is listed yet."""
        from toolkit.files.columns import guess_columns

        return cls(table, guess_columns(table), sample)

    def listing(self) -> Reading:
        """With the students that come of the columns, and their class where there is but one.

        Raises ``InputError`` where no students do.
        """
        from toolkit.files.rosters import roster_from_table

        listed = roster_from_table(self.table, dict(self.columns))
        only = listed.classes[0] if len(listed.classes) == 1 else self.school_class
        return replace(self, listed=listed, school_class=only)

    def with_column(self, heading: str, meaning: Meaning) -> Reading:
        """With another meaning of a column; nobody is listed until it is read in that light."""
        return replace(self, columns={**self.columns, heading: meaning}, listed=Roster(()))

    def with_class(self, school_class: str) -> Reading:
        """With one of its classes chosen, or none."""
        return replace(self, school_class=school_class)

    @property
    def must_choose_class(self) -> bool:
        """Whether the list holds several classes and none of them is chosen yet."""
        return len(self.listed.classes) > 1 and self.school_class not in self.listed.classes

    @property
    def count(self) -> Message:
        """How many students and classes there are in the list."""
        students = plural("{n} student", "{n} students", n=len(self.listed))
        if len(self.listed.classes) < 2:
            return Message("{students} in one class.", students=students)
        return Message(
            "{students} in {classes} classes.",
            students=students,
            classes=len(self.listed.classes),
        )

    def work(self, school_class: str) -> Work:
        """A class of the list, with the rules and the plan that a sample has."""
        roster = self.listed.of_class(school_class)
        if self.sample is None:
            return Work(roster)
        from toolkit.files.plans import read_plan
        from toolkit.files.rules import read_rules

        rules, plan = self.sample.rules_path, self.sample.plan_path
        return Work(
            roster,
            Rules() if rules is None else read_rules(rules, self.listed).for_class(roster),
            Plan() if plan is None else read_plan(plan, roster).of(roster),
            sample=self.sample.key,
        )
