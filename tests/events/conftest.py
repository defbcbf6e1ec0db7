"""Claims and reports made by hand, for linking."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from dateline.records import Actor, Claim, Count, Interval, Place, Report, Span, Trigger, Voice, When, with_id

S = Span(0, 1)
TOWNS = {"Bir Nakhla": (14.0, 21.0), "Gao": (16.27, -0.04), "Kidal": (18.44, 1.41), "Lima": (-12.05, -77.04)}


def actor(name: str) -> Actor:
    words = {"army": ("SYR", "MIL"), "rebels": ("SYR", "REB"), "civilians": ("SYR", "CVL")}
    country, sector = words.get(name, ("", ""))
    return Actor(S, name, name, "", country, sector)


def build(  # one claim in words that tests can read
    report: str = "a",
    trigger: str = "bombed",
    town: str = "Bir Nakhla",
    day: date | None = date(2023, 3, 14),
    at: int = 0,
    **rest: Any,
) -> Claim:
    killed = rest.pop("killed", None)
    low, high = killed if isinstance(killed, tuple) else (killed, killed)
    lat, lon = TOWNS.get(town, (0.0, 0.0))
    claim = Claim(
        id="",
        report=report,
        part=rest.pop("part", "text"),
        sentence=Span(at, at + 80),
        trigger=Trigger(Span(at + 5, at + 5 + len(trigger)), trigger),
        type=rest.pop("type", "ASSAULT"),
        actors=tuple(actor(name) for name in rest.pop("actors", ())),
        recipients=tuple(actor(name) for name in rest.pop("recipients", ())),
        place=Place(S, town, town, lat, lon, "place", "TCD") if town else None,
        when=When(S, "then", Interval(day, day)) if day else None,
        sources=tuple(Voice(S, name, name) for name in rest.pop("sources", ())),
        killed=Count(low, high, S) if killed is not None else None,
        **rest,
    )
    return with_id(claim)


def document(name: str = "a", text: str = "", day: date | None = date(2023, 3, 15), **rest: Any) -> Report:
    return Report(id=name, text=text or "Warplanes bombed the market of Bir Nakhla on Tuesday. " * 3, published=day, **rest)


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    return build


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    return document


@pytest.fixture(scope="session")
def rivals() -> tuple[list[Claim], list[Report]]:
    """Three outlets on one bombing, with rival tolls, and one report of something else."""
    texts = {
        "tv": "The air force bombed a rebel camp near Bir Nakhla on Tuesday, killing 22 fighters, the army said on state television.",
        "monitor": "Government warplanes bombed a crowded market in Bir Nakhla on Tuesday, killing 31 civilians, the Observatory said.",
        "aid": "Surgeons in the provincial hospital counted 44 dead after warplanes bombed the market of Bir Nakhla on 14 March.",
        "other": "Thousands of teachers marched in Lima on Saturday and asked the ministry for higher wages, the union said.",
    }
    claims = [
        build("tv", killed=22, actors=("army",), recipients=("rebels",), sources=("army",)),
        build("monitor", killed=31, actors=("army",), recipients=("civilians",), sources=("Observatory",)),
        build("aid", killed=44, recipients=("civilians",), sources=("hospital",)),
        build("other", "marched", "Lima", date(2023, 3, 11), type="PROTEST"),
    ]
    outlets = {"tv": "National Television", "monitor": "Wire", "aid": "Relief", "other": "Diario"}
    days = {"aid": date(2023, 3, 16)}
    return claims, [document(name, text, days.get(name, date(2023, 3, 15)), outlet=outlets[name]) for name, text in texts.items()]


@pytest.fixture(scope="session")
def later() -> Callable[[int], date]:
    return lambda days: date(2023, 3, 14) + timedelta(days=days)
