import asyncio
import logging
from threading import Event, current_thread

import pytest

from toolkit.errors import InputError, MakkerskapError
from toolkit.messages import Message
from toolkit.planning.progress import OnProgress, Progress
from toolkit.ui.state.job import UNEXPECTED, Job


class Ends:
    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[MakkerskapError] = []
        self.job: Job[object] = Job(self.results.append, self.errors.append)


@pytest.fixture
def ends() -> Ends:
    return Ends()


def progress(new: int) -> Progress:
    return Progress(1, None, new, 9, 0.0, 0.1)


def test_the_result_is_told_when_the_work_is_done(ends: Ends) -> None:
    assert ends.job.start(lambda on_progress: "plan")
    ends.job.wait(5)
    assert (ends.results, ends.errors, ends.job.running) == (["plan"], [], False)


def test_a_second_start_does_nothing_while_the_first_runs(ends: Ends) -> None:
    go = Event()
    assert ends.job.start(lambda on_progress: go.wait(5))
    assert not ends.job.start(lambda on_progress: "another")
    go.set()
    ends.job.wait(5)
    assert ends.results == [True]


def test_cancel_keeps_what_was_found(ends: Ends) -> None:
    began, cancelled = Event(), Event()

    def work(on_progress: OnProgress) -> str:
        began.set()
        assert cancelled.wait(5)
        return "best so far" if on_progress(progress(3)) is False else "went on"

    ends.job.start(work)
    assert began.wait(5)
    ends.job.cancel()
    cancelled.set()
    ends.job.wait(5)
    assert ends.results == ["best so far"]


def test_a_cancelled_job_can_start_again(ends: Ends) -> None:
    ends.job.cancel()
    ends.job.start(lambda on_progress: on_progress(progress(1)))
    ends.job.wait(5)
    assert ends.results == [True]


def test_progress_is_followed_and_forgotten_at_the_next_start(ends: Ends) -> None:
    seen: list[Progress | None] = []
    ends.job.observe(lambda change: seen.append(change["new"]), "progress")
    for new in (1, 2):
        ends.job.start(lambda on_progress, new=new: on_progress(progress(new)))
        ends.job.wait(5)
    assert seen == [progress(1), None, progress(2)]


def test_an_error_of_ours_reaches_the_user(ends: Ends) -> None:
    def work(on_progress: OnProgress) -> None:
        raise InputError(Message("Too few."))

    ends.job.start(work)
    ends.job.wait(5)
    assert [str(error) for error in ends.errors] == ["Too few."]
    assert not ends.job.running


def test_any_other_error_is_told_kindly_and_logged_without_names(
    ends: Ends, caplog: pytest.LogCaptureFixture
) -> None:
    def work(on_progress: OnProgress) -> None:
        raise KeyError("Ida Berg")

    with caplog.at_level(logging.DEBUG):
        ends.job.start(work)
        ends.job.wait(5)
    assert [error.message for error in ends.errors] == [UNEXPECTED]
    assert "KeyError" in caplog.text
    assert "Ida" not in caplog.text


def test_in_an_event_loop_everything_is_told_in_its_thread(ends: Ends) -> None:
    threads = []

    async def page() -> None:
        done = asyncio.Event()
        ends.job.observe(lambda _change: threads.append(current_thread()), ["progress", "running"])
        ends.job.observe(lambda change: change["new"] or done.set(), "running")
        ends.job.start(lambda on_progress: on_progress(progress(1)))
        await asyncio.wait_for(done.wait(), 5)

    asyncio.run(page())
    assert set(threads) == {current_thread()}
    assert len(threads) == 3
