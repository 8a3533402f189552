"""The second step on the screen: the rules of the class."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ipywidgets import (
    BoundedIntText,
    Checkbox,
    Combobox,
    Dropdown,
    RadioButtons,
    Text,
    VBox,
    Widget,
)
from traitlets import HasTraits

from toolkit.rules import LONGEST_INTERVAL, GroupShape, Scope
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.picker import student_picker
from toolkit.ui.screens.screen import Action, Screen, button, row, section
from toolkit.ui.screens.words import attribute_word
from toolkit.ui.state.file_names import file_name
from toolkit.ui.state.rules import Kind, RulesModel
from toolkit.ui.state.session import Step


class RulesScreen(Screen):
    """Who is kept apart, who sits together, who knows each other, and how groups are made."""

    def __init__(self, model: RulesModel) -> None:
        super().__init__(model.session)
        self.model = model
        self._searches: dict[Kind, Combobox] = {}
        _ = self.translate
        self.view = VBox(
            [
                markup.heading(
                    2,
                    _("What should the groups take care of?"),
                    _("Everything here is optional. With no rules at all you get a good plan too."),
                ),
                self._keep_apart(),
                self._together(),
                self._acquainted(),
                self._groups(),
                self._download(),
            ]
        )

    def primary(self) -> Action:
        """Go on to the proposal."""
        _ = self.translate
        return Action(_("Next: the proposal"), self._next, self.model.blockers)

    def follows(self) -> Sequence[tuple[HasTraits, str]]:
        """A draft that is begun stops the next step."""
        return [(draft, "students") for draft in self.model.drafts.values()]

    def _next(self) -> None:
        self.session.step = Step.PROPOSAL

    def _keep_apart(self) -> Widget:
        _ = self.translate
        draft = self.model.drafts[Kind.KEEP_APART]
        scope = Dropdown(
            description=_("How strictly"),
            options=[
                (_("Never in the same group"), Scope.GROUP),
                (_("Same group is fine, but never partners"), Scope.PAIR),
            ],
            value=draft.scope,
        )
        scope.observe(lambda change: setattr(draft, "scope", change["new"]), "value")
        hidden = Checkbox(
            description=_("Hide these names while others see the screen"),
            value=self.session.discreet,
            indent=False,
        )
        hidden.observe(lambda change: setattr(self.session, "discreet", change["new"]), "value")
        return section(
            _("Keep apart"),
            _("Pick those who should not be put together. Nobody will ask you why."),
            self._maker(Kind.KEEP_APART, scope),
            self.live(
                self._apart_rules,
                (self.session, "rules"),
                (self.session, "discreet"),
                kind="mk-rule-list",
            ),
            hidden,
        )

    def _apart_rules(self) -> Iterable[Widget]:
        _ = self.translate
        if self.session.discreet:
            return [markup.paragraph(_("The names are hidden."), "mk-muted")]
        words = {
            Scope.GROUP: _("never in the same group"),
            Scope.PAIR: _("never partners"),
        }
        return self._rule_rows(
            Kind.KEEP_APART,
            [(rule.students, words[rule.scope]) for rule in self.model.rules.keep_apart],
        )

    def _together(self) -> Widget:
        _ = self.translate
        draft = self.model.drafts[Kind.TOGETHER]
        periods = Text(description=_("In the periods"), placeholder=_("All, or for example 1, 2"))
        periods.observe(lambda change: setattr(draft, "periods", change["new"]), "value")
        self.watch(draft, lambda: setattr(periods, "value", draft.periods), "periods")
        return section(
            _("Partners for sure"),
            _("Pick two who need to sit together, for example in the first period."),
            self._maker(Kind.TOGETHER, periods),
            self.live(self._together_rules, (self.session, "rules"), kind="mk-rule-list"),
        )

    def _together_rules(self) -> Iterable[Widget]:
        _ = self.translate
        return self._rule_rows(
            Kind.TOGETHER,
            [
                (
                    rule.students,
                    _("partners in period {periods}", periods=rule.periods)
                    if rule.periods
                    else _("partners in every period"),
                )
                for rule in self.model.rules.together
            ],
        )

    def _acquainted(self) -> Widget:
        _ = self.translate
        return section(
            _("Know each other already"),
            _("They can meet later, so that new faces come first."),
            self._attribute_boxes(
                lambda attribute: _("Same {attribute}", attribute=attribute),
                self.model.rules.acquainted.attributes,
                self.model.set_acquainted,
            ),
            self._maker(Kind.ACQUAINTED),
            self.live(self._acquainted_groups, (self.session, "rules"), kind="mk-rule-list"),
        )

    def _acquainted_groups(self) -> Iterable[Widget]:
        _ = self.translate
        return self._rule_rows(
            Kind.ACQUAINTED,
            [(group, _("know each other")) for group in self.model.rules.acquainted.groups],
        )

    def _groups(self) -> Widget:
        _ = self.translate
        weeks = BoundedIntText(
            description=_("Weeks between rotations"),
            value=self.model.rules.interval_weeks,
            min=1,
            max=LONGEST_INTERVAL,
        )
        weeks.observe(lambda change: self.model.set_interval(change["new"]), "value")
        content: list[Widget] = [weeks]
        if self.model.shape_matters:
            shape = RadioButtons(
                description=_("Three who sit together"),
                options=[
                    (_("join a pair, as a group of five"), GroupShape.FIVE),
                    (_("are a group of their own"), GroupShape.TRIO),
                ],
                value=self.model.rules.group_shape,
            )
            shape.observe(lambda change: self.model.set_shape(change["new"]), "value")
            content.append(shape)
        content.append(
            self._attribute_boxes(
                lambda attribute: _(
                    "Mix the groups across {attribute}, if possible", attribute=attribute
                ),
                self.model.rules.balance.attributes,
                self.model.set_balance,
            )
        )
        return section(_("The groups"), "", *content)

    def _attribute_boxes(
        self,
        words: Callable[[str], str],
        chosen: tuple[str, ...],
        change: Callable[[str, bool], None],
    ) -> Widget:
        boxes = []
        for attribute in self.model.roster.attributes:
            box = Checkbox(
                description=words(attribute_word(attribute, self.translate)),
                value=attribute in chosen,
                indent=False,
            )
            box.observe(lambda event, attribute=attribute: change(attribute, event["new"]), "value")
            boxes.append(box)
        return row(*boxes, kind="mk-checks")

    def _maker(self, kind: Kind, *choices: Widget) -> Widget:
        """The fields that make a rule of one kind, and why it cannot be added yet."""
        _ = self.translate
        draft = self.model.drafts[kind]
        search, chips = student_picker(self, draft, self.model.roster)
        self._searches[kind] = search
        add = button(_("Add"), partial(self.model.add, kind), "mk-add")
        why = markup.status("", "mk-muted")

        def update() -> None:
            blockers = draft.blockers if draft.students else ()
            add.disabled = bool(draft.blockers)
            markup.say(why, " ".join(self.say(blockers)), "mk-muted")

        update()
        self.watch(draft, update, "students", "periods")
        picking = VBox([row(search, *choices, add, kind="mk-maker"), chips, why])
        picking.add_class("mk-picking")
        return picking

    def _rule_rows(
        self, kind: Kind, rules: Iterable[tuple[tuple[str, ...], str]]
    ) -> Iterable[Widget]:
        _ = self.translate
        roster = self.model.roster
        for position, (students, words) in enumerate(rules):
            names = ", ".join(roster.label(roster.by_id[key]) for key in students)
            yield row(
                markup.rule_line(names, words),
                button(
                    _("Remove"),
                    partial(self._remove, kind, position),
                    "mk-quiet",
                    tooltip=_("Remove the rule for {students}", students=names),
                ),
                kind="mk-rule",
            )

    def _remove(self, kind: Kind, position: int) -> None:
        """Remove a rule; the keyboard goes on where another is made, for its button is gone."""
        self.model.remove(kind, position)
        self._searches[kind].focus()

    def _download(self) -> Widget:
        _ = self.translate
        if self.session.passphrase:
            sentence = _("They are kept in the archive, under its passphrase.")
            return section(_("Keep the rules"), sentence)
        return section(
            _("Keep the rules"),
            _("Save them in a file, and you can use them again next time."),
            Download(
                _("Download the rules"),
                file_name("rules", self.model.roster, ".toml"),
                "application/toml",
                self.model.file,
            ),
        )
