"""Rules as people write them: a small TOML text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, get_args

from dateline.errors import InvalidTable
from dateline.ontology import load_types
from dateline.sensitivity.rules import DAY_LEVELS, PLACE_KM, Coarsening, Embargo, Names, Rules, Selector, Withholding

ROLES = ("reader", "coder", "editor", "admin")
SELECTING = ("types", "countries", "places", "tags", "ids")
SHARED = (*SELECTING, "exempt", "why")
KEYS = {"embargo": (*SHARED, "until"), "coarsen": (*SHARED, "place", "day"), "withhold": (*SHARED, "names", "also")}
GRID = re.compile(r"(\d+(?:\.\d+)?) ?km")
LARGEST_GRID_KM = 2000.0


def read_rules(text: str, name: str = "sensitivity.toml") -> Rules:
    """The rules in a TOML text of that name. Raises InvalidTable: what was found where, and what was expected."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidTable(f"{name}: no TOML: {error}") from None
    _only(name, found, (*KEYS, "tags"))
    tags = {tag: _words(f"{name}: tags.{tag}", ids) for tag, ids in _table(name, found.get("tags", {})).items()}
    rules = Rules(
        tuple(_embargo(where, table) for where, table in _tables(name, found, "embargo")),
        tuple(_coarsening(where, table) for where, table in _tables(name, found, "coarsen")),
        tuple(_withholding(where, table) for where, table in _tables(name, found, "withhold")),
        tags,
    )
    _check_tags(name, rules)
    return rules


def _tables(name: str, found: Mapping[str, Any], kind: str) -> list[tuple[str, Mapping[str, Any]]]:
    tables = found.get(kind, [])
    if not isinstance(tables, list):
        raise InvalidTable(f"{name}: expected [[{kind}]] in double brackets, found {tables!r}")
    pairs = [(f"{name}: {kind} {number}", table) for number, table in enumerate(tables, 1)]
    for where, table in pairs:
        _only(where, _table(where, table), KEYS[kind])
    return pairs


def _embargo(where: str, table: Mapping[str, Any]) -> Embargo:
    return Embargo(**_shared(where, table), until=_day(where, table["until"]) if "until" in table else None)


def _coarsening(where: str, table: Mapping[str, Any]) -> Coarsening:
    place, day = table.get("place"), table.get("day")
    if place is None and day is None:
        raise InvalidTable(f"{where}: expected place or day, or both")
    if day is not None and day not in DAY_LEVELS:
        raise InvalidTable(f"{where}: day: expected month or year, found {day!r}")
    if place is None or place in PLACE_KM:
        return Coarsening(**_shared(where, table), place=place, day=day)
    return Coarsening(**_shared(where, table), grid_km=_grid(where, place), day=day)


def _grid(where: str, value: object) -> float:
    match = GRID.fullmatch(value) if isinstance(value, str) else None
    km = float(match[1]) if match else 0.0
    if not 1 <= km <= LARGEST_GRID_KM:
        raise InvalidTable(f'{where}: place: expected district, region, country or a grid such as "50 km" (1 to 2000), found {value!r}')
    return km


def _withholding(where: str, table: Mapping[str, Any]) -> Withholding:
    names = table.get("names", "omit")
    if names not in get_args(Names):
        raise InvalidTable(f"{where}: names: expected initials or omit, found {names!r}")
    return Withholding(**_shared(where, table), names=names, also=tuple(sorted(_words(f"{where}: also", table.get("also", [])))))


def _shared(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    lists = {key: _words(f"{where}: {key}", table.get(key, [])) for key in (*SELECTING, "exempt")}
    _among(f"{where}: types", lists["types"], tuple(load_types()))
    _among(f"{where}: exempt", lists["exempt"], ROLES)
    odd = [code for code in lists["countries"] if not re.fullmatch("[A-Z]{3}", code)]
    if odd:
        raise InvalidTable(f"{where}: countries: expected ISO alpha-3 codes such as MLI, found {odd[0]!r}")
    exempt = lists.pop("exempt")
    return {"selector": Selector(**lists), "exempt": exempt, "why": str(table.get("why", ""))}


def _check_tags(name: str, rules: Rules) -> None:
    used = {tag for rule in (*rules.embargoes, *rules.coarsenings, *rules.withholdings) for tag in rule.selector.tags}
    for tag in sorted(used - rules.tags.keys()):
        raise InvalidTable(f'{name}: the tag {tag!r} has no list of ids; add it under [tags]: {tag} = ["..."]')


def _day(where: str, value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidTable(f"{where}: until: expected a day such as 2027-01-31, found {value!r}") from None


def _words(where: str, value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise InvalidTable(f'{where}: expected a list of words such as ["..."], found {value!r}')
    return frozenset(value)


def _table(where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InvalidTable(f"{where}: expected a table, found {value!r}")
    return value


def _only(where: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise InvalidTable(f"{where}: unknown {key!r}; known: {', '.join(known)}")


def _among(where: str, words: frozenset[str], known: tuple[str, ...]) -> None:
    for word in sorted(words):
        if word not in known:
            raise InvalidTable(f"{where}: unknown {word!r}; known: {', '.join(known)}")
