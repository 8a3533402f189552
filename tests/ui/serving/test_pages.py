import asyncio
import gc
from collections.abc import Coroutine
from typing import Any

import pytest

from toolkit.ui.serving import pages as module
from toolkit.ui.serving.failures import Failure
from toolkit.ui.serving.pages import Page, Pages


class Kernels:
    """Stands for the kernels: counts what is made and ended, and fails where it is told to."""

    def __init__(self) -> None:
        self.made = 0
        self.alive: set[str] = set()
        self.most_at_once = 0
        self._being_made = 0
        self.fault: Exception | None = None
        self.go = asyncio.Event()
        self.go.set()

    async def make(self) -> Page:
        self._being_made += 1
        self.most_at_once = max(self.most_at_once, self._being_made)
        try:
            await self.go.wait()
            await asyncio.sleep(0)
        finally:
            self._being_made -= 1
        if self.fault:
            raise self.fault
        self.made += 1
        self.alive.add(f"kernel-{self.made}")
        return Page(f"kernel-{self.made}", "<p>")

    async def end(self, kernel_id: str) -> None:
        self.alive.remove(kernel_id)  # as a real one, it cannot be ended twice


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REFILL_S", 0.0)


def of(kernels: Kernels, most: int = 20, at_once: int = 2) -> Pages:
    return Pages(kernels.make, kernels.end, kernels.alive.__contains__, most=most, at_once=at_once)


async def quiet() -> None:
    """Let everything happen that is about to."""
    for _time in range(50):
        await asyncio.sleep(0)


def what_fails() -> list[object]:
    """What is told of work that failed and was not looked at; complete after ``gc.collect``."""
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, fault: told.append(fault))
    return told


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 30))


def test_one_is_kept_ready() -> None:
    async def open_two() -> None:
        kernels = Kernels()
        pages = of(kernels)
        pages.prepare()
        await quiet()
        assert kernels.made == 1
        page = await pages.open("a")
        assert (page.kernel_id, page.owner) == ("kernel-1", "a")
        assert pages.of("kernel-1") is page
        while kernels.made < 2:
            await asyncio.sleep(0)
        await quiet()
        assert kernels.made == 2
        assert pages.of("kernel-2") is None  # nobody's, as long as it is only ready

    run(open_two())


def test_no_more_are_open_than_there_is_room_for() -> None:
    async def open_many() -> None:
        kernels = Kernels()
        pages = of(kernels, most=2)
        first = await pages.open("a")
        await pages.open("a")
        with pytest.raises(Failure, match="full"):
            await pages.open("b")
        await pages.end(first)
        await pages.open("b")

    run(open_many())


def test_who_waits_for_a_page_has_a_place_among_them() -> None:
    async def wait() -> None:
        kernels = Kernels()
        kernels.go.clear()
        pages = of(kernels, most=2)
        waiting = [asyncio.ensure_future(pages.open("a")) for _time in range(2)]
        await quiet()
        with pytest.raises(Failure, match="full"):
            await pages.open("b")
        kernels.go.set()
        await asyncio.gather(*waiting)

    run(wait())


def test_one_whose_kernel_has_died_leaves_its_place() -> None:
    async def die() -> None:
        kernels = Kernels()
        pages = of(kernels, most=1)
        page = await pages.open("a")
        kernels.alive.clear()
        await pages.open("b")
        await pages.end(page)
        assert pages.of(page.kernel_id) is None

    run(die())


def test_one_that_is_ended_is_open_no_more() -> None:
    async def end() -> None:
        pages = of(Kernels())
        page = await pages.open("a")
        await pages.end(page)
        assert pages.of(page.kernel_id) is None
        await pages.end(page)  # a second request to end it does no harm

    run(end())


class Line:
    closed = False

    def close(self, _code: int) -> None:
        self.closed = True


def test_the_oldest_lines_of_a_page_give_way() -> None:
    page = Page("kernel", "")
    lines = [Line() for _ in range(5)]
    for line in lines[:3]:
        page.connect(line)
    page.disconnect(lines[0])
    page.disconnect(lines[0])  # as it is told again, when it was closed from here
    for line in lines[3:]:
        page.connect(line)
    assert [line.closed for line in lines] == [False, True, False, False, False]


def test_when_the_program_ends_what_is_being_made_is_waited_for() -> None:
    async def leave() -> None:
        kernels = Kernels()
        kernels.go.clear()
        pages = of(kernels)
        asking = [asyncio.ensure_future(pages.open("a")) for _time in range(3)]
        await quiet()
        pages.make_no_more()
        settled = asyncio.ensure_future(pages.settle())
        await quiet()
        assert not settled.done()
        kernels.go.set()
        await settled
        await quiet()
        assert kernels.made == 2  # and no other was begun
        assert not pages._tasks
        asking[-1].cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    run(leave())


def test_when_the_program_ends_none_is_made_ready_for_a_page_that_was_handed_out() -> None:
    async def leave() -> None:
        kernels = Kernels()
        pages = of(kernels)
        await pages.open("a")  # after a while, another is made ready
        pages.make_no_more()
        await quiet()
        assert kernels.made == 1

    run(leave())


@pytest.mark.parametrize("fault", [None, ZeroDivisionError()])
def test_who_goes_away_in_the_moment_the_page_is_there_leaves_it_too(
    fault: Exception | None,
) -> None:
    async def go() -> None:
        kernels = Kernels()
        kernels.fault = fault
        gone: list[asyncio.Task[Page]] = []
        unexpected = what_fails()

        async def make() -> Page:
            try:
                return await kernels.make()
            finally:
                gone[0].cancel()

        pages = Pages(make, kernels.end, kernels.alive.__contains__, most=1, at_once=1)
        gone.append(asyncio.ensure_future(pages.open("a")))
        with pytest.raises((asyncio.CancelledError, Failure)):
            await gone[0]
        await quiet()
        kernels.fault = None
        assert (await pages.open("b")).owner == "b"
        gc.collect()
        assert not unexpected

    run(go())


def test_who_goes_away_leaves_the_page_to_the_next() -> None:
    async def be_impatient() -> None:
        kernels = Kernels()
        kernels.go.clear()
        pages = of(kernels)
        for _time in range(16):
            asking = asyncio.ensure_future(pages.open("a"))
            await quiet()
            asking.cancel()
        kernels.go.set()
        await pages.open("a")
        await quiet()
        assert kernels.made <= 2

    run(be_impatient())


def test_who_has_gone_when_the_page_is_there_leaves_it_to_the_next() -> None:
    async def miss_it() -> None:
        kernels = Kernels()
        pages = of(kernels, most=1)
        pages.prepare()
        await quiet()
        with pytest.raises(asyncio.CancelledError):
            await pages.open("a", has_gone=lambda: True)
        await quiet()
        assert kernels.alive == {"kernel-1"}
        assert pages.of("kernel-1") is None
        page = await pages.open("b")
        assert (page.kernel_id, page.owner) == ("kernel-1", "b")

    run(miss_it())


def test_no_more_than_one_stays_ready_when_many_have_gone() -> None:
    async def go_together() -> None:
        kernels = Kernels()
        pages = of(kernels, at_once=4)
        have_gone = False
        kernels.go.clear()
        asking = [asyncio.ensure_future(pages.open("a", lambda: have_gone)) for _ in range(4)]
        await quiet()
        have_gone = True
        kernels.go.set()
        await asyncio.gather(*asking, return_exceptions=True)
        await quiet()
        assert kernels.made == 4
        assert len(kernels.alive) == 1

    run(go_together())


def test_no_more_than_one_stays_ready_when_who_waited_has_gone() -> None:
    async def go_early() -> None:
        kernels = Kernels()
        kernels.go.clear()
        pages = of(kernels, at_once=2)
        asking = [asyncio.ensure_future(pages.open("a")) for _ in range(2)]
        await quiet()
        for one in asking:
            one.cancel()
        await quiet()
        kernels.go.set()
        await quiet()
        assert (kernels.made, len(kernels.alive)) == (2, 1)

    run(go_early())


def test_one_that_fails_while_nobody_waits_is_tried_again_when_somebody_does() -> None:
    async def fail() -> None:
        unexpected = what_fails()
        kernels = Kernels()
        kernels.fault = ZeroDivisionError()
        pages = of(kernels)
        pages.prepare()
        await quiet()
        kernels.fault = None
        await pages.open("a")
        gc.collect()
        assert not unexpected

    run(fail())


def test_few_are_made_side_by_side() -> None:
    async def crowd() -> None:
        kernels = Kernels()
        pages = of(kernels, at_once=3)
        opened = await asyncio.gather(*(pages.open("a") for _ in range(12)))
        assert len({page.kernel_id for page in opened}) == 12
        assert kernels.most_at_once == 3

    run(crowd())


def test_one_that_nobody_connects_to_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNSEEN_S", 0.01)

    async def forget() -> None:
        kernels = Kernels()
        pages = of(kernels)
        seen = await pages.open("a")
        seen.connect(object())
        forgotten = await pages.open("a")
        while forgotten.kernel_id in kernels.alive:
            await asyncio.sleep(0)
        assert seen.kernel_id in kernels.alive
        assert pages.of(forgotten.kernel_id) is None

    run(forget())


def test_one_whose_kernel_has_died_is_not_handed_out() -> None:
    async def die() -> None:
        kernels = Kernels()
        pages = of(kernels)
        pages.prepare()
        await quiet()
        kernels.alive.clear()
        assert (await pages.open("a")).kernel_id == "kernel-2"

    run(die())


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (MemoryError(), "memory"),
        (OSError(12, "Cannot allocate memory"), "memory"),
        (OSError(28, "No space left on device"), "space"),
        (OSError(24, "Too many open files"), "full"),
        (RuntimeError("Kernel died before replying to kernel_info"), "died"),
        (ZeroDivisionError("Kari"), "failed"),
    ],
)
def test_a_failure_is_told_and_the_next_one_is_tried(fault: Exception, reason: str) -> None:
    async def fail() -> None:
        kernels = Kernels()
        kernels.fault = fault
        pages = of(kernels)
        with pytest.raises(Failure) as failure:
            await pages.open("a")
        assert failure.value.reason == reason
        assert "Kari" not in str(failure.value) + failure.value.kind
        kernels.fault = None
        await pages.open("a")

    run(fail())


def test_a_machine_that_has_no_room_opens_none() -> None:
    async def fill() -> None:
        kernels = Kernels()
        pages = Pages(
            kernels.make,
            kernels.end,
            kernels.alive.__contains__,
            most=5,
            at_once=2,
            has_room=lambda: len(kernels.alive) < 1,
        )
        await pages.open("a")
        with pytest.raises(Failure, match="full"):
            await pages.open("b")

    run(fill())


def one_each(kernels: Kernels) -> Pages:
    is_there = kernels.alive.__contains__
    return Pages(kernels.make, kernels.end, is_there, most=5, at_once=2, one_each=True)


def test_where_each_has_one_the_page_before_is_left() -> None:
    async def open_again() -> None:
        kernels = Kernels()
        pages = one_each(kernels)
        first = await pages.open("a")
        other = await pages.open("b")
        second = await pages.open("a")
        await quiet()
        assert pages.of(first.kernel_id) is None
        assert kernels.alive >= {second.kernel_id, other.kernel_id}
        assert first.kernel_id not in kernels.alive
        assert pages.taken == 2

    run(open_again())


def test_who_asks_many_times_at_once_gets_one() -> None:
    async def hammer() -> None:
        kernels = Kernels()
        kernels.go.clear()
        pages = one_each(kernels)
        asked = [asyncio.ensure_future(pages.open("a")) for _time in range(20)]
        await quiet()
        assert pages.taken == 1
        kernels.go.set()
        *refused, page = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(one, Failure) for one in refused)
        assert isinstance(page, Page)
        assert pages.of(page.kernel_id) is page

    run(hammer())


def test_cleared_nothing_is_left_and_who_waits_is_turned_away() -> None:
    async def clear() -> None:
        told = what_fails()
        kernels = Kernels()
        pages = of(kernels)
        pages.prepare()
        await pages.open("a")
        kernels.go.clear()
        waiting = [asyncio.ensure_future(pages.open(name)) for name in "bcd"]
        await quiet()
        pages.clear()
        kernels.go.set()
        for one in waiting:
            with pytest.raises(Failure, match="full"):
                await one
        await quiet()
        assert pages.taken == 0
        assert kernels.alive == set()
        gc.collect()
        assert told == []
        pages.prepare()
        await quiet()
        assert len(kernels.alive) == 1

    run(clear())


def test_who_goes_away_while_it_is_cleared_troubles_nobody() -> None:
    async def go() -> None:
        kernels = Kernels()
        kernels.go.clear()
        pages = of(kernels)
        waiting = asyncio.ensure_future(pages.open("a"))
        await quiet()
        pages.clear()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        kernels.go.set()
        await quiet()
        assert kernels.alive == set()

    run(go())
