"""A name -> the places that bear it, from a read-only, memory-mapped index."""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from dateline.errors import MissingData
from dateline.where.additions import read_additions
from dateline.where.build import build_index, bundled_sources, default_path
from dateline.where.entries import Entry, Spot
from dateline.where.layout import BONE, FILES, FORMAT, KEY, NUMBER, OWN_NAME, PLACE
from dateline.where.names import fold, key, latin, similarity, skeleton

MOST = 160
"""Candidates read per name; the rest of a skeleton shared by more says nothing."""
LETTERS = "abdfhjklmnrstS"
"""The letters of a skeleton, for misspelt ones."""
ALIKE = 0.8
"""The least similarity of an approximate hit."""


class Gazetteer:
    """The places of an index folder. Make one with `Gazetteer.open`."""

    def __init__(self, folder: Path, meta: dict[str, Any], additions: Iterable[Entry] = ()) -> None:
        """Maps the files of `folder`, reading none of them yet."""
        self.folder, self.meta = folder, meta
        self._places = _mapped(folder / "places.bin", PLACE)
        with (folder / "names.bin").open("rb") as names:
            self._names = mmap.mmap(names.fileno(), 0, access=mmap.ACCESS_READ)
        self._exact_keys, self._exact_places = _mapped(folder / "exact-keys.bin", KEY), _mapped(folder / "exact-places.bin", NUMBER)
        self._bone_keys, self._bone_places = _mapped(folder / "bones-keys.bin", BONE), _mapped(folder / "bones-places.bin", NUMBER)
        self._by_code: dict[str, int] = {}
        self._added: dict[str, list[Spot]] = {}
        for number, entry in enumerate(additions, 1):
            for name in dict.fromkeys(map(fold, (entry.name, *entry.others))):
                self._added.setdefault(name, []).append(_spot(-number, entry))
        self.spot = lru_cache(maxsize=20_000)(self._spot)
        self.names = lru_cache(maxsize=4_000)(self._names_of)
        self.likest = lru_cache(maxsize=20_000)(self._likest)

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """The index at `path`, or the user's own, which is built on first use (under a minute).

        Raises MissingData where `path` holds no index, or one of another format.
        """
        folder = path or default_path()
        if path is None and (not complete(folder) or outdated(folder)):
            build_index(folder)
        if not complete(folder):
            raise MissingData(f"{folder} holds no gazetteer index; build one with `dateline gazetteer build` or give another path")
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        if meta.get("format") != FORMAT:
            raise MissingData(f"{folder}: expected index format {FORMAT}, found {meta.get('format')}; delete it to have it built anew")
        return cls(folder, meta, read_additions(folder))

    def exact(self, name: str) -> list[tuple[Spot, bool]]:
        """The places so named, most populous first, each with whether it is their own first name. Case, accents and marks do not count."""
        return list(self._exactly(fold(name)))

    def _exactly(self, folded: str) -> list[tuple[Spot, bool]]:
        rows = self._range(self._exact_keys, np.uint64(key(folded)))
        places = self._exact_places[rows]
        found = [(self.spot(int(place & ~OWN_NAME)), bool(place & OWN_NAME)) for place in places]
        found.extend((spot, fold(spot.name) == folded) for spot in self._added.get(folded, ()))
        return sorted(found, key=lambda hit: (-hit[0].population, hit[0].number))

    def country(self, alpha3: str) -> list[tuple[Spot, bool]]:
        """The country of that code, in a list; empty where the index has none."""
        numbers = self._countries()
        return [(self.spot(numbers[alpha3]), True)] if alpha3 in numbers else []

    def _countries(self) -> dict[str, int]:
        if not self._by_code:
            rows = np.flatnonzero(self._places["kind"] == self.meta["kinds"].index("country"))
            self._by_code = {self.spot(int(row)).country: int(row) for row in rows}
        return self._by_code

    def knows(self, folded: str) -> bool:
        """Whether some place bears exactly this folded name."""
        rows = self._range(self._exact_keys, np.uint64(key(folded)))
        return rows.stop > rows.start or folded in self._added

    def approximate(self, name: str, limit: int = 12, countries: frozenset[str] | None = None) -> list[tuple[Spot, float]]:
        """Places whose name is spelt or transliterated otherwise, with the similarity (0.8 to 0.99), best first.

        The consonant skeleton has to agree; where nothing does, one letter of it may differ. `countries` (alpha-3): only there.
        """
        return list(self.likest(fold(name), countries)[:limit])

    def _likest(self, folded: str, countries: frozenset[str] | None) -> tuple[tuple[Spot, float], ...]:
        bones = skeleton(folded)
        if not bones:
            return ()
        found = self._alike(folded, [bones], countries)
        if not found and len(bones) >= 4:
            found = self._alike(folded, _misspelt(bones), countries)
        return tuple(found)

    def _alike(self, folded: str, skeletons: Sequence[str], countries: frozenset[str] | None) -> list[tuple[Spot, float]]:
        wanted = None if countries is None else [number for number, code in enumerate(self.meta["countries"]) if code in countries]
        hits: dict[int, float] = {}
        for bones in skeletons:
            rows = self._range(self._bone_keys, np.uint32(key(bones) & 0xFFFFFFFF))
            places = self._bone_places[rows]
            if wanted is not None and len(places):
                places = places[np.isin(self._places["country"][places], wanted)]
            for place in places[:MOST].tolist():
                if place not in hits:
                    hits[place] = self._likeness(folded, place)
        ranked = ((self.spot(number), min(score, 0.99)) for number, score in hits.items() if score >= ALIKE)
        return sorted(ranked, key=lambda hit: (-hit[1], -hit[0].population, hit[0].number))

    def _likeness(self, folded: str, place: int) -> float:
        text = latin(folded)
        near = (name for name in self.names(place) if abs(len(name) - len(text)) <= 5 and fuzz.ratio(folded, name) >= 45)
        return max((similarity(folded, name) for name in near), default=0.0)

    def _range(self, keys: Any, wanted: Any) -> slice:
        return slice(int(keys.searchsorted(wanted, "left")), int(keys.searchsorted(wanted, "right")))

    def _names_of(self, place: int) -> tuple[str, ...]:
        own, *others = self._text(place)
        return (fold(own), *others)

    def _text(self, place: int) -> list[str]:
        start = int(self._places[place]["names"])
        end = int(self._places[place + 1]["names"]) if place + 1 < len(self._places) else len(self._names)
        return self._names[start : end - 1].decode().split("\n")

    def _spot(self, number: int) -> Spot:
        row = self._places[number].tolist()
        _, lat, lon, population, geonameid, admin1, country, kind, precision = row
        meta = self.meta
        return Spot(
            number,
            self._text(number)[0],
            round(lat, 5),
            round(lon, 5),
            meta["kinds"][kind],
            meta["precisions"][precision],
            meta["countries"][country],
            meta["admins"][admin1],
            population,
            geonameid or None,
        )

    def find(self, name: str, limit: int = 10) -> list[tuple[Spot, float]]:
        """What `gazetteer find` shows: places of that name (similarity 1), then those of names like it, best first."""
        hits = {spot.number: (spot, 1.0) for spot, _ in self.exact(name)}
        for spot, likeness in self.approximate(name):
            hits.setdefault(spot.number, (spot, likeness))
        return list(hits.values())[:limit]

    def settlements(self) -> tuple[Any, Any]:
        """Where every city, town and village lies (rows of degrees), and beside it its country's alpha-3."""
        kinds = [self.meta["kinds"].index(kind) for kind in ("city", "town", "village")]
        rows = self._places[np.isin(self._places["kind"], kinds)]
        return np.column_stack([rows["lat"], rows["lon"]]), np.array(self.meta["countries"])[rows["country"]]

    def largest(self, kind: str, most: int) -> list[Spot]:
        """The `most` most populous places of a kind (entries.KINDS), the largest first: the names that a map shows."""
        rows = np.flatnonzero(self._places["kind"] == self.meta["kinds"].index(kind))
        ranked = rows[np.argsort(-self._places["population"][rows].astype(np.int64), kind="stable")]
        return [self.spot(number) for number in ranked[:most].tolist()]

    def info(self) -> dict[str, Any]:
        """What the index holds: places, names, sources with their licences, bytes on disk, the user's own additions."""
        size = sum((self.folder / name).stat().st_size for name in FILES)
        added = len({spot.number for spots in self._added.values() for spot in spots})
        kept = {name: self.meta[name] for name in ("format", "places", "names", "sources")}
        return {"path": str(self.folder), **kept, "bytes": size, "added": added}


def outdated(folder: Path) -> bool:
    """Whether the index was built from the bundled sources of another version; one with a GeoNames dump is left in peace."""
    sources = json.loads((folder / "meta.json").read_text(encoding="utf-8")).get("sources") or []
    return not any("the dump" in source for source in sources) and list(sources) != list(bundled_sources())


def complete(folder: Path) -> bool:
    """Whether every file of an index is there."""
    return all(os.path.exists(folder / name) for name in FILES)


def _mapped(path: Path, dtype: np.dtype[Any]) -> Any:
    return np.memmap(path, dtype=dtype, mode="r").view(np.ndarray) if path.stat().st_size else np.empty(0, dtype=dtype)


def _spot(number: int, entry: Entry) -> Spot:
    return Spot(
        *(number, entry.name, entry.lat, entry.lon, entry.kind, entry.precision, entry.country, entry.admin1, entry.population),
        entry.geonameid or None,
    )


def _misspelt(bones: str) -> list[str]:
    places = range(1, len(bones))
    dropped = [bones[:at] + bones[at + 1 :] for at in places]
    changed = [bones[:at] + letter + bones[at + 1 :] for at in places for letter in LETTERS]
    added = [bones[:at] + letter + bones[at:] for at in range(1, len(bones) + 1) for letter in LETTERS]
    swapped = [bones[:at] + bones[at + 1] + bones[at] + bones[at + 2 :] for at in range(len(bones) - 1)]
    return list(dict.fromkeys((*dropped, *swapped, *changed, *added)))
