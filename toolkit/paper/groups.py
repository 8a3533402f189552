"""Who is in which group, as one page for the wall."""

from __future__ import annotations

from toolkit.messages import Message, Translator
from toolkit.paper.facts import Facts

LAYOUT = "groups"
_MOST_IN_TWO_COLUMNS, _MOST_COLUMNS = 6, 3


def groups_content(facts: Facts, translate: Translator) -> dict[str, object]:
    """What stands on the page."""
    return {
        "title": translate(Message("Groups: students and partners")),
        "of": heading(facts, translate),
        "columns": _columns(len(facts.groups)),
        "groups": [
            {"title": translate(group_title(one.label)), "pairs": one.pairs} for one in facts.groups
        ],
    }


def _columns(groups: int) -> list[int]:
    """In how many columns the groups may stand; the layout takes what gives the largest letters."""
    most = min(groups, _MOST_COLUMNS)
    return [most] if groups > _MOST_IN_TWO_COLUMNS else [*range(most, 0, -1)]


def group_title(label: str) -> Message:
    """What a group is called."""
    return Message("Group {label}", label=label)


def heading(facts: Facts, translate: Translator) -> str:
    """School, class and days, as they stand on every paper."""
    return " · ".join(heading_parts(facts, translate))


def heading_parts(facts: Facts, translate: Translator) -> list[str]:
    """School and class, and the days, for where there is no room for them on one line."""
    of = " · ".join(part for part in (facts.school, facts.school_class) if part)
    return [part for part in (of, translate(facts.when)) if part]
