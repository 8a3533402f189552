"""The second step on the screen: the rules of the class."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ipywidgets import (
    BoundedIntText,
    Box,
    Checkbox,
    Combobox,
    Dropdown,
    RadioButtons,
    Text,
    VBox,
    Widget,
)

from toolkit.rules import LONGEST_INTERVAL, GroupShape, NamedRule, RuleKind, Scope
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.picker import student_picker
from toolkit.ui.screens.screen import Screen, Watched, button, row, section, shown
from toolkit.ui.screens.words import attribute_word
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.rules import RulesModel


class RulesScreen(Screen[RulesModel]):
    """Who is kept apart, who sits together, who knows each other, and how groups are made."""

    def build(self) -> Box:
        """A section for each kind of rule."""
        self._searches: dict[RuleKind, Combobox] = {}
        return VBox(
            [
                shown(
                    markup.heading(
                        2,
                        self._("What should the groups take care of?"),
                        self._(
                            "Everything here is optional. With no rules at all you get a good "
                            "plan too."
                        ),
                    )
                ),
                self._keep_apart(),
                self._together(),
                self._acquainted(),
                self._groups(),
                self._download(),
            ]
        )

    def follows(self) -> Sequence[Watched]:
        """A draft that is begun stops the next step."""
        return [(draft, "students") for draft in self.model.drafts.values()]

    def _keep_apart(self) -> Widget:
        draft = self.model.drafts[RuleKind.KEEP_APART]
        scope = Dropdown(
            description=self._("How strictly"),
            options=[
                (self._("Never in the same group"), Scope.GROUP),
                (self._("Same group is fine, but never partners"), Scope.PAIR),
            ],
            value=draft.scope,
        )
        scope.observe(lambda change: setattr(draft, "scope", change["new"]), "value")
        hidden = Checkbox(
            description=self._("Hide these names while others see the screen"),
            value=self.session.discreet,
            indent=False,
        )
        hidden.observe(lambda change: setattr(self.session, "discreet", change["new"]), "value")
        return section(
            self._("Keep apart"),
            self._("Pick those who should not be put together. Nobody will ask you why."),
            self._maker(RuleKind.KEEP_APART, scope),
            self._rules_of(RuleKind.KEEP_APART),
            hidden,
        )

    def _together(self) -> Widget:
        draft = self.model.drafts[RuleKind.TOGETHER]
        periods = Text(
            description=self._("In the periods"), placeholder=self._("All, or for example 1, 2")
        )
        periods.observe(lambda change: setattr(draft, "periods", change["new"]), "value")
        self.watch(lambda: setattr(periods, "value", draft.periods), (draft, "periods"))
        return section(
            self._("Partners for sure"),
            self._("Pick two who need to sit together, for example in the first period."),
            self._maker(RuleKind.TOGETHER, periods),
            self._rules_of(RuleKind.TOGETHER),
        )

    def _acquainted(self) -> Widget:
        return section(
            self._("Know each other already"),
            self._("They can meet later, so that new faces come first."),
            self._attribute_boxes(
                lambda attribute: self._("Same {attribute}", attribute=attribute),
                self.model.rules.acquainted.attributes,
                self.model.set_acquainted,
            ),
            self._maker(RuleKind.ACQUAINTED),
            self._rules_of(RuleKind.ACQUAINTED),
        )

    def _groups(self) -> Widget:
        weeks = BoundedIntText(
            description=self._("Weeks between rotations"),
            value=self.model.rules.interval_weeks,
            min=1,
            max=LONGEST_INTERVAL,
        )
        weeks.observe(lambda change: self.model.set_interval(change["new"]), "value")
        content: list[Widget] = [weeks]
        if self.model.shape_matters:
            shape = RadioButtons(
                description=self._("Three who sit together"),
                options=[
                    (self._("join a pair, as a group of five"), GroupShape.FIVE),
                    (self._("are a group of their own"), GroupShape.TRIO),
                ],
                value=self.model.rules.group_shape,
            )
            shape.observe(lambda change: self.model.set_shape(change["new"]), "value")
            content.append(shape)
        content.append(
            self._attribute_boxes(
                lambda attribute: self._(
                    "Mix the groups across {attribute}, if possible", attribute=attribute
                ),
                self.model.rules.balance.attributes,
                self.model.set_balance,
            )
        )
        return section(self._("The groups"), "", *content)

    def _attribute_boxes(
        self,
        words: Callable[[str], str],
        chosen: tuple[str, ...],
        change: Callable[[str, bool], None],
    ) -> Widget:
        boxes = []
        for attribute in self.model.roster.attributes:
            box = Checkbox(
                description=words(attribute_word(attribute, self._)),
                value=attribute in chosen,
                indent=False,
            )
            box.observe(lambda event, attribute=attribute: change(attribute, event["new"]), "value")
            boxes.append(box)
        return row(*boxes, kind="mk-checks")

    def _maker(self, kind: RuleKind, *choices: Widget) -> Widget:
        """The fields that make a rule of one kind, and why it cannot be added yet."""
        draft = self.model.drafts[kind]
        search, chips = student_picker(self, draft, self.model.roster)
        self._searches[kind] = search
        add = button(self._("Add"), partial(self.model.add, kind), "mk-add")
        why = shown(markup.status("", "mk-muted"))

        def update() -> None:
            blockers = draft.blockers if draft.students else ()
            add.disabled = bool(draft.blockers)
            why.value = markup.status(" ".join(self.say(blockers)), "mk-muted")

        update()
        self.watch(update, (draft, "students"), (draft, "periods"))
        picking = VBox([row(search, *choices, add, kind="mk-maker"), chips, why])
        picking.add_class("mk-picking")
        return picking

    def _rules_of(self, kind: RuleKind) -> Widget:
        """The rules of one kind that there are, each to be removed."""
        watched = ((self.session, "work.rules"), (self.session, "discreet"))
        return self.live(partial(self._rows, kind), *watched, kind="mk-rule-list")

    def _rows(self, kind: RuleKind) -> Iterable[Widget]:
        if kind is RuleKind.KEEP_APART and self.session.discreet:
            yield shown(markup.paragraph(self._("The names are hidden."), "mk-muted"))
            return
        roster = self.model.roster
        for position, rule in enumerate(self.model.rules.of_kind(kind)):
            names = ", ".join(roster.label(roster.by_id[key]) for key in rule.students)
            yield row(
                shown(markup.rule_line(names, self._words(rule))),
                button(
                    self._("Remove"),
                    partial(self._remove, kind, position),
                    "mk-quiet",
                    tooltip=self._("Remove the rule for {students}", students=names),
                ),
                kind="mk-rule",
            )

    def _words(self, rule: NamedRule) -> str:
        """What a rule says of those whom it names."""
        if rule.scope is Scope.PAIR:
            return self._("never partners")
        match rule.kind:
            case RuleKind.KEEP_APART:
                return self._("never in the same group")
            case RuleKind.ACQUAINTED:
                return self._("know each other")
            case RuleKind.TOGETHER if rule.periods:
                return self._("partners in period {periods}", periods=rule.periods)
            case RuleKind.TOGETHER:
                return self._("partners in every period")

    def _remove(self, kind: RuleKind, position: int) -> None:
        """Remove a rule; the keyboard goes on where another is made, for its button is gone."""
        self.model.remove(kind, position)
        self._searches[kind].focus()

    def _download(self) -> Widget:
        if self.session.passphrase:
            sentence = self._("They are kept in the archive, under its passphrase.")
            return section(self._("Keep the rules"), sentence)
        return section(
            self._("Keep the rules"),
            self._("Save them in a file, and you can use them again next time."),
            Download(
                self._("Download the rules"),
                file_name(Content.RULES, ".toml", self._, self.model.roster),
                "application/toml",
                self.model.file,
            ),
        )
