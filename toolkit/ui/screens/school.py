"""All classes of the school: how far each has come, and what of it is late or missing."""

from collections.abc import Iterable, Sequence
from functools import partial

from ipywidgets import Box, VBox, Widget

from toolkit.messages import Message, plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.class_table import ClassTable
from toolkit.ui.screens.outcome import outcome
from toolkit.ui.screens.planning_all import come_of, progress_of
from toolkit.ui.screens.screen import Action, Screen, Watched, button, once_a_click, row, shown
from toolkit.ui.state.planning_all import minutes
from toolkit.ui.state.school import SchoolModel
from toolkit.ui.steps import ROSTER
from toolkit.workspace.school_now import ClassNow, SchoolNow


class SchoolScreen(Screen[SchoolModel]):
    """Where each class is seen beside the others, and opened by one press."""

    def build(self) -> Box:
        """The classes, the way to another, and how far the planning of them all is."""
        model, planning, _ = self.model, self.model.planning, self._
        self._table = ClassTable(
            model.open,
            caption=_("All classes"),
            header=[
                *(_("Class"), _("In force"), _("Next makkerbytte")),
                *(_("Pairs who know each other"), _("Late or missing")),
            ],
        )
        self._summary = shown("")
        model.look()
        self._show()
        self.watch(once_a_click(model.look), (planning, "outcomes"))
        self.watch(self._show, (model, "now"))
        another = button(_("New class"), self._begin_another, "mk-another")
        ended = (planning.job, "running"), (planning, "error")
        answer = self.live(self._answer, (model, "error"), (model, "done"), *ended)
        answer.add_class("mk-answer")
        heading = shown(markup.heading(2, _("All classes")))
        return VBox(
            [
                row(heading, another, kind="mk-title"),
                answer,
                progress_of(self, planning),
                self._summary,
                self.live(self._dates, (model, "now")),
                self._table,
            ]
        )

    def primary(self) -> Action | None:
        """To plan those that have no proposal, or to stop that; else the classes are pressed."""
        planning, ids, _ = self.model.planning, self.model.without_proposal, self._
        if planning.job.running:
            return Action(_("Stop, and keep what is found"), planning.cancel)
        if not ids:
            return None
        text = plural(
            "Plan the next period of {n} class", "Plan the next period of {n} classes", n=len(ids)
        )
        return Action(_(text), partial(planning.begin, ids), hint=self._how_long(ids))

    def secondary(self) -> Action | None:
        """To look for other proposals, where there are some."""
        planning, ids = self.model.planning, self.model.plannable
        if planning.job.running or len(ids) == len(self.model.without_proposal):
            return None
        text = plural("Plan {n} class again", "Plan all {n} classes again", n=len(ids))
        return Action(self._(text), partial(planning.begin, ids))

    def follows(self) -> Sequence[Watched]:
        """The classes as they stand, and whether they are planned just now."""
        return (self.model, "now"), (self.model.planning.job, "running")

    def _how_long(self, ids: Sequence[int]) -> str:
        told = plural(
            "At most {n} minute. Nothing comes into force by itself.",
            "At most {n} minutes. Nothing comes into force by itself.",
            n=minutes(len(ids)),
        )
        return self._(told)

    def _begin_another(self) -> None:
        if self.model.begin_another():
            self.session.go(ROSTER)

    def _answer(self) -> Iterable[Widget]:
        yield from outcome(self, self.model.error, None)
        yield from outcome(self, None, self.model.done)  # some classes may be done, others not
        yield from come_of(self, self.model.planning)

    def _dates(self) -> Iterable[Widget]:
        """The way for classes without dates to those of the others."""
        like, without = self.model.dated, len(self.model.undated)
        if like is not None and without:
            words = plural(
                "Give the {n} class without dates those of {name}",
                "Give the {n} classes without dates those of {name}",
                n=without,
                name=like.name or self._("Class without a name"),
            )
            yield row(button(self._(words), self.model.give_dates))

    def _show(self) -> None:
        now = self.model.now
        self._summary.value = markup.paragraph(" ".join(self.say(summary(now))))
        self._table.layout.display = None if now.classes else "none"
        self._table.rows = [self._told(one) for one in now.classes]

    def _told(self, one: ClassNow) -> dict[str, object]:
        """What is shown of a class."""
        _, name = self._, one.name or self._("Class without a name")
        number = plural("{n} student", "{n} students", n=one.students)
        return {
            "key": one.class_id,
            "name": _("A class that cannot be read") if one.is_damaged else name,
            "marks": [_("Example")] if one.sample else [],
            "details": "" if one.is_damaged else _(number),
            "cells": [[]] * 3 if one.is_damaged else self._cells(one),
            "missing": [_(missing.message) for missing in one.missing],
            "otherwise": _("Nothing"),
        }

    def _cells(self, one: ClassNow) -> list[list[str]]:
        """The period in force, the next makkerbytte, and who know each other: some lines each."""
        _, day = self._, one.next_rotation
        in_force = [_("Period {number}", number=one.period) if one.period else _("None yet")]
        if one.proposed:
            in_force.append(_("Proposal for period {number} is waiting", number=one.proposed))
        following = _("No date") if day is None else _.language.date(day)
        bound = _("at most {most} by now", most=one.most)
        known = _("{met} of {possible}", met=one.met, possible=one.possible)
        has_bound = one.period > 0 and one.met < one.possible
        return [in_force, [following], [known, bound] if has_bound else [known]]


def summary(now: SchoolNow) -> Iterable[Message]:
    """How many classes there are, and how many of them have something late or missing."""
    classes = len(now.classes)
    if not classes:
        yield Message("There is no class yet. Begin with the class list of one.")
        return
    yield plural("{n} class in {year}.", "{n} classes in {year}.", n=classes, year=now.school_year)
    if lacking := sum(bool(one.missing) for one in now.classes):
        yield plural(
            "Something is late or missing in {n} of them.",
            "Something is late or missing in {n} of them.",
            n=lacking,
        )
    else:
        yield Message("Nothing is late or missing.")
