"""Two students swap positions: one is picked up, and dropped onto the other."""

from traitlets import HasTraits, Unicode

from toolkit.broken_rules import BrokenRule
from toolkit.plan import Period
from toolkit.ui.state.session import Session


class Swapping(HasTraits):
    """``chosen`` is the id of the student who is picked up, empty for nobody."""

    session: Session
    chosen = Unicode("")

    @property
    def period(self) -> Period | None:
        """The period in which they swap, None where there is none."""
        raise NotImplementedError

    @property
    def broken_rules(self) -> tuple[BrokenRule, ...]:
        """Every rule that the period breaks as it stands."""
        return self._broken_by(self.period)

    @property
    def broken_by_swap(self) -> dict[str, tuple[BrokenRule, ...]]:
        """What the period breaks once ``chosen`` has swapped with another, for each by their id."""
        period = self.period
        if period is None or not self.chosen:
            return {}
        others = (student.id for student in period.students if student.id != self.chosen)
        return {one: self._broken_by(period.swapped(self.chosen, one)) for one in others}

    def swap(self, one: str, other: str) -> None:
        """Two students, by id, take each other's positions."""
        raise NotImplementedError

    def _broken_by(self, period: Period | None) -> tuple[BrokenRule, ...]:
        work = self.session.work
        return () if work is None or period is None else work.broken_by(period)
