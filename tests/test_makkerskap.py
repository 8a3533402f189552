"""The package by the name it is installed by, and its version, wherever one asks for it."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import makkerskap as mk
import toolkit

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("makkerskap")


def test_it_has_the_names_of_the_toolkit_and_no_other() -> None:
    assert dir(mk) == dir(toolkit)
    assert mk.__all__ is toolkit.__all__
    assert all(getattr(mk, name) is getattr(toolkit, name) for name in toolkit.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="plan_decade"):
        mk.plan_decade  # noqa: B018


def test_the_checker_of_types_sees_what_the_names_stand_for(tmp_path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import makkerskap as mk\n"
        "plan: mk.Plan = mk.plan_year(mk.read_roster('8a.csv'))\n"
        "mk.plan_year(mk.__version__)\n"
        "mk.plan_decade\n"
    )
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", script], cwd=ROOT, capture_output=True, text=True
    )
    *errors, _count = checked.stdout.splitlines()
    assert [line.rpartition("[")[2] for line in errors] == ["arg-type]", "attr-defined]"]


def test_the_version_is_that_of_the_installed_package() -> None:
    assert mk.__version__ == toolkit.__version__ == version("makkerskap")


@pytest.mark.parametrize(
    "command",
    [
        [PROGRAM],
        [sys.executable, "-m", "toolkit"],
        [sys.executable, "-m", "makkerskap"],
    ],
    ids=["makkerskap", "toolkit", "-m makkerskap"],
)
def test_the_program_tells_its_version(command: list[str | Path]) -> None:
    told = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"makkerskap {toolkit.__version__}\n"
