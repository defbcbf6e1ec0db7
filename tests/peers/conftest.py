"""Fictional rows in the documented layouts, and the events of the sample reports."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.exports import acled as acled_format
from dateline.exports import ged as ged_format
from dateline.records import Event, event_from_dict

FIXTURE = Path(__file__).parents[1] / "exports" / "fixture"

MARKET = {
    "event_id_cnty": "CHA9001",
    "event_date": "2023-03-14",
    "year": "2023",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Chad (2021-) Air Force",
    "inter1": "1",
    "actor2": "Civilians (Chad)",
    "assoc_actor_2": "Traders (Chad); Farmers (Chad)",
    "inter2": "7",
    "interaction": "17",
    "civilian_targeting": "Civilian targeting",
    "iso": "148",
    "region": "Middle Africa",
    "country": "Chad",
    "admin1": "Ardouz",
    "location": "Bir Nakhla",
    "latitude": "13.5",
    "longitude": "21.5",
    "geo_precision": "1",
    "source": "Relief Without Delay; Conflict Observatory",
    "notes": "On 14 March 2023 warplanes bombed the livestock market of Bir Nakhla (Ardouz). 43 people were killed.",
    "fatalities": "43",
    "timestamp": "1678924800",
}
ELSEWHERE = MARKET | {
    "event_id_cnty": "CHA9002",
    "event_date": "2021-07-01",
    "sub_event_type": "Armed clash",
    "event_type": "Battles",
    "location": "Tell Sadar",
    "latitude": "12.0",
    "longitude": "19.0",
    "notes": "Shots were exchanged near Tell Sadar.",
    "fatalities": "0",
}
GED_MARKET = {
    "id": "777001",
    "relid": "CHA-2023-1-1-1",
    "year": "2023",
    "type_of_violence": "3",
    "dyad_name": "Government of Chad - Civilians",
    "side_a": "Government of Chad",
    "side_b": "Civilians",
    "number_of_sources": "2",
    "source_office": "Relief Without Delay;Conflict Observatory",
    "source_headline": "Air strike on market of Bir Nakhla",
    "where_prec": "1",
    "where_coordinates": "Bir Nakhla town",
    "adm_1": "Ardouz",
    "latitude": "13.5",
    "longitude": "21.5",
    "country": "Chad",
    "region": "Africa",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2023-03-14 00:00:00.000",
    "date_end": "2023-03-14 00:00:00.000",
    "deaths_civilians": "43",
    "best": "43",
    "high": "105",
    "low": "43",
}


def written(columns: tuple[str, ...], rows: list[dict[str, str]], delimiter: str = ",", head: bool = True) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    if head:
        writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture(scope="session")
def market() -> dict[str, str]:
    return MARKET


@pytest.fixture(scope="session")
def elsewhere() -> dict[str, str]:
    return ELSEWHERE


@pytest.fixture(scope="session")
def ged_market() -> dict[str, str]:
    return GED_MARKET


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows in ACLED's columns, or `columns`, to a file."""

    def save(rows: list[dict[str, str]], columns: tuple[str, ...] = acled_format.COLUMNS, encoding: str = "utf-8", **form: object) -> Path:
        path = tmp_path / "rows.csv"
        path.write_bytes(written(columns, rows, **form).encode(encoding))
        return path

    return save


@pytest.fixture
def acled(tmp_path: Path) -> Path:
    path = tmp_path / "acled.csv"
    path.write_text(written(acled_format.COLUMNS, [MARKET, ELSEWHERE]), encoding="utf-8")
    return path


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    path = tmp_path / "ged.csv"
    path.write_text(written(ged_format.COLUMNS, [GED_MARKET]), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def events() -> list[Event]:
    return [event_from_dict(json.loads(line)) for line in (FIXTURE / "events.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def bombing(events: list[Event]) -> Event:
    return next(event for event in events if "aerial" in event.modes and event.killed and event.killed.low == 43)
