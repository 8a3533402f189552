"""The groups of a period as one page that needs nothing else: no file, no network, no program.

Nothing goes into it but what students may see: who is in which group, and who is whose partner.
"""

from toolkit.messages import Language, Translator, Words
from toolkit.people import Roster
from toolkit.plan import Period, Plan
from toolkit.short_names import short_names
from toolkit.showing.whole_page import asked_for, page_of, titled
from toolkit.values import only, translator


def projector_page(plan: Plan, period: int | None = None, translate: Words = Language.NB) -> str:
    """An HTML page that shows a period to the class in letters as large as there is room for.

    ``period`` is its number, and the newest one where none is given. In bokmål unless another
    language is given. It opens in any browser,
    asks nobody for anything, and knows no rule. Arrow keys and the keys of a presenter's remote
    show group after group. Raises ``InputError`` where the plan has no such period.
    """
    only(plan, Plan, "plan")
    shown = asked_for(plan, period)
    _ = translator(translate)
    title = titled(plan, _("Period {number}", number=shown.number))
    return page_of("page", title, _content(shown, _), _)


def _content(period: Period, _: Translator) -> dict[str, object]:
    roster = Roster(period.students)
    short = short_names(period.students)
    return {
        "groups": [
            {
                "label": group.label,
                "pairs": [
                    [{"name": roster.label(one), "short": short[one.id]} for one in pair.students]
                    for pair in group.pairs
                ],
            }
            for group in period.groups
        ],
        "words": {
            "group": _("Group"),
            "groups": _("Groups"),
            "pairs": _("Pairs"),
            "short": _("First names"),
            "numbers": _("Large numbers"),
            "reveal": _("Group by group"),
            "back": "←",
            "next": "→",
            "start": _("Start the countdown"),
            "pause": _("Pause"),
            "over": _("The time is up"),
            "minutes": _("How long"),
            "min": _("min"),
            "dark": _("Dark"),
            "full": _("Full screen"),
            "bar": _("What is shown"),
        },
    }
