"""Which of two plans for the same class is the better one."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.acquaintance import coverage
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Rules


@dataclass(frozen=True, order=True)
class Worth:
    """What a plan comes to; the less the better, what stands first before all the rest.

    ``unmet`` is the share (0 to 1) of those who may meet who have not in the end, ``full`` the
    number of the period after which no more do, ``missing`` the number of periods below zero,
    ``late`` the share who have not met after each period, and ``repeats`` how often two are
    partners again.
    """

    unmet: float
    full: int
    missing: int
    late: tuple[float, ...]
    repeats: int


def worth(plan: Plan, roster: Roster, rules: Rules) -> Worth:
    """What a plan of one period or more comes to for this class under these rules."""
    report = coverage(plan, rules, roster)
    late = tuple(1 - share for share in report.by_period)
    full = plan.periods[late.index(late[-1])].number
    return Worth(late[-1], full, -len(late), late, report.partner_repeats)
