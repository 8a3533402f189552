"""Near what somebody sits: asked for in a panel that is closed until it is opened."""

from collections.abc import Iterable
from typing import Any

from ipywidgets import Checkbox, Dropdown, Widget

from toolkit.contradicting import seat_in_words
from toolkit.rules import NamedRule, Near, RuleKind
from toolkit.ui.screens.rule_list import rule_list
from toolkit.ui.screens.rule_maker import rule_maker
from toolkit.ui.screens.screen import Screen, section
from toolkit.ui.state.rules import RulesModel


def seat_wishes(screen: Screen[Any], model: RulesModel) -> Iterable[Widget]:
    """What makes a wish, and the wishes that there are."""
    _, draft = screen._, model.drafts[RuleKind.SEAT]
    where = Dropdown(
        description=_("Where"),
        options=[
            (_(seat_in_words(NamedRule(RuleKind.SEAT, (), near=near, avoid=avoid))), (near, avoid))
            for avoid in (False, True)
            for near in Near
        ],
        value=(draft.near, draft.avoid),
    )

    def choose(change: dict[str, tuple[Near, bool]]) -> None:
        draft.near, draft.avoid = change["new"]

    where.observe(choose, "value")
    strict = Checkbox(description=_("Must always hold"), value=draft.strict, indent=False)
    strict.observe(lambda change: setattr(draft, "strict", change["new"]), "value")
    field, maker = rule_maker(screen, model, RuleKind.SEAT, where, strict)

    def remove(position: int) -> None:
        """The keyboard goes on where another is made, for the button is gone."""
        model.remove(RuleKind.SEAT, position)
        field.focus()

    yield section(
        _("Where somebody sits"),
        _("Pick one student or several. Nobody will ask you why, and students never see it."),
        maker,
        *rule_list(screen, model, RuleKind.SEAT, remove),
    )
