"""Who writes to those who are away and who sits together: each rule, and all of them at once."""

from dataclasses import replace

import pytest
from sketch import period_of, plan_of, roster_of, students_of

from toolkit.absence import GREETING, Absence, absent
from toolkit.errors import InputError
from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules, Scope


def apart(*pairs: str, scope: Scope = Scope.GROUP) -> Rules:
    return Rules(keep_apart=tuple(KeepApart(tuple(pair), scope) for pair in pairs))


def on(sketch: str, away: str, rules: Rules | None = None, roster: str | None = None) -> Absence:
    own = None if roster is None else roster_of(roster)
    return absent(plan_of(sketch), period=1, away=list(away), rules=rules, roster=own)


def letters(students: tuple[Student, ...]) -> str:
    return "".join(student.id for student in students)


def sent(day: Absence) -> str:
    return " ".join(f"{one.sender.id}>{one.to.id}" for one in day.messages)


def words(several: tuple[tuple[Student, ...], ...]) -> str:
    return " ".join(map(letters, several))


class TestMessages:
    @pytest.mark.parametrize(
        ("sketch", "away", "messages", "teacher"),
        [
            ("ab|cd ef|gh", "a", "b>a", ""),
            ("ab|cd ef|gh", "cf", "d>c e>f", ""),
            # Both makkere are away: one message from each who is left of the makkergruppe.
            ("ab|cd ef|gh", "ab", "c>a d>b", ""),
            ("ab|cd ef|gh", "abc", "d>a d>b d>c", ""),
            ("ab|cd ef|gh", "abcde", "f>e", "abcd"),
            # In a trio it is one of the two who are left, and the next time the other.
            ("ab|cde", "c", "d>c", ""),
            ("ab|cde", "cd", "e>c e>d", ""),
            ("abc def", "abc", "", "abc"),
            # Who has written to a makker is spared where another can write.
            ("ab|cde", "abc", "e>a d>b d>c", ""),
            ("ab|cdef", "abcd", "e>a f>b e>c f>d", ""),
        ],
    )
    def test_one_from_a_makker_else_from_the_group_else_from_the_teacher(
        self, sketch: str, away: str, messages: str, teacher: str
    ) -> None:
        day = on(sketch, away)
        assert (sent(day), letters(day.teacher)) == (messages, teacher)

    def test_who_is_kept_apart_writes_only_where_nobody_else_can(self) -> None:
        assert sent(on("abc|de", "a", apart("ab"))) == "c>a"
        assert sent(on("ab|cd", "ab", apart("ac", "ad"))) in ("c>a d>b", "c>a c>b")
        assert sent(on("ab|cd", "ab", apart("ac", scope=Scope.PAIR))) == "d>a c>b"
        assert sent(on("ab|cd", "a", apart("ab"))) == "b>a"

    def test_the_leaflet_gives_the_words(self) -> None:
        said = Translator("nb")(GREETING)
        assert said == "Hei! Ser at du er borte i dag. Håper vi sees i morgen."


class TestToday:
    @pytest.mark.parametrize(
        ("sketch", "away", "kept", "put_together", "alone"),
        [
            ("ab|cd ef|gh", "", "ab cd ef gh", "", ""),
            ("ab|cd ef|gh", "ab", "cd ef gh", "", ""),
            ("ab|cde", "c", "ab de", "", ""),
            # Within the group before across groups.
            ("ab|cd ef|gh", "ac", "ef gh", "bd", ""),
            ("ab|cd ef|gh ij|kl", "aceg", "ij kl", "bd fh", ""),
            ("ab|cd ef|gh", "ae", "cd gh", "bf", ""),
            ("ab|cde fg|hi", "adef", "hi", "bc", "g"),
            ("ab|cd ef|gh", "a", "cd ef gh", "", "b"),
            ("ab|cd", "abcd", "", "", ""),
            ("ab|cd", "abc", "", "", "d"),
            # What has happened may have been someone alone, or a pair of four.
            ("a|bc de|fg", "f", "bc de", "ag", ""),
            ("abcd|ef", "a", "bcd ef", "", ""),
        ],
    )
    def test_makkere_keep_each_other_and_the_others_are_put_together(
        self, sketch: str, away: str, kept: str, put_together: str, alone: str
    ) -> None:
        day = on(sketch, away)
        assert (words(day.kept), words(day.put_together)) == (kept, put_together)
        assert letters(day.alone) == alone
        assert day.today == day.kept + day.put_together

    @pytest.mark.parametrize("scope", Scope)
    def test_two_who_are_kept_apart_are_not_put_together(self, scope: Scope) -> None:
        day = on("ab|cd ef|gh", "aceg", apart("bd", scope=scope))
        assert (words(day.put_together), letters(day.alone)) == ("fh", "bd")
        day = on("ab|cd ef|gh", "ace", apart("bd", scope=scope))
        assert words(day.put_together) == "bf"
        assert letters(day.alone) == "d"

    @pytest.mark.parametrize("scope", Scope)
    def test_makkere_whom_a_newer_rule_keeps_apart_are_parted(self, scope: Scope) -> None:
        day = on("ab|cd ef|gh", "c", apart("ab", scope=scope))
        assert (words(day.kept), words(day.put_together)) == ("ef gh", "ad")
        assert letters(day.alone) == "b"
        # Of a trio, as many stay as can.
        assert words(on("abc|de", "", apart("ab", "ac", scope=scope)).kept) == "bc de"

    def test_as_few_are_alone_as_can_be(self) -> None:
        # b first found a partner in f, and that leaves h with nobody.
        day = on("ab|cd ef|xy gh|zv", "aegcd", apart("bh"))
        assert {*words(day.put_together).split()} in ({"bf"}, {"fh"})
        day = on("ab|cd ef|xy gh|zv ij|uw", "aegicd", apart("bh", "bj", "fj"))
        assert words(day.put_together) == "bf hj"

    def test_whom_the_rules_make_hardest_to_place_has_the_place_in_the_group(self) -> None:
        day = on("ab|cd ef|gh", "de", apart("ab", "bf"))
        assert (words(day.put_together), letters(day.alone)) == ("af bc", "")

    def test_who_can_join_their_own_group_is_alone_rather_than_who_cannot(self) -> None:
        day = on("ab|cd ef|gh ij|kl", "aeikl", None)
        assert (words(day.put_together), letters(day.alone)) == ("bj", "f")
        assert letters(day.company["f"]) == "gh"


class TestCompany:
    def test_who_is_alone_is_shown_a_pair_of_their_own_group_to_join(self) -> None:
        assert letters(on("ef|gh ab|cd", "a").company["b"]) == "cd"

    def test_else_another_one_where_nobody_is_kept_apart_from_them(self) -> None:
        day = on("ab|cd ef|gh ij|kl", "acd", apart("be"))
        assert letters(day.company["b"]) == "gh"

    def test_two_who_are_alone_do_not_join_the_same(self) -> None:
        day = on("ab|cd ef|gh", "ac", apart("bd"))
        assert (letters(day.company["b"]), letters(day.company["d"])) == ("ef", "gh")

    def test_a_trio_is_not_joined(self) -> None:
        assert on("abc de|f", "de").company == {}


class TestTheClassAsItIsNow:
    def test_who_has_left_is_neither_here_nor_away(self) -> None:
        day = on("ab|cd ef|gh", "e", roster="bcdefgh")
        assert (sent(day), letters(day.teacher)) == ("f>e", "")
        assert (words(day.put_together), letters(day.alone)) == ("bf", "")

    def test_who_has_joined_has_no_makker_yet(self) -> None:
        day = on("ab|cd ef|gh", "a", roster="abcdefghx")
        assert words(day.put_together) == "bx"
        assert letters(on("ab|cd ef|gh", "x", roster="abcdefghx").teacher) == "x"

    def test_the_names_are_those_of_the_list(self) -> None:
        roster = Roster(tuple(replace(s, name=f"{s.name} Elev") for s in students_of("abcd")))
        day = absent(plan_of("ab|cd"), period=1, away=["A Elev"], roster=roster)
        assert day.messages[0].to.name == "A Elev"

    def test_a_class_that_has_no_part_in_the_plan_is_refused(self) -> None:
        other = tuple(Student(letter, letter.upper(), "8B") for letter in "xy")
        own = tuple(replace(student, school_class="8A") for student in students_of("abcd"))
        with pytest.raises(InputError, match=r"as well: 8B\. Nobody .* period 1"):
            absent(plan_of("ab|cd"), period=1, away=["a"], roster=Roster((*own, *other)))
        with pytest.raises(InputError, match="another class"):
            absent(plan_of("ab|cd"), period=1, away=["x"], roster=Roster(other))


class TestWhatCannotBe:
    def test_a_period_that_the_plan_has_not(self) -> None:
        with pytest.raises(InputError, match=r"no period 3\. It has these: 1, 2\."):
            absent(plan_of("ab|cd", "ac|bd"), period=3, away=["a"])
        with pytest.raises(InputError, match=r"no period 1\.$"):
            absent(Plan(), period=1, away=[])

    @pytest.mark.parametrize("period", [0, -1, 1.0, "1", True, None])
    def test_a_period_that_is_no_number(self, period: object) -> None:
        with pytest.raises(InputError, match="period"):
            absent(plan_of("ab|cd"), period=period, away=["a"])  # type: ignore[arg-type]

    def test_nobody_s_id_is_answered_with_whom_it_may_mean(self) -> None:
        students = tuple(Student(f"8a-0{n}", f"Elev {n}") for n in range(4))
        roster = Roster(students)
        plan = Plan((period_of("ab|cd"),)).renaming(lambda s: students["abcd".index(s.id)])
        with pytest.raises(InputError, match=r"^away: Nobody.*8a-1.*Did you mean 8a-01 \(Elev 1\)"):
            absent(plan, period=1, away=["8a-1"])
        with pytest.raises(InputError, match=r"Did you mean .*Elev 3"):
            absent(plan, period=1, away=["Elef 3"], roster=roster)

    def test_who_is_of_the_plan_but_not_of_the_class_then(self) -> None:
        plan = plan_of("ab|cd", "ab|ce")
        with pytest.raises(InputError, match="D is not in the class in period 2"):
            absent(plan, period=2, away=["d"])
        with pytest.raises(InputError, match="D is not in the class in period 1"):
            absent(plan, period=1, away=["d"], roster=roster_of("abc"))

    def test_a_name_that_two_have(self) -> None:
        plan = plan_of("ab|cd").renaming(lambda s: replace(s, name="Ida Berg"))
        with pytest.raises(InputError, match="4 students are called Ida Berg"):
            absent(plan, period=1, away=["Ida Berg"])

    @pytest.mark.parametrize("away", ["ab", b"a", {"a": 1}, None, [1], [None]])
    def test_what_are_no_ids(self, away: object) -> None:
        with pytest.raises(InputError, match=r"^away: "):
            absent(plan_of("ab|cd"), period=1, away=away)  # type: ignore[arg-type]

    def test_an_identity_number_is_not_repeated(self) -> None:
        with pytest.raises(InputError) as refused:
            absent(plan_of("ab|cd"), period=1, away=["55108695071"])
        assert "55108695071" not in str(refused.value)

    def test_rules_of_somebody_else(self) -> None:
        with pytest.raises(InputError, match="keep_apart"):
            on("ab|cd", "a", apart("ax"))

    def test_two_places_in_one_period(self) -> None:
        with pytest.raises(InputError, match="twice"):
            on("ab|ac", "a")

    def test_the_same_period_twice(self) -> None:
        period = period_of("ab|cd")
        with pytest.raises(InputError, match="Period 1"):
            absent(Plan((period, period)), period=1, away=["a"])


def test_the_one_line_of_it_names_nobody() -> None:
    day = on("ab|cd ef|gh", "a")
    assert repr(day) == "Absence(1 message, 3 together, 1 alone)"
    assert "B" not in repr(day.messages[0])
