"""The evaluation on paper, opened with other programs."""

import pytest

import toolkit as mk
from tests.evaluation.answers import counts
from tests.paper.classes import one_page
from toolkit.errors import InputError
from toolkit.evaluation.counts import Tally
from toolkit.evaluation.words import sentences
from toolkit.files.evaluation_forms import SHIPPED, read_form, shipped_form
from toolkit.files.sources import Source
from toolkit.messages import Translator

SCHOOL = counts(A=Tally(25, 18, 2), B=Tally(25, 20, 1), C=Tally(9, 8))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("role", ["student", "teacher"])
def test_a_form_is_one_page_with_every_question_and_answer(role: str, language: str) -> None:
    made = mk.evaluation_form_pdf(role=role, language=language, school="Lia skole")
    text = one_page(made)
    _ = Translator(language)
    items = [item for item in shipped_form().items if item.role == role]
    for item in items:
        assert item.text(_.language) in text
        for answer in item.answers:
            assert answer.label(_.language) in text
    assert "Lia skole" in text
    assert (_("Class") + ":" in text) is (role == "student")
    assert made == mk.evaluation_form_pdf(None, role, language, school="Lia skole")


def test_a_long_form_is_one_page_too() -> None:
    first = SHIPPED.read_text("utf-8")
    more = "".join(
        f"""
[[item]]
key = "more{n}"
scale = "agreement"
nb = "Noe mer som skolen gjerne vil vite, og som det tar litt tid å lese, nummer {n}"
"""
        for n in range(20)
    )
    form = read_form(Source("skjema.toml", (first + more).encode()))
    text = one_page(mk.evaluation_form_pdf(form))
    assert all(f"nummer {n}" in text for n in range(20))


def test_a_form_that_asks_nobody_is_none() -> None:
    form = mk.Form(tuple(item for item in shipped_form().items if item.role == "student"))
    with pytest.raises(InputError, match="no questions"):
        mk.evaluation_form_pdf(form, "teacher")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_results_are_one_page_and_say_what_is_told(language: str) -> None:
    evaluation = mk.evaluate(SCHOOL, before=counts(A=Tally(30, 20)))
    made = mk.evaluation_pdf(evaluation, language, school="Lia skole", year="2026/2027")
    text = one_page(made)
    _ = Translator(language)
    for sentence in sentences(evaluation.items[0], 10):
        assert _(sentence) in text
    assert "46 (78 %)" in text
    assert "Lia skole · 2026/2027" in text
    assert _("Three things the class wants to try") in text


def test_of_a_class_nothing_is_said_that_is_hidden() -> None:
    evaluation = mk.evaluate(SCHOOL)
    things = ["Mer tid i starten av timen", "<b>#strong[x]</b>"]
    text = one_page(mk.evaluation_pdf(evaluation, "en", school_class="C", things=things))
    assert "Nothing is told." in text
    assert "8" not in text.replace("8. trinn", "").split("Three")[0]
    assert all(thing in text for thing in things)
    with pytest.raises(InputError, match="A, B, C"):
        mk.evaluation_pdf(evaluation, "en", school_class="D")


def test_many_questions_are_one_page_too() -> None:
    form = read_form(SHIPPED)
    rows = [f"A,{i.role},{i.key},{i.answers[n].key},12" for i in form.items for n in (0, 2)]
    text = "\n".join(("class,role,item,answer,count", *rows))
    counted = mk.read_answers(Source("tall.csv", text.encode()), form, classes=["A"])
    told = one_page(mk.evaluation_pdf(mk.evaluate(counted, before=counted)))
    assert told.count("12 (50 %)") == len(form.items)
