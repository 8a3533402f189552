"""The school year in a real browser: from pasted lines to dates that are kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import toolkit as mk
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark

from .coordinating import to_step
from .driving import Server

SAMPLES = Path(__file__).parents[2] / "sample_data"
LINES = """Høstferie uke 40
Juleferie 21. desember – 3. januar
Vinterferie uke 8
Påskeferie 22. mars - 29. mars
August 11 skoledager
Krokodille 5. mai
"""

type Open = Callable[..., Page]
type Shoot = Callable[[Page, str], None]


@pytest.fixture
def open_page(server: Server, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the school year of a class that has none yet."""
    monkeypatch.setenv("LOGNAME", "kari")
    with mk.open_workspace(str(server.workspace)) as workspace:
        kept = workspace.begin(Work(mk.read_roster(SAMPLES / "8a.csv")))
        workspace.keep_bookmark(Bookmark(kept.class_id, "year", "nb"))
    return open_page


def test_from_pasted_lines_to_dates_that_are_kept(
    open_page: Open, shoot: Shoot, assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page()
    to_step(page, "year")
    page.get_by_label("Første skoledag").fill("2026-08-17")
    page.get_by_label("Siste skoledag").fill("2027-06-18")
    lines = page.get_by_label("Fridager, en linje hver")
    lines.fill(LINES)
    lines.blur()
    unclear = page.get_by_text("«Krokodille 5. mai»")
    expect(unclear).to_be_visible()
    assert_accessible(page)
    shoot(page, "skolearet-uklart")
    page.get_by_role("button", name="Det er ikke skole").click()
    expect(lines).to_have_value(LINES.replace("Krokodille 5. mai", "05.05.2027 fri"))
    expect(unclear).to_be_hidden()
    expect(page.get_by_role("cell", name="mandag 05.10.2026").first).to_be_visible()
    shoot(page, "skolearet")
    page.get_by_role("button", name="Bruk disse datoene").click()
    expect(page.locator(".mk-figure .barlayer, .mk-figure .polarlayer").first).to_be_visible()
    page.get_by_label("Ring", exact=True).select_option("En egen ring")
    page.get_by_label("Hva ringen heter").fill("MOT")
    page.get_by_label("Første dag", exact=True).fill("2026-11-02")
    page.get_by_role("button", name="Legg til", exact=True).click()
    expect(page.get_by_role("row", name="MOT MOT 02.11.2026")).to_be_visible()
    assert_accessible(page)
    shoot(page, "skolearet-i-bruk")
    with page.expect_download() as download:
        page.get_by_role("button", name="Til utskrift (.pdf)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    with page.expect_download() as download:
        page.get_by_role("button", name="Til kalenderen (.ics)").click()
    assert download.value.suggested_filename.endswith(".ics")
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")
