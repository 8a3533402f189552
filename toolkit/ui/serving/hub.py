"""JupyterHub, where it has started the server: it knows who comes, and who may use this one."""

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tornado.routing import Rule
from tornado.web import HTTPError, RequestHandler

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.ui.serving.front import Front
from toolkit.ui.serving.gate import Gate

_LISTENS = "JUPYTERHUB_SERVICE_URL"
_PATH = "JUPYTERHUB_SERVICE_PREFIX"
_PUBLIC = "JUPYTERHUB_PUBLIC_URL"


@dataclass(frozen=True)
class Hub:
    """What a hub told the server that it started; ``front`` is the hub's own address."""

    host: str
    port: int
    front: Front

    @classmethod
    def of_this_process(cls) -> "Hub":
        """The hub that has started this process; raises ``InputError`` where none has."""
        listens, path = urlsplit(os.environ.get(_LISTENS, "")), os.environ.get(_PATH)
        if not (listens.hostname and listens.port and path):
            raise InputError(
                Message("--jupyterhub is for JupyterHub, which starts the dashboard by itself.")
            )
        public = urlsplit(os.environ.get(_PUBLIC, ""))
        if not public.netloc:
            raise InputError(
                Message(
                    "JupyterHub has to know its own address: set c.JupyterHub.public_url to what "
                    "the browser's address line begins with."
                )
            )
        site = Front.read(None, f"{public.scheme}://{public.netloc}").site
        return cls(listens.hostname, listens.port, Front(path, site))

    def gate(self) -> Gate:
        """A gate without a token of ours, for nobody comes past ``guarded``."""
        return Gate(self.host, token=None, front=self.front)

    def guarded(self, answering: list[Any]) -> list[Any]:
        """What answers, for those alone who the hub says may use this server.

        The rules of the gate, which come first, answer as before. Raises ``InputError`` where
        JupyterHub is not installed.
        """
        try:
            from jupyterhub.singleuser import extension
        except ImportError:
            raise InputError(
                Message("JupyterHub needs one more part: pip install makkerskap[jupyterhub]")
            ) from None
        provider = extension.JupyterHubIdentityProvider()
        comes_back = (
            f"{self.front.path}oauth_callback",
            extension.JupyterHubOAuthCallbackHandler,
            {"hub_auth": provider.hub_auth},
        )
        at_the_gate = [one for one in answering if isinstance(one, Rule)]
        behind_it = [one for one in answering if not isinstance(one, Rule)]
        known = [
            (path, _for_known(handler, provider, self.front.path), *given)
            for path, handler, *given in behind_it
        ]
        return [*at_the_gate, comes_back, *known]


def _for_known(handler: type[RequestHandler], provider: Any, home: str) -> type[RequestHandler]:
    """The handler, which answers only whom the hub knows, and sends others from the page to it."""
    from jupyterhub import __version__

    class Known(handler):  # type: ignore[misc, valid-type]  # whichever it is given
        def set_default_headers(self) -> None:
            super().set_default_headers()
            self.set_header("X-JupyterHub-Version", __version__)  # by which it knows its servers

        async def prepare(self) -> None:
            if await provider.get_user(self) is None:
                if (self.request.method, self.request.path) != ("GET", home):
                    raise HTTPError(403)
                self.redirect(self.get_login_url())  # or 403, to whom it knows and does not let in
            elif (prepared := super().prepare()) is not None:
                await prepared

    return Known
