"""Many classes side by side, on all cores of this machine or on a cluster."""

import signal
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread
from typing import Protocol

from toolkit.errors import InputError, MakkerskapError
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Plan, Stay
from toolkit.planning import calls
from toolkit.planning.progress import OnProgress, Progress
from toolkit.rules import NO_RULES, Rules
from toolkit.values import several

SECONDS_BETWEEN_QUESTIONS = 0.2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What ``plan_year`` is to plan for one class; the fields are its arguments.

    ``time_limit`` is in seconds. With ``at_least_one``, a class in which nobody is left to meet
    gets one more period, for new partners.
    """

    roster: Roster
    rules: Rules = NO_RULES
    history: Plan | None = None
    announced: Plan | None = None
    stay: Stay = Stay.FIRST
    periods: int | None = None
    time_limit: float | None = None
    seed: int = 0
    across: bool = False
    at_least_one: bool = False


type OnPlanned = Callable[[int, int], object]
"""Is told how many classes are planned, of how many. ``False`` stops all, with their best."""

type OnAnswer = Callable[[int, Plan | MakkerskapError], object]
"""Is given each answer when it is there, behind the place of its class."""


def plan_classes(
    wanted: Sequence[Wanted],
    *,
    scheduler: str | None = None,
    on_planned: OnPlanned = lambda planned, of: None,
    on_answer: OnAnswer = lambda at, answer: None,
) -> list[Plan | MakkerskapError]:
    """Plan several classes side by side; the answers come in the order of the classes.

    The answer for a class that cannot be planned is the error, also where its rules name
    someone who is not in it. All cores of this machine
    are used, or, where ``scheduler`` is the address of a running Dask scheduler, its workers,
    on which this package has to be installed. ``on_planned`` is called a few times a second,
    from a thread of its own, and ``on_answer`` for each class that is done, from the thread of the
    call. Raises ``InputError`` where there is no such scheduler.
    """
    import joblib

    wanted = several(wanted, Wanted, "wanted")
    site = _this_machine() if scheduler is None else _cluster(scheduler)
    answers: list[Plan | MakkerskapError | None] = [None] * len(wanted)
    with site as stop:
        with _interrupts_are_ours():
            jobs = [joblib.delayed(_answer)(at, one, stop) for at, one in enumerate(wanted)]
            results = joblib.Parallel(n_jobs=-1, return_as="generator_unordered")(jobs)
        with _asked_now_and_then(on_planned, answers, stop):
            for at, answer in results:
                answers[at] = answer
                on_answer(at, answer)
    return [answer for answer in answers if answer is not None]


def plan_one(wanted: Wanted, on_progress: OnProgress | None = None) -> Plan | MakkerskapError:
    """Plan one class here; the error where it cannot be planned."""
    try:
        return planned(wanted, on_progress)
    except MakkerskapError as error:
        return error


def planned(wanted: Wanted, on_progress: OnProgress | None = None) -> Plan:
    """Plan one class here; raises as ``plan_year`` does."""
    year = _planned(wanted, on_progress)
    before = 0 if wanted.history is None else len(wanted.history.periods)
    if wanted.at_least_one and len(year.periods) == before:
        return _planned(replace(wanted, periods=1), on_progress)
    return year


def _planned(wanted: Wanted, on_progress: OnProgress | None) -> Plan:
    return calls.plan_year(
        wanted.roster,
        wanted.rules,
        wanted.history,
        periods=wanted.periods,
        announced=wanted.announced,
        stay=wanted.stay,
        time_limit=wanted.time_limit,
        seed=wanted.seed,
        on_progress=on_progress,
        across=wanted.across,
    )


class _Stop(Protocol):
    """Tells the searches, wherever they run, whether to go on."""

    def set(self) -> None: ...

    def __call__(self, progress: Progress) -> bool: ...


@dataclass(frozen=True)
class _StopFile:
    """The searches of this machine go on until there is a file."""

    path: Path

    def set(self) -> None:
        self.path.touch()

    def __call__(self, progress: Progress) -> bool:
        return not self.path.exists()


@dataclass(frozen=True)
class _StopEvent:
    """The searches on a cluster go on until an event of the cluster is set."""

    name: str

    def set(self) -> None:
        from distributed import Event, get_client

        Event(self.name, client=get_client()).set()

    def __call__(self, progress: Progress) -> bool:
        from distributed import Event, get_client

        return not Event(self.name, client=get_client()).is_set()


@contextmanager
def _this_machine() -> Iterator[_Stop]:
    import joblib

    with tempfile.TemporaryDirectory() as folder, joblib.parallel_config(backend="loky"):
        yield _StopFile(Path(folder) / "stop")


SECONDS_FOR_A_SCHEDULER = 10
"""To answer, where one is named."""


@contextmanager
def _cluster(address: str) -> Iterator[_Stop]:
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            Message("For a cluster, install the package with its part for it: makkerskap[cluster].")
        ) from None
    try:
        client = Client(address, timeout=SECONDS_FOR_A_SCHEDULER)
    except (OSError, ValueError):
        raise InputError(
            Message("There is no scheduler at {address}. Is it running?", address=address)
        ) from None
    import joblib

    with client, joblib.parallel_config(backend="dask"):
        yield _StopEvent(f"makkerskap-{uuid.uuid4()}")


def _answer(at: int, wanted: Wanted, stop: _Stop) -> tuple[int, Plan | MakkerskapError]:
    return at, plan_one(wanted, stop)


@contextmanager
def _interrupts_are_ours() -> Iterator[None]:
    """Let the processes that are started here leave Ctrl+C to this one."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _asked_now_and_then(
    on_planned: OnPlanned, answers: Sequence[object], stop: _Stop
) -> Iterator[None]:
    """Meanwhile tell how many answers there are, and stop the searches if asked to."""
    finished = Event()

    def ask() -> None:
        while not finished.wait(SECONDS_BETWEEN_QUESTIONS):
            planned = sum(answer is not None for answer in answers)
            if on_planned(planned, len(answers)) is False:
                stop.set()
                return

    asking = Thread(target=ask, daemon=True)
    asking.start()
    try:
        yield
    finally:
        finished.set()
        asking.join()
