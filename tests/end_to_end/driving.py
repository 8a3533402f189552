"""The program under test, and the eye on what its pages do."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import BrowserContext, Dialog, Page

WIDE = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
THIS_MACHINE = {"localhost", "127.0.0.1"}


@dataclass
class Server:
    """A running ``makkerskap dashboard``, and the kernels behind its open pages."""

    process: subprocess.Popen[str]
    address: str
    workspace: Path

    def forget(self) -> None:
        """Let the next page find an empty workspace."""
        for file in self.workspace.parent.glob(f"{self.workspace.name}*"):
            file.unlink()

    def kernel_of(self, page: Page) -> psutil.Process:
        settings = page.locator("#jupyter-config-data").text_content() or ""
        kernel_id = re.search(r'"kernelId": "([\w-]+)"', settings)
        assert kernel_id
        return self.kernel(kernel_id[1])

    def kernel(self, kernel_id: str) -> psutil.Process:
        for process in psutil.Process(self.process.pid).children(recursive=True):
            if any(kernel_id in word for word in process.cmdline()):
                return process
        raise AssertionError("the page has no kernel")

    def stop(self) -> tuple[int, str]:
        """Press Ctrl+C; the exit status, and all that was printed since the address."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=15)
        return self.process.returncode, rest


def start_dashboard(
    *options: str, folder: Path | None = None, workspace: Path | None = None
) -> Server:
    program = Path(sys.executable).with_name("makkerskap")
    command = (program, "dashboard", "--no-browser", *options)
    return start_server(*command, folder=folder, workspace=workspace)


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
        env={**os.environ, "LOGNAME": "kari", "MAKKERSKAP_WORKSPACE": str(workspace)},
    )
    assert process.stdout
    first = process.stdout.readline()
    address = re.search(r"http://\S+", first)
    if address is None:
        rest, _ = process.communicate(timeout=15)
        raise AssertionError(first + rest)
    return Server(process, address[0], workspace)


@dataclass
class Watch:
    """What a page did that it should not have."""

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
        if address.scheme not in ("data", "blob") and address.hostname not in THIS_MACHINE:
            self.outside.append(url)

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)
