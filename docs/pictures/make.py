"""Pictures of the desk's main pages over the sample reports: `python docs/pictures/make.py`, with the browser code built.

Needs playwright and pillow (of the test extra) and Debian's chromium; writes PNG files of 256 colours beside itself, each under `MOST` bytes.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from dateline.archive import Archive, EventQuery, Received, open_archive, take_in
from dateline.coder import Coder
from dateline.deriving import derive
from dateline.reading import read_reports
from dateline.records import Report
from dateline.samples import sample_paths
from dateline.serve.app import create_app
from dateline.serve.desk.pages import is_built
from dateline.who import is_private_id

HERE = Path(__file__).parent
CHROMIUM, FLAGS = "/usr/bin/chromium", ["--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader"]
MOST = 200_000
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}


def fill(archive: Archive) -> None:
    """The sample reports, coded and linked."""
    coder = Coder.load()
    for path in sample_paths():
        for report in read_reports(path):
            if isinstance(report, Report):
                take_in(archive, Received(report), coder)
    derive(archive)


@contextmanager
def served(archive: Archive) -> Iterator[str]:
    """The desk's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(archive), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def shots(archive: Archive) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file name, path, browser settings) of every picture."""
    event = max((kept.event for kept in archive.events()), key=lambda found: (len(found.contradictions), len(found.reports), len(found.claims)))
    actor = next(one for one in archive.actors_of(EventQuery()) if not is_private_id(one.id))
    place = next(one for one in archive.places_of(EventQuery()) if one.lat is not None)
    yield "overview", "/", {}
    yield "overview-dark", "/?type=ASSAULT", {"color_scheme": "dark"}
    yield "overview-phone", "/", {"viewport": PHONE}
    yield "event", f"/events/{event.id}", {}
    yield "report", f"/reports/{event.reports[0]}", {}
    yield "actor", f"/actors/{actor.id}", {}
    yield "place", f"/places/{place.id}", {}
    yield "counts", "/counts?by=pair&period=month", {}


def shoot(browser: Browser, url: str, path: Path, settings: dict[str, Any]) -> None:
    """One picture."""
    context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce"} | settings)
    page = context.new_page()
    page.goto(url)
    if page.locator("#map").count():
        page.wait_for_selector("html[data-painted]")
        page.wait_for_timeout(2500)
    page.screenshot(path=path)
    context.close()
    with Image.open(path) as whole:
        whole.convert("RGB").quantize(256).save(path, optimize=True)
    if path.stat().st_size > MOST:
        raise SystemExit(f"{path}: {path.stat().st_size:,} bytes, more than {MOST:,}; take a smaller viewport")


def main() -> None:
    """Every picture anew."""
    if not is_built():
        raise SystemExit("the browser code is not built: run browser/build first")
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "archive.db") as archive:
        fill(archive)
        with served(archive) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, path, settings in shots(archive):
                shoot(browser, address + path, HERE / f"{name}.png", settings)
            browser.close()


if __name__ == "__main__":
    main()
