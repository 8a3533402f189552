"""The program under test, and the eye on what its pages do."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import BrowserContext, Dialog, Error, Locator, Page, expect

DASHBOARD = Path(__file__).parents[2] / "dashboards" / "koordinator.ipynb"
SERVE = """
import sys
from pathlib import Path
from toolkit.messages import Language
from toolkit.ui.serving import serve_notebook
serve_notebook(Path(sys.argv[1]), port=None, open_browser=False, language=Language.NB)
"""
WIDE = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
USER = "kari"  # logged in where the servers run
PATIENCE_S = 120  # on a busy machine; what is there is seen at once
STILL = """(one) => new Promise((resolve) => {
    let where, since;
    (function look() {
        const { left, top } = one.getBoundingClientRect();
        if (where !== `${left} ${top}`) since = performance.now();
        where = `${left} ${top}`;
        if (performance.now() - since > 300) resolve();
        else requestAnimationFrame(look);
    })();
})"""


def wait_until_still(target: Locator) -> None:
    """What has just changed takes no click, and an answer above may just come into sight."""
    expect(target.page.locator(".mk-resting")).to_have_count(0)
    target.evaluate(STILL)


STARTED: list["Server"] = []  # those that a test leaves are ended with it


@dataclass
class Server:
    """A running ``makkerskap dashboard``, and the kernels behind its open pages."""

    process: subprocess.Popen[str]
    address: str
    workspace: Path

    def forget(self, empty: bytes = b"") -> None:
        """Let the next page find a workspace that holds nothing, or none where none is given.

        The pages before it are closed, and their kernels end in their own time: one that still had
        the old file open would take what lies beside the new one for its own, and remove it. One
        that stays is a failure of its page; it is ended, for what comes next is another's.
        """
        try:
            until(lambda: not self._at_the_workspace(), "a page was left open")
        finally:
            for kernel in self._at_the_workspace():
                with suppress(psutil.NoSuchProcess):  # it ends just now
                    kernel.kill()
                    kernel.wait(PATIENCE_S)
            for file in self.workspace.parent.glob(f"{self.workspace.stem}*"):
                file.unlink(missing_ok=True)  # a save of the last page may just have ended
            if empty:
                self.workspace.write_bytes(empty)

    def leave(self, *contexts: BrowserContext) -> None:
        """Close all pages, and the browsers when the server has heard of it and ended the kernels.

        Of a page that goes with its browser, no server may be told.
        """
        pages = [page for context in contexts for page in context.pages]
        left = {kernel for page in pages if (kernel := kernel_id_of(page))}
        for page in pages:
            page.close()
        try:
            until(lambda: left.isdisjoint(self._kernels()), "a kernel outlived its page")
        finally:
            for context in contexts:
                context.close()

    def kernel_of(self, page: Page) -> psutil.Process:
        return self.kernel(kernel_id_of(page))

    def kernel(self, kernel_id: str) -> psutil.Process:
        return self._kernels()[kernel_id]

    def kernels(self) -> int:
        """How many kernels there are, the one that is ready for the next visitor among them."""
        return len(self._kernels())

    def kernel_ids(self) -> list[str]:
        """The identifiers of the kernels."""
        return list(self._kernels())

    def _at_the_workspace(self) -> list[psutil.Process]:
        """The kernels that have the workspace open."""
        found = []
        for kernel in self._kernels().values():
            with suppress(psutil.NoSuchProcess):  # it ends just now
                if any(Path(one.path) == self.workspace for one in kernel.open_files()):
                    found.append(kernel)
        return found

    def _kernels(self) -> dict[str, psutil.Process]:
        found = {}
        for process in self._itself.children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # it ends just now
                heard_at = " ".join(one.laddr for one in process.net_connections("unix"))
                if named := re.search(r"kernel-([\w-]+)-ipc", heard_at):
                    found[named[1]] = process
        return found

    @property
    def _itself(self) -> psutil.Process:
        return psutil.Process(self.process.pid)

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """Meanwhile it hears of nothing, and afterwards of all at once."""
        self._itself.suspend()
        yield
        self._itself.resume()

    def open_files(self) -> int:
        """How many files and connections the server has open."""
        return self._itself.num_fds()

    def memory(self) -> int:
        """Bytes that the server alone uses."""
        return int(self._itself.memory_full_info().uss)

    def stop(self) -> tuple[int, str]:
        """Press Ctrl+C; the exit status, and all that was printed since the address."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, rest

    def end(self) -> None:
        """Kill it, as a crash would."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE_S)


def start_dashboard(
    *options: str, folder: Path | None = None, workspace: Path | None = None
) -> Server:
    program = Path(sys.executable).with_name("makkerskap")
    command = (program, "dashboard", "--no-browser", *options)
    return start_server(*command, folder=folder, workspace=workspace)


def start_notebook(notebook: Path) -> Server:
    """Serve any notebook as the program serves a dashboard."""
    return start_server(sys.executable, "-c", SERVE, notebook, folder=notebook.parent)


def write_notebook(folder: Path, code: str) -> Path:
    """A notebook of one cell."""
    notebook = json.loads(DASHBOARD.read_text("utf-8"))
    notebook["cells"] = [{**notebook["cells"][0], "source": code}]
    file = folder / "koordinator.ipynb"
    file.write_text(json.dumps(notebook), "utf-8")
    return file


def start_server(
    *command: str | Path, folder: Path | None = None, workspace: Path | None = None
) -> Server:
    """Run a server in a folder, with a workspace of its own where none is given."""
    workspace = workspace or Path(mkdtemp(prefix="makkerskap-")) / "makkerskap.db"
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env={**os.environ, "LOGNAME": USER, "MAKKERSKAP_WORKSPACE": str(workspace)},
    )
    assert process.stdout
    first = process.stdout.readline()
    address = re.search(r"https?://\S+", first)
    if address is None:
        rest, _ = process.communicate(timeout=PATIENCE_S)
        raise AssertionError(first + rest)
    STARTED.append(Server(process, address[0], workspace))
    return STARTED[-1]


def start_with_browser(folder: Path) -> tuple[Server, str]:
    """A dashboard that asks for a token, and the address that it started its browser with."""
    opened, browser = folder / "opened", folder / "browser"
    os.mkfifo(opened)
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n', "utf-8")
    browser.chmod(0o700)
    program = Path(sys.executable).with_name("makkerskap")
    settings = (f"BROWSER={browser} %s", "DISPLAY=:0")
    server = start_server("env", *settings, program, "dashboard", "--token")
    return server, opened.read_text("utf-8")


@dataclass
class Watch:
    """What a page did that it should not have."""

    allowed: set[str] = field(default_factory=lambda: {"localhost", "127.0.0.1"})
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._check(request.url))
        context.on("console", lambda message: self._hear(message.type, message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", self._follow_page)

    def _follow_page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._check(socket.url))
        page.on("dialog", self._answer)

    def _answer(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":  # a script in a name would open one
            self.errors.append(f"a dialog opened: {dialog.message}")
        dialog.accept()

    def _check(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("data", "blob") and address.hostname not in self.allowed:
            self.outside.append(url)

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)


def kernel_id_of(page: Page) -> str:
    """Of the kernel behind a page; empty where there is none."""
    settings = ""
    with suppress(Error):  # a page that is gone
        settings = page.evaluate(
            "document.querySelector('#jupyter-config-data')?.textContent ?? ''"
        )
    found = re.search(r'"kernelId": "([\w-]+)"', settings)
    return found[1] if found else ""


def click_away(target: Locator) -> None:
    """Click what a click takes away, if it is still there; it may be going, or be made anew."""
    if target.is_visible():
        with suppress(Error):
            target.click(timeout=1000)


def drag_a_finger(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Put a finger on the page, draw it to another point, and lift it."""
    client = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", start)
    for step in range(1, 9):
        (x, y), (across, down) = start, (end[0] - start[0], end[1] - start[1])
        touch("touchMove", (x + across * step / 8, y + down * step / 8))
    touch("touchEnd")


def until(is_true: Callable[[], bool], trouble: str = "it did not happen") -> None:
    """Wait for what another process does; a wait that never ends is a failure."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_true():
        assert time.monotonic() < deadline, trouble
        time.sleep(0.05)
