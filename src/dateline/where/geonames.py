"""Imports a dump in GeoNames' format (allCountries.txt, a country's, or a .zip of one) on top of the bundled places.

It streams: memory does not grow with the dump. It can be stopped at any time and goes on where it stopped.
GeoNames' data is CC BY 4.0 (geonames.org); `Gazetteer.info` names it.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np

from dateline.errors import InvalidRecord, InvalidTable, MissingData, UnreadableReport
from dateline.ontology import rows
from dateline.where import sources
from dateline.where.build import bundled, bundled_sources, put_in_place
from dateline.where.entries import KINDS, PRECISION_OF, Entry
from dateline.where.layout import PLACE
from dateline.where.writer import IndexWriter

COLUMNS = 19
EVERY = 100_000
"""Lines between two checkpoints."""
Progress = Callable[[int, int], None]
"""Told the bytes read so far and in all."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import went: lines read, places kept, lines that were no GeoNames rows."""

    lines: int
    kept: int
    wrong: int


@cache
def feature_codes() -> dict[str, str]:
    """The kind that each feature code becomes. Raises InvalidTable."""
    found = dict(rows(files("dateline.where") / "feature_codes.tsv", 2))
    if wrong := {kind for kind in found.values() if kind not in KINDS and kind != "settlement"}:
        raise InvalidTable(f"feature_codes.tsv: unknown kinds {', '.join(sorted(wrong))}; known: {', '.join(sorted(KINDS))}")
    return found


def read_line(line: str, countries: dict[str, str], units: dict[tuple[str, str], str]) -> Entry | None:
    """The place of one line, or None where its feature code is left out. Raises InvalidRecord where it is no GeoNames row."""
    cells = line.rstrip("\n").split("\t")
    if len(cells) != COLUMNS or not cells[0].isdigit():
        raise InvalidRecord(f"expected {COLUMNS} tab-separated cells that begin with a geonameid, found {line[:60]!r}")
    kind = feature_codes().get(cells[7])
    if kind is None:
        return None
    try:
        lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as error:
        raise InvalidRecord(f"geonameid {cells[0]}: {error}") from None
    kind = sources.city_kind(population) if kind == "settlement" else kind
    others = tuple(name for name in (cells[2], *cells[3].split(",")) if name and name != cells[1])
    unit = units.get((cells[8], cells[10]), "")
    return Entry(cells[1], lat, lon, kind, PRECISION_OF[kind], countries.get(cells[8], ""), unit, population, int(cells[0]), others)


def import_dump(dump: Path, folder: Path, progress: Progress | None = None) -> Imported:
    """Builds the index at `folder` anew from the bundled places and `dump`; an import that was interrupted goes on.

    Raises MissingData where there is no dump, UnreadableReport where it is not of GeoNames' format.
    """
    if not dump.exists():
        raise MissingData(f"{dump} is not there; GeoNames publishes allCountries.zip and a file per country")
    workshop = folder.with_name(f"{folder.name}.import")
    with IndexWriter(workshop) as writer:
        done = _resumed(writer, dump)
        if done is None:
            shutil.rmtree(workshop)
            workshop.mkdir(parents=True)
            writer.add_all(bundled())
            done = Imported(0, 0, 0)
        done = _stream(dump, writer, done, progress)
        if done.lines and done.wrong == done.lines:
            shutil.rmtree(workshop)
            raise UnreadableReport(f"{dump}: none of its {done.lines} lines is a row of GeoNames' format (19 tab-separated cells)")
        (workshop / "progress.json").unlink(missing_ok=True)
        writer.finish((*bundled_sources(), f"GeoNames (geonames.org, CC BY 4.0), the dump {dump.name}"), sources.radii())
    put_in_place(workshop, folder)
    return done


def _stream(dump: Path, writer: IndexWriter, done: Imported, progress: Progress | None) -> Imported:
    known = _known_ids(writer)
    countries, units = sources.alpha3_of(), _units()
    with _lines(dump) as (lines, size, position):
        rest = islice(lines, done.lines, None)
        while batch := list(islice(rest, EVERY)):
            kept, wrong = 0, 0
            for line in batch:
                try:
                    entry = read_line(line, countries, units)
                except InvalidRecord:
                    wrong += 1
                    continue
                if entry is not None and entry.geonameid not in known:
                    writer.add(entry)
                    kept += 1
            done = Imported(done.lines + len(batch), done.kept + kept, done.wrong + wrong)
            _checkpoint(writer, dump, done)
            if progress is not None:
                progress(position(), size)
    return done


def _units() -> dict[tuple[str, str], str]:
    records = sources.cities()
    return sources.unit_names(records.values(), sources.unit_rows(records.values()))


def _known_ids(writer: IndexWriter) -> frozenset[int]:
    """The geonameids of the bundled places; those of the dump itself are each other's only once, so more does no harm."""
    writer.flush()
    path = writer.folder / "places.bin"
    return frozenset(np.fromfile(path, dtype=PLACE)["geonameid"].tolist()) - {0} if path.exists() else frozenset()


def _stamp(dump: Path) -> dict[str, Any]:
    stat = dump.stat()
    return {"dump": str(dump.resolve()), "size": stat.st_size, "changed": stat.st_mtime}


def _checkpoint(writer: IndexWriter, dump: Path, done: Imported) -> None:
    record = {**_stamp(dump), "lines": done.lines, "kept": done.kept, "wrong": done.wrong, "state": writer.state()}
    draft = writer.folder / "progress.json.new"
    draft.write_text(json.dumps(record), encoding="utf-8")
    draft.replace(writer.folder / "progress.json")


def _resumed(writer: IndexWriter, dump: Path) -> Imported | None:
    """Where an interrupted import of the same dump stopped; None where there is none to go on with."""
    path = writer.folder / "progress.json"
    if not path.exists():
        return None
    record = json.loads(path.read_text(encoding="utf-8"))
    if any(record.get(key) != value for key, value in _stamp(dump).items()):
        return None
    writer.resume(record["state"])
    return Imported(record["lines"], record["kept"], record["wrong"])


@contextmanager
def _lines(dump: Path) -> Iterator[tuple[Iterator[str], int, Callable[[], int]]]:
    """The dump's lines, its size in bytes and a function that tells how many were read."""
    if zipfile.is_zipfile(dump):
        with zipfile.ZipFile(dump) as archive:
            member = max(archive.infolist(), key=lambda info: info.file_size)
            with archive.open(member) as raw:
                yield _decoded(raw), member.file_size, raw.tell
    else:
        with dump.open("rb") as raw:
            yield _decoded(raw), dump.stat().st_size, raw.tell


def _decoded(raw: IO[bytes]) -> Iterator[str]:
    """The stream's lines; the stream stays open, so that its position can still be asked."""
    return (line.decode("utf-8", "replace") for line in raw)
