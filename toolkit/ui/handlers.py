"""What the server answers: the page, its own files, its kernel's channel. Nothing else.

The list is made here from nothing, so that what Voilà and Jupyter can serve besides (files,
notebooks, kernels by the list, themes, a login) has no address. A file is found in a table
of whole addresses, made when the server starts: no path is ever put together from a request.
"""

import json
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import HTTPError, RequestHandler, StaticFileHandler
from voila.paths import collect_static_paths
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_voila_labextensions_path

from toolkit.ui.gate import Gate, cookie_name

TEMPLATE = "makkerskap"
EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]
HEADERS = {
    # Scripts are files of ours, or a widget's own module; styles, Lumino and Plotly write inline.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not no-referrer: the closing page's request would then be from nowhere, and be refused.
    "Referrer-Policy": "same-origin",
    "Server": "makkerskap",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_PROTOCOL_ERROR = 1002  # as RFC 6455 has it
_CONTROL = "jupyter.widget.control"  # where the page asks for the widgets that are there
_ASKED_BY_THE_PAGE = frozenset(
    {"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"}
)


def handlers(gate: Gate, page_options: Mapping[str, Any]) -> list[Any]:
    """All that answers, the gate first; ``page_options`` are what Voilà's page handler takes."""

    def is_stranger(request: HTTPServerRequest) -> bool:
        return not (gate.is_addressed(request) and gate.is_from_our_page(request))

    return [
        Rule(_When(is_stranger), _Refused),
        Rule(_When(gate.brings_token), _Welcome, {"gate": gate}),
        Rule(_When(lambda request: not gate.has_token(request)), _Refused),
        (r"/", _Page, page_options),
        (rf"/api/kernels/{_KERNEL}", _Kernel),
        (rf"/api/kernels/{_KERNEL}/channels", _Channel),
        (rf"/voila/api/shutdown/{_KERNEL}", VoilaShutdownKernelHandler),
        (r"(/voila/.*)", _Asset, {"assets": _assets()}),
        (r".*", _Missing),
    ]


def error_page_ground() -> dict[str, str]:
    """The look of an error page, which may ask the server for nothing more."""
    static = Path(__file__).parent / "share/jupyter/voila/templates" / TEMPLATE / "static"
    icon = (static / "icon.svg").read_text("utf-8")
    return {
        "style": (static / "makkerskap.css").read_text("utf-8"),
        "icon": "data:image/svg+xml," + quote(icon),
    }


def _assets() -> dict[str, Path]:
    """Every file that the page may ask for, by its address."""
    template = [Path(folder) for folder in collect_static_paths(["voila"], TEMPLATE)]
    plotly = find_spec("plotly")
    assert plotly is not None
    assert plotly.submodule_search_locations is not None
    folders = {f"/voila/templates/{TEMPLATE}/static": template, "/voila/static": template}
    for name in EXTENSIONS:
        found = [Path(folder, name, "static") for folder in get_voila_labextensions_path()]
        folders[f"/voila/labextensions/{name}/static"] = found
    assets = {
        f"{address}/{file.relative_to(folder).as_posix()}": file
        for address, within in folders.items()
        for folder in reversed(within)  # the first that has a file wins
        for file in folder.rglob("*")
        if file.suffix in _TYPES and file.is_file()
    }
    # Plotly's script is fetched once, when the first figure asks for it.
    script = Path(plotly.submodule_search_locations[0], "package_data", "plotly.min.js")
    return {**assets, "/voila/static/plotly.min.js": script}


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

    title, text = "error_title", "error"

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.set_header("Cache-Control", "no-store")
        page = self.settings["voila_jinja2_env"].get_template("error.html")
        self.finish(page.render(title=self.title, text=self.text))


class _Refused(_Calm):
    """Answers those who did not come through the gate, whatever they ask."""

    title, text = "refused_title", "refused"

    def prepare(self) -> None:
        raise HTTPError(403)


class _Missing(_Calm):
    """Answers at every address where there is nothing."""

    def prepare(self) -> None:
        raise HTTPError(404)


class _Welcome(_Calm):
    """Lets the browser keep the token, and sends it on to an address without it.

    Not a redirect: one that began at a link in a letter would come without the new cookie,
    and the browser's history would keep the address. A page of ours that leads on does neither.
    """

    def initialize(self, gate: Gate) -> None:
        self._gate = gate

    def get(self) -> None:
        assert self._gate.token is not None
        self.set_cookie(
            cookie_name(self.request), self._gate.token, httponly=True, samesite="Strict"
        )
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.write(
            '<!DOCTYPE html><title>VIP Makkerskap</title><link rel="icon" href="data:,">'
            '<meta http-equiv="refresh" content="0; url=/">'
        )


class _Page(_Calm, TornadoVoilaHandler):  # type: ignore[misc]  # untyped upstream
    """The dashboard, with a kernel of its own."""


class _Kernel(KernelHandler):
    """Tells a page that its kernel is there."""

    SUPPORTED_METHODS = ("GET",)


class _Asset(_Calm, StaticFileHandler):
    """One of the page's own files."""

    def initialize(self, assets: Mapping[str, Path]) -> None:  # type: ignore[override]
        super().initialize(path="")
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
        return _TYPES[Path(self.absolute_path or "").suffix]


class _Channel(_Calm, VoilaKernelWebsocketHandler):  # type: ignore[misc]  # untyped upstream
    """The page's line to its kernel: what its widgets say, and nothing that is code."""

    async def open(self, kernel_id: str) -> None:
        if self.selected_subprotocol == _PROTOCOL:
            await super().open(kernel_id)
        else:
            self.close(_PROTOCOL_ERROR)

    def on_message(self, message: str | bytes) -> None:
        if _is_from_widgets(message):
            super().on_message(message)


def _is_from_widgets(message: str | bytes) -> bool:
    """Whether a message is one that the page's widgets send.

    A page never makes widgets in the kernel, so nobody may open a channel to one of a class
    of his own choosing. The message begins with the number of its parts and where each begins.
    """
    if isinstance(message, str):
        return False
    words = [int.from_bytes(message[at : at + 8], "little") for at in range(0, 64, 8)]
    count, offsets = words[0], words[1:]
    # channel, header, parent, metadata, content, and the end; buffers come between the last two
    if not 6 <= count < len(message) // 8:
        return False
    try:
        channel = message[offsets[0] : offsets[1]]
        kind = json.loads(message[offsets[1] : offsets[2]])["msg_type"]
        content = json.loads(message[offsets[4] : offsets[5]])
        return (
            channel == b"shell"
            and kind in _ASKED_BY_THE_PAGE
            and (kind != "comm_open" or content["target_name"] == _CONTROL)
        )
    except (ValueError, KeyError, TypeError):
        return False
