import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from toolkit.files.toml_positions import positions

TEXT = '''\
# "students" = not here
weeks = 3
[a.b]   # [c]
list = ["x", # "y"
  'z', ["d", {e = 1, "f.g" = 2}]]
[[rules]]
s = """
[no]""" # s = 1
when = 2026-08-17 10:00:00
[rules.more]
x.y = -1.5e3
[[rules]]
s = [ ]
'''


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("weeks",), 2, 9),
        (("a", "b", "list"), 4, 8),
        (("a", "b", "list", 0), 4, 9),
        (("a", "b", "list", 1), 5, 3),
        (("a", "b", "list", 2, 0), 5, 9),
        (("a", "b", "list", 2, 1, "e"), 5, 19),
        (("a", "b", "list", 2, 1, "f.g"), 5, 30),
        (("rules", 0, "s"), 7, 5),
        (("rules", 0, "when"), 9, 8),
        (("rules", 0, "more", "x", "y"), 11, 7),
        (("rules", 1, "s"), 13, 5),
    ],
)
def test_finds_values(path, line, column):
    assert positions(TEXT).values[path] == (line, column)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("weeks",), 2, 1),
        (("a",), 3, 1),
        (("a", "b"), 3, 1),
        (("rules", 0), 6, 1),
        (("rules", 1), 12, 1),
        (("a", "b", "list", 2, 1, "f.g"), 5, 22),
    ],
)
def test_finds_keys_and_headers(path, line, column):
    assert positions(TEXT).keys[path] == (line, column)


def test_line_ends_of_windows_change_nothing():
    assert positions(TEXT.replace("\n", "\r\n")) == positions(TEXT)


def leaves(value: object, path: tuple[str | int, ...] = ()):
    """The path of every value that is neither a table nor a list."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8)
values = st.recursive(
    st.one_of(words, st.integers(-99, 99), st.booleans(), st.floats(allow_nan=False)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(words, values, max_size=4))
def test_every_value_of_any_document_has_its_own_place(document):
    text = tomli_w.dumps(document)
    found = positions(text).values
    places = [found[path] for path in leaves(tomllib.loads(text))]
    assert len(set(places)) == len(places)
