"""Syrian place names, English and Arabic, put on the map with nothing known but the country: the share within 30 km.

The names are other people's and are read from `corpora` (places-syria/); nothing of them is kept, and nothing is fitted on them.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from dateline.errors import MissingData
from dateline.evaluate.setting import Figures, Setting
from dateline.records import Mention, Place, Report, Span
from dateline.where import Gazetteer, Locator
from dateline.where.distance import km

NEAR_KM = 30.0
FRAMES = {"english": ("In ", ", Syria."), "arabic": ("في ", "، سوريا.")}
"""The sentence that a name is put into, so that its report speaks of Syria."""
COUNTRY = "SYR"


@dataclass(frozen=True, slots=True)
class Name:
    """A place under one of its names."""

    text: str
    lat: float
    lon: float


def read_names(path: Path, column: str) -> Iterator[Name]:
    """The names of one column ("english", "arabic") that have coordinates. Raises MissingData."""
    if not path.exists():
        raise MissingData(f"{path} is not there; evaluate places needs the folder corpora/dev, given by path")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            text = " ".join((row[column] or "").split())
            if text and row["lat"] and row["lon"]:
                yield Name(text, float(row["lat"]), float(row["lon"]))


def place_of(name: Name, column: str, locator: Locator) -> Place | None:
    """Where the locator puts a name in a report that speaks of Syria."""
    before, after = FRAMES[column]
    report = Report(id=name.text, text=f"{before}{name.text}{after}")
    mention = Mention("text", Span(len(before), len(before) + len(name.text)), name.text)
    return locator.locate(report, [mention])[0]


def errors(names: Iterable[Name], column: str, locator: Locator) -> list[float | None]:
    """How far off each is in km; None where it stays unresolved, or is put in the middle of its country."""
    found = []
    for name in names:
        place = place_of(name, column, locator)
        found.append(_error(name, place) if place and place.precision != "country" else None)
    return found


def _error(name: Name, place: Place) -> float | None:
    return None if place.lat is None or place.lon is None else km((name.lat, name.lon), (place.lat, place.lon))


def measure(corpora: Path, gazetteer: Gazetteer | None = None) -> dict[str, float]:
    """Figures by "language.figure": names, found (share within 30 km), resolved (share put anywhere), median_km of the resolved."""
    locator = Locator(gazetteer or Gazetteer.open())
    figures: dict[str, float] = {}
    for column in FRAMES:
        distances = errors(read_names(corpora / "places-syria" / "places.csv.gz", column), column, locator)
        put = [distance for distance in distances if distance is not None]
        total = max(len(distances), 1)
        figures[f"{column}.names"] = len(distances)
        figures[f"{column}.found"] = sum(distance <= NEAR_KM for distance in put) / total
        figures[f"{column}.resolved"] = len(put) / total
        figures[f"{column}.median_km"] = median(put) if put else float("nan")
    return figures


def run(setting: Setting) -> Figures:
    """`dateline evaluate places`: Syrian place names in English and Arabic."""
    values = measure(setting.path("dev"))
    lines = [
        f"{column:10} {values[f'{column}.names']:.0f} names, within {NEAR_KM} km {values[f'{column}.found']:.3f}, "
        f"put anywhere {values[f'{column}.resolved']:.3f}, median {values[f'{column}.median_km']:.1f} km"
        for column in FRAMES
    ]
    return Figures(dict(values), "\n".join(lines))
