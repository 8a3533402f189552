"""The year wheel, and the list of what stands in it."""

from datetime import date, timedelta

import pytest

from toolkit.calendar.days import DayOff, SchoolEvent
from toolkit.calendar.wheel import wheel_events
from toolkit.calendar.year import school_year
from toolkit.figures.year_wheel import year_wheel
from toolkit.messages import Translator

AUTUMN = DayOff("2026-09-28", "2026-10-02", "Høstferie")
YEAR = school_year("2026-08-17", "2027-06-18", days_off=[AUTUMN, "2026-11-16"])
OWN = {"<b>MOT</b> $": [DayOff("2026-11-02", "2026-11-06", "<i>Uke</i> 45")]}
EN = Translator("en")


def test_the_wheel_begins_in_august_and_goes_clockwise() -> None:
    figure = year_wheel(YEAR, translate="en")
    polar = figure.layout.polar
    assert (polar.angularaxis.direction, polar.angularaxis.rotation) == ("clockwise", 90)
    months = figure.data[0]
    assert months.hovertext[0] == "August"
    assert months.theta[0] == pytest.approx(31 / 365 * 180)
    assert sum(months.width) == pytest.approx(360)
    words = figure.data[-1].text
    assert " ".join(words[:12]) == "Aug Sep Oct Nov Dec Jan Feb Mar Apr May Jun Jul"
    assert words[12:] == tuple(str(one.number) for one in YEAR.periods)


def test_each_ring_has_its_events_and_what_they_are() -> None:
    rings = {ring.name: ring for ring in year_wheel(YEAR, OWN, "en").data if ring.name}
    assert list(rings)[:3] == ["Makkerbytte", "Class meeting", "Days off"]
    assert rings["Makkerbytte"].hovertext[0] == "<b>Period 1</b><br>17 Aug 2026 – 6 Sep 2026"
    assert len({ring.marker.pattern.shape for ring in rings.values()}) == len(rings)
    assert rings["Days off"].hovertext == (
        "<b>Høstferie</b><br>28 Sep 2026 – 2 Oct 2026",
        "<b>Day off</b><br>16 Nov 2026",
    )
    assert (
        rings["&lt;b&gt;MOT&lt;/b&gt; &#36;"]
        .hovertext[0]
        .startswith("<b>&lt;i&gt;Uke&lt;/i&gt; 45</b>")
    )


def test_class_meetings_are_in_every_eighth_school_week() -> None:
    meetings = [one for one in wheel_events(YEAR) if str(one.name) == "Class meeting"]
    # The week of the autumn break is no school week.
    assert [one.first for one in meetings][:2] == [date(2026, 10, 12), date(2026, 12, 7)]
    assert all(YEAR.is_school_day(one.first) for one in meetings)


def test_the_events_of_the_programme_are_suggested_until_the_school_has_its_own() -> None:
    suggested = [one for one in wheel_events(YEAR) if one.is_suggested]
    days = {(str(one.ring), one.first) for one in suggested}
    assert days >= {
        ("Training", date(2026, 8, 10)),
        ("Parents' meeting", date(2026, 9, 7)),
        ("Parents' meeting", date(2027, 1, 25)),
        ("Evaluation", date(2027, 5, 10)),
    }
    assert all(str(one.title).endswith(" (suggestion)") for one in suggested)
    own = [SchoolEvent("evaluation", "", "2027-04-05", "2027-04-09")]
    own += [SchoolEvent("class_meeting", "8A", day, day) for day in ("2026-11-30", "2026-09-14")]
    found = wheel_events(YEAR.with_events(own))
    by_ring = {str(one.ring): [] for one in found}
    for one in found:
        by_ring[str(one.ring)].append(one)
    assert [(str(one.title), one.first) for one in by_ring["Evaluation"]] == [
        ("Evaluation", date(2027, 4, 5))
    ]
    assert [one.first.month for one in by_ring["Class meeting"]] == [9, 11]
    assert list(by_ring) == list(dict.fromkeys(str(one.ring) for one in wheel_events(YEAR)))


@pytest.mark.parametrize("weeks", [1, 3, 6])
def test_a_short_year_has_a_wheel_too(weeks: int) -> None:
    short = school_year(date(2026, 7, 27), date(2026, 7, 27) + timedelta(days=7 * weeks))
    angles = [angle for ring in year_wheel(short).data for angle in ring.theta]
    assert all(0 <= angle <= 360 for angle in angles)
    periods = year_wheel(short).data[1]
    assert all(angle < 90 for angle in periods.theta)  # at the beginning of the year, not its end


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_speaks_every_language(language: str) -> None:
    figure = year_wheel(YEAR, translate=language)
    assert figure.data[1].name == Translator(language)("Makkerbytte")
