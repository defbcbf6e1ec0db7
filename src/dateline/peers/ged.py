"""UCDP GED's rows (49 columns, with or without a header) as events."""

from __future__ import annotations

from dateline.errors import InvalidRecord
from dateline.peers.countries import by_name
from dateline.peers.peer import Cells, Peer, day, place, side, toll, whole
from dateline.records import Event, Interval, Precision, Side, Speaker

NEEDED = frozenset({"id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best"})
"""The columns by which a file is known to be GED's."""
VIOLENCE = {"1": "State-based", "2": "Non-state", "3": "One-sided"}
NEAR: dict[str, Precision] = {"1": "place", "2": "area", "3": "area", "4": "province", "5": "province", "6": "country", "7": "region"}
SECTORS = {"1": ("MIL", "REB"), "2": ("UAF", "UAF"), "3": ("", "CVL")}
"""The usual sectors of side A and side B by the type of violence."""


def ged_peer(cells: Cells, where: str) -> Peer:
    """The event of a row: deadly force, so an ASSAULT. Raises InvalidRecord naming the column."""
    identity, kind = cells["id"].strip(), cells["type_of_violence"].strip()
    if not identity:
        raise InvalidRecord("id: expected the row's id, found nothing")
    if kind not in VIOLENCE:
        raise InvalidRecord(f"type_of_violence: expected 1, 2 or 3, found {kind!r}")
    low, best, high = (whole(cells.get(name, ""), name) for name in ("low", "best", "high"))
    named, units = cells.get("where_coordinates", "").strip(), (by_name(cells.get("country", "")), cells.get("adm_1", "").strip())
    firsts, seconds = _sides(cells, kind, units[0])
    event = Event(
        id=f"ged:{identity}",
        label=", ".join(part for part in (cells.get("dyad_name", "").strip(), named, cells["date_start"].strip()[:10]) if part),
        type="ASSAULT",
        when=_when(cells),
        place=place(cells, named.removesuffix(" town").removesuffix(" village"), NEAR.get(cells.get("where_prec", "").strip(), "place"), units),
        actors=firsts,
        recipients=seconds,
        killed=toll(low, best, high),
        speakers=tuple(Speaker(name.strip(), "", (), 1) for name in cells.get("source_office", "").split(";") if name.strip()),
        reviewed=True,
    )
    notes = " ".join(cells.get(name, "") for name in ("source_headline", "where_description")).strip()
    return Peer(event, frozenset({"ASSAULT"}), f"{VIOLENCE[kind]} violence", notes, where)


def _sides(cells: Cells, kind: str, country: str) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Side A and side B; a government of GED's is that of the place's country where side A's name says so."""
    names, sectors = (cells["side_a"].strip(), cells["side_b"].strip()), list(SECTORS[kind])
    if names[0].startswith("Government of"):
        sectors[0] = "MIL"
    told = [side(name, country if sector == "MIL" else "", sector) for name, sector in zip(names, sectors, strict=True) if name]
    return tuple(told[:1]), tuple(told[1:])


def _when(cells: Cells) -> Interval:
    start, end = day(cells["date_start"], "date_start"), day(cells["date_end"] or cells["date_start"], "date_end")
    return Interval(start, end)
