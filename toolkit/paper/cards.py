"""A card for every student: the makker of the period, what makkere do, and what to write."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.absence import GREETING
from toolkit.messages import Message, Translator
from toolkit.paper.facts import Facts, GroupFacts, Names
from toolkit.paper.groups import group_title, heading, heading_parts

LAYOUT = "cards"

DUTIES = (
    Message(
        "Partners sit next to each other in the classroom in all subjects where the whole class is "
        "together."
    ),
    Message(
        "Partners say hello when they meet and show an interest in each other, for example by "
        "asking how the weekend has been."
    ),
    Message(
        "Partners notice whether the other is doing well: does your partner have someone to be "
        "with in the breaks?"
    ),
    Message("If you become worried about your partner, speak to your contact teacher."),
)
"""What it means to be partners, in the words of the programme's leaflet."""

WHEN_AWAY = Message("Partners get in touch when one of them is away. You can write:")


def cards_content(facts: Facts, translate: Translator) -> dict[str, object]:
    """What stands on the cards, in the order of the groups."""
    title = translate(Message("Partner cards"))
    return {
        "title": title,
        "heading": " · ".join((title, heading(facts, translate))),
        "partner": translate(Message("Partner")),
        "duties": [translate(duty) for duty in DUTIES],
        "away": translate(WHEN_AWAY),
        "message": translate(GREETING),
        "cards": [card for group in facts.groups for card in _cards(group, facts, translate)],
    }


def _cards(group: GroupFacts, facts: Facts, translate: Translator) -> Iterator[dict[str, object]]:
    for pair in group.pairs:
        for at, name in enumerate(pair):
            others = [one for one in group.pairs if one is not pair]
            yield {
                "of": heading_parts(facts, translate),
                "name": name,
                "partners": _without(pair, at),
                "group": translate(group_title(group.label)),
                "others": ", ".join(other for names in others for other in names),
            }


def _without(names: Names, at: int) -> Names:
    return names[:at] + names[at + 1 :]
