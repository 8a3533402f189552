"""A rule that is being made."""

from traitlets import Bool, HasTraits, Int, Unicode, UseEnum
from traitlets import Tuple as TupleTrait

from toolkit.messages import Message
from toolkit.rules import MOST_PARTNERS, NamedRule, Near, RuleKind, Scope
from toolkit.ui.state.naming import left_over


class Draft(HasTraits):
    """A rule that is being made: the students picked so far, by id, and its choices.

    ``text`` is what stands in the name field and is no student yet; it fits so many
    (``matches``).
    """

    students = TupleTrait()
    scope = UseEnum(Scope, default_value=Scope.GROUP)
    periods = Unicode("")
    near = UseEnum(Near, default_value=Near.FRONT)
    avoid = Bool(False)
    strict = Bool(False)
    text = Unicode("")
    matches = Int(0)

    def __init__(self, kind: RuleKind) -> None:
        super().__init__()
        self.kind = kind

    def pick(self, id: str) -> None:
        """Take a student in; picking one twice changes nothing."""
        self.text, self.matches = "", 0
        if id not in self.students:
            self.students = (*self.students, id)

    def drop(self, id: str) -> None:
        """Let a student go again."""
        self.students = tuple(student for student in self.students if student != id)

    def clear(self) -> None:
        """Start again."""
        self.students, self.periods, self.text, self.matches = (), "", "", 0

    @property
    def is_begun(self) -> bool:
        """Whether something of it would be lost."""
        return bool(self.students or self.periods.strip() or self.left_over)

    @property
    def left_over(self) -> Message | None:
        """Why what stands in the name field is no student yet; None where nothing does."""
        return left_over(self.text, self.matches)

    @property
    def missing(self) -> tuple[Message, ...]:
        """What there is to put right in what has been chosen."""
        found = []
        if len(self.students) < self.kind.fewest:
            found.append(_PICK_ONE if self.kind.fewest == 1 else _PICK_TWO)
        if self.kind is RuleKind.TOGETHER and len(self.students) > MOST_PARTNERS:
            found.append(Message("At most three students can be partners."))
        if self.kind is RuleKind.TOGETHER and self.chosen_periods is None:
            found.append(Message("Write the periods as numbers with commas between: 1, 2, 3"))
        return tuple(found)

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why the draft is not a rule yet."""
        return self.missing if self.left_over is None else (self.left_over, *self.missing)

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
        match self.kind:
            case RuleKind.SEAT:
                return NamedRule(
                    self.kind,
                    self.students,
                    near=self.near,
                    avoid=self.avoid,
                    strict=self.strict,
                )
            case RuleKind.KEEP_APART:
                return NamedRule(self.kind, self.students, self.scope)
            case _:
                return NamedRule(self.kind, self.students, periods=self.chosen_periods or ())


_PICK_ONE = Message("Pick at least one student.")
_PICK_TWO = Message("Pick at least two students.")
