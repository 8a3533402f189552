from collections.abc import Callable
from datetime import date
from typing import Never

import pytest
from traitlets import All, Bunch

from toolkit.messages import Language, Translator
from toolkit.people import Roster, Student
from toolkit.plan import Plan, Stay
from toolkit.rules import KeepApart, Rules
from toolkit.ui.state.keeper import Keeper, NotSaved
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import ARCHIVE, COORDINATOR, OVERVIEW, PROPOSAL, ROSTER, RULES
from toolkit.workspace.database import CannotSave
from toolkit.workspace.erasing import delete_class, erase
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import Planner, roster_of

APART = Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),))


class Page:
    """What is behind one open page; it opens where its user was."""

    def __init__(self, workspace: Workspace) -> None:
        self.session = Session(COORDINATOR, language=Language.EN)
        self.keeper = Keeper(self.session, workspace)
        self.proposal = ProposalModel(self.keeper)
        self.keeper.open_bookmark()

    @property
    def state(self) -> object:
        """All that has to be there again after a reload."""
        session = self.session
        where = (session.step, session.language, session.chosen_language)
        return session.work, where

    def search(self) -> None:
        assert self.proposal.solve()
        self.proposal.job.wait(10)

    def members(self) -> list[str]:
        assert self.proposal.period is not None
        return [student.id for student in self.proposal.period.students]


@pytest.fixture
def page(workspace: Workspace, planner: Planner, eight: Roster) -> Page:
    """A page with a class in its second period, and a proposal that was changed by hand."""
    page = Page(workspace)
    page.keeper.turn_to(Work(eight))
    page.search()
    page.proposal.accept()
    page.session.step = PROPOSAL
    page.proposal.job.wait(10)
    page.proposal.swap("8A-0", "8A-5")
    page.proposal.swap("8A-1", "8A-6")
    page.proposal.undo()
    return page


def other_page(page: Page, who: str = "Per") -> Page:
    """A page of someone else, on the same class."""
    other = Page(Workspace(page.keeper.workspace.engine, who))
    assert page.session.kept is not None
    assert other.keeper.open(page.session.kept.class_id)
    return other


def join(page: Page) -> None:
    roster = page.session.roster
    assert roster is not None
    page.session.work = page.session.work.corrected(
        Roster((*roster.students, Student("8A-8", "Ny Elev", "8A")))
    )


def replaced_plan(page: Page) -> None:
    assert page.session.work is not None
    page.session.work = page.session.work.continuing(Plan())


def begun_again(page: Page) -> None:
    page.session.work = page.session.work.begun_again()
    page.proposal.solve()


def swapped_now(page: Page, one: str, other: str) -> None:
    work = page.session.work
    page.session.work = work.mended(work.last.swapped(one, other), date(2026, 9, 10))


def begun_and_left(page: Page) -> None:
    begun_again(page)
    page.proposal.job.wait(10)
    page.proposal.leave_as_it_is()
    assert not page.session.work.proposals


def speak(page: Page) -> None:
    page.session.language = Language.NN
    page.session.chosen_language = Language.NN


STEPS: dict[str, Callable[[Page], object]] = {
    "a rule": lambda page: page.session.use_rules(APART),
    "another interval": lambda page: page.session.use_rules(Rules(interval_weeks=5)),
    "a search": lambda page: page.search(),
    "a swap": lambda page: page.proposal.swap("8A-2", "8A-7"),
    "undo": lambda page: page.proposal.undo(),
    "redo": lambda page: page.proposal.redo(),
    "accept": lambda page: page.proposal.accept(),
    "begin again": begun_again,
    "leave as it is": begun_and_left,
    "a swap in the running period": lambda page: swapped_now(page, "8A-2", "8A-7"),
    "a plan from a file": replaced_plan,
    "how much should stay": lambda page: page.proposal.wish(Stay.WISH),
    "a corrected class list": join,
    "another step": lambda page: setattr(page.session, "step", RULES),
    "a language": speak,
}


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_saved_and_a_new_page_opens_exactly_there(page: Page, name: str) -> None:
    before = page.state
    STEPS[name](page)
    page.proposal.job.wait(10)
    assert page.state != before
    assert not page.session.unsaved
    assert Page(page.keeper.workspace).state == page.state


def test_names_that_were_shown_are_hidden_at_the_next_visit(page: Page) -> None:
    page.session.discreet = False
    assert Page(page.keeper.workspace).session.discreet


def test_undo_leads_back_as_far_as_before_the_reload(page: Page) -> None:
    again = Page(page.keeper.workspace)
    page.proposal.redo()
    again.proposal.redo()
    assert again.members() == page.members()
    for _step in range(2):
        page.proposal.undo()
        again.proposal.undo()
        assert again.members() == page.members()
    assert again.members() == [f"8A-{i}" for i in range(8)]
    assert not again.session.work.past


def test_another_search_after_a_reload_is_another_try(page: Page, planner: Planner) -> None:
    Page(page.keeper.workspace).search()
    assert planner.seeds == [0, 0, 1]


def test_a_chosen_language_and_not_the_page_s_own_is_kept(workspace: Workspace) -> None:
    Page(workspace).session.step = ARCHIVE
    again = Page(workspace)
    assert (again.session.language, again.session.chosen_language) == (Language.EN, "")


def test_two_people_are_each_where_they_were(page: Page, workspace: Workspace) -> None:
    other = other_page(page)
    other.session.step = OVERVIEW
    assert Page(workspace).session.step is PROPOSAL
    assert Page(other.keeper.workspace).session.step is OVERVIEW


def test_a_new_workspace_opens_with_no_class(workspace: Workspace) -> None:
    page = Page(workspace)
    assert (page.session.work, page.session.kept, page.session.unsaved) == (None, None, False)
    assert workspace.classes() == ()


def test_where_the_class_is_gone_the_page_opens_with_none(page: Page, workspace: Workspace) -> None:
    assert page.session.kept is not None
    delete_class(workspace, page.session.kept.class_id)
    again = Page(workspace)
    assert (again.session.work, again.session.step) == (None, ROSTER)
    assert again.keeper.error is None


def test_where_the_class_cannot_be_read_the_page_opens_and_tells(
    page: Page, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "load", fail)
    again = Page(workspace)
    assert again.session.work is None
    assert isinstance(again.keeper.error, CannotSave)


class TestTurning:
    @pytest.fixture
    def saved(self, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[Work]:
        """Every state of a class that is saved from now on."""
        seen: list[Work] = []

        def spied[**Given, Answer](save: Callable[Given, Answer]) -> Callable[Given, Answer]:
            def spy(*given: Given.args, **named: Given.kwargs) -> Answer:
                work = given[-1]
                assert isinstance(work, Work)
                seen.append(work)
                return save(*given, **named)

            return spy

        monkeypatch.setattr(workspace, "begin", spied(workspace.begin))
        monkeypatch.setattr(workspace, "save", spied(workspace.save))
        return seen

    def test_to_another_class_saves_no_half_of_it(self, page: Page, saved: list[Work]) -> None:
        new = Work(roster_of(*"abcd", school_class="8B"), Rules(interval_weeks=4))
        page.keeper.turn_to(new)
        assert saved == [new]
        assert (page.proposal.period, page.session.work.past) == (None, ())

    def test_and_back_finds_all_as_it_was(self, page: Page, saved: list[Work]) -> None:
        before, kept = page.state, page.session.kept
        assert kept is not None
        page.keeper.turn_to(Work(roster_of(*"abcd", school_class="8B")))
        saved.clear()
        page.keeper.open(kept.class_id)
        assert page.state == before
        assert page.session.kept == kept
        assert saved == []

    def test_to_a_class_that_is_gone_changes_nothing(self, page: Page) -> None:
        before = page.state
        assert not page.keeper.open(1000)
        assert page.state == before

    def test_is_seen_whole_or_not_at_all(self, page: Page) -> None:
        """Nobody who watches sees the one class's list with the other's plan."""
        before = page.session.work
        assert before is not None
        new = Work(roster_of(*"abcd", school_class="8B"), Rules(interval_weeks=4))
        session, seen = page.session, []

        def look(_change: Bunch) -> None:
            assert session.work is not None
            seen.append((session.work.roster, session.roster, session.rules, session.plan))

        session.observe(look, All)
        page.keeper.turn_to(new)
        for own, *shown in seen:
            whole = new if own == new.roster else before
            assert shown == [whole.roster, whole.rules, whole.plan]
        assert seen[-1][0] == new.roster


def fail(*_given: object) -> Never:
    raise CannotSave


class TestASaveThatFails:
    @pytest.fixture
    def failing(self, page: Page, monkeypatch: pytest.MonkeyPatch) -> Page:
        monkeypatch.setattr(page.keeper.workspace, "save", fail)
        page.proposal.swap("8A-2", "8A-7")
        return page

    def test_is_told_and_loses_nothing(self, failing: Page) -> None:
        assert isinstance(failing.keeper.error, CannotSave)
        assert failing.session.unsaved
        assert failing.members()[2] == "8A-7"

    def test_can_be_tried_again(self, failing: Page, monkeypatch: pytest.MonkeyPatch) -> None:
        failing.keeper.keep()
        assert failing.keeper.error is not None
        monkeypatch.undo()
        failing.keeper.keep()
        assert failing.keeper.error is None
        assert not failing.session.unsaved
        assert Page(failing.keeper.workspace).state == failing.state

    def test_is_made_good_by_the_next_step(
        self, failing: Page, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.undo()
        failing.proposal.swap("8A-3", "8A-4")
        assert (failing.keeper.error, failing.session.unsaved) == (None, False)
        again = Page(failing.keeper.workspace)
        again.proposal.undo()
        assert again.members()[2] == "8A-7"

    def test_lets_nobody_turn_away_from_what_would_be_lost(
        self, failing: Page, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before, new = failing.state, Work(roster_of(*"abcd", school_class="8B"))
        with pytest.raises(NotSaved):
            failing.keeper.turn_to(new)
        assert failing.state == before
        monkeypatch.undo()
        failing.keeper.turn_to(new)
        assert failing.session.work == new

    def test_of_a_new_class_is_told_too(
        self, workspace: Workspace, eight: Roster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workspace, "begin", fail)
        page = Page(workspace)
        page.keeper.turn_to(Work(eight))
        assert (page.session.roster, page.session.unsaved) == (eight, True)
        assert page.keeper.error is not None
        monkeypatch.undo()
        page.keeper.keep()
        assert not page.session.unsaved
        assert Page(workspace).session.roster == eight


class TestAnotherHasSavedTheClass:
    @pytest.fixture
    def other(self, page: Page) -> Page:
        return other_page(page)

    @pytest.fixture
    def late(self, page: Page, other: Page) -> Page:
        """The page that saves second."""
        page.session.use_rules(Rules(interval_weeks=5))
        other.proposal.swap("8A-2", "8A-7")
        return other

    def test_the_second_is_told_what_both_have_done(self, late: Page) -> None:
        assert late.keeper.conflict is not None
        assert told(late.keeper.conflict.their_changes) == ["There are 5 weeks between rotations."]
        assert told(late.keeper.conflict.my_changes) == [
            "The proposal for period 2 is another one."
        ]
        assert late.session.unsaved
        assert late.keeper.error is None

    def test_the_second_is_told_whose_it_is(self, page: Page, late: Page) -> None:
        assert late.keeper.conflict is not None
        assert "another tab" not in str(late.keeper.conflict.told)
        late.keeper.keep_mine()
        own = other_page(page, "Per")
        late.session.use_rules(Rules(interval_weeks=6))
        own.session.use_rules(Rules(interval_weeks=2))
        assert own.keeper.conflict is not None
        assert "another tab" in str(own.keeper.conflict.told)
        page.session.step = RULES
        assert page.keeper.conflict is not None
        assert "another tab" not in str(page.keeper.conflict.told)

    def test_nothing_of_it_is_kept_until_it_is_settled(self, page: Page, late: Page) -> None:
        late.proposal.swap("8A-3", "8A-4")
        assert late.session.unsaved
        assert Page(page.keeper.workspace).state == page.state

    def test_what_is_done_meanwhile_is_told_too(self, late: Page) -> None:
        late.session.use_rules(Rules(interval_weeks=2))
        assert late.keeper.conflict is not None
        assert "There are 2 weeks between rotations." in told(late.keeper.conflict.my_changes)

    def test_theirs_can_be_taken(self, page: Page, late: Page) -> None:
        late.keeper.take_theirs()
        assert late.session.work == page.session.work
        assert (late.keeper.conflict, late.session.unsaved) == (None, False)
        late.proposal.swap("8A-3", "8A-4")
        assert (late.keeper.conflict, late.session.unsaved) == (None, False)

    def test_mine_can_be_saved_on_top(self, page: Page, late: Page) -> None:
        late.keeper.keep_mine()
        assert (late.keeper.conflict, late.session.unsaved) == (None, False)
        assert late.session.rules == Rules()
        page.session.step = RULES
        assert page.keeper.conflict is not None
        page.keeper.take_theirs()
        assert page.session.work == late.session.work

    def test_and_once_more_in_between_is_told_once_more(self, page: Page, late: Page) -> None:
        page.session.use_rules(Rules(interval_weeks=6))
        late.keeper.keep_mine()
        assert late.keeper.conflict is not None
        assert told(late.keeper.conflict.their_changes) == ["There are 6 weeks between rotations."]
        late.keeper.keep_mine()
        assert (late.keeper.conflict, late.session.unsaved) == (None, False)

    def test_lets_nobody_turn_away_from_what_would_be_lost(self, late: Page) -> None:
        before = late.state
        with pytest.raises(NotSaved):
            late.keeper.turn_to(Work(roster_of(*"abcd", school_class="8B")))
        assert late.state == before
        assert late.keeper.conflict is not None

    def test_a_page_with_nothing_unsaved_may_turn_away(self, page: Page, other: Page) -> None:
        page.session.use_rules(Rules(interval_weeks=5))
        other.session.step = RULES
        assert other.keeper.conflict is not None
        other.keeper.turn_to(Work(roster_of(*"abcd", school_class="8B")))
        assert (other.keeper.conflict, other.session.unsaved) == (None, False)

    def test_an_idle_page_meets_it_at_its_next_step(self, page: Page, other: Page) -> None:
        page.session.use_rules(Rules(interval_weeks=5))
        assert other.keeper.conflict is None
        other.session.step = RULES
        assert other.keeper.conflict is not None
        assert other.keeper.conflict.my_changes == ()
        assert told(other.keeper.conflict.their_changes) == ["There are 5 weeks between rotations."]
        assert not other.session.unsaved

    def test_who_settles_nothing_finds_the_others_after_a_reload(
        self, page: Page, late: Page
    ) -> None:
        again = Page(late.keeper.workspace)
        assert again.session.work == page.session.work
        assert again.keeper.conflict is None


class TestAnotherHasDeletedTheClass:
    @pytest.fixture
    def late(self, page: Page) -> Page:
        late = other_page(page)
        assert page.session.kept is not None
        delete_class(page.keeper.workspace, page.session.kept.class_id)
        late.proposal.swap("8A-2", "8A-7")
        return late

    def test_it_is_told(self, late: Page) -> None:
        assert late.keeper.conflict is not None
        assert late.keeper.conflict.theirs is None
        assert told(late.keeper.conflict.their_changes) == ["The class has been deleted."]
        assert len(late.keeper.conflict.my_changes) == 1

    def test_where_the_user_is_can_be_saved_still(self, late: Page) -> None:
        late.session.step = RULES
        late.session.step = OVERVIEW
        assert late.keeper.error is None
        assert late.keeper.conflict is not None

    def test_it_can_be_left(self, late: Page) -> None:
        late.keeper.take_theirs()
        assert (late.session.work, late.session.kept) == (None, None)
        assert late.session.step is ROSTER
        assert (late.keeper.conflict, late.session.unsaved) == (None, False)
        assert late.keeper.workspace.classes() == ()

    def test_it_is_no_matter_any_more_once_the_session_has_left(self, late: Page) -> None:
        late.session.turn_to(None)
        assert (late.keeper.conflict, late.session.unsaved) == (None, False)

    def test_it_can_be_saved_anew(self, late: Page) -> None:
        work = late.session.work
        late.keeper.keep_mine()
        assert (late.keeper.conflict, late.session.unsaved) == (None, False)
        assert Page(late.keeper.workspace).session.work == work


def told(messages: tuple[object, ...]) -> list[str]:
    return [str(message) for message in messages]


def test_where_nothing_lasts_all_counts_as_unsaved(
    workspace: Workspace, eight: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "is_lasting", False)
    page = Page(workspace)
    assert not page.session.unsaved
    page.keeper.turn_to(Work(eight))
    assert page.session.unsaved
    page.keeper.turn_to(Work(roster_of(*"abcd")))  # and yet nobody is held back


def test_nobody_who_was_erased_comes_back_with_what_another_page_has(page: Page) -> None:
    roster = page.session.roster
    assert roster is not None
    page.session.work = page.session.work.corrected(Roster(roster.students[1:]))
    late = other_page(page)
    assert page.session.kept is not None
    erase(page.keeper.workspace, page.session.kept.class_id, "8A-0", Translator("nb"))
    late.session.use_rules(Rules(interval_weeks=5))
    assert late.keeper.conflict is not None
    assert late.keeper.conflict.my_changes
    assert not late.keeper.conflict.can_keep_mine
    late.keeper.take_theirs()
    assert all(s.id != "8A-0" for p in late.session.plan.periods for s in p.students)


def test_nor_with_the_year_that_was_planned(
    workspace: Workspace, planner: Planner, eight: Roster
) -> None:
    page = Page(workspace)
    page.keeper.turn_to(Work(eight))
    page.search()
    page.session.work = page.session.work.corrected(Roster(eight.students[1:]))
    late = other_page(page)
    assert page.session.kept is not None
    erase(workspace, page.session.kept.class_id, "8A-0", Translator("nb"))
    late.session.use_rules(Rules(interval_weeks=5))
    assert late.keeper.conflict is not None
    assert not late.keeper.conflict.can_keep_mine


def test_nor_with_a_class_that_was_deleted(page: Page) -> None:
    late = other_page(page)
    assert page.session.kept is not None
    delete_class(page.keeper.workspace, page.session.kept.class_id)
    late.session.use_rules(Rules(interval_weeks=5))
    assert late.keeper.conflict is not None
    assert not late.keeper.conflict.can_keep_mine
    late.keeper.take_theirs()
    assert page.keeper.workspace.classes() == ()


class TestWhatIsShownIsSaved:
    """Whoever watches after the keeper, as the screens do, shows what is on the disk already."""

    @pytest.fixture
    def shown(self, page: Page, workspace: Workspace) -> list[bool]:
        """For every change, whether it was saved when a screen was told of it."""
        shown: list[bool] = []

        def show(change: Bunch) -> None:
            assert page.session.kept is not None
            kept = workspace.load(page.session.kept.class_id)
            shown.append(kept is not None and kept.work == page.session.work)

        page.session.observe(show, "work")
        return shown

    def test_a_rule(self, page: Page, shown: list[bool]) -> None:
        page.session.use_rules(APART)
        assert shown
        assert all(shown)

    def test_a_swap_an_undo_and_a_makkerbytte(self, page: Page, shown: list[bool]) -> None:
        assert page.proposal.period is not None
        one, *_rest, other = page.proposal.period.students
        for step in (
            lambda: page.proposal.swap(one.id, other.id),
            page.proposal.undo,
            page.proposal.accept,
        ):
            shown.clear()
            step()
            assert shown
            assert all(shown)

    def test_accepting_is_one_save(self, page: Page) -> None:
        assert page.session.kept is not None
        revision = page.session.kept.revision
        page.proposal.accept()
        assert page.session.kept.revision == revision + 1

    def test_what_was_changed_just_before_turning_away_is_saved(
        self, page: Page, workspace: Workspace
    ) -> None:
        assert page.session.kept is not None
        first = page.session.kept.class_id
        page.session.use_rules(Rules(interval_weeks=5))
        page.keeper.turn_to(Work(roster_of(*"abcd", school_class="8B")))
        kept = workspace.load(first)
        assert kept is not None
        assert kept.work.rules == Rules(interval_weeks=5)


class TestWhoTheOtherIs:
    def test_another_user_is_named(self, page: Page) -> None:
        other = other_page(page, "Per")
        page.session.use_rules(Rules(interval_weeks=5))
        other.session.step = RULES
        assert other.keeper.conflict is not None
        assert str(Translator(Language.EN)(other.keeper.conflict.told)).startswith("Kari has")

    def test_one_s_own_other_tab_is_called_that(self, page: Page) -> None:
        other = other_page(page, "Kari")
        page.session.use_rules(Rules(interval_weeks=5))
        other.proposal.swap("8A-2", "8A-7")
        assert other.keeper.conflict is not None
        assert "another tab" in Translator(Language.EN)(other.keeper.conflict.told)


def test_while_it_is_saved_the_page_says_so(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def save(*_given: object) -> Never:
        seen.append(page.keeper.is_saving)
        raise CannotSave

    monkeypatch.setattr(page.keeper.workspace, "save", save)
    page.session.use_rules(Rules(interval_weeks=5))
    assert seen == [True]
    assert not page.keeper.is_saving
