"""The parts of the course as the page knows them, and the game against the clock."""

import pytest

from toolkit.training.hand_game import game
from toolkit.training.parts import PARTS
from toolkit.ui.state.course import GameModel, PartModel
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COURSE
from toolkit.workspace.opening import temporary_workspace

ORDER = [f"g{number:02}" for number in (1, 5, 9, 6, 2, 7, 10, 3, 11, 4, 12, 8)]


class Clock:
    time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def session() -> Session:
    return Session(COURSE)


@pytest.fixture
def keeper(session: Session) -> Keeper:
    return Keeper(session, temporary_workspace())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def playing(keeper: Keeper, clock: Clock) -> GameModel:
    return GameModel(keeper, clock)


def test_the_steps_are_the_parts_in_their_order(session: Session, keeper: Keeper) -> None:
    model = PartModel(keeper)
    for step, part in zip(COURSE, PARTS, strict=True):
        session.step = step
        assert model.part is part
        assert model.blockers == ()
    assert model.following is None
    session.step = COURSE[0]
    assert model.following is PARTS[1]


def test_the_clock_runs_from_the_first_press_to_the_last(playing: GameModel, clock: Clock) -> None:
    assert not playing.is_running
    playing.press(ORDER[0])
    assert playing.is_running
    clock.time += 30
    assert playing.elapsed == 30
    for key in ORDER[1:]:
        playing.press(key)
    clock.time += 30
    assert not playing.is_running
    assert playing.seconds == playing.elapsed == 30


def test_after_the_end_nothing_moves(playing: GameModel) -> None:
    for key in ORDER:
        playing.press(key)
    ended = playing.game
    playing.press(ORDER[0])
    assert playing.game is ended


def test_begun_again_the_table_is_clear(playing: GameModel) -> None:
    for key in ORDER:
        playing.press(key)
    playing.begin_again()
    assert playing.game == game()
    assert playing.elapsed == 0
    assert not playing.is_running
