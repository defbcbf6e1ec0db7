"""GeoJSON (RFC 7946): one Feature a happening, as a FeatureCollection or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.exports import days
from dateline.exports.happening import Happening, Named, outlets
from dateline.exports.lost import Lost
from dateline.exports.streams import text
from dateline.exports.wording import notes
from dateline.records import RADIUS_KM, Place


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes a FeatureCollection; what is not located is kept with a null geometry."""
    lost = Lost()
    with text(stream) as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for happening in happenings:
            out.write(("," if lost.written else "") + "\n" + _line(happening, lost))
        out.write("\n]}\n")
    return lost


def write_lines(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes one Feature a line (newline-delimited GeoJSON), for bulk."""
    lost = Lost()
    with text(stream) as out:
        for happening in happenings:
            out.write(_line(happening, lost) + "\n")
    return lost


def feature(happening: Happening) -> dict[str, Any]:
    """The Feature: coordinates are [lon, lat] in degrees, `radius_m` how far from them it may have been, days ISO."""
    place = happening.place
    return {
        "type": "Feature",
        "id": happening.id,
        "geometry": _geometry(place),
        "properties": {**_what(happening), **_where(place), **_rest(happening)},
    }


def _line(happening: Happening, lost: Lost) -> str:
    found = feature(happening)
    lost.written += 1
    lost.reduce("coordinates of happenings that could not be located: the geometry is null", found["geometry"] is None)
    return json.dumps(found, ensure_ascii=False)


def _geometry(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _what(happening: Happening) -> dict[str, Any]:
    when = happening.when
    return {
        "label": happening.label,
        "type": happening.type,
        "modes": list(happening.modes),
        "status": happening.status,
        "date_start": days.iso(when.start if when else None) or None,
        "date_end": days.iso(when.end if when else None) or None,
        "date_precision": days.precision(when) or None,
        "actors": [_person(person) for person in happening.actors],
        "recipients": [_person(person) for person in happening.recipients],
        **{kind: {"low": toll.low, "best": toll.best, "high": toll.high} for kind, toll in happening.tolls.items()},
    }


def _person(person: Named) -> dict[str, str]:
    words = {"name": person.name, "country": person.country, "sector": person.sector, "code": person.code}
    return {name: value for name, value in words.items() if value}


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"place": None, "place_precision": None, "radius_m": None, "country": None, "admin1": None}
    return {
        "place": place.name or place.text,
        "place_precision": place.precision,
        "radius_m": round(RADIUS_KM[place.precision] * 1000),
        "country": place.country or None,
        "admin1": place.admin1 or None,
    }


def _rest(happening: Happening) -> dict[str, Any]:
    return {
        "voices": list(happening.voices),
        "outlets": list(outlets(happening)),
        "claims": list(happening.event.claims if happening.event else (happening.id,)),
        "notes": notes(happening),
        "confidence": happening.confidence,
        "reviewed": happening.reviewed,
        "review": happening.review,
        "coder": happening.coder,
        **({"project_code": happening.project_code} if happening.project_code else {}),
    }
