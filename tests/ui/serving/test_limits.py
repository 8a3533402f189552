import sys
from types import SimpleNamespace

import pytest

from toolkit.ui.serving import limits

ENDLESS = -1


class Machine:
    """Stands for what the system says of open files; it refuses to have no limit."""

    RLIMIT_NOFILE, RLIM_INFINITY = 7, ENDLESS

    def __init__(self, soft: int, hard: int) -> None:
        self.soft, self.hard = soft, hard

    def getrlimit(self, _what: int) -> tuple[int, int]:
        return self.soft, self.hard

    def setrlimit(self, _what: int, wanted: tuple[int, int]) -> None:
        if wanted[0] == ENDLESS:
            raise ValueError
        self.soft, self.hard = wanted


@pytest.mark.parametrize(
    ("soft", "hard", "then"),
    [
        (256, 4096, 4096),
        (4096, 4096, 4096),
        (256, ENDLESS, 10_240),
        (20_000, ENDLESS, 20_000),  # never fewer than there were
        (ENDLESS, ENDLESS, ENDLESS),
    ],
)
def test_as_many_files_as_the_system_allows(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, then: int
) -> None:
    machine = Machine(soft, hard)
    monkeypatch.setitem(sys.modules, "resource", machine)
    limits.raise_handles()
    assert (machine.soft, machine.hard) == (then, hard)
    assert limits.handles() == (2**20 if then == ENDLESS else then)


def test_where_the_system_has_no_such_limit_there_are_files_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    limits.raise_handles()
    assert limits.handles() > 26 * 60


@pytest.mark.parametrize(
    ("files", "gigabytes", "pages"),
    [(100_000, 1, 6), (100_000, 64, 60), (1024, 64, 25), (256, 64, 3), (64, 64, 2), (1024, 0.1, 2)],
)
def test_pages_are_as_many_as_memory_and_files_have_room_for(
    monkeypatch: pytest.MonkeyPatch, files: int, gigabytes: float, pages: int
) -> None:
    said = {"SC_PHYS_PAGES": int(gigabytes * 1_000_000), "SC_PAGE_SIZE": 1000}
    monkeypatch.setattr(limits, "os", SimpleNamespace(sysconf=said.__getitem__))
    monkeypatch.setattr(limits, "handles", lambda: files)
    assert limits.most_pages() == pages


@pytest.mark.parametrize("fault", [ValueError, OSError, AttributeError])
def test_where_the_memory_is_not_known_it_is_thought_to_be_little(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def fail(_name: str) -> int:
        raise fault

    monkeypatch.setattr(limits, "os", SimpleNamespace(sysconf=fail))
    monkeypatch.setattr(limits, "handles", lambda: 100_000)
    assert limits.most_pages() == 48
