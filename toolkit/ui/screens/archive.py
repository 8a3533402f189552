"""The archive on the screen: where it is, who can open it, and how people are let go of."""

from collections.abc import Iterable
from functools import partial

from ipywidgets import Box, Password, VBox, Widget

from toolkit.messages import Message, plural
from toolkit.people import Student
from toolkit.rules import RuleKind
from toolkit.school.words import ELSE
from toolkit.ui.screens import markup
from toolkit.ui.screens.adaptations import adaptation_section
from toolkit.ui.screens.files import Download, upload
from toolkit.ui.screens.hidden_names import names_button
from toolkit.ui.screens.outcome import asked_first, outcome
from toolkit.ui.screens.picker import NameField, Option
from toolkit.ui.screens.screen import Action, Screen, button, row, section, shown
from toolkit.ui.state.archive import ArchiveModel, described
from toolkit.ui.state.file_names import Content, file_name
from toolkit.workspace.handout import handout_sections
from toolkit.workspace.log import Kind
from toolkit.workspace.records import Changed
from toolkit.workspace.workspace import KeptClass

NAMED = {
    RuleKind.KEEP_APART: Message("Kept apart: {names}"),
    RuleKind.TOGETHER: Message("Partners: {names}"),
    RuleKind.ACQUAINTED: Message("Know each other: {names}"),
    RuleKind.SEAT: Message("Where to sit: {names}"),
}
_CHANGES: dict[Kind | None, Message] = {
    Kind.RULES: Message("Rules: {number}"),
    Kind.PROPOSAL: Message("Proposal for period {number}"),
    Kind.PUT_IN_FORCE: Message("Period {number} accepted"),
    Kind.CORRECTED: Message("Period {number} corrected"),
    Kind.TAKEN_BACK: Message("Period {number} taken back"),
    Kind.SEATED: Message("Seats of period {number}"),
    Kind.CONTRACTS: Message("Group contracts of period {number} made"),
    Kind.CALENDAR: Message("School year with {number} periods"),
    Kind.ADAPTED: Message("Adaptation in period {number}"),
    Kind.ADAPTATION_CORRECTED: Message("Adaptation in period {number} corrected"),
    Kind.ADAPTATION_REMOVED: Message("Adaptation in period {number} removed"),
    Kind.ERASED: Message("One who has left was erased"),
}


class ArchiveScreen(Screen[ArchiveModel]):
    """What is kept, for whoever answers for it at the school."""

    def build(self) -> Box:
        """Who can read it, what is on record, and what is let go of."""
        model = self.model
        answer = self.live(self._answer, (model, "error"), (model, "done"), (model, "asking"))
        answer.add_class("mk-answer")
        return VBox(
            [
                shown(
                    markup.heading(
                        2,
                        self._("The archive"),
                        self._(
                            "Every step is saved here as you take it. Nothing leaves this place."
                        )
                        if self.session.is_lasting
                        else "",
                    )
                ),
                answer,
                adaptation_section(self, model.adapting),
                self.live(self._protection, (model, "version")),
                self.live(self._restore, (model, "version")),
                self.live(self._one_class, (model, "version"), (model.adapting, "version")),
                self._one_student(),
                self.live(self._years, (model, "version")),
            ]
        )

    def primary(self) -> Action | None:
        """Back to the work."""
        if self.session.work is None:
            return Action(self._("Back to the classes"), self.session.go_home)
        return Action(self._("Back to the class"), self.session.go_home)

    def _answer(self) -> Iterable[Widget]:
        model = self.model
        if model.asking is not None:
            text, yes = self._(model.asking.text), self._(model.asking.words)
            yield from asked_first(self, text, yes, model.say_yes, model.say_no)
        else:
            yield from outcome(self, model.error, model.done)

    def _protection(self) -> Iterable[Widget]:
        """Where the file is, its passphrase, and a copy to take away."""
        model = self.model
        if not model.is_file:
            return
        download = Download(
            self._("Download a backup"),
            file_name(Content.ARCHIVE, ".db", self._),
            model.backup_file,
        )
        state = (
            self._(
                "The archive is encrypted. Its passphrase opens it, the backup and all Excel files."
            )
            if model.is_encrypted
            else self._("The archive is not encrypted: whoever gets hold of the file can read it.")
        )
        yield section(
            self._("Where it is, and who can read it"),
            "",
            shown(markup.paragraph(model.location)),
            shown(markup.note([state], "good" if model.is_encrypted else "warning")),
            *self._passphrase(),
            row(download),
        )

    def _passphrase(self) -> Iterable[Widget]:
        model = self.model
        old = Password(description=self._("Passphrase now")) if model.is_encrypted else None
        first = Password(description=self._("New passphrase"))
        again = Password(description=self._("Once more"))

        def emptied(field: Password | None) -> str:
            if field is None:
                return ""
            written, field.value = str(field.value), ""
            return written

        yield shown(
            markup.paragraph(
                self._(
                    "Write the passphrase down and keep it safe. If it is lost, everything here is "
                    "lost: nobody can get it back."
                )
            )
        )

        def set_it() -> None:
            model.set_passphrase(emptied(first), emptied(again), emptied(old))

        def remove() -> None:
            model.remove_passphrase(emptied(old))

        if old is None:
            yield row(first, again, button(self._("Encrypt the archive"), set_it), kind="mk-maker")
            return
        yield row(
            old, first, again, button(self._("Change the passphrase"), set_it), kind="mk-maker"
        )
        yield shown(
            markup.paragraph(
                self._("To remove the passphrase, write the one that the archive has now."),
                "mk-muted",
            )
        )
        yield row(button(self._("Remove the passphrase"), remove, "mk-quiet"))

    def _restore(self) -> Iterable[Widget]:
        """The way back for a backup, where it would replace nothing."""
        model = self.model
        if model.classes or not model.is_file:
            return
        passphrase = Password(description=self._("Its passphrase"))

        def take(_name: str, content: bytes) -> None:
            written, passphrase.value = passphrase.value, ""
            model.restore(content, written)

        yield section(
            self._("Take in a backup"),
            self._(
                "It takes the place of this archive, which is empty. If it is encrypted, write its "
                "passphrase first."
            ),
            row(passphrase, upload(self._("Choose a backup"), ".db", take), kind="mk-maker"),
        )

    def _one_class(self) -> Iterable[Widget]:
        """What else is on record of the class that is open."""
        model = self.model
        if model.class_id is None:
            return
        if leavers := model.leavers:
            yield section(
                self._("Those who have left"),
                self._(
                    "With another name, the plans still show one and the same student. Erased, "
                    "that cannot be seen either. What the others have met still counts."
                ),
                *map(self._leaver, leavers),
            )
        yield section(
            self._("Who changed what"),
            "",
            shown(
                markup.table(
                    self._("The newest changes"),
                    [self._("When"), self._("What"), self._("Who")],
                    map(self._changed, model.changes),
                )
            ),
        )

    def _leaver(self, student: Student) -> Widget:
        """One who has left, and the two ways to let go of them."""
        model, name = self.model, self.model.label(student)
        ways = row(
            button(
                self._("Give another name"),
                partial(model.pseudonymise, student),
                "mk-quiet",
                tooltip=self._("Give {student} another name", student=name),
            ),
            button(
                self._("Erase"),
                partial(model.erase, student),
                "mk-quiet",
                tooltip=self._("Erase {student}", student=name),
            ),
        )
        return row(shown(markup.rule_line(name, "")), ways, kind="mk-rule")

    def _changed(self, changed: Changed) -> list[str]:
        if changed.kind is Kind.CLASS_LIST:
            what = plural("Class list: {n} student", "Class list: {n} students", n=changed.number)
        else:
            what = Message(_CHANGES.get(changed.kind, ELSE).text, number=changed.number)
        when = self._.language.moment(changed.at)
        return [when, self._(what), changed.by]

    def _one_student(self) -> Widget:
        model = self.model
        name = NameField(self._, self._names(), model.find, description=self._("Name"))
        name.leads_on = True
        self.watch(lambda: setattr(name, "options", self._names()), (model, "version"))
        return section(
            self._("What is held on one student"),
            self._("Pick a name. You see all that is held, and can hand it out."),
            name,
            self.live(self._held, (model, "found"), (self.session, "discreet")),
        )

    def _names(self) -> tuple[Option, ...]:
        return tuple(Option(name, name, name) for name in self.model.names)

    def _held(self) -> Iterable[Widget]:
        model = self.model
        if not model.found:
            return
        for part in handout_sections(model.found, self._):
            yield shown(markup.heading(4, part.heading))
            yield shown(markup.bullets(part.lines))
        yield from self._rules_held()
        if model.is_encrypted:
            yield shown(
                markup.paragraph(self._("The file is for the student to read, and not encrypted."))
            )
        yield Download(
            self._("Download it"),
            file_name(Content.HELD, ".txt", self._),
            model.handout_file,
        )

    def _rules_held(self) -> Iterable[Widget]:
        """The rules that name the student, for the school alone."""
        model = self.model
        rules = [
            self._(NAMED[kind].text, names=[student.name for student in students])
            for held in model.found
            for kind, students in held.rules
        ]
        if not rules:
            return
        told = plural(
            "The student is named in {n} rule. It is not in the file, for it tells of other "
            "students: weigh what to hand out of it.",
            "The student is named in {n} rules. They are not in the file, for they tell of other "
            "students: weigh what to hand out of them.",
            n=len(rules),
        )
        yield shown(markup.note([self._(told)], "quiet", () if self.session.discreet else rules))
        yield row(names_button(self))

    def _years(self) -> Iterable[Widget]:
        """The school years with their classes, to be deleted when their time is over."""
        model = self.model
        classes = model.classes
        if not classes:
            return
        content: list[Widget] = []
        for year in sorted({kept.school_year for kept in classes}, reverse=True):
            content.append(
                row(
                    shown(markup.heading(4, year)),
                    button(
                        self._("Delete the school year"),
                        partial(model.delete_school_year, year),
                        "mk-quiet",
                        tooltip=self._("Delete the school year {year}", year=year),
                    ),
                    kind="mk-rule",
                )
            )
            content += [self._class(kept, classes) for kept in classes if kept.school_year == year]
        yield section(
            self._("School years"),
            self._("When a school year is over, delete it. It is then gone from the file too."),
            *content,
        )

    def _class(self, kept: KeptClass, classes: Iterable[KeptClass]) -> Widget:
        """A class, told from others of its name, and the way to delete it."""
        details = [plural("{n} student", "{n} students", n=kept.students)]
        if kept.periods:
            details.append(plural("{n} period planned", "{n} periods planned", n=kept.periods))
        details.append(Message("last changed {at}", at=kept.changed_at))
        return row(
            shown(
                markup.rule_line(
                    kept.name or self._("Class without a name"), " · ".join(self.say(details))
                )
            ),
            button(
                self._("Delete"),
                partial(self.model.delete_class, kept),
                "mk-quiet",
                tooltip=self._("Delete {school_class}", school_class=described(kept, classes)),
            ),
            kind="mk-rule",
        )
