"""What one process plans is planned by no other, and no name leaves it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from toolkit.errors import InputError
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning import shared as module
from toolkit.planning.calls import plan_next
from toolkit.planning.progress import OnProgress, Progress
from toolkit.planning.school import Wanted, planned
from toolkit.planning.shared import planned_once
from toolkit.rules import Acquainted, Balance, GroupShape, KeepApart, Rules, Scope, Together


def class_of(name: str, size: int = 8, schools: str = "Nord Sor") -> Roster:
    school = schools.split()
    return Roster(
        tuple(
            Student(
                f"{name}{n}", f"{name.title()} Hemmelig{n}", attributes=(("skole", school[n % 2]),)
            )
            for n in range(size)
        )
    )


def rules_of(name: str) -> Rules:
    return Rules(
        keep_apart=(KeepApart((f"{name}0", f"{name}1")),),
        together=(Together((f"{name}2", f"{name}3"), (1,)),),
        acquainted=Acquainted(("skole",), ((f"{name}4", f"{name}5"),)),
    )


def asked(name: str = "a") -> Wanted:
    return Wanted(class_of(name), rules_of(name), periods=1)


def go_on(_progress: Progress) -> bool:
    """What is told of a search that nobody stops."""
    return True


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[Wanted]:
    """What was really searched for."""
    made: list[Wanted] = []

    def counted(wanted: Wanted, on_progress: OnProgress | None = None) -> Plan:
        made.append(wanted)
        return planned(wanted, on_progress)

    monkeypatch.setattr(module, "planned", counted)
    return made


def test_the_second_who_asks_is_given_what_the_first_found(
    tmp_path: Path, searches: list[Wanted]
) -> None:
    first, second = (planned_once(asked(), tmp_path, go_on) for _time in range(2))
    assert first == second == planned(asked())
    assert first.solution == second.solution
    assert len(searches) == 1


def test_it_is_the_positions_that_count_and_each_gets_the_own_names(
    tmp_path: Path, searches: list[Wanted]
) -> None:
    first = planned_once(asked("a"), tmp_path, go_on)
    other = planned_once(asked("b"), tmp_path, go_on)
    assert len(searches) == 1
    names = {s.id: t for s, t in zip(class_of("a"), class_of("b"), strict=True)}
    assert other == first.renaming(lambda student: names[student.id])


def test_no_name_leaves_the_process(tmp_path: Path) -> None:
    planned_once(asked("kari"), tmp_path, go_on)
    kept = [file for file in tmp_path.iterdir() if file.suffix != ".lock"]
    assert len(kept) == 1
    text = f"{kept[0].name} {kept[0].read_text('utf-8')}".lower()
    for word in ("kari", "hemmelig", "nord", "skole"):
        assert word not in text


@pytest.mark.parametrize(
    "other",
    [
        lambda one: replace(one, seed=1),
        lambda one: replace(one, periods=2),
        lambda one: replace(one, time_limit=9.0),
        lambda one: replace(one, at_least_one=True),
        lambda one: replace(one, roster=class_of("a", 9)),
        lambda one: replace(one, roster=class_of("a", schools="Nord Nord")),
        lambda one: replace(one, rules=replace(one.rules, keep_apart=())),
        lambda one: replace(
            one, rules=replace(one.rules, keep_apart=(KeepApart(("a0", "a1"), Scope.PAIR),))
        ),
        lambda one: replace(one, rules=replace(one.rules, together=(Together(("a2", "a3")),))),
        lambda one: replace(one, rules=replace(one.rules, acquainted=Acquainted())),
        lambda one: replace(one, rules=replace(one.rules, balance=Balance(("skole",)))),
        lambda one: replace(one, rules=one.rules.with_shape(GroupShape.TRIO)),
        lambda one: replace(one, history=plan_next(one.roster)),
    ],
)
def test_another_question_has_another_answer(
    tmp_path: Path, other: Callable[[Wanted], Wanted]
) -> None:
    files = {module._Answer.to(one, tmp_path).file for one in (asked(), other(asked()))}
    assert len(files) == 2


def test_what_has_happened_stands_before_what_is_found(tmp_path: Path) -> None:
    wanted = asked()
    history = replace(plan_next(wanted.roster, wanted.rules), school_class="8A")
    wanted = replace(wanted, history=history)
    first, second = (planned_once(wanted, tmp_path, go_on) for _time in range(2))
    assert first == second == planned(wanted)
    assert second.periods[0] is history.periods[0]
    assert second.school_class == "8A"


def test_who_asks_meanwhile_is_told_how_far_it_is_and_waits(
    tmp_path: Path, searches: list[Wanted]
) -> None:
    has_begun, go_on, heard = Event(), Event(), list[Plan]()
    wanted = Wanted(class_of("a", 28))

    def first(progress: Progress) -> bool:
        if progress.plan is not None:
            has_begun.set()
            go_on.wait(60)
        return True

    def second(progress: Progress) -> bool:
        if progress.plan is not None:
            heard.append(progress.plan)
            go_on.set()
        return True

    searching = Thread(target=planned_once, args=(wanted, tmp_path, first))
    searching.start()
    assert has_begun.wait(60)
    found = planned_once(wanted, tmp_path, second)
    searching.join()
    assert heard
    assert len(searches) == 1
    assert found == planned(wanted)


def test_one_who_stops_leaves_it_to_the_next(tmp_path: Path, searches: list[Wanted]) -> None:
    wanted = Wanted(class_of("a", 26), seed=3)
    planned_once(wanted, tmp_path, lambda progress: progress.plan is None)
    assert planned_once(wanted, tmp_path, go_on) == planned(wanted)
    assert len(searches) == 2


def test_one_who_follows_may_stop_too(tmp_path: Path) -> None:
    wanted = asked()
    answer = module._Answer.to(wanted, tmp_path)
    with answer.lock:
        assert planned_once(wanted, tmp_path, lambda _progress: False).periods


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"is_whole": true, "progress": {}}'])
def test_a_file_that_is_damaged_is_none(tmp_path: Path, content: str) -> None:
    answer = module._Answer.to(asked(), tmp_path)
    answer.file.write_text(content, "utf-8")
    assert answer.read() is None


def test_only_so_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    monkeypatch.setattr(module, "planned", lambda _wanted, _tell: Plan())
    for seed in range(4):
        planned_once(replace(asked(), seed=seed), tmp_path, go_on)
    assert len(list(tmp_path.glob("*.json"))) == 2
    assert len(list(tmp_path.iterdir())) <= 4


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_rule_for_nobody_is_refused_as_ever(tmp_path: Path, is_shared: bool) -> None:
    wanted = replace(asked(), rules=Rules(keep_apart=(KeepApart(("a0", "ukjent")),)))
    with pytest.raises(InputError):
        planned_once(wanted, tmp_path if is_shared else None, go_on)


def test_a_question_about_an_announced_plan_is_not_shared(tmp_path: Path) -> None:
    wanted = replace(asked(), announced=planned(asked()))
    assert planned_once(wanted, tmp_path, go_on) == planned(wanted)
    assert list(tmp_path.iterdir()) == []


def test_where_the_folder_is_gone_each_plans_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    found = planned_once(asked(), file / "under_a_file", go_on)
    assert found == planned(asked())
