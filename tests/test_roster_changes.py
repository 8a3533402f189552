import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.rosters import read_roster
from toolkit.files.sources import Source
from toolkit.matching import Match
from toolkit.messages import Message, plural
from toolkit.people import Roster, Student
from toolkit.roster_changes import RosterChanges, Section, compare

IDA, ALI, LIV = "1 Ida Berg 8A", "2 Ali Khan 8A", "3 Liv Moe 8A"


def student(words: str) -> Student:
    """The student of "id name class"; no class is written -."""
    key, *name, school_class = words.split()
    return Student(key, " ".join(name), school_class.strip("-"))


def roster(*students: str) -> Roster:
    return Roster(tuple(map(student, students)))


def match(old: str, new: str) -> Match:
    return Match(student(old), student(new))


def from_file(*names: str) -> Roster:
    """What a list without ids gives."""
    return read_roster(Source("8a.csv", "\n".join(["navn;klasse", *names]).encode()))


def asked_of(old: str, new: str) -> bool:
    """Whether a leaver and a newcomer of one class, ids apart, are asked about."""
    others = (ALI, LIV)
    changes = compare(roster(*others, f"8 {old} 8A"), roster(*others, f"9 {new} 8A"))
    return changes.doubtful == (match(f"8 {old} 8A", f"9 {new} 8A"),)


def all_no(changes: RosterChanges) -> RosterChanges:
    while changes.doubtful:
        changes = changes.decided(dict.fromkeys(changes.doubtful, False))
    return changes


# Who is who


def test_who_joins_and_who_leaves() -> None:
    changes = compare(roster(IDA, ALI), roster(ALI, LIV))
    assert changes.stayed == (match(ALI, ALI),)
    assert (changes.joined, changes.left) == ((student(LIV),), (student(IDA),))
    assert changes.roster == roster(ALI, LIV)


def test_the_same_name_is_the_same_student_under_the_id_of_before() -> None:
    listed = roster("71 ali  KHAN 8a", "72 Berg, Ida 8a")
    changes = compare(roster(IDA, ALI), listed)
    assert {(m.old.id, m.new.id) for m in changes.stayed} == {("1", "72"), ("2", "71")}
    assert [s.id for s in changes.roster] == ["2", "1"]
    assert [s.name for s in changes.roster] == ["ali KHAN", "Berg, Ida"]


def test_an_accent_in_two_characters_is_the_same_name() -> None:
    changes = compare(roster("1 Åse Moe 8A"), roster("9 A\N{COMBINING RING ABOVE}se Moe 8A"))
    assert len(changes.stayed) == 1


@pytest.mark.parametrize("name", ["Ida Dahl", "Ide Berg"])
def test_the_same_id_and_a_name_alike_is_a_new_name(name) -> None:
    changes = compare(roster(IDA, ALI), roster(f"1 {name} 8A", ALI))
    assert changes.renamed == (match(IDA, f"1 {name} 8A"),)
    assert changes.doubtful == ()


@pytest.mark.parametrize("name", ["Ola Dahl", "Ola Berg"])
def test_the_same_id_and_another_first_name_is_asked_about(name) -> None:
    changes = compare(roster(IDA, ALI, LIV), roster(f"1 {name} 8A", ALI, LIV))
    assert (changes.doubtful, changes.renamed) == ((match(IDA, f"1 {name} 8A"),), ())


def test_rows_numbered_anew_are_matched_by_name() -> None:
    listed = roster("1 Aud Vik 8A", "2 Ida Berg 8A", "3 Ali Khan 8A", "4 Liv Moe 8A")
    changes = compare(roster(IDA, ALI, LIV), listed)
    assert (changes.joined, changes.renamed, changes.doubtful) == (listed.students[:1], (), ())
    assert [s.id for s in changes.roster] == ["1-2", "1", "2", "3"]


@pytest.mark.parametrize(("name", "asked"), [("Aud Vik", 0), ("Ida Dahl", 1)])
def test_a_number_that_rows_have_by_turns_says_nothing(name, asked) -> None:
    listed = roster(f"1 {name} 8A", "2 Liv Moe 8A", "3 Ali Khan 8A")
    changes = compare(roster(IDA, ALI, LIV), listed)
    assert len(changes.stayed) == 2
    assert (changes.renamed, len(changes.doubtful)) == ((), asked)


def test_rows_numbered_anew_from_somewhere_down_are_matched_by_name() -> None:
    listed = roster(IDA, ALI, "3 Liv Lie 8A", "4 Liv Moe 8A")
    changes = compare(roster(IDA, ALI, LIV), listed)
    # Number 3 says Liv Moe is Liv Lie now, the name says she has number 4.
    assert changes.doubtful == (match(LIV, "4 Liv Moe 8A"),)
    decided = changes.decided({match(LIV, "4 Liv Moe 8A"): True})
    assert (decided.joined, decided.doubtful) == ((student("3 Liv Lie 8A"),), ())
    assert [s.id for s in decided.roster] == ["1", "2", "3-2", "3"]


def test_who_is_told_apart_from_a_newcomer_of_the_same_name_is_not_taken_for_them() -> None:
    listed = roster(ALI, LIV, "1 Ida Marie Berg 8A", "9 Ida Berg 8A")
    changes = compare(roster(IDA, ALI, LIV), listed)
    assert changes.doubtful == (match(IDA, "9 Ida Berg 8A"),)
    no = changes.decided({changes.doubtful[0]: False})
    assert no.renamed == (match(IDA, "1 Ida Marie Berg 8A"),)
    assert no.joined == (student("9 Ida Berg 8A"),)


def test_namesakes_are_matched_within_their_classes() -> None:
    changes = compare(
        roster("1 Ida Berg 8A", "2 Ida Berg 8B"), roster("8 Ida Berg 8B", "9 Ida Berg 8A")
    )
    assert {(m.old.id, m.new.id) for m in changes.stayed} == {("1", "9"), ("2", "8")}


def test_namesakes_with_ids_of_their_own_are_known_by_them() -> None:
    changes = compare(roster("1 Ida Berg 8A", "2 Ida Berg 8A"), roster("2 Ida Berg 8A"))
    assert [m.old.id for m in changes.stayed] == ["2"]
    assert [s.id for s in changes.left] == ["1"]


def test_namesakes_in_one_class_are_asked_about_one_after_the_other() -> None:
    one, two, new = "1 Ida Berg 8A", "2 Ida Berg 8A", "9 Ida Berg 8A"
    changes = compare(roster(one, two), roster(new))
    assert len(changes.doubtful) == 1
    again = changes.decided({changes.doubtful[0]: False})
    assert {changes.doubtful[0].old, again.doubtful[0].old} == {student(one), student(two)}
    assert again.decided({again.doubtful[0]: True}).stayed == again.doubtful
    assert len(all_no(changes).left) == 2


def test_without_ids_a_namesake_who_leaves_is_not_guessed() -> None:
    both, one = from_file("Ida Berg;8A", "Ida Berg;8A"), from_file("Ida Berg;8A")
    assert compare(both, one).doubtful == (Match(both.students[0], one.students[0]),)
    assert compare(one, both).doubtful == (Match(one.students[0], both.students[0]),)
    assert compare(both, both).is_unchanged


def test_without_ids_the_place_of_one_who_moved_is_not_taken_for_hers() -> None:
    (kept,) = from_file("Ida Berg;8A")
    moved = Roster((Student(kept.id, "Ida Berg", "8B"),))
    both = from_file("Ida Berg;8A", "Ida Berg;8B")
    changes = compare(moved, both)
    assert [m.new.school_class for m in changes.stayed] == ["8B"]
    assert [s.id for s in changes.roster] == [f"{kept.id}-2", kept.id]


def test_without_ids_an_earlier_name_is_asked_about() -> None:
    (kept,) = from_file("Ida Berg;8A")
    changes = compare(Roster((Student(kept.id, "Ida Dahl", "8A"),)), from_file("Ida Berg;8A"))
    assert len(changes.doubtful) == 1


# Near matches


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kari Lie", "Kåri Lie"),
        ("Håkon Lie", "Haakon Lie"),
        ("Bjørn Lie", "Bjorn Lie"),
        ("Ida Lie", "Ida Dahl"),
        ("Ida Lie", "Ida Marie Lie"),
        ("Ida Lie", "Ida Lie-Dahl"),
        ("Ida Lie-Dahl", "Ida Dahl"),
        ("Anne-Lise Lie", "Anne Lise Lie"),
        ("Anne-Lise Lie", "Annelise Lie"),
        ("Kristian Lie", "Christian Lie"),
        ("Filip Lie", "Phillip Lie"),
        ("Muhammad Aziz", "Mohammed Azis"),
        ("Ida Lie", "Lie Ida"),
        ("Ida", "Ida Lie"),
        ("Per Ola Lie", "Ola Lie"),
        ("Haakon Lie", "Håkon Dahl"),
    ],
)
def test_names_that_are_asked_about(old, new) -> None:
    assert asked_of(old, new)
    assert asked_of(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ida Lie", "Ola Lie"),
        ("Ida Lie", "Ada Lie"),
        ("Ida Lie", "Per Dahl"),
        ("Ida Dahl", "Marie Dahl"),
        ("Emma Lie", "Emil Dahl"),
    ],
)
def test_names_that_are_not_asked_about(old, new) -> None:
    assert not asked_of(old, new)


def test_each_student_is_in_one_question_and_the_likeliest_comes_first() -> None:
    kept = roster("1 Kari Lie 8A", "2 Ida Dahl 8A")
    listed = roster("7 Ida Moe 8A", "8 Kari Vik 8A", "9 Kåri Lie 8A")
    changes = compare(kept, listed)
    assert changes.doubtful == (
        match("1 Kari Lie 8A", "9 Kåri Lie 8A"),
        match("2 Ida Dahl 8A", "7 Ida Moe 8A"),
    )
    assert changes.joined == (student("8 Kari Vik 8A"),)


def test_of_two_who_are_as_like_the_one_in_the_class_is_asked_about() -> None:
    kept = roster(ALI, "3 Liv Moe 8B", "4 Kari Lie 8A", "5 Kari Lie 8B")
    changes = compare(kept, roster(ALI, "3 Liv Moe 8B", "9 Kåri Lie 8A"))
    assert changes.doubtful == (match("4 Kari Lie 8A", "9 Kåri Lie 8A"),)


def test_of_two_namesakes_the_one_of_whom_the_same_is_written_is_asked_about() -> None:
    lia, moen = (("primary_school", "Lia"),), (("primary_school", "Moen"),)
    kept = Roster((Student("1", "Ida Berg", "8A", lia), Student("2", "Ida Berg", "8A", moen)))
    listed = Roster((Student("9", "Ida Berg", "8A", lia),))
    assert [near.old.id for near in compare(kept, listed).doubtful] == ["1"]


def test_a_name_alike_in_a_class_that_is_not_in_the_list_is_not_asked_about() -> None:
    kept = roster(IDA, "2 Kari Lie 8B", "3 Liv Moe 8B")
    assert compare(kept, roster(IDA, "9 Kåri Lie 8A")).doubtful == ()


def test_a_new_surname_in_another_class_is_not_asked_about() -> None:
    kept = roster("1 Ida Dahl 8A", "2 Ali Khan 8A", "3 Liv Moe 8B")
    listed = roster("2 Ali Khan 8A", "3 Liv Moe 8B", "9 Ida Vik 8B")
    assert compare(kept, listed).doubtful == ()


def test_yes_is_the_same_and_no_is_one_who_left_and_one_who_joined() -> None:
    near = match("1 Kari Lie 8A", "9 Kåri Lie 8A")
    changes = compare(Roster((near.old,)), Roster((near.new,)))
    yes, no = changes.decided({near: True}), changes.decided({near: False})
    assert (yes.renamed, yes.left, yes.joined) == ((near,), (), ())
    assert yes.roster == roster("1 Kåri Lie 8A")
    assert (no.renamed, no.left, no.joined) == ((), (near.old,), (near.new,))
    assert no.roster == roster("9 Kåri Lie 8A")


def test_an_answer_can_be_taken_back() -> None:
    near = match("1 Kari Lie 8A", "9 Kåri Lie 8A")
    no = compare(Roster((near.old,)), Roster((near.new,))).decided({near: False})
    assert no.decided({near: True}).renamed == (near,)


def test_who_was_not_asked_about_can_be_told_all_the_same() -> None:
    told = match(IDA, "9 Ada Vik 8A")
    changes = compare(roster(IDA), roster("9 Ada Vik 8A"))
    assert changes.decided({told: True}).renamed == (told,)
    assert changes.decided({match(LIV, "9 Ada Vik 8A"): True}).renamed == ()


def test_a_student_cannot_be_two() -> None:
    one, other = match(IDA, "8 Ida Vik 8A"), match(IDA, "9 Ida Lie 8A")
    changes = compare(roster(IDA), roster("8 Ida Vik 8A", "9 Ida Lie 8A"))
    decided = changes.decided({one: True, other: True})
    assert (decided.renamed, decided.joined) == ((one,), (other.new,))


# Classes


def test_who_is_in_another_class_has_moved() -> None:
    kept, listed = from_file("Ida Berg;8A", "Ali Khan;8B"), from_file("Ida Berg;8B", "Ali Khan;8B")
    changes = compare(kept, listed)
    assert [(m.old.school_class, m.new.school_class) for m in changes.moved] == [("8A", "8B")]
    assert changes.roster.students[0] == Student(kept.students[0].id, "Ida Berg", "8B")


def test_who_has_moved_and_has_a_new_name_has_moved() -> None:
    changes = compare(roster(IDA, "2 Ali Khan 8B"), roster("1 Ida Dahl 8B", "2 Ali Khan 8B"))
    assert changes.moved == (match(IDA, "1 Ida Dahl 8B"),)
    assert changes.renamed == ()


def test_a_list_says_nothing_about_other_classes() -> None:
    changes = compare(roster(IDA, "2 Ali Khan 8B", "3 Liv Moe 8B"), roster(IDA))
    assert changes.is_unchanged
    assert changes.left == ()


def test_who_comes_from_a_class_that_is_not_in_the_list_is_known_by_id() -> None:
    listed = roster(IDA, "2 Ali Khan 8A")
    changes = compare(roster(IDA, "2 Ali Khan 8B", "3 Liv Moe 8B"), listed)
    assert changes.moved == (match("2 Ali Khan 8B", "2 Ali Khan 8A"),)


def test_a_namesake_in_a_class_that_is_not_in_the_list_may_still_be_there() -> None:
    listed = roster(IDA, "9 Ali Khan 8A")
    changes = compare(roster(IDA, "2 Ali Khan 8B", "3 Liv Moe 8B"), listed)
    (near,) = changes.doubtful
    assert near == match("2 Ali Khan 8B", "9 Ali Khan 8A")
    assert changes.decided({near: True}).moved == (near,)
    no = changes.decided({near: False})
    assert (no.joined, no.left) == ((near.new,), ())


def test_a_class_under_a_new_name_is_the_same_students() -> None:
    kept = from_file("Ida Berg;8A", "Ali Khan;8A", "Liv Moe;8A", "Per Lie;8B")
    listed = from_file("Ida Berg;9A", "Liv Moe;9A", "Ali Dahl;9A")
    changes = compare(kept, listed)
    assert {m.old.name for m in changes.moved} == {"Ida Berg", "Liv Moe"}
    assert [m.old.name for m in changes.doubtful] == ["Ali Khan"]
    assert [s.name for s in all_no(changes).left] == ["Ali Khan"]


@pytest.mark.parametrize(("before", "now"), [("8A", "-"), ("-", "8A"), ("-", "-"), ("8A", "8a")])
def test_a_class_column_more_or_less_moves_nobody(before, now) -> None:
    kept = roster(f"1 Ida Berg {before}", f"2 Ali Khan {before}")
    changes = compare(kept, roster(f"8 Ida Berg {now}"))
    assert len(changes.stayed) == len(changes.left) == 1
    assert changes.roster == roster(f"1 Ida Berg {before if now == '-' else now}")


def test_with_several_classes_the_list_must_say_who_is_where() -> None:
    with pytest.raises(InputError, match="Class"):
        compare(roster(IDA, "2 Ali Khan 8B"), roster("1 Ida Berg -"))


# The new roster


def test_a_newcomer_never_gets_an_id_that_is_anothers() -> None:
    kept = roster(IDA, ALI, LIV, "4 Per Lie 8B")
    listed = roster("1 Ida Berg 8A", "2 Ali Khan 8A", "3 Aud Vik 8A", "4 Odd Rud 8A")
    no = all_no(compare(kept, listed))
    assert [s.id for s in no.roster] == ["1", "2", "3-2", "4-2"]
    # Next month the list says the same, and so does the roster.
    assert compare(no.roster, listed).roster == no.roster


def test_a_newcomer_never_gets_the_id_of_someone_in_the_plans() -> None:
    listed = roster(IDA, "4 Aud Vik 8A", "4-2 Odd Rud 8A", "5 Per Lie 8A")
    former = map(student, ["4 Ali Khan 8A", "4-3 Liv Moe 8A", "5 Per Lie 8A"])
    changes = compare(roster(IDA), listed, former)
    # Per Lie is back, and so is his id.
    assert [s.id for s in changes.roster] == ["1", "4-4", "4-2", "5"]


def test_the_columns_are_the_lists_and_ours_where_it_has_none() -> None:
    ida = Student("1", "Ida Berg", "8A", (("primary_school", "Lia"), ("Kor", "ja")))
    ali = Student("2", "Ali Khan", "8A", (("primary_school", "Moen"), ("Kor", "")))
    new_ida = Student("1", "Ida Berg", "8A", (("kor", "nei"), ("gender", "jente")))
    new_ali = Student("2", "Ali Khan", "8A", (("kor", ""), ("gender", "")))
    new_liv = Student("3", "Liv Moe", "8A", (("kor", "ja"), ("gender", "jente")))
    changes = compare(Roster((ida, ali)), Roster((new_ida, new_ali, new_liv)))
    assert [s.attributes for s in changes.roster] == [
        (("Kor", "nei"), ("gender", "jente"), ("primary_school", "Lia")),
        (("Kor", ""), ("gender", ""), ("primary_school", "Moen")),
        (("Kor", "ja"), ("gender", "jente")),
    ]
    assert [m.old for m in changes.updated] == [ida]
    assert not changes.is_unchanged


def test_there_is_no_new_roster_while_there_are_questions() -> None:
    changes = compare(roster("1 Kari Lie 8A"), roster("9 Kåri Lie 8A"))
    assert changes.blockers == (
        plural(
            "Answer the question about {n} student first.",
            "Answer the questions about {n} students first.",
            n=1,
        ),
    )
    with pytest.raises(InputError, match="Answer the question about 1 student"):
        _ = changes.roster
    assert all_no(changes).blockers == ()


# In words


def test_what_is_said_of_changes() -> None:
    kept = roster(IDA, ALI, LIV, "4 Per Lie 8B", "5 Aud Vik 8B")
    listed = roster(
        "1 Ida Dahl 8A", LIV, "4 Per Lie 8A", "5 Aud Vik 8B", "6 Bo Rud 8A", "7 Ea Li 8A"
    )
    changes = compare(kept, listed)
    assert [str(sentence) for sentence in changes.sentences] == [
        "2 students have joined.",
        "1 student has left.",
        "1 student has a new name.",
        "1 student has changed class.",
    ]
    assert changes.sections == (
        Section(Message("New in the class"), ("Bo Rud", "Ea Li")),
        Section(Message("Left the class"), ("Ali Khan",)),
        Section(Message("New name"), ("Ida Berg → Ida Dahl",)),
        Section(Message("Moved from {school_class}", school_class="8B"), ("Per Lie",)),
    )


def test_what_is_said_of_the_same_list_and_of_another_class() -> None:
    same = compare(roster(IDA, ALI), roster(ALI, IDA))
    assert list(map(str, same.sentences)) == ["The list is the same as before."]
    assert same.sections == ()
    other = compare(roster(IDA), roster("9 Per Lie 8B"))
    assert str(other.sentences[0]) == "Nobody in this list was here before. Is it the right list?"
    assert "right list" not in str(compare(Roster(()), roster(IDA)).sentences)


def test_a_question_tells_namesakes_apart() -> None:
    assert str(match(IDA, "9 Ida Dahl 8A").question) == (
        "Is Ida Dahl the same student as Ida Berg?"
    )
    (old,) = from_file("Ida Berg;8A")
    new = Student("9", "Ida Berg", "8A", (("primary_school", "Lia"),))
    assert str(Match(old, new).question) == (
        "Is Ida Berg (8A, 9, Lia) the same student as Ida Berg (8A)?"
    )
    nothing_known = Student(old.id, "Ida Berg")
    assert str(Match(nothing_known, new).question).endswith("as Ida Berg?")


def test_repr_names_nobody() -> None:
    changes = compare(roster(IDA, ALI), roster(IDA, LIV))
    assert repr(changes) == "RosterChanges(1 matches, 1 joined, 1 left, 0 doubtful)"


# Whatever the lists

NAMES = st.sampled_from(
    ["Ida Berg", "Ida Dahl", "Berg, Ida", "Ida Marie Berg", "Ola Berg", "Åse Moe", "Aase Moe"]
)
CLASSES = st.sampled_from(["8A", "8a", "8B", "8C"])
IDS = st.sampled_from([*"1234567", "1-2", "sdeadbeef00", "sdeadbeef00-2"])
ROSTERS = st.lists(
    st.builds(Student, IDS, NAMES, CLASSES), max_size=8, unique_by=lambda student: student.id
).map(lambda students: Roster(tuple(students)))


@given(ROSTERS, ROSTERS)
def test_everyone_is_accounted_for_once(kept, listed) -> None:
    changes = compare(kept, listed)
    found = (*changes.stayed, *changes.renamed, *changes.moved, *changes.doubtful)
    olds = [m.old.id for m in found] + [s.id for s in changes.left]
    news = [m.new.id for m in found] + [s.id for s in changes.joined]
    classes = {name.casefold() for name in listed.classes}
    covered = {s.id for s in kept if s.school_class.casefold() in classes}
    assert len(olds) == len(set(olds))
    assert covered <= set(olds) <= kept.by_id.keys()
    assert sorted(news) == sorted(listed.by_id)


@given(ROSTERS, ROSTERS, st.data())
def test_answers_lead_to_a_roster_of_unique_ids(kept, listed, data) -> None:
    changes = compare(kept, listed)
    while changes.doubtful:
        answers = {near: data.draw(st.booleans()) for near in changes.doubtful}
        changes = changes.decided(answers)
        said = {m for m, same in answers.items() if same}
        assert said <= set(changes.matches)
    roster = changes.roster
    assert len(roster.by_id) == len(roster) == len(listed)
    assert [s.name for s in roster] == [s.name for s in listed]
    old_of = {m.new.id: m.old.id for m in changes.matches}
    for before, after in zip(listed, roster, strict=True):
        assert after.id == old_of.get(before.id, after.id)
        assert before.id in old_of or after.id not in kept.by_id


@given(ROSTERS)
def test_a_list_beside_itself_changes_nothing(roster) -> None:
    changes = compare(roster, roster)
    assert changes.is_unchanged
    assert changes.roster == roster


@given(ROSTERS, ROSTERS, st.randoms())
def test_the_order_of_the_rows_does_not_count(kept, listed, random) -> None:
    def shuffled(roster: Roster) -> Roster:
        return Roster(tuple(random.sample(roster.students, len(roster))))

    one, other = compare(kept, listed), compare(shuffled(kept), shuffled(listed))
    assert set(one.matches) == set(other.matches)
    assert one.doubtful == other.doubtful
    assert set(one.left) == set(other.left)
