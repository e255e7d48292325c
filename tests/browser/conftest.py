"""A running site and a headless Chromium; tests here skip with a reason where the browser is not installed."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from tests.search_ui.web.sample_site import SampleSite

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
]


def _chromium() -> str | None:
    named = os.environ.get("UJ_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[playwright.Browser]:
    executable = _chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium, or name one with UJ_CHROMIUM)")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


class Served:
    """The sample site and the address it is served at."""

    def __init__(self, site: SampleSite, address: str) -> None:
        self.site = site
        self.address = address

    @property
    def pages(self) -> dict[str, str]:
        """Every kind of page, by a short name."""
        ids = self.site.ids
        return {
            "home": "/",
            "search": "/search?q=torture&forum=DEU",
            "all": "/search",
            "nothing": "/search?q=torture&forum=ISL",
            "decision": f"/decisions/{ids['trial']}",
            "note": f"/decisions/{ids['appeal']}",
            "right-to-left": f"/decisions/{ids['arabic']}",
            "hostile": f"/decisions/{ids['hostile']}",
            "without-text": "/decisions/de-raslan--2022-01-13--first",
            "case": "/cases/de-raslan",
            "coverage": "/coverage",
            "about": "/about",
            "privacy": "/privacy",
            "concepts": "/concepts?language=ar",
            "concept": "/concepts/torture",
            "issue": "/concepts/functional_immunity",
            "countries": "/countries",
            "country": "/countries/DEU",
            "place": "/countries/SYR",
            "courts": "/courts?all=1",
            "court": "/courts/NLD/RBDHA",
            "arabic-court": "/courts/LBN/CASS",
            "prosecutions": "/prosecutions?kind=core",
            "no-prosecutions": "/prosecutions?forum=TUV",
            "no-country": "/countries/nowhere",
            "missing": "/nowhere",
            "withdrawn": f"/decisions/{ids['withdrawn']}",
        }


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    site = SampleSite(tmp_path_factory.mktemp("served"))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(site.app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield Served(site, f"http://127.0.0.1:{listening.getsockname()[1]}")
    server.should_exit = True
    thread.join(10)
    site.close()
