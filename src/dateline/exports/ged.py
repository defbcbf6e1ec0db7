"""UCDP GED's 49 columns."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor
from typing import BinaryIO

from dateline.exports import countries, days
from dateline.exports.happening import Happening, Named, dyad, outlets
from dateline.exports.lost import Lost
from dateline.exports.streams import Rows, text
from dateline.records import Place, Toll, content_id

COLUMNS = tuple(
    """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
    dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
    number_of_sources source_article source_office source_date source_headline source_original where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id
    region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high
    low gwnoa gwnob
    """.split()
)
WHERE_PREC = {"point": 1, "place": 1, "area": 3, "province": 4, "country": 6}
"""Precisions that GED has a number for; a region of several countries has none."""
ARMED = frozenset({"rebel", "militia"})
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes actual ASSAULT events with at least one death; all others are counted in what is lost. Needs events."""
    lost = Lost()
    with text(stream) as out:
        rows = Rows(out)
        rows.write(COLUMNS)
        for happening in happenings:
            row = ged_row(happening, lost)
            if row:
                rows.write(row.get(name) for name in COLUMNS)
                lost.written += 1
    return lost


def ged_row(happening: Happening, lost: Lost) -> dict[str, object] | None:
    """The filled columns, or None where GED would have no row; `lost` counts why. What is not in the row is blank."""
    toll = happening.tolls.get("killed")
    if happening.status != "actual":
        lost.leave_out(f"{happening.status} events: GED records what has happened")
        return None
    if happening.type != "ASSAULT":
        lost.leave_out("events that are no use of armed force")
        return None
    if toll is None or not (toll.high or toll.best or toll.low):
        lost.leave_out("events without a death")
        return None
    firsts, seconds = dyad(happening)
    kind = type_of_violence(firsts, seconds)
    lost.reduce("events whose type of violence is not known", kind is None)
    lost.reduce("disputes over the day: date_start and date_end are the event's own", happening.disputed("when"))
    lost.reduce("disputes over who did it: the side is blank", happening.disputed("actors"))
    lost.reduce("events without a day", not days.first(happening.when))
    lost.reduce("events without coordinates", not happening.place or happening.place.lat is None)
    lost.reduce("death tolls whose figures differ: who says which is not told", len({(f.low, f.high) for f in toll.figures}) > 1)
    return {
        **_what(happening, kind),
        **_who(firsts, seconds, kind),
        **_sources(happening),
        **_where(happening),
        **_when(happening),
        **_deaths(toll),
    }


def priogrid(lat: float, lon: float) -> int:
    """The number of the half-degree PRIO-GRID cell: 720 columns from 180 W, rows from the South Pole, counted from 1."""
    row, column = min(floor((lat + 90) * 2), 359), min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def type_of_violence(firsts: tuple[Named, ...], seconds: tuple[Named, ...]) -> int | None:
    """1 with a state on an armed side, 2 between armed groups, 3 of an armed side against civilians; None where unknown."""
    one, other = (people[0].side if people else "" for people in (firsts, seconds))
    if "state" in (one, other) and {one, other} <= ARMED | {"state"}:
        return STATE_BASED
    if {one, other} <= ARMED:
        return NON_STATE
    return ONE_SIDED if other == "civilian" and one in ARMED | {"state"} else None


def number(identity: str) -> int:
    """A whole number that is always the same for an id: 48 bits of its sha256."""
    return int(content_id(identity.encode())[:12], 16)


def _what(happening: Happening, kind: int | None) -> dict[str, object]:
    aggregate = any(claim.tally for claim in happening.claims) or any(
        link.relation == "has_part" for link in (happening.event.links if happening.event else ())
    )
    return {
        "id": number(happening.id),
        "relid": happening.id,
        "code_status": happening.review,
        "type_of_violence": kind,
        "event_clarity": 2 if aggregate else 1,
    }


def _who(firsts: tuple[Named, ...], seconds: tuple[Named, ...], kind: int | None) -> dict[str, object]:
    one = firsts[0].name if firsts else ""
    other = "Civilians" if kind == ONE_SIDED else seconds[0].name if seconds else ""
    return {"side_a": one, "side_b": other, "dyad_name": f"{one} - {other}" if one and other else ""}


def _sources(happening: Happening) -> dict[str, object]:
    known = [report for _, report in sorted(happening.reports.items())]
    articles = (f'"{report.outlet},{days.iso(report.published)},{report.title}"' for report in known if report.outlet or report.title)
    return {
        "number_of_sources": len(happening.event.reports) if happening.event else len(known),
        "source_article": ";".join(articles),
        "source_office": ";".join(outlets(happening)),
        "source_date": ";".join(days.iso(report.published) for report in known),
        "source_headline": ";".join(report.title for report in known),
        "source_original": ";".join(happening.voices),
    }


def _where(happening: Happening) -> dict[str, object]:
    place = happening.place
    if place is None:
        return {}
    return {
        "where_prec": WHERE_PREC.get(place.precision),
        "where_coordinates": place.name or place.text,
        "where_description": place.text,
        "adm_1": place.admin1,
        "country": countries.country_name(place.country),
        "region": countries.rule(place.country).ucdp,
        **_point(place),
    }


def _point(place: Place) -> dict[str, object]:
    if place.lat is None or place.lon is None:
        return {}
    return {
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": priogrid(place.lat, place.lon),
    }


def _when(happening: Happening) -> dict[str, object]:
    day, when = days.first(happening.when), happening.when
    return {
        "year": day.year if day else None,
        "date_prec": days.ged_precision(when),
        "date_start": days.iso(when.start if when else None),
        "date_end": days.iso(when.end if when else None),
    }


def _deaths(toll: Toll) -> dict[str, object]:
    """All deaths are of unknown side: dateline does not know whose they are."""
    return {"deaths_unknown": toll.best, "best": toll.best, "high": toll.high, "low": toll.low}
