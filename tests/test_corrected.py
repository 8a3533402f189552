"""What counts as having happened in a plan whose periods were corrected while they ran."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import plan_next
from toolkit.acquaintance import coverage, new_acquaintances, trio_turns
from toolkit.bounds import periods_bound
from toolkit.broken_rules import Kind
from toolkit.checking import check
from toolkit.people import Roster, Student
from toolkit.plan import Group, Objective, Pair, Period, Plan
from toolkit.planning.period.problem import period_problem
from toolkit.rules import NO_RULES, KeepApart, Rules
from toolkit.ui.state.verdict import Verdict
from toolkit.workspace.work import Proposal, Work

from .sketch import period_of, plan_of, roster_of

DAY = date(2026, 9, 10)
CLASS = roster_of("abcdefgh")
CORRECTED = plan_of("ab|cd ef|gh").corrected(period_of("ae|cd bf|gh"), DAY)


def seated(students: list[Student], number: int) -> Period:
    """Everyone in groups of two pairs, the last of them in a trio where they are odd in number."""
    pairs = [students[at : at + 2] for at in range(0, len(students) - 1, 2)]
    if len(students) % 2:
        pairs[-1] = students[-3:]
    groups = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    labels = iter(range(1, 100))
    return Period(
        number,
        tuple(
            Group(str(at), tuple(Pair(str(next(labels)), tuple(pair)) for pair in group))
            for at, group in enumerate(groups, start=1)
        ),
    )


@st.composite
def plans(draw: Callable) -> Plan:
    """One to three periods, each corrected any number of times, with joiners and leavers."""
    everyone = [Student(f"s{n}", f"Elev {n}") for n in range(9)]

    def some() -> list[Student]:
        order = draw(st.permutations(everyone))
        return list(order[: draw(st.integers(4, 9))])

    plan, day = Plan(), DAY
    for number in range(1, draw(st.integers(1, 3)) + 1):
        starts = draw(st.sampled_from([None, day]))
        ends = draw(st.sampled_from([None, day + timedelta(days=10)]))
        plan = plan.followed_by(replace(seated(some(), number), starts=starts, ends=ends))
        for _ in range(draw(st.integers(0, 3))):
            day += timedelta(days=draw(st.integers(0, 4)))
            plan = plan.corrected(seated(some(), number), day)
        day += timedelta(days=20)
    return plan


def met(plan: Plan, parts: Callable[[Period], tuple[Group, ...] | tuple[Pair, ...]]) -> Counter:
    """In how many periods each two were in one of the parts, counted the long way."""
    counts: Counter = Counter()
    for period in plan.periods:
        both = set()
        for seating in (*period.earlier, period):
            for part in parts(seating):
                both |= {frozenset((a.id, b.id)) for a, b in combinations(part.students, 2)}
        counts.update(both)
    return counts


@settings(max_examples=60)
@given(plans())
def test_everything_counts_all_seatings_and_each_two_once_a_period(plan: Plan) -> None:
    roster = Roster(tuple(Student(f"s{n}", f"Elev {n}") for n in range(9)))
    groups = met(plan, lambda seating: seating.groups)
    partners = met(plan, lambda seating: seating.pairs)
    report = coverage(plan, NO_RULES, roster)
    assert {two: len(m.in_group) for two, m in report.meetings.items() if m.in_group} == groups
    assert {two: len(m.as_partners) for two, m in report.meetings.items() if m.as_partners} == (
        partners
    )
    assert report.by_period[-1] == len(groups) / 36
    assert report.partner_repeats == sum(times - 1 for times in partners.values())
    turns = Counter(
        student
        for period in plan.periods
        for student in {
            s.id
            for seating in (*period.earlier, period)
            for pair in seating.pairs
            if len(pair.students) == 3
            for s in pair.students
        }
    )
    assert {student: times for student, times in trio_turns(plan).items() if times} == turns

    # Those of the period before count twice; makkere count the more, the later they were so.
    last = met(Plan(plan.periods[-1:]), lambda seating: seating.groups)
    lately: Counter = Counter()
    for past in plan.periods:
        together = met(Plan((past,)), lambda seating: seating.pairs)
        weight = ceil(len(plan.periods) / (plan.next_number - past.number))
        lately.update({two: times * weight for two, times in together.items()})
    problem = period_problem(roster.students, NO_RULES, plan, plan.next_number)
    index = {student.id: at for at, student in enumerate(roster)}
    for costs, counted in (
        (problem.group_costs[problem.position(Objective.MEETINGS)], groups + last),
        (problem.pair_costs[problem.position(Objective.MEETINGS)], lately),
    ):
        expected = np.zeros((9, 9), dtype=int)
        for two, times in counted.items():
            one, other = (index[student] for student in two)
            expected[one, other] = expected[other, one] = times
        assert (costs == expected).all()
    trios = problem.trio_costs[problem.position(Objective.TRIO_TURNS)]
    assert trios.tolist() == [turns[student.id] for student in roster]


def test_two_who_sat_together_in_both_seatings_are_no_repeat() -> None:
    report = coverage(CORRECTED, NO_RULES, CLASS)
    assert report.between("c", "d").as_partners == (1,)
    assert report.between("a", "b").as_partners == report.between("a", "e").as_partners == (1,)
    assert report.partner_repeats == 0


def test_those_who_met_before_the_correction_are_not_new_afterwards() -> None:
    behind = period_of("ab|ef cd|gh", 2)
    new = new_acquaintances(behind, CORRECTED, NO_RULES, CLASS)
    assert new == {frozenset(two) for two in ("af", "be", "cg", "ch", "dg", "dh")}


def test_fewer_are_left_to_meet() -> None:
    now = plan_of("ab|cd ef|gh")
    before = plan_of("ab|ef cd|gh").corrected(now.periods[0], DAY)
    assert periods_bound(CLASS.students, NO_RULES, now) == 3
    assert periods_bound(CLASS.students, NO_RULES, before) == 2
    planned = plan_next(CLASS, history=before)
    assert coverage(planned, NO_RULES, CLASS).periods_to_full == 2
    assert not planned.periods[-1].in_pairs & before.periods[0].ever_in_pairs


def test_a_proposal_is_judged_by_all_that_has_been() -> None:
    proposal = Proposal(CORRECTED.followed_by(period := period_of("ab|ef cd|gh", 2)), period)
    verdict = Verdict(Work(CLASS, plan=CORRECTED), proposal)
    assert list(map(str, verdict.partners_again)) == ["A and B", "C and D", "E and F", "G and H"]
    assert verdict.new_acquaintances == 6


def test_whoever_has_had_a_place_may_stand_in_a_rule() -> None:
    left = plan_of("ab|cd ef|gh").corrected(period_of("ab|cd ef|g"), DAY)
    assert check(left, rules=Rules(keep_apart=(KeepApart(("a", "h")),)))


def test_it_is_judged_by_how_they_sit_now() -> None:
    wrong = plan_of("ab|cd ef|gh|xy")
    assert check(wrong, roster_of("abcdefghxy"))
    assert not check(wrong.corrected(period_of("ab|cdx ef|ghy"), DAY), roster_of("abcdefghxy"))
    right = plan_of("ab|cd ef|gh").corrected(period_of("ab|cd ef|gh|xy"), DAY)
    assert [one.kind for one in check(right)] == [Kind.GROUP_SHAPE, Kind.GROUP_SIZES]


def test_whoever_left_in_mid_period_was_there_before() -> None:
    left = plan_of("ab|cd ef|gh").corrected(period_of("ab|cd ef|g"), DAY)
    back = Plan((*left.periods, period_of("ac|bd ef|g", 2), period_of("ab|cd eg|fh", 3)))
    missing = [one for one in check(back, CLASS) if one.kind is Kind.WITHOUT_PLACE]
    assert [(one.period, one.students[0].id) for one in missing] == [(2, "h")]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_figures_and_tables_take_it(number: int) -> None:
    import toolkit as mk

    plan = CORRECTED
    for later in range(2, number + 1):
        plan = plan.followed_by(period_of("ac|bd eg|fh", later)).corrected(
            period_of("ad|bc eh|fg", later), DAY + timedelta(days=30 * later)
        )
    report = mk.coverage(plan, mk.Rules(), CLASS)
    assert len(report.by_period) == number
    assert mk.figures.rotation_history(plan, CLASS).data
    assert mk.figures.acquaintance_heatmap(report).data
    assert report.to_frame()["periods_in_group"].sum() == sum(
        len(period.ever_in_groups) for period in plan.periods
    )


def test_the_history_marks_who_were_partners_before_the_correction() -> None:
    import toolkit as mk

    plan = CORRECTED.followed_by(period_of("ab|ef cd|gh", 2))
    words = str(mk.figures.rotation_history(plan, CLASS, "en").to_dict())
    again = mk.figures.rotation_history(Plan((*CORRECTED.periods,)), CLASS, "en")
    assert "They have been partners before" in words
    assert "They have been partners before" not in str(again.to_dict())


def test_the_history_shows_whoever_left_in_mid_period_where_they_sat() -> None:
    import toolkit as mk

    left = plan_of("ab|cd ef|gh").corrected(period_of("ab|cd ef|g"), DAY)
    figure = mk.figures.rotation_history(left, CLASS, "en")
    assert "Partner: G" in str(figure.to_dict())
    assert "<br>Not in the class then" not in str(figure.to_dict())
