"""How much this machine has room for: open pages, and open files."""

import os

_PAGE_BYTES = 100_000_000  # of one page that has planned a class, its own memory
_SHARE = 0.6  # of the machine's memory, for pages
_PAGE_HANDLES = 26  # open files of the server for each page
_OWN_HANDLES = 100  # open files of the server without any page
_MOST_PAGES = 60
_FEWEST_PAGES = 2


def raise_handles() -> None:
    """Let the program open as many files as the system allows it; usual limits are for users."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (hard, 10_240):  # macOS refuses to have no limit, but not this one
        if soft == hard or soft >= wanted != resource.RLIM_INFINITY:
            return
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            continue
        return


def handles() -> int:
    """How many files the program may have open."""
    try:
        import resource
    except ImportError:
        return 8192
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return 2**20 if soft == resource.RLIM_INFINITY else soft


def most_pages() -> int:
    """How many pages can be open at once before the machine has no room for them."""
    by_handles = (handles() * 3 // 4 - _OWN_HANDLES) // _PAGE_HANDLES
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows does not say
        memory = 8_000_000_000
    by_memory = int(memory * _SHARE) // _PAGE_BYTES
    return max(_FEWEST_PAGES, min(_MOST_PAGES, by_handles, by_memory))
