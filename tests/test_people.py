from toolkit.people import Roster, Student

IDA = Student("1", "Ida Berg", "8A", (("gender", "jente"),))
IDA_TOO = Student("2", "ida  berg", "8B")
ALI = Student("3", "Ali Khan", "8A")
ROSTER = Roster((IDA, IDA_TOO, ALI))


def test_a_student_is_found_by_id_or_by_name() -> None:
    assert ROSTER.named("3") == (ALI,)
    assert ROSTER.named(" ALI khan ") == (ALI,)
    assert ROSTER.named("Ida Berg") == (IDA, IDA_TOO)
    assert ROSTER.named("Khan, Ali") == (ALI,)
    assert ROSTER.named("Nora") == ()


def test_an_id_goes_before_a_name() -> None:
    named_like_an_id = Student("9", "1")
    assert Roster((IDA, named_like_an_id)).named("1") == (IDA,)


def test_those_with_one_name_are_told_apart() -> None:
    assert ROSTER.label(IDA) == "Ida Berg (1)"
    assert ROSTER.label(ALI) == "Ali Khan"


def test_classes() -> None:
    assert ROSTER.classes == ("8A", "8B")
    assert ROSTER.of_class("8a").students == (IDA, ALI)
    assert len(ROSTER.of_class("9C")) == 0
    assert Roster((IDA, Student("4", "Liv", " 8a "), IDA_TOO)).classes == ("8A", "8B")


def test_attributes() -> None:
    assert ROSTER.attributes == ("gender",)
    assert (IDA.attribute("gender"), ALI.attribute("gender")) == ("jente", "")
