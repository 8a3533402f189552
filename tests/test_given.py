"""What the calls of the front door refuse, in words, whoever made it."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from sketch import plan_of, roster_of

import toolkit as mk
from toolkit.workspace.opening import temporary_workspace

ROSTER = mk.Roster(
    tuple(
        mk.Student(f"8a-{number:02}", name, "8A", (("gender", "jg"[number % 2]),))
        for number, name in enumerate(
            ("Ida Berg", "Jonas Lie", "Ali Khan", "Nora Dahl", "Emil Vik", "Sara Moe"), start=1
        )
    )
)
PLAN = mk.plan_next(ROSTER)

type Door = Callable[[mk.Rules], object]


def begun(rules: mk.Rules) -> object:
    return temporary_workspace().begin(mk.Work(ROSTER, rules))


def saved(rules: mk.Rules) -> object:
    workspace = temporary_workspace()
    kept = workspace.begin(mk.Work(ROSTER))
    return workspace.save(kept, mk.Work(ROSTER, rules))


def saved_together(rules: mk.Rules) -> object:
    workspace = temporary_workspace()
    kept = workspace.begin(mk.Work(ROSTER))
    return workspace.save_together([(kept, mk.Work(ROSTER, rules))])


def planned_side_by_side(rules: mk.Rules) -> object:
    (answer,) = mk.plan_classes([mk.Wanted(ROSTER, rules, periods=1)])
    if isinstance(answer, mk.MakkerskapError):
        raise answer
    return answer


DOORS: dict[str, Door] = {
    "plan_next": lambda rules: mk.plan_next(ROSTER, rules),
    "plan_year": lambda rules: mk.plan_year(ROSTER, rules, periods=1),
    "plan_classes": planned_side_by_side,
    "check": lambda rules: mk.check(PLAN, ROSTER, rules),
    "coverage": lambda rules: mk.coverage(PLAN, rules, ROSTER),
    "begin": begun,
    "save": saved,
    "save_together": saved_together,
}


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest) -> Door:
    return DOORS[request.param]


def test_rules_that_can_be_used_go_through(door: Door) -> None:
    assert (
        door(
            mk.Rules(
                keep_apart=(mk.KeepApart(("8a-01", "8a-02")),),
                together=(mk.Together(("8a-03", "8a-04"), (1,)),),
                acquainted=mk.Acquainted(("gender",), (("8a-05", "8a-06"),)),
                balance=mk.Balance(("gender",)),
            )
        )
        in ([],)
        or True
    )


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            mk.Rules(keep_apart=(mk.KeepApart(("Ida Berg", "Jonas Lie")),)),
            "keep_apart[0]: No student in the class list has the id Ida Berg. "
            "Did you mean 8a-01 (Ida Berg)?",
        ),
        (
            mk.Rules(keep_apart=(mk.KeepApart(("8a-01", "8a-02")), mk.KeepApart(("8a-01", "99")))),
            "keep_apart[1]: No student in the class list has the id 99.",
        ),
        (
            mk.Rules(together=(mk.Together(("8a-01", "8a-11")),)),
            "together[0]: No student in the class list has the id 8a-11. Did you mean 8a-01 (Ida",
        ),
        (
            mk.Rules(acquainted=mk.Acquainted(groups=(("8a-01", "Nora dahl"),))),
            "acquainted[0]: No student in the class list has the id Nora dahl. "
            "Did you mean 8a-04 (Nora Dahl)?",
        ),
        (
            mk.Rules(keep_apart=(mk.KeepApart(("8a-01",)),)),
            "keep_apart[0]: At least two students belong here.",
        ),
        (
            mk.Rules(keep_apart=(mk.KeepApart(("8a-01", "8a-02", "8a-01")),)),
            "keep_apart[0]: 8a-01 stands twice in this list.",
        ),
        (
            mk.Rules(acquainted=mk.Acquainted(("kjonn",))),
            "acquainted: The class list has no column kjonn. Did you mean gender?",
        ),
        (
            mk.Rules(balance=mk.Balance(("barneskole",))),
            "balance: The class list has no column barneskole.",
        ),
        (
            mk.Rules(keep_apart=(mk.KeepApart(("8a-01", "55108695071")),)),
            "keep_apart[0]: A national identity number stands here.",
        ),
    ],
)
def test_rules_that_name_nobody_are_refused(door: Door, rules: mk.Rules, said: str) -> None:
    with pytest.raises(mk.InputError) as refused:
        door(rules)
    assert str(refused.value).startswith(said)
    assert "55108695071" not in str(refused.value)


def test_whoever_has_left_is_a_stranger_to_the_rules() -> None:
    rules = mk.Rules(keep_apart=(mk.KeepApart(("8a-01", "8a-06")),))
    now = mk.Roster(ROSTER.students[:5])
    with pytest.raises(mk.InputError, match="has the id 8a-06"):
        mk.plan_next(now, rules, history=PLAN)
    with pytest.raises(mk.InputError, match="has the id 8a-06"):
        mk.check(PLAN, now, rules)
    assert mk.plan_next(now, rules.for_class(now), history=PLAN)


def test_without_a_roster_the_class_is_who_stands_in_the_plan() -> None:
    plan = plan_of("ab|cd ef|gh")
    apart = mk.Rules(keep_apart=(mk.KeepApart(("a", "c")),))
    assert [one.kind for one in mk.check(plan, rules=apart)] == ["keep_apart"]
    assert mk.coverage(plan, apart).by_period == (11 / 27,)
    for door in (mk.check, mk.coverage):
        with pytest.raises(mk.InputError, match="has the id x"):
            door(plan, rules=mk.Rules(keep_apart=(mk.KeepApart(("a", "x")),)))


def test_a_plan_that_tells_no_attributes_does_not_tell_who_knew_each_other() -> None:
    plan = plan_of("ab|cd ef|gh")
    rules = mk.Rules(acquainted=mk.Acquainted(("gender",)), balance=mk.Balance(("gender",)))
    assert mk.check(plan, rules=rules) == []
    with pytest.raises(mk.InputError, match="Give the roster as well"):
        mk.coverage(plan, rules)


@pytest.mark.parametrize("door", [mk.check, mk.coverage])
def test_roster_and_rules_come_in_either_order_and_by_name(door) -> None:
    rules = mk.Rules(keep_apart=(mk.KeepApart(("a", "c")),))
    plan, roster = plan_of("ab|cd ef|gh"), roster_of("abcdefgh")

    def told(answer):
        return answer.unmet if isinstance(answer, mk.Coverage) else answer

    expected = told(door(plan, roster=roster, rules=rules))
    assert expected
    for answer in (
        door(plan, roster, rules),
        door(plan, rules, roster),
        door(plan, rules=rules, roster=roster),
        door(plan, roster, rules=rules),
        door(plan, rules, roster=roster),
        door(roster=roster, rules=rules, plan=plan),
        door(plan, None, rules),
    ):
        assert told(answer) == expected


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: mk.check(ROSTER, PLAN), "plan: This should be of the type Plan, and is Roster."),
        (lambda: mk.coverage(mk.Rules(), PLAN), "plan: This should be of the type Plan, and is Ru"),
        (lambda: mk.check(PLAN, PLAN), "roster, rules: This should be of the type Roster, and is"),
        (lambda: mk.check(PLAN, ROSTER, ROSTER), "roster, rules: This should be of the type Rules"),
        (lambda: mk.plan_next(mk.Rules(), ROSTER), "roster: This should be of the type Roster, an"),
        (lambda: mk.plan_year("8a.csv"), "roster: This should be of the type Roster, and is str."),
        (lambda: mk.plan_year(pd.DataFrame()), "roster: This should be of the type Roster, and is"),
        (lambda: mk.plan_next(ROSTER, PLAN), "rules: This should be of the type Rules, and is Pla"),
        (lambda: mk.plan_next(ROSTER, mk.Rules(), ROSTER), "plan: This should be of the type Plan"),
        (lambda: mk.plan_next(ROSTER, stay="never"), 'stay: Choose one of these: "off", "wish", '),
        (lambda: mk.plan_classes([ROSTER]), "wanted: This should be of the type Wanted, and is Ro"),
        (lambda: temporary_workspace().begin(ROSTER), "work: This should be of the type Work, and"),
    ],
)
def test_what_is_swapped_or_of_another_kind_is_refused(call, said: str) -> None:
    with pytest.raises(mk.InputError) as refused:
        call()
    assert str(refused.value).startswith(said)


SEVERAL = mk.Roster(
    tuple(mk.Student(f"{name}{n}", f"Elev {n}", name) for name in ("8A", "8B") for n in range(4))
)


@pytest.mark.parametrize("plan", [mk.plan_next, mk.plan_year])
def test_several_classes_are_planned_as_one_only_where_that_is_meant(plan) -> None:
    with pytest.raises(mk.InputError, match=r"several classes here: 8A, 8B.*across=True"):
        plan(SEVERAL)
    assert len(plan(SEVERAL.of_class("8A")).periods[0].students) == 4
    mixed = plan(SEVERAL, across=True)
    (first, *_), known = mixed.periods, mk.Rules().with_classes_acquainted(SEVERAL)
    (alone, *_) = plan(_one_class(SEVERAL), known).periods
    assert list(first.group_mates()) == list(alone.group_mates())
    # All four in a group are new to each other but for two and two of a class.
    report = mk.coverage(mk.Plan((first,)), known, SEVERAL)
    assert report.at_start == pytest.approx(12 / 28)
    assert report.by_period[0] == pytest.approx((12 + 8) / 28)


def _one_class(roster: mk.Roster) -> mk.Roster:
    return mk.Roster(tuple(replace(student, school_class="") for student in roster))


def test_without_a_class_list_a_wish_that_does_not_matter_is_not_held_against_it() -> None:
    bare = plan_of("ab|cd")
    mk.coverage(bare, mk.Rules(balance=mk.Balance(("gender",))))


def test_without_a_class_list_it_is_said_what_is_missing() -> None:
    with pytest.raises(mk.InputError, match="give the roster too"):
        mk.check(plan_of("ab|cd"), mk.Rules(keep_apart=(mk.KeepApart(("a", "z")),)))


@pytest.mark.parametrize("periods", [2, None, (0,), ("x",)])
def test_periods_that_are_none_are_refused(periods: object) -> None:
    with pytest.raises(mk.InputError):
        mk.together(ROSTER, "8a-01", "8a-02", periods=periods)


@pytest.mark.parametrize("option", [{"time_limit": "1"}, {"seed": "x"}, {"seed": 1.5}])
def test_limits_that_are_no_numbers_are_refused(option: dict[str, object]) -> None:
    with pytest.raises(mk.InputError):
        mk.plan_next(ROSTER, **option)


def test_a_work_of_swapped_parts_is_refused() -> None:
    with pytest.raises(mk.InputError):
        mk.Work(mk.Rules(), ROSTER)
