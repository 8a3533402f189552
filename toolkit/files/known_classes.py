"""Which words name a class, in a file that strangers have filled in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from toolkit.errors import InputError, Spot
from toolkit.files.identity import refuse_identity_number
from toolkit.messages import Message
from toolkit.names import class_key, tidy
from toolkit.values import only

# A year and the letters of a class, as 8A, 10 b, 8-1, 1STA, Vg2 HEA; what is parted from the
# year by more than a sign is capitals, for "8 Kari" is somebody.
_LIKE_A_CLASS = re.compile(
    r"""
    (?:(?i:klasse|klassen|klass|class|kl\.?|trinn|trinnet|grade|year)\s*)?
    (?P<core>
        (?i:vg)?\s*(?:0?[1-9]|1[0-3])
        (?:[ .\-/:]?(?i:[a-zæøå]{1,2})\d?|[a-zæøåA-ZÆØÅ]{3,5}|[ \-][A-ZÆØÅ]{3,6}|[.\-/:]\d)?
    )
    [\s.\-]*(?i:klasse|klassen|trinn|trinnet)?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class KnownClasses:
    """The school's classes, as they are compared and as they are written; all where there are none.

    A word in a column of classes may be somebody's name. So one that is nowhere among the
    school's classes, or looks like none, is refused.
    """

    by_key: dict[str, str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """Of these names."""
        named = (tidy(only(name, str, "classes")) for name in names)
        return cls({class_key(name): name for name in named if name})

    def named(self, written: str, spot: Spot) -> str:
        """The class that is meant, empty where none is. Raises ``InputError`` without the word."""
        name = tidy(written)
        refuse_identity_number(name, spot)
        if not name:
            return ""
        like = _LIKE_A_CLASS.fullmatch(name)
        core = like["core"].strip() if like else name
        if self.by_key:
            for key in (class_key(name), class_key(core)):
                if key in self.by_key:
                    return self.by_key[key]
            message = Message("This is none of the school's classes. Write one, or leave it empty.")
            raise InputError(message, spot)
        if like is None:
            raise InputError(
                Message(
                    "This does not look like a class. Write it as 8A, or leave the cell empty."
                ),
                spot,
            )
        return core
