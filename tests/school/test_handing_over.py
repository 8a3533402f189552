"""What is told to whoever takes over."""

from dataclasses import replace
from datetime import date, timedelta

from toolkit.messages import Message
from toolkit.school.adaptations import Adaptation, Adapted, OfClass, Reason
from toolkit.school.handing_over import MOST_ADAPTATIONS, Coming, HandingOver, Part
from toolkit.school.staff import Role, StaffMember
from toolkit.school.tasks import DueTask, Task

DAY = date(2027, 1, 11)
EMPTY = HandingOver("2026/2027", DAY, (), (), (), ())


def lines(part: Part) -> list[str]:
    return list(map(str, part.lines))


def test_with_nothing_each_part_says_so() -> None:
    assert [(part.lines, str(part.otherwise)[-1]) for part in EMPTY.parts] == [((), ".")] * 4


def test_what_is_open_says_what_is_late_and_who_is_due() -> None:
    staff = (
        StaffMember("Randi Moe", Role.LEADERSHIP, DAY, is_in_team=True, course=DAY),
        StaffMember("Per Aas", Role.TEACHERS, DAY),
        StaffMember("", Role.STUDENT_COUNCIL, DAY, is_in_team=True),
    )
    tasks = (
        DueTask(Task.PLANS, DAY - timedelta(1)),
        DueTask(Task.SHARING_SPRING, DAY + timedelta(1)),
    )
    told = replace(EMPTY, staff=staff, tasks=tasks, coming=(Coming(DAY, Message("Meeting")),))
    dates, still_open, trained, _changed = map(lines, told.parts)
    assert dates == ["11 Jan 2027: Meeting"]
    assert still_open[0].endswith("should have been done by 10 Jan 2027")
    assert still_open[1].endswith("by 12 Jan 2027")
    assert still_open[2] == "The team lacks 2 people: at least four are needed."
    assert "Teachers" in still_open[3]
    assert still_open[4:] == [
        "Meeting (60 minutes), still to be had: Randi Moe.",
        "Training (3 hours), still to be had: Per Aas.",
    ]
    assert trained == [
        "The VIP team: Randi Moe (Leadership); Student council.",
        "Training (3 hours): Randi Moe.",
    ]


def test_what_was_changed_has_its_reason_and_no_more_than_has_room() -> None:
    one = OfClass("8A", 3, DAY, Adaptation(Adapted.SKIPPED, Reason.TRIP, "uke 40", planned=True))
    changed = lines(replace(EMPTY, adaptations=(one,) * (MOST_ADAPTATIONS + 2)).parts[3])
    assert changed[0] == (
        "8A, period 3: The makkerbytte was skipped. Trip or project. Planned. uke 40"
    )
    assert len(changed) == MOST_ADAPTATIONS + 1
    assert changed[-1] == "2 more stand under Adaptations."
