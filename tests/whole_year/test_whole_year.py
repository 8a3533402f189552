"""A school year in seconds: every figure that is told is the one that an outsider counts."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from turned_clock import Clock

import toolkit as mk
from toolkit.messages import Language
from toolkit.school.implementation import Measured, Share
from toolkit.school.staff import Training, missing_roles, new_since_training, too_few
from toolkit.school.tasks import dated_tasks
from toolkit.ui.app import Dashboard
from toolkit.ui.state.session import Session
from toolkit.ui.steps import IMPLEMENTATION, SCHOOL
from toolkit.workspace.adaptations import adaptations_of_year
from toolkit.workspace.implementation import answers, measured_classes
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import backup
from toolkit.workspace.school_staff import staff
from toolkit.workspace.school_tasks import first_day, tasks_done
from toolkit.workspace.workspace import Workspace

from .living import CALENDAR, NAMES, YEAR, School
from .recounting import Outsider


@dataclass
class Look:
    """What the program told on a day, and what an outsider counted."""

    told: dict[str, Any]
    counted: dict[str, Any]


@pytest.fixture(scope="module")
def oslo() -> Iterator[None]:
    """The school is in Norway, where it is another day than in London for an hour or two."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Oslo")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="module")
def year(oslo: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Look], str]]:
    """The looks of the year, and the page of *Implementering* at its end."""
    folder, clock, looks = tmp_path_factory.mktemp("year"), Clock(), list[Look]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.now.clock", clock)
        with open_workspace(str(folder / "makkerskap.db"), who="Kari") as workspace:

            def look(on: date) -> None:
                looks.append(Look(told_on(workspace, on), counted_on(workspace, folder, on)))

            School(workspace, clock).live(look)
            yield looks, page_of_implementation(workspace)


def told_on(workspace: Workspace, on: date) -> dict[str, Any]:
    """All that the school's steps show, as the program has it."""
    everyone = [one.member for one in staff(workspace, YEAR)]
    tasks = dated_tasks(first_day(workspace, YEAR), tasks_done(workspace, YEAR))
    return {
        "implementation": {
            one.school_class: _measured(one) for one in measured_classes(workspace, YEAR, on)
        },
        "now": {
            one.name: {
                "students": one.students,
                "period": one.period,
                "next": one.next_rotation,
                "met": one.met,
                "possible": one.possible,
                "most": one.most,
                "missing": {missing.gap.value for missing in one.missing},
            }
            for one in mk.school_now(workspace, on=on).classes
        },
        "tasks": {
            str(one.task): (one.due, one.done and one.done.on, _by(one), one.is_late(on))
            for one in tasks
        },
        "staff": {
            "people": len(everyone),
            "too few": too_few(everyone),
            "missing": {str(role) for role in missing_roles(everyone)},
            "meeting": sum(one.trained_on(Training.MEETING) is not None for one in everyone),
            "course": sum(one.trained_on(Training.COURSE) is not None for one in everyone),
            "new since": len(new_since_training(everyone)),
            "due": sum(len(one.due) for one in everyone),
        },
        "answers": {(str(t), str(q)): n for (t, q), n in answers(workspace, YEAR).items()},
        "adaptations": Counter(
            (one.school_class, one.number, one.on, one.adaptation.what, one.adaptation.why)
            for one in adaptations_of_year(workspace, YEAR)
        ),
    }


def counted_on(workspace: Workspace, folder: Path, on: date) -> dict[str, Any]:
    """The same from a backup and the log."""
    file, log = folder / "backup.db", folder / "log.csv"
    file.write_bytes(backup(workspace))
    workspace.frames().log.to_csv(log, index=False)
    outsider = Outsider(file, log, on)
    classes = outsider.classes()
    return {
        "implementation": {name: one.implementation() for name, one in classes.items()},
        "now": {name: one.now() for name, one in classes.items()},
        "tasks": outsider.tasks(),
        "staff": outsider.staff(),
        "answers": outsider.answers(),
        "adaptations": outsider.adaptations(),
    }


def _by(task: Any) -> str:
    return "" if task.done is None else str(task.done.by)


def _measured(one: Measured) -> dict[str, object]:
    def of(share: Share) -> tuple[int, int]:
        return share.part, share.whole

    return {
        "held": of(one.held),
        "in time": of(one.in_time),
        "weeks": of(one.weeks),
        "seated": of(one.seated),
        "contracts": of(one.contracts),
        "two pairs": of(one.two_pairs),
        "repeats": one.repeats,
        "coverage": one.coverage,
        "bound": one.bound,
    }


def page_of_implementation(workspace: Workspace) -> str:
    made = Dashboard(Session(SCHOOL, language=Language.EN), workspace)
    screen = IMPLEMENTATION.screen_class()(made.models[IMPLEMENTATION.key])
    shown = " ".join(
        widget.value for widget in _all(screen.view) if isinstance(getattr(widget, "value", 0), str)
    )
    made.frame.close()
    return shown


def _all(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _all(child)


PARTS = ("implementation", "now", "tasks", "staff", "answers", "adaptations")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_told_is_what_an_outsider_counts(year: tuple[list[Look], str], part: str) -> None:
    looks, _page = year
    assert len(looks) == 5
    for look in looks:
        told, counted = look.told[part], look.counted[part]
        if part == "implementation":
            for one in counted.values():
                for share in ("coverage", "bound"):
                    one[share] = pytest.approx(one[share][0] / one[share][1])
        assert told == counted


def test_the_page_adds_up_what_the_classes_have(year: tuple[list[Look], str]) -> None:
    looks, page = year
    classes = looks[-1].counted["implementation"].values()

    def whole(part: str) -> str:
        return f"{sum(one[part][0] for one in classes)}/{sum(one[part][1] for one in classes)}"

    for part, words in [
        ("held", "planned makkerbytter held"),
        ("in time", "of these in time"),
        ("seated", "periods with a seating map"),
        ("contracts", "periods with group contracts"),
        ("two pairs", "groups of two pairs"),
    ]:
        assert f"<dd>{whole(part)}</dd><dt>{words}" in page


def test_the_year_was_one_with_something_in_it(year: tuple[list[Look], str]) -> None:
    """Or the figures would be the same by having nothing to count."""
    looks, _page = year
    end = looks[-1].counted
    classes = end["implementation"]
    assert set(classes) == set(NAMES)
    assert classes["8A"]["in time"][0] < classes["8A"]["held"][0] == len(CALENDAR.periods)
    assert classes["9G"]["held"] == (3, len(CALENDAR.periods))
    assert any(one["repeats"] for one in classes.values())
    assert classes["8A"]["contracts"][0] == 1
    gaps = set().union(*(one["missing"] for look in looks for one in look.counted["now"].values()))
    assert {"overdue", "no_seats", "no_dates", "without_place", "still_placed"} <= gaps
    assert len(end["answers"]) == 10
    assert sum(end["adaptations"].values()) == 4
    assert end["staff"]["course"] == 30
    assert end["staff"]["new since"] == 1
