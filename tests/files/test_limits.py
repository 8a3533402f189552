"""What would harm the machine is refused before it is laid out."""

import pytest

from toolkit.errors import InputError
from toolkit.files.plans import read_plans
from toolkit.files.rosters import ReadingWarning
from toolkit.files.rules import read_rules
from toolkit.files.sources import Source

from .building import IDENTITY_NUMBER, error_of, roster_of
from .malformed import TEXT_ROW, sheet, spreadsheet

FAR = "far outside the list"
MUCH = "far more than a class list"
BROKEN = "cannot be read"
HEAD = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
REPEATED = 'table:number-columns-repeated="200"'


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('<row r="3"><c s="1" r="XFD1048576"><v>1</v></c></row>', FAR),
        ("<row r='3'><c r='zz90000'><v>1</v></c></row>", FAR),
        ('<row r="1048576"><c><v>1</v></c></row>', FAR),
        ('<row r="3"><c r="A99999999999"><v>1</v></c></row>', FAR),
        ('<row r="3"><c r="XFD3" x:r="A3"><v>1</v></c></row>', FAR),
        ('<row r="3"><c r="A3B"><v>1</v></c></row>', BROKEN),
        ('<row r="+3"><c><v>1</v></c></row>', BROKEN),
        ('<row r="3"><c r="A3"><c r="A4"><v>1</v></c></c></row>', BROKEN),
        ('<row r="90000"><c r="CA90000"><v>1</v></c></row>', FAR),
    ],
)
def test_far_cells_of_xlsx_however_they_are_written(body, says):
    assert says in str(error_of(sheet(HEAD + body)))


@pytest.mark.parametrize("cell", ['<c r="XFD1048576" s="1"/>', '<c r="XFD1048576"></c>'])
def test_far_cells_of_xlsx_that_are_blank_do_no_harm(cell):
    assert len(roster_of(sheet(HEAD + f'<row r="1048576">{cell}</row>'))) == 1


@pytest.mark.parametrize("name", ["sharedStrings", "other"])
@pytest.mark.parametrize("pointer", ["0", "+0", " 0"])
def test_a_long_text_that_many_cells_point_to(name, pointer):
    cells = "".join(f'<c r="A{row}" t="s"><v>{pointer}</v></c>' for row in range(1, 900))
    content = sheet(f"<row>{cells}</row>", f"<si><t>{'a' * 50_000}</t></si>")
    assert MUCH in str(error_of(content.replace(b"sharedStrings", name.ljust(13).encode())))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (TEXT_ROW.format('<text:s text:c="4000000000"/>'), MUCH),
        (
            TEXT_ROW.replace("<table:table-cell", f"<table:table-cell {REPEATED}").format(
                "a" * 200_000
            ),
            MUCH,
        ),
        (
            TEXT_ROW.replace(
                "table-row>", 'table-row table:number-rows-repeated="99999">', 1
            ).replace("<table:table-cell", f"<table:table-cell {REPEATED}"),
            "far beyond",
        ),
        ('<table:table-row table:number-rows-repeated="1000000"/>' + TEXT_ROW, FAR),
        ('<table:table-row table:number-rows-repeated="x"/>' + TEXT_ROW, BROKEN),
    ],
)
def test_what_ods_repeats(row, says):
    assert says in str(error_of(spreadsheet(row)))


def test_the_wide_rows_that_a_spreadsheet_saves_do_no_harm():
    blank = '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
    row = TEXT_ROW.format("Nora").replace("</table:table-row>", blank)
    with pytest.warns(ReadingWarning, match="all 501 are read as one class"):
        assert len(roster_of(spreadsheet(row * 500))) == 501


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("Navn\n" + "a" * 100_001, 2, "100001 characters"),
        ("Navn\n" + '"a\n";' * 30_000, 2, "quotation mark"),
        ("Navn\n" + ";" * 200 + "x\n", 2, FAR),
        ("Navn\n" + "a\n" * 500_001, None, MUCH),
        ("Navn\n" + "\n" * 1_100_001, None, MUCH),
        (f"Navn{';1' * 150}\n" + "1\n" * 100_000, None, "100000 lines"),
    ],
)
def test_text_that_is_no_class_list(text, line, says):
    error = error_of(text)
    assert error.spot.line == line
    assert says in str(error)


def test_blank_cells_beyond_the_widest_list_do_no_harm():
    assert len(roster_of("Navn" + ";" * 500 + "\nIda" + ";" * 500 + "\n")) == 1


def rules_error(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read_rules(Source("8a.toml", text.encode()), roster_of("Navn\nIda\nNora\n"))
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a = 1\n" * 90_000, 83_334, "larger than any list of rules"),
        (f"\n[{'a.' * 50}a]\n", 2, "cannot be read from here on"),
        (f'["=".{"a." * 50}a]\n', 1, "cannot be read from here on"),
        (f"[[keep_apart]]\nstudents = [0x{'F' * 9_000}]\n", 2, "in quotation marks belongs here"),
        ("[[keep_apart]]\nstudents = [{a = 1}]\n", 2, "in quotation marks belongs here"),
        ('[[together]]\nstudents = ["Ida", "Nora"]\nperiods = [1001]\n', 3, "At most 1000"),
    ],
)
def test_rules_that_would_take_all_day(text, line, says):
    error = rules_error(text)
    assert error.spot.line == line
    assert says in str(error)


def test_dots_in_names_and_comments_are_no_long_keys():
    text = f'# {"." * 60}\n[[keep_apart]]\nstudents = ["Ida", "Nora{"." * 60}"]\n'
    assert "is called Nora" in str(rules_error(text))


@pytest.mark.parametrize(
    "text",
    [
        f"[[keep_apart]]\nstudents = [{IDENTITY_NUMBER}]\n",
        f"[[keep_apart]]\nstudents = [[{IDENTITY_NUMBER}]]\n",
        f'[balance]\nattributes = ["{IDENTITY_NUMBER}"]\n',
        f"{IDENTITY_NUMBER} = 1\n",
        f"[{IDENTITY_NUMBER}]\n",
    ],
)
def test_rules_never_repeat_an_identity_number(text):
    assert IDENTITY_NUMBER not in str(rules_error(text))


@pytest.mark.parametrize("column", ["class", "group", "pair", "student_id", "student"])
def test_a_plan_with_an_identity_number_anywhere_is_refused_without_repeating_it(column):
    cells = {
        **{"class": "8A", "period": "1", "starts": "", "ends": ""},
        **{
            "group": "1",
            "pair": "1",
            "student_id": "8a-01",
            "student": "Ida",
            column: IDENTITY_NUMBER,
        },
    }
    text = ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"
    with pytest.raises(InputError, match="national identity number") as caught:
        read_plans(Source("plan.csv", text.encode()))
    assert caught.value.spot.column == column
    assert IDENTITY_NUMBER not in str(caught.value)
