"""The yearly evaluation on the screen: the form, the counting, the results, what comes of it."""

from collections.abc import Iterable
from typing import Any

from ipywidgets import Box, Dropdown, VBox, Widget

from toolkit.evaluation.form import MOST_WISHES, Role
from toolkit.evaluation.results import Evaluation
from toolkit.evaluation.telling import Share
from toolkit.evaluation.words import NO_CLASS, sentences
from toolkit.messages import Message
from toolkit.names import class_order
from toolkit.ui.screens import markup
from toolkit.ui.screens.evaluation_form import ROLES, form_section
from toolkit.ui.screens.figures import figure_of
from toolkit.ui.screens.files import Download, upload
from toolkit.ui.screens.outcome import asked_first, outcome
from toolkit.ui.screens.screen import (
    Screen,
    button,
    row,
    section,
    set_visible,
    shown,
    text_field,
)
from toolkit.ui.screens.tally import Tally
from toolkit.ui.state.evaluation import EvaluationModel
from toolkit.ui.state.file_names import Content, file_name
from toolkit.workspace.wishes import LONGEST_WISH

_ACCEPTED = ".xlsx,.csv"
_ALL = ""
_SHARES = {
    Share.INSIDE: Message("inside the school"),
    Share.OUTSIDE: Message("outside the school too"),
}


class EvaluationScreen(Screen[EvaluationModel]):
    """From the form to what the class wants to try, of students or of teachers."""

    def build(self) -> Box:
        """Who is looked at, and the four parts in the order in which they are done."""
        _, model = self._, self.model
        whom = [(model, "role"), (model, "school_class"), (model, "chosen_year")]
        read = [*whom, (model, "version"), (model.form, "version")]
        explanation = _(
            "What students and teachers think of VIP Makkerskap. Only how many gave each answer is "
            "kept, never who answered what."
        )
        self._begins = False
        return VBox(
            [
                shown(markup.heading(2, _("Evaluation"), explanation)),
                row(self._year(), self._role(), self._class(), kind="mk-maker"),
                form_section(self, model.form, lambda: model.role, (model, "role")),
                section(
                    _("2. The answers"),
                    _(
                        "Choose the file that Microsoft Forms, Google Forms, Nettskjema or "
                        "LimeSurvey exports, or a file of counts. Names, e-mail addresses, times "
                        "and free text in it are not read."
                    ),
                    row(
                        upload(_("Choose the file of answers"), _ACCEPTED, model.take),
                        button(_("Type numbers from paper"), self._start_typing),
                    ),
                    self.live(
                        self._answer, (model, "error"), (model, "done"), (model, "asking"), *whom
                    ),
                    self.live(self._typing, (model, "is_typing"), (model.form, "version"), *whom),
                    self.live(self._counted, *read),
                ),
                section(
                    _("3. The results"),
                    _(
                        "A figure is told where enough have answered and it gives nobody away. "
                        "Show them to others when all have answered."
                    ),
                    row(self._share(), kind="mk-maker"),
                    self.live(self._results, (model, "share"), *read),
                ),
                section(
                    _("4. Three things the class wants to try"),
                    _("Talk about the results in class, and write short lines without names."),
                    self.live(self._wishes, *whom),
                    self.live(self._saved, (model.wishes, "error"), (model.wishes, "done")),
                ),
            ]
        )

    def _year(self) -> Widget:
        model = self.model
        chooser = Dropdown(description=self._("School year"), options=model.years, value=model.year)
        chooser.observe(lambda change: model.choose_year(change["new"]), "value")
        return chooser

    def _role(self) -> Widget:
        _, model = self._, self.model
        chooser = Dropdown(
            description=_("Who answers"),
            options=[(_(words), role) for role, words in ROLES.items()],
            value=model.role,
        )

        def choose(change: dict[str, Any]) -> None:
            if change["new"] is not model.role:
                model.turn_to(change["new"])

        chooser.observe(choose, "value")
        self.watch(lambda: setattr(chooser, "value", model.role), (model, "role"))
        return chooser

    def _class(self) -> Widget:
        """Out of sight for teachers, who are asked for no class."""
        _, model = self._, self.model
        chooser = Dropdown(description=_("Class"))

        def choose(change: dict[str, Any]) -> None:
            model.choose(change["new"] or None)

        def offer() -> None:
            chooser.unobserve(choose, "value")
            options = [(_("The whole school"), _ALL), *((name, name) for name in model.classes)]
            if tuple(options) != tuple(chooser.options):
                chooser.options = options
            chooser.value = model.school_class or _ALL
            chooser.observe(choose, "value")
            set_visible(chooser, model.role is Role.STUDENT)

        chooser.observe(choose, "value")
        offer()
        changing = ("role", "school_class", "chosen_year", "version")
        self.watch(offer, *((model, name) for name in changing))
        return chooser

    def _share(self) -> Widget:
        _, model = self._, self.model
        chooser = Dropdown(
            description=_("To be shown"),
            options=[(_(words), share) for share, words in _SHARES.items()],
            value=model.share,
        )
        chooser.observe(lambda change: setattr(model, "share", change["new"]), "value")
        return chooser

    def _answer(self) -> Iterable[Widget]:
        _, model = self._, self.model
        if model.asking:
            text = _("Delete all numbers of {year}? It cannot be undone.", year=model.year)
            yield from asked_first(self, text, _("Yes, delete"), model.delete, model.forget)
        else:
            yield from outcome(self, model.error, model.done)

    def _start_typing(self) -> None:
        self._begins = True
        self.model.start_typing()

    def _typing(self) -> Iterable[Widget]:
        _, model = self._, self.model
        if not model.is_typing or not model.items:
            return
        begins, self._begins = self._begins, False
        if model.role is Role.STUDENT and model.school_class is None and model.classes:
            yield shown(markup.paragraph(_("Choose the class at the top of the page first.")))
            return
        who = model.school_class or _(ROLES[model.role])
        yield shown(markup.heading(4, _("The forms on paper: {who}", who=who)))
        yield Tally(_, model.items, model.count_typed, begins=begins)

    def _counted(self) -> Iterable[Widget]:
        """Of whom there are answers, and of whom there are none yet."""
        _, model = self._, self.model
        classes = sorted(model.counts.classes, key=class_order)
        counted = [name or _(NO_CLASS) for name in classes]
        if not counted:
            return
        if model.role is Role.STUDENT:
            told = [_("Counted: {classes}.", classes=counted)]
            if model.missing:
                told.append(_("Not counted yet: {classes}.", classes=list(model.missing)))
            yield shown(markup.paragraph(" ".join(told)))
        words = _("Delete the numbers of {year}", year=model.year)
        yield row(button(words, model.ask_to_delete, "mk-quiet"))

    def _results(self) -> Iterable[Widget]:
        _, model = self._, self.model
        evaluation = model.evaluation
        if evaluation is None or not model.is_counted:
            yield shown(markup.paragraph(_("Nothing is counted here yet."), "mk-muted"))
            return
        results = model.results(evaluation)
        if not all(result.is_hidden for result in results):
            yield self._figure(evaluation)
        for result in results:
            told = self.say(sentences(result, evaluation.least))
            yield shown(markup.titled_list(result.item.text(_.language), told))
        name = model.school_class or ""
        yield row(
            Download(
                _("To print (.pdf)"),
                file_name(Content.EVALUATION, ".pdf", _, name),
                lambda: model.page(_),
            ),
            Download(
                _("As a table (.csv)"),
                file_name(Content.EVALUATION, ".csv", _),
                lambda: model.table(_),
            ),
            Download(_("As data (.json)"), file_name(Content.EVALUATION, ".json", _), model.values),
        )

    def _figure(self, evaluation: Evaluation) -> Widget:
        from toolkit.figures.evaluation_bars import evaluation_bars

        told = self.model.told_class(evaluation)
        return figure_of(evaluation_bars(evaluation, self._, told), self._)

    def _wishes(self) -> Iterable[Widget]:
        """Fields for the class that is chosen; what all classes want where none is."""
        _, model = self._, self.model
        model.wishes.forget()
        if model.school_class is None:
            yield from self._all_wishes()
            return
        name = model.school_class
        kept = model.wishes.of(model.year, name)
        fields = [
            text_field(
                _("Thing {n}", n=number + 1),
                _("Without names"),
                kept[number] if number < len(kept) else "",
            )
            for number in range(MOST_WISHES)
        ]

        def save() -> None:
            # One letter more tells that it is too long.
            wishes = [field.value[: LONGEST_WISH + 1] for field in fields]
            model.wishes.keep(model.year, name, wishes)

        yield from fields
        yield row(button(_("Save what {name} wants to try", name=name), save, "mk-add"))

    def _all_wishes(self) -> Iterable[Widget]:
        _, model = self._, self.model
        wanted = model.wishes.of_year(model.year)
        told = [f"{name}: {' · '.join(wanted[name])}" for name in sorted(wanted, key=class_order)]
        if told:
            yield shown(markup.bullets(told))
        yield shown(
            markup.paragraph(
                _("Choose a class at the top of the page to write its lines."), "mk-muted"
            )
        )

    def _saved(self) -> Iterable[Widget]:
        return outcome(self, self.model.wishes.error, self.model.wishes.done)
