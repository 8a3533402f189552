"""A better year than the one that is looked at, which a search has found."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.acquaintance import new_acquaintances
from toolkit.messages import Message, plural
from toolkit.plan import Period, Plan
from toolkit.planning.worth import worth
from toolkit.workspace.work import Work


@dataclass(frozen=True)
class Offer:
    """A year that may be looked at instead, and what is better about it."""

    year: Plan
    gain: Message


def offered(work: Work, year: Plan) -> Offer | None:
    """The year, where it is better than the one that is looked at was when it was found."""
    if work.proposal is None:
        return None
    shown = work.proposal.found_year
    now, then = (worth(plan, work.roster, work.rules) for plan in (shown, year))
    if not then < now:
        return None
    if then.unmet == 0 and (now.unmet > 0 or then.full < now.full):
        return Offer(
            year,
            plural(
                "We found a better proposal: everyone knows everyone after {n} period.",
                "We found a better proposal: everyone knows everyone after {n} periods.",
                n=then.full,
            ),
        )
    if (more := _new(work, year) - _new(work, shown)) > 0:
        return Offer(
            year,
            plural(
                "We found a better proposal: {n} more student pair meets in this period.",
                "We found a better proposal: {n} more student pairs meet in this period.",
                n=more,
            ),
        )
    if (then.unmet, then.full, then.missing, then.late) < (
        now.unmet,
        now.full,
        now.missing,
        now.late,
    ):
        return Offer(year, Message("We found a better proposal: more meet early in the year."))
    return Offer(year, Message("We found a better proposal: fewer are partners again."))


def hoped_for(work: Work, least: int | None) -> Message | None:
    """What a search may still find that is better than what is looked at.

    ``least`` is the fewest periods that any year needs, as far as is known.
    """
    if work.proposal is None:
        return None
    year = worth(work.proposal.found_year, work.roster, work.rules)
    if year.unmet > 0:
        return Message("The groups are ready. We are still planning the rest of the year.")
    if least is not None and year.full <= least:
        return plural(
            "Everyone knows everyone after {n} period, and no plan needs fewer. "
            "We are looking for one in which more meet early.",
            "Everyone knows everyone after {n} periods, and no plan needs fewer. "
            "We are looking for one in which more meet early.",
            n=year.full,
        )
    return plural(
        "Everyone knows everyone after {n} period. We are looking for {fewer}.",
        "Everyone knows everyone after {n} periods. We are looking for {fewer}.",
        n=year.full,
        fewer=year.full - 1,
    )


def _new(work: Work, year: Plan) -> int:
    """How many meet for the first time in the next period of a year."""
    return len(new_acquaintances(next_period(work, year), work.base, work.rules, work.roster))


def next_period(work: Work, year: Plan) -> Period:
    """The first period of a year behind those that it goes on from."""
    return year.periods[len(work.base.periods)]
