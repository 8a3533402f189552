"""What a notebook shows of each value: lines that name nobody, and tables that are escaped."""

import pytest
from sketch import plan_of, roster_of

import toolkit as mk
from toolkit.shown import table

ROSTER = mk.Roster(
    (
        mk.Student("1", "Ida <b>Berg</b>", "8A", {"gender": "j"}),
        mk.Student("2", "Jonas & Lie", "8A", {"gender": "g"}),
    )
)
PLAN = plan_of("ab|cd ef|gh", "ac|bd eg|fh")
RULES = mk.Rules(
    keep_apart=(mk.KeepApart(("a", "c")), mk.KeepApart(("a", "h"), mk.Scope.PAIR)),
    together=(mk.Together(("e", "f"), (1, 2)),),
    acquainted=mk.Acquainted(("school",), (("g", "b"),)),
    balance=mk.Balance(("gender",)),
)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (ROSTER, "Roster(2 students, 8A)"),
        (roster_of("a"), "Roster(1 student)"),
        (PLAN.periods[0], "Period(1, 8 students, 2 groups)"),
        (PLAN, "Plan(2 periods, 8 students)"),
        (mk.Plan(school_class="8A"), "Plan(0 periods, 0 students, 8A)"),
        (mk.Rules(), "Rules(every 3 weeks, five)"),
        (
            RULES,
            "Rules(every 3 weeks, five, 2 keep_apart, 1 together, 1 acquainted, "
            "acquainted by school, balance of gender)",
        ),
        (RULES.keep_apart[0], "KeepApart(2 students, group)"),
        (RULES.together[0], "Together(2 students, 1, 2)"),
        (RULES.acquainted, "Acquainted(school, 1 group)"),
        (RULES.naming()[0], "NamedRule(keep_apart, 2 students)"),
        (
            mk.coverage(PLAN),
            "Coverage(8 students, 2 periods, reached 0.429, 16 pairs unmet)",
        ),
    ],
)
def test_a_line_counts_and_names_nobody(value: object, line: str) -> None:
    assert repr(value) == line


def test_how_a_rule_was_written_names_nobody_either() -> None:
    rule = mk.keep_apart(ROSTER, "1", "Jonas & Lie")
    assert "Jonas" not in repr((rule, rule.written, mk.Rules(keep_apart=(rule,))))


def test_tables_are_escaped() -> None:
    shown = ROSTER._repr_html_()
    assert "<td>Ida &lt;b&gt;Berg&lt;/b&gt;</td>" in shown
    assert "<td>Jonas &amp; Lie</td>" in shown
    assert "<b>" not in shown
    assert table("<i>", ["<i>"], [["<i>"]]).count("&lt;i&gt;") == 3


def test_a_long_table_tells_how_much_it_leaves_out() -> None:
    shown = table("long", ["number"], ([number] for number in range(1000)))
    assert shown.count("<tr>") == 202
    assert "… 800 more" in shown


def test_a_period_shows_its_pairs_and_a_plan_its_groups() -> None:
    assert "<tr><td>1</td><td>2</td><td>C, D</td></tr>" in PLAN.periods[0]._repr_html_()
    shown = PLAN._repr_html_()
    assert "<th>period 1</th><th>period 2</th>" in shown
    assert "<tr><td>1: A – B, C – D</td><td>1: A – C, B – D</td></tr>" in shown


def test_coverage_shows_how_far_the_class_has_come() -> None:
    shown = mk.coverage(PLAN)._repr_html_()
    assert "<tr><td>start</td><td>0%</td></tr>" in shown
    assert "<tr><td>2</td><td>43%</td></tr>" in shown


def test_who_is_kept_apart_is_hidden_until_it_is_asked_for() -> None:
    shown = RULES._repr_html_()
    assert "<td>together</td><td>e, f</td>" in shown
    assert "<td>acquainted</td><td>g, b</td>" in shown
    assert shown.count("hidden") == 2
    assert "<td>a, c</td>" not in shown
    frame = RULES.to_frame(roster_of("abcdefgh"))
    assert list(frame.students) == [("A", "C"), ("A", "H"), ("E", "F"), ("G", "B")]
    assert list(frame.scope) == ["group", "pair", "", ""]
    assert list(frame.periods) == [(), (), (1, 2), ()]
    assert RULES.to_frame().students[0] == ("a", "c")
