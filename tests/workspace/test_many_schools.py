"""Many schools on one PostgreSQL, each in a place of its own, as deploy/school.sql makes it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from toolkit.workspace.opening import open_workspace

from .kept import SERVER
from .works import a_class

SCHOOL = Path(__file__).parents[2] / "deploy" / "school.sql"


@pytest.fixture
def places() -> Iterator[list[str]]:
    """The addresses of two schools' workspaces on the server that is there for the tests."""
    if not (SERVER and shutil.which("psql")):
        pytest.skip("no PostgreSQL: set MAKKERSKAP_TEST_POSTGRESQL, as .ci/run does")
    base = make_url(SERVER)
    schools = [f"school_{uuid4().hex}" for _ in range(2)]
    for school in schools:
        told = ("-q", "-v", f"school={school}", "-v", f"password={school}", "-f", SCHOOL)
        subprocess.run(["psql", SERVER, *told], check=True)
    yield [
        base.set(username=one, password=one).render_as_string(hide_password=False)
        for one in schools
    ]
    admin = create_engine(base.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for school in schools:
            connection.execute(text(f"DROP SCHEMA {school} CASCADE"))
            connection.execute(text(f"DROP ROLE {school}"))
    admin.dispose()


def test_on_a_shared_postgresql_no_school_comes_to_the_classes_of_another(
    places: list[str],
) -> None:
    bakke, dal = places
    with open_workspace(bakke, who="kari") as workspace:
        workspace.begin(a_class(periods=1))
        assert len(workspace.classes()) == 1
    with open_workspace(dal, who="ola") as workspace:
        assert workspace.classes() == ()

    theirs = make_url(bakke).username
    engine = create_engine(make_url(dal).set(drivername="postgresql+psycopg"))
    for attempt in (
        f"TABLE {theirs}.student",
        f"SET ROLE {theirs}",
        f"CREATE TABLE {theirs}.mine ()",
        f"DROP SCHEMA {theirs} CASCADE",
    ):
        with engine.connect() as connection, pytest.raises(ProgrammingError) as refused:
            connection.execute(text(attempt))
        assert "permission denied" in str(refused.value) or "owner" in str(refused.value)
    engine.dispose()
