from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from threading import Event

import pytest
from turned_clock import Clock

from toolkit.messages import Language
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.mending import Mending, mend
from toolkit.planning.progress import OnProgress, Progress
from toolkit.rules import KeepApart, Rules
from toolkit.ui.screens.browser_button import BrowserButton
from toolkit.ui.screens.copied import CopiedText
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.new_day import NewDay
from toolkit.ui.screens.today import TodayScreen
from toolkit.ui.screens.toggles import Toggles
from toolkit.ui.state.session import Session
from toolkit.ui.state.today import TodayModel
from toolkit.ui.steps import ARCHIVE, PAPERS, PROPOSAL, TODAY

from ..conftest import HOSTILE, change, keeper_of, period_of, roster_of
from ..walking import button, classed, drop, html, of_kind

TUESDAY = date(2026, 8, 25)


@pytest.fixture(autouse=True)
def _on_a_tuesday(clock: Clock) -> None:
    clock.turn(TUESDAY)


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[TodayScreen]:
    session.language = Language.EN
    s = eight.students
    groups = (((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7])))
    change(session, plan=Plan((period_of(1, *groups),), "8A"))
    session.step = TODAY
    made = TodayScreen(TodayModel(keeper_of(session)))
    yield made
    made.close()


def texts(screen: TodayScreen) -> str:
    return html(screen.view)


def seats_of(screen: TodayScreen, name: str) -> set[str]:
    """Who sits in the pair of a student."""
    period = screen.session.plan.periods[-1]
    pair = next(p for p in period.pairs if name in {s.name for s in p.students})
    return {student.name for student in pair.students}


def test_says_what_day_it_is_and_who_sits_with_whom(screen: TodayScreen) -> None:
    shown = texts(screen)
    assert "<h2>Period 1</h2>" in shown
    assert "Tuesday, 25 August 2026" in shown
    assert "<li>Ida Berg</li><li>Nora Dahl</li>" in shown
    assert "Group 2" in shown


def test_says_whom_each_has_met(screen: TodayScreen) -> None:
    assert "Each student has met 3 of 7." in texts(screen)


def test_names_are_only_text(session: Session) -> None:
    four = roster_of(HOSTILE, "B", "C", "D")
    a, b, c, d = four.students
    change(session, roster=four, plan=Plan((period_of(1, ((a, b), (c, d))),)))
    screen = TodayScreen(TodayModel(keeper_of(session)))
    assert HOSTILE not in texts(screen)
    assert "&lt;img" in texts(screen)
    screen.close()


def test_two_of_the_same_name_are_told_apart(session: Session) -> None:
    four = roster_of("Emma Hansen", "Emma Hansen", "Ola", "Kari")
    a, b, c, d = four.students
    change(session, roster=four, plan=Plan((period_of(1, ((a, c), (b, d))),)))
    screen = TodayScreen(TodayModel(keeper_of(session)))
    assert all(screen.model.label(one) in texts(screen) for one in (a, b))
    assert screen.model.label(a) != screen.model.label(b)
    screen.close()


def test_on_a_new_day_the_page_shows_it_and_nobody_is_away(
    screen: TodayScreen, clock: Clock
) -> None:
    (new_day,) = of_kind(screen.view, NewDay)
    button(screen.view, "Some are away").click()
    (away,) = of_kind(screen.view, Toggles)
    away.press("8A-0", True)
    new_day._handle_custom_msg({"begun": True}, [])
    assert screen.model.away.ids == ("8A-0",)
    clock.turn(TUESDAY + timedelta(days=1))
    new_day._handle_custom_msg({"begun": True}, [])
    assert "Wednesday, 26 August 2026" in texts(screen)
    assert "Tuesday" not in texts(screen)
    (away,) = of_kind(screen.view, Toggles)
    assert not any(one["on"] for one in away.names)


def test_a_change_counts_from_the_day_on_which_it_is_made(
    screen: TodayScreen, clock: Clock
) -> None:
    """However long the page has been open."""
    button(screen.view, "Swap two now").click()
    drop(screen.view, "8A-0", "8A-4")
    clock.turn(TUESDAY + timedelta(days=2))
    button(screen.view, "Make the change").click()
    assert screen.session.work is not None
    assert screen.session.work.corrected_on == TUESDAY + timedelta(days=2)


class TestTheNextMakkerbytte:
    def test_is_told_by_its_number(self, screen: TodayScreen) -> None:
        assert "Next makkerbytte: period 2." in texts(screen)

    def test_and_by_its_day_where_the_end_of_the_period_is_known(self, screen: TodayScreen) -> None:
        (period,) = screen.session.plan.periods
        friday = replace(period, starts=date(2026, 8, 17), ends=date(2026, 9, 4))
        change(screen.session, plan=Plan((friday,), "8A"))
        assert "period 2, Monday, 7 September 2026." in texts(screen)

    def test_is_searched_for_at_once(self, screen: TodayScreen) -> None:
        button(screen.view, "Next makkerbytte").click()
        assert screen.session.step is PROPOSAL


def test_the_groups_can_be_shown_in_class_without_a_rule_on_them(screen: TodayScreen) -> None:
    screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
    show, seats = of_kind(screen.view, BrowserButton)
    assert (seats.layout.display, seats.page) == ("none", "")
    assert show.description == "Show in class"
    assert "Ida Berg" in show.page
    assert "apart" not in show.page


def test_what_a_teacher_does_are_five_acts(screen: TodayScreen) -> None:
    (acts,) = classed(screen.view, "mk-acts")
    assert [one.description for one in acts.children] == [
        *("Show in class", "Print", "Some are away", "Swap two now", "Next makkerbytte"),
    ]


def test_to_print_leads_to_the_papers(screen: TodayScreen) -> None:
    button(screen.view, "Print").click()
    assert screen.session.step is PAPERS


def test_it_leads_to_where_adaptations_are_noted(screen: TodayScreen) -> None:
    button(screen.view, "Note an adaptation").click()
    assert screen.session.step is ARCHIVE


class TestSomeAreAway:
    @pytest.fixture
    def class_of(self, screen: TodayScreen) -> Toggles:
        button(screen.view, "Some are away").click()
        (toggles,) = of_kind(screen.view, Toggles)
        return toggles

    def test_stand_in_the_order_of_the_class(self, class_of: Toggles, eight: Roster) -> None:
        assert [one["name"] for one in class_of.names] == [student.name for student in eight]

    def test_are_written_to_and_their_makkere_put_together(
        self, screen: TodayScreen, class_of: Toggles
    ) -> None:
        before = screen.session.work
        class_of.press("8A-0", True)
        class_of.press("8A-2", True)
        shown = texts(screen)
        assert "Nora Dahl writes to Ida Berg." in shown
        assert "Jo Lie writes to Ali Khan." in shown
        assert "Nora Dahl and Jo Lie" in shown
        (copied,) = of_kind(screen.view, CopiedText)
        assert "you are away today" in copied.text
        assert screen.session.work is before

    def test_nobody_is_away_after_all(self, screen: TodayScreen, class_of: Toggles) -> None:
        class_of.press("8A-0", True)
        class_of.press("8A-0", False)
        assert not of_kind(screen.view, CopiedText)

    def test_who_has_nobody_is_told(self, screen: TodayScreen, class_of: Toggles) -> None:
        for student in screen.session.roster.students[1:]:
            class_of.press(student.id, True)
        assert "Ida Berg has nobody today." in texts(screen)
        assert "You write to" in texts(screen)

    def test_panel_is_closed_again(self, screen: TodayScreen, class_of: Toggles) -> None:
        button(screen.view, "Some are away").click()
        assert not of_kind(screen.view, Toggles)


class TestTwoWhoAreToBeKeptApart:
    @pytest.fixture
    def screen(self, screen: TodayScreen) -> TodayScreen:
        screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
        return screen

    def test_are_told_of_in_red_without_their_names(self, screen: TodayScreen) -> None:
        danger = [text for text in texts(screen).split("\n") if "mk-danger" in text]
        assert "Two who are to be kept apart sit together today." in danger[0]
        assert "Ida Berg" not in "".join(danger)

    def test_are_named_when_it_is_asked_for(self, screen: TodayScreen) -> None:
        button(screen.view, "Show the names").click()
        danger = [text for text in texts(screen).split("\n") if "mk-danger" in text]
        assert "Ida Berg" in danger[0]

    def find(self, screen: TodayScreen) -> None:
        button(screen.view, "Find the smallest change").click()
        screen.model.correcting.job.wait(30)

    def test_are_parted_by_the_smallest_change(self, screen: TodayScreen) -> None:
        self.find(screen)
        assert "2 students move. No change that keeps the rules moves fewer." in texts(screen)
        before = screen.session.plan
        button(screen.view, "Make the change").click()
        assert "Nora Dahl" not in seats_of(screen, "Ida Berg")
        (earlier,) = screen.session.plan.periods[-1].earlier
        assert earlier.groups == before.periods[-1].groups
        assert earlier.ends == TUESDAY - timedelta(days=1)
        assert "mk-danger" not in texts(screen)
        assert "The groups were changed today." in texts(screen)

    def test_the_search_tells_of_itself_and_can_be_stopped(
        self, screen: TodayScreen, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told, go, answers = Event(), Event(), list[object]()
        work = screen.session.work
        assert work is not None
        change = mend(work.plan, work.roster, work.rules)

        def slow(*_given: object, on_progress: OnProgress, **_named: object) -> Mending:
            on_progress(Progress(1, 1, None, None, 0.0, 4.6))
            told.set()
            assert go.wait(10)
            answers.append(on_progress(Progress(1, 1, None, None, 0.0, 5.0)))
            return change

        monkeypatch.setattr("toolkit.planning.mending.mend", slow)
        shown, _of_seats = classed(screen.view, "mk-search-progress")
        assert shown.layout.display == "none"
        button(screen.view, "Find the smallest change").click()
        assert told.wait(10)
        screen.model.correcting.job.hear()
        assert shown.layout.display is None
        assert "We look for 20 seconds at most." in html(shown)
        assert "5 s" in html(shown)
        button(screen.view, "Stop looking").click()
        go.set()
        screen.model.correcting.job.wait(10)
        assert answers == [False]
        assert shown.layout.display == "none"
        assert "2 students move." in texts(screen)  # the best that was found by then

    def test_the_change_is_undone_on_the_same_day(self, screen: TodayScreen) -> None:
        before = screen.session.plan
        self.find(screen)
        button(screen.view, "Make the change").click()
        button(screen.view, "Undo the change").click()
        assert screen.session.plan == before

    def test_the_day_after_it_is_told_when_it_was(self, screen: TodayScreen, clock: Clock) -> None:
        self.find(screen)
        button(screen.view, "Make the change").click()
        clock.turn(TUESDAY + timedelta(days=1))
        again = TodayScreen(screen.model)
        assert "The groups were changed on 25 Aug 2026." in texts(again)
        assert "Undo" not in texts(again)
        again.close()

    def test_it_can_be_left_as_it_is(self, screen: TodayScreen) -> None:
        before = screen.session.plan
        self.find(screen)
        button(screen.view, "Leave it as it is").click()
        assert screen.session.plan == before
        assert "Two who are to be kept apart" in texts(screen)

    def test_what_cannot_be_is_told_as_a_conflict(self, screen: TodayScreen) -> None:
        pairs = [KeepApart(("8A-0", f"8A-{other}")) for other in range(1, 8)]
        screen.session.use_rules(Rules(keep_apart=tuple(pairs)))
        self.find(screen)
        assert "The rules cannot all hold in period 1" in texts(screen)
        assert "The names are hidden." in texts(screen)
        button(screen.view, "Show the names").click()
        assert "<li>" in texts(screen)


class TestWhoComesAndGoes:
    def test_who_has_joined_gets_a_makker(self, screen: TodayScreen) -> None:
        mira = Student("8A-9", "Mira", "8A", (("gender", "j"),))
        roster = Roster((*screen.session.roster, mira))
        assert screen.session.work is not None
        screen.session.work = screen.session.work.corrected(roster)
        assert "Mira has joined the class, and has no makker yet." in texts(screen)
        button(screen.view, "Find the smallest change").click()
        screen.model.correcting.job.wait(30)
        button(screen.view, "Make the change").click()
        assert len(seats_of(screen, "Mira")) > 1

    def test_who_has_left_is_told_of(self, screen: TodayScreen) -> None:
        roster = Roster(screen.session.roster.students[1:])
        assert screen.session.work is not None
        screen.session.work = screen.session.work.corrected(roster)
        assert "Ida Berg has left the class" in texts(screen)
        button(screen.view, "Find the smallest change").click()
        screen.model.correcting.job.wait(30)
        button(screen.view, "Make the change").click()
        assert "mk-danger" not in texts(screen)
        assert len(seats_of(screen, "Nora Dahl")) > 1


class TestBySwapping:
    def swap(self, screen: TodayScreen, one: str, other: str) -> None:
        button(screen.view, "Swap two now").click()
        ids = {student.name: student.id for student in screen.session.roster}
        dragging, _seats = of_kind(screen.view, Dragging)
        dragging.carried = ids[one]
        assert f"Now click the one who swaps with {one}." in texts(screen)
        drop(screen.view, ids[one], ids[other])

    def test_nothing_is_done_before_it_is_said_so(self, screen: TodayScreen) -> None:
        before = screen.session.plan
        self.swap(screen, "Ida Berg", "Emil Vik")
        assert screen.session.plan == before
        assert "2 students move." in texts(screen)
        button(screen.view, "Make the change").click()
        assert seats_of(screen, "Ida Berg") == {"Ida Berg", "Sara"}

    def test_what_it_breaks_is_said_first(self, screen: TodayScreen) -> None:
        screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-5")),)))
        self.swap(screen, "Ida Berg", "Emil Vik")
        assert "A rule is broken. Show the names to see which one." in texts(screen)
        assert button(screen.view, "Do it all the same")

    def test_back_and_forth_is_no_change(self, screen: TodayScreen) -> None:
        self.swap(screen, "Ida Berg", "Emil Vik")
        drop(screen.view, "8A-4", "8A-0")
        assert button(screen.view, "Make the change").disabled


class TestPlanningThePeriodAnew:
    def test_is_asked_about_first(self, screen: TodayScreen) -> None:
        before = screen.session.work
        button(screen.view, "Make period 1 anew").click()
        assert screen.session.work is before
        button(screen.view, "No, leave it").click()
        assert "Make other groups" not in texts(screen)

    def test_leaves_it_in_force_meanwhile(self, screen: TodayScreen) -> None:
        before = screen.session.plan
        button(screen.view, "Make period 1 anew").click()
        button(screen.view, "Yes, make new groups").click()
        assert screen.session.plan == before
        assert screen.session.work is not None
        assert screen.session.work.replacing
        assert screen.session.step is PROPOSAL
