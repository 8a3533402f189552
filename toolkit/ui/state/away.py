"""Who is away today, and what the others do about it. Nothing of it is kept or counted."""

from traitlets import Bunch, HasTraits
from traitlets import Tuple as TupleTrait

from toolkit.absence import Absence, absent
from toolkit.ui.state.session import Session


class Away(HasTraits):
    """``ids`` are the students who are away, in the order in which that was said."""

    ids = TupleTrait()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.observe(self._follow, "work")

    def set(self, id: str, is_away: bool) -> None:
        """Say that a student is away, or that they are here after all."""
        others = tuple(one for one in self.ids if one != id)
        self.ids = (*others, id) if is_away else others

    @property
    def absence(self) -> Absence | None:
        """What follows of it; None where nobody is away, or nothing is running."""
        session, work = self._session, self._session.work
        if work is None or work.last is None or not self.ids:
            return None
        return absent(
            session.plan,
            period=work.last.number,
            away=self.ids,
            rules=session.rules,
            roster=session.roster,
        )

    def _follow(self, change: Bunch) -> None:
        """Whoever is not in the class any more is not away; in another class nobody is yet."""
        old = set() if change.old is None else change.old.roster.by_id.keys()
        there = self._session.roster.by_id
        self.ids = tuple(one for one in self.ids if one in there) if old & there.keys() else ()
