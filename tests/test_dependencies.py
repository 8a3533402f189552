import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKED = re.compile(r"^([a-z0-9._-]+)(?:\[\w+\])?==", re.MULTILINE)


def direct_dependencies() -> list[str]:
    return PROJECT["project"]["dependencies"]


def name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]


def test_the_conda_environment_has_the_same_direct_dependencies() -> None:
    lines = (ROOT / "environment.yml").read_text("utf-8").splitlines()
    listed = [line.removeprefix("      - ") for line in lines if line.startswith("      - ")]
    assert listed == [*direct_dependencies(), "-e ."]


def test_the_conda_environment_has_the_same_python() -> None:
    python = PROJECT["project"]["requires-python"]
    assert f"  - python{python}\n" in (ROOT / "environment.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (
            "requirements.lock",
            [*direct_dependencies(), *PROJECT["project"]["optional-dependencies"]["install"]],
        ),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_the_lock_has_every_dependency_and_names_no_host(lock: str, wanted: list[str]) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert {name(requirement).lower() for requirement in wanted} <= set(LOCKED.findall(text))
    assert "://" not in text
