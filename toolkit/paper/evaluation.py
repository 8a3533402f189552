"""The evaluation on paper: a form to fill in, and a page of what the answers came to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from toolkit.errors import InputError, Spot
from toolkit.evaluation.form import MOST_WISHES, Form, Role
from toolkit.evaluation.results import Evaluation, Result
from toolkit.evaluation.words import percent, sentences
from toolkit.files.evaluation_forms import shipped_form
from toolkit.messages import Language, Message, Translator, Words
from toolkit.paper.facts import readable
from toolkit.paper.pdf import Page, pdf_of
from toolkit.values import choice, only, several, translator


def evaluation_form_pdf(
    form: Form | None = None,
    role: Role | str = Role.STUDENT,
    language: Words = Language.NB,
    *,
    school: str = "",
) -> bytes:
    """The form for students or for teachers as one page to print, without a form the leaflet's.

    Nobody's name is asked for. Raises ``InputError`` where the form asks them nothing.
    """
    _ = translator(language)
    who = choice(role, Role, "role")
    form = shipped_form() if form is None else only(form, Form, "form")
    items = [item for item in form.items if item.role is who]
    if not items:
        raise InputError(Message("The form has no questions for them."), Spot("form"))
    asks_class = who is Role.STUDENT
    content = {
        "title": _(_title(who)),
        "of": readable(only(school, str, "school")),
        "about": _(
            Message("Do not write your name. Put one cross in each line; you may leave a line out.")
        ),
        "class": _(Message("Class")) if asks_class else "",
        "scales": [
            {
                "answers": [answer.label(_.language) for answer in answers],
                "items": [item.text(_.language) for item in asked],
            }
            for answers, asked in groupby(items, key=lambda item: item.answers)
        ],
    }
    return pdf_of(Page("evaluation_form", content, _.language))


def evaluation_pdf(
    evaluation: Evaluation,
    language: Words = Language.NB,
    *,
    school: str = "",
    year: str = "",
    school_class: str | None = None,
    things: Sequence[str] = (),
) -> bytes:
    """The results as one page to print: of all classes together, or of one class.

    ``things`` are up to three that the class wants to try; there are lines to write the others on.
    Raises ``InputError`` for a class of which there is nothing.
    """
    _ = translator(language)
    only(evaluation, Evaluation, "evaluation")
    results = evaluation.of_class(school_class)
    names = (only(school, str, "school"), school_class or "", only(year, str, "year"))
    wanted = [readable(one) for one in several(things, str, "things")][:MOST_WISHES]
    content = {
        "title": _(Message("Evaluation of VIP Makkerskap")),
        "of": " · ".join(readable(name) for name in names if name),
        "agree": _(Message("Agree or are satisfied")),
        "rest": _(Message("Answered otherwise")),
        "published": _(Message("Published")),
        "results": [_result(one, evaluation.least, _) for one in results],
        "limits": _(
            Message(
                "Only numbers are kept, never what anyone answered. A figure is told where at "
                "least {least} have answered, and where it gives nobody away.",
                least=evaluation.least,
            )
        ),
        "trying": _(Message("Three things the class wants to try")),
        "things": [*wanted, *[""] * (MOST_WISHES - len(wanted))],
    }
    return pdf_of(Page("evaluation_results", content, _.language))


def _title(role: Role) -> Message:
    if role is Role.STUDENT:
        return Message("VIP Makkerskap: what do you think?")
    return Message("VIP Makkerskap: form for teachers")


def _result(one: Result, least: int, _: Translator) -> dict[str, object]:
    """A question, its bar where there is one, and what is said of it."""
    told: dict[str, object] = {
        "question": one.item.text(_.language),
        "sentences": [readable(_(sentence)) for sentence in sentences(one, least)],
        "bar": None,
    }
    if one.share is None or one.likely is None or one.n is None or one.agree is None:
        return told
    return told | {
        "bar": {
            "share": one.share,
            "agree": f"{one.agree} ({percent(one.share)})",
            "rest": str(one.n - one.agree),
            "low": one.likely[0],
            "high": one.likely[1],
            "published": one.published and one.published.share,
        }
    }
