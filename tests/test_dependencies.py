import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
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
        ("deploy/requirements.lock", PROJECT["dependency-groups"]["server"]),
    ],
)
def test_the_lock_has_every_dependency_and_names_no_host(lock: str, wanted: list[str]) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert {name(requirement).lower() for requirement in wanted} <= set(LOCKED.findall(text))
    assert "://" not in text


def test_binder_installs_what_the_lock_holds() -> None:
    folder = ROOT / ".binder"
    (reference,) = re.findall(
        r"^-r (\S+)$", (folder / "requirements.txt").read_text(), re.MULTILINE
    )
    assert (folder / reference).resolve() == ROOT / "requirements.lock"
    assert (folder / "postBuild").stat().st_mode & 0o100
    python = (folder / "runtime.txt").read_text().strip().removeprefix("python-")
    assert f"Programming Language :: Python :: {python}" in PROJECT["project"]["classifiers"]


def imported() -> set[str]:
    """The packages outside the standard library that the toolkit imports."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "toolkit").rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {module.split(".")[0] for module in modules} - sys.stdlib_module_names - {"toolkit"}


def test_nothing_is_imported_that_is_not_declared() -> None:
    parts = PROJECT["project"]["optional-dependencies"]
    optional = [*parts["analyse"], *parts["cluster"], *parts["jupyterhub"]]
    declared = {name(one).lower() for one in [*direct_dependencies(), *optional]}
    providers = packages_distributions()
    for package in imported():
        provided_by = {one.lower().replace("_", "-") for one in providers[package]}
        assert provided_by & declared, f"{package} is imported, but {provided_by} not declared"


def test_a_server_has_what_its_workspace_needs() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["postgresql"]
    assert PROJECT["dependency-groups"]["server"] == extra
