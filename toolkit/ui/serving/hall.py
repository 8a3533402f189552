"""A hall in which everyone tries on a screen of their own, for as long as the one who leads wants.

Who has the code of the hall, or its token as a picture (QR), gets a page of the hall's own notebook
and nothing else: it has a gate, a path and kernels of its own. When the hall has ended, its code,
its token and every cookie that was given for them open nothing more.
"""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

from tornado.httputil import HTTPServerRequest

from toolkit.ui.serving.front import Front
from toolkit.ui.serving.gate import Gate, new_code, new_secret
from toolkit.ui.serving.pages import Pages

LASTS_S = 3600.0
"""Seconds after which a hall ends by itself."""
KEPT_FREE = 4
"""Pages that a hall leaves to the one who leads."""
HALL_PATH = "hall/"
_CODE_LENGTH = 8  # of 31 signs: 40 bits, that open an hour's exercise and nothing else
_STEP = re.compile(r"[a-z_]{0,40}")


@dataclass
class Hall:
    """The participants' own ``gate`` and ``pages``, and the ``step`` that all were sent to.

    ``sent`` counts how often they were, so that who has gone on alone is sent again.
    """

    gate: Gate
    pages: Pages
    is_on: bool = False
    step: str = ""
    sent: int = 0
    _timer: asyncio.TimerHandle | None = field(default=None, repr=False)

    @classmethod
    def behind(cls, gate: Gate, pages: Pages) -> "Hall":
        """A hall at the same server; nobody is let in yet."""
        front = Front(f"{gate.front.path}{HALL_PATH}", gate.front.site)
        return cls(Gate(gate.host, new_secret(), front), pages)

    @property
    def can_begin(self) -> bool:
        """Whether participants can reach the server at all."""
        return self.gate.open_to_others

    def is_asked(self, request: HTTPServerRequest) -> bool:
        """Whether a request is for something of the hall's."""
        home = self.gate.front.path
        return request.path == home[:-1] or request.path.startswith(home)

    def begin(self) -> None:
        """Let participants in, with a token that is only this hall's."""
        self.end()
        if self.can_begin:
            self.is_on = True
            self.pages.prepare()
            self._timer = asyncio.get_running_loop().call_later(LASTS_S, self.end)

    def end(self) -> None:
        """Let nobody in any more, and end every page at once."""
        self.is_on, self.step, self.sent = False, "", 0
        if self._timer is not None:
            self._timer.cancel()
        # The locks are changed: what opened them is known to nobody any more.
        self.gate.visitors.clear()
        self.gate.token, self.gate.code = new_secret(), new_code(_CODE_LENGTH)
        self.pages.clear()

    def send_to(self, step: str) -> None:
        """Send everyone to a step, by its key."""
        if self.is_on and _STEP.fullmatch(step):
            self.step, self.sent = step, self.sent + 1

    def told(self, port: int) -> dict[str, Any]:
        """What the one who leads is told; the participants are told ``step`` and ``sent``."""
        gate = self.gate
        return {
            "on": self.is_on,
            "can_begin": self.can_begin,
            "address": gate.plain_address(port) if self.is_on else "",
            "code": gate.code if self.is_on else "",
            "picture": gate.address(port) if self.is_on else "",
            "here": self.pages.seen,
            "step": self.step,
        }
