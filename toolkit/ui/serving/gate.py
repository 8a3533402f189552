"""Who may ask the server for anything: by a name of its own, from its own page, with a token."""

import hmac
import secrets
import socket
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import ip_address
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest, split_host_and_port

LOCALHOST = "localhost"
_CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_CODE_LENGTH = 12  # of 31 signs: 59 bits, beyond what anyone can try over a network
_THIS_MACHINE = frozenset({LOCALHOST, "127.0.0.1", "::1"})


def _new_code() -> str:
    """A new code, with a line after every fourth sign."""
    signs = "".join(secrets.choice(_CODE_SIGNS) for _ in range(_CODE_LENGTH))
    return "-".join(signs[at : at + 4] for at in range(0, _CODE_LENGTH, 4))


@dataclass
class Gate:
    """The gate of a server that listens at ``host``; ``token`` is None where none is needed.

    A token lets a browser in, which then has a secret of its own in a cookie. A browser's history
    keeps every address that it was at, so on this machine a token serves once. Where other
    machines ask, many people are given one address, and its token goes on serving; who types
    the code instead leaves nothing behind.
    """

    host: str
    token: str | None
    visitors: set[str] = field(default_factory=set)
    """The secrets of the browsers that have come in."""
    code: str = field(default_factory=_new_code, repr=False)
    """What serves for the token where other machines ask, and can be typed."""

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
        return self.plain_address(port) + (f"?token={self.token}" if self.token else "")

    def plain_address(self, port: int) -> str:
        """The address that a browser has when it is in."""
        name = socket.gethostname() if _is_everywhere(self.host) else self.host
        name = f"[{name}]" if ":" in name else name
        return f"http://{name}:{port}/"

    def is_addressed(self, request: HTTPServerRequest) -> bool:
        """Whether the request calls the server by a name of its own.

        Another's name that is made to lead here would make another's page one of ours.
        """
        name = split_host_and_port(request.host)[0].lower().strip("[]")
        return name in self._names or (self.open_to_others and name == _arrived_at(request))

    def is_from_our_page(self, request: HTTPServerRequest) -> bool:
        """Whether it comes from our own page, or from no page at all; others may only link here."""
        headers = request.headers
        if is_from_elsewhere(request):
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
        return at_page and any(self.is_token(one) for one in given)

    def let_in(self) -> str:
        """A new secret for the cookie of a browser that may come in."""
        if self.token is not None and not self.open_to_others:
            self.token = secrets.token_urlsafe(32)  # the one that was shown has served
        secret = new_secret()
        self.visitors.add(secret)
        return secret

    def visitor(self, request: HTTPServerRequest) -> str | None:
        """The secret of a browser that has come in before."""
        cookie = request.cookies.get(cookie_name(request))
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
        return self.open_to_others and hmac.compare_digest(given, self.code.replace("-", ""))

    @cached_property
    def _names(self) -> frozenset[str]:
        if _is_everywhere(self.host):
            names = {socket.gethostname().lower(), socket.getfqdn().lower()}
            return _THIS_MACHINE | names
        own = frozenset({self.host.lower()})
        return own if self.open_to_others else own | _THIS_MACHINE


def new_secret() -> str:
    """What a browser is known by, and nobody can guess."""
    return secrets.token_urlsafe(32)


def is_from_elsewhere(request: HTTPServerRequest) -> bool:
    """Whether another site made the browser ask; one that does not say is taken at its word."""
    return request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none")


def is_ahead_of_time(request: HTTPServerRequest) -> bool:
    """Whether the browser only guesses that somebody will want this."""
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))


def cookie_name(request: HTTPServerRequest) -> str:
    """What the secret is called in the browser: cookies know no ports, but servers may be many."""
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
