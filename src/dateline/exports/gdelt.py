"""GDELT 2.0's event table: 61 tab-separated columns without a header."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from dateline.exports import countries, days
from dateline.exports.ged import number
from dateline.exports.happening import Happening, Named, dyad, main_report, outlets
from dateline.exports.lost import Lost
from dateline.exports.streams import tabbed, text
from dateline.ontology.crosswalks import cameo_code
from dateline.records import Place

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
COLUMNS = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{side}{name}" for side in (1, 2) for name in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass".split(),
    *"GoldsteinScale NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    *"DATEADDED SOURCEURL".split(),
)
GENERIC = ("IGO", "IMG", "NGO", "MNC")
"""What stands in the country's place in the code of a body without one; the letters after it name the group."""


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes one line for each event that CAMEO has a code for. Needs events."""
    lost = Lost()
    with text(stream) as out:
        for happening in happenings:
            row = gdelt_row(happening, lost)
            if row:
                out.write(tabbed(row.get(name) for name in COLUMNS))
                lost.written += 1
    return lost


def gdelt_row(happening: Happening, lost: Lost) -> dict[str, object] | None:
    """The filled columns, or None without a CAMEO code; what is not in the row is blank. `lost` counts what has no column."""
    code = cameo_code(happening.type, happening.modes, happening.status)
    if not code:
        lost.leave_out(f"{happening.status} {happening.type}: no CAMEO code")
        return None
    firsts, seconds = dyad(happening)
    if not firsts and not seconds:
        lost.leave_out("events without an actor or recipient")
        return None
    _count_losses(happening, lost, len(firsts[1:]) + len(seconds[1:]))
    row: dict[str, object] = {
        "GLOBALEVENTID": number(happening.id),
        **_when(days.first(happening.when)),
        **_action(happening, code),
        **_where(happening.place),
    }
    for side, people in (("Actor1", firsts), ("Actor2", seconds)):
        row |= {f"{side}{name}": value for name, value in (_actor(people[0]) if people else {}).items()}
    return row


def quad_class(code: str) -> int:
    """CAMEO's 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict, by the root."""
    return next(quad for quad, last in enumerate(("05", "08", "13", "20"), 1) if code[:2] <= last)


def geo_type(place: Place) -> int | None:
    """1 a country, 2 a state of the USA, 3 a place in the USA, 4 a place elsewhere, 5 a province elsewhere; None for a region
    and where the country is not known."""
    home = place.country == "USA"
    if place.precision == "region" or not place.country:
        return None
    if place.precision == "country":
        return 1
    return (2 if home else 5) if place.precision == "province" else (3 if home else 4)


def _when(day: date | None) -> dict[str, object]:
    if day is None:
        return {}
    fraction = day.year + (day.month * 30 + day.day) / 365
    return {
        "SQLDATE": day.strftime("%Y%m%d"),
        "MonthYear": day.strftime("%Y%m"),
        "Year": day.year,
        "FractionDate": f"{fraction:.4f}",
    }


def _actor(person: Named) -> dict[str, object]:
    known = person.code[3:6] if person.code[:3] in GENERIC and not person.country else ""
    kind = person.code[:3] if person.code[:3] in GENERIC and not person.country else person.code[3:6] if person.country else ""
    return {
        "Code": person.code or person.country,
        "Name": person.name.upper(),
        "CountryCode": person.country,
        "KnownGroupCode": known,
        "Type1Code": kind,
    }


def _action(happening: Happening, code: str) -> dict[str, object]:
    report = main_report(happening)
    lead = any(claim.part == "title" or claim.sentence.start == 0 for claim in happening.claims)
    return {
        "IsRootEvent": 1 if lead else None,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code),
        "NumMentions": len(happening.event.claims) if happening.event else 1,
        "NumSources": len(outlets(happening)) or None,
        "NumArticles": len(happening.event.reports) if happening.event else 1,
        "SOURCEURL": report.url if report else "",
    }


def _where(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    words = (place.name or place.text, place.admin1, countries.country_name(place.country))
    return {
        "ActionGeo_Type": geo_type(place),
        "ActionGeo_FullName": ", ".join(dict.fromkeys(word for word in words if word)),
        "ActionGeo_CountryCode": countries.rule(place.country).fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }


def _count_losses(happening: Happening, lost: Lost, others: int) -> None:
    lost.reduce("further actors and recipients: GDELT has room for one each", others)
    lost.reduce("disputes over the day: SQLDATE is the event's own", happening.disputed("when"))
    lost.reduce("disputes over who did it: the actor is blank", happening.disputed("actors"))
    lost.reduce("events without a day", not days.first(happening.when))
    lost.reduce("intervals longer than a day: SQLDATE is the first day", (days.length(happening.when) or 0) > 1)
    lost.reduce("tolls", len(happening.tolls))
    lost.reduce("events told by a voice: GDELT does not say who says so", bool(happening.voices))
    lost.reduce("rows whose review state has no column: all are " + happening.seen)
    lost.reduce("codes of the project's own mapping: no column", bool(happening.project_code))
