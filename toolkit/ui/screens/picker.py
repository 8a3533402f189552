"""Picking students by name: search as you type, and the picked ones as buttons."""

from functools import partial
from typing import Any

from ipywidgets import Combobox, VBox, Widget

from toolkit.people import Roster
from toolkit.ui.screens.screen import Screen, button
from toolkit.ui.state.rules import Draft


def name_search(label: str, placeholder: str, roster: Roster) -> Combobox:
    """A field that takes the names of the class and nothing else."""
    search = Combobox(
        description=label,
        placeholder=placeholder,
        options=[roster.label(student) for student in roster],
        ensure_option=True,
        continuous_update=False,
    )
    search.add_class("mk-search")
    return search


def student_picker(screen: Screen[Any], draft: Draft, roster: Roster) -> tuple[Combobox, VBox]:
    """The search field and the picked students of a rule that is being made."""
    _ = screen._
    ids = {roster.label(student): student.id for student in roster}
    search = name_search(_("Student"), _("Type a name"), roster)

    def picked(change: dict[str, str]) -> None:
        if change["new"] in ids:
            draft.pick(ids[change["new"]])
            search.value = ""

    search.observe(picked, "value")

    def chips() -> list[Widget]:
        return [
            button(
                f"{roster.label(roster.by_id[key])}  ×",
                partial(draft.drop, key),
                "mk-chip",
                tooltip=_("Remove {student}", student=roster.label(roster.by_id[key])),
            )
            for key in draft.students
        ]

    return search, screen.live(chips, (draft, "students"), kind="mk-chips")
