"""Who may ask the server for anything: by a name of its own, from its own page, with a token."""

import hmac
import re
import secrets
import socket
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tornado.httputil import HTTPServerRequest, split_host_and_port

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.ui.serving.front import Front
from toolkit.ui.serving.guesses import Guesses

LOCALHOST = "localhost"
_CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_CODE_LENGTH = 12  # of 31 signs: 59 bits, beyond what anyone can try over a network
_SHORTEST_TOKEN = 32
_MOST_VISITORS = 10_000
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{_SHORTEST_TOKEN},200}}")
_THIS_MACHINE = frozenset({LOCALHOST, "127.0.0.1", "::1"})


def new_code(length: int = _CODE_LENGTH) -> str:
    """A new code of so many signs, with a line after every fourth."""
    signs = "".join(secrets.choice(_CODE_SIGNS) for _ in range(length))
    return "-".join(signs[at : at + 4] for at in range(0, length, 4))


@dataclass
class Gate:
    """The gate of a server that listens at ``host``; ``token`` is None where none is needed.

    A token lets a browser in, which then has a secret of its own in a cookie. A browser's history
    keeps every address that it was at, so on this machine a token serves once. Where other
    machines ask, many people are given one address, and its token goes on serving; who types
    the code instead leaves nothing behind.
    """

    host: str
    token: str | None = field(repr=False)
    front: Front = field(default_factory=Front)
    visitors: set[str] = field(default_factory=set, repr=False)
    """The secrets of the browsers that have come in."""
    keeps_token: bool = False
    """Whether the token is one that outlives the server, and is therefore shown nowhere."""
    code: str = field(default_factory=new_code, repr=False)
    """What serves for the token where other machines ask, and can be typed."""
    guesses: Guesses = field(default_factory=Guesses, repr=False)
    """Who types, and whether it is to wait."""

    @classmethod
    def at(
        cls, host: str, *, with_token: bool, front: Front | None = None, own: str | None = None
    ) -> "Gate":
        """A gate with a token, if one is asked for or other machines reach the server.

        It is a new one, or ``own``; raises ``InputError`` where that could serve only once.
        """
        gate = cls(host, own, front or Front())
        if own is not None:
            gate.keeps_token = True
            if not gate.open_to_others:
                raise InputError(
                    Message(
                        "--token-file is for a server that others reach: "
                        "give --public-address or --host too."
                    )
                )
        elif with_token or gate.open_to_others:
            gate.token = secrets.token_urlsafe(32)
        return gate

    @property
    def open_to_others(self) -> bool:
        """Whether other machines reach the server, by itself or through what stands before it."""
        return self._listens_to_others or self.front.site is not None

    @property
    def _listens_to_others(self) -> bool:
        return not _is_this_machine(self.host)

    def address(self, port: int) -> str:
        """The address that opens the dashboard, with the token if that may be shown."""
        is_told = self.token is not None and not self.keeps_token
        return self.plain_address(port) + (f"?token={self.token}" if is_told else "")

    def plain_address(self, port: int) -> str:
        """The address that a browser has when it is in."""
        name = socket.gethostname() if _is_everywhere(self.host) else self.host
        name = f"[{name}]" if ":" in name else name
        return (self.front.site or f"http://{name}:{port}") + self.front.path

    def is_addressed(self, request: HTTPServerRequest) -> bool:
        """Whether the request calls the server by a name of its own.

        Another's name that is made to lead here would make another's page one of ours.
        """
        name = split_host_and_port(request.host)[0].lower().strip("[]")
        return name in self._names or (self._listens_to_others and name == _arrived_at(request))

    def is_from_our_page(self, request: HTTPServerRequest) -> bool:
        """Whether it comes from our own page, or from no page at all; others may only link here."""
        headers = request.headers
        if is_from_elsewhere(request):
            mode, destination = headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")
            if (request.method, mode, destination) != ("GET", "navigate", "document"):
                return False
        if "Origin" not in headers:
            return True
        if self.front.site is not None:
            return headers["Origin"] == self.front.site
        try:
            return urlsplit(headers["Origin"]).netloc == request.host
        except ValueError:
            return False

    def brings_token(self, request: HTTPServerRequest) -> bool:
        """Whether the request is for the page, with the token in its address."""
        given = request.query_arguments.get("token", [])
        at_page = request.method == "GET" and request.path == self.front.path
        return at_page and any(self.is_token(one) for one in given)

    def let_in(self) -> str:
        """A new secret for the cookie of a browser that may come in."""
        if self.token is not None and not self.open_to_others:
            self.token = secrets.token_urlsafe(32)  # the one that was shown has served
        secret = new_secret()
        if len(self.visitors) >= _MOST_VISITORS:
            self.visitors.pop()  # who has the token comes in as often as he likes
        self.visitors.add(secret)
        return secret

    def visitor(self, request: HTTPServerRequest) -> str | None:
        """The secret of a browser that has come in before."""
        cookie = request.cookies.get(self.cookie_name(request))
        return cookie.value if cookie is not None and cookie.value in self.visitors else None

    def is_open_to(self, request: HTTPServerRequest) -> bool:
        """Whether the browser has come in, or needs no token to."""
        return self.token is None or self.visitor(request) is not None

    def is_token(self, given: bytes) -> bool:
        """Whether this is what lets a browser in."""
        return self.token is not None and hmac.compare_digest(given, self.token.encode())

    def is_password(self, typed: str) -> bool:
        """Whether this, typed or pasted, lets a browser in: a token, its address, or the code."""
        if self.is_token(typed.strip().rpartition("token=")[2].encode()):
            return True
        given = "".join(sign for sign in typed.lower() if sign in _CODE_SIGNS)
        serves = self.token is not None and self.open_to_others
        return serves and hmac.compare_digest(given, self.code.replace("-", ""))

    def cookie_name(self, request: HTTPServerRequest) -> str:
        """What the secret is called in the browser.

        Cookies know no ports, but servers may be many, and one path may lie inside another's.
        """
        site = self.front.site
        port = self.front.port if site else split_host_and_port(request.host)[1] or 80
        path = quote(self.front.path.replace("/", "-"))  # a user's name in it may have an @
        return f"makkerskap-{port}{path}".rstrip("-")

    def cookie_limits(self) -> dict[str, Any]:
        """Where the browser may send the secret: to this server alone, and from its own page."""
        return {
            "path": self.front.path,
            "secure": self.front.is_encrypted,
            "httponly": True,
            "samesite": "Strict",
        }

    @cached_property
    def _names(self) -> frozenset[str]:
        return self._own_names | ({self.front.name} if self.front.name else set())

    @property
    def _own_names(self) -> frozenset[str]:
        if _is_everywhere(self.host):
            names = {socket.gethostname().lower(), socket.getfqdn().lower()}
            return _THIS_MACHINE | names
        own = frozenset({self.host.lower()})
        return own if self._listens_to_others else own | _THIS_MACHINE


def read_token(file: str) -> str:
    """The token that stands in a file; raises ``InputError`` for one that could be guessed."""
    try:
        found = Path(file).read_text("ascii").strip()
    except (OSError, ValueError) as error:
        raise InputError(
            Message("{file}, the file with the token, cannot be read.", file=file)
        ) from error
    if not _TOKEN.fullmatch(found):
        raise InputError(
            Message(
                "The token in {file} has to be at least {least} letters and digits that nobody "
                "can guess. Make one with: openssl rand -hex 32",
                file=file,
                least=_SHORTEST_TOKEN,
            )
        )
    return found


def new_secret() -> str:
    """What a browser is known by, and nobody can guess."""
    return secrets.token_urlsafe(32)


def is_from_elsewhere(request: HTTPServerRequest) -> bool:
    """Whether another site made the browser ask; one that does not say is taken at its word."""
    return request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none")


def is_ahead_of_time(request: HTTPServerRequest) -> bool:
    """Whether the browser only guesses that somebody will want this."""
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == LOCALHOST


def _is_everywhere(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _arrived_at(request: HTTPServerRequest) -> str | None:
    """The address of this machine that the request came to."""
    stream = getattr(request.connection, "stream", None)
    if stream is None or stream.socket is None:
        return None
    return str(stream.socket.getsockname()[0]).partition("%")[0]
