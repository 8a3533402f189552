"""Whether a proposal was just put in force."""

from toolkit.workspace.work import Work


def is_accepted(old: Work | None, new: Work | None) -> bool:
    """Whether the one step that was taken put the proposal in force."""
    if old is None or new is None or old.proposal is None or new.last is None:
        return False
    return new.last.groups == old.proposal.period.groups and new.last != old.last
