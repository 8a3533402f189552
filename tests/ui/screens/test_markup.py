from toolkit.ui.screens import markup

from ..conftest import HOSTILE


def test_every_text_is_escaped() -> None:
    texts = [
        markup.heading(2, HOSTILE),
        markup.paragraph(HOSTILE, HOSTILE),
        markup.status(HOSTILE),
        markup.note([HOSTILE], "good", [HOSTILE]),
        markup.table(HOSTILE, [HOSTILE, HOSTILE], [[HOSTILE, HOSTILE]]),
        markup.facts([(HOSTILE, HOSTILE)]),
        markup.bullets([HOSTILE]),
        markup.rule_line(HOSTILE, HOSTILE),
        markup.waiting(HOSTILE),
    ]
    assert all("<img" not in text and "&lt;img" in text for text in texts)


def test_a_table_names_its_columns_and_rows() -> None:
    value = markup.table("Students", ["Row", "Name"], [["1", "Ida"]])
    assert '<th scope="col">Name</th>' in value
    assert '<th scope="row">1</th><td>Ida</td>' in value
    assert "<caption" in value


def test_what_is_wrong_is_said_at_once_and_the_rest_politely() -> None:
    assert 'role="alert"' in markup.note(["No"], "danger")
    assert 'role="status"' in markup.note(["Yes"], "good")
