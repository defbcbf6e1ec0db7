"""Known actors, as the tables in tables/actors hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.errors import InvalidTable
from dateline.ontology import load_sectors
from dateline.ontology.tables import rows

KINDS = frozenset("state office person ministry army police spy parliament court party group igo ngo media people faith company".split())
COLUMNS = ("id", "name", "aliases", "country", "sector", "from", "to", "kind", "parent", "note")


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A row of the knowledge base. `country` alpha-3 or empty; `start` and `end` the first and last year (inclusive), None for open.

    A person's years are those in office. `parent` is the id of the body or side that the actor belongs to, or empty.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    start: int | None = None
    end: int | None = None
    kind: str = "group"
    parent: str = ""
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)

    def held(self, on: date | None) -> bool:
        """Whether its years cover the day; an unknown day is covered by all."""
        return on is None or ((self.start or 0) <= on.year <= (self.end or 9999))

    def years_away(self, on: date) -> int:
        """How many years the day lies outside its years, 0 inside."""
        return max((self.start or 0) - on.year, on.year - (self.end or 9999), 0)


def _year(cell: str, where: str) -> int | None:
    if not cell:
        return None
    if not cell.isdigit():
        raise InvalidTable(f"{where}: expected a year or nothing, found {cell!r}")
    return int(cell)


def actor_from_cells(cells: list[str], where: str) -> KnownActor:
    """A row's ten cells as an actor. Raises InvalidTable, its message starting with `where`, where a cell is not of its column."""
    identity, name, aliases, country, sector, start, end, kind, parent, note = cells
    if not identity or not name:
        raise InvalidTable(f"{where}: expected an id and a name, found {identity!r} and {name!r}")
    if kind not in KINDS:
        raise InvalidTable(f"{where}: unknown kind {kind!r} of {identity}; known: {', '.join(sorted(KINDS))}")
    if sector and sector not in load_sectors():
        raise InvalidTable(f"{where}: unknown sector {sector!r} of {identity}; known: {', '.join(load_sectors())}")
    if country and not (len(country) == 3 and country.isupper()):
        raise InvalidTable(f"{where}: expected an alpha-3 country or nothing, found {country!r} for {identity}")
    others = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
    return KnownActor(identity, name, others, country, sector, _year(start, where), _year(end, where), kind, parent, note)


def read_actors(table: Traversable) -> Iterator[KnownActor]:
    """The actors of one table. Raises InvalidTable naming the file and the row."""
    for cells in rows(table, len(COLUMNS)):
        yield actor_from_cells(cells, f"{table.name}: row {cells[0]!r}")


def shipped_tables() -> list[Traversable]:
    """The tables that come with the package, by name."""
    folder = files("dateline.who") / "tables" / "actors"
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".tsv")), key=lambda entry: entry.name)
