"""How long searching takes in an archive of many events: 'python benchmarks/event_search.py [EVENTS] [FILE|URL]'. Made-up events.

Prints the median and the slowest of five runs in milliseconds. An archive that is there is used as it is.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from dateline.archive import Archive, EventQuery, open_archive
from dateline.ontology import load_types
from dateline.records import Event, Interval, Place, Side, Span, Speaker, Toll

FIRST = date(2010, 1, 1)


def made_up(number: int, seed: int = 7) -> Iterator[Event]:
    """Events over 400 places, 800 actors and 15 years, drawn with a long tail as events are."""
    chance = random.Random(seed)
    kinds = list(load_types())
    for index in range(number):
        day = FIRST + timedelta(days=chance.randrange(5475))
        town, one, other = (min(int(chance.paretovariate(0.6)), most) for most in (400, 800, 800))
        place = Place(Span(0, 1), f"Town {town}", f"Town {town}", town % 120 - 60.0, town % 300 - 150.0, country=f"C{town % 80:02}", geonameid=town)
        toll = Toll(index % 30, index % 30, index % 40, ()) if index % 4 == 0 else None
        yield Event(
            f"{index:024x}",
            label=f"shelling of Town {town} by side {one}",
            type=kinds[min(int(chance.paretovariate(0.8)), len(kinds)) - 1],
            when=Interval(day, day) if index % 20 else None,
            place=place if index % 10 else None,
            actors=(Side(f"Side {one}", f"side-{one}", f"C{one % 80:02}", "REB", ()),),
            recipients=(Side(f"Side {other}", f"side-{other}", f"C{other % 80:02}", "CVL", ()),),
            killed=toll,
            speakers=tuple(Speaker(f"Voice {(index + i) % 500}", "", (), 1) for i in range(index % 4)),
            confidence=chance.random(),
        )


ASKED: dict[str, Callable[[Archive], object]] = {
    "first page of all": lambda a: a.find_events(EventQuery()),
    "page by killed": lambda a: a.find_events(EventQuery(order="killed")),
    "type and country": lambda a: a.find_events(EventQuery(types=("ASSAULT",), countries=("C01", "C02"))),
    "words": lambda a: a.find_events(EventQuery(text='shelling "town 7"')),
    "actor": lambda a: a.find_events(EventQuery(parties=("side 3",))),
    "box and period": lambda a: a.find_events(EventQuery(box=(-20, -20, 20, 20), start=date(2014, 1, 1), end=date(2014, 12, 31))),
    "counts by month": lambda a: a.count_events_by(EventQuery(), "month", 1000),
    "counts by actor": lambda a: a.count_events_by(EventQuery(), "actor"),
    "dyads by month": lambda a: a.dyads(EventQuery(), "month"),
    "actors": lambda a: a.actors_of(EventQuery()),
    "places": lambda a: a.places_of(EventQuery()),
    "map rows of all": lambda a: a.map_rows(EventQuery()),
    "map rows of a year": lambda a: a.map_rows(EventQuery(start=date(2014, 1, 1), end=date(2014, 12, 31))),
}


def main() -> None:
    """Fills an archive where there is none, and asks it everything."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder, open_archive(sys.argv[2] if len(sys.argv) > 2 else Path(folder) / "many.db") as archive:
        if not archive.count_events(EventQuery()):
            began = time.perf_counter()
            archive.put_events(made_up(number))
            print(f"put {number} events: {time.perf_counter() - began:.1f} s")
        for name, ask in ASKED.items():
            times = []
            for _ in range(5):
                began = time.perf_counter()
                ask(archive)
                times.append((time.perf_counter() - began) * 1000)
            print(f"{name:20} {median(times):8.1f} ms median {max(times):8.1f} ms slowest")


if __name__ == "__main__":
    main()
