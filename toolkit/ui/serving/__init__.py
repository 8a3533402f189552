"""Serves a dashboard to the browser, with Voilà: on this machine, unless told otherwise.

Why it is safe: the server listens on localhost only, and answers only requests that are
addressed to localhost and come from its own page, so no other web page can use it. Asking for
the page makes nothing; the page itself asks for its kernel, which answers only the browser that
asked. No file is served but the page's own, and a visitor can run no code, only use the widgets.

What that does not keep out is another user who is logged in on the same machine: localhost is
theirs too. A token is for such machines, and is always on where other machines can ask.

``start`` begins it, ``server`` is Voilà as we use it, ``gate`` says who may ask, ``handlers``
what there is to be asked for, ``pages`` makes pages and counts them, ``processes`` (``forked`` or
``spawned``) and ``kernels`` are what stands behind them, ``connections`` bounds what a client can
hold open, and ``words`` has the sentences around the dashboard.
"""

import sys

# jsonschema, once imported, makes a parser of international addresses if it finds this package,
# which takes longer than the rest of the start. Without it, their form is not checked: the server
# takes none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from toolkit.ui.serving.gate import LOCALHOST  # noqa: E402
from toolkit.ui.serving.start import DEFAULT_NAME, serve, serve_notebook  # noqa: E402

__all__ = ["DEFAULT_NAME", "LOCALHOST", "serve", "serve_notebook"]
