"""A row of a researcher's own data as an event, and the cells that several layouts share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dateline.errors import InvalidRecord
from dateline.records import Event, Place, Precision, Side, Span, Toll

Cells = Mapping[str, str]
NOWHERE = Span(0, 0)
"""The span of words that stand in no report."""
DAY_FORMS = ("%d %B %Y", "%d-%b-%Y", "%d-%B-%Y", "%d/%m/%Y")
"""How older exports write days beside ISO, day before month."""
YEARS = re.compile(r"\s*\(\d{4}\s*-[\s\d]*\)\s*$")
LARGEST = 10**7
"""A death toll above it is a slip."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One row. `event` carries the row's own id after its data set's name (acled:MLI1234); a person coded it, so `reviewed` is True.

    `types` are all of the codebook's types that its own type may be; `own_type` is that type in its data set's words; `notes` what it says
    in words; `where` the file and line.
    """

    event: Event
    types: frozenset[str]
    own_type: str
    notes: str
    where: str


def day(text: str, field: str) -> date:
    """The day of a cell, ISO or in one of DAY_FORMS; a time after it is left out. Raises InvalidRecord."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        pass
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise InvalidRecord(f"{field}: expected a day such as 2016-07-27, found {text!r}")


def whole(text: str, field: str) -> int | None:
    """The whole number of a cell, None for a blank one. Raises InvalidRecord."""
    if not text.strip():
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not (0 <= number <= LARGEST and number == int(number)):
        raise InvalidRecord(f"{field}: expected a whole number from 0 to {LARGEST}, found {text!r}")
    return int(number)


def degrees(text: str, field: str, most: float) -> float | None:
    """Degrees from -most to most, None for a blank cell. Raises InvalidRecord."""
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise InvalidRecord(f"{field}: expected degrees from -{most:g} to {most:g}, found {text!r}")
    return value


def place(cells: Cells, named: str, precision: Precision, units: tuple[str, str]) -> Place | None:
    """The place of a row; `units` are the country (ISO alpha-3) and the first-order unit. Raises InvalidRecord."""
    lat, lon = degrees(cells.get("latitude", ""), "latitude", 90), degrees(cells.get("longitude", ""), "longitude", 180)
    if not named and lat is None:
        return None
    if lat is None or lon is None:
        lat = lon = None
    return Place(NOWHERE, named, named, lat, lon, precision, country=units[0], admin1=units[1])


def side(name: str, country: str, sector: str) -> Side:
    """A party by its name, without the years that some data sets write after it: "Military Forces of Mali (2020-)"."""
    return Side(YEARS.sub("", name).strip(), "", country, sector, ())


def toll(low: int | None, best: int | None, high: int | None) -> Toll | None:
    """How many were killed; None where nobody was, for a data set's 0 means that none is reported."""
    return Toll(low, best, high, ()) if best or high else None
