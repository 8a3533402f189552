"""The VIP team and the training on the screen."""

from collections.abc import Iterable
from functools import partial

from ipywidgets import Box, Checkbox, DatePicker, Dropdown, TimePicker, VBox, Widget

from toolkit.school.staff import (
    StaffMember,
    Training,
    new_since_training,
    team,
    too_few,
)
from toolkit.school.words import ROLES, TRAININGS, lacks
from toolkit.ui.screens import markup
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.outcome import asked_first, outcome
from toolkit.ui.screens.screen import Screen, button, row, section, shown, text_field
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.staff import StaffModel
from toolkit.workspace.school_staff import KeptMember


class StaffScreen(Screen[StaffModel]):
    """Who is in the team, which role is missing, and who is to be trained."""

    def build(self) -> Box:
        """Heading, the team, everybody's training, and the field for one more."""
        _, model = self._, self.model
        explanation = _("Only names, roles and days are kept, and gone with the school year.")
        return VBox(
            [
                shown(markup.heading(2, _("VIP team and training"), explanation)),
                self.live(self._answer, (model, "error"), (model, "done"), (model, "asking")),
                self.live(self._team, (model, "version")),
                self.live(self._training, (model, "version")),
                self._adding(),
                self._inviting(),
            ]
        )

    def _answer(self) -> Iterable[Widget]:
        _, model = self._, self.model
        if model.asking is not None:
            text = _("Delete all that is kept on {name}?", name=self._name(model.asking.member))
            yield from asked_first(self, text, _("Yes, delete"), model.remove, model.leave)
        else:
            yield from outcome(self, model.error, model.done)

    def _name(self, member: StaffMember) -> str:
        return member.name or self._(ROLES[member.role])

    def _team(self) -> Iterable[Widget]:
        _, everyone = self._, self.model.everyone
        notes = [_(one) for one in lacks(everyone)]
        kind = "warning" if too_few(everyone) else "quiet"
        note = [shown(markup.note(notes, kind))] if notes else []
        people = [f"{self._name(one)}: {_(ROLES[one.role])}" for one in team(everyone)]
        yield section(_("The VIP team"), "", *note, shown(markup.bullets(people)))

    def _training(self) -> Iterable[Widget]:
        _, model = self._, self.model
        if not model.kept:
            return
        new = [self._name(one) for one in new_since_training(model.everyone)]
        note = (
            [shown(markup.note([_("New since the last training: {names}.", names=new)], "quiet"))]
            if new
            else []
        )
        held_on = DatePicker(description=_("Held on"), value=model.held_on)
        held_on.observe(lambda change: setattr(model, "held_on", change["new"]), "value")
        yield section(
            _("Training"),
            _("Choose the day once, then click for each who was there."),
            *note,
            row(held_on, kind="mk-maker"),
            *(self._person(one) for one in model.kept),
        )

    def _person(self, kept: KeptMember) -> Widget:
        _, member, name = self._, kept.member, self._name(kept.member)
        told = [_(ROLES[member.role])]
        acts = []
        for training, words in TRAININGS.items():
            if (on := member.trained_on(training)) is not None:
                told.append(f"{_(words)}: {_.language.date(on)}")
            if on is not None or training in member.due:
                acts.append(self._tick(kept, training, on is not None))
        remove = button(
            _("Delete"),
            partial(self.model.ask_to_remove, kept),
            "mk-quiet",
            tooltip=_("Delete {name}", name=name),
        )
        return row(
            shown(markup.rule_line(name, f"· {' · '.join(told)}")),
            row(*acts, remove),
            kind="mk-rule",
        )

    def _tick(self, kept: KeptMember, training: Training, has_had: bool) -> Widget:
        _, words = self._, self._(TRAININGS[training])
        label = _("Not after all") if has_had else _("Had: {training}", training=words)
        return button(
            label,
            partial(self.model.set_trained, kept, training, not has_had),
            "mk-quiet",
            tooltip=f"{self._name(kept.member)}: {words}",
        )

    def _adding(self) -> Widget:
        _, model = self._, self.model
        role = Dropdown(
            description=_("From"), options=[(_(words), role) for role, words in ROLES.items()]
        )
        in_team = Checkbox(description=_("In the VIP team"), value=True, indent=False)

        def take(name: str) -> bool:
            return model.add(name, role.value, in_team.value)

        name = Entry(_("Name"), _("Add"), take)
        return section(
            _("Write one down"),
            _("Of the student council no name is kept."),
            row(role, in_team, name, kind="mk-maker"),
        )

    def _inviting(self) -> Widget:
        """The fields of a training to come, its invitation, and the list to tick."""
        _, model = self._, self.model
        training = Dropdown(
            description=_("To what"), options=[(_(words), one) for one, words in TRAININGS.items()]
        )
        training.value = Training.COURSE
        day, at = DatePicker(description=_("Day")), TimePicker(description=_("Begins at"))
        place = text_field(_("Where (may be empty)"))
        return section(
            _("Invite to a training"),
            _(
                "Send the invitation to those who are due: it puts the training into their "
                "calendar, and names nobody. The list is for the door."
            ),
            row(training, day, at, place),
            row(
                Download(
                    _("Invitation (.ics)"),
                    file_name(Content.INVITATION, ".ics", _),
                    lambda: model.invitation(training.value, day.value, at.value, place.value),
                ),
                Download(
                    _("List to tick (.pdf)"),
                    file_name(Content.TRAINING_LIST, ".pdf", _),
                    lambda: model.list_to_tick(training.value, day.value),
                ),
            ),
        )
