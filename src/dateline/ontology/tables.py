"""Reads the plain, sorted, commented tables that hold dateline's knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.errors import InvalidTable

HERE = files("dateline.ontology")


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's categories: its modes, quad class (1 to 4) and conflict-cooperation score (-10 to 10)."""

    name: str
    modes: tuple[str, ...]
    quad: int
    scale: float


def rows(table: Traversable, columns: int) -> Iterator[list[str]]:
    """The rows of a tab-separated table, comments (`#`) and blank lines left out. Raises InvalidTable naming file and line."""
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != columns:
            raise InvalidTable(f"{table.name}:{number}: expected {columns} tab-separated cells, found {len(cells)}: {line!r}")
        yield cells


@cache
def load_types() -> dict[str, EventType]:
    """The sixteen types by name, in the table's order."""
    table = HERE / "types.tsv"
    return {name: EventType(name, tuple(modes.split()), int(quad), float(scale)) for name, modes, quad, scale in rows(table, 4)}


@cache
def load_sectors() -> dict[str, str]:
    """The actor sectors and what each means."""
    return dict(rows(HERE / "sectors.tsv", 2))
