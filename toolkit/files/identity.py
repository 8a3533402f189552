"""Norwegian national identity numbers: found in order to be refused."""

import re

from stdnum.no import fodselsnummer

from toolkit.errors import InputError, Spot
from toolkit.messages import Message

# Eleven digits, however they are spaced; ten where a spreadsheet dropped the leading zero.
_CANDIDATE = re.compile(r"(?<!\d)\d(?:[\s.\-:]?\d){9,10}(?!\d)")


def has_identity_number(text: str) -> bool:
    """Whether a national identity number, a D-number or an H-number stands in the text.

    Those of synthetic test persons count as well.
    """
    return any(
        _is_identity_number(re.sub(r"\D", "", found[0]).zfill(11))
        for found in _CANDIDATE.finditer(text)
    )


def refuse_identity_number(text: str, spot: Spot) -> None:
    """Raise ``InputError`` where one stands in the text, so that no other error repeats it."""
    if has_identity_number(text):
        raise identity_number_refused(spot)


def identity_number_refused(spot: Spot) -> InputError:
    """The error for a cell with a national identity number, which is not repeated."""
    return InputError(
        Message(
            "A national identity number stands here. It has no place in this tool and was not "
            "kept. Remove that column from the file, and try again."
        ),
        spot,
    )


def _is_identity_number(digits: str) -> bool:
    # D-numbers add 40 to the day, H-numbers 40 to the month, synthetic ones 40 or 80.
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    return (
        1 <= day <= 31
        and 1 <= month <= 12
        and digits[9] == fodselsnummer.calc_check_digit1(digits)
        and digits[10] == fodselsnummer.calc_check_digit2(digits)
    )
