"""Begins it: finds the dashboard, says where it is, and opens the browser."""

import errno
import json
import os
import socket
import sys
import threading
import webbrowser
from html import escape
from pathlib import Path

from toolkit.errors import InputError, Spot
from toolkit.messages import Language, Message, Translator
from toolkit.standard_output import ours
from toolkit.ui import cluster
from toolkit.ui.serving.accounts import is_shared
from toolkit.ui.serving.assets import JUPYTER_DIR
from toolkit.ui.serving.failures import FULL, Failure
from toolkit.ui.serving.folder import folder_of_this_run
from toolkit.ui.serving.front import Front
from toolkit.ui.serving.gate import LOCALHOST, Gate, read_token
from toolkit.ui.serving.hub import Hub
from toolkit.ui.serving.limits import most_pages, raise_handles
from toolkit.ui.serving.processes import Processes
from toolkit.ui.serving.words import words
from toolkit.workspace.location import LOCATION, absolute

DEFAULT_NAME = "koordinator"
_NOT_ENCRYPTED = Message("The traffic is not encrypted.")
_PACKAGE = Path(__file__).parents[2]


def serve(
    name: str = DEFAULT_NAME,
    *,
    host: str = LOCALHOST,
    port: int | None = None,
    token: bool | None = None,
    base_url: str | None = None,
    public_address: str | None = None,
    token_file: str | None = None,
    pages: int | None = None,
    open_browser: bool = True,
    language: Language = Language.NB,
    workspace: str | None = None,
    develop: bool = False,
    jupyterhub: bool = False,
    scheduler: str | None = None,
) -> int:
    """Serve the dashboard ``name`` until it is interrupted; returns the exit status, 0.

    ``name`` may also be the path of any notebook, ``MITT.ipynb``; ``develop`` shows on its page
    where a cell or a callback failed.

    ``host`` is the address or name to listen at, and ``port`` the port, or None for the usual
    one or any free one near it. Where other machines reach ``host``, and where ``token`` is
    true, only those come in who have the whole address that is printed; without a word about
    it, that is so where other people use this machine. ``base_url`` is the path under which
    everything is ("/makkerskap/"), and ``public_address`` what browsers call the server that
    stands before this one and passes requests on ("https://vip.skole.example"); who comes that way
    needs the token. ``token_file`` names a file with a token that stays the same from start to
    start, and is told to nobody; without it, each start has its own. ``pages`` is how many pages
    may be open at once, or None for as many as the machine has room for. ``workspace`` says where
    the workspace is kept. With ``jupyterhub``, a JupyterHub has started this process: it says where
    to listen and under which path, and those come in whom it lets use this server. ``scheduler``
    is the address of the Dask cluster on which all classes of a school are planned. Raises
    ``InputError`` for an unknown dashboard, a file that is no notebook, an address that is not this
    machine's, a port that is taken, a path, an address or a token that cannot be, and where no
    JupyterHub is.
    """
    if workspace is not None:
        # In the environment, which kernels inherit and nobody prints: it may hold a password.
        # A kernel has another folder, so the location is told whole.
        os.environ[LOCATION] = absolute(workspace)
    if scheduler is not None:
        os.environ[cluster.VARIABLE] = scheduler
    hub = Hub.of_this_process() if jupyterhub else None
    others = (port, token, base_url, public_address, token_file)
    if hub and (host != LOCALHOST or any(one is not None for one in others)):
        raise InputError(
            Message("With --jupyterhub, only JupyterHub says where the dashboard is, and for whom.")
        )
    is_own = name.endswith(".ipynb")
    serve_notebook(
        _own_notebook(name) if is_own else _find_dashboard(name),
        gate=hub.gate()
        if hub
        else Gate.at(
            host,
            with_token=is_shared() if token is None else token,
            front=Front.read(base_url, public_address),
            own=None if token_file is None else read_token(token_file),
        ),
        hub=hub,
        port=hub.port if hub else port,
        pages=pages,
        open_browser=open_browser,
        language=language,
        is_own=is_own,
        develop=develop,
    )
    return 0


def serve_notebook(
    notebook: Path,
    *,
    gate: Gate | None = None,
    hub: Hub | None = None,
    port: int | None,
    pages: int | None = None,
    open_browser: bool,
    language: Language,
    is_own: bool = False,
    develop: bool = False,
) -> None:
    """Serve any notebook as ``serve`` serves a dashboard; without ``gate``, on this machine.

    One that ``is_own`` is shown cell by cell; another is there when its dashboard is.
    """
    gate = gate or Gate.at(LOCALHOST, with_token=False)
    refuse_unusable(gate.host, port)
    # Kernels inherit these: where the page's template is, and which language it opens in.
    os.environ["JUPYTER_PATH"] = str(JUPYTER_DIR)
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["LANGUAGE"] = language
    raise_handles()
    with folder_of_this_run() as folder:
        processes = processes_of(notebook, folder)
        processes.begin_ahead()
        from toolkit.ui.serving.server import Server, settings  # it takes as long as the process

        server = Server(config=settings(notebook, gate, port, language, folder))
        server.gate, server.hub = gate, hub
        server.language = language
        server.processes = processes
        server.is_own, server.develop = is_own, develop
        server.most = pages or most_pages()
        teller = _Teller(gate, folder, Translator(language), open_browser=open_browser)
        server.announce = teller.announce
        server.told = teller.tell_failure
        try:
            server.initialize([])
            server.start()
        finally:
            processes.end()


def processes_of(notebook: Path, folder: Path) -> Processes:
    """The way to make them that this system has, for kernels that run ``notebook``."""
    if sys.platform == "linux":
        from toolkit.ui.serving.forked import Forked

        return Forked(notebook, folder)
    from toolkit.ui.serving.spawned import Spawned

    return Spawned(notebook, folder)


class _Teller:
    """Says in the terminal where the dashboard is, and opens the browser there."""

    def __init__(
        self, gate: Gate, folder: Path, translate: Translator, *, open_browser: bool
    ) -> None:
        self._gate, self._folder, self._translate = gate, folder, translate
        self._open_browser = open_browser and has_screen()

    def announce(self, port: int) -> None:
        """Tell the address; once more for each Enter, for an address may serve once."""
        self._tell(port)
        if self._gate.token is not None and sys.stdin is not None and sys.stdin.isatty():
            threading.Thread(target=self._tell_again, args=[port], daemon=True).start()

    def tell_failure(self, failure: Failure) -> None:
        """Tell why a page could not be opened; that all of them are open is no news."""
        if failure.reason != FULL:
            said = words(self._translate.language, 0)[failure.reason]
            self._say([said.replace("{kind}", failure.kind)])

    def _tell(self, port: int) -> None:
        address = self._gate.address(port)
        translate = self._translate
        told = [
            translate(Message("The dashboard is at {address}  (Ctrl+C stops it)", address=address))
        ]
        if self._gate.open_to_others:
            told.append(" ".join(translate(message) for message in self._to_others(port)))
        elif self._gate.token is not None:
            told.append(translate(Message("The address serves once. Press Enter for a new one.")))
        self._say(told)
        if self._open_browser:
            link = address if self._gate.token is None else self._private_link(port)
            threading.Thread(target=webbrowser.open, args=[link], daemon=True).start()

    def _to_others(self, port: int) -> list[Message]:
        open_line = [] if self._gate.front.is_encrypted else [_NOT_ENCRYPTED]
        if self._gate.token is None:
            return [Message("JupyterHub says who may use the dashboard."), *open_line]
        if self._gate.keeps_token:
            return [Message("Whoever has the token in the file can use the dashboard."), *open_line]
        return [
            Message("Whoever has this address can use the dashboard."),
            *open_line,
            Message(
                "A browser keeps the address. "
                "It keeps nothing where one opens {address} and types the code {code}.",
                address=self._gate.plain_address(port),
                code=self._gate.code,
            ),
        ]

    def _tell_again(self, port: int) -> None:
        for _line in sys.stdin:
            self._tell(port)

    def _private_link(self, port: int) -> str:
        """The address of a file that lets the browser in, and that only this user can read.

        A browser is started with its address on the command line, where all users of the machine
        see it, and keeps in its history every address that it was at.
        """
        assert self._gate.token is not None
        file = self._folder / "open.html"
        file.touch(0o600)
        file.write_text(
            '<!DOCTYPE html><meta charset="utf-8"><title>VIP Makkerskap</title>'
            f'<form method="post" action="{escape(self._gate.plain_address(port))}enter">'
            f'<input type="hidden" name="token" value="{escape(self._gate.token)}">'
            "<noscript><button>VIP Makkerskap</button></noscript></form>"
            "<script>document.forms[0].submit()</script>",
            "utf-8",
        )
        return file.as_uri()

    def _say(self, lines: list[str]) -> None:
        with ours():
            sys.stdout.writelines(f"{line}\n" for line in lines)


def dashboards() -> dict[str, Path]:
    """The dashboards' notebooks: beside the package in a checkout, inside it when installed."""
    folders = (_PACKAGE.parent / "dashboards", _PACKAGE / "_shipped" / "dashboards")
    return {path.stem: path for folder in folders for path in folder.glob("*.ipynb")}


def _find_dashboard(name: str) -> Path:
    found = dashboards()
    if name not in found:
        raise InputError(
            Message(
                "There is no dashboard called {name}. There is: {found}. "
                "A notebook of your own is opened by its path, as my.ipynb.",
                name=name,
                found=sorted(found),
            )
        )
    return found[name]


def _own_notebook(name: str) -> Path:
    path = Path(name).expanduser().absolute()
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
    except OSError:
        raise InputError(
            Message("There is no such file. Check the name and the folder."), Spot(path.name)
        ) from None
    except (ValueError, LookupError, TypeError):
        cells = None
    if not isinstance(cells, list):
        raise InputError(Message("This is no notebook."), Spot(path.name))
    return path


def refuse_unusable(host: str, port: int | None) -> None:
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


def has_screen() -> bool:
    """Whether a browser can show anything; without one, a browser in the terminal would start."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
