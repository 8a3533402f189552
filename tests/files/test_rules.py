import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.rules import read_rules
from toolkit.files.rules_text import rules_to_toml, write_rules
from toolkit.files.sources import Source
from toolkit.people import Roster, Student
from toolkit.rules import (
    Acquainted,
    Balance,
    GroupShape,
    KeepApart,
    Near,
    RuleKind,
    Rules,
    Scope,
    SeatRule,
    Together,
    Written,
)

from .building import HOSTILE

KNOWN = (("primary_school", "Fjell"), ("gender", "jente"), ("Fritid", "korps"))
NAMES = ("Ida Berg", "Nora Dahl", "Ali Khan", "Emil Vik", "Jonas Lie")
ROSTER = Roster(
    (
        *(Student(f"a{n}", name, "8A", KNOWN) for n, name in enumerate(NAMES, start=1)),
        Student("a6", "Liv Moe", "8A", KNOWN),
        Student("b1", "Liv Moe", "8B", KNOWN),
        Student("b2", "Odd Aas", "8B", KNOWN),
    )
)
TEXT = """\
interval_weeks = 4
group_shape = "trio"            # a comment

[acquainted]
attributes = ["Barneskole", "fritid"]
groups = [["Ida Berg", "Jonas Lie", "a3"]]

[[keep_apart]]                  # never
students = ["ida  BERG", "Nora Dahl"]

[[keep_apart]]
students = ["Ali Khan", "Emil Vik"]
scope = "pair"

[[together]]
students = ["Ida Berg", "Jonas Lie"]
periods = [1, 3]

[balance]
attributes = ["kjønn"]

[[seat]]
students = ["Ida Berg"]
near = "front"
strict = true

[[seat]]
students = ["Emil Vik", "a1"]
not_near = "window"
"""
RULES = Rules(
    4,
    GroupShape.TRIO,
    (KeepApart(("a1", "a2")), KeepApart(("a3", "a4"), Scope.PAIR)),
    (Together(("a1", "a5"), (1, 3)),),
    Acquainted(("primary_school", "Fritid"), (("a1", "a5", "a3"),)),
    Balance(("gender",)),
    (SeatRule(("a1",), Near.FRONT, strict=True), SeatRule(("a4", "a1"), Near.WINDOW, avoid=True)),
)


def read(text: str, roster: Roster = ROSTER) -> Rules:
    return read_rules(Source("r.toml", text.encode()), roster)


def test_reads_all_rules():
    assert read(TEXT) == RULES


def test_an_empty_table_of_rules_is_the_usual():
    assert read("# nothing yet\n") == Rules()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_reads_what_editors_on_windows_save(encoding):
    content = TEXT.replace("\n", "\r\n").encode(encoding)
    assert read_rules(Source("r.toml", content), ROSTER) == RULES


def test_remembers_how_the_user_wrote_each_rule():
    rules = read(TEXT)
    assert rules.keep_apart[0].written == Written(("ida  BERG", "Nora Dahl"), 8)
    assert rules.keep_apart[1].written.line == 11
    assert rules.together[0].written == Written(("Ida Berg", "Jonas Lie"), 15)
    assert rules.seats[1].written == Written(("Emil Vik", "a1"), 27)


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ('"Nora Dahl"', '"Nora Dal"', (9, 26), "called Nora Dal. Did you mean Nora Dahl?"),
        ('"Nora Dahl"', '"Xyz"', (9, 26), "No student in the class list is called Xyz."),
        ('"Nora Dahl"', '"Liv Moe"', (9, 26), "Write the id instead: a6 (8A), b1 (8B)."),
        ('"Nora Dahl"', '"a1"', (9, 26), "a1 stands twice"),
        ('"Nora Dahl"', "2", (9, 26), 'quotation marks: "2"'),
        (', "Nora Dahl"', "", (9, 12), "At least two"),
        ('["Ali Khan", "Emil Vik"]', '"Ali Khan"', (12, 12), "A list belongs here"),
        ('students = ["Ali Khan", "Emil Vik"]\n', "", (11, 1), "Name the students"),
        ('scope = "pair"', 'scope = "room"', (13, 9), 'Choose one of these: "group", "pair"'),
        ('scope = "pair"', 'skope = "pair"', (13, 1), "skope is no rule. Did you mean scope?"),
        ('"trio"', '"six"', (2, 15), '"five", "trio"'),
        ('"trio"', "5", (2, 15), '"five", "trio"'),
        ('"trio"', '["trio"]', (2, 15), '"five", "trio"'),
        ("weeks = 4", "weeks = 0", (1, 18), "from 1"),
        ("weeks = 4", "weeks = 21", (1, 18), "At most 20"),
        ("weeks = 4", "weeks = true", (1, 18), "whole number"),
        ("weeks = 4", "weeks = 3.0", (1, 18), "whole number"),
        ("[1, 3]", "[1, 0]", (17, 15), "from 1"),
        ("[1, 3]", "1", (17, 11), "A list belongs here"),
        ('"Jonas Lie"]\np', '"Jonas Lie", "a2", "a3"]\np', (16, 12), "At most three"),
        ('"Jonas Lie"]\np', '"Odd Aas"]\np', (16, 12), "different classes"),
        ('"kjønn"', '"kjonnet"', (20, 15), "has no column kjonnet"),
        ('"kjønn"', '"kjøn"', (20, 15), "Did you mean kjønn"),
        ('"fritid"', '"fritdi"', (5, 29), "Did you mean Fritid?"),
        ("[balance]", "[balanse]", (19, 1), "balanse is no rule. Did you mean balance?"),
        ("[balance]", "[balanse.x]", (19, 1), "balanse is no rule"),
        ("[[together]]", "[together]", (15, 1), "under [[together]]"),
        ("[balance]", "[[balance]]", (19, 1), "[balance]"),
        ("[1, 3]", "[1, 3", (19, 1), "missing"),
        ('"kjønn"]\n', '"kjønn', (20, 22), "missing"),
        ('["Ida Berg"]', '["Ida Bergg"]', (23, 13), "Did you mean Ida Berg?"),
        ('["Ida Berg"]', "[]", (23, 12), "At least one student"),
        ('["Ida Berg"]', '"Ida Berg"', (23, 12), "A list belongs here"),
        ('students = ["Ida Berg"]\n', "", (22, 1), "Name the students"),
        ('near = "front"', 'near = "board"', (24, 8), '"front", "back", "door", "window", "teac'),
        ('near = "front"', 'near = ["front"]', (24, 8), 'Choose one of these: "front"'),
        ('near = "front"', 'naer = "front"', (24, 1), "naer is no rule. Did you mean near?"),
        ('near = "front"\n', "", (22, 1), 'near = "front" or not_near = "window"'),
        ('near = "front"', 'near = "front"\nnot_near = "back"', (25, 1), "two rules"),
        ('near = "front"', 'not_near = "back"\nnear = "front"', (24, 1), "two rules"),
        ("strict = true", 'strict = "true"', (25, 10), "true or false"),
        ("strict = true", "strict = 1", (25, 10), "true or false"),
        ('"Emil Vik", "a1"]', '"Emil Vik", "a4"]', (28, 25), "a4 stands twice"),
        ('not_near = "window"', 'not_near = "windov"', (29, 12), "Choose one of these"),
        ('not_near = "window"', "not_near = true", (29, 12), "Choose one of these"),
    ],
)
def test_says_where_and_what_is_wrong(old, new, place, says):
    assert TEXT.count(old) == 1
    with pytest.raises(InputError) as caught:
        read(TEXT.replace(old, new))
    error = caught.value
    assert says in str(error)
    assert (error.spot.file, error.spot.line) == ("r.toml", place[0])
    if says != "missing":
        assert error.spot.column == place[1]


@pytest.mark.parametrize("text", ["periods = " + "[" * 5_000, "interval_weeks = " + "9" * 5_000])
def test_absurd_toml_is_an_error_too(text):
    with pytest.raises(InputError):
        read(text)


def test_an_attribute_that_the_class_list_lacks_is_an_error():
    with pytest.raises(InputError, match="no column primary_school"):
        read('[acquainted]\nattributes = ["primary_school"]', Roster(ROSTER.students[:0]))


def test_rules_of_several_classes_are_kept_for_one():
    rules = read(
        '[[keep_apart]]\nstudents = ["Ida Berg", "Odd Aas", "Ali Khan"]\n'
        '[[keep_apart]]\nstudents = ["Ida Berg", "Odd Aas"]\n'
        '[[together]]\nstudents = ["b1", "b2"]\n'
        '[acquainted]\ngroups = [["a1", "b1", "a2"], ["a1", "b1"]]'
    )
    of_a = rules.for_class(ROSTER.of_class("8A"))
    assert of_a == Rules(
        keep_apart=(KeepApart(("a1", "a3")),), acquainted=Acquainted(groups=(("a1", "a2"),))
    )
    assert of_a.keep_apart[0].written == Written(("Ida Berg", "Ali Khan"), 1)
    assert rules.for_class(ROSTER.of_class("8B")).together == rules.together


def test_writes_what_it_reads(tmp_path):
    path = tmp_path / "r.toml"
    write_rules(RULES, ROSTER, path)
    text = path.read_text(encoding="utf-8")
    assert '"Ida Berg"' in text
    assert read_rules(path, ROSTER) == RULES


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (Rules(keep_apart=(KeepApart(("a1", "a9")),)), "has the id a9"),
        (Rules(together=(Together(("a1", "Ida Berg")),)), "has the id Ida Berg"),
        (Rules(acquainted=Acquainted(groups=(("a1",),))), "At least two students"),
        (Rules(balance=Balance(("kjonnet",))), "has no column kjonnet"),
        (Rules(seats=(SeatRule(("a9",), Near.FRONT),)), "has the id a9"),
        (Rules(seats=(SeatRule((), Near.FRONT),)), "At least one student"),
    ],
)
def test_rules_of_strangers_are_not_written(rules: Rules, says: str, tmp_path) -> None:
    with pytest.raises(InputError, match=says):
        write_rules(rules, ROSTER, tmp_path / "r.toml")
    assert not list(tmp_path.iterdir())


def test_writes_the_id_where_the_name_is_not_enough():
    text = rules_to_toml(Rules(keep_apart=(KeepApart(("a6", "b2")),)), ROSTER)
    assert '"a6"' in text
    assert '"Odd Aas"' in text


names = st.one_of(
    st.sampled_from([*HOSTILE, 'a\n"""b', "'", "\\", "#", "]]", "s1"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=10),
).filter(str.strip)


SEATED = (st.sampled_from(Near), st.booleans(), st.booleans())


def any_of(roster):
    one_or_more = st.lists(st.sampled_from(list(roster.by_id)), min_size=1, unique=True)
    return one_or_more.map(tuple)


@st.composite
def rosters_and_rules(draw):
    roster = Roster(
        tuple(
            Student(f"s{n}", name, "", (("gender", ""), ('odd "one"\n', "")))
            for n, name in enumerate(draw(st.lists(names, min_size=3, max_size=8)))
        )
    )
    some = st.lists(st.sampled_from(list(roster.by_id)), min_size=2, max_size=3, unique=True)
    students = some.map(tuple)
    attributes = st.sampled_from([(), ("gender",), ("gender", 'odd "one"\n')])
    rules = Rules(
        interval_weeks=draw(st.integers(1, 20)),
        group_shape=draw(st.sampled_from(GroupShape)),
        keep_apart=tuple(
            draw(st.lists(st.builds(KeepApart, students, st.sampled_from(Scope)), max_size=3))
        ),
        together=tuple(
            draw(
                st.lists(
                    st.builds(
                        Together, students, st.lists(st.integers(1, 30), max_size=3).map(tuple)
                    ),
                    max_size=3,
                )
            )
        ),
        acquainted=Acquainted(draw(attributes), tuple(draw(st.lists(students, max_size=2)))),
        balance=Balance(draw(attributes)),
        seats=tuple(draw(st.lists(st.builds(SeatRule, any_of(roster), *SEATED), max_size=3))),
    )
    return roster, rules


@given(rosters_and_rules())
def test_any_rules_come_back_as_they_went_out(made):
    roster, rules = made
    assert read(rules_to_toml(rules, roster), roster) == rules


OF_EACH_KIND = Rules(
    keep_apart=(KeepApart(("x", "y"), Scope.PAIR),),
    together=(Together(("x", "y"), (2,)),),
    acquainted=Acquainted(groups=(("x", "y"),)),
    seats=(SeatRule(("x",), Near.DOOR, avoid=True, strict=True),),
)


@pytest.mark.parametrize("kind", RuleKind)
def test_a_rule_of_any_kind_is_written_and_read_back(kind: RuleKind) -> None:
    roster = Roster((Student("x", "Ida Berg"), Student("y", "Bo Lie")))
    rules = Rules().with_kind(kind, OF_EACH_KIND.of_kind(kind))
    assert rules.of_kind(kind)
    assert read_rules(Source("r.toml", rules_to_toml(rules, roster).encode()), roster) == rules
