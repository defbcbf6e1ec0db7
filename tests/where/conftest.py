"""A small gazetteer: the supplement, every country, and some cities with their namesakes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.records import Mention, Place, Report, Span
from dateline.where import Gazetteer, Locator, sources, supplement
from dateline.where.build import build_from
from dateline.where.entries import PRECISION_OF, Entry

CITIES = """
Aleppo|36.2|37.16|city|SYR|Aleppo|2098210|Halab;حلب
Damascus|33.51|36.29|city|SYR|Damascus|1569394|دمشق
Homs|34.73|36.72|city|SYR|Homs|775404|Hims;حمص
Deir ez-Zor|35.34|40.14|city|SYR|Deir ez-Zor|242565|Dayr az Zawr;دير الزور
Al Qāmishlī|37.05|41.22|city|SYR|Al-Hasakah|184231|Qamishli;القامشلي
Manbij|36.53|37.95|town|SYR|Aleppo|99497|منبج
Ālbū Kamāl|34.45|40.92|town|SYR|Deir ez-Zor|57572|Abu Kamal;البوكمال
Madaya|22.21|83.2|village|IND|Odisha|900|
Tartus|34.89|35.89|city|SYR|Tartus|115769|
Tripoli|32.89|13.19|city|LBY|Tripoli|1293016|
Tripoli|34.43|35.84|city|LBN|North|229398|Trablous
Paris|48.85|2.35|city|FRA|Île-de-France|2138551|
Paris|33.66|-95.56|town|USA|Texas|24782|
Dallas|32.78|-96.81|city|USA|Texas|1300092|
London|51.51|-0.13|city|GBR|England|8961989|
London|42.98|-81.23|city|CAN|Ontario|422324|
Toronto|43.7|-79.42|city|CAN|Ontario|2600000|
Kyiv|50.45|30.52|city|UKR|Kyiv City|2797553|Kiev;Київ;Киев
Of|40.95|40.26|town|TUR|Trabzon|10500|
Mosul|36.34|43.13|city|IRQ|Nineveh|1739800|
Washington|40.17|-80.25|town|USA|Pennsylvania|13663|
"""


def _entries() -> list[Entry]:
    found = []
    for line in CITIES.strip().splitlines():
        name, lat, lon, kind, country, unit, people, others = line.split("|")
        found.append(
            Entry(
                name,
                float(lat),
                float(lon),
                kind,
                PRECISION_OF[kind],
                country,
                unit,
                int(people),
                0,
                tuple(filter(None, others.split(";"))),
            )
        )
    provinces = (
        ("Homs", 34.7, 37.4, "SYR"),
        ("Aleppo", 36.4, 37.5, "SYR"),
        ("Deir ez-Zor", 35.1, 40.5, "SYR"),
        ("Texas", 31.3, -99.3, "USA"),
    )
    return [*found, *(Entry(name, lat, lon, "province", "province", country, name, 2_000_000) for name, lat, lon, country in provinces)]


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("where") / "index"
    taken = {(entry.name, entry.country) for entry in _entries()}
    own = [entry for entry in supplement.load() if (entry.name, entry.country) not in taken]
    return Gazetteer.open(build_from(folder, [*own, *sources.countries(), *_entries()], ["a test"]))


@pytest.fixture(scope="session")
def locator(gazetteer: Gazetteer) -> Locator:
    return Locator(gazetteer)


@pytest.fixture(scope="session")
def place(locator: Locator) -> Callable[[str, str], Place | None]:
    """Where the words of a text (their first occurrence) are put."""

    def find(text: str, words: str) -> Place | None:
        start = text.index(words)
        mention = Mention("text", Span(start, start + len(words)), words)
        return locator.locate(Report(id="r", text=text), [mention])[0]

    return find


@pytest.fixture
def corpora(shared: Callable[..., Path]) -> Path:
    """The folder of measuring corpora; the test is skipped where there is none."""
    return shared("corpora", "dev")
