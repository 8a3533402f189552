"""What the pages for the projector share: one file that needs nothing else, and knows no rule."""

import json
from html import escape
from importlib.resources import files

from toolkit.errors import InputError
from toolkit.given import period_of
from toolkit.messages import Message, Translator
from toolkit.plan import Period, Plan


def page_of(kind: str, title: str, content: object, translate: Translator) -> str:
    """A whole HTML page: what all of them have, with the style and the script of its kind."""
    parts = files(__package__)
    page = (parts / "page.html").read_text("utf-8")
    style, script = (
        "".join((parts / f"{name}.{ending}").read_text("utf-8") for name in ("controls", kind))
        for ending in ("css", "js")
    )
    for mark, put in (
        ("<html ", f'<html lang="{translate.language}" '),
        ("</head>", f"<title>{escape(title)}</title>\n</head>"),
        ("<h1></h1>", f"<h1>{escape(title)}</h1>"),
        ("<style></style>", f"<style>\n{style}</style>"),
        ("<script></script>", f"<script>\n{script}</script>"),
        # Last, so that nothing in a name is taken for one of the marks.
        (' id="data">', f' id="data">{_inert(content)}'),
    ):
        page = page.replace(mark, put, 1)
    return page


def titled(plan: Plan, what: str) -> str:
    """What is shown, and of which class."""
    return f"{plan.school_class} · {what}" if plan.school_class else what


def asked_for(plan: Plan, period: int | None) -> Period:
    """The period of this number, or the newest. Raises ``InputError`` where there is no such."""
    if period is not None:
        return period_of(plan, period)
    if not plan.periods:
        raise InputError(Message("There is no period in the plan yet."))
    return plan.periods[-1]


def _inert(value: object) -> str:
    """The value as JSON that no name can end early or make into markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
