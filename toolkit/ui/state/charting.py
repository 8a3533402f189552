"""The klassekart of the running period: changed by hand or by a search, and what it breaks."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from traitlets import Any, Bool, Bunch, Unicode

from toolkit.broken_rules import BrokenRule
from toolkit.messages import Message, one_after_another
from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan
from toolkit.rooms import Room
from toolkit.seat_checking import check_seats
from toolkit.seating.moving import placed, swapped
from toolkit.seats import SeatedPeriod, Seating
from toolkit.ui.state.changed_room import changed_room, large_enough
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.seat_question import (
    Answer,
    Question,
    asked_of,
    is_corrected,
    room_of,
    seated_now,
)
from toolkit.ui.state.seat_search import SeatSearch
from toolkit.ui.state.seat_words import (
    SeatMove,
    came_to,
    changed_seats,
    seat_moves,
    split_trios,
    wishes_not_kept,
)
from toolkit.ui.state.undoing import Undoing
from toolkit.workspace.known_seats import KnownSeats
from toolkit.workspace.work import Work

BESIDE = "."
"""Before the id of a student who has no seat, where a seat is spoken of."""

_EVERYONE = Message("Everyone has a seat.")


class Charting(SeatSearch, Undoing[SeatedPeriod]):
    """Who sits where in the running period; all steps of a page look at the same.

    ``from_front`` tells that it is looked at as the teacher sees it, with the board below.
    ``chosen`` is the seat that is picked up, empty for none, and ``alone`` tells that makkere do
    not move along. ``offer`` is the smallest change that a search has found, to be taken or left;
    None where there is none.
    """

    from_front = Bool(True)
    chosen = Unicode("")
    alone = Bool(False)
    offer = Any(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper.session)
        self.keeper = keeper
        self._latest = self.seated
        self.session.observe(self._follow, "work")

    @property
    def period(self) -> Period | None:
        """The one that is running."""
        return None if self.session.work is None else self.session.work.last

    @property
    def seen(self) -> SeatedPeriod | None:
        """The seats to look at: the best so far of a search, or as they would be changed."""
        return self.so_far or self._offered or self.seated

    @property
    def is_settled(self) -> bool:
        """Whether no others are looked for or offered, so that they can be changed by hand."""
        return not self.is_searching and self.offer is None

    @property
    def room(self) -> Room | None:
        """The room that the class sits in, or sat in last; None where none is known."""
        return None if self.session.work is None else room_of(self.session.work)

    @property
    def next_room(self) -> Room | None:
        """The room that seats are looked for in, or the one that the class sits in."""
        return self.room if self.sought is None else self.sought.room

    @property
    def everyone(self) -> Roster:
        """All who are in the class, and all who have a place in the period, or a seat."""
        sits = {} if self.seated is None else self.seated.seat_of
        here = {} if self.period is None else {one.id: one for one in self.period.everyone}
        has_place = () if self.period is None else {one.id for one in self.period.students}
        known = {key: one for key, one in here.items() if key in has_place or key in sits}
        return Roster(tuple({**known, **self.session.roster.by_id}.values()))

    def sitting(self, seat: str) -> Student | None:
        """Who sits there, or stands beside the map; None for a seat that is free."""
        there = {} if self.seen is None else self.seen.student_at
        beside = seat.removeprefix(BESIDE) if seat.startswith(BESIDE) else ""
        return self.everyone.by_id.get(beside or there.get(seat, ""))

    @property
    def standing(self) -> dict[str, Student]:
        """Who of the class has no seat, by what stands for a seat of theirs."""
        if self.seen is None:
            return {}
        sits = self.seen.seat_of
        return {BESIDE + one.id: one for one in self.session.roster if one.id not in sits}

    @property
    def changed_room(self) -> Room | None:
        """The school's room of the name that the class sits in, where it is another by now."""
        return None if self.seated is None else changed_room(self.keeper, self.seated.room)

    def label(self, student: Student) -> str:
        """The student's name, told apart from others of the same name."""
        return self.everyone.label(student)

    def turn(self) -> None:
        """Look at the room from the other side."""
        self.from_front = not self.from_front

    @property
    def locked(self) -> frozenset[str]:
        """The students, by id, who keep their seats when the others are seated anew."""
        return frozenset(() if self.seated is None else self.seated.locked)

    def lock(self, seat: str) -> None:
        """Let whoever sits there keep the seat, or let it go again."""
        student, seated = self.sitting(seat), self._now
        if student is None or seated is None:
            return
        is_kept = student.id in self.locked
        self._put(replace(seated, locked=tuple(self.locked ^ {student.id})))
        name = self.label(student)
        self.told = (
            Message("{student} is not locked any more.", student=name)
            if is_kept
            else Message("{student} is locked to seat {seat}.", student=name, seat=seat)
        )

    def swap(self, one: str, other: str) -> None:
        """Whoever sits on two seats change places, and their makkere with them unless ``alone``."""
        seated = self._swapped(one, other)
        if seated is None or seated == self.seated:
            return
        moved = self.sitting(one), self.sitting(other)
        self._put(seated)
        here = self.everyone
        self.told = one_after_another(
            *(came_to(student, seated, here) for student in moved if student is not None)
        )

    @property
    def broken(self) -> tuple[BrokenRule, ...]:
        """What the seats break as they are."""
        return self._broken_by(self.seated)

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What must be known of the seats and breaks nothing, as a trio that is split."""
        if self.seated is None or self.period is None:
            return ()
        return split_trios(self.seated, self.period, self.everyone)

    @property
    def wishes_not_kept(self) -> tuple[Message, ...]:
        """The wishes that the seats do not keep; what must always hold is among the broken."""
        if self.seated is None:
            return ()
        return wishes_not_kept(self.seated, self.session.rules, self.everyone)

    @property
    def broken_by_swap(self) -> dict[str, tuple[BrokenRule, ...]]:
        """What is broken once ``chosen`` has swapped with another seat, for each of those."""
        others = () if self.room is None else (*self.room.by_seat, *self.standing)
        if self.chosen not in others:
            return {}
        return {
            seat: self._broken_by(after)
            for seat in others
            if seat != self.chosen and (after := self._swapped(self.chosen, seat)) is not None
        }

    def solve(self, room: Room | None = None) -> bool:
        """Look for the best seats, in another room where one is given, and tell whether begun.

        Who is locked keeps their seat, unless the room is another. Where a search is under way
        already, this one begins when that has stopped.
        """
        work = self.session.work
        asked = None if work is None else asked_of(work, room or self.room)
        if asked is None:
            return False
        asked = replace(asked, locked=self._locked_in(asked.room))
        return self._begin(asked, partial(self.solve, room))

    def mend(self, room: Room | None = None) -> bool:
        """Look for the smallest change after which the seats fit, and tell whether begun.

        Where anybody gets another seat by it, it is offered. It is one into another room where one
        is given, or where theirs is another by now.
        """
        work, seated, period = self.session.work, self.seated, self.period
        if work is None or seated is None or period is None:
            return False
        now = large_enough(self.changed_room or seated.room, len(period.students))
        asked = asked_of(work, room or now)
        again = partial(self.mend, room)
        return asked is not None and self._begin(replace(asked, had=seated), again)

    def solve_first(self, room: Room | None) -> None:
        """Look for seats in the room where there are none, unless that is under way already."""
        work = self.session.work
        if work is None or self.seated is not None or self._is_sought(asked_of(work, room)):
            return
        self.solve(room)

    def _locked_in(self, room: Room) -> dict[str, str]:
        """The seats of those who are locked, if the room is still the same."""
        seats = {} if self.seated is None or room != self.seated.room else self.seated.seat_of
        return {student: seat for student, seat in seats.items() if student in self.locked}

    @property
    def moves(self) -> tuple[SeatMove, ...]:
        """Everyone whose seat would be another by the change that is offered."""
        offered = self._offered
        if offered is None or self.seated is None:
            return ()
        return seat_moves(self.seated, offered, self.everyone)

    def take_offer(self) -> None:
        """Let the seats be as they are offered; undo leads back."""
        had, offered = self.seated, self._offered
        if had is not None and offered is not None:
            self.offer = None
            self._change(had, offered)

    def leave_offer(self) -> None:
        """Let the seats be as they are."""
        self.offer = None

    @property
    def _offered(self) -> SeatedPeriod | None:
        offer: Answer | None = self.offer
        return None if offer is None else offer.seated

    def _begin(self, asked: Question, again: Callable[[], object]) -> bool:
        self.offer = self.told = None
        self.chosen = ""
        return super()._begin(asked, again)

    def _take(self, answer: Answer) -> None:
        self.answer = answer
        found, had = answer.seated, answer.asked.had
        if found is not None and had is not None:
            if any(move.after for move in seat_moves(had, found, self.everyone)):
                self.offer = answer
            else:
                self._change(had, found)
        elif found is not None:
            is_same_room = self.seated is not None and self.seated.room == found.room
            self._put(replace(found, locked=tuple(self.locked) if is_same_room else ()))
            self.told = _EVERYONE

    def _change(self, had: SeatedPeriod, seats: SeatedPeriod) -> None:
        self._put(seats)
        self.told = one_after_another(*changed_seats(had, seats, self.everyone))

    def _swapped(self, one: str, other: str) -> SeatedPeriod | None:
        seated = self._now
        if seated is None or self.period is None:
            return None
        beside = [seat for seat in (one, other) if seat.startswith(BESIDE)]
        if beside:
            seat = other if one in beside else one
            student = beside[0].removeprefix(BESIDE)
            return None if len(beside) > 1 else placed(seated, student, seat)
        return swapped(seated, self.period, one, other, alone=self.alone)

    def _broken_by(self, seated: SeatedPeriod | None) -> tuple[BrokenRule, ...]:
        work, period = self.session.work, self.period
        if work is None or period is None or seated is None:
            return ()
        case = Plan((period,)), Seating((seated,)), work.rules
        return tuple(check_seats(*case, self.label))

    @property
    def _now(self) -> SeatedPeriod | None:
        return self.seated if self.is_settled else None

    def _become(self, value: SeatedPeriod) -> None:
        if self.session.work is not None:
            self.chosen = ""
            self._latest = value
            work = self.session.work.seated(value)
            self.session.work = work.knowing(self._known_of(value))

    def _known_of(self, seats: SeatedPeriod) -> KnownSeats | None:
        """What the last search has known of these seats, if it is they that it found."""
        answer: Answer | None = self.answer
        found = None if answer is None else answer.seated
        is_it = found is not None and (found.seats, found.room) == (seats.seats, seats.room)
        return answer.known if answer is not None and is_it else None

    def _follow(self, change: Bunch) -> None:
        """Others sit there now: what was done to the seats that were is of no use any more."""
        if self._let_go(change):
            self.offer = self.told = None
        if seated_now(change.new) != self._latest:
            self._latest = seated_now(change.new)
            self._forget()
            self.offer, self.chosen = None, ""
            self.told = _EVERYONE if self.known is not None else None  # with the proposal
        if is_corrected(change.old, change.new) and self.broken:
            self._follow_the_pairs(change.old)
        self.look_ahead()

    def _follow_the_pairs(self, before: Work) -> None:
        """Bring the seats along when the running period is corrected, or that is taken back."""
        earlier = [0 if one is None else len(one.earlier) for one in (before.last, self.period)]
        is_undone = earlier[1] < earlier[0]
        if is_undone and self.past and not self._broken_by(self.past[-1]):
            self.undo()
        else:
            self.mend()
