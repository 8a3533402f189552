"""A makkerbytte from the class list to its papers, and the school's own templates, in Chromium."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.paper.word_files import word
from toolkit.messages import Language, Translator

from .coordinating import SEARCH_MS, accept, go_on, see_the_best, upload
from .driving import PHONE

SAMPLES = Path(__file__).parents[2] / "sample_data"
MOST_CLICKS = 10
COUNT = """() => {
    window.mkClicks = 0;
    addEventListener("click", (event) => { window.mkClicks += event.isTrusted; }, true);
}"""
_ = Translator(Language.NB)

type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]


def test_from_a_class_list_to_the_opened_archive_in_a_few_clicks(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible, tmp_path: Path
) -> None:
    page.evaluate(COUNT)
    upload(page, SAMPLES / "8a.csv")
    go_on(page, "Next: the rules")
    go_on(page, "Next: the proposal")
    see_the_best(page)
    accept(page, 1)
    expect(page.locator(".mk-told")).to_have_text(_("Everyone has a seat."), timeout=SEARCH_MS)
    page.get_by_role("button", name=_("Print"), exact=True).click()
    with page.expect_download() as download:
        go_on(page, "Download the papers")
    assert 0 < page.evaluate("window.mkClicks") <= MOST_CLICKS
    download.value.save_as(tmp_path / "papers.zip")
    with ZipFile(tmp_path / "papers.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            *("klassekart.pdf", "makkergrupper.pdf", "makkerkort.pdf", "lister.xlsx"),
            *("gruppekontrakter.docx", "informasjonsbrev.docx"),
        ]

    expect(page.locator(".mk-papers .mk-good")).to_contain_text(".zip")
    assert_accessible(page)
    shoot(page, "papers")
    page.get_by_title(_("Look at {paper}", paper=_("Partner cards"))).click()
    picture = page.locator(".mk-picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0

    wrong, own = tmp_path / "feil.docx", tmp_path / "brev.docx"
    wrong.write_bytes(word("Hei", "{{ klase }}"))
    own.write_bytes(word("Hei, {{ klasse }}!"))
    templates = page.locator(".mk-papers .mk-upload")
    for file, kind, told in ((wrong, "danger", "{{ klase }}"), (own, "good", "brev.docx")):
        with page.expect_file_chooser() as chooser:
            templates.last.click()
        chooser.value.set_files(file)
        expect(page.locator(f".mk-papers .mk-section .mk-{kind}")).to_contain_text(told)
    page.get_by_role("button", name=_("What a template may say")).click()
    expect(page.get_by_role("cell", name=_("what the school is called"))).to_be_visible()
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    with page.expect_download() as download:
        page.get_by_title(_("Download {paper}", paper=_("Letter to the homes"))).click()
    download.value.save_as(tmp_path / "made.docx")
    with ZipFile(tmp_path / "made.docx") as document:
        assert "Hei, 8A!" in document.read("word/document.xml").decode()
