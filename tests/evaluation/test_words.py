"""The results as a table of words."""

import pytest

from tests.evaluation.answers import counts
from toolkit.evaluation.counts import Tally
from toolkit.evaluation.results import evaluate
from toolkit.evaluation.words import evaluation_table

SCHOOL = counts(A=Tally(25, 18, 2), B=Tally(25, 20, 1), C=Tally(9, 8))


def test_every_figure_stands_with_its_n_and_what_is_missing() -> None:
    heading, *rows = evaluation_table(evaluate(SCHOOL, before=counts(A=Tally(30, 20))), "en")
    assert heading[:5] == ["Question", "Class", "Agree", "Answers", "Did not answer"]
    assert len({len(row) for row in (heading, *rows)}) == 1
    together, *classes = rows
    assert together[1:6] == ["All classes together", "46", "59", "", "78 %"]
    assert together[7:] == ["93 % (n = 72)", "67 % (n = 30)"]
    assert [row[1:5] for row in classes] == [
        ["A", "hidden", "", ""],  # or C could be worked out
        ["B", "20", "25", "1"],
        ["C", "hidden", "", ""],
    ]


@pytest.mark.parametrize(("language", "word"), [("nb", "skjult"), ("nn", "skjult")])
def test_it_speaks_every_language(language: str, word: str) -> None:
    assert evaluation_table(evaluate(counts(A=Tally(9, 8))), language)[1][2] == word
