"""The hand game: what a press does, and what is told of the end."""

from collections.abc import Sequence

import pytest

from toolkit.errors import InputError
from toolkit.training.hand_game import HandGame, game

NEIGHBOURS = tuple(range(1, 13))
"""The first period again, pair by pair."""
ALL_NEW = (1, 5, 9, 6, 2, 7, 10, 3, 11, 4, 12, 8)


def played(order: Sequence[int]) -> HandGame:
    one = game()
    for number in order:
        one = one.pressed(f"g{number:02}")
    return one


def test_two_presses_make_makkere() -> None:
    one = played([1])
    assert one.chosen is not None
    assert one.chosen.id == "g01"
    assert one.pairs == ()
    two = one.pressed("g05")
    assert two.chosen is None
    assert [[student.id for student in pair] for pair in two.pairs] == [["g01", "g05"]]
    assert len(two.waiting) == 10


def test_the_same_press_again_lets_go() -> None:
    assert played([1, 1]) == game()


def test_who_has_a_makker_leaves_them_and_both_wait() -> None:
    one = played([1, 5, 2, 6, 5])
    assert [[student.id for student in pair] for pair in one.pairs] == [["g02", "g06"]]
    assert {"g01", "g05"} <= {student.id for student in one.waiting}


def test_pairs_fill_groups_in_the_order_they_were_made() -> None:
    one = played([1, 5, 9, 6, 2, 7])
    assert [len(group) for group in one.groups] == [2, 1]
    assert not one.is_done
    assert played(ALL_NEW).is_done


class TestOutcome:
    def test_the_first_period_again_is_all_missed(self) -> None:
        outcome = played(NEIGHBOURS).outcome
        assert outcome.new_by_hand == 0
        assert len(outcome.makkere_again) == 6
        assert len(outcome.again(outcome.by_hand)) == 18
        assert outcome.met_nobody_new == game().students

    def test_one_group_that_stays_is_told(self) -> None:
        outcome = played((1, 3, 2, 4, 5, 9, 6, 10, 7, 11, 8, 12)).outcome
        assert [student.id for student in outcome.met_nobody_new] == ["g01", "g02", "g03", "g04"]
        assert outcome.makkere_again == ()

    def test_nobody_is_better_than_the_program(self) -> None:
        outcome = played(ALL_NEW).outcome
        assert outcome.is_proven
        assert outcome.new_by_hand <= outcome.possible == 15

    def test_of_twelve_in_three_fours_three_must_know_each_other(self) -> None:
        # A group of four takes from three old ones, so that two of it come from the same.
        outcome = played(ALL_NEW).outcome
        assert len(outcome.again(outcome.of_program)) == 18 - outcome.possible


def test_the_first_period_has_everyone_once() -> None:
    assert len({student.name for student in game().students}) == 12
    assert game().before.number == 1


def test_a_stranger_cannot_be_pressed() -> None:
    with pytest.raises(InputError):
        game().pressed("nobody")
