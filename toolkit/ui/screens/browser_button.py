"""A button for what only the browser can do, and only while it is being clicked."""

from pathlib import Path

import anywidget
from traitlets import Unicode


class BrowserButton(anywidget.AnyWidget):
    """Opens ``page``, a whole HTML page, in a window of its own."""

    _esm = Path(__file__).with_name("browser_button.js")

    description = Unicode("").tag(sync=True)
    page = Unicode("").tag(sync=True)

    def __init__(self, description: str, page: str = "") -> None:
        super().__init__(description=description, page=page)
