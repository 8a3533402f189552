import re

import pytest

from toolkit.ui.state.file_names import file_name

from ..conftest import roster_of


@pytest.mark.parametrize(
    ("school_class", "shown"),
    [("8A", "-8A"), ("", ""), ("../8 A", "-8-A"), ("<b>", "-b"), ("ÅØ1", "-ÅØ1")],
)
def test_a_file_is_called_by_class_and_date_alone(school_class: str, shown: str) -> None:
    name = file_name("plan", roster_of("Ida", school_class=school_class), ".csv")
    assert re.fullmatch(rf"makkerskap{shown}-plan-\d{{4}}-\d\d-\d\d\.csv", name)
