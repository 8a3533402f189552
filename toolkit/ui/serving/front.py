"""Where browsers find the server: under which path, and by whose name if another stands before it.

A school's own server (a reverse proxy) passes requests on to this one. What it tells of the browser
in ``X-Forwarded-*`` is not read, for anyone can send that: what there is to know is told when the
program is started.
"""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from toolkit.errors import InputError
from toolkit.messages import Message

_PATH = re.compile(r"/?([\w.~-]+/)*[\w.~-]+/?", re.ASCII)
_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Front:
    """``path`` begins and ends with a slash; ``site`` is as a browser tells it, "https://name:port".

    ``site`` is None where no other server stands before this one.
    """

    path: str = "/"
    site: str | None = None

    @classmethod
    def read(cls, base_url: str | None, public_address: str | None) -> "Front":
        """What is asked for in words; raises ``InputError`` for what no browser could open."""
        return cls(
            "/" if base_url is None else _read_path(base_url),
            None if public_address is None else _read_site(public_address),
        )

    @property
    def name(self) -> str | None:
        """The name of the site, without its port."""
        return urlsplit(self.site).hostname if self.site else None

    @property
    def port(self) -> int:
        """The port of the site."""
        parts = urlsplit(self.site or "http://")
        return parts.port or _USUAL_PORTS[parts.scheme]

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers reach the site by HTTPS alone."""
        return self.site is not None and self.site.startswith("https:")


def _read_path(given: str) -> str:
    segments = given.strip("/").split("/")
    if given != "/" and (not _PATH.fullmatch(given) or {".", ".."} & set(segments)):
        raise InputError(
            Message(
                "{given} is no path for --base-url. Give one such as /makkerskap/, of the letters "
                "a to z, digits, and the signs - _ . ~ between slashes.",
                given=given,
            )
        )
    return "/".join(["", *filter(None, segments), ""])


def _read_site(given: str) -> str:
    strange = Message(
        "{given} is no --public-address. Give it as the browser's address line begins, such as "
        "https://vip.skole.example",
        given=given,
    )
    try:
        parts = urlsplit(given)
        port, name = parts.port, _as_browsers_write(parts.hostname or "")
    except ValueError as error:
        raise InputError(strange) from error
    if parts.scheme not in _USUAL_PORTS or "@" in parts.netloc or port == 0:
        raise InputError(strange)
    if parts.path.strip("/") or parts.query or parts.fragment or given[-1] in "?#":
        raise InputError(
            Message(
                "--public-address is only the beginning, {site}. What comes after it is for "
                "--base-url.",
                site=f"{parts.scheme}://{parts.netloc}",
            )
        )
    is_usual = port in (None, _USUAL_PORTS[parts.scheme])
    return f"{parts.scheme}://{name}" + ("" if is_usual else f":{port}")


def _as_browsers_write(name: str) -> str:
    """A name as it stands in requests; raises ``ValueError`` if it is none."""
    if ":" in name:
        return f"[{ip_address(name)}]"
    written = name.encode("idna").decode().lower()
    if not _NAME.fullmatch(written):
        raise ValueError(name)
    return written
