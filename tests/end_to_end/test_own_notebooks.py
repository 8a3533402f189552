"""Any notebook as a dashboard, `makkerskap dashboard MITT.ipynb`: its look, and its faults."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from toolkit.messages import Language
from toolkit.ui.serving.words import words

from .driving import WIDE, Watch, start_dashboard

ROOT = Path(__file__).parents[2]
FAILS = """
import ipywidgets as widgets
button = widgets.Button(description="Del")
button.on_click(lambda _: 1 / 0)
display(button)
"""


def notebook(file: Path, *cells: str) -> Path:
    """A notebook as an editor writes it, the first cell in Markdown and no word of its kernel."""
    made = [{"cell_type": "markdown", "id": "m", "metadata": {}, "source": "# Mitt eget"}]
    for number, code in enumerate(cells):
        more = {"id": f"c{number}", "source": code, "outputs": [], "execution_count": None}
        made.append({"cell_type": "code", "metadata": {}, **more})  # type: ignore[dict-item]
    content = {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(content), "utf-8")
    return file


@contextmanager
def served(browser: Browser, file: Path, *options: str) -> Iterator[tuple[Page, Callable[[], str]]]:
    """The notebook in a page, and what stops the server and gives what it printed."""
    server = start_dashboard(str(file), *options, folder=file.parent)
    context = browser.new_context(viewport=WIDE, locale="nb-NO", reduced_motion="reduce")
    watch = Watch()
    watch.follow(context)
    page = context.new_page()
    page.goto(server.address)
    yield page, lambda: server.stop()[1]
    assert watch.outside == []
    if server.process.poll() is None:
        server.leave(context)
        assert server.stop() == (0, "")


@pytest.fixture
def documented() -> str:
    """The first example of the page that tells of it."""
    page = (ROOT / "docs" / "own-dashboard.md").read_text("utf-8")
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]


def test_the_documented_example_is_a_page(
    browser: Browser, tmp_path: Path, documented: str, assert_accessible: Callable[[Page], None]
) -> None:
    shutil.copy(ROOT / "sample_data" / "8a.csv", tmp_path)
    with served(browser, notebook(tmp_path / "mitt.ipynb", documented)) as (page, _):
        expect(page.get_by_role("heading", name="Mitt eget")).to_be_visible()
        expect(page.get_by_text("Abdirahman Yusuf sitter med")).to_be_visible()
        page.get_by_role("combobox").select_option("Ida Berg")
        expect(page.get_by_text("Ida Berg sitter med")).to_be_visible()
        expect(page.locator("#mk-loading")).to_be_hidden()
        expect(page.locator("#mk-lost")).to_be_hidden()
        expect(page.get_by_text("plan_next")).to_have_count(0)
        assert_accessible(page)


def test_the_notebook_that_is_shipped_draws_its_figure(
    browser: Browser, shoot: Callable[[Page, str], None]
) -> None:
    with served(browser, ROOT / "notebooks" / "lage_et_eget_dashbord.ipynb") as (page, _):
        expect(page.locator(".main-svg").first).to_be_visible()
        expect(page.get_by_text("har vært i samme makkergruppe")).to_be_visible()
        shoot(page, "own-dashboard")


def test_a_figure_and_a_table_need_no_widget(browser: Browser, tmp_path: Path) -> None:
    figure = "px.bar(x=['<b>8A</b>', '</script>'], y=[1, 2])"
    code = f"import pandas as pd\nimport plotly.express as px\n{figure}"
    table = "pd.DataFrame({'klasse': ['8A']})"
    with served(browser, notebook(tmp_path / "mitt.ipynb", code, table)) as (page, _):
        expect(page.locator(".main-svg").first).to_be_visible()
        expect(page.get_by_role("cell", name="8A")).to_be_visible()
        expect(page.locator("#mk-lost")).to_be_hidden()


def test_a_cell_that_fails_is_told_calmly(browser: Browser, tmp_path: Path) -> None:
    file = notebook(tmp_path / "mitt.ipynb", "secret = 'Ola Nordmann'", "raise KeyError(secret)")
    with served(browser, file) as (page, stop):
        told = words(Language.NB, 1)["cell"].replace("{kind}", "KeyError")
        expect(page.get_by_role("alert")).to_contain_text(told)
        expect(page.locator("#mk-loading")).to_be_hidden()
        assert "Ola" not in page.content()
        page.context.close()
        assert stop().splitlines() == [told]


def test_whoever_develops_sees_where_it_failed(browser: Browser, tmp_path: Path) -> None:
    file = notebook(tmp_path / "mitt.ipynb", FAILS, "print('så langt')", "1 / 0", "print('nei')")
    with served(browser, file, "--develop") as (page, _):
        expect(page.get_by_text("så langt", exact=True)).to_be_visible()
        expect(page.get_by_text("ZeroDivisionError").first).to_be_visible()
        expect(page.get_by_text("nei", exact=True)).to_have_count(0)
        page.get_by_role("button", name="Del").click()
        expect(page.get_by_role("alert").filter(has_text="button.on_click")).to_be_visible()
