"""Writes an index in bounded memory: names are dealt into parts by their key's top bits, and each part is sorted by itself."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np

from dateline.records import PRECISIONS
from dateline.where.entries import KINDS, Entry
from dateline.where.layout import BONES, EXACT, FORMAT, OWN_NAME, PLACE
from dateline.where.names import fold, key, skeleton

PARTS = 16
BATCH = 20_000
MOST_UNITS = 65_000


def searchable(folded: str) -> bool:
    """Whether approximate search reads this script: Latin, Greek, Cyrillic, Hebrew, Arabic."""
    return bool(folded) and ord(folded[0]) < 0x700


class IndexWriter:
    """Appends entries to a folder; `finish` sorts and closes. `state`/`resume` let a long import go on where it stopped."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.countries: dict[str, int] = {"": 0}
        self.admins: dict[str, int] = {"": 0}
        self.count = 0
        self._names_size = 0
        self._files: dict[str, IO[bytes]] = {}
        self._rows: list[tuple[int, ...]] = []
        self._text: list[bytes] = []
        self._exact: list[tuple[int, int]] = []
        self._bones: list[tuple[int, int]] = []

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files.values():
            file.close()

    def add_all(self, entries: Iterable[Entry]) -> None:
        """Appends every entry."""
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Appends one entry."""
        place, own = self.count, fold(entry.name)
        owns = {own, fold(entry.name.split(",")[0])}
        names = dict.fromkeys(name for name in (own, *map(fold, entry.others)) if name)
        for name in names:
            self._exact.append((key(name), place | (int(OWN_NAME) if name in owns else 0)))
        readable = [name for name in names if searchable(name)]
        self._bones.extend((key(bones) & 0xFFFFFFFF, place) for bones in {skeleton(name) for name in readable} if bones)
        text = "\n".join((entry.name, *(name for name in readable if name != own))).replace("\0", "").encode() + b"\0"
        self._rows.append(self._row(entry))
        self._text.append(text)
        self._names_size += len(text)
        self.count += 1
        if len(self._rows) >= BATCH:
            self.flush()

    def _row(self, entry: Entry) -> tuple[Any, ...]:
        return (
            self._names_size,
            entry.lat,
            entry.lon,
            min(max(entry.population, 0), 0xFFFFFFFF),
            entry.geonameid,
            self._admin(entry.admin1),
            self.countries.setdefault(entry.country, len(self.countries)),
            KINDS.index(entry.kind),
            PRECISIONS.index(entry.precision),
        )

    def _admin(self, name: str) -> int:
        """The number of a first-order unit; 0, for none, once the 16 bits that hold it are used up."""
        return self.admins.setdefault(name, len(self.admins)) if len(self.admins) < MOST_UNITS else self.admins.get(name, 0)

    def flush(self) -> None:
        """Puts on disk what has been added so far."""
        self._append("places.bin", np.array(self._rows, dtype=PLACE).tobytes())
        self._append("names.bin", b"".join(self._text))
        self._deal("exact", np.array(self._exact, dtype=EXACT), 60)
        self._deal("bones", np.array(self._bones, dtype=BONES), 28)
        for pending in (self._rows, self._text, self._exact, self._bones):
            pending.clear()
        for file in self._files.values():
            file.flush()

    def _deal(self, name: str, records: np.ndarray[Any, Any], shift: int) -> None:
        part = (records["key"] >> records["key"].dtype.type(shift)).astype(np.int64)
        for number in range(PARTS):
            self._append(f"{name}.{number:02}", records[part == number].tobytes())

    def _append(self, name: str, data: bytes) -> None:
        if name not in self._files:
            self._files[name] = (self.folder / name).open("ab")
        self._files[name].write(data)

    def state(self) -> dict[str, Any]:
        """What `resume` needs: flushes, then gives counts, tables and the files' lengths."""
        self.flush()
        sizes = {name: file.tell() for name, file in self._files.items()}
        tables = {"countries": list(self.countries), "admins": list(self.admins)}
        return {"count": self.count, "names": self._names_size, "sizes": sizes, **tables}

    def resume(self, state: dict[str, Any]) -> None:
        """Goes back to a state: whatever was written after it is cut off."""
        self.count, self._names_size = state["count"], state["names"]
        self.countries = {name: number for number, name in enumerate(state["countries"])}
        self.admins = {name: number for number, name in enumerate(state["admins"])}
        for name, size in state["sizes"].items():
            os.truncate(self.folder / name, size)

    def finish(self, sources: Iterable[str], radii: dict[str, float]) -> None:
        """Sorts the parts into the final files and writes `meta.json`; the folder is then an index. `radii`: km, by alpha-3."""
        self.flush()
        for file in self._files.values():
            file.close()
        names = self._merge("exact", EXACT)
        self._merge("bones", BONES)
        meta = {
            "format": FORMAT,
            "places": self.count,
            "names": names,
            "countries": list(self.countries),
            "admins": list(self.admins),
            "kinds": list(KINDS),
            "precisions": list(PRECISIONS),
            "sources": list(sources),
            "radii": radii,
        }
        (self.folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    def _merge(self, name: str, dtype: np.dtype[Any]) -> int:
        total = 0
        with (self.folder / f"{name}-keys.bin").open("wb") as keys, (self.folder / f"{name}-places.bin").open("wb") as places:
            for number in range(PARTS):
                part = self.folder / f"{name}.{number:02}"
                records = np.unique(np.fromfile(part, dtype=dtype)) if part.exists() else np.empty(0, dtype=dtype)
                keys.write(records["key"].tobytes())
                places.write(records["place"].tobytes())
                total += len(records)
                part.unlink(missing_ok=True)
        return total
