"""Who guesses waits, and who mistypes does not."""

import asyncio

import pytest

from toolkit.ui.serving.guesses import EVERY_S, MISTYPED, Guesses, TooMany


class Clock:
    """Goes on only while somebody sleeps, and at once."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> float:
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        self.slept += [seconds] if seconds else []
        await asyncio.sleep(0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(clock.now, clock.sleep)


async def typed(guesses: Guesses, *, right: bool = False, gone: bool = False) -> bool:
    return await guesses.is_right(lambda: right, lambda: gone)


async def guess(guesses: Guesses, times: int) -> None:
    for _time in range(times):
        assert not await typed(guesses)


def test_a_hall_that_mistypes_waits_for_nobody(guesses: Guesses, clock: Clock) -> None:
    async def come_in() -> bool:
        await guess(guesses, 3)
        return await typed(guesses, right=True)

    async def hall() -> None:
        assert all(await asyncio.gather(*(come_in() for _participant in range(30))))

    asyncio.run(hall())
    assert clock.slept == []


def test_who_guesses_gets_one_guess_a_second(guesses: Guesses, clock: Clock) -> None:
    asyncio.run(guess(guesses, MISTYPED + 20))
    assert clock.slept == [EVERY_S] * 20


def test_many_at_once_guess_no_faster(guesses: Guesses, clock: Clock) -> None:
    async def attack() -> None:
        await guess(guesses, MISTYPED)
        assert not any(await asyncio.gather(*(typed(guesses) for _line in range(20))))

    asyncio.run(attack())
    assert clock.slept == [EVERY_S] * 20


def test_wrong_ones_are_forgotten(guesses: Guesses, clock: Clock) -> None:
    async def come_later() -> None:
        await guess(guesses, MISTYPED)
        await clock.sleep(30 * EVERY_S)
        await guess(guesses, 30)

    asyncio.run(come_later())
    assert clock.slept == [30 * EVERY_S]


def test_the_right_one_waits_its_turn_too_and_counts_as_none(
    guesses: Guesses, clock: Clock
) -> None:
    async def come_in() -> None:
        await guess(guesses, MISTYPED)
        assert await typed(guesses, right=True)
        assert await typed(guesses, right=True)

    asyncio.run(come_in())
    assert clock.slept == [EVERY_S]  # or an answer that comes at once would tell


def test_there_is_an_end_to_those_who_wait(guesses: Guesses) -> None:
    async def attack() -> None:
        found = await asyncio.gather(
            *(typed(guesses) for _line in range(200)), return_exceptions=True
        )
        assert 0 < sum(isinstance(one, TooMany) for one in found) < 200
        assert await typed(guesses, right=True)  # and to that

    asyncio.run(attack())


def test_who_has_hung_up_takes_no_time(guesses: Guesses, clock: Clock) -> None:
    async def attack() -> None:
        await guess(guesses, MISTYPED)
        assert not await typed(guesses, right=True, gone=True)

    asyncio.run(attack())
    assert clock.slept == []
