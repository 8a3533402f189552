"""Form and rotate student pairs: ``import toolkit as mk``.

This is the front door, re-exports and nothing else. Each name is imported when it is
first used, so a dashboard's first page does not pay for the solver or for pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.acquaintance import Coverage, coverage
    from toolkit.checking import BrokenRule, check
    from toolkit.errors import InputError, MakkerskapError, RulesConflict
    from toolkit.files.plans import read_plan, read_plans, write_plan, write_plans
    from toolkit.files.rosters import read_roster
    from toolkit.files.rules import read_rules, write_rules
    from toolkit.files.workbook import write_workbook
    from toolkit.people import Roster, Student
    from toolkit.plan import Group, Pair, Period, Plan, Stay
    from toolkit.planning.calls import plan_next, plan_year
    from toolkit.planning.progress import Progress
    from toolkit.planning.school import Wanted, plan_classes
    from toolkit.rules import (
        Acquainted,
        Balance,
        GroupShape,
        KeepApart,
        Rules,
        Scope,
        Together,
    )
    from toolkit.workspace.opening import open_workspace
    from toolkit.workspace.work import Kept, Work
    from toolkit.workspace.workspace import Workspace

__version__ = "0.1.0"

_HOME = {
    "toolkit.acquaintance": ("Coverage", "coverage"),
    "toolkit.checking": ("BrokenRule", "check"),
    "toolkit.errors": ("InputError", "MakkerskapError", "RulesConflict"),
    "toolkit.files.plans": ("read_plan", "read_plans", "write_plan", "write_plans"),
    "toolkit.files.rosters": ("read_roster",),
    "toolkit.files.rules": ("read_rules", "write_rules"),
    "toolkit.files.workbook": ("write_workbook",),
    "toolkit.people": ("Roster", "Student"),
    "toolkit.plan": ("Group", "Pair", "Period", "Plan", "Stay"),
    "toolkit.planning.progress": ("Progress",),
    "toolkit.planning.school": ("Wanted", "plan_classes"),
    "toolkit.planning.calls": ("plan_next", "plan_year"),
    "toolkit.rules": (
        "Acquainted",
        "Balance",
        "GroupShape",
        "KeepApart",
        "Rules",
        "Scope",
        "Together",
    ),
    "toolkit.workspace.opening": ("open_workspace",),
    "toolkit.workspace.work": ("Kept", "Work"),
    "toolkit.workspace.workspace": ("Workspace",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Acquainted",
    "Balance",
    "BrokenRule",
    "Coverage",
    "Group",
    "GroupShape",
    "InputError",
    "KeepApart",
    "Kept",
    "MakkerskapError",
    "Pair",
    "Period",
    "Plan",
    "Progress",
    "Roster",
    "Rules",
    "RulesConflict",
    "Scope",
    "Stay",
    "Student",
    "Together",
    "Wanted",
    "Work",
    "Workspace",
    "check",
    "coverage",
    "open_workspace",
    "plan_classes",
    "plan_next",
    "plan_year",
    "read_plan",
    "read_plans",
    "read_roster",
    "read_rules",
    "write_plan",
    "write_plans",
    "write_rules",
    "write_workbook",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    return getattr(import_module(_MODULE_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
