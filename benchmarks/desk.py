"""The desk at 200,000 events: in a real browser, and under 50 readers and 5 coders.

python -m benchmarks.desk fill FILE [EVENTS]      an archive of synthetic events (no text: the words are made up here)
python -m benchmarks.desk browser FILE            how long a reader waits in headless Chromium: first view, pan, filter, period
python -m benchmarks.desk load FILE [SECONDS]     50 readers and 5 coders at once; the 50th and 95th percentile of every page
"""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import uvicorn

from dateline.archive import Archive, EventQuery, open_archive
from dateline.ontology import load_types
from dateline.records import RADIUS_KM, Event, Interval, Place, Side, Span, Speaker, Toll
from dateline.serve.app import create_app

EVENTS, BATCH = 200_000, 20_000
READERS, CODERS, SECONDS, THINK = 50, 5, 60.0, 10.0
"""`THINK` is the mean time in seconds that a reader looks at a page before asking for the next."""
TOWNS, ACTORS, FREQUENT = 3000, 400, 60
"""`FREQUENT`: towns and actors up to this rank have events for certain, and are those whose pages are read."""
CHROMIUM = "/usr/bin/chromium"
PRECISIONS = ("place",) * 12 + ("area",) * 3 + ("province",) * 2 + ("country",)


def fill(path: Path, count: int) -> None:
    """Keep `count` made-up events: towns and actors by Zipf's law, twenty years, one in eight undated or unplaced."""
    chance = random.Random(7)
    towns = [(f"Town {n}", chance.uniform(-33, 58), chance.uniform(-110, 130), n) for n in range(1, TOWNS + 1)]
    started, made = time.perf_counter(), []
    with open_archive(path) as archive:
        for number in range(count):
            made.append(_event(number, chance, towns))
        archive.put_events(made)
    print(f"kept {count:,} events in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e6:.0f} MB")


def _event(number: int, chance: random.Random, towns: list[tuple[str, float, float, int]]) -> Event:
    name, lat, lon, id = towns[min(int(chance.paretovariate(0.7)) - 1, TOWNS - 1)]
    precision = chance.choice(PRECISIONS)
    spread = RADIUS_KM[precision] / 400
    day = date(2005, 1, 1) + timedelta(chance.randrange(7300))
    killed = int(chance.paretovariate(1.2)) if chance.random() < 0.3 else 0
    placed = Place(Span(0, 4), name, name, lat + chance.gauss(0, spread), lon + chance.gauss(0, spread), precision, f"C{id % 90:02d}", geonameid=id)
    return Event(
        id=f"{number:024x}",
        label=f"attack, {name}, {day}",
        type=chance.choice(list(load_types())),
        when=Interval(day, day) if chance.random() < 0.875 else None,
        place=placed if chance.random() < 0.875 else None,
        actors=(_side(chance),),
        recipients=(_side(chance),) if chance.random() < 0.7 else (),
        killed=Toll(killed, killed, killed, ()) if killed else None,
        speakers=tuple(Speaker(f"Voice {chance.randrange(200)}", "media", (), 1) for _ in range(chance.choice((1, 1, 1, 2, 3)))),
        confidence=round(chance.uniform(0.4, 1), 2),
    )


def _side(chance: random.Random) -> Side:
    number = min(int(chance.paretovariate(0.6)), ACTORS)
    return Side(f"Actor {number}", f"actor-{number}", f"C{number % 90:02d}", "REB", ())


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The desk in a process of its own, so that the clients do not share its interpreter."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.desk", "serve", str(path), str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        _until_up(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def serve(path: Path, port: int) -> None:
    """Serve the archive until stopped."""
    uvicorn.run(create_app(open_archive(path)), port=port, log_level="warning")


def _until_up(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{address}/desk/static/desk.css")
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit(f"desk benchmark: no answer from {address} within 30 s")


def browser(path: Path) -> None:
    """What a reader waits for, in seconds, and the longest frame while the map is dragged."""
    from playwright.sync_api import sync_playwright

    with served(path) as address, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader"])
        page = chromium.new_page(viewport={"width": 1360, "height": 900}, bypass_csp=True)
        for name in ("first view", "second view"):
            started = time.perf_counter()
            page.goto(address)
            page.wait_for_selector("html[data-painted]", timeout=120_000)
            print(f"{name}, map and time line drawn: {time.perf_counter() - started:.2f} s; {page.inner_text('#on-map')}")
        print(f"redrawing after a zoom, median of 5: {_zooms(page):.0f} ms in the page")
        started = time.perf_counter()
        page.check("#only")
        page.wait_for_url("**box=**")
        page.wait_for_selector("#tally .chips .chip", timeout=60_000)
        print(f"only what is on the map, table follows: {time.perf_counter() - started:.2f} s; {page.inner_text('#total')}")
        started = time.perf_counter()
        page.select_option("#f-type", "PROTEST")
        page.wait_for_selector("#tally .chip:has-text('PROTEST')", timeout=60_000)
        print(f"a filter, all three follow: {time.perf_counter() - started:.2f} s; {page.inner_text('#total')}")
        chromium.close()


def _zooms(page: Any) -> float:
    """Milliseconds of script for one redraw: groups, time line and count over all events, as the page's own marks tell."""
    for _ in range(5):
        page.click(".maplibregl-ctrl-zoom-in")
        page.wait_for_timeout(900)
    spans = page.evaluate("performance.getEntriesByName('paint-view').map((entry) => entry.duration)")
    return sorted(spans[-5:])[2]


def load(path: Path, seconds: float) -> None:
    """Readers go through overview, filters, events, actors, places and counts; coders keep a judgement every other second."""
    times: dict[str, list[float]] = defaultdict(list)
    with served(path) as address, open_archive(path) as archive:
        ids = [kept.event.id for kept in archive.find_events(EventQuery(), limit=500).items]
        stop = time.monotonic() + seconds
        threads = [threading.Thread(target=_read, args=(address, ids, times, stop)) for _ in range(READERS)]
        threads += [threading.Thread(target=_code, args=(archive, ids, times, stop)) for _ in range(CODERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    _report(times)


def _read(address: str, ids: list[str], times: dict[str, list[float]], stop: float) -> None:
    chance = random.Random(threading.get_ident())
    with httpx.Client(base_url=address, timeout=60) as client:
        while time.monotonic() < stop:
            name, url = chance.choice(_urls(chance, ids))
            time.sleep(chance.expovariate(1 / THINK))
            started = time.perf_counter()
            client.get(url).raise_for_status()
            times[name].append(time.perf_counter() - started)


def _urls(chance: random.Random, ids: list[str]) -> list[tuple[str, str]]:
    actor, town = f"actor-{chance.randint(2, FREQUENT)}", chance.randint(2, FREQUENT)
    return [
        ("overview", "/"),
        ("overview, type", f"/?type={chance.choice(list(load_types()))}"),
        ("overview, box", f"/?box={chance.randint(-100, 0)},-20,{chance.randint(1, 100)},40"),
        ("overview, period", "/?start=2014-01-01&end=2014-12-31"),
        ("event", f"/events/{chance.choice(ids)}"),
        ("actor", f"/actors/{actor}"),
        ("place", f"/places/{town}"),
        ("counts", f"/counts?party={actor}"),
    ]


def _code(archive: Archive, ids: list[str], times: dict[str, list[float]], stop: float) -> None:
    """A coder looks an event up and has its judgement kept."""
    from dateline.records import Evidence, Judgement

    chance = random.Random(threading.get_ident())
    while time.monotonic() < stop:
        time.sleep(chance.expovariate(0.5))
        evidence = Evidence(chance.choice(ids), "none", "text", Span(0, 1), "a")
        started = time.perf_counter()
        archive.judge(Judgement("", "accepted", (evidence,), "coder", "", "benchmark"))
        times["judgement"].append(time.perf_counter() - started)


def _report(times: dict[str, list[float]]) -> None:
    everything = [took for name, found in times.items() for took in found if name != "judgement"]
    for name, found in (*sorted(times.items()), ("all pages", everything)):
        if len(found) > 1:
            cuts = quantiles(found, n=20)
            print(f"{name:20} {len(found):6} requests   50th {cuts[9] * 1000:6.0f} ms   95th {cuts[18] * 1000:6.0f} ms")


def main() -> None:
    """One of the commands above."""
    match sys.argv[1:]:
        case ["fill", path, *more]:
            fill(Path(path), int(more[0]) if more else EVENTS)
        case ["browser", path]:
            browser(Path(path))
        case ["load", path, *more]:
            load(Path(path), float(more[0]) if more else SECONDS)
        case ["serve", path, port]:
            serve(Path(path), int(port))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
