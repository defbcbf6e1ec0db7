"""Actors from elsewhere: tables in CSV, and entities as FollowTheMoney JSON lines; and a table of one's own to keep them in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycountry

from dateline.errors import DatelineError, InvalidRecord, InvalidTable
from dateline.who.actors import COLUMNS, KnownActor, actor_from_cells
from dateline.who.names import slug

KINDS = {"Person": "person", "PublicBody": "office", "Company": "company", "Organization": "group", "LegalEntity": "group"}
"""FollowTheMoney schemata that name actors, and the kind of each."""
TOPICS = {
    "gov.igo": "IGO",
    "gov.judicial": "JUD",
    "gov.security": "COP",
    "pol.party": "PTY",
    "pol.union": "LAB",
    "crime.terror": "REB",
    "role.judge": "JUD",
    "role.journo": "MED",
    "mil": "MIL",
    "gov": "GOV",
    "role.pep": "GOV",
    "crime": "CRM",
    "rel": "REL",
    "role.act": "CVL",
}
"""Sectors by the topics of FollowTheMoney, the more special first; "gov" stands for "gov.national" as well."""
RESERVED = ("new-", "state-")
"""How the ids of unknown actors and of states start."""
HEADER = "# " + "\t".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: the actors, and a message for each record that was refused."""

    actors: tuple[KnownActor, ...]
    refused: tuple[str, ...] = ()


def read_csv(path: Path) -> Imported:
    """The actors of a CSV file with a header naming some of the columns of the tables, `name` among them; lists divided by |.

    A row without an id gets one from its name. Raises InvalidTable where the file has no `name` column.
    """
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        reader = csv.DictReader(file)
        try:
            if "name" not in (reader.fieldnames or ()):
                raise InvalidTable(f"{path}:1: expected a header with the column 'name', found {reader.fieldnames}")
            return _gather((f"{path}:{reader.line_num}", row) for row in reader)
        except csv.Error as error:
            raise InvalidTable(f"{path}:{reader.line_num}: expected comma-separated values, found {error}") from None


def _gather(records: Iterable[tuple[str, Mapping[str, Any]]]) -> Imported:
    actors, refused = [], []
    for where, record in records:
        try:
            actors.append(actor_of(record, where))
        except DatelineError as error:
            refused.append(str(error))
    return Imported(tuple(actors), tuple(refused))


def _foreign(actor: KnownActor, where: str) -> KnownActor:
    """The actor. Raises InvalidTable where its id is of a form that names what the tables do not hold: an unknown actor, a state."""
    if actor.id.startswith(RESERVED):
        raise InvalidTable(f"{where}: expected an id that does not start with {' or '.join(RESERVED)}, found {actor.id!r}")
    return actor


def actor_of(record: Mapping[str, Any], where: str) -> KnownActor:
    """The actor of one record by columns; its id is made from the name where it has none. Raises InvalidTable starting with `where`."""
    cells = [" ".join(str(record.get(column) or "").split()) for column in COLUMNS]
    cells[0] = cells[0] or slug(cells[1])
    cells[3] = alpha3(cells[3])
    cells[7] = cells[7] or "group"
    return _foreign(actor_from_cells(cells, where), where)


def alpha3(country: str) -> str:
    """The alpha-3 code of a country given by alpha-2, alpha-3 or name; the text itself in capitals where none is found."""
    if not country or country.upper() == "XKX":
        return country.upper()
    if country.upper() == "XK":
        return "XKX"
    try:
        return str(pycountry.countries.lookup(country).alpha_3)
    except LookupError:
        return country.upper()


def read_ftm(path: Path) -> Imported:
    """The actors among FollowTheMoney entities, one JSON object a line; entities of other schemata are refused by name."""
    return _gather_lines(_lines(path))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{path}:{number}", line


def _gather_lines(lines: Iterable[tuple[str, str]]) -> Imported:
    actors, refused = [], []
    for where, line in lines:
        try:
            actors.append(_foreign(_from_entity(line, where), where))
        except DatelineError as error:
            refused.append(str(error))
    return Imported(tuple(actors), tuple(refused))


def _from_entity(line: str, where: str) -> KnownActor:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(f"{where}: expected one JSON object, found {line[:60]!r} ({error})") from None
    schema = entity.get("schema") if isinstance(entity, dict) else entity
    if not isinstance(entity, dict) or not isinstance(schema, str) or schema not in KINDS:
        raise InvalidRecord(f"{where}: expected an entity of {', '.join(KINDS)}, found {str(schema)[:60]!r}")
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        raise InvalidRecord(f"{where}: expected an object of properties, found {properties!r}")
    return actor_from_cells(_cells(entity, properties), where)


def _cells(entity: Mapping[str, Any], properties: Mapping[str, Any]) -> list[str]:
    """The ten cells of a table row from an entity; a cell that has no single value there stays empty."""
    names = _values(properties, "name")
    aliases = [*names[1:], *_values(properties, "alias", "weakAlias", "abbreviation", "previousName")]
    country = next(iter(_values(properties, "country", "jurisdiction", "nationality")), "")
    start = next(iter(_values(properties, "incorporationDate")), "")[:4]
    end = next(iter(_values(properties, "dissolutionDate")), "")[:4]
    note = next(iter(_values(properties, "summary", "notes")), "")
    name = names[0] if names else ""
    identity = slug(str(entity.get("id") or name))
    row = [identity, name, "|".join(aliases), alpha3(country), _sector(properties), start, end, KINDS[entity["schema"]], "", note]
    return [" ".join(cell.split()) for cell in row]


def _values(properties: Mapping[str, Any], *keys: str) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = properties.get(key) or []
        found += [str(item) for item in (value if isinstance(value, list) else [value]) if str(item).strip()]
    return found


def _sector(properties: Mapping[str, Any]) -> str:
    topics = _values(properties, "topics")
    return next((sector for key, sector in TOPICS.items() for topic in topics if topic == key or topic.startswith(f"{key}.")), "")


def read_table(path: Path) -> Imported:
    """The actors of a table of one's own, written by `write_table`; a missing file has none."""
    if not path.exists():
        return Imported(())
    lines = [(f"{path}:{number}", line) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
    rows = ((where, dict(zip(COLUMNS, line.split("\t"), strict=False))) for where, line in lines if line.strip() and line[0] != "#")
    return _gather(rows)


def write_table(path: Path, actors: Iterable[KnownActor]) -> None:
    """Writes actors as a table, sorted by id; of two with one id the later stays. The old table is there until the new one is whole."""
    kept = {actor.id: actor for actor in actors}
    lines = [HEADER, *("\t".join(_row(kept[identity])) for identity in sorted(kept))]
    draft = path.with_name(f"{path.name}.new")
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    draft.replace(path)


def _row(actor: KnownActor) -> list[str]:
    start, end = (str(year) if year is not None else "" for year in (actor.start, actor.end))
    aliases = "|".join(actor.aliases)
    cells = [actor.id, actor.name, aliases, actor.country, actor.sector, start, end, actor.kind, actor.parent, actor.note]
    return [" ".join(cell.split()) for cell in cells]


def add_actors(path: Path, actors: Iterable[KnownActor]) -> Imported:
    """Adds actors to a table of one's own and returns what it now holds.

    Raises InvalidTable, and writes nothing, where a row of the table cannot be read: it would be lost.
    """
    before = read_table(path)
    if before.refused:
        raise InvalidTable(f"{before.refused[0]}; mend the row or take it out, then add again")
    write_table(path, [*before.actors, *actors])
    return read_table(path)
