from toolkit.ui.screens import markup

from ..conftest import HOSTILE


def test_every_text_is_escaped() -> None:
    texts = [
        markup.heading(2, HOSTILE),
        markup.paragraph(HOSTILE, HOSTILE),
        markup.status(HOSTILE),
        markup.note([HOSTILE], "good", [HOSTILE]),
        markup.table(HOSTILE, [HOSTILE, HOSTILE], [[HOSTILE, HOSTILE]]),
        markup.board(
            HOSTILE,
            HOSTILE,
            [(HOSTILE, HOSTILE + "1")],
            [((HOSTILE, HOSTILE + "1"), [markup.Field(HOSTILE, HOSTILE, HOSTILE)])],
            HOSTILE,
        ),
        markup.legend([(HOSTILE, HOSTILE)]),
        markup.facts([(HOSTILE, HOSTILE)]),
        markup.bullets([HOSTILE]),
        markup.rule_line(HOSTILE, HOSTILE),
        markup.waiting(HOSTILE),
    ]
    assert all("<img" not in text and "&lt;img" in text for text in texts)


def test_a_table_names_its_columns_and_rows() -> None:
    value = markup.table("Students", ["Row", "Name"], [["1", "Ida"]])
    assert '<th scope="col">Name</th>' in value
    assert '<th scope="row">1</th><td data-heading="Name">Ida</td>' in value
    assert "<caption" in value


def test_a_number_and_its_percent_sign_are_not_parted() -> None:
    for text in (markup.paragraph("46 %"), markup.facts([("46 %", "of all")])):
        assert "46\N{NO-BREAK SPACE}%" in text


def test_what_is_wrong_is_said_at_once_and_the_rest_politely() -> None:
    assert 'role="alert"' in markup.note(["No"], "danger")
    assert 'role="status"' in markup.note(["Yes"], "good")


def test_a_board_names_its_columns_and_rows_and_can_be_scrolled_with_the_keyboard() -> None:
    field = markup.Field("group", "1", "Ida – Bo")
    value = markup.board("Met", "Student", [("Bo", "Bo Vik")], [(("Ida", "Ida"), [field])], "x")
    assert '<th scope="col">Student</th><th scope="col" title="Bo Vik"><span>Bo' in value
    assert '<th scope="row"><span>Ida</span></th>' in value
    assert '<td class="mk-is-group" title="Ida – Bo">1</td>' in value
    assert 'tabindex="0" role="region" aria-label="Met"' in value
