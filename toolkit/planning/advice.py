"""What would help against rules that cannot hold together: tried before it is advised."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.contradicting import contradictions
from toolkit.messages import Message, one_after_another
from toolkit.people import Roster
from toolkit.planning.permits import HardRule, Permits
from toolkit.rules import KeepApart, Rules, Scope, Together, as_named
from toolkit.solving.clock import Undecided

MOST_TRIED = 12
"""Of so many rules at most it is tried whether the rest could hold without one of them."""

_REMOVE = (Message("Remove it."), Message("Remove one of them."))
_OTHER_PERIOD = (
    Message("Remove it, or let the partners have another period."),
    Message("Remove one of them, or let the partners have another period."),
)
_SOME_PERIODS = (
    Message("Remove it, or name the periods in which they are to be partners."),
    Message("Remove one of them, or name the periods in which the partners are to be so."),
)
_SHARE_A_GROUP = (
    Message("Remove it, or let some share a group without being partners."),
    Message("Remove one of them, or let some share a group without being partners."),
)
_TWO = Message("Remove it, or name only two of them.")


def what_helps(
    permits: Permits, conflict: Sequence[HardRule], keep_going: Callable[[], bool]
) -> Message:
    """Why these of the rules cannot hold, where that is plain, and what helps, where it does.

    What is not tried when ``keep_going`` says that the time is over is not advised.
    """
    advice = _Advice(permits, conflict, keep_going)
    parts = (advice.why(), advice.remedy(), advice.more())
    return one_after_another(*(part for part in parts if part is not None))


class _Advice:
    def __init__(
        self,
        permits: Permits,
        conflict: Sequence[HardRule],
        keep_going: Callable[[], bool],
    ) -> None:
        self.permits, self.conflict = permits, conflict
        self.keep_going = keep_going

    def why(self) -> Message | None:
        """Why a single rule asks for more than a class of this size has, where it does."""
        if len(self.conflict) > 1:
            return None
        alone = Rules(group_shape=self.permits.shape).with_rule(as_named(self.conflict[0]))
        roster = Roster(self.permits.problem.students)
        return next((one.why for one in contradictions(alone.for_class(roster), roster)), None)

    def remedy(self) -> Message:
        """What to do: remove a rule, or the mildest change that was seen to be enough."""
        several = len(self.conflict) > 1
        if not several and self._two_can_be_partners():
            return _TWO
        for partners in (rule for rule in self.conflict if isinstance(rule, Together)):
            if self._can(self._elsewhere(partners)):
                return (_OTHER_PERIOD if partners.periods else _SOME_PERIODS)[several]
        milder = [_milder(rule) for rule in self.conflict]
        if milder != list(self.conflict) and self._can(milder):
            return _SHARE_A_GROUP[several]
        return _REMOVE[several]

    def more(self) -> Message | None:
        """That more than these rules cannot hold, where it was seen."""
        if len(self.conflict) > MOST_TRIED:
            return None
        for rule in self.conflict:
            if not self.keep_going() or self._can([r for r in self.permits.hard if r != rule]):
                return None
        if not self.keep_going():
            return None
        return Message("Others of the rules cannot hold either.")

    def _two_can_be_partners(self) -> bool:
        rule = self.conflict[0]
        if not isinstance(rule, Together) or len(rule.students) < 3:
            return False
        return self._can([replace(rule, students=rule.students[:2])])

    def _elsewhere(self, partners: Together) -> list[HardRule]:
        """What the rule would have to hold with in a period that nothing else is said of."""
        others = (rule for rule in self.permits.hard if rule is not partners)
        always = (r for r in others if isinstance(r, KeepApart) or not r.periods)
        return [*always, partners]

    def _can(self, hard: Sequence[HardRule]) -> bool:
        """Whether all of these can be kept, as far as there is time to see it."""
        if not self.keep_going():
            return False
        tried = self.permits.of(hard)
        try:
            return tried.kept(tried.all, self.keep_going) is not None
        except Undecided:
            return False


def _milder(rule: HardRule) -> HardRule:
    """The rule that lets its students share a group, where it keeps them out of one."""
    if isinstance(rule, KeepApart) and rule.scope is Scope.GROUP:
        return replace(rule, scope=Scope.PAIR)
    return rule
