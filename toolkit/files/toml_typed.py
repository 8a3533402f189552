"""TOML as word processors write it: quotation marks, spaces and dashes of other kinds made plain.

What stands in quotation marks or behind a # stays as it is, and every line stays where it is.
"""

import re

_QUOTES = "\"'“”„‟«»‹›‘’‚‛″′＂"
_SPACES = re.compile(r"[^\S\r\n]|[\u115f\u1160\u2800\u3164\uffa0]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")
_DASHES = re.compile("[‐‑‒–—―−]")
_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_OTHER_BREAKS = re.compile(r"\r(?!\n)|[\v\f\x85\u2028\u2029]")
# A word in quotation marks ends before what may come behind it.
_END = rf"(?=\s*(?:[,\]}}=.#{_BREAKS}]|$))"
_PARTS = re.compile(
    r'(?P<plain>"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    rf'|"(?:\\.|[^"\\{_BREAKS}])*"{_END}'
    rf"|'[^'{_BREAKS}]*'{_END}"
    rf"|\#[^{_BREAKS}]*)"
    rf"|[{_QUOTES}](?P<typed>(?:[^{_BREAKS}{_QUOTES}]|(?<=\w)['’‘‛](?=\w))*)[{_QUOTES}]{_END}"
    rf"|(?P<between>\r\n|.)",
    re.DOTALL,
)


def is_typed(text: str) -> bool:
    """Whether its lines end as in a word processor, so that all may be one comment."""
    return _OTHER_BREAKS.search(text) is not None


def made_plain(text: str) -> str:
    """The same text as a plain editor would have written it."""
    return _PARTS.sub(_part, text)


def _part(found: re.Match[str]) -> str:
    if (between := found["between"]) is not None:
        if between[0] in _BREAKS:
            return "\n"
        return _UNSEEN.sub("", _DASHES.sub("-", _SPACES.sub(" ", between)))
    if (typed := found["typed"]) is not None:
        quote = "'" if "\\" in typed else '"'
        return found[0] if quote in typed else f"{quote}{typed}{quote}"
    return found[0]
