import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from toolkit.people import Roster, Student
from toolkit.plan import Ended, Group, Pair, Period, Plan, Solution, Status, Stay
from toolkit.planning.progress import OnProgress, Progress
from toolkit.rules import Rules
from toolkit.ui.app import Dashboard
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace.database import memory_engine
from toolkit.workspace.opening import open_workspace, temporary_workspace
from toolkit.workspace.protecting import with_passphrase
from toolkit.workspace.tables import Base
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

FOUR_WORDS = "fire korte ord her"
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
    session = Session(COORDINATOR)
    session.turn_to(Work(eight))
    return session


def change(session: Session, **parts: Any) -> None:
    """Let parts of the session's class be others."""
    assert session.work is not None
    session.work = replace(session.work, **parts)


def keeper_of(session: Session) -> Keeper:
    """Keeps the session in a workspace of its own, which is gone with the test."""
    return Keeper(session, temporary_workspace())


@pytest.fixture
def workspace() -> Workspace:
    """One that outlasts its pages, as a file does, and is as quick as memory."""
    engine = memory_engine()
    Base.metadata.create_all(engine)
    return Workspace(engine, "Kari")


@pytest.fixture
def coordinator() -> Iterator[Dashboard]:
    made = Dashboard(Session(COORDINATOR), temporary_workspace())
    yield made
    made.frame.close()


class Planner:
    """Stands in for the solver: seats the class in its own order, when it is let go.

    ``ahead`` is how many periods it plans where it is not asked for a number, ``bound`` the
    fewest that it tells of, and ``ended`` why it says that it ended.
    """

    def __init__(self) -> None:
        self.ahead = 2
        self.bound = 1
        self.ended: Ended | None = None
        self.seeds: list[int] = []
        self.announced: Plan | None = None
        self.stay: Stay | None = None
        self.go = Event()
        self.go.set()
        self.began = Event()
        self.was_stopped = False

    @property
    def calls(self) -> int:
        return len(self.seeds)

    def __call__(
        self,
        roster: Roster,
        rules: Rules,
        history: Plan,
        *,
        periods: int | None = None,
        announced: Plan | None,
        stay: Stay,
        time_limit: float,
        seed: int,
        on_progress: OnProgress,
        across: bool,
    ) -> Plan:
        self.seeds.append(seed)
        self.announced, self.stay = announced, stay
        self.began.set()
        assert self.go.wait(10)
        progress = Progress(history.next_number, None, None, None, 0.0, 0.5, 10, 8)
        self.was_stopped = on_progress(progress) is False
        s = roster.students
        groups = [((s[i], s[i + 1]), (s[i + 2], s[i + 3])) for i in range(0, len(s), 4)]
        first = history.next_number
        numbers = range(first, first + (self.ahead if periods is None else periods))
        return replace(
            history,
            periods=(*history.periods, *(period_of(n, *groups) for n in numbers)),
            solution=Solution(Status.FEASIBLE, self.bound, 0.5, ended=self.ended),
        )


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> Planner:
    """The stand-in; nobody is looked for a seat for meanwhile."""
    stand_in = Planner()
    monkeypatch.setattr("toolkit.planning.calls.plan_year", stand_in)
    monkeypatch.setattr("toolkit.ui.state.charting.Charting.solve", lambda _self, _room=None: False)
    monkeypatch.setattr("toolkit.ui.state.charting.Charting.look_ahead", lambda _self: None)
    return stand_in


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the workspace is to be; there is none yet."""
    file = tmp_path / "archive" / "makkerskap.db"
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", str(file))
    return file


@pytest.fixture(scope="session")
def locked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace under ``FOUR_WORDS``, to be copied: making one takes a second."""
    folder = tmp_path_factory.mktemp("locked") / "archive"
    with_passphrase(open_workspace(str(folder / "makkerskap.db")), FOUR_WORDS).close()
    return folder


@pytest.fixture
def locked(file: Path, locked_folder: Path) -> Path:
    shutil.copytree(locked_folder, file.parent)
    return file
