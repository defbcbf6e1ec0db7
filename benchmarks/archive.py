"""`python -m benchmarks.archive`: how fast an archive of 200,000 claims takes in and finds, in a file or (`--archive URL`) on a server.

Claims are those of the sample reports, coded once and set into made reports of other days, towns and outlets. Times are the median of five.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dateline.archive import Archive, Coded, Query, Received, open_archive
from dateline.coder import Coder
from dateline.reading import read_reports
from dateline.records import Claim, Interval, Report, with_id
from dateline.samples import sample_paths

FIRST = date(2000, 1, 1)
QUERIES = {
    "all": Query(),
    "type and country": Query(types=("ASSAULT",), countries=("SYR",)),
    "a month": Query(start=date(2010, 3, 1), end=date(2010, 3, 31)),
    "actor": Query(parties=("Army",)),
    "common word": Query(text="airport"),
    "rare words": Query(text="item1234"),
    "phrase, type, outlet": Query(text='"state television"', types=("ASSAULT",), outlets=("Outlet 7",)),
    "sure ones of a year": Query(confidence=0.9, published_start=date(2012, 1, 1), published_end=date(2012, 12, 31)),
}


def specimens(claims: int) -> Iterator[tuple[Report, list[Claim]]]:
    """Reports with their claims until there are so many claims."""
    coder = Coder.load()
    coded = [(item, coder.code(item)) for path in sample_paths() for item in read_reports(path) if isinstance(item, Report)]
    made, number = 0, 0
    while made < claims:
        report, own = coded[number % len(coded)]
        day = FIRST + timedelta(days=number * 7 % 9000)
        text = f"{report.text}\nitem{number}"
        new = replace(report, id=f"made-{number}", text=text, outlet=f"Outlet {number % 50}", url="", published=day)
        yield new, [moved(claim, new, day) for claim in own]
        made, number = made + len(own), number + 1


def moved(claim: Claim, report: Report, day: date) -> Claim:
    """The claim in another report, on that report's day."""
    when = replace(claim.when, interval=Interval(day, day)) if claim.when else None
    return with_id(replace(claim, report=report.id, when=when))


def timed(run: Callable[[], object]) -> float:
    """Milliseconds, the median of five."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def measure(archive: Archive, claims: int) -> None:
    """Fills the archive and asks it."""
    begun, reports = time.perf_counter(), 0
    for report, own in specimens(claims):
        archive.add(Received(report), Coded("bench", own))
        reports += 1
    seconds = time.perf_counter() - begun
    print(f"{reports} reports, {claims} claims in {seconds:.0f} s: {reports / seconds:.0f} reports a second", flush=True)
    for name, query in QUERIES.items():
        page = archive.search_claims(query)
        first = timed(lambda query=query: archive.search_claims(query))  # type: ignore[misc]
        found = timed(lambda query=query: archive.search_reports(query))  # type: ignore[misc]
        print(f"{name}: {page.total} claims, first page and count {first:.0f} ms; reports {found:.0f} ms", flush=True)
    begun = time.perf_counter()
    problems = archive.verify()
    print(f"verify: {len(problems)} problems, {time.perf_counter() - begun:.0f} s")


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--archive", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = options.archive or str(Path(folder) / "bench.db")
        with open_archive(target) as archive:
            measure(archive, options.claims)
        if not options.archive:
            print(f"{Path(target).stat().st_size / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
