import re

import pytest

from toolkit.messages import Language, Translator
from toolkit.ui.state.file_names import Content, file_name


@pytest.mark.parametrize(
    ("school_class", "shown"),
    [
        ("8A", "-8A"),
        ("", ""),
        ("../8 A", "-8-A"),
        ("<b>", "-b"),
        ("A\u030aØ1", "-ÅØ1"),
        ("Valgfag _ (friluftsliv og kor)", "-Valgfag-friluftsliv"),
        ("…", ""),
    ],
)
def test_a_file_is_called_by_class_and_date_alone(school_class: str, shown: str) -> None:
    name = file_name(Content.PLAN, ".csv", Translator(Language.EN), school_class)
    assert re.fullmatch(rf"makkerskap{shown}-plan-\d{{4}}-\d\d-\d\d\.csv", name)


@pytest.mark.parametrize("language", Language)
def test_each_is_called_in_the_user_s_language_as_a_file_system_takes_it(
    language: Language,
) -> None:
    names = {file_name(content, ".x", Translator(language)) for content in Content}
    assert len(names) == len(Content)
    assert all(re.fullmatch(r"[\w-]+\.x", name) for name in names)


def test_the_languages_call_the_rules_by_their_own_words() -> None:
    names = [file_name(Content.RULES, "", Translator(language)) for language in Language]
    assert [name.split("-")[1] for name in names] == ["regler", "reglar", "rules"]
