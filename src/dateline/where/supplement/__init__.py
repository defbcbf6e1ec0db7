"""The project's own places: regions, deserts, bases, crossings, quarters, that no list of cities holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

from dateline.errors import InvalidRecord, InvalidTable
from dateline.ontology import rows
from dateline.where.entries import Entry
from dateline.where.names import fold

HERE = files("dateline.where.supplement")
COLUMNS = 10


def tables() -> list[Traversable]:
    """Every table of the folder, by name."""
    return sorted((file for file in HERE.iterdir() if file.name.endswith(".tsv")), key=lambda file: file.name)


def read_table(table: Traversable) -> Iterator[Entry]:
    """The entries of one table. Raises InvalidTable naming file and place."""
    seen: set[tuple[str, str, str]] = set()
    for cells in rows(table, COLUMNS):
        entry = read_row(cells, table.name)
        identity = (entry.country, entry.name, entry.kind)
        if identity in seen:
            raise InvalidTable(f"{table.name}: {entry.name} ({entry.kind}, {entry.country}) stands here twice; keep one row")
        seen.add(identity)
        yield entry


def read_row(cells: list[str], table: str) -> Entry:
    """One row's entry. Raises InvalidTable naming table and place."""
    country, name, kind, precision, lat, lon, weight, admin1, others, _reason = cells
    if country and not (len(country) == 3 and country.isupper()):
        raise InvalidTable(f"{table}: {name}: expected an ISO alpha-3 country or nothing, found {country!r}")
    try:
        population = round(10 ** float(weight)) if 0 <= float(weight) <= 9 else -1
        if population < 0:
            raise InvalidTable(f"{table}: {name}: expected a weight from 0 to 8, found {weight}")
        names = tuple(other.strip() for other in others.split(";") if other.strip())
        return Entry(name, float(lat), float(lon), kind, precision, country, admin1, population, 0, names)  # type: ignore[arg-type]
    except (ValueError, InvalidRecord) as error:
        raise InvalidTable(f"{table}: {name}: {error}") from None


@cache
def load() -> tuple[Entry, ...]:
    """All entries of all tables, in the order of the files; of two for the same place the first. Raises InvalidTable."""
    entries: dict[tuple[str, str, str], Entry] = {}
    for table in tables():
        for entry in read_table(table):
            entries.setdefault((entry.country, fold(entry.name), entry.kind), entry)
    return tuple(entries.values())


def validate() -> list[str]:
    """What is wrong with the tables, one line each; empty when all is well."""
    wrong = []
    for table in tables():
        try:
            found = list(read_table(table))
        except InvalidTable as error:
            wrong.append(str(error))
            continue
        order = [(entry.country, entry.name.casefold()) for entry in found]
        late = [after for before, after in pairwise(order) if before > after]
        wrong.extend(f"{table.name}: {name}: out of order, sort by country, then name" for _, name in late)
    return wrong
