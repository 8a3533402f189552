"""The documents hold every name, command and option, and their examples run."""

import argparse
import doctest
import importlib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import toolkit as mk
from toolkit.cli.usage import parser
from toolkit.ui.steps import COORDINATOR, SCHOOL

DOCS = Path(__file__).parents[1] / "docs"
FRONT_DOOR = (DOCS / "front-door.md").read_text("utf-8")
API = (DOCS / "api.md").read_text("utf-8")


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("api", DOCS / "api.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_names_is_up_to_date() -> None:
    assert maker().page() == API, "run make api"


def test_the_examples_of_the_page_run() -> None:
    results = doctest.testfile(str(DOCS / "api.md"), module_relative=False)
    assert results.failed == 0
    assert results.attempted > len(mk.__all__)


@pytest.mark.parametrize("name", mk.__all__)
def test_every_name_stands_in_the_documents(name: str) -> None:
    assert f"\n## mk.{name}\n" in API
    own = API.split(f"\n## mk.{name}\n")[1].split("\n## ")[0]
    assert ">>> " in own, "it has no example"
    assert re.search(rf"\bmk\.{name}\b|`{name}`", FRONT_DOOR), "it is not in the front door"


def commands() -> dict[str, argparse.ArgumentParser]:
    """The commands of the program and their parsers."""
    whole = parser(mk.Translator("en"))
    (choices,) = (one for one in whole._actions if isinstance(one, argparse._SubParsersAction))
    return choices.choices


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_stands_in_the_front_door(command: str) -> None:
    heading = f"\n### makkerskap {command}\n"
    assert heading in FRONT_DOOR
    own = FRONT_DOOR.split(heading)[1].partition("\n##")[0]
    options = re.findall(r"--[a-z][a-z-]*", commands()[command].format_help())
    assert set(options) - {"--help", "--lang"} == set(re.findall(r"--[a-z][a-z-]*", own))


def test_the_python_of_the_front_door_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sample_data").symlink_to(DOCS.parent / "sample_data")
    monkeypatch.chdir(tmp_path)  # it writes files
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", "none")
    blocks = re.findall(r"```python\n(.*?)```", FRONT_DOOR, re.DOTALL)
    names: dict[str, object] = {}
    exec("".join(blocks), names)  # noqa: S102 our own documentation
    report = names["report"]
    assert isinstance(report, mk.Coverage)
    assert len(report.by_period) == 3


DEMANDS = (DOCS / "krav.md").read_text("utf-8")


def test_every_demand_is_told_once() -> None:
    assert re.findall(r"^\| (R\d+):", DEMANDS, re.MULTILINE) == [f"R{n}" for n in range(1, 18)]


def test_every_screen_command_and_call_that_meets_a_demand_is_there() -> None:
    translate = mk.Translator("nb")
    titles = {translate(step.title) for step in (*SCHOOL, *COORDINATOR)}
    named = set(re.findall(r"\*([^*\n]+)\*", DEMANDS)) - {"kursiv"}
    assert named
    assert named <= titles
    for command in re.findall(r"`makkerskap ([a-z-]+)", DEMANDS):
        assert command in commands()
    for call in re.findall(r"`mk\.(\w+)`", DEMANDS):
        assert call in mk.__all__
    for module, call in re.findall(r"`(toolkit[\w.]*)\.(\w+)`", DEMANDS):
        assert callable(getattr(importlib.import_module(module), call))
