"""The school's name on the screens: what is said on one is there on the others, and on paper."""

from pathlib import Path

import toolkit as mk
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.papers import PapersModel
from toolkit.ui.state.school_name import SchoolName, called
from toolkit.ui.state.session import Session


def test_it_is_known_on_all_screens_and_in_the_next_page(tmp_path: Path) -> None:
    with mk.open_workspace(str(tmp_path / "makkerskap.db")) as workspace:
        keeper = Keeper(Session(()), workspace)
        papers = PapersModel(keeper)
        papers.made = "a paper"
        keeper.shared(SchoolName).say("Fjordby skole")
        assert papers.school.name == "Fjordby skole"
        assert papers.made is None  # it had another name
        elsewhere = Keeper(Session(()), workspace)
        assert called(elsewhere) == "Fjordby skole"
        elsewhere.shared(SchoolName).say("Fjordby ungdomsskole")
        assert called(keeper) == "Fjordby ungdomsskole"
