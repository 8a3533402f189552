import ast
import subprocess
import sys
from pathlib import Path

import pytest

import toolkit as mk

HEAVY = {"numpy", "pandas", "pulp", "highspy", "plotly", "ipywidgets", "python_calamine"}


@pytest.mark.parametrize("name", mk.__all__)
def test_every_name_is_there(name) -> None:
    assert getattr(mk, name) is not None


def test_the_checker_of_types_sees_the_same_names() -> None:
    # Without "as", a name in a stub is the stub's own, and nothing that others may use.
    tree = ast.parse(Path(mk.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    exported = {alias.asname for node in imported for alias in node.names}
    assert exported == set(mk.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="plan_decade"):
        mk.plan_decade  # noqa: B018


def test_importing_the_package_is_light() -> None:
    code = "import sys, toolkit as mk; mk.Rules; print(*{m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert set(loaded.stdout.split()) & HEAVY == set()


def test_the_calls_of_the_front_door(tmp_path) -> None:
    roster = mk.read_roster("sample_data/8a.csv")
    rules = mk.read_rules("sample_data/8a.rules.toml", roster)
    plan = mk.plan_year(roster, rules, periods=2, time_limit=30, seed=1, on_progress=lambda p: None)
    plan = mk.plan_next(roster, rules, history=plan)
    assert len(plan.to_frame()) == 3 * len(roster)
    assert len(plan.periods[0].groups[0].pairs[0].students) == 2
    report = mk.coverage(plan, rules)
    assert report.matrix.shape == (28, 28)
    assert len(report.by_period) == 3
    assert report.bound >= 8
    assert report.unmet
    assert mk.check(plan, roster, rules) == []
    mk.write_plan(plan, tmp_path / "plan.csv")
    again = mk.read_plan(tmp_path / "plan.csv")
    assert [p.number for p in again.periods] == [1, 2, 3]
    assert mk.check(again, roster, rules) == []
