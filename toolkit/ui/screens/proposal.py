"""The third step on the screen: search, look, change by hand, accept."""

from collections.abc import Iterable, Sequence
from functools import partial

from ipywidgets import Box, Button, RadioButtons, VBox, Widget
from traitlets import HasTraits

from toolkit.checking import BrokenRule, Kind
from toolkit.errors import RulesConflict
from toolkit.messages import Message, plural
from toolkit.plan import Period, Stay
from toolkit.planning.progress import Progress
from toolkit.ui.screens import markup
from toolkit.ui.screens.groups import group_cards
from toolkit.ui.screens.screen import Action, Screen, button, card, close, mark, row, section
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Step

_LONGEST_LIST = 6


class ProposalScreen(Screen):
    """Finds the groups for the next period and lets the teacher have the last word."""

    def __init__(self, model: ProposalModel) -> None:
        super().__init__(model.session)
        self.model = model
        aside = VBox(
            [
                self.live(self._hand, (model, "proposal"), (model, "chosen"), kind="mk-hand"),
                self.live(self._verdict, (model, "proposal"), (self.session, "rules")),
            ]
        )
        aside.add_class("mk-aside")
        self.view = VBox(
            [
                self.live(self._opening, (model, "proposal"), (self.session, "plan")),
                self.live(self._must_change, (model, "proposal"), (self.session, "plan")),
                self._progress(),
                self.live(self._error, (model, "error")),
                self.live(self._last_groups, (model, "proposal"), (self.session, "plan")),
                row(aside, Cards(self).view, kind="mk-board"),
            ]
        )

    def primary(self) -> Action:
        """Search, stop the search, accept what was found, or change rules that cannot hold."""
        _ = self.translate
        if self.model.job.running:
            stop = _("Stop and use the best so far")
            return Action(stop, self.model.cancel, deliberate=True)
        if self.model.period is not None:
            accept = _("Accept this rotation")
            return Action(accept, self.model.accept, self.model.objections, deliberate=True)
        if isinstance(self.model.error, RulesConflict):
            return Action(_("Change the rules"), partial(self._go, Step.RULES))
        return Action(
            _("Make groups for period {number}", number=self.model.number), self.model.solve
        )

    def secondary(self) -> Action | None:
        """Search again, or go on to the overview."""
        _ = self.translate
        if self.model.job.running:
            return None
        if self.model.period is not None:
            return Action(_("Look for another proposal"), self.model.solve)
        if not self.model.blockers:
            return Action(_("See the overview"), partial(self._go, Step.OVERVIEW))
        return None

    def follows(self) -> Sequence[tuple[HasTraits, str]]:
        """The actions change as the search begins and ends."""
        return [
            (self.model.job, "running"),
            (self.model, "proposal"),
            (self.model, "error"),
            (self.session, "plan"),
        ]

    def _go(self, step: Step) -> None:
        self.session.step = step

    def _opening(self) -> Iterable[Widget]:
        _ = self.translate
        number = self.model.number
        if self.model.period is not None:
            title = _("A proposal for period {number}", number=number)
            return [markup.heading(2, title, _("You decide. Swap students until it feels right."))]
        if (last := self.model.last) is not None:
            return [
                markup.heading(2, _("Ready for period {number}", number=number)),
                markup.note([_("Period {number} is in the plan.", number=last.number)], "good"),
            ]
        return [
            markup.heading(
                2,
                _("Who sits with whom?"),
                _("We plan the whole year, so that everyone gets to know everyone soon."),
            )
        ]

    def _last_groups(self) -> Iterable[Widget]:
        """The newest groups of the plan, until there is a proposal to look at."""
        _ = self.translate
        last = self.model.last
        if last is None or self.model.period is not None:
            return []
        hint = _("The class or the rules have changed. If this period has not begun, change it.")
        return [
            section(
                _("Groups in period {number}", number=last.number),
                "" if self.model.last_fits else hint,
                group_cards(self, last),
                row(button(_("Change period {number}", number=last.number), self.model.take_back)),
            )
        ]

    def _must_change(self) -> Iterable[Widget]:
        """How much should stay of a period that was shown and does not serve any more."""
        _ = self.translate
        model = self.model
        if not model.must_change:
            return []

        choice = RadioButtons(
            description=_("How much should stay?"),
            options=[
                (_("As much as possible"), Stay.FIRST),
                (_("Only what costs no new acquaintances"), Stay.WISH),
                (_("Nothing: make new groups"), Stay.OFF),
            ],
            value=model.stay,
        )
        choice.observe(lambda change: setattr(model, "stay", change["new"]), "value")
        return [
            section(
                _("The groups for period {number} no longer fit", number=model.number),
                _("The class or the rules have changed since you saw them."),
                choice,
            )
        ]

    def _progress(self) -> Widget:
        """What is known of the search; only what is new of it is said to a screen reader."""
        _ = self.translate
        job = self.model.job
        sentence, time = markup.status(""), markup.paragraph("")
        shown = VBox([sentence, markup.waiting(_("Looking for good groups …")), time])
        shown.add_class("mk-search-progress")

        def update() -> None:
            now = job.progress if job.running else None
            shown.layout.display = None if job.running else "none"
            markup.say(sentence, self._best_so_far(now) if job.running else "")
            seconds = "" if now is None else _("{seconds} s", seconds=round(now.seconds))
            time.value = markup.paragraph(seconds, "mk-muted").value

        update()
        self.watch(job, update, "running", "progress")
        return shown

    def _best_so_far(self, now: Progress | None) -> str:
        """The best year that the search has found, against what any year needs."""
        _ = self.translate
        if now is not None and now.full_after is not None:
            best = plural(
                "Best so far: everyone knows everyone after {n} period. "
                "No plan needs fewer than {least}.",
                "Best so far: everyone knows everyone after {n} periods. "
                "No plan needs fewer than {least}.",
                n=now.full_after,
                least=now.full_bound,
            )
            return _(best)
        if now is not None and now.full_bound is not None and 0 < now.period <= now.full_bound:
            needed = plural(
                "Planning the whole year. At least {n} period is needed.",
                "Planning the whole year. At least {n} periods are needed.",
                n=now.full_bound,
            )
            return _(needed)
        return _("Looking for good groups …")

    def _error(self) -> Iterable[Widget]:
        _ = self.translate
        error = self.model.error
        if error is None:
            return []
        if not isinstance(error, RulesConflict):
            return [markup.note([error.translated(_)], "danger")]
        title = _("The rules cannot all hold in period {period}", period=error.period)
        if self.session.discreet:
            hidden = _("The names are hidden. Show them in the rules to see which rules these are.")
            return [section(title, hidden)]
        rules = markup.bullets(self.say(error.rules))
        return [section(title, "", rules, markup.note([_(error.help)], "quiet"))]

    def _verdict(self) -> Iterable[Widget]:
        """What the proposal gives, what is proven, and what the changes cost."""
        _ = self.translate
        model = self.model
        if model.proposal is None:
            return []
        share = _("{share} %", share=round(100 * model.share_after))
        shown: list[Widget] = [
            markup.facts(
                [
                    (str(model.new_acquaintances), _("new acquaintances")),
                    (share, _("know each other after this period")),
                ]
            )
        ]
        if broken := model.broken_rules():
            shown.append(markup.note(list(dict.fromkeys(map(self._broken, broken))), "danger"))
        if again := model.partners_again:
            shown.append(markup.note([_("Have been partners before:")], "quiet", self._some(again)))
        if model.proposal.is_changed:
            lost = model.lost_acquaintances
            texts = [
                _(model.price),
                *([_("These would have met, and now do not:")] if lost else []),
            ]
            kind = "warning" if model.costs > 0 else "quiet"
            shown.append(markup.note(texts, kind, self._some(lost)))
        if not broken:
            shown += self._prospect()
        return shown

    def _prospect(self) -> Iterable[Widget]:
        """What the year comes to: green is what is proven."""
        _ = self.translate
        proven: list[str] = []
        other: list[str] = []
        if self.model.is_best:
            proven.append(_("No plan can give more new acquaintances in this period."))
        if (outlook := self.model.outlook) is None:
            other.append(_("The rest of the year is planned with the next period."))
        else:
            (proven if outlook.is_proven else other).extend(self.say(outlook.sentences))
        if proven:
            yield markup.note(proven, "good")
        if other:
            yield markup.note(other, "quiet")

    def _some(self, messages: Sequence[Message]) -> list[str]:
        """As many of the messages as fit beside the cards, and how many more there are."""
        _ = self.translate
        if len(messages) <= _LONGEST_LIST:
            return self.say(messages)
        shown = messages[: _LONGEST_LIST - 1]
        return [*self.say(shown), _("and {n} more", n=len(messages) - len(shown))]

    def _broken(self, broken: BrokenRule) -> str:
        _ = self.translate
        if self.session.discreet and broken.kind is Kind.KEEP_APART:
            return _("A rule is broken. Show the names in the rules to see which one.")
        return _(broken.message)

    def _hand(self) -> Iterable[Widget]:
        """How to change the proposal by hand, and the way back."""
        _ = self.translate
        model = self.model
        if model.period is None:
            return []
        names = {student.id: student.name for student in model.period.students}
        hint = (
            _("Now click the one who swaps with {student}.", student=names[model.chosen])
            if model.chosen
            else _("To swap two students, click one and then the other.")
        )
        return [
            markup.status(hint, "mk-hint"),
            row(
                button(_("Undo"), model.undo, disabled=not model.past),
                button(_("Redo"), model.redo, disabled=not model.future),
            ),
        ]


class Cards:
    """The groups of the proposal as cards, each student a button.

    The buttons stay while students move between them, so the keyboard's place is kept.
    """

    def __init__(self, screen: ProposalScreen) -> None:
        self._model = screen.model
        self._session = screen.session
        self._translate = screen.translate
        self._seats: list[Button] = []
        self._form: tuple[tuple[int, ...], ...] = ()
        self.view = Box()
        self.view.add_class("mk-cards")
        self._show()
        screen.watch(self._model, self._show, "proposal")
        screen.watch(self._model, self._mark, "chosen")
        screen.watch(self._session, self._mark, "rules")

    def _show(self) -> None:
        period = self._model.period
        form = () if period is None else _form(period)
        if form != self._form:
            self._build(period)
            self._form = form
        if period is not None:
            for seat, student in zip(self._seats, period.students, strict=True):
                seat.description = self._model.label(student)
        self._mark()

    def _build(self, period: Period | None) -> None:
        old, self._seats, self.view.children = self.view.children, [], ()
        for widget in old:
            close(widget)
        if period is not None:
            self.view.children = [
                self._card(group.label, [len(pair.students) for pair in group.pairs])
                for group in period.groups
            ]

    def _card(self, label: str, sizes: list[int]) -> Widget:
        _ = self._translate
        pairs = [row(*[self._seat() for _seat in range(size)], kind="mk-pair") for size in sizes]
        return card(markup.heading(3, _("Group {label}", label=label)), *pairs)

    def _seat(self) -> Button:
        position = len(self._seats)
        seat = button("", partial(self._click, position), "mk-seat")
        self._seats.append(seat)
        return seat

    def _click(self, position: int) -> None:
        if self._model.period is not None:
            self._model.choose(self._model.period.students[position].id)

    def _mark(self) -> None:
        """Show who is chosen, and who is where a rule does not allow it."""
        students = () if self._model.period is None else self._model.period.students
        broken = {
            student.id
            for rule in self._model.broken_rules()
            if not (self._session.discreet and rule.kind is Kind.KEEP_APART)
            for student in rule.students
        }
        for seat, student in zip(self._seats, students, strict=True):
            mark(seat, "mk-chosen", student.id == self._model.chosen)
            mark(seat, "mk-broken", student.id in broken)


def _form(period: Period) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(len(pair.students) for pair in group.pairs) for group in period.groups)
