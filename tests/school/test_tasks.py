"""What the leaflet asks of the leadership, dated."""

from datetime import date

from toolkit.school.tasks import Done, Task, dated_tasks, first_school_day

FIRST = date(2026, 8, 17)


def test_every_task_has_its_day_in_order() -> None:
    tasks = list(dated_tasks(FIRST))
    assert [one.task for one in tasks] == list(Task)
    assert [one.due for one in tasks] == sorted(one.due for one in tasks)
    assert tasks[0].due == date(2026, 6, 15)


def test_what_the_primary_school_tells_is_there_before_the_first_plan() -> None:
    (told,) = (one for one in dated_tasks(FIRST) if one.task is Task.PRIMARY_SCHOOL)
    assert told.due < FIRST


def test_an_open_task_is_late_when_its_day_has_passed() -> None:
    done = Done(Task.COORDINATOR, date(2026, 9, 1), "kari")
    first, second, *_ = dated_tasks(FIRST, [done])
    assert first.done is done
    day = date(2026, 9, 2)
    assert (first.is_late(day), second.is_late(day), second.is_late(second.due)) == (
        False,
        True,
        False,
    )


def test_the_year_begins_with_the_first_class() -> None:
    known = [date(2026, 8, 19), FIRST, date(2025, 8, 14)]
    assert first_school_day("2026/2027", known) == FIRST
    assert first_school_day("2025/2026") == date(2025, 8, 15)
    assert first_school_day("2026/2027") == date(2026, 8, 17)  # the 15th is a Saturday
