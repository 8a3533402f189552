"""A notebook as an analyst would write it: the front door is all that it needs."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

NOTEBOOK = Path(__file__).parent / "notebooks" / "two_shapes.ipynb"
SAMPLE = Path(__file__).parents[1] / "sample_data" / "9b.csv"

# In a process of its own: a kernel's client brings an event loop, and warnings, of its own.
EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, resources={"metadata": {"path": "."}}).execute()
nbformat.write(notebook, "executed.ipynb")
"""


def code_of(notebook: nbformat.NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def test_it_imports_the_front_door_and_nothing_else() -> None:
    tree = ast.parse(code_of(nbformat.read(NOTEBOOK, 4)))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import toolkit as mk"]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copy(SAMPLE, folder)
    subprocess.run([sys.executable, "-c", EXECUTE, NOTEBOOK], cwd=folder, check=True)
    return folder


def test_it_reads_plans_compares_plots_and_writes(executed: Path) -> None:
    notebook = nbformat.read(executed / "executed.ipynb", 4)
    outputs = [one for cell in notebook.cells for one in cell.get("outputs", ())]
    shown = [one.data for one in outputs if "data" in one]
    assert any("application/vnd.plotly.v1+json" in data for data in shown)
    tables = "".join(data.get("text/html", "") for data in shown)
    for caption in (
        "Roster(27 students, 9B)",
        "Rules(every 3 weeks, five",
        "Period(1, 27 ",
        "Plan(",
    ):
        assert f"<caption>{caption}" in tables
    assert any("Did you mean" in one.get("text", "") for one in outputs)
    assert {path.name for path in executed.iterdir()} >= {"plan.csv", "lists.xlsx"}


def test_what_is_shown_of_the_rules_names_nobody(executed: Path) -> None:
    notebook = nbformat.read(executed / "executed.ipynb", 4)
    (shown,) = (
        one.data
        for cell in notebook.cells
        for one in cell.get("outputs", ())
        if "data" in one and one.data.get("text/plain", "").startswith("Rules(")
    )
    names = [line.split(";") for line in SAMPLE.read_text("windows-1252").splitlines()[1:]]
    assert not any(cell in text for row in names for cell in row[:3] for text in shown.values())
