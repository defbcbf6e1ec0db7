"""The public JSON of reports and claims: plain dicts out, checked values in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from dateline.errors import InvalidRecord
from dateline.records.claim import COUNTS, Claim, Trigger
from dateline.records.report import Report
from dateline.records.span import Span
from dateline.records.values import Actor, Count, Interval, Place, Voice, When

CLAIM_SCHEMA = "dateline.claim/1"
T = TypeVar("T")
Json = Mapping[str, Any]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "span": _span(actor.span),
        "text": actor.text,
        "name": actor.name,
        "id": actor.id,
        "country": actor.country,
        "sector": actor.sector,
        "code": actor.code,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "span": _span(place.span),
        "text": place.text,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "country": place.country,
        "admin1": place.admin1,
        "geonameid": place.geonameid,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(when: When) -> dict[str, Any]:
    return {"span": _span(when.span), "text": when.text, "start": _day(when.interval.start), "end": _day(when.interval.end)}


def _count(count: Count) -> dict[str, Any]:
    return {"low": count.low, "high": count.high, "span": _span(count.span) if count.span else None}


def _or_null(write: Callable[[T], dict[str, Any]], value: T | None) -> dict[str, Any] | None:
    return None if value is None else write(value)


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """The public record of a claim, in the order of the contract."""
    return {
        "schema": CLAIM_SCHEMA,
        "id": claim.id,
        "report": claim.report,
        "in": claim.part,
        "sentence": _span(claim.sentence),
        "trigger": {"span": _span(claim.trigger.span), "text": claim.trigger.text},
        "type": claim.type,
        "modes": list(claim.modes),
        "actors": [_actor(actor) for actor in claim.actors],
        "recipients": [_actor(actor) for actor in claim.recipients],
        "place": _or_null(_place, claim.place),
        "when": _or_null(_when, claim.when),
        "sources": [{"span": _span(v.span), "text": v.text, "name": v.name} for v in claim.sources],
        "quoted": claim.quoted,
        "status": claim.status,
        "tally": claim.tally,
        **{name: _or_null(_count, getattr(claim, name)) for name in COUNTS},
        "confidence": claim.confidence,
        "coder": claim.coder,
        **({"released": list(claim.released)} if claim.released else {}),
    }


def report_to_dict(report: Report) -> dict[str, Any]:
    """The public record of a report."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": _day(report.published),
        "language": report.language,
        "text": report.text,
    }


def _read_span(value: object, field: str) -> Span:
    if not (isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)):
        raise InvalidRecord(f"{field}: expected [start, end], found {value!r}")
    return Span(value[0], value[1])


def _read_day(value: object, field: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InvalidRecord(f"{field}: expected an ISO day such as 2016-07-27, found {value!r}") from None


def _read_actor(record: Json) -> Actor:
    text = str(record.get("text") or "")
    words = (str(record.get(key) or "") for key in ("name", "id", "country", "sector", "code"))
    return Actor(_read_span(record.get("span"), "actor.span"), text, *words)


def _read_place(record: Json) -> Place:
    return Place(
        span=_read_span(record.get("span"), "place.span"),
        text=str(record.get("text") or ""),
        name=str(record.get("name") or ""),
        lat=record.get("lat"),
        lon=record.get("lon"),
        precision=record.get("precision") or "place",
        country=str(record.get("country") or ""),
        admin1=str(record.get("admin1") or ""),
        geonameid=record.get("geonameid"),
    )


def _read_when(record: Json) -> When:
    interval = Interval(_read_day(record.get("start"), "when.start"), _read_day(record.get("end"), "when.end"))
    return When(_read_span(record.get("span"), "when.span"), str(record.get("text") or ""), interval)


def _read_count(record: Json) -> Count | None:
    low, high, span = record.get("low"), record.get("high"), record.get("span")
    if low is None and high is None:
        return None
    return Count(low, high, _read_span(span, "count.span") if span else None)


def _maybe(read: Callable[[Json], T | None], record: Json, field: str) -> T | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise InvalidRecord(f"{field}: expected an object or null, found {value!r}")
    return read(value)


def claim_from_dict(record: Json, report: str = "") -> Claim:
    """A claim from its public record; `report` names the report where the record does not. Raises InvalidRecord."""
    schema = record.get("schema", CLAIM_SCHEMA)
    if schema != CLAIM_SCHEMA:
        raise InvalidRecord(f"expected schema {CLAIM_SCHEMA}, found {schema!r}; code the report again with this version")
    trigger = record.get("trigger")
    if not isinstance(trigger, Mapping):
        raise InvalidRecord(f"trigger: expected an object, found {trigger!r}")
    span = _read_span(trigger.get("span"), "trigger.span")
    return Claim(
        id=str(record.get("id") or ""),
        report=str(record.get("report") or report),
        part=record.get("in") or "text",
        sentence=_read_span(record.get("sentence") or trigger["span"], "sentence"),
        trigger=Trigger(span, str(trigger.get("text") or "")),
        type=str(record.get("type") or ""),
        modes=tuple(record.get("modes") or ()),
        actors=tuple(_read_actor(actor) for actor in record.get("actors") or ()),
        recipients=tuple(_read_actor(actor) for actor in record.get("recipients") or ()),
        place=_maybe(_read_place, record, "place"),
        when=_maybe(_read_when, record, "when"),
        sources=tuple(
            Voice(_read_span(v.get("span"), "source.span"), str(v.get("text") or ""), str(v.get("name") or "")) for v in record.get("sources") or ()
        ),
        quoted=bool(record.get("quoted")),
        status=record.get("status") or "actual",
        tally=bool(record.get("tally")),
        **{name: _maybe(_read_count, record, name) for name in COUNTS},
        confidence=float(record.get("confidence", 1.0)),
        coder=str(record.get("coder") or ""),
        released=tuple(map(str, record.get("released") or ())),
    )


def report_from_dict(record: Json) -> Report:
    """A report from its public record. Raises InvalidRecord where `id` or `text` is missing or not text."""
    for field in ("id", "text"):
        if not isinstance(record.get(field), str):
            raise InvalidRecord(f"{field}: expected text, found {record.get(field)!r}")
    words = {key: str(record.get(key) or "") for key in ("title", "outlet", "url", "language")}
    return Report(id=record["id"], text=record["text"], published=_read_day(record.get("published"), "published"), **words)
