"""Voilà, as we use it: behind our gate, with our pages and our limits."""

import asyncio
import json
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellExecutionError
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from toolkit.files.limits import MOST_BACKUP, MOST_BYTES
from toolkit.messages import Language
from toolkit.ui.serving.assets import EXTENSIONS, TEMPLATE, ground, versioned
from toolkit.ui.serving.cells import with_figures
from toolkit.ui.serving.channel import MOST_TAKEN
from toolkit.ui.serving.connections import Connections
from toolkit.ui.serving.failures import Failure
from toolkit.ui.serving.gate import Gate
from toolkit.ui.serving.hall import HALL_PATH, KEPT_FREE, Hall
from toolkit.ui.serving.handlers import HEADERS, OneUser, handlers
from toolkit.ui.serving.hub import Hub
from toolkit.ui.serving.kernels import Kernels
from toolkit.ui.serving.pages import Page, Pages
from toolkit.ui.serving.ports import DEFAULT_PORT, PORT_RETRIES
from toolkit.ui.serving.processes import Processes
from toolkit.ui.serving.quiet import only_a_line
from toolkit.ui.serving.words import words

_LOOK_S = 0.2  # how often it is looked whether a kernel that is being started is alive


def settings(
    notebook: Path, gate: Gate, port: int | None, language: Language, folder: Path
) -> Config:
    """What Voilà and Jupyter are told."""
    config = Config(
        Voila={
            "notebook_path": str(notebook),
            "connection_dir_root": str(folder),
            "config_file_paths": [],  # nobody's own settings of Voilà
            "ip": gate.host,
            "base_url": gate.front.path,
            "port": DEFAULT_PORT if port is None else port,
            "port_retries": PORT_RETRIES if port is None else 0,
            "log_level": "ERROR",
            "identity_provider_class": OneUser,
            "tornado_settings": {
                "allow_remote_access": True,  # the gate knows better who is remote
                # The gate looks at where a request is from. Without Voilà's form cookie, a
                # closing tab can free its kernel.
                "disable_check_xsrf": True,
                "headers": HEADERS,
                "websocket_max_message_size": MOST_TAKEN,
            },
        },
        VoilaConfiguration={
            "template": TEMPLATE,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "extension_allowlist": EXTENSIONS,
            "multi_kernel_manager_class": Kernels,
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
        config.KernelManager.transport = "ipc"  # sockets in a folder of this user's own
    else:
        config.KernelManager.transport_encryption = "auto"
    return config


class _Renderer(NotebookRenderer):  # type: ignore[misc]  # untyped upstream
    """Runs the notebook and renders it; a cell that fails ends the page, which can say why.

    To who develops it the page is shown as far as it came, with what the cell's error tells.
    """

    is_own = False
    develop = False

    async def _jinja_cell_generator(self, nb: Any, kernel_id: str) -> Any:
        for index, cell in enumerate(nb.cells):
            try:
                await self.executor.async_execute_cell(cell, index, store_history=False)
            except CellExecutionError as error:
                if self.develop:
                    yield with_figures(cell)
                    break
                raise Failure.of_cell(error, is_own=self.is_own) from None
            yield with_figures(cell)
        await self._cleanup_resources()


class Server(Voila):  # type: ignore[misc]  # untyped upstream
    """Voilà behind our gate, that says where it is in our words, on its error pages too."""

    gate: Gate
    hub: Hub | None
    language: Language
    processes: Processes
    most: int
    is_own: bool
    develop: bool
    announce: Callable[[int], None]
    told: Callable[[Failure], None]
    hall: Hall | None = None

    def init_settings(self) -> dict[str, Any]:
        """Add what our own pages are rendered with."""
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.use(self.processes)
        settings["voila_jinja2_env"].globals |= {
            **self._said(),
            "language": self.language,
            "is_own": self.is_own,
            "develop": self.develop,
            "title": _title(Path(self.notebook_path)),
            "home": self.gate.front.path,
            "versioned": versioned,
            "most_bytes": MOST_BYTES,
            "most_backup": MOST_BACKUP,
            **ground(),
        }
        return settings

    def _said(self, *, in_a_hall: bool = False) -> dict[str, Any]:
        at_a_school = self.gate.front.site is not None
        all_words = {
            code.value: words(code, self.most, at_a_school=at_a_school, in_a_hall=in_a_hall)
            for code in Language
        }
        return {"words": all_words[self.language], "all_words": all_words}

    def _told_at(self, path: str) -> dict[str, Any]:
        """What the page's scripts are told where it lies at ``path``."""
        return get_page_config(  # type: ignore[no-any-return]  # untyped upstream
            base_url=path,
            settings=self.app.settings,
            log=self.log,
            voila_configuration=self.voila_configuration,
        )

    def init_handlers(self) -> list[Any]:
        """Answer what we answer, and nothing of Voilà's."""
        page_config = self._told_at(self.base_url)
        self.app.settings["voila_jinja2_env"].globals["page_config"] = page_config
        self.pages = self._pages_of(Path(self.notebook_path), page_config, self.most)
        tried = _tried_in_a_hall(Path(self.notebook_path))
        if self.hub is not None:  # which alone says who comes in
            return self.hub.guarded(handlers(self.gate, self.pages, self.told))
        if tried is None or self.most <= KEPT_FREE:
            return handlers(self.gate, self.pages, self.told)
        path = f"{self.gate.front.path}{HALL_PATH}"
        told_there = self._told_at(path)
        there = self._pages_of(tried, told_there, self.most - KEPT_FREE, one_each=True)
        self.hall = Hall.behind(self.gate, there)
        says = {**self._said(in_a_hall=True), "home": path, "page_config": told_there}
        return handlers(self.gate, self.pages, self.told, self.hall, says)

    def _pages_of(
        self, notebook: Path, page_config: dict[str, Any], most: int, *, one_each: bool = False
    ) -> Pages:
        return Pages(
            partial(self._make_page, notebook, page_config),
            self.kernel_manager.shutdown_kernel,
            self.kernel_manager.lives,
            most=most,
            at_once=max(2, os.cpu_count() or 2),
            has_room=self._has_room,
            one_each=one_each,
        )

    def _has_room(self) -> bool:
        in_hall = 0 if self.hall is None else self.hall.pages.taken
        return self.pages.taken + in_hall < self.most

    async def _make_page(self, notebook_file: Path, page_config: dict[str, Any]) -> Page:
        notebook = os.path.relpath(notebook_file, self.root_dir)
        renderer = _Renderer(
            voila_configuration=self.voila_configuration,
            traitlet_config=self.config,
            notebook_path=notebook,
            template_paths=self.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            kernel_spec_manager=self.kernel_spec_manager,
            base_url=page_config["baseUrl"],
            page_config=page_config,
        )
        renderer.is_own, renderer.develop = self.is_own, self.develop
        await renderer.initialize()
        kernel_id = await self.kernel_manager.start_kernel(
            kernel_name=renderer.notebook.metadata.kernelspec.name
        )
        try:
            kernel = self.kernel_manager.get_kernel(kernel_id)
            rendering = renderer.generate_content_str(kernel_id, kernel)
            lives = partial(self.kernel_manager.lives, kernel_id)
            return Page(kernel_id, await _while_alive(lives, rendering))
        except BaseException:
            if self.kernel_manager.lives(kernel_id):  # a dead one is ended by who watches it
                await self.kernel_manager.shutdown_kernel(kernel_id, now=True)
            raise

    def listen(self) -> None:
        """Listen as Voilà does, with a server that bounds what its clients hold."""
        self.app.listen = Connections.listening(self.app)
        super().listen()

    def initialize(self, argv: list[str] | None = None) -> None:
        """Prepare everything but the listening."""
        super().initialize(argv)
        self.ioloop = IOLoop.current()
        signal.signal(signal.SIGINT, self._handle_signal_stop)
        only_a_line(self.log, logging.getLogger("tornado"))
        # Messages to tabs that have just closed, and pages that could not be opened, which are
        # told in our own words, are no news.
        for name in ("asyncio", "tornado.access"):
            logging.getLogger(name).setLevel(logging.CRITICAL)

    def launch_browser(self) -> None:
        """Voilà calls this when it listens; from the loop, the address can be used at once."""
        self.ioloop.add_callback(self.announce, self.port)
        self.ioloop.add_callback(self.pages.prepare)

    def _handle_signal_stop(self, sig: int, frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a second one means it
        self.ioloop.add_callback_from_signal(self._leave)

    async def _leave(self) -> None:
        pages = [self.pages] if self.hall is None else [self.pages, self.hall.pages]
        for some in pages:
            some.make_no_more()
        # A kernel that is on its way, or is going, cannot be told to stop: it is waited for.
        kernels = self.kernel_manager
        try:
            await _all(kernels._pending_kernels.values())
            await _all(kernels.shutdown_kernel(one, now=True) for one in kernels.list_kernel_ids())
            await _all(some.settle() for some in pages)
        finally:
            self.ioloop.stop()


async def _all(work: Iterable[Awaitable[Any]]) -> None:
    """Wait for all of it, whatever becomes of each: two may end the same kernel."""
    await asyncio.gather(*work, return_exceptions=True)


async def _while_alive(lives: Callable[[], bool], work: Coroutine[Any, Any, str]) -> str:
    """What the work gives; ``Failure`` if the kernel dies meanwhile, whose answer never comes."""
    working = asyncio.ensure_future(work)
    while lives():
        done, _pending = await asyncio.wait({working}, timeout=_LOOK_S)
        if done:
            return working.result()
    working.cancel()
    raise Failure("died")


def _title(notebook: Path) -> str:
    return str(_metadata(notebook).get("title", "VIP Makkerskap"))


def _tried_in_a_hall(notebook: Path) -> Path | None:
    """The notebook that participants try while this one is shown to them; None for most."""
    name = _metadata(notebook).get("hall")
    return notebook.with_name(str(name)) if name else None


def _metadata(notebook: Path) -> dict[str, Any]:
    metadata: dict[str, Any] = json.loads(notebook.read_text("utf-8"))["metadata"]
    return metadata
