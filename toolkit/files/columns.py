"""What the columns of a class list seem to hold, before the user has said anything."""

from collections.abc import Sequence

from toolkit.files.headers import NAMES, Meaning, meanings_of
from toolkit.files.personal import is_personal
from toolkit.files.tables import CLASS_WORD, GENDER_WORD, SURNAME_FIRST, Table

_COUNTERS = {"", "nr", "no", "løpenr", "løpenummer", "linje", "rad"}


def guess_columns(table: Table) -> dict[str, Meaning]:
    """What each column seems to hold, by its heading; by its cells where there is none.

    What is unknown is an attribute, but birth dates, contact, family, free text and the
    mere numbers of the lines are left out.
    """
    if table.header_line is None:
        return _by_cells(table)
    meanings = meanings_of(table.header)
    for heading, meaning in meanings.items():
        cells = table.column(heading)
        if meaning is Meaning.ATTRIBUTE and (
            is_personal(heading, cells) or _is_counter(heading, cells)
        ):
            meanings[heading] = Meaning.LEFT_OUT
    if NAMES & set(meanings.values()) == {Meaning.LAST_NAME}:
        heading = next(one for one in meanings if meanings[one] is Meaning.LAST_NAME)
        if all(map(SURNAME_FIRST.fullmatch, table.column(heading))):  # "Etternavn": "Olsen, Mari"
            meanings[heading] = Meaning.NAME
    return meanings


def _by_cells(table: Table) -> dict[str, Meaning]:
    meanings = dict.fromkeys(table.header, Meaning.ATTRIBUTE)
    words = []
    for heading in table.header:
        cells = [cell for cell in table.column(heading) if cell]
        if is_personal("", cells) or all(cell.rstrip(".").isdecimal() for cell in cells):
            meanings[heading] = Meaning.LEFT_OUT
        elif all(map(CLASS_WORD.fullmatch, cells)) and Meaning.CLASS not in meanings.values():
            meanings[heading] = Meaning.CLASS
        elif all(map(GENDER_WORD.fullmatch, cells)) and Meaning.GENDER not in meanings.values():
            meanings[heading] = Meaning.GENDER
        else:
            words.append(heading)
    if not words:
        return meanings
    first, *rest = words
    if rest and not any(" " in cell for cell in table.column(first)):
        meanings[first], meanings[rest[0]] = Meaning.FIRST_NAME, Meaning.LAST_NAME
    else:
        meanings[first] = Meaning.NAME
    return meanings


def _is_counter(heading: str, cells: Sequence[str]) -> bool:
    """Whether the cells number the lines: 1, 2, 3, or whatever numbers below "Nr."."""
    numbers = [cell.rstrip(".") for cell in cells]
    if heading.strip(" .#").casefold() in _COUNTERS:
        return all(map(str.isdecimal, filter(None, numbers)))
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]
