"""What is told lets nobody work out what is not."""

from itertools import pairwise
from random import Random

import pytest

from toolkit.errors import InputError
from toolkit.evaluation import results
from toolkit.evaluation.clusters import Clustered
from toolkit.evaluation.counts import Count, Counts, Tally
from toolkit.evaluation.results import Evaluation, evaluate
from toolkit.evaluation.telling import Share, hidden_classes, may_be_told
from toolkit.files.evaluation_forms import shipped_form

from .answers import counts
from .attacking import a_school, must_be_hidden, told_of_earlier, worked_out

FORM = shipped_form()


@pytest.mark.parametrize(
    ("tally", "is_told"),
    [
        (Tally(26, 22, 2), True),
        (Tally(10, 5), True),
        (Tally(9, 5), False),  # too few have answered
        (Tally(20, 4), False),  # a few agree
        (Tally(20, 0), False),  # none
        (Tally(20, 20), False),  # all
    ],
)
def test_what_may_be_told(tally: Tally, is_told: bool) -> None:
    assert may_be_told(tally, Share.INSIDE.least) is is_told
    (result,) = evaluate(counts(A=tally)).items
    assert result.is_hidden is not is_told
    told = (result.n, result.agree, result.missing)
    assert told == ((tally.n, tally.agree, tally.missing) if is_told else (None, None, None))
    if not is_told:
        assert (result.share, result.interval, result.difference) == (None, None, None)


def test_outside_the_school_more_are_needed() -> None:
    school = counts(A=Tally(19, 12))
    assert not evaluate(school).items[0].is_hidden
    assert evaluate(school, "outside").items[0].is_hidden
    assert evaluate(school, "inside", 20).items[0].is_hidden
    with pytest.raises(InputError, match="At least 20"):
        evaluate(school, "outside", 19)
    with pytest.raises(InputError, match="share"):
        evaluate(school, "everyone")


@pytest.mark.parametrize(
    ("tallies", "hidden"),
    [
        ({"A": Tally(20, 10), "B": Tally(20, 12)}, ""),
        ({"A": Tally(20, 3), "B": Tally(20, 12), "C": Tally(15, 9)}, "ABC"),
        ({"A": Tally(20, 3), "B": Tally(20, 4), "C": Tally(15, 9)}, "ABC"),
        ({"A": Tally(9, 3), "B": Tally(20, 12), "C": Tally(15, 9)}, "AC"),  # too few, and alone
        ({"A": Tally(9, 3), "B": Tally(9, 4), "C": Tally(15, 9)}, "AB"),
        ({"A": Tally(20, 1), "B": Tally(20, 2), "C": Tally(15, 9)}, "ABC"),  # three agree in both
        ({"A": Tally(20, 20), "B": Tally(20, 20), "C": Tally(15, 9)}, "ABC"),  # and here all do
        ({"A": Tally(20, 20), "B": Tally(20, 20)}, "AB"),
    ],
)
def test_who_is_hidden_with_those_who_must_be(tallies: dict[str, Tally], hidden: str) -> None:
    assert hidden_classes(tallies, 10) == set(hidden)


@pytest.mark.parametrize(
    "agree",
    [
        {"A": 26, "B": 18, "C": 10, "D": 20},  # all of A
        {"A": 3, "B": 18, "C": 10, "D": 20},  # a few of it
        {"A": 20, "B": 18, "C": 10, "D": 25},  # all of D
        {"A": 20, "B": 23, "C": 12, "D": 18},  # all of C
    ],
)
def test_whoever_knows_the_rules_does_not_know_which_class_it_is(agree: dict[str, int]) -> None:
    sizes = {"A": 26, "B": 24, "C": 12, "D": 25}
    tallies = {one: Tally(sizes[one], agree[one]) for one in sizes}
    hidden = sorted(hidden_classes(tallies, 10))
    assert len(hidden) == 2
    first, second = hidden
    both = agree[first] + agree[second]
    fitting = [
        number
        for number in range(sizes[first] + 1)
        if 0 <= both - number <= sizes[second]
        for other in [
            tallies
            | {
                first: Tally(sizes[first], number),
                second: Tally(sizes[second], both - number),
            }
        ]
        if sorted(hidden_classes(other, 10)) == hidden
    ]
    assert len(fitting) > 1


@pytest.mark.parametrize("seed", range(60))
def test_the_more_answers_are_asked_for_the_less_is_told(seed: int) -> None:
    school = a_school(Random(seed), FORM)
    told = [shown(evaluate(school, least=least)) for least in (10, 13, 20, 25)]
    assert all(more.items() <= less.items() for less, more in pairwise(told))


def test_a_class_in_which_nobody_is_asked_is_none() -> None:
    evaluation = evaluate(counts(A=Tally(20, 10), B=Tally()))
    assert evaluation.items[0].missing == 0
    assert evaluation.classes["B"] == ()


def attacked(seed: int) -> list[tuple[str, str]]:
    """What can be worked out of two years of a school, by whoever has all that is ever told."""
    random = Random(seed)
    first, second = a_school(random, FORM), a_school(random, FORM)
    earlier = [evaluate(first, share) for share in Share]
    later = [evaluate(second, share, before=first) for share in Share]
    told = (*earlier, *map(told_of_earlier, later))
    return [*worked_out(first, *told), *worked_out(second, *later)]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_hidden_can_be_worked_out_of_two_years(seed: int) -> None:
    assert attacked(seed) == []


def test_the_attack_succeeds_where_only_those_are_hidden_who_must_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(results, "hidden_classes", must_be_hidden)
    assert any(map(attacked, range(20)))


@pytest.mark.parametrize("seed", range(40))
def test_whoever_is_outside_is_told_nothing_that_is_hidden_inside(seed: int) -> None:
    school = a_school(Random(seed), FORM)
    inside, outside = (shown(evaluate(school, share)) for share in Share)
    assert outside.items() <= inside.items()


def shown(evaluation: Evaluation) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """The figures of each question and class, under no class those of all together."""
    told = {"": evaluation.items, **evaluation.classes}
    return {
        (name, one.item.key): (one.n, one.agree)
        for name, results in told.items()
        for one in results
        if not one.is_hidden
    }


@pytest.mark.parametrize("seed", range(40))
def test_how_sure_a_school_is_says_nothing_of_the_hidden(seed: int) -> None:
    """It comes of the figures that are told, and of nothing else."""
    evaluation = evaluate(a_school(Random(seed), FORM))
    for together in evaluation.items:
        if together.n is None or together.agree is None:
            assert together.clustered is None
            continue
        told = [
            Tally(one.n, one.agree)
            for results in evaluation.classes.values()
            for one in results
            if one.item == together.item and one.n is not None and one.agree is not None
        ]
        rest = Tally(together.n - sum(one.n for one in told))
        rest += Tally(0, together.agree - sum(one.agree for one in told))
        clusters = [*told, rest] if rest.n else told
        expected = Clustered.of(clusters) if len(clusters) > 1 else None
        assert together.clustered == expected


def test_the_year_before_stands_beside() -> None:
    now = counts(**{name: Tally(25, 20 + at % 2) for at, name in enumerate("ABCDEF")})
    for agree, is_surely_changed in ((60, True), (119, False)):
        (result,) = evaluate(now, before=counts(A=Tally(150, agree))).items
        assert result.before is not None
        assert (result.before.n, result.before.agree) == (150, agree)
        assert result.is_surely_changed is is_surely_changed
    hidden = evaluate(now, before=counts(A=Tally(9, 5))).items[0]
    assert hidden.before is not None
    assert hidden.before.is_hidden
    assert (hidden.change, hidden.is_surely_changed) == (None, False)
    other = Counts(FORM, (Count("A", "safe", "neither", 30),))
    assert evaluate(now, before=other).items[0].before is None
