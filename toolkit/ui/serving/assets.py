"""The page's own files, by their whole addresses: no path is ever put together from a request."""

import re
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

JUPYTER_DIR = Path(__file__).parents[1] / "share" / "jupyter"
TEMPLATE = "makkerskap"
EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_OWN = JUPYTER_DIR / "voila/templates" / TEMPLATE / "static"
_HASHED = re.compile(r"[.-](?=[0-9a-f]*\d)[0-9a-f]{8,}\.\w+$")


def assets() -> dict[str, Path]:
    """Every file that the page may ask for, by its address, seen from the page."""
    from voila.paths import collect_static_paths
    from voila.utils import get_voila_labextensions_path

    template = [Path(folder) for folder in collect_static_paths(["voila"], TEMPLATE)]
    plotly = find_spec("plotly")
    assert plotly is not None
    assert plotly.submodule_search_locations is not None
    folders = {f"voila/templates/{TEMPLATE}/static": template, "voila/static": template}
    for name in EXTENSIONS:
        found = [Path(folder, name, "static") for folder in get_voila_labextensions_path()]
        folders[f"voila/labextensions/{name}/static"] = found
    found_by_address = {
        f"{address}/{file.relative_to(folder).as_posix()}": file
        for address, within in folders.items()
        for folder in reversed(within)  # the first that has a file wins
        for file in folder.rglob("*")
        if file.suffix in TYPES and file.is_file()
    }
    # Plotly's script is fetched once, when the first figure asks for it.
    script = Path(plotly.submodule_search_locations[0], "package_data", "plotly.min.js")
    return {**found_by_address, "voila/static/plotly.min.js": script}


def versioned(name: str) -> str:
    """The address, seen from the page, of a file of ours that is another when the file is."""
    content = (_OWN / name).read_bytes()
    return f"voila/templates/{TEMPLATE}/static/{name}?v={sha256(content).hexdigest()[:16]}"


def never_changes(path: str, query: str) -> bool:
    """Whether what is at an address will always be the same."""
    return query.startswith("v=") or bool(_HASHED.search(path))


def ground() -> dict[str, str]:
    """The look of an error page, which may ask the server for nothing more."""
    icon = (_OWN / "icon.svg").read_text("utf-8")
    return {
        "style": (_OWN / "makkerskap.css").read_text("utf-8"),
        "icon": "data:image/svg+xml," + quote(icon),
    }
