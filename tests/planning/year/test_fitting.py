"""Whether a template with a class's students in its parts is still the template."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sketch import plan_of, roster_of

from toolkit.people import Roster
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.arrays import Groupings, PairedGroups
from toolkit.planning.calls import plan_year
from toolkit.planning.year.fitting import fitted_template
from toolkit.planning.year.ordering import new_meetings
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.templates import known_years, template
from toolkit.rules import NO_RULES, Acquainted, GroupShape, KeepApart, Rules, Scope

NOTHING = Plan()


def rest_of(roster: Roster, rules: Rules = NO_RULES, history: Plan = NOTHING) -> Rest:
    return Rest(roster.students, rules, history)


def shape_of(year: tuple[PairedGroups, ...]) -> list[list[list[int]]]:
    return [[sorted(map(len, group)) for group in period] for period in year]


def early(year: tuple[PairedGroups, ...], friends: set[tuple[int, int]]) -> int:
    """How often friends share a group, the first period counting most."""
    return sum(
        len(year) - number
        for number, period in enumerate(year)
        for group in period
        for two in combinations(sorted(i for pair in group for i in pair), 2)
        if two in friends
    )


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", [9, 13, 16])
def test_a_fitted_template_is_the_template_with_another_cast(make_class, students, shape) -> None:
    rest = rest_of(make_class(students), Rules(group_shape=shape))
    year = fitted_template(rest, np.random.default_rng(1))
    stored = template(rest.next_problem.sizes)
    assert year is not None
    assert year != stored
    cast = dict(zip(flat(stored), flat(year), strict=True))
    assert sorted(cast.values()) == [*range(students)]
    assert [cast[i] for i in flat(stored)] == flat(year)
    assert shape_of(year) == shape_of(stored)


def flat(year: tuple[PairedGroups, ...]) -> list[int]:
    return [i for period in year for group in period for pair in group for i in pair]


def period_of(roster: Roster, number: int, groups: PairedGroups) -> Period:
    """These groups of a stored year, each student of the class in the part of the same number."""
    return Period(
        number,
        tuple(
            Group(str(g), tuple(Pair(f"{g}{p}", tuple(roster.students[i] for i in pair))
                                for p, pair in enumerate(pairs)))
            for g, pairs in enumerate(groups)
        ),
    )  # fmt: skip


def test_the_seed_places_the_students(make_class) -> None:
    rest = rest_of(make_class(16))
    first, again, other = (fitted_template(rest, np.random.default_rng(s)) for s in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_class_that_is_too_large_has_none(make_class) -> None:
    assert fitted_template(rest_of(make_class(41)), np.random.default_rng(0)) is None


@pytest.mark.parametrize("done", [1, 2, 4])
@pytest.mark.parametrize(
    ("students", "shape"), [(10, "five"), (14, "trio"), (19, "five"), (28, "five")]
)
def test_a_year_goes_on_as_the_template_it_was_begun_with(
    make_class, students, shape, done
) -> None:
    roster, rules = make_class(students), Rules(group_shape=GroupShape(shape))
    begun = Plan(plan_year(roster, rules, seed=3).periods[:done])
    # The order of the class is another one by now.
    rest = rest_of(Roster(roster.students[::-1]), rules, begun)
    year = fitted_template(rest, np.random.default_rng(0))
    stored = template(rest.next_problem.sizes)
    assert year is not None
    assert len(year) == len(stored) - done
    assert shape_of(year) == shape_of(stored[done:])
    assert sum(new_meetings(rest.groupings(year), rest.to_meet)) == int(rest.to_meet.sum()) // 2


@pytest.mark.parametrize(("students", "shape"), [(17, "trio"), (34, "five")])
def test_what_was_begun_as_the_second_year_goes_on_as_it(make_class, students, shape) -> None:
    roster, rules = make_class(students), Rules(group_shape=GroupShape(shape))
    free = rest_of(roster, rules)
    shorter, second = known_years(free.next_problem.sizes)
    begun = Plan(tuple(period_of(roster, t, groups) for t, groups in enumerate(second[:3], 1)))
    year = fitted_template(rest_of(roster, rules, begun), np.random.default_rng(0))
    assert year is not None
    assert shape_of(year) == shape_of(second[3:])
    assert len(fitted_template(free, np.random.default_rng(0)) or ()) == len(shorter)


@settings(max_examples=60, deadline=None)
@given(second=st.permutations("abcdefgh"))
def test_a_history_fits_where_it_is_alike(second) -> None:
    # Two periods of two fours are the same but for the names where their groups overlap alike.
    history = plan_of("ab|cd ef|gh", "".join(second[:4]) + " " + "".join(second[4:]))
    rest = Rest(roster_of("abcdefgh").students, NO_RULES, history)
    happened, stored = rest.happened(), rest.groupings(template(rest.next_problem.sizes))[:2]
    assert happened is not None
    alike = overlaps(happened) == overlaps(stored)
    assert (fitted_template(rest, np.random.default_rng(0)) is not None) is alike


def overlaps(groupings: Groupings) -> list[int]:
    """How many are in each two groups of two periods."""
    return sorted(Counter(zip(*groupings.tolist(), strict=True)).values())


def test_a_history_of_another_class_or_longer_than_the_template_fits_nowhere(make_class) -> None:
    roster, rng = make_class(9), np.random.default_rng(0)
    year = plan_year(roster)
    assert fitted_template(rest_of(roster, history=year), rng) == ()
    longer = year.followed_by(replace(year.periods[0], number=4))
    assert fitted_template(rest_of(roster, history=longer), rng) is None
    others = Roster(make_class(10).students[1:])
    assert fitted_template(rest_of(others, history=Plan(year.periods[:1])), rng) is None


def test_no_two_in_each_others_place_would_serve_the_wishes_better(make_class) -> None:
    friends = {(0, 1), (0, 2), (1, 2), (5, 9), (3, 11)}
    rules = Rules(acquainted=Acquainted(groups=tuple((f"s{i}", f"s{j}") for i, j in friends)))
    rest = rest_of(make_class(12), rules)
    year = fitted_template(rest, np.random.default_rng(0))
    plain = fitted_template(rest_of(make_class(12)), np.random.default_rng(0))
    assert early(year, friends) < early(plain, friends)
    for one, other in combinations(range(12), 2):
        swapped = {one: other, other: one}
        friends_there = {tuple(sorted(swapped.get(i, i) for i in two)) for two in friends}
        assert early(year, friends_there) >= early(year, friends)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("shape", GroupShape)
def test_a_group_has_pairs_enough_for_those_who_are_never_partners(make_class, shape, seed) -> None:
    never = KeepApart(("s0", "s1", "s2"), Scope.PAIR)
    friends = Acquainted(groups=(("s0", "s1", "s3"),))
    rules = Rules(group_shape=shape, keep_apart=(never,), acquainted=friends)
    year = fitted_template(rest_of(make_class(21), rules), np.random.default_rng(seed))
    assert year is not None
    for group in (group for period in year for group in period):
        assert len({0, 1, 2} & {i for pair in group for i in pair}) <= len(group)
