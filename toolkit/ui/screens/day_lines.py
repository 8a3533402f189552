"""Lines of days off that are not clear: what each may have been meant to say, to be chosen."""

from collections.abc import Iterable
from functools import partial

from ipywidgets import Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, button, row, shown
from toolkit.ui.state.school_year import SchoolYearModel

_MOST = 10
"""Of more lines at once, the next are asked about when these are answered."""


def unclear_lines(screen: Screen[SchoolYearModel]) -> Iterable[Widget]:
    """A question for each line that is not clear, and the printed counts that do not agree."""
    model, _ = screen.model, screen._
    unclear = model.read.unclear
    for line in unclear[:_MOST]:
        assert line.problem is not None
        words = _("«{line}»: {question}", line=line.text, question=line.problem)
        yield shown(markup.note([words], "warning"))
        yield row(
            *(
                button(_(answer.label), partial(model.answer, line, answer))
                for answer in line.answers
            )
        )
    if (left := len(unclear) - _MOST) > 0:
        yield shown(markup.paragraph(_("Lines that are not clear after these: {n}", n=left)))
    if model.differing:
        texts = [error.translated(_) for error in model.differing]
        title = _("The count of school days does not agree:")
        yield shown(markup.note([title], "warning", texts))
