"""A clock that jumps, back by a year and forward by ten: what is kept, shown and ordered."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from turned_clock import Clock

from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.ui.state.known_classes import known_classes
from toolkit.workspace.adaptations import adaptations, note_adaptation
from toolkit.workspace.backups import newest_backups
from toolkit.workspace.records import changes

from .kept import Database
from .works import a_class

JUMPS = {"back": timedelta(days=-366), "forward": timedelta(days=3653)}
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(params=JUMPS)
def jump(request: pytest.FixtureRequest) -> timedelta:
    return JUMPS[request.param]


def test_the_class_that_was_changed_last_comes_first(
    database: Database, clock: Clock, jump: timedelta
) -> None:
    page = database.open()
    clock.turn(NOW)
    one = page.begin(a_class())
    clock.turn(NOW + jump)
    other = page.begin(a_class())
    assert [kept.class_id for kept in page.classes()] == [other.class_id, one.class_id]
    clock.turn(NOW)
    one = page.save(one, a_class(periods=1))
    assert [kept.class_id for kept in page.classes()] == [one.class_id, other.class_id]
    assert page.load(one.class_id) == one


def test_what_is_in_force_and_the_log_follow_what_was_done_and_not_the_clock(
    database: Database, clock: Clock, jump: timedelta
) -> None:
    page = database.open()
    clock.turn(NOW)
    kept = page.begin(a_class(periods=2))
    clock.turn(NOW + jump)
    kept = page.save(kept, a_class(periods=1))
    note_adaptation(page, kept.class_id, 1, Adaptation(Adapted.LATE, Reason.TRIP))
    assert page.load(kept.class_id) == kept
    newest, *_, oldest = changes(page, kept.class_id, newest=20)
    assert newest.at.replace(tzinfo=UTC) == NOW + jump
    assert oldest.at.replace(tzinfo=UTC) == NOW
    assert len(adaptations(page, kept.class_id)) == 1


def test_a_list_that_comes_again_when_the_clock_is_right_finds_its_class(
    database: Database, clock: Clock, jump: timedelta
) -> None:
    page = database.open()
    clock.turn(NOW)
    kept = page.begin(a_class(periods=1))
    clock.turn(NOW + jump)
    page.save(kept, a_class(periods=2))
    clock.turn(NOW)
    ((_, found),) = known_classes(page, kept.work.roster)
    assert found.class_id == kept.class_id


def test_a_backup_is_made_whatever_the_clock_says(
    plain: Database, clock: Clock, jump: timedelta
) -> None:
    clock.turn(NOW)
    plain.open().begin(a_class())
    plain.close()
    clock.turn(NOW + jump)
    again = plain.open()
    again.begin(a_class())
    names = [Path(file).name.rpartition("-")[2] for file in newest_backups(plain.path)]
    assert names == ["last", "before"]
