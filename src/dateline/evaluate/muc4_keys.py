"""MUC-4's texts and keys: templates of 1989 and 1990 on attacks in Latin America.

Two files, joined by document: the distributed JSON lines (lower-case text; perpetrators, targets and victims as coreferent strings) and
the original keys in a zip (date, place, human targets without a name, their numbers and what became of them; the texts' heads with day).
"""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import InvalidRecord
from dateline.records import Report

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
SLOT = re.compile(r"^(\d+)\.\s+(?:MESSAGE|INCIDENT|PERP|PHYS TGT|HUM TGT): [A-Z ]+?(?:  +|$)(.*(?:\n {30}.*)*)", re.MULTILINE)
DAY = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) (\d\d)")
HEAD = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*\n+\s*([^\n]+\n?[^\n]*)", re.MULTILINE)
ENTRY = re.compile(r'(?P<value>[^":]*):\s*(?P<strings>".*)')
SLOTS = {"perpetrator": ("PerpInd", "PerpOrg"), "target": ("Target",), "victim": ("Victim",)}
DATE, PLACE, VICTIM, NUMBER, EFFECT = "2", "3", "19", "21", "23"
EFFECTS = {"DEATH": "killed", "INJURY": "injured"}


@dataclass(slots=True)
class Key:
    """What the keys say of one document.

    `strings`: for each slot the entities, each as its coreferent strings; victims named or not. `counts`: killed and injured, for each
    template the numbers of its groups and, where every group has one, their sum. `places`: for each location its names, the narrowest
    last, alternatives side by side. `days`: first and last day of each dated template; dates told as "on or before" are left out.
    """

    strings: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    counts: dict[str, list[frozenset[int]]] = field(default_factory=lambda: {"killed": [], "injured": []})
    places: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    days: list[tuple[date, date]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Document:
    """One text and what its templates say."""

    report: Report
    key: Key


def documents(texts: Path, keys: Path, recase: Callable[[str], str]) -> Iterator[Document]:
    """Every document that has a template; `recase` gives the lower-case text its capitals back. Raises InvalidRecord."""
    with zipfile.ZipFile(keys) as zipped:
        files = {name: zipped.read(name).decode("latin-1") for name in zipped.namelist() if "/key-" in name or "-muc" in name}
    published = {name: day for text in files.values() for name, day in heads(text)}
    raw: dict[str, list[dict[str, str]]] = {}
    for name, text in files.items():
        for template in templates(text) if "/key-" in name else ():
            raw.setdefault(template["0"], []).append(template)
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                name, body = record["docid"], recase(paragraphs(record["doctext"]))
                key = Key(strings=_strings(record["templates"]))
            except (ValueError, KeyError, TypeError) as error:
                raise InvalidRecord(f"{texts}:{number}: expected docid, doctext and templates, found {error}") from None
            if record["templates"]:
                for template in raw.get(name, ()):
                    _add(key, template)
                yield Document(Report(name, body, published=published.get(name), language="en"), key)


def paragraphs(text: str) -> str:
    """The distributed text with a line break in place of three blanks and more, which stand for the original's paragraphs."""
    return re.sub(r" {3,}", "\n\n", text)


def heads(text: str) -> Iterator[tuple[str, date]]:
    """(document, day) of the heads "SAN SALVADOR, 18 FEB 90 (DPA) --" of a file of texts."""
    for found in HEAD.finditer(text):
        day = DAY.search(found[2])
        if day:
            yield found[1], _day(day)


def _day(found: re.Match[str]) -> date:
    return date(1900 + int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))


def templates(text: str) -> Iterator[dict[str, str]]:
    """The filled templates of a key file: slot number to value, continuation lines kept; "-" and "*" are no values."""
    current: dict[str, str] = {}
    for found in SLOT.finditer(text):
        if found[1] == "0" and current:
            yield current
            current = {}
        if found[2].strip() not in ("-", "*", ""):
            current[found[1]] = found[2].strip()
    if current:
        yield current


def _strings(records: Sequence[dict[str, Any]]) -> dict[str, list[frozenset[str]]]:
    """The entities of each slot over all templates of a document, those that share a string taken together."""
    out: dict[str, list[frozenset[str]]] = {}
    for slot, names in SLOTS.items():
        entities = (entity for record in records for name in names for entity in record[name])
        out[slot] = _merged(frozenset(str(string) for string, _ in entity) for entity in entities)
    return out


def _merged(entities: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    merged: list[frozenset[str]] = []
    for own in entities:
        own = own.union(*(other for other in merged if other & own))
        merged = [other for other in merged if not other & own] + [own]
    return merged


def read_victims(value: str) -> Iterator[frozenset[str]]:
    """The lines of '"PRESIDENT": "CEREZO"' or '"CIVILIAN" / "PEASANT"': each as its strings in lower case."""
    for line in value.split("\n"):
        if strings := frozenset(text.lower() for text in re.findall(r'"((?:[^"\\]|\\.)+)"', line) if text != "-"):
            yield strings


def _add(key: Key, template: dict[str, str]) -> None:
    key.strings["victim"] = _merged([*key.strings.get("victim", ()), *read_victims(template.get(VICTIM, ""))])
    if DATE in template and (interval := read_days(template[DATE])):
        key.days.append(interval)
    if PLACE in template:
        key.places.append(tuple(read_place(template[PLACE])))
    for name, numbers in read_counts(template).items():
        key.counts[name].append(numbers)


def read_days(value: str) -> tuple[date, date] | None:
    """ "02 FEB 90" or "17 FEB 90 - 18 FEB 90", the first of alternatives; None for "- 04 FEB 90" (on or before)."""
    first = value.split(" / ", maxsplit=1)[0].strip("() ")
    if first.startswith("-"):
        return None
    days = [_day(found) for found in DAY.finditer(first)]
    return (days[0], days[-1]) if days and days[0] <= days[-1] else None


def read_place(value: str) -> Iterator[tuple[str, ...]]:
    """ "GUATEMALA: PETEN (DEPARTMENT): FLORES (CITY)" as lower-case names, the narrowest last; one tuple for each alternative."""
    flat = " ".join(value.split())
    ways = flat[1:-1].split(") / (") if flat.startswith("(") else [flat]
    for way in ways:
        names = (re.sub(r"\([^()]*\)?", "", part).strip("() ").lower() for part in re.split(r":| - ", way))
        if kept := tuple(name for name in names if name):
            yield kept


def read_counts(template: dict[str, str]) -> dict[str, frozenset[int]]:
    """The numbers of human targets by what became of them: each group's, and the sum of all where every group has one."""
    effects = {strings: value for value, strings in _entries(template.get(EFFECT, ""))}
    groups: dict[str, list[int | None]] = {}
    for value, strings in _entries(template.get(NUMBER, "")):
        name = EFFECTS.get(effects.get(strings, ""))
        if name:
            number = re.fullmatch(r"~?(\d+)(?: -)?", value)
            groups.setdefault(name, []).append(int(number[1]) if number else None)
    return {name: _with_sum(numbers) for name, numbers in groups.items() if any(numbers)}


def _with_sum(numbers: Sequence[int | None]) -> frozenset[int]:
    known = [number for number in numbers if number]
    return frozenset(known if len(known) < len(numbers) else [*known, sum(known)])


def _entries(value: str) -> Iterator[tuple[str, str]]:
    """(value, strings) of each line of a slot such as '6: "JESUIT PRIESTS" / "JESUITS"'."""
    for line in value.split("\n"):
        if found := ENTRY.match(line.strip()):
            yield found["value"].strip(), found["strings"]
