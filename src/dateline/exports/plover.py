"""PLOVER JSON lines: one record an event, or a claim where there are no events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, BinaryIO

from dateline.exports import countries, days
from dateline.exports.happening import Happening, Named, main_report
from dateline.exports.lost import Lost
from dateline.exports.streams import text
from dateline.exports.wording import told
from dateline.ontology import load_types
from dateline.ontology.crosswalks import load_parties, scale
from dateline.records import Claim, Place

STRICT = {
    **dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE"),
    "RETREAT": "CONCEDE",
}
"""What strict PLOVER calls the plan of an act of cooperation."""
AUXILIARY = {"planned": "future", "possible": "hypothetical", "denied": "negation"}
LONG_AGO = timedelta(days=365)
"""An event that ended this long before its report is marked historical."""
RESOLUTION = {"point": 5, "place": 4, "area": 3, "province": 2, "country": 1}
SIZES = {"killed": "dead", "injured": "injured", "detained": "arrested"}
CODEBOOK = "PLOVER 1.0 as settled by dateline's codebook"


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes everything, whatever its status: plans, possibilities and denials carry PLOVER's auxiliary modes."""
    lost = Lost()
    with text(stream) as out:
        for happening in happenings:
            out.write(json.dumps(plover_record(happening, lost), ensure_ascii=False) + "\n")
            lost.written += 1
    return lost


def plover_record(happening: Happening, lost: Lost) -> dict[str, Any]:
    """The record; what is not known is left out of it, and what PLOVER has no room for is counted in `lost`."""
    kind = STRICT.get(happening.type, happening.type) if happening.status == "planned" else happening.type
    modes = happening.modes if kind == happening.type else ()
    lost.reduce("actors without country and sector", sum(not (p.country or p.sector) for p in (*happening.actors, *happening.recipients)))
    lost.reduce("records without a day: date is empty", not days.first(happening.when))
    lost.reduce("counts of displaced people: only in comment", "displaced" in happening.tolls)
    record = {
        "id": happening.id,
        "has_event": True,
        **_when(happening),
        "actor": [_entity(person) for person in happening.actors],
        "recipient": [_entity(person) for person in happening.recipients],
        "event": [kind],
        "event_loc": _location(happening.place),
        "event_text": [claim.trigger.text for claim in happening.claims],
        "quad_code": load_types()[kind].quad,
        "event_scale": scale(kind, modes),
        "mode": [*modes, *_auxiliary(happening, kind)],
        "size": {name: toll.best for own, name in SIZES.items() if (toll := happening.tolls.get(own)) and toll.best is not None},
        **_text(happening),
        "coder": happening.coder,
        "comment": _comment(happening),
    }
    return {name: value for name, value in record.items() if name in ("date", "actor") or value not in (None, "", [], {})}


def _when(happening: Happening) -> dict[str, str]:
    when = happening.when
    several = when is not None and when.end is not None and when.end != when.start
    return {"date": days.iso(days.first(when)), "enddate": days.iso(when.end) if when and several and when.start else ""}


def _entity(person: Named) -> dict[str, str]:
    rule = load_parties().get(person.sector)
    words = {
        "code": person.country or person.code,
        "sector": rule.sector if rule else "",
        "entity_text": person.name,
        "identifier_id": person.id,
    }
    return {name: value for name, value in words.items() if value}


def _location(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    location = {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "province": place.admin1,
        "country": countries.country_name(place.country),
        "country_code": place.country,
        "resolution": RESOLUTION.get(place.precision),
    }
    return {name: value for name, value in location.items() if value not in (None, "")}


def _auxiliary(happening: Happening, kind: str) -> list[str]:
    """PLOVER's own modes: from the status (a plan that became AGREE or CONCEDE has been told in the type), and from the days."""
    told_by_type = kind != happening.type
    found = [] if told_by_type or happening.status == "actual" else [AUXILIARY[happening.status]]
    end, published = happening.when.end if happening.when else None, _published(happening)
    return [*found, "historical"] if end and published and published - end > LONG_AGO else found


def _published(happening: Happening) -> date | None:
    report = main_report(happening)
    return report.published if report else None


def _text(happening: Happening) -> dict[str, Any]:
    """The evidence, where it stands, and what it is cited from."""
    if not happening.claims:
        return {}
    main, report = happening.claims[0], main_report(happening)
    found: dict[str, Any] = {
        "text": happening.evidence(main),
        "text_info": _text_info(main),
        "cite_info": {"coder": happening.coder, "codebook": CODEBOOK},
    }
    if report:
        cited = {
            "citation": report.id,
            "publication": report.outlet,
            "title": report.title,
            "url": report.url,
            "language": report.language,
        }
        found |= {"link": report.url, "cite_info": found["cite_info"] | {name: value for name, value in cited.items() if value}}
    return found


def _text_info(claim: Claim) -> dict[str, Any]:
    """Offsets are half-open code points of the story's `in` part."""
    return {"start": claim.sentence.start, "end": claim.sentence.end, "text_story": claim.report, "in": claim.part}


def _comment(happening: Happening) -> str:
    parts = [
        happening.review,
        f"status: {happening.status}",
        f"coded type: {happening.type}",
        f"confidence: {happening.confidence:.2f}",
    ]
    parts += [told(toll, kind) for kind, toll in happening.tolls.items()]
    if happening.voices:
        parts.append("according to: " + "; ".join(happening.voices))
    return ". ".join(parts)
