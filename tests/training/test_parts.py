"""The course: three hours, and nothing on the projector that is for the trainer alone."""

from toolkit.evaluation.form import Role
from toolkit.files.evaluation_forms import shipped_form
from toolkit.training.classes import absence, first_day, hard_class
from toolkit.training.parts import PARTS, part


def test_the_parts_take_three_hours() -> None:
    assert sum(one.minutes for one in PARTS) == 180


def test_each_has_notes_that_are_shown_nowhere() -> None:
    for one in PARTS:
        assert one.notes
        assert not set(one.notes) & {one.lead, one.title, *one.points}


def test_a_part_is_found_by_its_key() -> None:
    assert [part(one.key) for one in PARTS] == list(PARTS)


def test_the_teachers_figure_is_that_of_the_leaflet() -> None:
    (teachers,) = (
        one for one in shipped_form().items if one.role is Role.TEACHER and one.published
    )
    (figure,) = teachers.published
    assert (figure.share, figure.n) == (0.75, 1538)
    assert "75 percent of 1538" in part("evaluation").points[0].text


def test_the_hard_class_is_hard_for_chance_and_not_for_the_plan() -> None:
    hard = hard_class()
    assert len(hard.roster) == 24
    assert hard.kept_by_chance < 20
    assert hard.broken == 0


def test_those_who_are_away_are_all_written_to() -> None:
    day = absence()
    written = {one.to.id for one in day.messages} | {one.id for one in day.teacher}
    assert len(written) == 3
    assert len(first_day().periods[0].students) == 27
