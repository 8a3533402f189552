from datetime import UTC, datetime

import pytest

from toolkit.errors import InputError, Spot
from toolkit.messages import Language, Message, Translator, plural, preferred_language

ENGLISH = Translator(Language.EN)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.NB),
        ({"LANG": "en_GB.UTF-8"}, Language.EN),
        ({"LANG": "nn_NO.UTF-8"}, Language.NN),
        ({"LANG": "no_NO"}, Language.NB),
        ({"LANG": "C.UTF-8"}, Language.NB),
        ({"LANGUAGE": "nn:en", "LANG": "en_GB.UTF-8"}, Language.NN),
        ({"LANGUAGE": "de:en"}, Language.EN),
        ({"LANG": "de_DE.UTF-8"}, Language.NB),
    ],
)
def test_the_users_language(environment, language) -> None:
    assert preferred_language(environment) is language


@pytest.mark.parametrize(
    ("language", "day"),
    [(Language.NB, "07.09.2026"), (Language.NN, "07.09.2026"), (Language.EN, "7 Sep 2026")],
)
def test_dates_are_written_as_the_user_does(language, day) -> None:
    at = datetime(2026, 9, 7, 8, 5).astimezone()  # where the user is
    assert language.date(at.date()) == day
    assert language.moment(at.astimezone(UTC)) == f"{day} 08:05"
    message = Message("From {starts}, saved {at}", starts=at.date(), at=at)
    assert Translator(language)(message) == f"From {day}, saved {day} 08:05"


def test_a_language_is_its_code() -> None:
    assert [f"{one}" for one in Language] == ["nb", "nn", "en"]
    assert [one.label for one in Language] == ["Bokmål", "Nynorsk", "English"]
    assert Language("nn") is Language.NN


def test_fields_are_filled_in_once() -> None:
    hostile = Message("Hello {name}", name="{name} {0} %s")
    assert ENGLISH(hostile) == "Hello {name} {0} %s"


def test_messages_inside_messages() -> None:
    rules = (Message("keep apart: {students}", students=("Ida", "Ali")), Message("another"))
    assert ENGLISH("Rules: {rules}", rules=rules) == "Rules: keep apart: Ida, Ali; another"


@pytest.mark.parametrize(("n", "text"), [(1, "1 student"), (2, "2 students"), (0, "0 students")])
def test_plurals(n, text) -> None:
    assert ENGLISH(plural("{n} student", "{n} students", n=n)) == text


def test_messages_compare_by_value() -> None:
    assert Message("a {b}", b=1) == Message("a {b}", b=1)
    assert Message("a {b}", b=1) != Message("a {b}", b=2)
    assert plural("a", "b", n=1) != Message("a", n=1)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Spot("8a.csv"), "8a.csv: Empty."),
        (Spot("8a.csv", 3), "8a.csv, line 3: Empty."),
        (Spot("", 3, "A"), "Line 3: Empty."),  # pasted
        (Spot(""), "Empty."),
        (Spot("8a.csv", column="Navn"), "8a.csv, column Navn: Empty."),
        (Spot("8a.csv", 3, "Navn"), "8a.csv, line 3, column Navn: Empty."),
        (None, "Empty."),
    ],
)
def test_an_error_says_where(place, text) -> None:
    assert str(InputError(Message("Empty."), place)) == text
