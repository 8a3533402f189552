"""The VIP team and the training of the staff: written down, ticked off, let go of."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

from traitlets import Any

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.school.inviting import invitation_ics
from toolkit.school.staff import Role, StaffMember, Training
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.ui.state.school_name import called
from toolkit.workspace.school_staff import KeptMember, keep_member, remove_member, staff


class StaffModel(ProgrammeModel):
    """Keeps who is in the team and who has had which training.

    ``asking`` is the one who may be deleted, None for none. ``held_on`` is the day that a training
    is ticked off for.
    """

    asking = Any(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.held_on: date | None = self.today

    @property
    def kept(self) -> tuple[KeptMember, ...]:
        """Everyone who is written down this school year."""
        nothing: tuple[KeptMember, ...] = ()
        return self.keeper.ask(partial(staff, school_year=self.year), nothing)

    @property
    def everyone(self) -> tuple[StaffMember, ...]:
        """The same without their rows."""
        return tuple(one.member for one in self.kept)

    def add(self, name: str, role: Role, is_in_team: bool) -> bool:
        """Write one down who is with it from today, and tell whether it was done."""

        def act() -> None:
            member = StaffMember(name, role, self.today, is_in_team)
            keep_member(self.keeper.workspace, self.year, member)

        return self.change(act)

    def set_trained(self, kept: KeptMember, training: Training, is_trained: bool) -> None:
        """Keep that one had a training on the day that is chosen, or has not had it."""
        on = (self.held_on or self.today) if is_trained else None

        def act() -> None:
            member = kept.member.trained(training, on)
            keep_member(self.keeper.workspace, self.year, member, kept.row)

        self.change(act)

    def invitation(
        self, training: Training, first: date | None, at: time | None, place: str
    ) -> bytes | None:
        """An invitation for calendar programs; None where something is missing, and it is told."""

        def make() -> bytes:
            if at is None:
                raise InputError(Message("Say at what time it begins."))
            words = self.session.translate
            return invitation_ics(training, _said(first), at, words, place=place, on=self.today)

        return self._made(make)

    def list_to_tick(self, training: Training, first: date | None) -> bytes | None:
        """Those who are due for a training, on paper; None as for an invitation."""

        def make() -> bytes:
            from toolkit.paper.training_list import training_list_pdf

            words = self.session.translate
            school = called(self.keeper)
            return training_list_pdf(self.everyone, training, _said(first), words, school=school)

        return self._made(make)

    def _made(self, make: Callable[[], bytes]) -> bytes | None:
        made: list[bytes] = []
        self.attempt(lambda: made.append(make()))
        return made[0] if made else None

    def ask_to_remove(self, kept: KeptMember) -> None:
        """Ask whether one is to be deleted."""
        self.error = self.done = None
        self.asking = kept

    def remove(self) -> None:
        """Delete the one who was asked about."""
        asked, self.asking = self.asking, None
        if asked is None:
            return

        def act() -> Message:
            remove_member(self.keeper.workspace, self.year, asked.row)
            return Message("What was kept on this person is gone.")

        self.change(act)

    def leave(self) -> None:
        """Delete nobody."""
        self.asking = None


def _said(day: date | None) -> date:
    """The day. Raises ``InputError`` where none is given."""
    if day is None:
        raise InputError(Message("Say on which day it is."))
    return day
