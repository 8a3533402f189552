"""Handing over: what a new coordinator needs to know, on the screen and on paper."""

from functools import partial

from toolkit.school.handing_over import HandingOver
from toolkit.ui.state.programme import ProgrammeModel
from toolkit.ui.state.school_name import called
from toolkit.workspace.handing_over import handing_over


class HandingOverModel(ProgrammeModel):
    """Reads how the programme stands today."""

    @property
    def found(self) -> HandingOver | None:
        """How it stands; None where the workspace cannot be read."""
        ask = partial(handing_over, school_year=self.year, on=self.today)
        return self.keeper.ask(ask, None)

    def file(self) -> bytes | None:
        """The same as one page to print."""
        from toolkit.paper.handing_over import handing_over_pdf

        found = self.found
        if found is None:
            return None
        return handing_over_pdf(found, self.session.translate, school=called(self.keeper))
