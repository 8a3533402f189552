"""The third step on the screen: search, look, change by hand, accept."""

from collections.abc import Iterable, Sequence

from ipywidgets import Box, RadioButtons, VBox, Widget

from toolkit.checking import BrokenRule, Kind
from toolkit.errors import RulesConflict
from toolkit.messages import Message, plural
from toolkit.plan import Period, Stay
from toolkit.planning.progress import Progress
from toolkit.ui.screens import markup
from toolkit.ui.screens.cards import Cards
from toolkit.ui.screens.groups import group_cards
from toolkit.ui.screens.screen import (
    Action,
    Screen,
    Watched,
    button,
    row,
    section,
    shown,
)
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.verdict import Verdict
from toolkit.ui.steps import RULES

_LONGEST_LIST = 6


class ProposalScreen(Screen[ProposalModel]):
    """Finds the groups for the next period and lets the teacher have the last word."""

    def build(self) -> Box:
        """The groups, and beside them what is to be said of them."""
        model, session = self.model, self.session
        proposal, plan = (session, "work.proposal"), (session, "work.plan")
        hand = ((session, "work.proposals"), (session, "work.shown"), (model, "chosen"))
        aside = VBox(
            [
                self.live(self._hand, *hand, kind="mk-hand"),
                self.live(self._verdict, proposal, (session, "work.rules")),
            ]
        )
        aside.add_class("mk-aside")
        return VBox(
            [
                self.live(self._opening, proposal, plan),
                self.live(self._must_change, proposal, plan),
                self._progress(),
                self.live(self._error, (model, "error")),
                self.live(self._last_groups, proposal, plan),
                row(aside, Cards(self).view, kind="mk-board"),
            ]
        )

    def primary(self) -> Action | None:
        """Search, stop the search, accept what was found, or change rules that cannot hold."""
        if self.model.job.running:
            stop = self._("Stop and use the best so far")
            return Action(stop, self.model.cancel, deliberate=True)
        if self.model.period is not None:
            accept = self._("Accept this rotation")
            return Action(accept, self.model.accept, self.model.objections, deliberate=True)
        if isinstance(self.model.error, RulesConflict):
            return self.leading_to(RULES, self._("Change the rules"))
        return Action(
            self._("Make groups for period {number}", number=self.model.number), self.model.solve
        )

    def secondary(self) -> Action | None:
        """Search again, or go on to the overview."""
        if self.model.job.running:
            return None
        if self.model.period is not None:
            return Action(self._("Look for another proposal"), self.model.solve)
        return None if self.model.blockers else self.onward()

    def follows(self) -> Sequence[Watched]:
        """The actions change as the search begins and ends."""
        return [(self.model.job, "running"), (self.model, "error")]

    @property
    def _last(self) -> Period | None:
        """The newest period of the plan."""
        return None if self.session.work is None else self.session.work.last

    def _opening(self) -> Iterable[Widget]:
        number = self.model.number
        if self.model.period is not None:
            title = self._("A proposal for period {number}", number=number)
            return [
                shown(
                    markup.heading(
                        2, title, self._("You decide. Swap students until it feels right.")
                    )
                )
            ]
        if (last := self._last) is not None:
            return [
                shown(markup.heading(2, self._("Ready for period {number}", number=number))),
                shown(
                    markup.note(
                        [self._("Period {number} is in the plan.", number=last.number)], "good"
                    )
                ),
            ]
        return [
            shown(
                markup.heading(
                    2,
                    self._("Who sits with whom?"),
                    self._("We plan the whole year, so that everyone gets to know everyone soon."),
                )
            )
        ]

    def _last_groups(self) -> Iterable[Widget]:
        """The newest groups of the plan, until there is a proposal to look at."""
        last = self._last
        if last is None or self.model.period is not None:
            return []
        hint = self._(
            "The class or the rules have changed. If this period has not begun, change it."
        )
        return [
            section(
                self._("Groups in period {number}", number=last.number),
                "" if self.model.last_fits else hint,
                group_cards(self, last),
                row(
                    button(
                        self._("Change period {number}", number=last.number), self.model.take_back
                    )
                ),
            )
        ]

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
        """What is known of the search; only what is new of it is said to a screen reader."""
        job = self.model.job
        sentence, time = shown(markup.status("")), shown(markup.paragraph(""))
        bar = shown(markup.waiting(self._("Looking for good groups …")))
        progress = VBox([sentence, bar, time])
        progress.add_class("mk-search-progress")

        def update() -> None:
            now = job.progress if job.running else None
            progress.layout.display = None if job.running else "none"
            sentence.value = markup.status(self._best_so_far(now) if job.running else "")
            seconds = "" if now is None else self._("{seconds} s", seconds=round(now.seconds))
            time.value = markup.paragraph(seconds, "mk-muted")

        update()
        self.watch(update, (job, "running"), (job, "progress"))
        return progress

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
        error = self.model.error
        if error is None:
            return []
        if not isinstance(error, RulesConflict):
            return [shown(markup.note([error.translated(self._)], "danger"))]
        title = self._("The rules cannot all hold in period {period}", period=error.period)
        if self.session.discreet:
            hidden = self._(
                "The names are hidden. Show them in the rules to see which rules these are."
            )
            return [section(title, hidden)]
        rules = shown(markup.bullets(self.say(error.rules)))
        return [section(title, "", rules, shown(markup.note([self._(error.help)], "quiet")))]

    def _verdict(self) -> Iterable[Widget]:
        """What the proposal gives, what is proven, and what the changes cost."""
        if (verdict := self.model.verdict) is None:
            return
        share = self._("{share} %", share=round(100 * verdict.share_after))
        yield shown(
            markup.facts(
                [
                    (str(verdict.new_acquaintances), self._("new acquaintances")),
                    (share, self._("know each other after this period")),
                ]
            )
        )
        if broken := verdict.broken_rules:
            yield shown(markup.note(list(dict.fromkeys(map(self._broken, broken))), "danger"))
        if again := verdict.partners_again:
            words = self._("Have been partners before:")
            yield shown(markup.note([words], "quiet", self._some(again)))
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
            yield shown(markup.note(proven, "good"))
        if other:
            yield shown(markup.note(other, "quiet"))

    def _some(self, messages: Sequence[Message]) -> list[str]:
        """As many of the messages as fit beside the cards, and how many more there are."""
        if len(messages) <= _LONGEST_LIST:
            return self.say(messages)
        first = messages[: _LONGEST_LIST - 1]
        return [*self.say(first), self._("and {n} more", n=len(messages) - len(first))]

    def _broken(self, broken: BrokenRule) -> str:
        if self.session.discreet and broken.kind is Kind.KEEP_APART:
            return self._("A rule is broken. Show the names in the rules to see which one.")
        return self._(broken.message)

    def _hand(self) -> Iterable[Widget]:
        """How to change the proposal by hand, and the way back."""
        model, work = self.model, self.session.work
        if model.period is None or work is None:
            return []
        names = {student.id: student.name for student in model.period.students}
        hint = (
            self._("Now click the one who swaps with {student}.", student=names[model.chosen])
            if model.chosen
            else self._("To swap two students, click one and then the other.")
        )
        return [
            shown(markup.status(hint, "mk-hint")),
            row(
                button(self._("Undo"), model.undo, disabled=not work.past),
                button(self._("Redo"), model.redo, disabled=not work.future),
            ),
        ]
