"""The catalogs hold every sentence, with its fields, and the compiled ones are the same."""

import io
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from toolkit.messages import DOMAIN, LOCALE_DIR, Language

ROOT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "Message": None, "plural": (1, 2)}
LANGUAGES = [language.value for language in Language if language is not Language.EN]

type Id = str | tuple[str, ...]


@pytest.fixture(scope="module")
def written() -> set[Id]:
    """Every sentence in the code."""
    found = extract_from_dir(ROOT / "toolkit", [("**.py", "python")], keywords=KEYWORDS)
    return {tuple(m) if isinstance(m, list | tuple) else m for _, _, m, _, _ in found}


@pytest.fixture(params=LANGUAGES)
def po(request) -> Catalog:
    path = LOCALE_DIR / request.param / "LC_MESSAGES" / f"{DOMAIN}.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=request.param)


def test_each_language_has_a_catalog() -> None:
    assert sorted(one.name for one in LOCALE_DIR.iterdir() if one.is_dir()) == sorted(LANGUAGES)
    assert f"CATALOGS := {' '.join(LANGUAGES)}\n" in (ROOT / "Makefile").read_text("utf-8")


def texts(catalog: Catalog) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for message in catalog:
        if message.id:
            ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
            said = message.string if isinstance(message.string, tuple | list) else (message.string,)
            yield tuple(ids), tuple(said)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_is_translated_and_no_other(po, written) -> None:
    has = {ids if len(ids) > 1 else ids[0] for ids, said in texts(po) if all(said)}
    assert written - has == set()
    assert has - written == set()


def test_translations_have_the_fields_of_the_sentence(po) -> None:
    for ids, said in texts(po):
        wanted = set().union(*map(fields, ids))
        for text in said:
            assert fields(text) <= wanted, text
            assert len(said) > 1 or fields(text) == wanted, text
            assert text.count("%") == ids[0].count("%"), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_up_to_date(language) -> None:
    folder = LOCALE_DIR / language / "LC_MESSAGES"
    po = dict(texts(read_po(io.BytesIO((folder / f"{DOMAIN}.po").read_bytes()), locale=language)))
    with (folder / f"{DOMAIN}.mo").open("rb") as compiled:
        assert dict(texts(read_mo(compiled))) == po
