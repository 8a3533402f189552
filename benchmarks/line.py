"""How soon a page whose network was cut answers a click again, once the way is free.

The way is cut as an access point is that goes away and says so (connections end, and others are
refused), and as one that is out of reach (what is sent is lost, and nobody hears of it), each for
several lengths. Then one clicks, in the moment in which the way is free.

Packets are lost in a network of the benchmark's own, which Linux gives to anybody who may have
namespaces; where there is none, they are not.

    .venv/bin/python benchmarks/line.py [--cuts 1,3,10,30,60] [--repeat 1]
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from crowd import machine
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.end_to_end.driving import DASHBOARD, start_notebook  # noqa: E402
from tests.end_to_end.relaying import Relay  # noqa: E402

RESULTS = HERE / "results" / "line.md"
OWN_NETWORK = "MAKKERSKAP_OWN_NETWORK"
UNSHARED = ["unshare", "--map-root-user", "--net"]
IPTABLES = shutil.which("iptables") or ""
LONGEST_S = 120
LANGUAGES = {"Nynorsk": "nn", "Bokmål": "nb"}
CLICK = """(name) => {
    [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === name).click();
}"""
ANSWERED = """(language) => document.documentElement.lang === language
    && document.getElementById("mk-lost").hidden"""


def answers_after(page: Page) -> float:
    """Seconds until the kernel has answered a click, which is another language."""
    begun = time.perf_counter()
    spoken = page.evaluate("document.documentElement.lang")
    name, language = next(one for one in LANGUAGES.items() if one[1] != spoken)
    page.evaluate(CLICK, name)
    page.wait_for_function(ANSWERED, arg=language, timeout=1000 * LONGEST_S)
    return time.perf_counter() - begun


def lose(port: int, action: str) -> None:
    """Begin (-A) or end (-D) to lose what goes to or from a port."""
    for end in ("--dport", "--sport"):
        rule = ["INPUT", "-p", "tcp", end, str(port), "-j", "DROP"]
        subprocess.run([IPTABLES, action, *rule], check=True)


def measured(cuts: list[int], repeat: int) -> list[str]:
    """A line for each way and length of a cut."""
    server = start_notebook(DASHBOARD)
    relay = Relay(urlsplit(server.address).port or 80)
    ways: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
        "refused": (relay.cut, relay.mend)
    }
    if OWN_NETWORK in os.environ:
        ways["lost"] = (lambda: lose(relay.port, "-A"), lambda: lose(relay.port, "-D"))
    program = shutil.which("chromium") or shutil.which("google-chrome")
    lines = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(locale="nb-NO")
        # What is clicked in the second after a change is not taken for what was meant.
        page.add_init_script("window.mkRestMs = 0")
        page.goto(f"http://127.0.0.1:{relay.port}/")
        page.locator(".mk-cards").first.wait_for(timeout=1000 * LONGEST_S)
        answered = [answers_after(page) for _time in range(4)][1:]
        for way, (cut, mend) in ways.items():
            for seconds in cuts:
                found = []
                for _time in range(repeat):
                    cut()
                    time.sleep(seconds)
                    told = page.locator("#mk-lost").is_visible()
                    mend()
                    found.append(answers_after(page))
                    time.sleep(3)
                lines.append(
                    f"| {way} | {seconds} s | {'yes' if told else 'no'} | {median(found):.1f} s "
                    f"| {max(found):.1f} s |"
                )
                print(lines[-1], flush=True)
        browser.close()
    server.stop()
    return [*lines, f"| never cut | | | {median(answered):.1f} s | {max(answered):.1f} s |"]


def main() -> None:
    parser = argparse.ArgumentParser(description="How soon a page is back.")
    parser.add_argument("--cuts", default="1,3,10,30,60")
    parser.add_argument("--repeat", type=int, default=1)
    given = parser.parse_args()
    has_own = subprocess.run([*UNSHARED, IPTABLES, "-L", "-n"], capture_output=True)
    if OWN_NETWORK not in os.environ and has_own.returncode == 0:
        begin = 'ip link set lo up && exec "$@"'
        command = [*UNSHARED, "sh", "-c", begin, "sh", sys.executable, *sys.argv]
        sys.exit(subprocess.run(command, env={**os.environ, OWN_NETWORK: "1"}).returncode)
    lines = measured([int(one) for one in given.cuts.split(",")], given.repeat)
    RESULTS.write_text(
        f"""# A network that was cut, measured

{machine()}

One clicks in the moment in which the way is free, {given.repeat} times for each, and waits \
for the page in another language.

| connections are | for | the page says so | a click is answered after (median) | most |
|---|---|---|---|---|
{chr(10).join(lines)}
""",
        "utf-8",
    )


if __name__ == "__main__":
    main()
