"""A JupyterHub as deploy/ has it, where anybody on its lists signs in with one password."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

import psutil

from .attacking import Target
from .driving import PATIENCE_S

CONFIG = Path(__file__).parents[2] / "deploy" / "jupyterhub_config.py"
PROXY = "configurable-http-proxy"
_NOT_YET = (424, 429, 503)  # what the hub says where nothing runs, or too many begin at once
PASSWORD = "for the tests alone, and long enough"
TESTED = """
load_subconfig({config!r})
c = get_config()
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.http_timeout = c.Spawner.start_timeout = 600
"""


@dataclass
class Hub:
    """A running JupyterHub, and the folder that all of it is in."""

    process: subprocess.Popen[bytes]
    folder: Path
    port: int

    @property
    def site(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8")

    def family(self) -> list[psutil.Process]:
        """The hub, its proxy, and all that it has started."""
        hub = psutil.Process(self.process.pid)
        return [hub, *hub.children(recursive=True)]

    def stop(self) -> None:
        """End it, and all that it has started."""
        family = self.family()
        self.process.terminate()
        self.process.wait(5 * PATIENCE_S)  # it ends them one by one
        _gone, left = psutil.wait_procs(family, PATIENCE_S)
        for one in left:
            one.kill()
        assert not left


def is_installed() -> bool:
    """Whether the hub's proxy is there, which is no Python."""
    return shutil.which(PROXY) is not None


def start_hub(folder: Path, schools: dict[str, tuple[str, Iterable[str]]]) -> Hub:
    """Start one for schools: by name, where the workspace is and who the teachers are."""
    port, hub, api = _free_ports(3)
    lists = [
        f"[{name}]\nworkspace = {workspace!r}\nteachers = {list(teachers)}\n"
        for name, (workspace, teachers) in schools.items()
    ]
    (folder / "schools.toml").write_text("\n".join(lists), "utf-8")
    config = TESTED.format(config=str(CONFIG), password=PASSWORD, hub=hub, api=api)
    (folder / "config.py").write_text(config, "utf-8")
    site = f"http://localhost:{port}"
    programs = Path(sys.executable).parent
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "jupyterhub", "--config", "config.py"],
            cwd=folder,
            stdout=log,
            stderr=log,
            env={
                **os.environ,
                "PATH": f"{programs}:{os.environ['PATH']}",
                "MAKKERSKAP_SCHOOLS": str(folder / "schools.toml"),
                "PUBLIC_ADDRESS": site,
                "BIND_URL": site,
            },
        )
    running = Hub(process, folder, port)
    deadline = time.monotonic() + 3 * PATIENCE_S  # it imports much
    while "JupyterHub is now running" not in running.log:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise AssertionError(running.log)
        time.sleep(0.1)
    return running


def _free_ports(many: int) -> list[int]:
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(many)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


@dataclass
class Teacher:
    """Somebody at a browser, by protocol."""

    hub: Hub
    name: str
    cookies: CookieJar = field(default_factory=CookieJar)
    patience_s: int = PATIENCE_S

    @property
    def home(self) -> str:
        """The path of the server that is this teacher's own."""
        return f"/user/{quote(self.name, safe='@')}/"

    def sign_in(self) -> None:
        """Sign in at the hub; raises ``PermissionError`` where it knows nobody of this name."""
        self._open("/hub/login")
        told = {"username": self.name, "password": PASSWORD, "_xsrf": self._cookie("_xsrf")}
        try:
            self._open("/hub/login?next=%2Fhub%2Fhome", urlencode(told).encode())
        except HTTPError as error:
            raise PermissionError from error

    def arrive(self) -> Target:
        """Have the dashboard started, and come in to it as a browser does."""
        deadline = time.monotonic() + self.patience_s
        self.status("/hub/spawn")
        pause = 0.5
        while True:
            try:
                url, page = self._open(self.home)
            except HTTPError as error:
                if error.code not in _NOT_YET:
                    raise
                self.status("/hub/spawn")  # as one presses the button again
            else:
                if url == f"{self.hub.site}{self.home}" and 'id="mk-' in page:
                    return self.target(self.home)
            assert time.monotonic() < deadline, self.hub.log
            time.sleep(pause)
            pause = min(5, 1.5 * pause)  # or many who ask again and again are what is measured

    def target(self, home: str) -> Target:
        """Whoever has the cookies of this teacher, at anybody's dashboard."""
        target = Target(None, Path(), home=home, listens_at=self.hub.port)  # type: ignore[arg-type]
        target.cookie = "; ".join(f"{one.name}={one.value}" for one in self.cookies)
        return target

    def _cookie(self, name: str) -> str:
        return next(one.value or "" for one in self.cookies if one.name == name)

    def status(self, path: str) -> int:
        """What is answered in the end to who follows where it leads."""
        try:
            self._open(path)
        except HTTPError as error:
            return error.code
        return 200

    def _open(self, path: str, data: bytes | None = None) -> tuple[str, str]:
        with self._browser.open(self.hub.site + path, data, self.patience_s) as answer:
            return answer.url, answer.read().decode()

    @property
    def _browser(self) -> OpenerDirector:
        return build_opener(ProxyHandler({}), HTTPCookieProcessor(self.cookies))
