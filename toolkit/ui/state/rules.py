"""The second step: the rules, made by picking names."""

from collections import Counter
from dataclasses import dataclass, replace

from traitlets import Bunch

from toolkit.contradicting import Contradiction, contradictions, covering, is_same, rule_in_words
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.rules import (
    HIDDEN_KINDS,
    LONGEST_INTERVAL,
    SMALLEST_CLASS,
    GroupShape,
    NamedRule,
    RuleKind,
    Rules,
)
from toolkit.shapes import group_sizes
from toolkit.ui.state.draft import Draft
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel


@dataclass(frozen=True)
class Objection:
    """Why a rule cannot be added beside those that there are.

    ``rules`` are those that it contradicts, in words; it may take the place of those that are
    ``replaceable``. ``is_secret`` where all this tells of another rule who is kept apart.
    """

    why: tuple[Message, ...]
    rules: tuple[Message, ...] = ()
    replaceable: tuple[NamedRule, ...] = ()
    is_secret: bool = False


class RulesModel(StepModel):
    """Makes, shows and removes the rules of the class."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.drafts = {kind: Draft(kind) for kind in RuleKind}
        self.session.observe(self._forget_drafts, "work")
        self.session.observe(lambda _change: self._clear_drafts(), "turned")

    @property
    def roster(self) -> Roster:
        """The class that the rules are for."""
        return self.session.roster

    @property
    def rules(self) -> Rules:
        """The rules as they are now."""
        return self.session.rules

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The rules that contradict each other from the next period on, at first sight."""
        return self._contradictions(self.rules)

    @property
    def blockers(self) -> tuple[Message, ...]:
        """A rule that was begun and not added would be missed, so it stops the next step."""
        drafts = self.drafts.values()
        left_over = tuple(draft.left_over for draft in drafts if draft.left_over is not None)
        if left_over:
            return left_over
        if any(draft.is_begun for draft in drafts):
            return (Message("You began a rule. Add it, or empty its fields."),)
        if self.contradictions:
            return (Message("Not all rules can hold. The top of the page says which."),)
        return ()

    @property
    def unfinished(self) -> Message | None:
        """A rule that is not added is kept nowhere."""
        if any(draft.is_begun for draft in self.drafts.values()):
            return Message("The rule is not added yet")
        return None

    @property
    def shape_matters(self) -> bool:
        """Whether this class comes out differently with trios alone and with groups of five."""
        number = len(self.roster)
        return number >= SMALLEST_CLASS and (
            group_sizes(number, GroupShape.FIVE) != group_sizes(number, GroupShape.TRIO)
        )

    @property
    def mixable(self) -> tuple[str, ...]:
        """The attributes that it makes sense to mix, and those that are."""
        return self._offered(self.rules.balance.attributes, self._telling())

    @property
    def acquainting(self) -> tuple[str, ...]:
        """The attributes by which some may know each other and others not, and those that do."""
        telling = self._telling() - {"gender"}
        return self._offered(self.rules.acquainted.attributes, telling)

    def objection(self, kind: RuleKind) -> Objection | None:
        """Why the draft of this kind cannot be added beside the other rules; None if it can."""
        draft = self.drafts[kind]
        if draft.missing or not self._is_here(draft.students):
            return None
        rule = draft.rule
        if (same := covering(rule, self.rules)) is not None:
            if is_same(same, rule):
                return Objection((Message("That rule is there already."),))
            return Objection((Message("Another rule says that already."),))
        if rule.periods and max(rule.periods) < self.session.planning_number:
            return Objection((_PAST,))
        return self._contradicted(rule)

    def add(self, kind: RuleKind) -> bool:
        """Make the draft of this kind a rule, and tell whether it could be one."""
        draft = self.drafts[kind]
        if draft.blockers or not self._is_here(draft.students) or self.objection(kind):
            return False
        self._add(draft, self.rules)
        return True

    def add_instead(self, kind: RuleKind) -> bool:
        """Make the draft a rule in the place of those that it contradicts, where it may."""
        draft, objection = self.drafts[kind], self.objection(kind)
        if draft.blockers or objection is None or not objection.replaceable:
            return False
        self._add(draft, _without(self.rules, objection.replaceable))
        return True

    def remove(self, kind: RuleKind, position: int) -> None:
        """Take away the rule of this kind at the position, counted from 0."""
        self.session.use_rules(self.rules.without(kind, position))

    def set_acquainted(self, attribute: str, wanted: bool) -> None:
        """Whether students with the same value of an attribute know each other already."""
        acquainted = self.rules.acquainted
        attributes = _toggled(acquainted.attributes, attribute, wanted)
        acquainted = replace(acquainted, attributes=attributes)
        self.session.use_rules(replace(self.rules, acquainted=acquainted))

    def set_balance(self, attribute: str, wanted: bool) -> None:
        """Whether the values of an attribute should be mixed in every group."""
        balance = self.rules.balance
        balance = replace(balance, attributes=_toggled(balance.attributes, attribute, wanted))
        self.session.use_rules(replace(self.rules, balance=balance))

    def set_interval(self, weeks: int) -> None:
        """How many weeks there are between two rotations."""
        weeks = min(max(1, weeks), LONGEST_INTERVAL)
        self.session.use_rules(replace(self.rules, interval_weeks=weeks))

    def set_shape(self, shape: GroupShape) -> None:
        """What a trio does."""
        self.session.use_rules(replace(self.rules, group_shape=shape))

    def file(self) -> bytes:
        """The rules as a TOML file."""
        from toolkit.files.rules_text import rules_to_toml

        return rules_to_toml(self.rules, self.roster).encode()

    def _add(self, draft: Draft, rules: Rules) -> None:
        rule = draft.rule
        draft.clear()
        self.session.use_rules(rules.with_rule(rule))

    def _is_here(self, students: tuple[str, ...]) -> bool:
        return self.roster.by_id.keys() >= set(students)

    def _contradictions(self, rules: Rules) -> tuple[Contradiction, ...]:
        return contradictions(rules, self.roster, self.session.planning_number)

    def _contradicted(self, rule: NamedRule) -> Objection | None:
        """What the rule contradicts, and which partners for sure it could take the place of.

        Nobody who is kept apart is put together by one click: such a rule is never replaced.
        """
        before = {frozenset(one.rules) for one in self.contradictions}
        new = [
            one
            for one in self._contradictions(self.rules.with_rule(rule))
            if frozenset(one.rules) not in before
        ]
        if not new:
            return None
        others = list(dict.fromkeys(one for found in new for one in found.rules if one != rule))
        partners = tuple(one for one in others if one.kind is RuleKind.TOGETHER)
        instead = _without(self.rules, partners).with_rule(rule)
        solves = partners and not any(
            rule in found.rules for found in self._contradictions(instead)
        )
        return Objection(
            tuple(one.why for one in new),
            tuple(rule_in_words(one, self.roster) for one in others),
            partners if solves else (),
            any(one.kind in HIDDEN_KINDS for one in others),
        )

    def _telling(self) -> set[str]:
        """The attributes that several share, and not all: others would tell nobody apart."""
        telling = set()
        for name in self.roster.attributes:
            values = Counter(filter(None, (one.attribute(name) for one in self.roster)))
            if len(values) > 1 and max(values.values()) > 1:
                telling.add(name)
        return telling

    def _offered(self, chosen: tuple[str, ...], telling: set[str]) -> tuple[str, ...]:
        return tuple(name for name in self.roster.attributes if name in telling or name in chosen)

    def _forget_drafts(self, change: Bunch) -> None:
        """Another list of the class has other students."""
        if change.old is None or change.new is None or change.old.roster != change.new.roster:
            self._clear_drafts()

    def _clear_drafts(self) -> None:
        for draft in self.drafts.values():
            draft.clear()


_PAST = Message("Those periods are in the plan already. Write later ones.")


def _without(rules: Rules, gone: tuple[NamedRule, ...]) -> Rules:
    for rule in gone:
        own = rules.of_kind(rule.kind)
        rules = rules.with_kind(rule.kind, (one for one in own if one != rule))
    return rules


def _toggled(names: tuple[str, ...], name: str, wanted: bool) -> tuple[str, ...]:
    others = tuple(other for other in names if other != name)
    return (*others, name) if wanted else others
