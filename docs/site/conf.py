"""What Sphinx is told, for `make docs`: pages of the whole repository, read without a network."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]

project = "Makkerskap"
author = "The makkerskap authors"
copyright = author  # noqa: A001  # as Sphinx calls it
release = re.findall(r'__version__ = "(.*)"', (ROOT / "toolkit/__init__.py").read_text("utf-8"))[0]
language = "en"

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = [
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("docs/*.md", "benchmarks/**.md", "sample_data/README.md"),
]
exclude_patterns = ["docs/api_examples.md"]
myst_heading_anchors = 4
myst_links_external_new_tab = False

suppress_warnings = ["toc.not_included"]  # the tables of the benchmarks, found by their page

html_theme = "furo"
html_title = "Makkerskap"
html_copy_source = False
html_show_sphinx = False
