"""How every class stands: counted from what is kept, and told without a name."""

from dataclasses import replace
from datetime import date

import pytest

import toolkit as mk
from toolkit.errors import InputError
from toolkit.messages import Language, Translator
from toolkit.people import Student
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules
from toolkit.seats import SeatedPeriod
from toolkit.workspace.contracts import note_contracts
from toolkit.workspace.database import memory_engine
from toolkit.workspace.school_now import ClassNow, Gap, school_now
from toolkit.workspace.tables import Base
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass, Workspace

from .works import period_of, students_of

EIGHT = students_of("Ada", "Bo", "Cy", "Di", "Eli", "Finn", "Gro", "Hal")
A, B, C, D, E, F, G, H = EIGHT
FIRST = period_of(1, EIGHT)
YEAR = mk.school_year(date(2026, 8, 17), date(2027, 6, 18), 3)
BEFORE, FIRST_DAY, SECOND_DAY = date(2026, 8, 10), YEAR.periods[0].starts, YEAR.periods[1].starts


@pytest.fixture
def workspace() -> Workspace:
    engine = memory_engine()
    Base.metadata.create_all(engine)
    return Workspace(engine, "Kari")


def rows(seats: str = "a1 a2 b1 b2 c1 c2 d1 d2") -> SeatedPeriod:
    room = mk.room("rows", students=8)
    return SeatedPeriod(1, room, tuple(zip((s.id for s in EIGHT), seats.split(), strict=True)))


def begun(**parts: object) -> Work:
    """Eight students whose first period is in force since the first day of the year."""
    work = Work(mk.Roster(EIGHT), plan=Plan((FIRST,))).renamed("8A")
    return replace(work.with_calendar(YEAR, FIRST_DAY), **parts)


def now(workspace: Workspace, work: Work, on: date = FIRST_DAY) -> ClassNow:
    """How a class stands whose contracts are made."""
    kept = workspace.begin(work)
    if work.last is not None:
        note_contracts(workspace, kept.class_id, work.last.number)
    (only,) = school_now(workspace, on=on).classes
    return only


def gaps(one: ClassNow) -> list[Gap]:
    return [missing.gap for missing in one.missing]


def test_a_class_that_has_all_lacks_nothing(workspace: Workspace) -> None:
    one = now(workspace, begun().seated(rows()))
    assert one == ClassNow(
        *(one.class_id, "8A", "", 8),
        period=1,
        next_rotation=SECOND_DAY,
        met=12,
        possible=28,
        most=12,
        calendar=YEAR,
    )


def test_those_of_a_period_accepted_ahead_know_each_other_when_it_has_begun(
    workspace: Workspace,
) -> None:
    ahead = now(workspace, begun().seated(rows()), on=BEFORE)
    assert (ahead.period, ahead.met, ahead.most) == (1, 0, 0)


def test_contracts_are_missing_until_those_of_this_period_are_made(workspace: Workspace) -> None:
    kept = workspace.begin(begun().seated(rows()))
    for number, missing in ((0, [Gap.NO_CONTRACTS]), (1, [])):
        note_contracts(workspace, kept.class_id, number)
        (one,) = school_now(workspace, on=FIRST_DAY).classes
        assert gaps(one) == missing


@pytest.mark.parametrize(("later", "is_late"), [(0, False), (1, True)])
def test_a_makkerbytte_is_late_from_the_day_behind_it(
    workspace: Workspace, later: int, *, is_late: bool
) -> None:
    on = date.fromordinal(SECOND_DAY.toordinal() + later)
    one = now(workspace, begun().seated(rows()), on)
    assert one.next_rotation == SECOND_DAY
    assert gaps(one) == ([Gap.OVERDUE] if is_late else [])


def test_nothing_is_late_when_the_school_year_is_over(workspace: Workspace) -> None:
    assert gaps(now(workspace, begun().seated(rows()), date(2027, 7, 1))) == []


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (BEFORE, "No period is in force yet."),
        (SECOND_DAY, "No period is in force. The first was to begin on 17 Aug 2026."),
    ],
)
def test_a_class_with_nothing_in_force_says_so(workspace: Workspace, on: date, told: str) -> None:
    work = Work(mk.Roster(EIGHT)).with_calendar(YEAR)
    one = now(workspace, work, on)
    assert (one.period, one.next_rotation, one.met, one.most) == (0, FIRST_DAY, 0, 0)
    assert gaps(one) == [Gap.NOTHING_IN_FORCE]
    assert str(one.missing[0].message) == told


def test_without_a_school_year_it_has_no_dates(workspace: Workspace) -> None:
    one = now(workspace, Work(mk.Roster(EIGHT), plan=Plan((FIRST,))))
    assert one.next_rotation is None
    assert gaps(one) == [Gap.NO_SEATS, Gap.NO_DATES]


def test_whoever_is_new_has_no_place_and_who_has_left_has_one(workspace: Workspace) -> None:
    work = begun().seated(rows())
    new = mk.Roster((*EIGHT[1:], Student("new", "Ny"), Student("newer", "Nyere")))
    one = now(workspace, work.corrected(new))
    assert gaps(one) == [Gap.WITHOUT_PLACE, Gap.STILL_PLACED]
    assert [str(missing.message) for missing in one.missing] == [
        "2 students have no place.",
        "1 who has left still has a place.",
    ]


def test_a_rule_that_is_broken_now_is_told_without_a_name(workspace: Workspace) -> None:
    rules = Rules(keep_apart=(KeepApart((A.id, B.id)),))
    one = now(workspace, begun().seated(rows()).with_rules(rules))
    assert gaps(one) == [Gap.BROKEN_RULE]
    told = [
        Translator(language)(missing.message) for language in Language for missing in one.missing
    ]
    assert not any(student.name in sentence for student in EIGHT for sentence in told)
    assert (one.met, one.possible, one.most) == (11, 27, 12)


def test_seats_in_which_partners_sit_apart_break_a_rule(workspace: Workspace) -> None:
    one = now(workspace, begun().seated(rows("a1 d2 b1 b2 c1 c2 d1 a2")))
    assert gaps(one) == [Gap.BROKEN_RULE]


def test_a_proposal_that_waits_is_told(workspace: Workspace) -> None:
    work = begun().seated(rows())
    year = mk.plan_next(work.roster, work.rules, work.plan)
    one = now(workspace, work.found(year))
    assert (one.period, one.proposed) == (1, 2)


def test_three_students_are_a_class_too(workspace: Workspace) -> None:
    one = now(workspace, Work(mk.Roster(EIGHT[:3])))
    assert (one.met, one.possible, one.most) == (0, 3, 0)


def test_classes_come_by_name_and_numbers_as_numbers(workspace: Workspace) -> None:
    for name in ("10A", "8B", "9A", "8A"):
        workspace.begin(Work(mk.Roster(EIGHT)).renamed(name))
    workspace.begin(Work(mk.Roster(tuple(replace(one, school_class="") for one in EIGHT))))
    found = school_now(workspace, on=FIRST_DAY)
    assert [one.name for one in found.classes] == ["8A", "8B", "9A", "10A", ""]
    assert repr(found) == f"SchoolNow({found.school_year}, 5 classes)"


def test_one_that_cannot_be_read_hides_none_of_the_others(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.workspace.loading import Unreadable

    whole = workspace.begin(begun().seated(rows()))
    damaged = workspace.begin(begun().renamed("8B"))
    load = Workspace.load

    def loaded(workspace: Workspace, class_id: int) -> object:
        if class_id == damaged.class_id:
            raise Unreadable
        return load(workspace, class_id)

    monkeypatch.setattr(Workspace, "load", loaded)
    found = school_now(workspace, on=FIRST_DAY).classes
    assert [(one.class_id, gaps(one)) for one in found] == [
        (whole.class_id, [Gap.NO_CONTRACTS]),
        (damaged.class_id, [Gap.UNREADABLE]),
    ]


def test_only_the_newest_school_year_is_told_of(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = workspace.begin(begun())
    old = workspace.begin(begun())
    classes = Workspace.classes

    def listed(workspace: Workspace) -> tuple[KeptClass, ...]:
        return tuple(
            replace(one, school_year="2001/2002") if one.class_id == old.class_id else one
            for one in classes(workspace)
        )

    monkeypatch.setattr(Workspace, "classes", listed)
    (one,) = school_now(workspace).classes
    assert one.class_id == new.class_id


def test_an_empty_workspace_has_no_class(workspace: Workspace) -> None:
    assert school_now(workspace).classes == ()
    assert len(school_now(workspace).to_frame()) == 0


def test_as_a_frame(workspace: Workspace) -> None:
    workspace.begin(begun())
    workspace.begin(Work(mk.Roster(EIGHT)).renamed("8B"))
    frame = school_now(workspace, on=FIRST_DAY).to_frame()
    assert list(frame["school_class"]) == ["8A", "8B"]
    assert frame["next_rotation"].notna().tolist() == [True, False]
    assert list(frame["missing"]) == [
        ("no_seats", "no_contracts"),
        ("nothing_in_force", "no_dates"),
    ]


@pytest.mark.parametrize("on", ["2026-08-17", 7])
def test_what_is_no_day_is_refused(workspace: Workspace, on: object) -> None:
    with pytest.raises(InputError):
        school_now(workspace, on=on)  # type: ignore[arg-type]


def test_the_next_year_s_first_class_hides_none_of_this_year(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year, name in (("2026/2027", "8A"), ("2027/2028", "8B")):
        monkeypatch.setattr("toolkit.workspace.workspace.school_year_of", lambda _day, y=year: y)
        workspace.begin(begun().renamed(name))
    found = {
        on: [one.name for one in school_now(workspace, on=on).classes]
        for on in (date(2027, 6, 1), date(2027, 9, 1), date(2031, 9, 1))
    }
    assert list(found.values()) == [["8A"], ["8B"], ["8B"]]


def test_the_next_makkerbytte_is_the_first_that_has_not_been_also_of_those_accepted_ahead(
    workspace: Workspace,
) -> None:
    workspace.begin(begun())
    found = [
        school_now(workspace, on=on).classes[0].next_rotation
        for on in (BEFORE, FIRST_DAY, SECOND_DAY)
    ]
    assert found == [FIRST_DAY, SECOND_DAY, SECOND_DAY]
