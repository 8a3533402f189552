"""Starts a dashboard as a user does, and opens its first page as a browser does.

python first_page.py PROGRAM [ARGUMENT ...]
"""

import re
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar

started = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)
try:
    assert started.stdout is not None
    address = re.search(r"http://\S+", started.stdout.readline())
    assert address is not None, "it told no address"
    browser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
    )
    with browser.open(address[0], timeout=60) as answer:
        shell = answer.read().decode()
    here = answer.url.partition("?")[0]
    for name in re.findall(r'(?:src|href)="(voila/[^"]+)"', shell):
        with browser.open(here + name, timeout=60) as answer:
            assert answer.read(), name
    asked = urllib.request.Request(
        here + "page", data=b"", headers={"X-Makkerskap": "page"}, method="POST"
    )
    with browser.open(asked, timeout=120) as answer:
        page = answer.read().decode()
    assert "mk-app" in page or "application/vnd.jupyter.widget-view+json" in page, page[-500:]
    print("The first page was opened")
finally:
    started.terminate()
    started.wait(timeout=60)
