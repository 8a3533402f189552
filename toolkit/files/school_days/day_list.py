"""The list of days that municipalities publish: dato,skole,elevdag,laererdag,sfodag,kommentar.

A row is a day at a school, and says whether there is school for students.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from toolkit.calendar.days import ONE_DAY, DayOff, days_between
from toolkit.errors import InputError, Spot
from toolkit.files.cells import Cells, cells_under
from toolkit.files.grids import Grid
from toolkit.files.school_days.read import ReadLine, Said, Year, of_another_year
from toolkit.files.school_days.statements import words_of
from toolkit.files.school_days.tokens import plainly, tokens_of
from toolkit.files.school_days.words import name_in
from toolkit.messages import Message
from toolkit.names import normalised

_NEEDED = ("dato", "elevdag")
_MAY_BE_EMPTY = frozenset({"skole", "elevdag", "laererdag", "sfodag", "kommentar"})
_YES = frozenset({"ja", "j", "yes", "y", "true", "sann", "1", "x"})
_NO = frozenset({"nei", "n", "no", "false", "usann", "0", "", "-"})
_WEEKEND = 5
_LONGEST_GAP = timedelta(days=3)


def is_day_list(sheets: Iterable[Grid]) -> bool:
    """Whether the first row names the columns of such a list."""
    return any(
        set(_NEEDED) <= {normalised(cell) for cell in sheet.rows[0].cells} for sheet in sheets
    )


def listed_days(file: str, sheets: tuple[Grid, ...], year: Year) -> list[ReadLine]:
    """The days without school, those that follow one another with one comment as one line.

    Raises ``InputError`` with line and column for what cannot be read, and where schools in the
    list do not have the same days.
    """
    rows = cells_under(
        file,
        sheets,
        _NEEDED,
        _MAY_BE_EMPTY,
        other_file=lambda missing: Message(
            "Missing columns in this list of days: {columns}.", columns=missing
        ),
        no_lines=Message("The list of days has no lines."),
    )
    days: dict[date, tuple[bool, str, Cells]] = {}
    for cells in rows:
        day = cells.date("dato")
        if day is None:
            raise cells.error(Message("This cell is empty. Fill it in."), "dato")
        is_school, comment = _is_school_day(cells), cells.text("kommentar").strip()
        if day in days and days[day][0] != is_school and day.weekday() < _WEEKEND:
            raise _schools_differ(cells, day)
        days.setdefault(day, (is_school, comment, cells))
    within = {day for day in days if year.starts <= day <= year.ends}
    if not within:
        raise of_another_year(file, year)
    return list(_lines(file, {day: days[day] for day in sorted(within)}))


def _is_school_day(cells: Cells) -> bool:
    word = normalised(cells.text("elevdag"))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise cells.error(Message("Write ja where there is school for students, or nei."), "elevdag")


def _schools_differ(cells: Cells, day: date) -> InputError:
    return cells.error(
        Message(
            "The schools in this list do not have the same days: on {day} some have school and "
            "others not. Keep the rows of your school, and take out the others.",
            day=day,
        ),
        "elevdag",
    )


def _lines(file: str, days: dict[date, tuple[bool, str, Cells]]) -> Iterator[ReadLine]:
    runs: dict[int, list[date]] = defaultdict(list)
    run, last = 0, None
    for day, (is_school, comment, _) in days.items():
        if is_school or day.weekday() >= _WEEKEND:
            continue
        follows = (
            last is not None
            and day - last <= _LONGEST_GAP
            and all(
                one.weekday() >= _WEEKEND for one in days_between(last + ONE_DAY, day - ONE_DAY)
            )
            and comment == days[last][1]
        )
        run, last = run if follows else run + 1, day
        runs[run].append(day)
    for own in runs.values():
        first, until = own[0], own[-1]
        _, comment, cells = days[first]
        spot = Spot(file, cells.row.line)
        name = name_in(comment, words_of(tokens_of(plainly(comment))))
        yield ReadLine(comment, spot, Said.OFF, (DayOff(first, until, name),))
