"""The search for seats: one question at a time, of the running period or ahead of the proposal."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from traitlets import Any, Bool, Bunch, HasTraits

from toolkit.errors import MakkerskapError
from toolkit.seats import SeatedPeriod, SeatingResult
from toolkit.ui.state.job import Job
from toolkit.ui.state.seat_question import Answer, Question, asked_ahead, depends_on, seated_now
from toolkit.ui.state.session import Session
from toolkit.workspace.known_seats import KnownSeats

TIME_LIMIT = 10.0
"""Seconds. A class is waiting: the best seats found by then are taken."""


@dataclass(frozen=True)
class _Wanted:
    """What begins when the search under way has stopped; ``asked`` is None where nothing does."""

    asked: Question | None
    begin: Callable[[], object]


class SeatSearch(HasTraits):
    """``answer`` is what the last search for the running period came to, None before there is one.

    ``ahead`` is that of the seats that come with the proposal; they are looked for while
    ``is_ahead_wanted``.
    """

    answer = Any(None, allow_none=True)
    ahead = Any(None, allow_none=True)
    is_ahead_wanted = Bool(False)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.job: Job[SeatingResult] = Job(self._found, self._failed)
        self._asked: Question | None = None
        self._wanted: _Wanted | None = None
        self._tries = 0
        self.observe(lambda _change: self.look_ahead(), "is_ahead_wanted")

    @property
    def seated(self) -> SeatedPeriod | None:
        """The seats of the running period, None where there are none yet."""
        return seated_now(self.session.work)

    def _take(self, answer: Answer) -> None:
        """Do with an answer about the running period what is to be done with it."""
        raise NotImplementedError

    @property
    def error(self) -> MakkerskapError | None:
        """Why the last search found no seats for the class and the rules as they are."""
        return None if self.answer is None else self.answer.error

    @property
    def is_searching(self) -> bool:
        """Whether seats for the running period are being looked for."""
        return self.job.running and self._asked is not None and self._asked.is_of(self.session.work)

    @property
    def sought(self) -> Question | None:
        """What is looked for, for the running period, or will be when that search has stopped."""
        if self._wanted is not None:
            return self._wanted.asked
        return self._asked if self.is_searching else None

    @property
    def so_far(self) -> SeatedPeriod | None:
        """The best seats that the search has come to, None where there is none."""
        now = self.job.progress
        if now is None or self._asked is None or not self.is_searching:
            return None
        so_far: SeatedPeriod | None = now.seating.get(self._asked.period.number)
        return so_far

    @property
    def coming(self) -> Answer | None:
        """What is known of the seats of the proposal as it stands; None until it is."""
        ahead: Answer | None = self.ahead
        is_of_it = ahead is not None and ahead.asked == asked_ahead(self.session.work)
        return ahead if is_of_it else None

    @property
    def known(self) -> KnownSeats | None:
        """What a search has known of the seats.

        None where they, the class or the rules were changed since.
        """
        return None if self.session.work is None else self.session.work.seats_known

    def look_ahead(self) -> None:
        """Look for the seats that come with the proposal, while nothing else is looked for."""
        asked = asked_ahead(self.session.work) if self.is_ahead_wanted else None
        is_known = self.ahead is not None and self.ahead.asked == asked
        if asked is not None and not is_known and not self.job.running:
            self._search(asked)

    def cancel(self) -> None:
        """Stop looking; what is found by then is taken."""
        self._wanted = None
        self.job.cancel()

    def leave(self) -> None:
        """Stop looking; what is found by then is left."""
        if self.job.running:
            self._wanted = _Wanted(None, lambda: None)
            self.job.cancel()

    def _is_sought(self, asked: Question | None) -> bool:
        """Whether the search that is under way looks for this already."""
        return self.job.running and self._asked == asked

    def _begin(self, asked: Question, again: Callable[[], object]) -> bool:
        """Look for what is asked; where a search is under way, ``again`` when it has stopped."""
        if self.job.running:
            self._wanted = _Wanted(asked, again)
            self.job.cancel()
            return True
        self.answer = None
        return self._search(asked)

    def _search(self, asked: Question) -> bool:
        self._asked, self._tries = asked, self._tries + 1
        return self.job.start(partial(asked.searched, TIME_LIMIT, self._tries))

    def _found(self, result: SeatingResult) -> None:
        assert self._asked is not None
        self._hear(Answer(self._asked, result))

    def _failed(self, error: MakkerskapError) -> None:
        assert self._asked is not None
        self._hear(Answer(self._asked, error=error))

    def _hear(self, answer: Answer) -> None:
        """Take what was found, if it is still asked for; then begin what was wanted meanwhile."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted.begin()
        elif answer.asked.is_of(self.session.work):
            self._take(answer)
        elif answer.asked == asked_ahead(self.session.work):
            self.ahead = answer
        self.look_ahead()

    def _let_go(self, change: Bunch) -> bool:
        """Stop looking for what nobody asks for any more, and tell whether answers are forgotten.

        They are where they answer nothing any more.
        """
        asked = self._asked
        if asked is not None and not (asked.is_of(change.new) or asked == asked_ahead(change.new)):
            self.job.cancel()
        is_other = depends_on(change.old) != depends_on(change.new)
        if is_other:
            self._wanted = self.answer = None
        return is_other
