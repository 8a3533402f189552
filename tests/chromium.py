"""How the tests start Chromium."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from certificates import fingerprint
from playwright.sync_api import Browser, sync_playwright

# What Playwright leaves out of Chromium, of which the last word counts, and the list under its
# address bar: a page of its own, which every window loads before anybody types there.
LEFT_OUT = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]
# Nothing of Chromium's own that asks the network, and no sandbox for root in a container.
CHROMIUM_FLAGS = [
    f"--disable-features={','.join(LEFT_OUT)}",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A school's address is one of this machine, with a certificate of the tests' own.
    "--host-resolver-rules=MAP *.skole.example 127.0.0.1",
    f"--ignore-certificate-errors-spki-list={fingerprint()}",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium, and the event loop of its driver."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    program = next(filter(None, found), None)
    if program is None:
        pytest.fail(
            "The browser tests need Chromium. Install it: sudo apt-get install chromium",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield running
        running.close()
