"""Any class, any rules, anybody away: held against the front door, by trying all there is."""

from collections.abc import Iterable
from functools import cache
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from sketch import students_of

from toolkit.absence import Absence, absent
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rules import IdPair, KeepApart, Rules, Scope

LETTERS = "abcdefghijklmnopq"
FORMS = ((2, 2), (2, 3), (3,), (3, 3), (1, 2), (4,), (1, 1, 1))


@st.composite
def days(draw: st.DrawFn) -> tuple[Period, list[str], Rules]:
    left = LETTERS
    groups = []
    for form in draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=4)):
        pairs = []
        for size in form:
            label = f"{len(groups)}-{len(pairs)}"
            pairs.append(Pair(label, students_of(left[:size])))
            left = left[size:]
        groups.append(Group(str(len(groups)), tuple(pair for pair in pairs if pair.students)))
    period = Period(1, tuple(group for group in groups if group.pairs))
    ids = [student.id for student in period.students]
    away = draw(st.lists(st.sampled_from(ids), unique=True))
    some = st.lists(st.sampled_from(ids), min_size=2, max_size=5, unique=True)
    rules = [] if len(ids) < 2 else draw(st.lists(st.tuples(some, st.sampled_from(Scope))))
    return period, away, Rules(keep_apart=[KeepApart(tuple(who), scope) for who, scope in rules])


def on(day: tuple[Period, list[str], Rules]) -> Absence:
    period, away, rules = day
    return absent(Plan((period,)), period=1, away=away, rules=rules)


@cache
def most(free: frozenset[str], may: frozenset[IdPair]) -> int:
    """How many pairs can be made of these, by trying all."""
    if not free:
        return 0
    one = min(free)
    with_one = (two for two in may if one in two and two <= free)
    return max([most(free - {one}, may), *(1 + most(free - two, may) for two in with_one)])


def twos(ids: Iterable[str]) -> set[IdPair]:
    return set(map(frozenset, combinations(ids, 2)))


@given(days())
def test_each_who_is_away_is_written_to_once(day: tuple[Period, list[str], Rules]) -> None:
    period, away, rules = day
    apart = rules.apart(*Scope)
    found = on(day)
    told = [one.to.id for one in found.messages] + [student.id for student in found.teacher]
    assert sorted(told) == sorted(away)
    sender = {one.to.id: one.sender.id for one in found.messages}
    for group in period.groups:
        in_group = {student.id for student in group.students}
        for pair in group.pairs:
            own = {student.id for student in pair.students}
            for one in own & set(away):
                may = own - set(away) or in_group - set(away)
                assert (one in sender) == bool(may)
                assert one not in sender or sender[one] in may
                if any(frozenset((one, other)) not in apart for other in may):
                    assert frozenset((one, sender[one])) not in apart


@given(days())
def test_the_messages_of_a_group_are_spread_as_evenly_as_can_be(
    day: tuple[Period, list[str], Rules],
) -> None:
    period, away, _ = day
    found = on((period, away, Rules()))
    sender = {one.to.id: one.sender.id for one in found.messages}
    for group in period.groups:
        choices = []
        for pair in group.pairs:
            own = [s.id for s in pair.students if s.id not in away]
            may = own or [s.id for s in group.students if s.id not in away]
            choices += [(s.id, may) for s in pair.students if s.id in away and may]
        loads = {(): 0}
        for _, may in choices:
            loads = {tuple(sorted((*load, one))): 0 for load in loads for one in may}
        unevenness = [sum(load.count(one) ** 2 for one in set(load)) for load in loads]
        own_load = [sender[one] for one, _ in choices]
        assert sum(own_load.count(one) ** 2 for one in set(own_load)) == min(unevenness)


@given(days())
def test_whoever_is_here_has_one_place_and_the_fewest_are_alone(
    day: tuple[Period, list[str], Rules],
) -> None:
    period, away, rules = day
    apart = rules.apart(*Scope)
    found = on(day)
    today = [{student.id for student in students} for students in found.today]
    kept = [{student.id for student in students} for students in found.kept]
    alone = {student.id for student in found.alone}
    here = {student.id for student in period.students} - set(away)
    assert sorted([key for students in today for key in students] + [*alone]) == sorted(here)
    assert not any(twos(students) & apart for students in today)
    left = set(here)
    for pair in period.pairs:
        makkere = {student.id for student in pair.students} - set(away)
        if len(makkere) > 1 and not twos(makkere) & apart:
            assert makkere in today
            left -= makkere
        elif twos(makkere) - apart:
            # A newer rule parts some of them; two at least have each other still.
            (staying,) = [s for s in kept if s <= makkere]
            left -= staying
    new = [students for students in today if students <= left]
    assert {key for students in new for key in students} | alone == left
    assert all(len(students) == 2 for students in new)
    rest = set(left)
    for group in period.groups:
        own = frozenset(left & {student.id for student in group.students})
        within = [students for students in new if students <= own]
        assert len(within) == most(own, frozenset(twos(own) - apart))
        rest -= set().union(*within)
    across = [students for students in new if students <= rest]
    assert len(across) == most(frozenset(rest), frozenset(twos(rest) - apart))


@given(days())
def test_whoever_is_alone_can_join_two_where_there_are_any(
    day: tuple[Period, list[str], Rules],
) -> None:
    period, _, rules = day
    apart = rules.apart(*Scope)
    found = on(day)
    joined = list(found.company.values())
    assert len(set(joined)) == len(joined)
    for one in found.alone:
        rooms = [
            two
            for two in found.today
            if len(two) == 2 and not any(frozenset((one.id, other.id)) in apart for other in two)
        ]
        free = [two for two in rooms if two not in joined]
        assert (one.id in found.company) or not free
        if one.id in found.company:
            assert found.company[one.id] in rooms
            (own,) = [group for group in period.groups if one in group.students]
            if not set(found.company[one.id]) <= set(own.students):
                assert not any(set(two) <= set(own.students) for two in free)
