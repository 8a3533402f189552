"""Class lists to rosters, for scripts and notebooks: read with the likely answers, and told so."""

import warnings
from collections.abc import Mapping

from toolkit.files.class_list import read_class_list
from toolkit.files.formats import Tabular
from toolkit.files.headers import Meaning
from toolkit.people import Roster


class ReadingWarning(UserWarning):
    """What must be known of a class list or a plan that was read: a row left out, who is lost."""


def read_roster(source: Tabular, *, columns: Mapping[str, Meaning] | None = None) -> Roster:
    """The students in a class list: CSV, XLSX, ODS, a OneRoster zip archive, or a DataFrame.

    ``columns`` says what the named columns mean, where the headings do not, and asks for
    those that are left out. It is ``read_class_list(...).roster``, which is the place for what
    is asked: here the likely answers hold, and what must be said is a ``ReadingWarning``.
    Raises ``InputError`` with file, row and column for whatever cannot be used.
    """
    read = read_class_list(source, columns=columns)
    roster = read.roster
    for remark in read.unanswered:
        warnings.warn(str(remark), ReadingWarning, stacklevel=2)
    return roster
