"""What a notebook's cells show, for a page on which no script of theirs runs."""

import json
from typing import Any

_PLOTLY = "application/vnd.plotly.v1+json"


def with_figures(cell: Any) -> Any:
    """The cell, with what its Plotly figures are made of where the page's own script finds it."""
    for output in cell.get("outputs", ()):
        if figure := output.get("data", {}).get(_PLOTLY):
            text = json.dumps(figure).replace("<", "\\u003c")  # no element ends in it
            script = f'<script type="application/json">{text}</script>'
            output.data = type(output.data)({"text/html": f'<div class="mk-plotly">{script}</div>'})
    return cell
