"""Who may ask the server for anything: by a name of its own, from its own page, with its token."""

import hmac
import secrets
import socket
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest, split_host_and_port

LOCALHOST = "localhost"
_THIS_MACHINE = frozenset({LOCALHOST, "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Gate:
    """The gate of a server that listens at ``host``; ``token`` is None where none is needed."""

    host: str
    token: str | None

    @classmethod
    def at(cls, host: str, *, with_token: bool) -> "Gate":
        """A gate with a new token, if one is asked for or other machines reach the server."""
        needed = with_token or not _is_this_machine(host)
        return cls(host, secrets.token_urlsafe(32) if needed else None)

    @property
    def open_to_others(self) -> bool:
        """Whether other machines reach the server."""
        return not _is_this_machine(self.host)

    def address(self, port: int) -> str:
        """The address that opens the dashboard, token and all."""
        name = socket.gethostname() if _is_everywhere(self.host) else self.host
        name = f"[{name}]" if ":" in name else name
        return f"http://{name}:{port}/" + (f"?token={self.token}" if self.token else "")

    def is_addressed(self, request: HTTPServerRequest) -> bool:
        """Whether the request calls the server by a name of its own.

        Another's name that is made to lead here would make another's page one of ours.
        """
        name = split_host_and_port(request.host)[0].lower().strip("[]")
        return name in self._names or (self.open_to_others and name == _arrived_at(request))

    def is_from_our_page(self, request: HTTPServerRequest) -> bool:
        """Whether it comes from our own page, or from no page at all; others may only link here."""
        headers = request.headers
        if headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            mode, destination = headers.get("Sec-Fetch-Mode"), headers.get("Sec-Fetch-Dest")
            if (request.method, mode, destination) != ("GET", "navigate", "document"):
                return False
        try:
            return "Origin" not in headers or urlsplit(headers["Origin"]).netloc == request.host
        except ValueError:
            return False

    def brings_token(self, request: HTTPServerRequest) -> bool:
        """Whether the request is for the page, with the token in its address."""
        given = request.query_arguments.get("token", [])
        at_page = request.method == "GET" and request.path == "/"
        return at_page and any(self._is_token(one) for one in given)

    def has_token(self, request: HTTPServerRequest) -> bool:
        """Whether the browser kept the token from an earlier visit, where one is needed."""
        cookie = request.cookies.get(cookie_name(request))
        return self.token is None or (
            cookie is not None and self._is_token(cookie.value.encode(errors="replace"))
        )

    def _is_token(self, given: bytes) -> bool:
        return self.token is not None and hmac.compare_digest(given, self.token.encode())

    @cached_property
    def _names(self) -> frozenset[str]:
        if _is_everywhere(self.host):
            names = {socket.gethostname().lower(), socket.getfqdn().lower()}
            return _THIS_MACHINE | names
        own = frozenset({self.host.lower()})
        return own if self.open_to_others else own | _THIS_MACHINE


def cookie_name(request: HTTPServerRequest) -> str:
    """What the token is called in the browser: cookies know no ports, but servers may be many."""
    return f"makkerskap-{split_host_and_port(request.host)[1] or 80}"


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
