"""Each contract about imports, broken in a copy of the package: whether that would be told."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]

BREAKS = [
    ("layers", "checking.py", "from toolkit.planning.calls import plan_year"),
    ("layers", "rules.py", "from toolkit.files.rules import read_rules"),
    ("layers", "workspace/saving.py", "from toolkit.figures.style import width_of"),
    ("layers", "without_a_layer.py", ""),
    ("planning", "planning/period/best.py", "from toolkit.planning.year.rest import Rest"),
    ("planning", "planning/arrays.py", "from toolkit.planning.period.search import search"),
    ("planning", "planning/without_a_layer.py", ""),
    ("layers", "seating/year.py", "from toolkit.planning.calls import plan_year"),
    ("layers", "solving/clock.py", "from toolkit.plan import Plan"),
    ("screens", "ui/state/session.py", "from toolkit.ui.screens.screen import Screen"),
    ("checker", "checking.py", "from toolkit.planning.period.model import choose"),
    ("checker", "bounds.py", "import pulp"),
    ("checker", "shapes.py", "import numpy"),
    ("widgets", "ui/state/session.py", "from ipywidgets import Button"),
    ("widgets", "figures/style.py", "from IPython.display import display"),
    ("widgets", "files/sources.py", "import anywidget"),
    ("server", "ui/screens/frame.py", "import tornado.web"),
    ("server", "cli/program.py", "from voila.app import Voila"),
    ("served", "ui/serving/words.py", "from toolkit.ui.state.file_names import Content"),
    ("solver", "ui/state/proposal.py", "import pulp"),
    ("solver", "planning/period/model.py", "import highspy"),
    ("database", "ui/state/keeper.py", "from sqlalchemy import select"),
    ("database", "files/plans.py", "import sqlcipher3"),
    ("database", "cli/commands.py", "import alembic"),
    ("figures", "outlook.py", "import plotly.graph_objects"),
    ("paper", "showing/seats_page.py", "import typst"),
]
"""Contract, module and the line that breaks the one in the other."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's code and its contracts."""
    folder = tmp_path_factory.mktemp("house")
    for module in (ROOT / "toolkit").rglob("*.py"):
        copy = folder / module.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(module, copy)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def told(house: Path, *contracts: str) -> dict[str, str]:
    """Which of the contracts are kept and which are broken, by name."""
    program = Path(sys.executable).with_name("lint-imports")
    only = [part for contract in contracts for part in ("--contract", contract)]
    run = subprocess.run(
        [program, "--config", "pyproject.toml", "--cache-dir", "cache", "--no-logo", *only],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE))


def test_every_contract_is_broken_here() -> None:
    assert {contract for contract, _, _ in BREAKS} == {contract["id"] for contract in CONTRACTS}


def test_the_package_keeps_them_all(house: Path) -> None:
    assert told(house) == {contract["name"]: "KEPT" for contract in CONTRACTS}


@pytest.mark.parametrize(("contract", "module", "line"), BREAKS)
def test_a_break_is_told(house: Path, contract: str, module: str, line: str) -> None:
    file = house / "toolkit" / module
    before = file.read_text("utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        assert [*told(house, contract).values()] == ["BROKEN"]
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")
