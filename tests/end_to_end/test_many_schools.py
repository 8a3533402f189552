"""Two schools behind one JupyterHub, as deploy/ sets it up."""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

import toolkit as mk

from .attacking import OWN, Target, first_word, in_a_loop, talk
from .coordinating import take_sample
from .driving import WIDE, Watch, until
from .hubbing import PASSWORD, Hub, Teacher, is_installed, start_hub

KARI, OLA, NOBODY = "kari@bakke.example", "ola@dal.example", "per@dal.example"

pytestmark = pytest.mark.skipif(
    not is_installed(),
    reason="JupyterHub's proxy is not installed (npm install --global configurable-http-proxy)",
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("hub")
    schools = {
        "bakke": (str(folder / "bakke.db"), [KARI, NOBODY]),
        "dal": (str(folder / "dal.db"), [OLA, NOBODY]),
    }
    running = start_hub(folder, schools)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def ola(hub: Hub) -> Teacher:
    teacher = Teacher(hub, OLA)
    teacher.sign_in()
    return teacher


@pytest.fixture(scope="module")
def kari(hub: Hub) -> Target:
    """Kari, who has her page open."""
    teacher = Teacher(hub, KARI)
    teacher.sign_in()
    target = teacher.arrive()
    assert talk(target, target.open_page(), []).models
    return target


def come_in(hub: Hub, browser: Browser, watch: Watch, who: str) -> Page:
    """Sign in as one does, and wait for the dashboard."""
    context = browser.new_context(viewport=WIDE, locale="nb-NO", reduced_motion="reduce")
    context.add_init_script("window.mkRestMs = 0")
    page = context.new_page()
    page.goto(hub.site)
    page.fill("#username_input", who)
    page.fill("#password_input", PASSWORD)
    page.click("#login_submit")
    page.wait_for_url(f"{hub.site}/user/{who}/")
    expect(page.locator(".mk-app")).to_be_visible()
    watch.follow(context)
    return page


class TestTwoTeachers:
    def test_neither_sees_the_classes_of_the_other(
        self, hub: Hub, kari: Target, browser: Browser
    ) -> None:
        watch = Watch()
        hers = come_in(hub, browser, watch, KARI)
        take_sample(hers)
        his = come_in(hub, browser, watch, OLA)
        expect(his.locator(".mk-cards").first).to_be_visible()  # nothing is there yet: samples

        places = (hub.folder / "bakke.db", hub.folder / "dal.db")
        with mk.open_workspace(str(places[0]), who="the test") as bakke:
            assert len(bakke.classes()) == 1
        with mk.open_workspace(str(places[1]), who="the test") as dal:
            assert dal.classes() == ()
        for page in (hers, his):
            page.context.close()
        assert (watch.outside, watch.errors) == ([], [])

    @pytest.mark.parametrize("what", ["", "page", "voila/static/voila.js", "api/kernels/{kernel}"])
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_who_is_signed_in_elsewhere_gets_nothing(
        self, kari: Target, ola: Teacher, what: str, method: str
    ) -> None:
        path = kari.home + what.format(kernel=kari.opened[-1])
        answer = ola.target(kari.home).ask(path, method, **OWN)
        is_led_to_the_hub = (method, what) == ("GET", "")
        assert answer.status in ((302,) if is_led_to_the_hub else (403, 405))
        assert "kernelId" not in answer.body

    def test_even_with_the_cookie_of_her_page_he_hears_nothing(
        self, kari: Target, ola: Teacher
    ) -> None:
        his = ola.target(kari.home)
        his.cookie += "; " + kari.cookie.rpartition("; ")[2]  # makkerskap-…, of her browser
        answer = his.ask(f"{kari.home}api/kernels/{kari.opened[-1]}/channels")
        assert answer.status == 403
        assert in_a_loop(first_word(kari, kari.opened[-1])) is not None  # hers hears

    def test_signing_in_at_her_dashboard_does_not_let_him_in(
        self, hub: Hub, kari: Target, ola: Teacher
    ) -> None:
        assert ola.status(kari.home) == 403


class TestComingIn:
    def test_the_path_may_be_written_as_another_program_writes_it(self, kari: Target) -> None:
        for written in (kari.home.replace("@", "%40"), kari.home[:-1]):
            answer = kari.ask(written)
            assert (answer.status, answer.headers["Location"]) == (301, kari.home)

    def test_nobody_is_let_in_by_a_token_in_an_address(self, kari: Target) -> None:
        stranger = Target(kari.server, kari.folder, home=kari.home, listens_at=kari.listens_at)
        assert stranger.ask(f"{kari.home}?token=").status == 302
        assert stranger.ask(f"{kari.home}enter", "POST", **OWN).status in (400, 403)

    def test_her_server_listens_where_no_connection_is_given_its_port(
        self, hub: Hub, kari: Target
    ) -> None:
        ports = set()
        for one in hub.family():
            with suppress(psutil.NoSuchProcess):  # it ends just now
                told = one.environ().get("JUPYTERHUB_SERVICE_URL", "")
                ports |= {urlsplit(told).port} - {None}
        assert ports
        assert max(ports) < 30_000  # or another may have it before the server does

    def test_who_is_of_two_schools_is_told(self, hub: Hub) -> None:
        teacher = Teacher(hub, NOBODY)
        teacher.sign_in()
        assert teacher.status("/hub/spawn") == 403

    def test_who_is_on_no_list_does_not_come_in(self, hub: Hub) -> None:
        with pytest.raises(PermissionError):
            Teacher(hub, "eva@bakke.example").sign_in()


class TestLeaving:
    def test_who_signs_out_leaves_no_server_behind(self, hub: Hub) -> None:
        teacher = Teacher(hub, OLA)
        teacher.sign_in()
        target = teacher.arrive()
        target.open_page()
        running = len(hub.family())
        assert teacher.status("/hub/logout") == 200
        until(lambda: len(hub.family()) < running - 2, "a server outlived its user")
        assert target.ask(target.home).status in (302, 424, 503)
