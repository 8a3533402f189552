"""Serves a dashboard to the browser on this machine, with Voilà, and to nobody else.

Why it is safe without a password: the server listens on localhost only, and answers only
requests that are addressed to localhost, so no web page can reach it through a name of its
own. Requests that change something are refused when another site's page sends them, by
their origin; that is why Voilà's form cookie can be left out, which lets a closing tab
free its kernel. Every tab has a kernel of its own under an identifier that cannot be
guessed, no file is served, and a visitor can run no code, only use the widgets.
"""

import asyncio
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from traitlets.config import Config
from voila.app import Voila
from voila.handler import BaseVoilaHandler

from toolkit.errors import InputError
from toolkit.messages import Language, Message, Translator

DEFAULT_NAME = "koordinator"
DEFAULT_PORT = 8866
_HOST = "localhost"
_PACKAGE = Path(__file__).parents[1]
_JUPYTER_DIR = Path(__file__).parent / "share" / "jupyter"
_LARGEST_UPLOAD = 64 * 2**20  # bytes

# The words of the page around the dashboard: while it loads, and when it cannot.
_WORDS = {
    "skip": Message("Skip to the content"),
    "loading": Message("Getting ready …"),
    "noscript": Message("This page needs JavaScript. Turn it on in the browser, and reload."),
    "lost": Message(
        "The page has lost its connection and cannot go on. "
        "What you have downloaded is safe. Reload the page to start again."
    ),
    "reload": Message("Reload"),
    "error_title": Message("Something went wrong"),
    "error": Message("The page could not be shown. Reload it, or start the program again."),
}


def serve(
    name: str = DEFAULT_NAME,
    *,
    port: int | None = None,
    open_browser: bool = True,
    language: Language = Language.NB,
) -> int:
    """Serve the dashboard ``name`` until it is interrupted; returns the exit status, 0.

    ``port`` is the one to use, or None for the usual one or any free one near it. Raises
    ``InputError`` for an unknown dashboard, or a port that is taken.
    """
    serve_notebook(_find_dashboard(name), port=port, open_browser=open_browser, language=language)
    return 0


def serve_notebook(
    notebook: Path, *, port: int | None, open_browser: bool, language: Language
) -> None:
    """Serve any notebook as ``serve`` serves a dashboard."""
    if port is not None and not _is_free(port):
        raise InputError(
            Message("Port {port} is taken. Choose another, or leave out --port.", port=port)
        )
    # Kernels inherit these: where the page's template is, and which language it opens in.
    os.environ["JUPYTER_PATH"] = str(_JUPYTER_DIR)
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["LANGUAGE"] = language
    translate = Translator(language)

    def announce(address: str) -> None:
        told = translate(
            Message("The dashboard is at {address}  (Ctrl+C stops it)", address=address)
        )
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
        if open_browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()

    server = _Server(config=_settings(notebook, port, language))
    server.words = _words(language)
    server.language = language
    server.announce = announce
    server.initialize([])
    server.start()


def _find_dashboard(name: str) -> Path:
    """The dashboard's notebook: beside the package in a checkout, inside it when installed."""
    folders = (_PACKAGE.parent / "dashboards", _PACKAGE / "_shipped" / "dashboards")
    found = {path.stem: path for folder in folders for path in folder.glob("*.ipynb")}
    if name not in found:
        raise InputError(
            Message(
                "There is no dashboard called {name}. There is: {found}.",
                name=name,
                found=sorted(found),
            )
        )
    return found[name]


def _is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((_HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _has_screen() -> bool:
    """Whether a browser can show anything; without one, a browser in the terminal would start."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _settings(notebook: Path, port: int | None, language: Language) -> Config:
    settings = Config(
        Voila={
            "notebook_path": str(notebook),
            "config_file_paths": [],  # nobody's own settings of Voilà
            "ip": _HOST,
            "port": DEFAULT_PORT if port is None else port,
            "port_retries": 50 if port is None else 0,
            "log_level": "ERROR",
            "tornado_settings": {
                "allow_remote_access": False,
                "disable_check_xsrf": True,
                "websocket_max_message_size": _LARGEST_UPLOAD,
            },
        },
        VoilaConfiguration={
            "template": "makkerskap",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "file_allowlist": [],
            "extension_allowlist": [
                "@jupyter-widgets/jupyterlab-manager",
                "@voila-dashboards/widgets-manager8",
                "anywidget",
            ],
            "multi_kernel_manager_class": _Kernels,
            "preheat_kernel": True,
            "default_pool_size": 1,
            "resources": {"makkerskap": {code.value: _words(code) for code in Language}},
        },
        HTMLExporter={"language_code": language.value},
        # Where many open the page at once, a kernel's answer may take longer than the usual 4 s.
        VoilaExecutor={"iopub_timeout": 60},
        # A closing tab ends its kernel; these end what a crash or a pulled plug left behind.
        MappingKernelManager={"cull_idle_timeout": 600, "cull_interval": 60},
        KernelManager={"shutdown_wait_time": 1.0},
    )
    if os.name == "posix":
        settings.KernelManager.transport = "ipc"
    return settings


def _words(language: Language) -> dict[str, str]:
    translate = Translator(language)
    return {key: translate(message) for key, message in _WORDS.items()}


class _Kernels(AsyncMappingKernelManager):
    """Kernels that say nothing outside their page: an error's text could carry a name."""

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]  # as upstream
        return await super().start_kernel(stdout=DEVNULL, stderr=DEVNULL, **options)


class _NoFile(BaseVoilaHandler):  # type: ignore[misc]  # untyped upstream
    """Answers with our own page where Voilà would look for a file; none is served."""

    async def get(self) -> None:
        raise HTTPError(403)


class _Server(Voila):  # type: ignore[misc]  # untyped upstream
    """Voilà that says where it is in our words, on its error pages too."""

    words: Mapping[str, str]
    language: Language
    announce: Callable[[str], None]

    def setup_template_dirs(self) -> None:
        super().setup_template_dirs()
        # Plotly's script is fetched once, when the first figure asks for it.
        plotly = find_spec("plotly")
        assert plotly is not None
        assert plotly.submodule_search_locations is not None
        self.static_paths.append(str(Path(plotly.submodule_search_locations[0], "package_data")))

    def init_settings(self) -> dict[str, Any]:
        settings: dict[str, Any] = super().init_settings()
        settings["voila_jinja2_env"].globals |= {"words": self.words, "language": self.language}
        return settings

    def init_handlers(self) -> list[tuple[Any, ...]]:
        options = {"voila_configuration": self.voila_configuration}
        handlers: list[tuple[Any, ...]] = super().init_handlers()
        return [(r"/voila/files/.*", _NoFile, options), *handlers]

    def initialize(self, argv: list[str] | None = None) -> None:
        super().initialize(argv)
        self.ioloop = IOLoop.current()
        signal.signal(signal.SIGINT, self._handle_signal_stop)
        # Refused requests, and messages to tabs that have just closed, are no news.
        logging.getLogger("tornado").setLevel(logging.ERROR)
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)

    def launch_browser(self) -> None:
        """Voilà calls this when it listens; from the loop, the address can be used at once."""
        self.ioloop.add_callback(self.announce, self.display_url)

    def _handle_signal_stop(self, sig: int, frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a second one means it
        self.ioloop.add_callback_from_signal(self._leave)

    async def _leave(self) -> None:
        # A kernel that is on its way cannot be told to stop, and would be left behind.
        kernels = self.kernel_manager
        try:
            await asyncio.gather(*kernels._pending_kernels.values(), return_exceptions=True)
            await kernels.shutdown_all(now=True)
        finally:
            self.ioloop.stop()
