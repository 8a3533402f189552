"""The papers of a period: which of them, in which languages, looked at and made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from traitlets import Any, Bunch, Int
from traitlets import Tuple as TupleTrait

from toolkit.errors import MakkerskapError
from toolkit.messages import Language, Message
from toolkit.paper.file_names import Paper
from toolkit.plan import Period
from toolkit.ui.state.job import Job, Task
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.ordered_papers import Order, PaperFile, Picture
from toolkit.ui.state.own_templates import OwnTemplates
from toolkit.ui.state.school_name import SchoolName, called
from toolkit.workspace.contracts import note_contracts
from toolkit.workspace.work import Work

type _Made = PaperFile | Picture | None

PICTURED = tuple(one for one in Paper if one.value[1] == ".pdf")
"""Those whose first page can be looked at."""


class PapersModel(StepModel):
    """Makes the papers of a period in force, off the page's thread, when they are asked for.

    ``number`` is the period's, ``languages`` those that the papers are in, and ``left_out`` what
    is not wanted among them. ``made`` is a file that is ready, ``picture`` the first page that is
    looked at; None where there is none. ``waiting`` are papers that were asked for before it was
    said that files ``are_plain``, which is said once a visit.
    """

    number = Int(0)
    languages = TupleTrait()
    left_out = TupleTrait()
    made = Any(None, allow_none=True)
    picture = Any(None, allow_none=True)
    waiting = TupleTrait()

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.job: Job[_Made] = Job(self._hear, self._fail)
        self.templates = OwnTemplates(keeper)
        self.school = keeper.shared(SchoolName)
        self._next: Task[_Made] | None = None
        self._is_stopped = self._is_told = False
        self.languages = (self.session.language,)
        self._follow_work()
        self.session.observe(self._follow_work, "work")
        self.session.observe(self._follow_language, "language")
        self.session.observe(self._leave, "step")
        self.observe(self._put_away, ["number", "languages"])
        self.templates.observe(self._put_away, "version")
        self.school.observe(self._put_away, "name")

    @property
    def is_empty(self) -> bool:
        """Until the first period is in force."""
        return not self.periods

    @property
    def periods(self) -> tuple[Period, ...]:
        """Those in force."""
        return self.session.plan.periods

    @property
    def are_plain(self) -> bool:
        """Whether the files are readable for anyone, though the workspace is not."""
        return self.keeper.workspace.passphrase is not None

    @property
    def offered(self) -> tuple[Paper, ...]:
        """Those that there can be: no seating map without seats, and no days without dates."""
        work = self.session.work
        if work is None or self.number not in [one.number for one in self.periods]:
            return ()
        dated = work.calendar is not None or any(one.starts for one in self.periods)
        can_be = {Paper.SEATS: work.seating.get(self.number) is not None, Paper.DATES: dated}
        return tuple(one for one in Paper if can_be.get(one, True))

    @property
    def wanted(self) -> tuple[Paper, ...]:
        """Those that are made together."""
        return tuple(one for one in self.offered if one not in self.left_out)

    @property
    def missing(self) -> tuple[Message, ...]:
        """What has to be chosen first."""
        if not self.languages:
            return (Message("Choose a language first."),)
        return () if self.wanted else (Message("Choose a paper first."),)

    def want(self, paper: Paper, wanted: bool) -> None:
        """Let a paper be among those that are made together, or not."""
        others = tuple(one for one in self.left_out if one is not paper)
        self.left_out = others if wanted else (*others, paper)

    def speak(self, language: Language, wanted: bool) -> None:
        """Let the papers be in this language too, or not."""
        chosen = {*self.languages, language} if wanted else {*self.languages} - {language}
        self.languages = tuple(one for one in Language if one in chosen)

    def make(self, papers: Sequence[Paper]) -> None:
        """Make these; ``made`` is the file with them when it is ready.

        Where files ``are_plain`` and nobody has said so yet, they wait for ``make_plain``.
        """
        if self.are_plain and not self._is_told:
            self.waiting = tuple(papers)
        elif (order := self._order(papers)) is not None:
            self._begin(order.file)

    def make_plain(self) -> None:
        """Make what waits, now that it is known what that means."""
        papers, self.waiting, self._is_told = self.waiting, (), True
        self.make(papers)

    def leave_plain(self) -> None:
        """Make nothing of what waits."""
        self.waiting = ()

    def look_at(self, paper: Paper) -> None:
        """Look at the first page of a paper, in the first of the languages."""
        if (order := self._order([paper])) is not None:
            self._begin(order.picture)

    def stop(self) -> None:
        """Make nothing any more."""
        self._next, self._is_stopped = None, True
        self.job.cancel()

    def _order(self, papers: Sequence[Paper]) -> Order | None:
        work, languages = self.session.work, self.languages
        if work is None or not languages:
            return None
        kept, school = self.templates.kept, called(self.keeper)
        return Order(
            work, self.number, tuple(papers), languages, kept, school, self.session.language
        )

    def _begin(self, task: Task[_Made]) -> None:
        """At once, or when what was asked for before has stopped."""
        self.error = self.done = self.made = self.picture = None
        if self.job.running:
            self.stop()
            self._next = task
        else:
            self._is_stopped = False
            self.job.start(task)

    def _hear(self, made: _Made) -> None:
        following, self._next = self._next, None
        if following is not None:
            self._begin(following)
        elif self._is_stopped:
            return
        elif isinstance(made, Picture):
            self.picture = made
        elif made is not None:
            self.done = Message("{file} is ready: your browser saves it.", file=made.name)
            self.made = made
            if Paper.CONTRACTS in made.papers:
                self._note_contracts(made.number)

    def _note_contracts(self, number: int) -> None:
        """Tell the log, which is where they are counted from."""
        if (kept := self.session.kept) is not None:
            note = partial(note_contracts, class_id=kept.class_id, number=number)
            self.keeper.ask(note, None)

    def _fail(self, error: MakkerskapError) -> None:
        self._hear(None)
        if not self.job.running and not self._is_stopped:
            self.error = error

    def _follow_work(self, change: Bunch | None = None) -> None:
        """Another class, or another period in force: the newest is what is printed."""
        numbers = [one.number for one in self.periods]
        if change is None or numbers != _numbers(change.old):
            self.number = numbers[-1] if numbers else 0
        self._put_away()

    def _follow_language(self, change: Bunch) -> None:
        """Who has chosen no language of their own has the papers in the page's."""
        if self.languages == (change.old,):
            self.languages = (change.new,)

    def _put_away(self, _change: object = None) -> None:
        """What was made is not what would be made now."""
        self.stop()
        self.error = self.done = self.made = self.picture = None
        self.waiting = ()

    def _leave(self, change: Bunch) -> None:
        """Nothing comes to whoever has gone on."""
        if change.old is not None and change.old.model_class() is type(self):
            self._put_away()
            self.templates.leave()


def _numbers(work: Work | None) -> list[int]:
    return [] if work is None else [one.number for one in work.plan.periods]
