import pytest

from toolkit.errors import InputError
from toolkit.ui.serving.front import Front


@pytest.mark.parametrize(
    ("given", "path"),
    [
        (None, "/"),
        ("/", "/"),
        ("makkerskap", "/makkerskap/"),
        ("/makkerskap", "/makkerskap/"),
        ("/makkerskap/", "/makkerskap/"),
        ("/skoler/Bakke-2/~vip_1.0/", "/skoler/Bakke-2/~vip_1.0/"),
    ],
)
def test_a_path_begins_and_ends_with_a_slash(given: str | None, path: str) -> None:
    assert Front.read(given, None).path == path


@pytest.mark.parametrize(
    "given",
    [
        "",
        "//",
        "//attacker.example/",
        "/a//b/",
        "/../",
        "/a/./b/",
        "/a/..",
        "/a b/",
        "/skåle/",
        "/a?b",
        "/a#b",
        "/a%20b/",
        "/a\\b/",
        "/a;b/",
        '/"/',
        "/a\n",
        "https://vip.skole.example/makkerskap/",
    ],
)
def test_what_is_no_path_is_told(given: str) -> None:
    with pytest.raises(InputError, match="is no path for --base-url"):
        Front.read(given, None)


@pytest.mark.parametrize(
    ("given", "site", "name", "port"),
    [
        ("https://vip.skole.example", "https://vip.skole.example", "vip.skole.example", 443),
        ("HTTPS://VIP.Skole.Example/", "https://vip.skole.example", "vip.skole.example", 443),
        ("https://vip.skole.example:443", "https://vip.skole.example", "vip.skole.example", 443),
        ("https://skole.no:8443", "https://skole.no:8443", "skole.no", 8443),
        ("http://skole.no:80", "http://skole.no", "skole.no", 80),
        ("http://skole", "http://skole", "skole", 80),
        ("https://10.0.0.5", "https://10.0.0.5", "10.0.0.5", 443),
        ("https://[FE80::0:1]:8443", "https://[fe80::1]:8443", "fe80::1", 8443),
        ("https://bærum.no", "https://xn--brum-voa.no", "xn--brum-voa.no", 443),
    ],
)
def test_a_site_is_as_browsers_tell_it(given: str, site: str, name: str, port: int) -> None:
    front = Front.read(None, given)
    assert (front.site, front.name, front.port) == (site, name, port)
    assert front.is_encrypted is site.startswith("https:")


@pytest.mark.parametrize(
    "given",
    [
        "",
        "vip.skole.example",
        "//vip.skole.example",
        "ftp://vip.skole.example",
        "https://",
        "https:///makkerskap/",
        "https://:443",
        "https://vip.skole.example:port",
        "https://vip.skole.example:99999",
        "https://vip.skole.example:0",
        "https://kari@vip.skole.example",
        "https://kari:hemmelig@vip.skole.example",
        "https://vip skole.example",
        "https://*.skole.example",
        "https://vip..example",
        "https://[::1",
        "https://[skole]",
        "https://a.example,https://b.example",
        f"https://{'a' * 64}.example",
    ],
)
def test_what_is_no_site_is_told(given: str) -> None:
    with pytest.raises(InputError, match="is no --public-address"):
        Front.read(None, given)


@pytest.mark.parametrize("rest", ["/makkerskap/", "/makkerskap", "?a", "/?token=1", "#a", "?"])
def test_a_path_is_told_apart_from_the_site(rest: str) -> None:
    with pytest.raises(InputError, match="only the beginning, https://vip"):
        Front.read(None, f"https://vip.skole.example{rest}")


def test_without_a_site_nothing_is_known_to_be_encrypted() -> None:
    front = Front()
    assert (front.site, front.name, front.is_encrypted) == (None, None, False)
