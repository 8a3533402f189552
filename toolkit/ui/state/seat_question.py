"""What is asked of a search for seats, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.errors import MakkerskapError
from toolkit.people import Roster
from toolkit.plan import Period, Plan
from toolkit.rooms import Room
from toolkit.rules import Rules
from toolkit.seating.presets import Preset
from toolkit.seating.presets import room as furnished
from toolkit.seating.progress import OnSeating
from toolkit.seats import SeatedPeriod, Seating, SeatingResult
from toolkit.workspace.known_seats import KnownSeats
from toolkit.workspace.work import Work


@dataclass(frozen=True)
class Question:
    """Where everyone is to sit in the last period of a ``plan``.

    ``before`` are the seats of the periods before it, ``locked`` those that are kept, by student.
    ``had`` are the seats that are to be changed as little as can be, None where all are found anew.
    """

    roster: Roster
    rules: Rules
    plan: Plan
    before: Seating
    room: Room
    locked: Mapping[str, str] = field(default_factory=dict)
    had: SeatedPeriod | None = None

    @property
    def period(self) -> Period:
        """The one that is seated."""
        return self.plan.periods[-1]

    def is_of(self, work: Work | None) -> bool:
        """Whether the running period of this class still asks for it, in whatever room."""
        return depends_on(work) == (self.roster, self.rules, self.plan)

    def searched(self, time_limit: float, seed: int, on_progress: OnSeating) -> SeatingResult:
        """What a search of so many seconds finds."""
        from toolkit.seating.mending import mend_seats  # heavy, where the first page is light
        from toolkit.seating.year import seat_year

        if self.had is not None:
            return mend_seats(
                self.plan,
                Seating((*self.before.periods, self.had)),
                self.room,
                self.rules,
                roster=self.roster,
                time_limit=time_limit,
                seed=seed,
                on_progress=on_progress,
            ).result
        return seat_year(
            self.plan,
            self.room,
            self.rules,
            periods=(self.period.number,),
            history=self.before,
            locked=self.locked,
            time_limit=time_limit,
            seed=seed,
            on_progress=on_progress,
        )


@dataclass(frozen=True)
class Answer:
    """The seats that a search has found, or why it found none."""

    asked: Question
    result: SeatingResult | None = None
    error: MakkerskapError | None = None

    @property
    def seated(self) -> SeatedPeriod | None:
        """The seats; None where none were found."""
        if self.result is None:
            return None
        return self.result.seating.period(self.asked.period.number)

    @property
    def known(self) -> KnownSeats | None:
        """What is known of the seats; None where none were found."""
        if self.result is None:
            return None
        return KnownSeats(
            self.result.status,
            self.result.gap,
            self.result.seconds,
            is_change=self.asked.had is not None,
            has_locked=bool(self.asked.locked),
        )


def depends_on(work: Work | None) -> object:
    """What seats for the running period of a class depend on, whatever the room."""
    return None if work is None else (work.roster, work.rules, work.plan)


def room_of(work: Work) -> Room | None:
    """The room that the class sits in, or sat in last; None where none is known."""
    sits = seated_now(work)
    if sits is None and work.seating.periods:
        sits = work.seating.periods[-1]
    return None if sits is None else sits.room


def seated_now(work: Work | None) -> SeatedPeriod | None:
    """The seats of the running period, None where there are none."""
    if work is None or work.last is None:
        return None
    return work.seating.get(work.last.number)


def is_corrected(old: Work | None, new: Work | None) -> bool:
    """Whether the running period of the same class has other groups, and still its seats."""
    if old is None or new is None or old.last is None or new.last is None:
        return False
    of_old, of_new = (
        (work.roster, work.seating, last.number)
        for work, last in ((old, old.last), (new, new.last))
    )
    is_same = of_old == of_new and seated_now(new) is not None
    return is_same and old.last.groups != new.last.groups


def asked_of(work: Work, room: Room | None) -> Question | None:
    """Where everyone is to sit in the running period, in a room of rows where none is known."""
    if work.last is None:
        return None
    before = {period.number for period in work.plan.periods[:-1]}
    room = room or furnished(Preset.ROWS, len(work.last.students))
    return Question(work.roster, work.rules, work.plan, work.seating.of_periods(before), room)


def asked_ahead(work: Work | None) -> Question | None:
    """Where everyone is to sit once the proposal is accepted, in the room of now."""
    if work is None or work.proposal is None:
        return None
    return asked_of(work.accepted(), room_of(work))
