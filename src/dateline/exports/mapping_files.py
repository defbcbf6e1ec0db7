"""Reads a project's mapping from a TOML or tab-separated file, and names file and line of every mistake.

# TSV: the header names what is asked; * asks nothing, | divides alternatives, the code - leaves out
type	mode	status	place	code
ASSAULT	aerial|drone	actual	*	V-AIR

# TOML
unmapped = "leave out"
[[code]]
type = ["ASSAULT"]
mode = ["aerial", "drone"]
code = "V-AIR"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import InvalidTable
from dateline.exports.mapping import CodeRule, ProjectCodes, Unmapped
from dateline.ontology import load_sectors, load_types
from dateline.records import STATUSES

FIELDS = ("type", "mode", "status", "actor", "recipient", "place")
UNMAPPED: tuple[Unmapped, ...] = ("keep", "leave out")
ANY = "*"


def read_mapping(path: Path) -> ProjectCodes:
    """The project's codes. Raises InvalidTable with file, line, what was found and what was expected; OSError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidTable(f"{path}: expected UTF-8, found byte {error.object[error.start]:#x} at {error.start}; save it as UTF-8") from None
    codes = _toml(text, path) if path.suffix.lower() == ".toml" else ProjectCodes(tuple(_rows(text, path)))
    if not codes.rules:
        raise InvalidTable(f"{path}: expected at least one rule, found none")
    return codes


def _rows(text: str, path: Path) -> Iterator[CodeRule]:
    """The rules of a tab-separated table."""
    head: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells, where = [cell.strip() for cell in line.split("\t")], f"{path}:{number}"
        if not head:
            head = _head(cells, where)
        elif len(cells) != len(head):
            raise InvalidTable(f"{where}: expected {len(head)} tab-separated cells, found {len(cells)}")
        else:
            yield _rule({name: cell.split("|") for name, cell in zip(head, cells, strict=True) if cell not in (ANY, "")}, where)


def _head(cells: list[str], where: str) -> list[str]:
    odd = [cell for cell in cells if cell not in (*FIELDS, "code")]
    if odd or "code" not in cells or len(set(cells)) != len(cells):
        raise InvalidTable(f"{where}: expected a header of `code` and any of {', '.join(FIELDS)}, each once, found {', '.join(cells)}")
    return cells


def _toml(text: str, path: Path) -> ProjectCodes:
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidTable(f"{path}: no TOML: {error}") from None
    odd, unmapped = sorted(found.keys() - {"code", "unmapped"}), found.get("unmapped", "keep")
    if odd:
        raise InvalidTable(f"{path}:{_line(text, odd[0])}: expected `unmapped` and [[code]] tables, found {odd[0]!r}")
    if unmapped not in UNMAPPED:
        raise InvalidTable(f"{path}:{_line(text, 'unmapped')}: unmapped: expected one of {', '.join(UNMAPPED)}, found {unmapped!r}")
    tables = found.get("code", [])
    if not isinstance(tables, list):
        raise InvalidTable(f"{path}:{_line(text, 'code')}: expected [[code]] tables, found {tables!r}")
    starts = [number for number, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith("[[code]]")]
    starts += [1] * (len(tables) - len(starts))
    return ProjectCodes(tuple(_rule(_listed(t, f"{path}:{n}"), f"{path}:{n}") for t, n in zip(tables, starts, strict=False)), unmapped)


def _line(text: str, name: str) -> int:
    """The line on which a name of the top level stands, 1 where it cannot be told."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.strip().strip("[").startswith(name)), 1)


def _listed(table: Any, where: str) -> dict[str, list[str]]:
    """A TOML table with its words as lists."""
    if not isinstance(table, Mapping):
        raise InvalidTable(f"{where}: expected a [[code]] table, found {table!r}")
    found = {name: value if isinstance(value, list) else [value] for name, value in table.items()}
    for name, values in found.items():
        for value in values:
            if not isinstance(value, str):
                raise InvalidTable(f"{where}: {name}: expected words, found {value!r}")
    return found


def _rule(cells: Mapping[str, list[str]], where: str) -> CodeRule:
    """A checked rule: known types, modes of these types, statuses and sectors."""
    odd = sorted(cells.keys() - {*FIELDS, "code"})
    if odd:
        raise InvalidTable(f"{where}: expected `code` and any of {', '.join(FIELDS)}, found {odd[0]!r}")
    (code,) = cells.get("code", [""])[:1] or [""]
    if not code.strip() or len(cells["code"]) != 1:
        raise InvalidTable(f"{where}: code: expected one word of the project's own (- leaves out), found {'|'.join(cells.get('code', []))!r}")
    types, sectors = load_types(), load_sectors()
    asked = {name: frozenset(cells.get(name, ())) for name in FIELDS}
    modes = {mode for name in (asked["type"] or types) if name in types for mode in types[name].modes}
    for name, known in (("type", types), ("mode", modes), ("status", STATUSES), ("actor", sectors), ("recipient", sectors)):
        _among(name, asked[name], known, where)
    asked["place"] = frozenset(place.casefold() for place in asked["place"])
    return CodeRule(code.strip(), **asked)


def _among(field: str, found: Iterable[str], known: Iterable[str], where: str) -> None:
    odd = sorted(set(found) - set(known))
    if odd:
        raise InvalidTable(f"{where}: {field}: expected one of {', '.join(sorted(known))}, found {odd[0]!r}")
