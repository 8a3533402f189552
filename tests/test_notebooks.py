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
    "sammenlikne_klasser_og_skoler": {},
    "simulere": {"classes": 1, "seconds": 1},
    "lage_et_eget_dashbord": {},
}
MOST_LINES = 14

# In a process of its own: a kernel's client brings an event loop, and warnings, of its own. All run
# in one kernel, which imports once, and forgets between them.
EXECUTE = """
import sys
import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
folder, *files = sys.argv[1:]
manager, _ = start_new_kernel(cwd=folder)
for file in files:
    notebook = nbformat.read(file, 4)
    reset = nbformat.v4.new_code_cell("%reset -f")
    notebook.cells.insert(0, reset)
    NotebookClient(notebook, km=manager, allow_errors=True).execute()
    notebook.cells.remove(reset)
    nbformat.write(notebook, file)
manager.shutdown_kernel(now=True)
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


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all notebooks as they are when they have run."""
    folder = tmp_path_factory.mktemp("executed")
    for name in FEWER:
        nbformat.write(with_fewer(name), folder / f"{name}.ipynb")
    subprocess.run([sys.executable, "-c", EXECUTE, FOLDER, *sorted(folder.iterdir())], check=True)
    return folder


def with_fewer(name: str) -> nbformat.NotebookNode:
    """The notebook with its parameters changed, as a reader would change them."""
    notebook = read(name)
    for parameter, value in FEWER[name].items():
        (cell,) = (one for one in notebook.cells if "parameters" in one.metadata.get("tags", ()))
        cell.source, found = re.subn(
            rf"^{parameter} = .*$", f"{parameter} = {value}", cell.source, flags=re.MULTILINE
        )
        assert found == 1
    return notebook


@pytest.mark.parametrize("name", FEWER)
def test_it_runs(name: str, executed: Path) -> None:
    notebook = nbformat.read(executed / f"{name}.ipynb", 4)
    outputs = [one for cell in notebook.cells for one in cell.get("outputs", ())]
    assert outputs
    assert not [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"]
