"""ACLED's rows (31 columns since March 2023; older exports with more) as events."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from dateline.errors import InvalidRecord
from dateline.ontology import rows
from dateline.peers.countries import by_number
from dateline.peers.peer import Cells, Peer, day, place, side, toll, whole
from dateline.records import Event, Interval, Precision, Side, Speaker

NEEDED = frozenset({"event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities"})
"""The columns by which a file is known to be ACLED's."""
AROUND = {"1": 0, "2": 3, "3": 15}
"""Days on either side of event_date by time_precision: a day, a week, a month."""
NEAR: dict[str, Precision] = {"1": "place", "2": "area", "3": "province"}
HERE = files("dateline.peers")


def acled_peer(cells: Cells, where: str) -> Peer:
    """The event of a row. Raises InvalidRecord naming the column."""
    identity = cells["event_id_cnty"].strip()
    if not identity:
        raise InvalidRecord("event_id_cnty: expected the row's id, found nothing")
    types, modes = _types(cells["sub_event_type"])
    firsts, seconds = (_sides(cells, number) for number in "12")
    killed = whole(cells["fatalities"], "fatalities")
    notes = cells.get("notes", "")
    event = Event(
        id=f"acled:{identity}",
        label=", ".join(part for part in (cells["sub_event_type"].strip(), cells.get("location", "").strip(), cells["event_date"].strip()) if part),
        type=types[0],
        modes=modes,
        when=_when(day(cells["event_date"], "event_date"), cells.get("time_precision", "")),
        place=place(cells, cells.get("location", "").strip(), NEAR.get(cells.get("geo_precision", "").strip(), "place"), _units(cells)),
        actors=firsts,
        recipients=seconds,
        killed=toll(killed, killed, killed),
        speakers=tuple(Speaker(name.strip(), "", (), 1) for name in cells.get("source", "").split(";") if name.strip()),
        reviewed=True,
    )
    return Peer(event, frozenset(types), f"{cells['event_type'].strip()}: {cells['sub_event_type'].strip()}", notes, where)


@cache
def load_types() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Types and modes by ACLED's sub-event type in lower case. Raises InvalidTable."""
    found = rows(HERE / "acled_types.tsv", 3)
    return {name.lower(): (tuple(types.split()), () if mode == "*" else (mode,)) for name, types, mode in found}


@cache
def load_inter() -> dict[str, str]:
    """The sector by ACLED's actor code, as a number or in lower-case words. Raises InvalidTable."""
    table = [(code, words.lower(), "" if sector == "*" else sector) for code, words, sector in rows(HERE / "inter.tsv", 3)]
    return {key: sector for code, words, sector in table for key in (code, words)}


def _types(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = load_types()
    if name.strip().lower() not in known:
        raise InvalidRecord(f"sub_event_type: expected one of ACLED's, such as {', '.join(list(known)[:3])}, found {name!r}")
    return known[name.strip().lower()]


def _sides(cells: Cells, number: str) -> tuple[Side, ...]:
    """The actor of one side and those associated with it; a state's forces are the place's country's."""
    sector = load_inter().get(cells.get(f"inter{number}", "").strip().lower(), "")
    country = _units(cells)[0] if sector == "MIL" else ""
    names = [(cells.get(f"actor{number}", ""), country, sector)]
    names += [(name, "", "") for name in cells.get(f"assoc_actor_{number}", "").split(";")]
    return tuple(side(*named) for named in names if named[0].strip())


def _when(first: date, precision: str) -> Interval:
    around = timedelta(AROUND.get(precision.strip() or "1", 0))
    return Interval(first - around, first + around)


def _units(cells: Cells) -> tuple[str, str]:
    return by_number(cells.get("iso", ""), cells.get("country", "")), cells.get("admin1", "").strip()
