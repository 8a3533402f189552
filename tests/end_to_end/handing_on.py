"""A page that is handed on from test to test: opening one takes longer than most of them."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from toolkit.messages import Language, Translator
from toolkit.workspace.work import Work

from .coordinating import to_step
from .driving import WIDE

_ = Translator(Language.NB)


class Tab:
    """Gives the page that the test before has left, as if it had just been opened.

    After a test that failed, and after one that closed it, the next gets another: one fault is one
    failure. Of the classes before it, no list is known that a new one could be taken for.
    """

    def __init__(
        self,
        open_page: Callable[[], Page],
        leave: Callable[[BrowserContext], None],
        keep: Callable[..., None],
        clear: Callable[[], None],
        failed: Callable[[], int],
    ) -> None:
        self._open, self._leave, self._keep, self._clear = open_page, leave, keep, clear
        self._failed = failed
        self._page: Page | None = None
        self._failures = failed()

    @property
    def address(self) -> str:
        """Where the page is, for another beside it, which is closed by whoever opens it."""
        assert self._page
        return self._page.url

    def begin(self) -> Page:
        """Where a class list is asked for, with no class open."""
        page = self._with_no_class()
        asked = page.get_by_role("heading", level=2).inner_text() == _("Which class is it?")
        if not asked or page.get_by_role("alert").count():  # a list was read, and not taken
            self._leave(page.context)
            page = self._with_no_class()
        self._clear()
        return page

    def at(self, work: Work, step: str) -> Page:
        """At a step of a class that is kept in the workspace for it."""
        page = self.begin()  # or the class before could still be saved, and stand first
        self._keep(work)
        to_step(page, "classes")
        page.locator(".mk-class-open").first.click()
        expect(page.locator(".mk-to-classes")).not_to_contain_class("mk-current")
        to_step(page, step)
        return page

    def _with_no_class(self) -> Page:
        page = self._turned_back()
        page.get_by_role("button", name=_("New class"), exact=True).click()
        expect(page.locator(".mk-to-roster")).to_contain_class("mk-current")
        expect(page.locator(".mk-turning")).to_have_count(0)
        return page

    def _turned_back(self) -> Page:
        """At the start page, in its first language and width."""
        if self._page is None or self._page.is_closed() or self._failed() > self._failures:
            self._failures = self._failed()
            if self._page is not None:
                self._leave(self._page.context)
            self._page = self._open()
        page = self._page
        page.set_viewport_size(WIDE)
        page.get_by_role("button", name="Bokmål").click()
        expect(page.locator("html")).to_have_attribute("lang", "nb")
        to_step(page, "classes")
        return page
