"""The third step on the screen: search, look, change by hand, accept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ipywidgets import Box, RadioButtons, VBox, Widget

from toolkit.errors import RulesConflict
from toolkit.messages import Message, plural
from toolkit.plan import Period, Stay
from toolkit.planning.progress import Progress
from toolkit.ui.screens import markup
from toolkit.ui.screens.broken_rules import broken_rules
from toolkit.ui.screens.cards import Cards
from toolkit.ui.screens.conflicts import conflict_title, why_not
from toolkit.ui.screens.screen import (
    Action,
    Screen,
    Watched,
    button,
    row,
    section,
    shown,
    standing,
)
from toolkit.ui.screens.searching import search_box
from toolkit.ui.screens.seats_ahead import seats_ahead
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.verdict import Verdict
from toolkit.ui.steps import OVERVIEW, RULES

_LONGEST_LIST = 6


class ProposalScreen(Screen[ProposalModel]):
    """Finds the groups for the next period and lets the teacher have the last word."""

    def build(self) -> Box:
        """The groups, and beside them what is to be said of them."""
        model, session = self.model, self.session
        proposal, plan = (session, "work.proposal"), (session, "work.base")
        hand = ((session, "work.proposals"), (session, "work.shown"))
        judged = ((session, "work.rules"), (session, "work.searching"), (session, "discreet"))
        cards = Cards(self, model, model.label, proposal)
        aside = VBox(
            [
                self._still_searching(),
                self.live(self._offer, (model, "offer")),
                cards.hint,
                self.live(self._hand, *hand, kind="mk-hand"),
                self.live(self._verdict, proposal, *judged),
            ]
        )
        aside.add_class("mk-aside")
        return VBox(
            [
                self.live(self._opening, proposal, plan),
                self.live(self._error, (model, "error"), (session, "discreet")),
                self.live(self._must_change, proposal, plan),
                self._progress(),
                row(aside, cards.view, kind="mk-board"),
                seats_ahead(self),
            ]
        )

    def primary(self) -> Action | None:
        """Search, accept what was found, or change rules that cannot hold."""
        if self.model.period is not None:
            accept = self._("Accept this rotation")
            return Action(accept, self.model.accept, self.model.objections)
        if self.model.is_searching:
            return None
        if isinstance(self.model.error, RulesConflict):
            to_the_rules = self.leading_to(RULES, self._("Change the rules"))
            # Beside the button: wherever the page is scrolled to, this is in sight.
            return to_the_rules and replace(
                to_the_rules, hint=conflict_title(self, self.model.error)
            )
        return Action(
            self._("Make groups for period {number}", number=self.model.number), self.model.solve
        )

    def secondary(self) -> Action | None:
        """Stop the search, search again, or go on to the overview."""
        if self.model.is_searching:
            is_shown = self.model.period is not None
            stop = self._("Stop looking") if is_shown else self._("Stop and use the best so far")
            return Action(stop, self.model.cancel)
        if self.model.period is not None:
            return Action(self._("Look for another proposal"), self.model.solve)
        if self._last is None:
            return None
        return self.leading_to(OVERVIEW, self._("See the overview"))

    def follows(self) -> Sequence[Watched]:
        """The actions change as the search begins and ends."""
        return [(self.model.job, "running"), (self.model, "error")]

    @property
    def _last(self) -> Period | None:
        """The newest period of the plan."""
        return None if self.session.work is None else self.session.work.last

    def _opening(self) -> Iterable[Widget]:
        number, work = self.model.number, self.session.work
        below = ""
        if self.model.period is not None:
            title = self._("A proposal for period {number}", number=number)
            below = self._("You decide. Swap students until it feels right.")
        elif work is not None and work.replacing:
            title = self._("Plan period {number} again", number=number)
        elif self._last is not None:
            title = self._("Ready for period {number}", number=number)
        else:
            title = self._("Who sits with whom?")
            below = self._("We plan the whole year, so that everyone gets to know everyone soon.")
        yield shown(markup.heading(2, title, below))
        if work is not None and work.replacing:
            yield from self._replacing()

    def _replacing(self) -> Iterable[Widget]:
        """That the period that is planned anew is in force meanwhile, and the way back to it."""
        number = self.model.number
        words = self._("Period {number} is in force until you accept a new one.", number=number)
        yield shown(markup.note([words], "quiet"))
        leave = self._("Leave period {number} as it is", number=number)
        yield row(button(leave, self.model.leave_as_it_is))

    def _must_change(self) -> Iterable[Widget]:
        """How much should stay of a period that was shown and does not serve any more."""
        model, work = self.model, self.session.work
        if work is None or not work.must_change:
            return []
        choice = RadioButtons(
            description=self._("How much should stay?"),
            options=[
                (self._("As much as possible"), Stay.FIRST),
                (self._("Only what costs no new acquaintances"), Stay.WISH),
                (self._("Nothing: make new groups"), Stay.OFF),
            ],
            value=work.stay,
        )
        choice.observe(lambda change: model.wish(change["new"]), "value")
        return [
            section(
                self._("The groups for period {number} no longer fit", number=model.number),
                self._("The class or the rules have changed since you saw them."),
                choice,
            )
        ]

    def _progress(self) -> Widget:
        """What is known of the search until there is a proposal."""
        return self._search_box(
            "mk-search-progress",
            self._("Looking for good groups …"),
            lambda: self.model.period is None,
            lambda: self._best_so_far(self.model.job.progress),
        )

    def _still_searching(self) -> Widget:
        """What may be found that is better than the proposal."""

        def hope() -> str:
            if self.model.offer is not None:
                return self._("We are looking for an even better one.")
            return "" if self.model.hope is None else self._(self.model.hope)

        still = self._("We are still looking")
        box = self._search_box(
            "mk-still-searching", still, lambda: self.model.period is not None, hope
        )
        box.children = (shown(markup.heading(3, still)), *box.children)
        return box

    def _search_box(
        self, kind: str, waiting: str, is_wanted: Callable[[], bool], text: Callable[[], str]
    ) -> Box:
        model = self.model
        return search_box(
            self,
            model.job,
            kind,
            waiting,
            lambda: model.is_searching and is_wanted(),
            text,
            (model, "offer"),
            (self.session, "work.proposal"),
        )

    def _offer(self) -> Iterable[Widget]:
        """A better proposal that was found since, and the way to it."""
        offer = self.model.offer
        if offer is None:
            return []
        note = shown(markup.note([self._(offer.gain)], "good"))
        found = VBox([note, row(button(self._("See it"), self.model.take_offer))])
        found.add_class("mk-offer")
        return [found]

    def _best_so_far(self, now: Progress | None) -> str:
        """The best year that the search has found, against what any year needs."""
        if now is not None and now.full_after is not None:
            best = plural(
                "Best so far: everyone knows everyone after {n} period. "
                "No plan needs fewer than {least}.",
                "Best so far: everyone knows everyone after {n} periods. "
                "No plan needs fewer than {least}.",
                n=now.full_after,
                least=now.full_bound,
            )
            return self._(best)
        if now is not None and now.full_bound is not None and 0 < now.period <= now.full_bound:
            needed = plural(
                "Planning the whole year. At least {n} period is needed.",
                "Planning the whole year. At least {n} periods are needed.",
                n=now.full_bound,
            )
            return self._(needed)
        return self._("Looking for good groups …")

    def _error(self) -> Iterable[Widget]:
        return why_not(self, self.model.error)

    def _verdict(self) -> Iterable[Widget]:
        """What the proposal gives, what is proven, and what the changes cost."""
        if (verdict := self.model.verdict) is None:
            return
        share = self._("{share} %", share=round(100 * verdict.share_after))
        yield shown(
            markup.facts(
                [
                    (
                        str(verdict.new_acquaintances),
                        self._("student pairs meet for the first time"),
                    ),
                    (share, self._("of all student pairs know each other then")),
                ]
            )
        )
        broken = verdict.broken_rules
        yield from broken_rules(self, broken)
        if again := verdict.partners_again:
            words = self._("Have been partners before:")
            yield standing(markup.note([words], "quiet", self._some(again)))
        if verdict.proposal.is_changed:
            yield self._price(verdict)
        if not broken:
            yield from self._prospect(verdict)

    def _price(self, verdict: Verdict) -> Widget:
        """What the changes cost, and whom."""
        texts, lost = [self._(verdict.price)], verdict.lost_acquaintances
        if lost:
            texts.append(self._("These would have met, and now do not:"))
        kind = "warning" if verdict.costs > 0 else "quiet"
        return shown(markup.note(texts, kind, self._some(lost)))

    def _prospect(self, verdict: Verdict) -> Iterable[Widget]:
        """What the year comes to: green is what is proven."""
        proven: list[str] = []
        other: list[str] = []
        if verdict.is_best:
            proven.append(self._("No plan can give more new acquaintances in this period."))
        if (outlook := verdict.outlook) is None:
            other.append(self._("The rest of the year is planned with the next period."))
        else:
            (proven if outlook.is_proven else other).extend(self.say(outlook.sentences))
        if proven:
            yield standing(markup.note(proven, "good"))
        if other:
            yield standing(markup.note(other, "quiet"))

    def _some(self, messages: Sequence[Message]) -> list[str]:
        """As many of the messages as fit beside the cards, and how many more there are."""
        if len(messages) <= _LONGEST_LIST:
            return self.say(messages)
        first = messages[: _LONGEST_LIST - 1]
        return [*self.say(first), self._("and {n} more", n=len(messages) - len(first))]

    def _hand(self) -> Iterable[Widget]:
        """The way back from what was changed by hand."""
        model, work = self.model, self.session.work
        if model.period is None or work is None:
            return []
        return [
            row(
                button(self._("Undo"), model.undo, disabled=not work.past),
                button(self._("Redo"), model.redo, disabled=not work.future),
            ),
        ]
