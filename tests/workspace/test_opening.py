"""Where the workspace is, who may read it, and what is said where it cannot be opened."""

import getpass
import os
import stat
import sys
from pathlib import Path

import pandas as pd
import pytest
from sqlcipher3 import dbapi2

from toolkit.errors import InputError, MakkerskapError
from toolkit.workspace.database import PassphraseNeeded, WrongPassphrase, is_encrypted
from toolkit.workspace.location import LOCATION, NOWHERE, absolute, default_location, is_server
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import with_passphrase
from toolkit.workspace.workspace import Replaced

from .kept import Database
from .works import a_class

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
SECRET = "hemmelig-passord"  # of no server


def test_the_environment_says_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(LOCATION, str(tmp_path / "here.db"))
    open_workspace().close()
    assert (tmp_path / "here.db").exists()


def test_a_path_will_do_and_nothing_that_is_none(tmp_path: Path) -> None:
    open_workspace(tmp_path / "here.db").close()
    assert (tmp_path / "here.db").exists()
    with pytest.raises(InputError, match=r"location: .* is DataFrame\."):
        open_workspace(pd.DataFrame())


def test_without_a_word_it_is_among_the_user_s_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(LOCATION, raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *a, **k: tmp_path / a[0])
    assert default_location() == str(tmp_path / "makkerskap" / "makkerskap.db")


@POSIX
def test_only_the_user_can_read_what_is_made(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "w.db"
    workspace = open_workspace(str(path))
    workspace.begin(a_class())
    made = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert made == dict.fromkeys(("w.db", "w.db.in-use", "w.db.backup-last"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with_passphrase(workspace, "a long passphrase").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("under", ["a_file/w.db", "a_folder"])
def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, under: str) -> None:
    (tmp_path / "a_file").write_text("x")
    (tmp_path / "a_folder").mkdir()
    path = tmp_path / under
    assert not is_encrypted(path)
    with pytest.raises(InputError, match="--workspace") as told:
        open_workspace(str(path))
    assert told.value.spot is not None
    assert told.value.spot.file == str(path)


def a_database_of_another_program(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE shoes (size)")
    connection.execute("INSERT INTO shoes VALUES (38)")
    connection.commit()
    connection.close()


def test_a_database_of_another_program_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "shoes.db"
    a_database_of_another_program(path)
    with pytest.raises(InputError, match="another program"):
        open_workspace(str(path))
    connection = dbapi2.connect(str(path))
    found = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert found == [("shoes",)]
    assert connection.execute("SELECT * FROM shoes").fetchall() == [(38,)]
    connection.close()


def damaged(content: bytes) -> bytes:
    """The first page is whole, and what follows is not."""
    return content[:4096] + b"\xff" * (len(content) - 4096)


STRANGE = {
    "text": "Åse Aune;8A\n".encode() * 400,
    "text of whole pages": ("x" + "Å" * 4096).encode()[:8192],  # a page ends within a letter
    "image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "header alone": b"SQLite format 3\x00" + b"\xff" * 9000,
    "cut off": b"SQLite format 3\x00",
}


@pytest.mark.parametrize("kind", [*STRANGE, "damaged"])
@pytest.mark.parametrize("passphrase", [None, "a long passphrase"])
def test_what_is_no_workspace_is_refused_and_kept(
    tmp_path: Path, plain_file: Path, kind: str, passphrase: str | None
) -> None:
    content = damaged(plain_file.read_bytes()) if kind == "damaged" else STRANGE[kind]
    path = tmp_path / "strange.db"
    path.write_bytes(content)
    with pytest.raises(MakkerskapError) as told:
        open_workspace(str(path), passphrase)
    assert path.read_bytes() == content
    assert not isinstance(told.value, WrongPassphrase | PassphraseNeeded)
    words = "is damaged" if kind == "damaged" else "is it a workspace?"
    assert words in str(told.value)


def test_bytes_that_may_be_encrypted_want_a_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "image.db"
    path.write_bytes(STRANGE["image"][:8192])
    with pytest.raises(PassphraseNeeded):
        open_workspace(str(path))
    with pytest.raises(WrongPassphrase):
        open_workspace(str(path), "a long passphrase")


def test_it_is_closed_after_its_block_and_tells_no_secret(encrypted: Database) -> None:
    with encrypted.open() as workspace:
        kept = workspace.begin(a_class())
        told = repr(workspace)
        assert workspace.engine.pool.checkedin() == 1  # type: ignore[attr-defined]
    assert workspace.engine.pool.checkedin() == 0  # type: ignore[attr-defined]
    assert told == f"<Workspace {encrypted.path}>"
    assert encrypted.open().load(kept.class_id) == kept


def test_a_passphrase_is_asked_for_where_there_is_one(plain: Database, encrypted: Database) -> None:
    assert not is_encrypted(Path(plain.location))
    assert is_encrypted(Path(encrypted.location))
    for none in (None, ""):
        with pytest.raises(PassphraseNeeded):
            open_workspace(encrypted.location, none)
    with pytest.raises(WrongPassphrase):
        open_workspace(encrypted.location, "almost this one")
    encrypted.open().close()


def test_a_passphrase_that_is_not_needed_does_no_harm(plain: Database) -> None:
    workspace = open_workspace(plain.location, "a long passphrase")
    assert workspace.passphrase is None
    workspace.close()


def test_another_file_in_its_place_is_not_written_to(plain: Database, plain_file: Path) -> None:
    workspace = plain.open()
    kept = workspace.begin(a_class())
    other = plain.path.with_name("other.db")
    other.write_bytes(plain_file.read_bytes())
    other.replace(plain.path)
    with pytest.raises(Replaced):
        workspace.save(kept, kept.work)
    assert plain.path.read_bytes() == plain_file.read_bytes()


@POSIX
def test_a_file_that_is_gone_is_told(plain: Database) -> None:
    workspace = plain.open()
    plain.path.unlink()
    with pytest.raises(Replaced):
        workspace.begin(a_class())


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_is_no_file(scheme: str) -> None:
    assert is_server(f"{scheme}://kari@localhost/skole")


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://kari:{SECRET}@localhost:1/skole",
        f"postgres://kari:{SECRET}@localhost:1/skole",
        f"postgresql://kari:{SECRET}@localhost:port/skole",
        f"postgresql:kari:{SECRET}",
    ],
)
def test_a_server_that_does_not_answer_is_told_without_the_password(address: str) -> None:
    with pytest.raises(InputError, match="cannot be opened") as told:
        open_workspace(address)
    assert SECRET not in f"{told.value!s} {told.value!r} {told.value.spot}"


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(InputError, match=r"pip install makkerskap\[postgresql\]") as told:
        open_workspace(f"postgresql://kari:{SECRET}@localhost:1/skole")
    assert SECRET not in str(told.value)


def test_the_hub_s_user_is_written_down(monkeypatch: pytest.MonkeyPatch, plain: Database) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "kari.nordmann")
    assert plain.open(who="").by.who == "kari.nordmann"


def test_a_user_without_a_name_can_work(monkeypatch: pytest.MonkeyPatch, plain: Database) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")  # Python 3.12 in a container

    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert plain.open(who="").by.who == "?"


def test_one_that_is_nowhere_leaves_nothing_and_is_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = open_workspace(NOWHERE), open_workspace(NOWHERE)
    one.begin(a_class())
    assert not one.is_lasting
    assert len(one.classes()) == 1
    assert other.classes() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_location_is_the_same_from_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("here.db") == str(tmp_path / "here.db")
    assert absolute("~/here.db") == str(Path.home() / "here.db")
    for location in (NOWHERE, "postgresql://kari@localhost/skole", str(tmp_path / "there.db")):
        assert absolute(location) == location
