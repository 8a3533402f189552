import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import toolkit as mk

HOSTILE = (
    "</script><script>document.title='run'</script>",
    "<img src=x onerror=alert(1)>",
    'O\'Brien & "Søn"',
    "<!--",
    'a id="data"></title><style></style>',
)


def plan_of(*names: str, school_class: str = "8A") -> mk.Plan:
    students = [mk.Student(f"s{n}", name) for n, name in enumerate(names)]
    pairs = tuple(
        mk.Pair(str(n // 2 + 1), tuple(students[n : n + 2])) for n in range(0, len(names), 2)
    )
    groups = tuple(mk.Group(str(n // 2 + 1), pairs[n : n + 2]) for n in range(0, len(pairs), 2))
    return mk.Plan((mk.Period(1, groups), mk.Period(2, groups[::-1])), school_class)


PLAN = plan_of("Ida Berg", "Ali Khan", "Nora Dahl", "Ida Moe", "Liv By", "Bo Li", "Al Øy", "Eva Ek")


def told(page: str) -> dict[str, object]:
    """What the page has of data."""
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_it_shows_the_newest_period_unless_another_is_asked_for() -> None:
    assert "<title>8A · Periode 2</title>" in mk.projector_page(PLAN)
    assert "<h1>8A · Periode 1</h1>" in mk.projector_page(PLAN, 1)


def test_pairs_and_groups_are_those_of_the_period() -> None:
    first, _second = told(mk.projector_page(PLAN, 1))["groups"]
    assert first == {
        "label": "1",
        "pairs": [
            [{"name": "Ida Berg", "short": "Ida B."}, {"name": "Ali Khan", "short": "Ali"}],
            [{"name": "Nora Dahl", "short": "Nora"}, {"name": "Ida Moe", "short": "Ida M."}],
        ],
    }


@pytest.mark.parametrize("language", mk.Language)
def test_it_speaks_the_language(language: mk.Language) -> None:
    page = mk.projector_page(PLAN, translate=language)
    assert f'<html lang="{language}" translate="no">' in page
    words = told(page)["words"]
    assert words["groups"] == mk.Translator(language)("Groups")
    assert all(words.values())


def test_it_asks_nobody_for_anything() -> None:
    class Asking(HTMLParser):
        asked: list[str] = []  # noqa: RUF012

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.asked += [f"{tag} {name}" for name, _ in attributes if name in {"src", "href"}]

    parser = Asking()
    parser.feed(mk.projector_page(PLAN))
    assert parser.asked == []
    assert "default-src 'none'" in mk.projector_page(PLAN)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_markup(name: str) -> None:
    plan = plan_of(name, "Ida Berg", "Ali Khan", "Nora Dahl", school_class=name)

    class Seen(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: list[str] = []

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)

    def tags(page: str) -> list[str]:
        parser = Seen()
        parser.feed(page)
        return parser.tags

    page = mk.projector_page(plan)
    assert tags(page) == tags(mk.projector_page(PLAN))
    assert name in {s["name"] for g in told(page)["groups"] for p in g["pairs"] for s in p}


def test_nothing_else_of_a_student_is_in_it() -> None:
    secret = mk.Student("id-77", "Ida Berg", "8A", (("primary_school", "Hemmelig skole"),))
    plan = plan_of("Ida Berg", "Ali Khan", "Nora Dahl", "Liv By")
    plan = plan.renaming(lambda one: replace(secret) if one.name == "Ida Berg" else one)
    page = mk.projector_page(plan)
    assert "id-77" not in page
    assert "Hemmelig" not in page


def test_a_period_that_is_not_there_is_told() -> None:
    with pytest.raises(mk.InputError, match=r"no period 7.*1, 2"):
        mk.projector_page(PLAN, 7)
    with pytest.raises(mk.InputError, match="no period in the plan yet"):
        mk.projector_page(mk.Plan())
    with pytest.raises(mk.InputError):
        mk.projector_page(PLAN.periods[0])
