"""What the gazetteer is made of: one entry a place, whatever source it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import InvalidRecord
from dateline.records import PRECISIONS, Precision

KINDS = (
    *("country", "province", "district", "city", "town", "village", "quarter", "camp", "base", "airport", "crossing", "dam"),
    *("oilfield", "building", "road", "bridge", "mountain", "desert", "river", "lake", "sea", "island", "area", "region", "continent"),
)
"""What a place is. `province` is any first-order unit, `district` any second-order one (county, raion, qada)."""

PRECISION_OF: dict[str, Precision] = {
    **dict.fromkeys(("city", "town", "village", "quarter", "camp"), "place"),
    **dict.fromkeys(("base", "airport", "crossing", "dam", "oilfield", "building", "bridge"), "point"),
    **dict.fromkeys(("district", "road", "mountain", "desert", "river", "lake", "island", "area"), "area"),
    **{"country": "country", "province": "province", "sea": "region", "region": "region", "continent": "region"},
}
"""The codebook's precision (section 4) of each kind, where a source says no other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as a source gives it: degrees (WGS 84), alpha-3 country or empty, first-order unit by name or empty.

    `population` is in people; for what has none it stands for prominence, as that of a town as well known. Raises InvalidRecord.
    """

    name: str
    lat: float
    lon: float
    kind: str
    precision: Precision
    country: str = ""
    admin1: str = ""
    population: int = 0
    geonameid: int = 0
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidRecord("a place has a name, found none")
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise InvalidRecord(f"{self.name}: expected degrees within 90 and 180, found {self.lat}, {self.lon}")
        if self.kind not in KINDS:
            raise InvalidRecord(f"{self.name}: unknown kind {self.kind!r}; known: {', '.join(sorted(KINDS))}")
        if self.precision not in PRECISIONS:
            raise InvalidRecord(f"{self.name}: unknown precision {self.precision!r}; known: {', '.join(PRECISIONS)}")


@dataclass(frozen=True, slots=True)
class Spot:
    """An entry as the built index gives it back. `number` is its row there (negative for one that the user added)."""

    number: int
    name: str
    lat: float
    lon: float
    kind: str
    precision: Precision
    country: str
    admin1: str
    population: int
    geonameid: int | None
