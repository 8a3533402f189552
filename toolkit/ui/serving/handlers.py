"""What the server answers: the page, its own files, its kernel's channel. Nothing else.

The list is made here from nothing, so that what Voilà and Jupyter can serve besides (files,
notebooks, kernels by the list, themes, a login) has no address.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.httputil import HTTPServerRequest, split_host_and_port
from tornado.routing import Matcher, Rule
from tornado.web import HTTPError, RequestHandler, StaticFileHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from toolkit.ui.serving.assets import TYPES, assets, never_changes
from toolkit.ui.serving.channel import Channel
from toolkit.ui.serving.connections import has_hung_up
from toolkit.ui.serving.failures import FULL, Failure
from toolkit.ui.serving.gate import (
    Gate,
    is_ahead_of_time,
    is_from_elsewhere,
    new_secret,
)
from toolkit.ui.serving.guesses import TooMany
from toolkit.ui.serving.hall import Hall
from toolkit.ui.serving.pages import Pages

HEADERS = {
    # Scripts are files of ours, or a widget's own module; styles, Lumino and Plotly write inline.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not no-referrer: the closing page's request would then be from nowhere, and be refused.
    "Referrer-Policy": "same-origin",
    "Server": "makkerskap",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_MAY_SEND = HEADERS["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'")
ASKS = "X-Makkerskap"  # a header that only a script of our own page can send
_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_A_YEAR = 31_536_000  # seconds


def handlers(
    gate: Gate,
    pages: Pages,
    told: Callable[[Failure], None],
    hall: Hall | None = None,
    hall_says: Mapping[str, Any] | None = None,
) -> list[Any]:
    """All that answers, the gate first; ``told`` hears of each page that could not be opened.

    What is the ``hall``'s answers behind a gate of its own, with pages of its own, at its own path;
    ``hall_says`` is what its pages are rendered with in place of the others'.
    """
    files = assets()
    if hall is None:
        return _answers(_Door(gate, pages, told), files, ())
    home, at = gate.front.path, re.escape(hall.gate.front.path)
    door = _Door(hall.gate, hall.pages, told, hall_says or {}, lambda: hall.is_on)
    own = _Door(gate, pages, told)
    now = (rf"{at}now", _Now, {"door": door, "hall": hall})
    leading = (rf"{re.escape(home)}leading", _Leading, {"door": own, "hall": hall})
    return [
        Rule(_When(hall.is_asked), _answers(door, files, (now,))),
        *_answers(own, files, (leading,)),
    ]


@dataclass(frozen=True)
class _Door:
    """A way in: who may come, and the pages behind it.

    ``says`` is what its pages are rendered with in place of the server's own, and ``is_on`` tells
    whether anybody is let in at all.
    """

    gate: Gate
    pages: Pages
    told: Callable[[Failure], None]
    says: Mapping[str, Any] = field(default_factory=dict)
    is_on: Callable[[], bool] = lambda: True


def _answers(door: _Door, files: Mapping[str, Path], more: Sequence[Any]) -> list[Any]:
    """What answers at one door; ``more`` is what only this one has."""
    gate, home = door.gate, door.gate.front.path
    meant = unquote(home)

    def is_at_entrance(request: HTTPServerRequest) -> bool:
        return gate.is_addressed(request) and request.path == f"{home}enter"

    def is_stranger(request: HTTPServerRequest) -> bool:
        return not (gate.is_addressed(request) and gate.is_from_our_page(request))

    def is_led_here(request: HTTPServerRequest) -> bool:
        return request.path == home and is_from_elsewhere(request)

    def is_nearly_home(request: HTTPServerRequest) -> bool:
        return request.path != home and unquote(request.path) in (meant, meant[:-1])

    mine = {"door": door}
    at = re.escape(home)
    return [
        Rule(_When(is_at_entrance), _Enter, mine),
        Rule(_When(is_stranger), _Refused, mine),
        Rule(_When(is_nearly_home), _Nearby, mine),
        Rule(_When(gate.brings_token), _Welcome, mine),
        Rule(_When(is_led_here), _Elsewhere, mine),
        Rule(_When(lambda request: not gate.is_open_to(request)), _Closed, mine),
        *more,
        (at, _Shell, mine),
        (rf"{at}page", _Opening, mine),
        (rf"{at}api/kernels/{_KERNEL}", _Kernel, mine),
        (rf"{at}api/kernels/{_KERNEL}/channels", _Channel, mine),
        (rf"{at}voila/api/shutdown/{_KERNEL}", _Shutdown, mine),
        (rf"{at}(voila/.*)", _Asset, {**mine, "assets": files}),
        (r".*", _Missing, mine),
    ]


class OneUser(IdentityProvider):
    """There are no accounts: whom the gate lets in is the user."""

    def get_user(self, handler: RequestHandler) -> User:
        """The same user for every request, with no cookie."""
        return User("user")


class _When(Matcher):
    """Matches the requests that something is true of, whatever their path."""

    def __init__(self, is_true: Callable[[HTTPServerRequest], bool]) -> None:
        self._is_true = is_true

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        return {} if self._is_true(request) else None


class _Calm(RequestHandler):
    """Has our headers, and error pages in our words."""

    title, text, button = "error_title", "error", "reload"
    asks = False  # whether there is a field for the code
    door: _Door

    def initialize(self, door: _Door) -> None:
        self.door = door

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.show()

    def show(self) -> None:
        """Answer with a page of one sentence."""
        self.set_header("Cache-Control", "no-store")
        if self.asks:
            self.set_header("Content-Security-Policy", _MAY_SEND)
        shown = {"title": self.title, "text": self.text, "button": self.button, "asks": self.asks}
        self.finish(self.rendered("error.html", shown))

    def turn_away(self, text: str) -> NoReturn:
        """Refuse, and ask for the code as long as there is one that opens."""
        self.title, self.text, self.button, self.asks = "closed_title", text, "", True
        if not self.door.is_on():
            self.title, self.text, self.asks = "over_title", "over", False
        raise HTTPError(403)

    def rendered(self, template: str, shown: Mapping[str, Any]) -> str:
        """A page of this door's."""
        page = self.settings["voila_jinja2_env"].get_template(template)
        return str(page.render(**shown, **self.door.says))


class _Refused(_Calm):
    """Answers those who did not come through the gate, whatever they ask."""

    title, text, button = "refused_title", "refused", ""

    def prepare(self) -> None:
        raise HTTPError(403)


class _Closed(_Calm):
    """Answers a browser that has not come in, which may have the code."""

    def prepare(self) -> None:
        self.turn_away("closed")


class _Missing(_Calm):
    """Answers at every address where there is nothing."""

    def prepare(self) -> None:
        raise HTTPError(404)


class _Nearby(_Calm):
    """Leads who has left out the last slash to the page, or written a sign of its path as %40.

    A cookie is not sent to the one, nor found at the other.
    """

    def get(self) -> None:
        self.redirect(self.door.gate.front.path, permanent=True)


class _Elsewhere(_Calm):
    """Answers a link on another site: the user has to want the page, not only the site."""

    title, text, button = "elsewhere_title", "elsewhere", "open"

    def get(self) -> None:
        self.show()


def _has_gone(handler: RequestHandler) -> bool:
    """Whether the browser that asks has hung up."""
    return has_hung_up(handler.request.connection.stream)  # type: ignore[union-attr]


def _give(handler: RequestHandler, gate: Gate, secret: str) -> None:
    """Give the browser the secret that it is known by."""
    handler.set_cookie(gate.cookie_name(handler.request), secret, **gate.cookie_limits())


class _Welcome(_Calm):
    """Lets in a browser that has the token, and sends it on to an address without it.

    Not a redirect: one that began at a link in a letter would come without the new cookie.
    """

    def get(self) -> None:
        if is_ahead_of_time(self.request):
            raise HTTPError(503)  # or a guess would use up the token
        self.let_in()
        self.lead_on()

    def let_in(self) -> None:
        """Give the browser its secret."""
        _give(self, self.door.gate, self.door.gate.let_in())
        self.set_header("Cache-Control", "no-store")

    def lead_on(self) -> None:
        """Answer with a page that leads to the dashboard."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.write(
            '<!DOCTYPE html><title>VIP Makkerskap</title><link rel="icon" href="data:,">'
            '<meta http-equiv="refresh" content="0; url='
            f'{self.door.gate.front.path}">'
        )


class _Enter(_Welcome):
    """Lets in who sends what lets in, in a form: it stands in no address, so no browser keeps it.

    The form is on our page, or in the file that the program starts its browser with. What lets in
    is not answered with a page: the browser may keep a page with what was sent for it.
    """

    async def post(self) -> None:
        gate, given = self.door.gate, self.get_body_argument("token", "")
        try:
            is_right = await gate.guesses.is_right(
                partial(gate.is_password, given), partial(_has_gone, self)
            )
        except TooMany:
            self.turn_away("code_too_many")
        if not is_right:
            self.turn_away("code_wrong")
        self.let_in()
        if gate.is_from_our_page(self.request):
            self.redirect(gate.front.path, status=303)
        else:
            # From a file it would come there without its secret, as one that is led there.
            limits = {**gate.cookie_limits(), "samesite": "Lax"}
            self.set_cookie(self._led_in, "1", **limits, max_age=60)
            self.redirect(self.request.path, status=303)

    def get(self) -> None:
        if self.get_cookie(self._led_in) is None:  # another site may lead here too
            self.redirect(self.door.gate.front.path, status=303)
            return
        self.clear_cookie(self._led_in, **self.door.gate.cookie_limits())
        self.lead_on()

    @property
    def _led_in(self) -> str:
        """The cookie of a browser that has just been let in, and comes from a file."""
        return f"{self.door.gate.cookie_name(self.request)}-led-in"


class _Shell(_Calm):
    """The page before it has a kernel: it asks for one itself, so a link costs nothing."""

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.write(self.rendered("shell.html", {}))


class _Opening(_Calm):
    """Makes the page for the shell that asks: its kernel, and what the browser shows of it."""

    _asking: asyncio.Task[Any] | None = None

    async def post(self) -> None:
        if ASKS not in self.request.headers:
            raise HTTPError(403)
        gate, pages = self.door.gate, self.door.pages
        owner = gate.visitor(self.request) or new_secret()
        self.set_header("Cache-Control", "no-store")
        self._asking = asyncio.ensure_future(pages.open(owner, partial(_has_gone, self)))
        try:
            page = await self._asking
        except asyncio.CancelledError:
            return
        except Failure as failure:
            self.door.told(failure)
            self.set_status(503 if failure.reason == FULL else 500)
            self.finish({"reason": failure.reason, "kind": failure.kind})
            return
        if owner not in gate.visitors:  # only who has a page is remembered
            if gate.token is not None:  # and was let out again while it was made
                raise HTTPError(403)
            gate.visitors.add(owner)
            _give(self, gate, owner)
        self.finish(page.html)

    def on_connection_close(self) -> None:
        if self._asking is not None:
            self._asking.cancel()


class _Now(_Calm):
    """Tells a participant where the hall is."""

    def initialize(self, door: _Door, hall: Hall) -> None:  # type: ignore[override]
        super().initialize(door)
        self._hall = hall

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish({"step": self._hall.step, "sent": self._hall.sent})


class _Leading(_Now):
    """Takes what the one who leads the hall wants, and tells how it is."""

    def prepare(self) -> None:
        if ASKS not in self.request.headers:
            raise HTTPError(403)

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish(self._hall.told(split_host_and_port(self.request.host)[1] or 80))

    def post(self) -> None:
        hall, wanted = self._hall, self.get_body_argument("do")
        if wanted == "begin":
            hall.begin()
        elif wanted == "end":
            hall.end()
        else:
            hall.send_to(wanted)
        self.get()


class _OfOwner(_Calm):
    """Answers only the browser that a page was made for, whoever may know its kernel's name."""

    def check_origin(self, origin: str = "") -> bool:
        return True  # the gate has looked at it, and knows all names of the server

    async def prepare(self) -> None:
        self.page = self.door.pages.of(self.path_kwargs["kernel_id"])
        if self.page is None:
            raise HTTPError(404)
        if self.page.owner is None or self.page.owner != self.door.gate.visitor(self.request):
            raise HTTPError(403)
        if (prepared := super().prepare()) is not None:
            await prepared


class _Kernel(_OfOwner, KernelHandler):  # type: ignore[misc]  # both prepare
    """Tells a page that its kernel is there."""

    SUPPORTED_METHODS = ("GET",)


class _Shutdown(_OfOwner, VoilaShutdownKernelHandler):  # type: ignore[misc]  # untyped upstream
    """Ends the kernel of a page that closes."""


class _Channel(_OfOwner, Channel):
    """A page's line to its kernel."""


class _Asset(_Calm, StaticFileHandler):
    """One of the page's own files."""

    def initialize(self, door: _Door, assets: Mapping[str, Path]) -> None:  # type: ignore[override]
        _Calm.initialize(self, door)
        StaticFileHandler.initialize(self, path="")
        self._assets = assets

    def parse_url_path(self, url_path: str) -> str:
        return url_path

    def get_absolute_path(self, root: str, path: str) -> str:  # type: ignore[override]
        if path not in self._assets:
            raise HTTPError(404)
        return str(self._assets[path])

    def validate_absolute_path(self, root: str, absolute_path: str) -> str:
        return absolute_path

    def get_content_type(self) -> str:
        return TYPES[Path(self.absolute_path or "").suffix]

    def set_extra_headers(self, path: str) -> None:
        for_ever = never_changes(path, self.request.query)
        self.set_header(
            "Cache-Control", f"max-age={_A_YEAR}, immutable" if for_ever else "no-cache"
        )
