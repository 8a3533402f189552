"""The notebooks that are shipped run from top to bottom, on less than a reader would take."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
FEWER = {
    "en_klasse": {"seconds": 1},
    "sammenlikne_klasser": {},
    "simulere": {"classes": 1, "seconds": 1},
    "lage_et_eget_dashbord": {},
}
MOST_LINES = 14

# In a process of its own: a kernel's client brings an event loop, and warnings, of its own.
EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.write(notebook, sys.argv[1])
"""


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FOLDER / f"{name}.ipynb", 4)


def test_every_notebook_is_run() -> None:
    assert {file.stem for file in FOLDER.glob("*.ipynb")} == set(FEWER)


@pytest.mark.parametrize("name", FEWER)
def test_it_is_kept_without_outputs_and_its_cells_are_short(name: str) -> None:
    for cell in read(name).cells:
        assert not cell.get("outputs")
        assert len(cell.source.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", FEWER)
def test_it_runs(name: str, tmp_path: Path) -> None:
    notebook = read(name)
    for parameter, value in FEWER[name].items():
        (cell,) = (one for one in notebook.cells if "parameters" in one.metadata.get("tags", ()))
        cell.source, found = re.subn(
            rf"^{parameter} = .*$", f"{parameter} = {value}", cell.source, flags=re.MULTILINE
        )
        assert found == 1
    executed = tmp_path / "executed.ipynb"
    nbformat.write(notebook, executed)
    subprocess.run([sys.executable, "-c", EXECUTE, executed, FOLDER], check=True)
    outputs = [one for cell in nbformat.read(executed, 4).cells for one in cell.get("outputs", ())]
    assert outputs
    assert not [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"]
