from collections.abc import Iterator
from threading import Event

import pytest

from toolkit.people import Roster, Student
from toolkit.plan import Group, Objective, Pair, Period, Plan, Score, Solution, Status
from toolkit.planning.progress import OnProgress, Progress
from toolkit.rules import Rules
from toolkit.ui.app import Coordinator
from toolkit.ui.state.session import Session

HOSTILE = "<img src=x onerror=alert(1)>"


def roster_of(*names: str, school_class: str = "8A") -> Roster:
    return Roster(
        tuple(
            Student(f"{school_class}-{number}", name, school_class, (("gender", "jg"[number % 2]),))
            for number, name in enumerate(names)
        )
    )


def period_of(number: int, *groups: tuple[tuple[Student, ...], ...]) -> Period:
    labels = (str(label) for label in range(1, 100))
    return Period(
        number,
        tuple(
            Group(str(position), tuple(Pair(next(labels), pair) for pair in pairs))
            for position, pairs in enumerate(groups, start=1)
        ),
    )


@pytest.fixture
def eight() -> Roster:
    return roster_of("Ida Berg", "Nora Dahl", "Ali Khan", "Jo Lie", "Emil Vik", "Sara", "Ea", "Ola")


@pytest.fixture
def session(eight: Roster) -> Session:
    session = Session()
    session.begin(eight, Rules(), Plan())
    return session


@pytest.fixture
def coordinator() -> Iterator[Coordinator]:
    made = Coordinator(Session())
    yield made
    made.frame.close()


class Planner:
    """Stands in for the solver: seats the class in its own order, when it is let go."""

    def __init__(self) -> None:
        self.calls = 0
        self.go = Event()
        self.go.set()
        self.began = Event()
        self.was_stopped = False
        self.scores = (Score(Objective.NOT_NEW, 0, 0),)

    def __call__(
        self,
        roster: Roster,
        rules: Rules,
        history: Plan,
        *,
        time_limit: float,
        seed: int,
        on_progress: OnProgress,
    ) -> Plan:
        self.calls += 1
        self.began.set()
        assert self.go.wait(10)
        progress = Progress(history.next_number, None, 10, 12, 0.0, 0.5)
        self.was_stopped = on_progress(progress) is False
        s = roster.students
        groups = [((s[i], s[i + 1]), (s[i + 2], s[i + 3])) for i in range(0, len(s), 4)]
        period = period_of(history.next_number, *groups)
        return Plan(
            (*history.periods, period), solution=Solution(Status.OPTIMAL, 1, 0.5, self.scores)
        )


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> Planner:
    stand_in = Planner()
    monkeypatch.setattr("toolkit.planning.year.plan_next", stand_in)
    return stand_in
