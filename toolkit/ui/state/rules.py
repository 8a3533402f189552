"""The second step: the rules, made by picking names."""

from dataclasses import replace

from traitlets import Bunch, HasTraits, Unicode, UseEnum
from traitlets import Tuple as TupleTrait

from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.rules import (
    LONGEST_INTERVAL,
    MOST_PARTNERS,
    SMALLEST_CLASS,
    GroupShape,
    NamedRule,
    RuleKind,
    Rules,
    Scope,
)
from toolkit.shapes import group_sizes
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel


class Draft(HasTraits):
    """A rule that is being made: the students picked so far, by id, and its one choice."""

    students = TupleTrait()
    scope = UseEnum(Scope, default_value=Scope.GROUP)
    periods = Unicode("")

    def __init__(self, kind: RuleKind) -> None:
        super().__init__()
        self.kind = kind

    def pick(self, id: str) -> None:
        """Take a student in; picking one twice changes nothing."""
        if id not in self.students:
            self.students = (*self.students, id)

    def drop(self, id: str) -> None:
        """Let a student go again."""
        self.students = tuple(student for student in self.students if student != id)

    def clear(self) -> None:
        """Start again."""
        self.students, self.periods = (), ""

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why the draft is not a rule yet."""
        found = []
        if len(self.students) < 2:
            found.append(Message("Pick at least two students."))
        if self.kind is RuleKind.TOGETHER and len(self.students) > MOST_PARTNERS:
            found.append(Message("At most three students can be partners."))
        if self.kind is RuleKind.TOGETHER and self.chosen_periods is None:
            found.append(Message("Write the periods as numbers with commas between: 1, 2, 3"))
        return tuple(found)

    @property
    def chosen_periods(self) -> tuple[int, ...] | None:
        """The periods that were written; empty for all of them, None if they make no sense."""
        words = self.periods.replace(",", " ").split()
        if not all(word.isdecimal() and int(word) > 0 for word in words):
            return None
        return tuple(sorted({int(word) for word in words}))

    @property
    def rule(self) -> NamedRule:
        """What it is when it is added."""
        scope = self.scope if self.kind is RuleKind.KEEP_APART else None
        return NamedRule(self.kind, self.students, scope, self.chosen_periods or ())


class RulesModel(StepModel):
    """Makes, shows and removes the rules of the class."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.drafts = {kind: Draft(kind) for kind in RuleKind}
        self.session.observe(self._forget_drafts, "work")

    @property
    def roster(self) -> Roster:
        """The class that the rules are for."""
        return self.session.roster

    @property
    def rules(self) -> Rules:
        """The rules as they are now."""
        return self.session.rules

    @property
    def blockers(self) -> tuple[Message, ...]:
        """A rule that was begun and not added would be missed, so it stops the next step."""
        if any(draft.students for draft in self.drafts.values()):
            return (Message("You began a rule. Add it, or remove the names."),)
        return ()

    @property
    def shape_matters(self) -> bool:
        """Whether this class comes out differently with trios alone and with groups of five."""
        number = len(self.roster)
        return number >= SMALLEST_CLASS and (
            group_sizes(number, GroupShape.FIVE) != group_sizes(number, GroupShape.TRIO)
        )

    def add(self, kind: RuleKind) -> bool:
        """Make the draft of this kind a rule, and tell whether it could be one."""
        draft = self.drafts[kind]
        if draft.blockers or not self.roster.by_id.keys() >= set(draft.students):
            return False
        rule = draft.rule
        draft.clear()
        self.session.use_rules(self.rules.with_rule(rule))
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
        from toolkit.files.rules import rules_to_toml

        return rules_to_toml(self.rules, self.roster).encode()

    def _forget_drafts(self, change: Bunch) -> None:
        """Another class, or another list of it, has other students."""
        if change.old is None or change.new is None or change.old.roster != change.new.roster:
            for draft in self.drafts.values():
                draft.clear()


def _toggled(names: tuple[str, ...], name: str, wanted: bool) -> tuple[str, ...]:
    others = tuple(other for other in names if other != name)
    return (*others, name) if wanted else others
