import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from toolkit.workspace.opening import open_workspace
from toolkit.workspace.protecting import with_passphrase
from toolkit.workspace.workspace import Workspace

from .kept import PASSPHRASE, SERVER, Database


@pytest.fixture(scope="session")
def plain_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace, to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("plain") / "makkerskap.db"
    open_workspace(str(path)).close()
    return path


@pytest.fixture(scope="session")
def encrypted_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace under ``PASSPHRASE``."""
    path = tmp_path_factory.mktemp("encrypted") / "makkerskap.db"
    with_passphrase(open_workspace(str(path)), PASSPHRASE).close()
    return path


def copied(ready: Path, folder: Path, passphrase: str | None = None) -> Iterator[Database]:
    database = Database(str(folder / "makkerskap.db"), passphrase)
    folder.mkdir()
    shutil.copy(ready, database.path)
    yield database
    database.close()


@pytest.fixture
def plain(tmp_path: Path, plain_file: Path) -> Iterator[Database]:
    yield from copied(plain_file, tmp_path / "plain")


@pytest.fixture
def encrypted(tmp_path: Path, encrypted_file: Path) -> Iterator[Database]:
    yield from copied(encrypted_file, tmp_path / "encrypted", PASSPHRASE)


@pytest.fixture
def postgresql() -> Iterator[Database]:
    """A schema of its own on the server that is there for the tests."""
    if not SERVER:
        pytest.skip(
            "no PostgreSQL: set MAKKERSKAP_TEST_POSTGRESQL to the address of a database that "
            "may be written to, as .ci/run does"
        )
    schema = f"test_{uuid4().hex}"
    url = make_url(SERVER).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = url.set(drivername="postgresql").update_query_dict({"options": f"-csearch_path={schema}"})
    database = Database(own.render_as_string(hide_password=False))
    yield database
    database.close()
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["plain", "encrypted", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A workspace of every kind, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return database.open()
