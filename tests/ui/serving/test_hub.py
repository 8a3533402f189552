import pytest

from toolkit.errors import InputError
from toolkit.ui.serving import serve
from toolkit.ui.serving.front import Front
from toolkit.ui.serving.hub import Hub

TOLD = {
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:40123/user/kari@bakke.example/",
    "JUPYTERHUB_SERVICE_PREFIX": "/user/kari@bakke.example/",
    "JUPYTERHUB_PUBLIC_URL": "https://vip.fylket.example/user/kari@bakke.example/",
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in TOLD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.mark.usefixtures("told")
def test_the_hub_says_where_to_listen_and_what_browsers_call_it() -> None:
    front = Front("/user/kari@bakke.example/", "https://vip.fylket.example")
    assert Hub.of_this_process() == Hub("127.0.0.1", 40123, front)


@pytest.mark.parametrize("missing", TOLD)
def test_what_it_has_not_said_is_asked_for(told: pytest.MonkeyPatch, missing: str) -> None:
    told.delenv(missing)
    with pytest.raises(InputError):
        Hub.of_this_process()


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "also",
    [{"host": "0.0.0.0"}, {"port": 80}, {"token": False}, {"token_file": "f"}],  # noqa: S104
)
def test_nobody_else_says_where_and_for_whom(also: dict[str, object]) -> None:
    with pytest.raises(InputError, match="only JupyterHub says"):
        serve(jupyterhub=True, **also)  # type: ignore[arg-type]
