"""Serves a dashboard to the browser, with Voilà: on this machine, unless told otherwise.

Why it is safe on this machine without a token: the server listens on localhost only, and
answers only requests that are addressed to localhost and come from its own page, so no other
web page can use it. Every tab has a kernel of its own under an identifier that cannot be
guessed, no file is served but the page's own, and a visitor can run no code, only use the
widgets. Who may ask is in ``gate``, what there is to be asked for in ``handlers``.

What that does not keep out is another user who is logged in on the same machine: localhost is
theirs too. ``token`` is for such machines, and is always on where other machines can ask.
"""

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from html import escape
from pathlib import Path
from subprocess import DEVNULL
from tempfile import NamedTemporaryFile
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila

from toolkit.errors import InputError
from toolkit.messages import Language, Message, Translator
from toolkit.standard_output import ours
from toolkit.ui.gate import LOCALHOST, Gate
from toolkit.ui.handlers import (
    EXTENSIONS,
    HEADERS,
    TEMPLATE,
    OneUser,
    error_page_ground,
    handlers,
)
from toolkit.workspace.location import LOCATION, absolute

DEFAULT_NAME = "koordinator"
DEFAULT_PORT = 8866
_PACKAGE = Path(__file__).parents[1]
_JUPYTER_DIR = Path(__file__).parent / "share" / "jupyter"
_LARGEST_UPLOAD = 64 * 2**20  # bytes, of a message on a page's channel
_LARGEST_REQUEST = 2**16  # bytes; the page only ever posts an empty one

# The words of the page around the dashboard: while it loads, and when it cannot.
_WORDS = {
    "skip": Message("Skip to the content"),
    "loading": Message("Getting ready …"),
    "noscript": Message("This page needs JavaScript. Turn it on in the browser, and reload."),
    "lost": Message(
        "The page has lost its connection and cannot go on. "
        "What was saved is safe. Reload the page to go on."
    ),
    "reload": Message("Reload"),
    "error_title": Message("Something went wrong"),
    "error": Message("The page could not be shown. Reload it, or start the program again."),
    "refused_title": Message("This address does not open the dashboard"),
    "refused": Message(
        "Use the whole address that the program printed when it was started, "
        "or ask the one who started it."
    ),
}


def serve(
    name: str = DEFAULT_NAME,
    *,
    host: str = LOCALHOST,
    port: int | None = None,
    token: bool = False,
    open_browser: bool = True,
    language: Language = Language.NB,
    workspace: str | None = None,
) -> int:
    """Serve the dashboard ``name`` until it is interrupted; returns the exit status, 0.

    ``host`` is the address or name to listen at, and ``port`` the port, or None for the usual
    one or any free one near it. Where other machines reach ``host``, and where ``token`` is
    true, only those come in who have the whole address that is printed. ``workspace`` says
    where the workspace is kept. Raises ``InputError`` for an unknown dashboard, an address
    that is not this machine's, or a port that is taken.
    """
    if workspace is not None:
        # In the environment, which kernels inherit and nobody prints: it may hold a password.
        # A kernel has another folder, so the location is told whole.
        os.environ[LOCATION] = absolute(workspace)
    serve_notebook(
        _find_dashboard(name),
        gate=Gate.at(host, with_token=token),
        port=port,
        open_browser=open_browser,
        language=language,
    )
    return 0


def serve_notebook(
    notebook: Path,
    *,
    gate: Gate | None = None,
    port: int | None,
    open_browser: bool,
    language: Language,
) -> None:
    """Serve any notebook as ``serve`` serves a dashboard; without ``gate``, on this machine."""
    gate = gate or Gate.at(LOCALHOST, with_token=False)
    _refuse_unusable(gate.host, port)
    # Kernels inherit these: where the page's template is, and which language it opens in.
    os.environ["JUPYTER_PATH"] = str(_JUPYTER_DIR)
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["LANGUAGE"] = language
    translate = Translator(language)

    with ExitStack() as while_it_runs:

        def announce(port: int) -> None:
            address = gate.address(port)
            told = [Message("The dashboard is at {address}  (Ctrl+C stops it)", address=address)]
            if gate.open_to_others:
                told.append(
                    Message(
                        "Whoever has this address can use the dashboard. "
                        "The traffic is not encrypted."
                    )
                )
            with ours():
                sys.stdout.writelines(f"{translate(message)}\n" for message in told)
            if open_browser and _has_screen():
                if gate.token is not None:
                    address = while_it_runs.enter_context(_private_link(address))
                threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()

        server = _Server(config=_settings(notebook, gate, port, language))
        server.gate = gate
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


def _refuse_unusable(host: str, port: int | None) -> None:
    """Raise ``InputError`` if ``host`` is not this machine's, or ``port`` is taken there."""
    strange = Message("{host} is no address of this machine. Give another --host.", host=host)
    try:
        family, kind, _, _, address = socket.getaddrinfo(host or "?", port or 0)[0]
    except OSError as error:
        raise InputError(strange) from error
    with socket.socket(family, kind) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(address)
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
                raise InputError(strange) from error
            raise InputError(
                Message("Port {port} is taken. Choose another, or leave out --port.", port=port)
            ) from error


@contextmanager
def _private_link(address: str) -> Iterator[str]:
    """The address of a file that leads to ``address``, and that only this user can read.

    A browser is started with its address on the command line, where all users of the machine
    see it.
    """
    with NamedTemporaryFile("w", prefix="makkerskap-", suffix=".html", delete_on_close=False) as f:
        f.write(f'<!DOCTYPE html><meta http-equiv="refresh" content="0; url={escape(address)}">')
        f.close()
        yield Path(f.name).as_uri()


def _has_screen() -> bool:
    """Whether a browser can show anything; without one, a browser in the terminal would start."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _settings(notebook: Path, gate: Gate, port: int | None, language: Language) -> Config:
    settings = Config(
        Voila={
            "notebook_path": str(notebook),
            "config_file_paths": [],  # nobody's own settings of Voilà
            "ip": gate.host,
            "port": DEFAULT_PORT if port is None else port,
            "port_retries": 50 if port is None else 0,
            "log_level": "ERROR",
            "identity_provider_class": OneUser,
            "tornado_settings": {
                "allow_remote_access": True,  # the gate knows better who is remote
                # The gate looks at where a request is from. Without Voilà's form cookie, a
                # closing tab can free its kernel.
                "disable_check_xsrf": True,
                "headers": HEADERS,
                "websocket_max_message_size": _LARGEST_UPLOAD,
            },
        },
        VoilaConfiguration={
            "template": TEMPLATE,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "extension_allowlist": EXTENSIONS,
            "multi_kernel_manager_class": _Kernels,
            "preheat_kernel": True,
            "default_pool_size": 1,
            # What Voilà sends while it waits is a script, which the page would not run.
            "http_keep_alive_timeout": 3600,
            "resources": {"makkerskap": {code.value: _words(code) for code in Language}},
        },
        HTMLExporter={"language_code": language.value},
        # Where many open the page at once, a kernel's answer may take longer than the usual 4 s.
        VoilaExecutor={"iopub_timeout": 60},
        # A closing tab ends its kernel; these end what a crash or a pulled plug left behind.
        MappingKernelManager={"cull_idle_timeout": 600, "cull_interval": 60},
        KernelManager={"shutdown_wait_time": 1.0},
    )
    # Nobody else on the machine may listen to what a kernel says to the server.
    if os.name == "posix":
        settings.KernelManager.transport = "ipc"  # sockets in a folder of this user's own
    else:
        settings.KernelManager.transport_encryption = "auto"
    return settings


def _words(language: Language) -> dict[str, str]:
    translate = Translator(language)
    return {key: translate(message) for key, message in _WORDS.items()}


class _Kernels(AsyncMappingKernelManager):
    """Kernels that say nothing outside their page: an error's text could carry a name."""

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]  # as upstream
        return await super().start_kernel(stdout=DEVNULL, stderr=DEVNULL, **options)


class _Server(Voila):  # type: ignore[misc]  # untyped upstream
    """Voilà behind our gate, that says where it is in our words, on its error pages too."""

    gate: Gate
    language: Language
    announce: Callable[[int], None]

    def init_settings(self) -> dict[str, Any]:
        settings: dict[str, Any] = super().init_settings()
        known = {"words": _words(self.language), "language": self.language}
        settings["voila_jinja2_env"].globals |= known | error_page_ground()
        return settings

    def init_handlers(self) -> list[Any]:
        page_options = {
            "notebook_path": os.path.relpath(self.notebook_path, self.root_dir),
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return handlers(self.gate, page_options)

    def listen(self) -> None:
        self.app.listen = partial(self.app.listen, max_body_size=_LARGEST_REQUEST)
        super().listen()

    def initialize(self, argv: list[str] | None = None) -> None:
        super().initialize(argv)
        self.ioloop = IOLoop.current()
        signal.signal(signal.SIGINT, self._handle_signal_stop)
        # Refused requests, and messages to tabs that have just closed, are no news.
        logging.getLogger("tornado").setLevel(logging.ERROR)
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)

    def launch_browser(self) -> None:
        """Voilà calls this when it listens; from the loop, the address can be used at once."""
        self.ioloop.add_callback(self.announce, self.port)

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
