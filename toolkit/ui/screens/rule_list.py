"""The rules that there are, in words, each to be removed."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ipywidgets import Widget

from toolkit.contradicting import seat_in_words
from toolkit.messages import Translator, plural
from toolkit.rules import HIDDEN_KINDS, NamedRule, RuleKind, Scope
from toolkit.ui.screens import markup
from toolkit.ui.screens.hidden_names import names_button, names_words
from toolkit.ui.screens.screen import Screen, button, row, set_visible, shown
from toolkit.ui.state.rules import RulesModel


def rule_list(
    screen: Screen[Any], model: RulesModel, kind: RuleKind, remove: Callable[[int], object]
) -> Iterable[Widget]:
    """The rules of one kind; ``remove`` is told by its position which one goes."""
    watched = ((screen.session, "work.rules"), (screen.session, "discreet"))
    yield screen.live(partial(_rows, screen, model, kind, remove), *watched, kind="mk-rule-list")
    if kind in HIDDEN_KINDS:
        yield _hiding(screen, kind)


def contradicting(screen: Screen[RulesModel]) -> Iterable[Widget]:
    """Rules that contradict each other, however they came there."""
    _, found = screen._, screen.model.contradictions
    is_secret = any(rule.kind in HIDDEN_KINDS for one in found for rule in one.rules)
    if is_secret and screen.session.discreet:
        hidden = _("Not all rules can hold. Show the names to see which they are.")
        yield shown(markup.note([hidden], "warning"))
        yield row(names_button(screen))
        return
    for one in found:
        yield shown(markup.note([_(one.why)], "warning", screen.say(one.words)))


def _rows(
    screen: Screen[Any], model: RulesModel, kind: RuleKind, remove: Callable[[int], object]
) -> Iterable[Widget]:
    if kind in HIDDEN_KINDS and screen.session.discreet:
        return
    for position, rule in enumerate(model.rules.of_kind(kind)):
        yield _row(screen, model, rule, partial(remove, position))


def _hiding(screen: Screen[Any], kind: RuleKind) -> Widget:
    """How many rules there are while their names are hidden, and the button for these.

    It stays while rules come and go, so that no click on it is lost.
    """
    session, _ = screen.session, screen._
    told, toggle = shown(""), names_button(screen, "mk-quiet")
    line = row(told, toggle, kind="mk-rule")

    def update() -> None:
        n = len(session.rules.of_kind(kind))
        hidden = plural("{n} rule. The names are hidden.", "{n} rules. The names are hidden.", n=n)
        told.value = markup.status(_(hidden) if session.discreet else "")
        toggle.description = names_words(screen)
        set_visible(line, n > 0)

    update()
    screen.watch(update, (session, "work.rules"), (session, "discreet"))
    return line


def _row(
    screen: Screen[Any], model: RulesModel, rule: NamedRule, remove: Callable[[], object]
) -> Widget:
    _, roster = screen._, model.roster
    names = ", ".join(roster.label(roster.by_id[key]) for key in rule.students)
    return row(
        shown(markup.rule_line(names, _words(rule, _))),
        button(
            _("Remove"),
            remove,
            "mk-quiet",
            tooltip=_("Remove the rule for {students}", students=names),
        ),
        kind="mk-rule",
    )


def _words(rule: NamedRule, translate: Translator) -> str:
    """What a rule says of those whom it names."""
    _ = translate
    if rule.scope is Scope.PAIR:
        return _("never partners")
    match rule.kind:
        case RuleKind.KEEP_APART:
            return _("never in the same group")
        case RuleKind.ACQUAINTED:
            return _("know each other")
        case RuleKind.TOGETHER if rule.periods:
            return _("partners in period {periods}", periods=rule.periods)
        case RuleKind.TOGETHER:
            return _("partners in every period")
        case RuleKind.SEAT if rule.strict:
            return _("{where}, always", where=seat_in_words(rule))
        case RuleKind.SEAT:
            return _("{where}, if possible", where=seat_in_words(rule))
