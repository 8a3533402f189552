"""The bars of an evaluation say what is told in words, and nothing of what is hidden."""

import json

import pytest

from tests.evaluation.answers import counts
from toolkit.errors import InputError
from toolkit.evaluation.counts import Tally
from toolkit.evaluation.form import Answer, Form, Item, Role
from toolkit.evaluation.results import evaluate
from toolkit.evaluation.words import sentences
from toolkit.figures.evaluation_bars import evaluation_bars
from toolkit.messages import Translator

SCHOOL = counts(A=Tally(25, 18, 2), B=Tally(25, 20, 1))


def test_who_agree_stand_on_the_right_and_all_others_on_the_left() -> None:
    evaluation = evaluate(SCHOOL)
    figure = evaluation_bars(evaluation, "en")
    left, right, published = figure.data[:3]
    assert (left.name, right.name) == ("Answered otherwise", "Agree or are satisfied")
    assert (left.text, right.text) == (("12",), ("38",))
    assert (left.x, right.x) == (pytest.approx((-0.24,)), pytest.approx((0.76,)))
    low, high = evaluation.items[0].likely
    assert right.x[0] - right.error_x.arrayminus[0] == pytest.approx(low)
    assert right.x[0] + right.error_x.array[0] == pytest.approx(high)
    assert published.x == (0.93,)
    words = [note.text for note in figure.layout.annotations]
    assert words[1] == "76 % of 50 who answered, 3 did not"
    hover = right.hovertext[0].replace("<br>", " ")
    assert hover == " ".join(Translator("en")(one) for one in sentences(evaluation.items[0], 10))


def test_the_year_before_stands_beside() -> None:
    figure = evaluation_bars(evaluate(SCHOOL, before=counts(A=Tally(20, 8))), "en")
    before = next(one for one in figure.data if one.name == "The year before")
    assert before.x == (0.4,)
    names = [
        one.name for one in evaluation_bars(evaluate(SCHOOL, before=counts(A=Tally(9, 8)))).data
    ]
    assert len(names) == 4  # nothing is told of that year


def test_one_class_by_itself() -> None:
    evaluation = evaluate(SCHOOL)
    assert evaluation_bars(evaluation, "nb", "B").data[1].text == ("20",)
    with pytest.raises(InputError, match="A, B"):
        evaluation_bars(evaluation, "en", "C")


def test_what_is_hidden_has_no_bar() -> None:
    figure = evaluation_bars(evaluate(counts(A=Tally(25, 24, 1), B=Tally(9, 7))), "en", "B")
    assert all(not any(x for x in trace.x if x is not None) for trace in figure.data)
    assert figure.layout.annotations[1].text == "hidden"
    spec = json.dumps(figure.to_plotly_json())
    assert "33" not in spec
    assert "0.93" not in spec


def test_a_question_is_shown_letter_for_letter() -> None:
    agree = (Answer("a", ("Ja",) * 3, is_agreeing=True), Answer("b", ("Nei",) * 3))
    form = Form((Item("start", Role.STUDENT, ("<b>$x$</b>",) * 3, agree),))
    figure = evaluation_bars(evaluate(counts(form, A=Tally(9, 3))), "nb")
    assert figure.layout.annotations[0].text == "<b>&lt;b&gt;&#36;x&#36;&lt;/b&gt;</b>"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_speaks_every_language(language: str) -> None:
    figure = evaluation_bars(evaluate(SCHOOL), language)
    assert figure.layout.title.text == Translator(language)("Answers to the evaluation")
    assert SCHOOL.form.items[0].text(Translator(language).language)[:20] in (
        figure.layout.annotations[0].text
    )
