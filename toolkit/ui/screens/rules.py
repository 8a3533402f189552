"""The second step on the screen: the rules of the class."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ipywidgets import BoundedIntText, Box, Checkbox, Dropdown, RadioButtons, VBox, Widget

from toolkit.rules import LONGEST_INTERVAL, GroupShape, RuleKind, Scope
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.picker import NameField
from toolkit.ui.screens.rule_list import contradicting, rule_list
from toolkit.ui.screens.rule_maker import rule_maker
from toolkit.ui.screens.screen import (
    Screen,
    Watched,
    button,
    replace_children,
    row,
    section,
    shown,
    text_field,
)
from toolkit.ui.screens.words import attribute_word
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.rules import RulesModel


class RulesScreen(Screen[RulesModel]):
    """Who is kept apart, who sits together, who knows each other, and how groups are made."""

    def build(self) -> Box:
        """A section for each kind of rule."""
        self._fields: dict[RuleKind, NameField] = {}
        rules, plan = (self.session, "work.rules"), (self.session, "work.plan")
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
                self.live(partial(contradicting, self), rules, plan, (self.session, "discreet")),
                self._keep_apart(),
                self._together(),
                self._acquainted(),
                self._groups(),
                *self._file(),
            ]
        )

    def follows(self) -> Sequence[Watched]:
        """A draft that is begun stops the next step."""
        parts = ("students", "periods", "text", "matches")
        return [(draft, part) for draft in self.model.drafts.values() for part in parts]

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
        return section(
            self._("Keep apart"),
            self._("Pick those who should not be put together. Nobody will ask you why."),
            *self._named(RuleKind.KEEP_APART, scope),
        )

    def _together(self) -> Widget:
        draft = self.model.drafts[RuleKind.TOGETHER]
        periods = text_field(
            self._("In the periods"), self._("All, or for example 1, 2"), draft.periods
        )
        periods.observe(lambda change: setattr(draft, "periods", change["new"]), "value")
        self.watch(lambda: setattr(periods, "value", draft.periods), (draft, "periods"))
        return section(
            self._("Partners for sure"),
            self._("Pick two who need to sit together, for example in the first period."),
            *self._named(RuleKind.TOGETHER, periods),
        )

    def _acquainted(self) -> Widget:
        return section(
            self._("Know each other already"),
            self._("They can meet later, so that new faces come first."),
            *self._attribute_boxes(
                self.model.acquainting,
                lambda attribute: self._("Same {attribute}", attribute=attribute),
                self.model.rules.acquainted.attributes,
                self.model.set_acquainted,
            ),
            *self._named(RuleKind.ACQUAINTED),
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
                description=self._(
                    "{n} students do not divide into fours, so some sit three together. The three",
                    n=len(self.model.roster),
                ),
                options=[
                    (self._("join a pair, as a group of five"), GroupShape.FIVE),
                    (self._("are a group of their own"), GroupShape.TRIO),
                ],
                value=self.model.rules.group_shape,
            )
            shape.observe(lambda change: self.model.set_shape(change["new"]), "value")
            content.append(shape)
        content += self._attribute_boxes(
            self.model.mixable,
            lambda attribute: self._(
                "Mix the groups across {attribute}, if possible", attribute=attribute
            ),
            self.model.rules.balance.attributes,
            self.model.set_balance,
        )
        return section(self._("The groups"), "", *content)

    def _attribute_boxes(
        self,
        attributes: tuple[str, ...],
        words: Callable[[str], str],
        chosen: tuple[str, ...],
        change: Callable[[str, bool], None],
    ) -> Iterable[Widget]:
        boxes = []
        for attribute in attributes:
            box = Checkbox(
                description=words(attribute_word(attribute, self._)),
                value=attribute in chosen,
                indent=False,
            )
            box.observe(lambda event, attribute=attribute: change(attribute, event["new"]), "value")
            boxes.append(box)
        if boxes:
            yield row(*boxes, kind="mk-checks")

    def _named(self, kind: RuleKind, *choices: Widget) -> Iterable[Widget]:
        """What makes a rule that names students, and the rules of this kind."""
        self._fields[kind], maker = rule_maker(self, self.model, kind, *choices)
        yield maker
        yield from rule_list(self, self.model, kind, partial(self._remove, kind))

    def _remove(self, kind: RuleKind, position: int) -> None:
        """Remove a rule; the keyboard goes on where another is made, for its button is gone."""
        self.model.remove(kind, position)
        self._fields[kind].focus()

    def _file(self) -> Iterable[Widget]:
        """A file of the rules for whoever asks for one; under a passphrase there is none."""
        if self.session.passphrase:
            return

        def tell() -> None:
            kept = [self._("The rules are kept here already.")] if self.session.is_lasting else []
            warning = self._(
                "The file says by name who is kept apart. Save it only where nobody else can "
                "read it."
            )
            save = Download(
                self._("Download the rules"),
                file_name(Content.RULES, ".toml", self._, self.session.class_name),
                self.model.file,
            )
            replace_children(box, [shown(markup.note([*kept, warning], "warning")), row(save)])

        ask = button(self._("Save the rules in a file …"), tell, "mk-quiet")
        box = VBox([row(ask)])
        box.add_class("mk-region")
        yield box
