"""What was planned for a class before, from files of the user's."""

from dataclasses import dataclass, replace

from toolkit.files.sources import Source
from toolkit.matching import Match
from toolkit.meeting import Meeting
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.workspace.work import Work


@dataclass(frozen=True)
class Earlier:
    """A plan in which it is not sure who some of the class are; it is asked."""

    meeting: Meeting

    @property
    def blockers(self) -> tuple[Message, ...]:
        """It waits for an answer."""
        return (Message("Say who is who in the earlier plan, or leave it."),)

    def decided(self, match: Match, is_same: bool) -> "Earlier":
        """The same with the answer about two who may be one student."""
        return replace(self, meeting=self.meeting.decided({match: is_same}))


def under_rules(work: Work, source: Source, listed: Roster) -> Work:
    """The class under the rules of a file; ``listed`` are all whom it may speak of."""
    from toolkit.files.rules import read_rules

    return work.with_rules(read_rules(source, listed).for_class(work.roster))


def met_in(work: Work, source: Source) -> Meeting:
    """The plan of a file and who of the class is who in it.

    Raises ``InputError`` where it is the plan of another class.
    """
    from toolkit.files.plans import read_plans_of

    (meeting,), _ = read_plans_of(source, (work.roster,))
    return meeting
