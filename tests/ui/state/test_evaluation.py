"""The evaluation at the school: whose answers a file and typed numbers are."""

import pytest

from tests.workspace.works import a_class
from toolkit.evaluation.counts import Count, Counts
from toolkit.evaluation.form import Role
from toolkit.files.answers import counts_to_text
from toolkit.ui.app import Dashboard
from toolkit.ui.state.evaluation import EvaluationModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import EVALUATION, SCHOOL
from toolkit.workspace.workspace import Workspace


@pytest.fixture
def model(workspace: Workspace) -> EvaluationModel:
    workspace.begin(a_class(periods=1).renamed("8A"))
    return Dashboard(Session(SCHOOL), workspace).models[EVALUATION.key]


def file_of(model: EvaluationModel, role: Role) -> bytes:
    """Fifteen answers of nobody's class to the first question of a form."""
    form = model.form.form
    item = next(item for item in form.items if item.role is role)
    answers = [Count("", item.key, answer.key, 5) for answer in item.answers[:3]]
    return counts_to_text(Counts(form, tuple(answers))).encode()


def test_teachers_answer_for_no_class_whichever_is_chosen(model: EvaluationModel) -> None:
    for school_class in ("8A", None):
        model.choose(school_class)
        model.take("svar.csv", file_of(model, Role.TEACHER))
        assert model.error is None
    assert model.role is Role.TEACHER
    assert {one.school_class for one in model.counts.counts} == {""}
    assert sum(one.count for one in model.counts.counts) == 15


def test_students_answers_without_a_class_are_the_chosen_one_s(model: EvaluationModel) -> None:
    model.choose("8A")
    model.take("svar.csv", file_of(model, Role.STUDENT))
    assert model.counts.classes == ("8A",)


def test_a_question_counted_again_as_nothing_has_nothing(model: EvaluationModel) -> None:
    model.choose("8A")
    sizes = [len(item.answers) for item in model.items]
    some = [[5] + [0] * (size - 1) for size in sizes]
    assert model.count_typed(None, some)
    assert model.count_typed(None, [[0] * sizes[0], *some[1:]])
    counted = {one.item for one in model.counts.counts}
    assert counted == {item.key for item in model.items[1:]}
